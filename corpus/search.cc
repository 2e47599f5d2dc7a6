#include "corpus/search.h"

#include <algorithm>
#include <limits>

#include "corpus/ranked_search.h"
#include "corpus/ranking.h"
#include "corpus/search_plan.h"
#include "corpus/suggestion.h"

namespace muistio {
namespace {

constexpr std::size_t most_counted = 100'000;
constexpr std::size_t all_rows = std::numeric_limits<std::size_t>::max();
constexpr std::int64_t rows_judged = 20'000;

// Of the columns surface, base, more and decided; in fact_index the last is the field.
constexpr ColumnWeights page_columns{3, 2, 1, 2}, fact_columns{3, 2, 1, 0};

constexpr int most_pages_looked_at = 40;  // For what a field found.

// The words of one text against the patterns of a query.
class Marker {
 public:
  Marker(std::string_view text, const PackedWords& words) : text_(text), words_(words) {}

  std::vector<Mark> marks(const std::vector<PhrasePattern>& patterns) {
    for (std::size_t p = 0; p < patterns.size(); ++p) {
      const std::vector<bool> is_beginning = likely_beginnings(patterns[p].front());
      for (std::size_t i = 0; i < words_.size(); ++i)
        if (is_beginning[i]) mark(i, patterns[p], p);
    }
    std::stable_sort(marks_.begin(), marks_.end(), [](const Mark& one, const Mark& other) {
      return one.span.begin < other.span.begin;
    });
    return std::move(marks_);
  }

 private:
  // "§ 12", "12 §", "§12".
  bool is_beside_section_sign(Span word) const {
    static constexpr std::string_view sign = "§", gaps = " \t\n";
    std::string_view before = text_.substr(0, word.begin), after = text_.substr(word.end);
    before = before.substr(0, before.find_last_not_of(gaps) + 1);
    after.remove_prefix(std::min(after.find_first_not_of(gaps), after.size()));
    return before.ends_with(sign) || after.starts_with(sign);
  }

  std::string_view surface(std::size_t i) const {
    return text_.substr(words_.span(i).begin, words_.span(i).size());
  }

  // The words that may be meant: few, found in one walk over all.
  std::vector<bool> likely_beginnings(const WordPattern& pattern) const {
    std::vector<bool> likely(words_.size());
    for (const std::string_view needle : term_needles(pattern)) words_.set_holders(needle, likely);
    for (std::size_t i = 0; i < likely.size(); ++i)
      if (!likely[i]) likely[i] = may_stand(pattern, surface(i));
    return likely;
  }

  // Marks the phrase if it begins with word `first`. A word with a hyphen may answer to
  // several words of the phrase, as it is several words to the index.
  void mark(std::size_t first, const PhrasePattern& pattern, std::size_t number) {
    std::vector<Mark> found;
    std::size_t k = 0;
    for (std::size_t i = first; k < pattern.size(); ++i) {
      if (i == words_.size() || !is_meant(pattern[k], surface(i), words_.terms(i))) return;
      if (pattern[k].section && !is_beside_section_sign(words_.span(i))) return;
      Span part = meant_part(pattern[k], surface(i), words_.terms(i));
      const bool divisible = surface(i).find('-') != std::string_view::npos;
      while (++k < pattern.size() && divisible && is_meant(pattern[k], surface(i), words_.terms(i)))
        part = {0, surface(i).size()};
      const std::size_t begin = words_.span(i).begin;
      found.push_back({{begin + part.begin, begin + part.end}, number});
    }
    marks_.insert(marks_.end(), found.begin(), found.end());
  }

  std::string_view text_;
  const PackedWords& words_;
  std::vector<Mark> marks_;
};

std::vector<Mark> marks_in(std::string_view text, const PackedWords& words,
                           const std::vector<PhrasePattern>& patterns) {
  return Marker(text, words).marks(patterns);
}

// Where a row of the plan points.
struct Found {
  std::int64_t page_row, decision_row;
  MemoId memo;  // 0: that of the page.
  double score;
};

Found found_in(const Statement& row) {
  return {row.integer(0), row.integer(1), row.integer(2), row.real(3)};
}

class HitReader {
 public:
  HitReader(Database& database, Language& language, const std::vector<PhrasePattern>& marked,
            std::size_t snippet_length)
      : database_(database), language_(language), marked_(marked), length_(snippet_length) {}

  Result<Hit> read(const Found& found) {
    Hit hit;
    hit.score = found.score;
    hit.page_row = found.page_row;
    hit.decision_row = found.decision_row;
    const auto memo = memo_of(found);
    if (!memo) return memo.error();
    if (auto read = read_memo(memo.value(), hit); !read) return read.error();
    const auto read = found.decision_row != 0 ? read_decision(hit)
                      : found.page_row != 0   ? read_page(hit)
                                              : read_first_page(hit);
    if (!read) return read.error();
    return hit;
  }

 private:
  Result<MemoId> memo_of(const Found& found) {
    if (found.memo != 0) return found.memo;
    const auto memo = database_.find_integer("SELECT memo FROM page WHERE id = ?", found.page_row);
    if (!memo) return memo.error();
    if (!memo.value()) return out_of_step();
    return *memo.value();
  }

  Result<Done> read_memo(MemoId id, Hit& hit) {
    auto select = database_.prepare("SELECT key, path, body, date, title FROM memo WHERE id = ?");
    if (!select) return select.error();
    const auto row = select.value().bind(id).step();
    if (!row) return row.error();
    if (!row.value()) return out_of_step();
    hit.memo = {id, std::string(select.value().text(0)), std::string(select.value().text(1)),
                select.value().optional_text(2), select.value().optional_text(3)};
    hit.title = select.value().optional_text(4);
    return Done{};
  }

  Error out_of_step() const {
    return {ErrorCode::bad_corpus, database_.path(),
            "the index is out of step with the memos; load them into a new corpus"};
  }

  Result<Done> read_page(Hit& hit) {
    auto select = database_.prepare(
        "SELECT page.number, page.text, page.text_begin, page_words.bytes FROM page "
        "JOIN page_words ON page_words.page = page.id WHERE page.id = ?");
    if (!select) return select.error();
    const auto row = select.value().bind(hit.page_row).step();
    if (!row) return row.error();
    if (!row.value()) return out_of_step();
    hit.page = static_cast<int>(select.value().integer(0));
    const std::string_view text = select.value().text(1);
    const auto words = PackedWords::decode(select.value().blob(3), text);
    if (!words) return words.error();
    const auto marks = marks_in(text, words.value(), marked_);
    hit.snippet = snippet_of(text, marks, length_);
    const auto begin = static_cast<std::size_t>(select.value().integer(2));
    for (const Mark& mark : marks)
      hit.found.push_back({begin + mark.span.begin, begin + mark.span.end});
    return Done{};
  }

  // Of a memo that was found by a field: the first page that says what was asked.
  Result<Done> read_first_page(Hit& hit) {
    std::vector<std::int64_t> rows;
    auto select = database_.prepare("SELECT id FROM page WHERE memo = ? ORDER BY id LIMIT ?");
    if (!select) return select.error();
    select.value().bind(hit.memo.id, most_pages_looked_at);
    while (true) {
      const auto row = select.value().step();
      if (!row) return row.error();
      if (!row.value()) break;
      rows.push_back(select.value().integer(0));
    }
    Hit first;
    for (const std::int64_t row : rows) {
      Hit candidate = hit;
      candidate.page_row = row;
      if (auto read = read_page(candidate); !read) return read;
      if (first.page_row == 0) first = candidate;
      if (candidate.found.empty()) continue;
      hit = std::move(candidate);
      return Done{};
    }
    if (first.page_row != 0) hit = std::move(first);
    return Done{};
  }

  Result<Done> read_decision(Hit& hit) {
    auto select = database_.prepare(
        "SELECT decision.text, decision.kind, decision.page, decision.span_begin, "
        "decision.span_end, page.id, (SELECT language FROM memo WHERE id = decision.memo) "
        "FROM decision LEFT JOIN page ON page.memo = decision.memo "
        "AND page.number = decision.page WHERE decision.id = ?");
    if (!select) return select.error();
    const auto row = select.value().bind(hit.decision_row).step();
    if (!row) return row.error();
    if (!row.value()) return out_of_step();
    const std::string_view text = select.value().text(0);
    hit.decision_kind = select.value().text(1);
    hit.page = static_cast<int>(select.value().integer(2));
    hit.found.push_back({static_cast<std::size_t>(select.value().integer(3)),
                         static_cast<std::size_t>(select.value().integer(4))});
    hit.page_row = select.value().integer(5);
    hit.snippet = snippet_of(
        text,
        marks_in(text, PackedWords(indexed_words(text, language_, select.value().text(6)), text),
                 marked_),
        std::max(length_, text.size()));
    return Done{};
  }

  Database& database_;
  Language& language_;
  const std::vector<PhrasePattern>& marked_;
  std::size_t length_;
};

// The hits of a plan that were asked for.
struct FoundHits {
  std::vector<Found> found;
  std::size_t total = 0;
  bool is_more = false;
};

Result<Done> count_plan(Database& database, const Plan& plan, FoundHits& hits) {
  auto select = database.prepare(with_clause(plan) + "SELECT count(*) FROM (SELECT 1 FROM " +
                                 plan.from + " LIMIT " + std::to_string(most_counted + 1) + ")");
  if (!select) return select.error();
  const auto row = select.value().bind_match(nullptr, plan.bindings).step();
  if (!row) return row.error();
  const auto count = static_cast<std::size_t>(select.value().integer(0));
  hits.total = std::min(count, most_counted);
  hits.is_more = count > most_counted;
  return Done{};
}

// How rare a word is: of BM25, and judged by the rows that were added last.
Result<double> weight_of(Database& database, const PlannedWord& word, TermIndex index) {
  const bool pages = index == TermIndex::pages;
  const auto last = database.find_integer(pages ? "SELECT max(id) FROM page"  //
                                                : "SELECT max(id) FROM fact");
  if (!last) return last.error();
  const std::int64_t rows = std::min(last.value().value_or(0), rows_judged);
  const auto having = database.find_integer(
      pages ? "SELECT count(*) FROM page_index WHERE page_index MATCH ? AND rowid > ?"
            : "SELECT count(*) FROM fact_index WHERE fact_index MATCH ? AND rowid > ?",
      word.expression, last.value().value_or(0) - rows);
  if (!having) return having.error();
  const auto with = static_cast<double>(having.value().value_or(0));
  return rarity(static_cast<double>(rows), with);
}

Result<std::vector<RankedWord>> ranked_words(Database& database, const Plan& plan) {
  std::vector<RankedWord> words;
  for (const PlannedWord& planned : plan.words) {
    words.push_back({planned.phrases, planned.expression.empty() ? 0.0 : 1.0});
    if (plan.words.size() == 1 || planned.expression.empty()) continue;
    const auto weight = weight_of(database, planned, plan.index);
    if (!weight) return weight.error();
    words.back().weight = weight.value();
  }
  return words;
}

const ColumnWeights& columns_of(TermIndex index) {
  return index == TermIndex::pages ? page_columns : fact_columns;
}

// Hits in the order of their scores. One look at each row that matches, which counts them
// too.
Result<FoundHits> run_by_score(Database& database, const Plan& plan, const SearchOptions& options) {
  auto words = ranked_words(database, plan);
  if (!words) return words.error();
  BestRows best(std::move(words).value(), columns_of(plan.index), options.offset + options.limit);
  // Of a page the memo is looked for when it is a hit to be shown.
  const std::string memo = plan.decision == "0" ? "0" : plan.memo;
  auto select = database.prepare("SELECT " + plan.page + ", " + plan.decision + ", " + memo + ", " +
                                 plan.score + " FROM " + plan.from);
  if (!select) return select.error();
  select.value().bind_match(&best, plan.bindings);
  FoundHits hits;
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) break;
    ++hits.total;
    if (!select.value().is_null(3)) hits.found.push_back(found_in(select.value()));
  }
  std::stable_sort(hits.found.begin(), hits.found.end(),
                   [](const Found& one, const Found& other) { return one.score > other.score; });
  hits.found.resize(std::min(hits.found.size(), options.offset + options.limit));
  hits.found.erase(hits.found.begin(),
                   hits.found.begin() +
                       static_cast<std::ptrdiff_t>(std::min(hits.found.size(), options.offset)));
  return hits;
}

// The same from the ranked blocks; absent where they do not help.
Result<std::optional<FoundHits>> run_by_blocks(Database& database, const Plan& plan,
                                               const SearchOptions& options) {
  if (!plan.text) return std::optional<FoundHits>{};
  auto ranked = find_ranked_pages(database, *plan.text, options.offset + options.limit);
  if (!ranked) return ranked.error();
  if (!ranked.value()) return std::optional<FoundHits>{};
  FoundHits hits;
  hits.total = ranked.value()->total;
  const std::vector<RankedPage>& best = ranked.value()->best;
  for (std::size_t i = options.offset; i < best.size(); ++i)
    hits.found.push_back({best[i].page, 0, 0, best[i].score});
  return std::optional(std::move(hits));
}

// Hits in an order that SQL knows.
Result<FoundHits> run_in_order(Database& database, const Plan& plan, const SearchOptions& options) {
  FoundHits hits;
  if (auto counted = count_plan(database, plan, hits); !counted) return counted.error();
  auto words = ranked_words(database, plan);
  if (!words) return words.error();
  BestRows all(std::move(words).value(), columns_of(plan.index), all_rows);
  auto select = database.prepare(
      with_clause(plan) + "SELECT " + plan.page + ", " + plan.decision + ", " + plan.memo + ", " +
      plan.score + " FROM " + plan.from + " ORDER BY " + plan.order + " LIMIT " +
      std::to_string(options.limit) + " OFFSET " + std::to_string(options.offset));
  if (!select) return select.error();
  const bool scored = !plan.words.empty();
  select.value().bind_match(scored ? &all : nullptr, plan.bindings);
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return hits;
    hits.found.push_back(found_in(select.value()));
  }
}

Result<FoundHits> run_plan(Database& database, const Plan& plan, const SearchOptions& options) {
  if (!plan.order.empty()) return run_in_order(database, plan, options);
  auto hits = run_by_blocks(database, plan, options);
  if (!hits) return hits.error();
  return hits.value() ? std::move(*hits.value()) : run_by_score(database, plan, options);
}

// What is counted, for each hit: SQL that gives one row a hit and value.
struct FacetSource {
  std::string_view name, sql;
};
constexpr FacetSource facet_sources[] = {
    {"body", "SELECT memo.body FROM hit JOIN memo ON memo.id = hit.memo"},
    {"year",
     "SELECT substr(memo.date, 1, 4) FROM hit JOIN memo ON memo.id = hit.memo "
     "WHERE memo.date < ':'"},
    {"kind", "SELECT memo.kind FROM hit JOIN memo ON memo.id = hit.memo"},
    {"person", "SELECT attendee.name FROM hit JOIN attendee ON attendee.memo = hit.memo"},
    {"decision",
     "SELECT decision.kind FROM hit JOIN decision ON decision.id = hit.decision OR "
     "(hit.decision = 0 AND decision.memo = hit.memo)"},
};

// Values of one source with how many hits have each.
Result<std::vector<Count>> count_values(Database& database, const Plan& plan, std::string_view sql,
                                        std::string_view order) {
  auto select = database.prepare(
      with_clause(plan, "hit(page, decision, memo) AS MATERIALIZED (SELECT " + plan.page + ", " +
                            plan.decision + ", " + plan.memo + " FROM " + plan.from +
                            "), value(value) AS (" + std::string(sql) + ")") +
      "SELECT value, count(*) FROM value WHERE value IS NOT NULL GROUP BY value ORDER BY " +
      std::string(order));
  if (!select) return select.error();
  select.value().bind_match(nullptr, plan.bindings);
  std::vector<Count> counts;
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return counts;
    counts.push_back(
        {std::string(select.value().text(0)), static_cast<std::size_t>(select.value().integer(1))});
  }
}

Result<std::vector<MissingWord>> find_missing(Database& database,
                                              const std::vector<PhrasePattern>& patterns) {
  std::vector<MissingWord> missing;
  for (const PhrasePattern& pattern : patterns) {
    for (const WordPattern& word : pattern) {
      if (word.section) continue;  // The caller knows what was asked.
      const auto stands =
          database.find_integer("SELECT 1 FROM page_index WHERE page_index MATCH ? LIMIT 1",
                                match_expression({word}, TermIndex::pages));
      if (!stands) return stands.error();
      if (stands.value()) continue;
      auto suggestions = suggest_words(database, word.surface);
      if (!suggestions) return suggestions.error();
      missing.push_back({word.surface, std::move(suggestions).value()});
    }
  }
  return missing;
}

}  // namespace

Result<SearchResult> Searcher::search(const QueryNode& query, const SearchOptions& options) {
  std::vector<Hit> hits;
  auto result = search(query, options, [&hits](const Hit& hit) -> Result<Done> {
    hits.push_back(hit);
    return Done{};
  });
  if (result) result.value().hits = std::move(hits);
  return result;
}

Result<SearchResult> Searcher::search(const QueryNode& query, const SearchOptions& options,
                                      const TakeHit& take) {
  Database& database = corpus_.database();
  std::optional<Transaction> own;  // Unless the caller has begun one.
  if (!database.in_transaction()) {
    auto view = Transaction::begin_reading(database);
    if (!view) return view.error();
    own.emplace(std::move(view).value());
  }
  const Plan plan = plan_search(query, options.unit, options.order, language_);
  const auto page = run_plan(database, plan, options);
  if (!page) return page.error();
  SearchResult result;
  result.total = page.value().total;
  result.is_more = page.value().is_more;
  HitReader reader(database, language_, plan.marked, options.snippet_length);
  for (const Found& row : page.value().found) {
    const auto hit = reader.read(row);
    if (!hit) return hit.error();
    if (auto taken = take(hit.value()); !taken) return taken.error();
  }
  if (result.total > 0) return result;
  auto missing = find_missing(database, plan.marked);
  if (!missing) return missing.error();
  result.missing = std::move(missing).value();
  return result;
}

Result<std::vector<Facet>> Searcher::facets(const QueryNode& query, HitUnit unit) {
  const Plan plan = plan_search(query, unit, HitOrder::rank, language_);
  std::vector<Facet> facets;
  for (const FacetSource& source : facet_sources) {
    auto counts =
        count_values(corpus_.database(), plan, source.sql, "count(*) DESC, value LIMIT 10");
    if (!counts) return counts.error();
    facets.push_back({std::string(source.name), std::move(counts).value()});
  }
  return facets;
}

Result<std::vector<Count>> Searcher::timeline(const QueryNode& query, HitUnit unit, TimeStep step) {
  const Plan plan = plan_search(query, unit, HitOrder::rank, language_);
  const std::string_view length = step == TimeStep::year ? "4" : "7";
  return count_values(corpus_.database(), plan,
                      "SELECT substr(memo.date, 1, " + std::string(length) +
                          ") FROM hit JOIN memo ON memo.id = hit.memo WHERE memo.date < ':' AND "
                          "length(memo.date) >= " +
                          std::string(length),
                      "value");
}

}  // namespace muistio
