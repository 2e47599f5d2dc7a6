#include "pipeline/search_command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <ostream>
#include <utility>

#include "corpus/concordance.h"
#include "corpus/search.h"
#include "corpus/unicode.h"
#include "pipeline/csv_cell.h"
#include "pipeline/one_memo.h"
#include "pipeline/terminal.h"

namespace muistio {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t hits_for_people = 20;
constexpr std::size_t hits_for_programs = 10'000'000;

constexpr std::size_t most_bars = 2000;
constexpr std::string_view hit_indent = "    ";
constexpr std::size_t least_source = 10;  // Characters of a path behind a concordance.

// "2014" -> "2015", "2014-12" -> "2015-01".
std::string next_step(const std::string& value) {
  const int year = std::atoi(value.c_str());
  if (value.size() < 7) return fmt::format("{:04}", year + 1);
  const int month = std::atoi(value.c_str() + 5);
  return month >= 12 ? fmt::format("{:04}-01", year + 1)
                     : fmt::format("{:04}-{:02}", year, month + 1);
}

SearchOptions search_options(const SearchCommandOptions& options) {
  SearchOptions search;
  search.unit = options.by == "memos"       ? HitUnit::memo
                : options.by == "decisions" ? HitUnit::decision
                                            : HitUnit::page;
  search.order = options.sort == "newest"   ? HitOrder::newest
                 : options.sort == "oldest" ? HitOrder::oldest
                                            : HitOrder::rank;
  search.limit = options.limit > 0                     ? static_cast<std::size_t>(options.limit)
                 : options.format == HitFormat::people ? hits_for_people
                                                       : hits_for_programs;
  if (options.format == HitFormat::histogram) search.limit = 1;  // Only counts are shown.
  search.offset = static_cast<std::size_t>(options.offset);
  return search;
}

// "1 page", "3 decisions".
std::string counted(std::size_t count, const std::string& plural) {
  return std::to_string(count) + " " + (count == 1 ? plural.substr(0, plural.size() - 1) : plural);
}

// Where the hit is, in one line or, where that is too long, in several.
void print_source(const Hit& hit, const Style& style, std::size_t width, std::ostream& out) {
  const std::string path = harmless(hit.memo.path);
  std::string rest = "p. " + std::to_string(hit.page);
  if (hit.memo.date) rest += "  " + harmless(*hit.memo.date);
  if (hit.memo.body) rest += "  " + harmless(*hit.memo.body);
  const std::size_t kind = hit.decision_kind.size();
  const std::size_t all = code_points(path) + 2 + code_points(rest) + (kind > 0 ? kind + 2 : 0);
  const std::string decision = kind > 0 ? "  " + style.faint(hit.decision_kind) : "";
  if (all <= width) {
    out << style.strong(path) << "  " << rest << decision << '\n';
    return;
  }
  if (kind > 0) rest += "  " + hit.decision_kind;
  out << style.strong(path) << '\n' << style.marked_lines(rest, {}, hit_indent, width);
}

// Lines are broken for readers, and left whole for programs that look through them.
void print_for_people(const SearchResult& result, const SearchCommandOptions& options,
                      Streams streams) {
  const Style style(streams.terminal);
  const std::size_t width = options.width > 0 ? line_width(options.width, streams.terminal)
                                              : line_width_of_text(streams.terminal);
  for (const Hit& hit : result.hits) {
    print_source(hit, style, width, streams.out);
    streams.out << style.marked_lines(hit.snippet.text, hit.snippet.marks, hit_indent, width);
  }
  const std::size_t shown = result.hits.size();
  streams.out << '\n';
  if (shown < result.total) streams.out << shown << " of ";
  if (result.is_more) streams.out << "more than ";
  streams.out << counted(result.total, options.by);
  if (options.offset == 0 && shown < result.total && !result.is_more)
    streams.out << "; --limit " << result.total << " shows all";
  streams.out << '\n';
}

Json places_json(const Hit& hit, const Document& document) {
  Json places = Json::array();
  for (const Span span : hit.found) {
    for (const Place& place : places_of(document, span)) {
      const Box& box = place.box;
      places.push_back({{"page", place.page},
                        {"box", {box.left, box.top, box.right, box.bottom}},
                        {"text", std::string(document.at(span))}});
    }
  }
  return places;
}

Json hit_json(const Hit& hit, const Document& document) {
  Json marks = Json::array();
  for (const Span mark : hit.snippet.marks) {
    const std::string_view text = hit.snippet.text;
    const std::size_t begin = code_points(text.substr(0, mark.begin));
    marks.push_back({begin, begin + code_points(text.substr(mark.begin, mark.size()))});
  }
  const auto or_null = [](const auto& value) { return value ? Json(*value) : Json(nullptr); };
  Json json{{"id", hit.memo.key},
            {"path", hit.memo.path},
            {"page", hit.page},
            {"date", or_null(hit.memo.date)},
            {"body", or_null(hit.memo.body)},
            {"title", or_null(hit.title)},
            {"score", hit.score}};
  if (!hit.decision_kind.empty()) json["decision"] = hit.decision_kind;
  json["snippet"] = {{"text", hit.snippet.text}, {"marks", marks}};
  json["where"] = places_json(hit, document);
  return json;
}

// Prints hits as they come.
class JsonPrinter {
 public:
  JsonPrinter(Corpus& corpus, std::ostream& out) : corpus_(corpus), out_(out) {}

  Result<Done> print(const Hit& hit) {
    if (hit.memo.id != of_memo_) {
      auto read = corpus_.read_document(hit.memo.id);
      if (!read) return read.error();
      document_ = std::move(read).value();
      of_memo_ = hit.memo.id;
    }
    out_ << hit_json(hit, document_).dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    return Done{};
  }

 private:
  Corpus& corpus_;
  std::ostream& out_;
  Document document_;
  MemoId of_memo_ = 0;  // Hits of one memo mostly come together.
};

class CsvPrinter {
 public:
  explicit CsvPrinter(std::ostream& out) : out_(out) {}

  // Once, however often it is asked for.
  void print_head() {
    if (!std::exchange(has_head_, true))
      out_ << "id,path,page,date,body,title,decision,snippet\r\n";
  }

  Result<Done> print(const Hit& hit) {
    print_head();
    out_ << hit.memo.key << ',' << csv_cell(hit.memo.path) << ',' << hit.page << ','
         << csv_cell(hit.memo.date.value_or("")) << ',' << csv_cell(hit.memo.body.value_or(""))
         << ',' << csv_cell(hit.title.value_or("")) << ',' << hit.decision_kind << ','
         << csv_cell(hit.snippet.text) << "\r\n";
    return Done{};
  }

 private:
  std::ostream& out_;
  bool has_head_ = false;
};

void print_facets(const std::vector<Facet>& facets, const SearchCommandOptions& options,
                  Streams streams) {
  if (options.format == HitFormat::json) {
    Json json;
    for (const Facet& facet : facets) {
      json[facet.name] = Json::array();
      for (const Count& count : facet.counts)
        json[facet.name].push_back({{"value", count.value}, {"hits", count.hits}});
    }
    streams.out << Json{{"facets", json}}.dump(-1, ' ', false, Json::error_handler_t::replace)
                << '\n';
    return;
  }
  for (const Facet& facet : facets) {
    if (facet.counts.empty()) continue;
    streams.out << '\n' << Style(streams.terminal).strong(facet.name) << '\n';
    std::vector<std::vector<std::string>> rows;
    for (const Count& count : facet.counts)
      rows.push_back({harmless(count.value), std::to_string(count.hits)});
    streams.out << aligned(rows, "  ");
  }
}

std::size_t right_width(const ConcordanceLine& line) {
  return code_points(line.keyword) + code_points(harmless(line.after));
}

// The end of a path that is longer than there is room for: its last folders and name, or the
// end of these.
std::string fitting_end(const std::string& path, std::size_t room) {
  const std::size_t size = code_points(path);
  if (size <= room) return path;
  std::size_t begin = 0;
  for (std::size_t gone = 0; begin < path.size(); ++begin) {
    if (!is_inside_character(path[begin]) && gone++ > size - room) break;
  }
  const std::size_t folder = path.find('/', begin);
  return "…" + path.substr(folder == std::string::npos ? begin : folder);
}

int print_concordance(const SearchResult& result, Corpus& corpus,
                      const SearchCommandOptions& options, Streams streams) {
  const ConcordanceOrder order = options.kwic_sort == "before"  ? ConcordanceOrder::before
                                 : options.kwic_sort == "after" ? ConcordanceOrder::after
                                                                : ConcordanceOrder::rank;
  const std::size_t width = line_width(options.width, streams.terminal);
  const std::size_t half = width > 60 ? (width - 30) / 2 : 15;
  const auto lines = concordance(corpus, result.hits, half, order);
  if (!lines) return could_not_run(lines.error(), streams);
  const Style style(streams.terminal);
  std::size_t widest = 0;  // Of what stands right of the middle, so that the places line up.
  for (const ConcordanceLine& line : lines.value()) widest = std::max(widest, right_width(line));
  // On a terminal a line does not run over.
  const std::size_t taken = half + widest + 2;
  const std::size_t room = !streams.terminal && options.width == 0
                               ? std::string::npos
                               : std::max(width, taken + least_source) - taken;
  for (const ConcordanceLine& line : lines.value()) {
    const std::string before = harmless(line.before);
    const std::string source = harmless(line.memo.path) + " p. " + std::to_string(line.page);
    const std::size_t blank = half - std::min(half, code_points(before));
    streams.out << std::string(blank, ' ') << before
                << style.marked(line.keyword, {{0, line.keyword.size()}}) << harmless(line.after)
                << std::string(widest - right_width(line) + 2, ' ')
                << style.faint(fitting_end(source, room)) << '\n';
  }
  streams.out << '\n'
              << counted(lines.value().size(), "places") << " in "
              << counted(result.hits.size(), options.by);
  if (result.hits.size() < result.total) streams.out << " of " << result.total;
  streams.out << '\n';
  return exit_done;
}

// Years or months between the first and the last, those without hits too.
std::vector<Count> without_gaps(const std::vector<Count>& counts) {
  std::vector<Count> all;
  for (const Count& count : counts) {
    while (!all.empty() && all.back().value < count.value && all.size() < most_bars) {
      std::string next = next_step(all.back().value);
      if (next >= count.value) break;
      all.push_back({std::move(next), 0});
    }
    all.push_back(count);
  }
  return all;
}

int print_histogram(Searcher& searcher, const QueryNode& query, const SearchOptions& search,
                    const SearchCommandOptions& options, Streams streams) {
  auto counts = searcher.timeline(query, search.unit, TimeStep::year);
  if (counts && !counts.value().empty() && counts.value().size() <= 2)
    counts = searcher.timeline(query, search.unit, TimeStep::month);
  if (!counts) return could_not_run(counts.error(), streams);
  if (counts.value().empty()) {
    streams.err << "muistio: what was found has no dates\n";
    return exit_nothing_found;
  }
  std::size_t most = 1;
  for (const Count& count : counts.value()) most = std::max(most, count.hits);
  const std::size_t room = line_width(options.width, streams.terminal) - 20;
  for (const Count& count : without_gaps(counts.value())) {
    const std::size_t eighths = (count.hits * room * 8 + most - 1) / most;
    std::string bar;
    for (std::size_t i = 0; i < eighths / 8; ++i) bar += "█";
    static constexpr const char* parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    bar += parts[eighths % 8];
    streams.out << padded(harmless(count.value), 8) << bar << (bar.empty() ? "" : " ") << count.hits
                << '\n';
  }
  return exit_done;
}

void collect_words(const QueryNode& node, std::vector<QueryNode>& words) {
  if (node.kind == QueryNode::Kind::words) words.push_back(node);
  for (const QueryNode& child : node.children) collect_words(child, words);
}

// Why nothing is found though each word stands somewhere.
std::string why_not_together(const QueryNode& query, const SearchCommandOptions& options) {
  std::vector<QueryNode> words;
  collect_words(query, words);
  const bool alone = words.size() == 1 && query.children.size() == 1 &&
                     query.children.front().kind == QueryNode::Kind::words;
  if (!alone) return "each word stands somewhere, but not all together";
  const QueryNode& only = words.front();
  const std::string said = "'" + harmless(fmt::format("{}", fmt::join(only.words, " "))) + "'";
  if (only.section) return "no page has § " + only.words.front();
  if (only.field != Field::text) {
    const FieldName& field = field_table()[static_cast<std::size_t>(only.field) - 1];
    return fmt::format("{} stands in some text, but in no {} ({})", said, field.finnish,
                       field.english);
  }
  if (only.words.size() > 1) return "each word of " + said + " stands somewhere, but not in a row";
  return said + " stands on some page, but in no " + options.by.substr(0, options.by.size() - 1);
}

int tell_nothing_found(const SearchResult& result, const QueryNode& query,
                       const SearchCommandOptions& options, Streams streams) {
  streams.err << "muistio: nothing found\n";
  for (const MissingWord& missing : result.missing) {
    streams.err << "  no page has '" << harmless(missing.word) << "'";
    for (std::size_t i = 0; i < missing.suggestions.size(); ++i)
      streams.err << (i == 0 ? "; did you mean " : ", ") << harmless(missing.suggestions[i]);
    if (!missing.suggestions.empty()) streams.err << '?';
    streams.err << '\n';
  }
  if (result.missing.empty()) streams.err << "  " << why_not_together(query, options) << '\n';
  return exit_nothing_found;
}

// What programs read is printed while it is found; hits for people are in the result.
Result<SearchResult> run_search(Searcher& searcher, const QueryNode& query,
                                const SearchOptions& asked, Corpus& corpus,
                                const SearchCommandOptions& options, Streams streams) {
  if (options.format == HitFormat::json) {
    JsonPrinter printer(corpus, streams.out);
    return searcher.search(query, asked, [&](const Hit& hit) { return printer.print(hit); });
  }
  if (options.format == HitFormat::csv) {
    CsvPrinter printer(streams.out);
    auto result = searcher.search(query, asked, [&](const Hit& hit) { return printer.print(hit); });
    if (result && result.value().total > 0) printer.print_head();  // Though no hit is shown.
    return result;
  }
  return searcher.search(query, asked);
}

}  // namespace

int search(const SearchCommandOptions& options, Streams streams) {
  const auto query = parse_query(fmt::format("{}", fmt::join(options.words, " ")));
  if (!query) return could_not_run(query.error(), streams);
  auto corpus = Corpus::open(options.corpus, Access::read);
  if (!corpus) return could_not_run(corpus.error(), streams);
  const auto language = Language::open();
  if (!language) return could_not_run(language.error(), streams);
  Searcher searcher(corpus.value(), *language.value());
  const SearchOptions asked = search_options(options);
  const auto result = run_search(searcher, query.value(), asked, corpus.value(), options, streams);
  if (!result) return could_not_run(result.error(), streams);
  if (result.value().total == 0)
    return tell_nothing_found(result.value(), query.value(), options, streams);
  const bool shows_hits =
      options.format == HitFormat::people || options.format == HitFormat::concordance;
  if (shows_hits && result.value().hits.empty()) {
    streams.err << "muistio: --offset " << options.offset << " leaves none of "
                << counted(result.value().total, options.by) << '\n';
    return exit_nothing_found;
  }
  int code = exit_done;
  switch (options.format) {
    case HitFormat::people:
      print_for_people(result.value(), options, streams);
      break;
    case HitFormat::csv:
    case HitFormat::json:
      break;  // Printed as they were found.
    case HitFormat::concordance:
      code = print_concordance(result.value(), corpus.value(), options, streams);
      break;
    case HitFormat::histogram:
      code = print_histogram(searcher, query.value(), asked, options, streams);
      break;
  }
  if (!options.facets || code == exit_could_not_run) return code;
  const auto facets = searcher.facets(query.value(), asked.unit);
  if (!facets) return could_not_run(facets.error(), streams);
  print_facets(facets.value(), options, streams);
  return code;
}

}  // namespace muistio
