#include "pipeline/search_command.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <ostream>

#include "corpus/search.h"
#include "corpus/unicode.h"
#include "pipeline/one_memo.h"
#include "pipeline/terminal.h"

namespace muistio {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t hits_for_people = 20;
constexpr std::size_t hits_for_programs = 10'000'000;

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
  search.offset = static_cast<std::size_t>(options.offset);
  return search;
}

// "1 page", "3 decisions".
std::string counted(std::size_t count, const std::string& plural) {
  return std::to_string(count) + " " + (count == 1 ? plural.substr(0, plural.size() - 1) : plural);
}

void print_for_people(const SearchResult& result, const SearchCommandOptions& options,
                      Streams streams) {
  const Style style(streams.terminal);
  for (const Hit& hit : result.hits) {
    std::string line = style.strong(harmless(hit.memo.path)) + "  p. " + std::to_string(hit.page);
    if (hit.memo.date) line += "  " + harmless(*hit.memo.date);
    if (hit.memo.body) line += "  " + harmless(*hit.memo.body);
    if (!hit.decision_kind.empty()) line += "  " + style.faint(hit.decision_kind);
    streams.out << line << "\n    " << style.marked(hit.snippet.text, hit.snippet.marks) << "\n";
  }
  const std::size_t shown = result.hits.size();
  streams.out << '\n';
  if (shown < result.total) streams.out << shown << " of ";
  streams.out << counted(result.total, options.by);
  if (options.offset == 0 && shown < result.total)
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

int print_json(const SearchResult& result, Corpus& corpus, Streams streams) {
  for (const Hit& hit : result.hits) {
    const auto document = corpus.read_document(hit.memo.id);
    if (!document) return could_not_run(document.error(), streams);
    streams.out
        << hit_json(hit, document.value()).dump(-1, ' ', false, Json::error_handler_t::replace)
        << '\n';
  }
  return exit_done;
}

// As RFC 4180 says. A cell that a spreadsheet would take for a formula gets a quotation
// mark before it.
std::string csv_cell(std::string text) {
  if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos)
    text.insert(0, "'");
  if (text.find_first_of("\",\n\r") == std::string::npos) return text;
  std::string cell = "\"";
  for (const char c : text) cell.append(c == '"' ? 2 : 1, c);
  return cell + "\"";
}

void print_csv(const SearchResult& result, Streams streams) {
  streams.out << "id,path,page,date,body,title,decision,snippet\r\n";
  for (const Hit& hit : result.hits) {
    streams.out << hit.memo.key << ',' << csv_cell(hit.memo.path) << ',' << hit.page << ','
                << csv_cell(hit.memo.date.value_or("")) << ','
                << csv_cell(hit.memo.body.value_or("")) << ',' << csv_cell(hit.title.value_or(""))
                << ',' << hit.decision_kind << ',' << csv_cell(hit.snippet.text) << "\r\n";
  }
}

int tell_nothing_found(const SearchResult& result, Streams streams) {
  streams.err << "muistio: nothing found\n";
  for (const MissingWord& missing : result.missing) {
    streams.err << "  no page has '" << harmless(missing.word) << "'";
    for (std::size_t i = 0; i < missing.suggestions.size(); ++i)
      streams.err << (i == 0 ? "; did you mean " : ", ") << harmless(missing.suggestions[i]);
    if (!missing.suggestions.empty()) streams.err << '?';
    streams.err << '\n';
  }
  if (result.missing.empty()) streams.err << "  each word stands somewhere, but not all together\n";
  return exit_nothing_found;
}

}  // namespace

int search(const SearchCommandOptions& options, Streams streams) {
  const auto query = parse_query(options.query);
  if (!query) return could_not_run(query.error(), streams);
  auto corpus = Corpus::open(options.corpus, Access::read);
  if (!corpus) return could_not_run(corpus.error(), streams);
  const auto language = Language::open();
  if (!language) return could_not_run(language.error(), streams);
  const auto result =
      Searcher(corpus.value(), *language.value()).search(query.value(), search_options(options));
  if (!result) return could_not_run(result.error(), streams);
  if (result.value().total == 0) return tell_nothing_found(result.value(), streams);
  if (options.format == HitFormat::json) return print_json(result.value(), corpus.value(), streams);
  if (options.format == HitFormat::csv) {
    print_csv(result.value(), streams);
  } else {
    print_for_people(result.value(), options, streams);
  }
  return exit_done;
}

}  // namespace muistio
