#include "corpus/search.h"

#include <algorithm>

#include "corpus/query_terms.h"
#include "corpus/suggestion.h"

namespace muistio {
namespace {

using Kind = QueryNode::Kind;

// Of the columns surface, base, more and decided (in fact_index: field).
constexpr std::string_view page_rank = " AND rank MATCH 'bm25(3, 2, 1, 2)'";
constexpr std::string_view fact_rank = " AND rank MATCH 'bm25(3, 2, 1, 0)'";
constexpr std::string_view has_day = "memo.date < ':'";  // Not "XXXX-05-02".
constexpr std::size_t most_ranked = 10'000, most_counted = 100'000;
constexpr int most_pages_looked_at = 40;  // For what a field found.

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string(separator)) + part;
  return text;
}

// A query as SQL: what stands after FROM, what is bound to its parameters in order, and
// what is to be marked in what it finds.
struct Plan {
  std::string with;     // Common table expressions, or empty.
  std::string columns;  // page row, decision row, memo row, score.
  std::string from;
  std::string order;
  std::vector<std::string> bindings;
  std::vector<PhrasePattern> marked;
  bool is_text_alone = false;  // Pages by full text, in the order of rank, and nothing else.
};

std::string with(const Plan& plan) {
  return plan.with.empty() ? std::string() : "WITH " + plan.with + " ";
}

class Planner {
 public:
  Planner(Language& language, HitUnit unit, HitOrder order)
      : language_(language), unit_(unit), order_(order) {}

  Plan plan(const QueryNode& query) {
    mark(query);
    const auto text = text_expression(text_part(query));
    const bool ranked = text.has_value();
    if (unit_ == HitUnit::decision) {
      plan_decisions(query, text);
    } else if (unit_ == HitUnit::page && text) {
      plan_pages(query, *text);
    } else {
      unit_ = HitUnit::memo;
      plan_memos(query);
    }
    if (order_ == HitOrder::rank && (ranked || unit_ == HitUnit::memo)) return std::move(plan_);
    plan_.order = order_ == HitOrder::oldest
                      ? std::string(has_day) + " DESC, memo.date, memo.id"
                      : std::string(has_day) + " DESC, memo.date DESC, memo.id";
    return std::move(plan_);
  }

 private:
  // Whether the node asks about the text that a hit is made of, and not about its memo.
  bool is_about_hit(const QueryNode& node) const {
    return node.field == Field::text ||
           (unit_ == HitUnit::decision && node.field == Field::decision);
  }

  TermIndex text_index() const {
    return unit_ == HitUnit::decision ? TermIndex::facts : TermIndex::pages;
  }

  // An FTS5 expression for the node; absent where it takes more than full text.
  std::optional<std::string> text_expression(const QueryNode& node) const {
    switch (node.kind) {
      case Kind::words:
        if (!is_about_hit(node)) return std::nullopt;
        return match_expression(phrase_pattern(node, language_), text_index());
      case Kind::near:
        return near_of(node);
      case Kind::any:
        return any_of(node);
      case Kind::all:
        return all_of(node);
      default:
        return std::nullopt;
    }
  }

  std::optional<std::string> near_of(const QueryNode& node) const {
    if (!is_about_hit(node)) return std::nullopt;
    std::vector<PhrasePattern> patterns;
    for (const QueryNode& child : node.children)
      patterns.push_back(phrase_pattern(child, language_));
    return near_expression(patterns, node.distance);
  }

  std::optional<std::string> any_of(const QueryNode& node) const {
    std::vector<std::string> choices;
    for (const QueryNode& child : node.children) {
      auto choice = text_expression(child);
      if (!choice) return std::nullopt;
      choices.push_back(std::move(*choice));
    }
    return "(" + joined(choices, " OR ") + ")";
  }

  std::optional<std::string> all_of(const QueryNode& node) const {
    std::vector<std::string> wanted, unwanted;
    for (const QueryNode& child : node.children) {
      const bool minus = child.kind == Kind::none;
      auto expression = text_expression(minus ? child.children.front() : child);
      if (!expression) return std::nullopt;
      (minus ? unwanted : wanted).push_back(std::move(*expression));
    }
    if (wanted.empty()) return std::nullopt;
    const std::string all = "(" + joined(wanted, " AND ") + ")";
    if (unwanted.empty()) return all;
    return "(" + all + " NOT (" + joined(unwanted, " OR ") + "))";
  }

  bool is_text(const QueryNode& node) const {
    return text_expression(node.kind == Kind::none ? node.children.front() : node).has_value();
  }

  // The query without what takes more than full text.
  QueryNode text_part(const QueryNode& query) const {
    QueryNode part;
    for (const QueryNode& child : query.children)
      if (is_text(child)) part.children.push_back(child);
    return part;
  }

  std::string bound(std::string value) {
    plan_.bindings.push_back(std::move(value));
    return "?";
  }

  // An SQL condition on memo, and on page or decision where hits are made of those.
  std::string condition(const QueryNode& node) {
    if (auto text = text_expression(node)) return text_condition(std::move(*text));
    std::vector<std::string> parts;
    switch (node.kind) {
      case Kind::none:
        return "NOT coalesce(" + condition(node.children.front()) + ", 0)";
      case Kind::dates:
        return date_condition(node.dates);
      case Kind::kind:
        return kind_condition(node);
      case Kind::words:
        return field_condition(node);
      case Kind::all:
      case Kind::any:
      case Kind::near:
        for (const QueryNode& child : node.children) parts.push_back(condition(child));
        return "(" + joined(parts, node.kind == Kind::any ? " OR " : " AND ") + ")";
    }
    return "0";
  }

  std::string text_condition(std::string expression) {
    switch (unit_) {
      case HitUnit::page:
        return "page.id IN (SELECT rowid FROM page_index WHERE page_index MATCH " +
               bound(std::move(expression)) + ")";
      case HitUnit::memo:
        return "memo.id IN (SELECT page.memo FROM page_index JOIN page ON page.id = "
               "page_index.rowid WHERE page_index MATCH " +
               bound(std::move(expression)) + ")";
      case HitUnit::decision:
        break;
    }
    return "fact.id IN (SELECT rowid FROM fact_index WHERE fact_index MATCH " +
           bound(std::move(expression)) + ")";
  }

  std::string kind_condition(const QueryNode& node) {
    if (!node.decision_kind) return "memo.kind = " + bound(std::string(name_of(node.memo_kind)));
    const std::string kind = bound(std::string(name_of(*node.decision_kind)));
    if (unit_ == HitUnit::decision) return "decision.kind = " + kind;
    return "memo.id IN (SELECT memo FROM decision WHERE kind = " + kind + ")";
  }

  std::string date_condition(const DateRange& range) {
    std::string sql = "(" + std::string(has_day);
    if (!range.first.empty()) sql += " AND memo.date >= " + bound(range.first);
    // All that begins with the last date is in: '~' comes after every character of a date.
    if (!range.last.empty()) sql += " AND memo.date < " + bound(range.last + "~");
    return sql + ")";
  }

  std::string field_condition(const QueryNode& node) {
    const Field stored = node.field == Field::chair ? Field::attendee : node.field;
    const std::string name(field_table()[static_cast<std::size_t>(stored) - 1].english);
    std::string sql =
        "memo.id IN (SELECT fact.memo FROM fact_index JOIN fact ON fact.id = fact_index.rowid "
        "WHERE fact_index MATCH " +
        bound("(field : " + name + ") AND " +
              match_expression(phrase_pattern(node, language_), TermIndex::facts));
    if (node.field == Field::chair)
      sql += " AND fact.row IN (SELECT id FROM attendee WHERE role = 'chair')";
    return sql + ")";
  }

  std::string other_conditions(const QueryNode& query) {
    std::string sql;
    for (const QueryNode& child : query.children)
      if (!is_text(child)) sql += " AND " + condition(child);
    return sql;
  }

  void plan_pages(const QueryNode& query, const std::string& text) {
    plan_.order = "rank";
    const std::string match = "page_index MATCH " + bound(text) + std::string(page_rank);
    const std::string others = other_conditions(query);
    plan_.is_text_alone = others.empty() && order_ == HitOrder::rank;
    if (plan_.is_text_alone) {
      // Without joins, so that SQLite looks at other tables for the best rows alone.
      plan_.columns =
          "page_index.rowid, 0, (SELECT memo FROM page WHERE id = page_index.rowid), -rank";
      plan_.from = "page_index WHERE " + match;
      return;
    }
    plan_.columns = "page.id, 0, memo.id, -rank";
    plan_.from =
        "page_index JOIN page ON page.id = page_index.rowid JOIN memo ON memo.id = page.memo "
        "WHERE " +
        match + others;
  }

  void plan_decisions(const QueryNode& query, const std::optional<std::string>& text) {
    plan_.columns = "0, decision.id, memo.id, 0";
    plan_.from =
        "decision JOIN memo ON memo.id = decision.memo "
        "JOIN fact ON fact.field = 'decision' AND fact.row = decision.id WHERE 1";
    if (text) {
      plan_.columns = "0, decision.id, memo.id, -rank";
      plan_.from =
          "fact_index JOIN fact ON fact.id = fact_index.rowid JOIN decision ON "
          "decision.id = fact.row JOIN memo ON memo.id = fact.memo "
          "WHERE fact_index MATCH " +
          bound("(field : decision) AND " + *text);
      plan_.from += fact_rank;
      plan_.order = "rank";
    }
    plan_.from += other_conditions(query);
  }

  // Every word somewhere in the memo; ranked by the page that says most of it.
  void plan_memos(const QueryNode& query) {
    std::vector<std::string> wanted;
    collect_wanted(query, wanted);
    plan_.columns = "0, 0, memo.id, 0";
    plan_.from = "memo WHERE 1";
    plan_.order = std::string(has_day) + " DESC, memo.date DESC, memo.id";
    if (!wanted.empty()) {
      plan_.with =
          "scored AS MATERIALIZED (SELECT rowid AS page, rank AS score FROM page_index WHERE "
          "page_index MATCH " +
          bound(joined(wanted, " OR ")) + std::string(page_rank) +
          "), best AS (SELECT page.memo AS memo, scored.page AS page, min(scored.score) AS score "
          "FROM scored JOIN page ON page.id = scored.page GROUP BY page.memo)";
      plan_.columns = "coalesce(best.page, 0), 0, memo.id, -coalesce(best.score, 0)";
      // Where a field alone may do ("word OR field:word"), the words need not be there.
      const bool needed = text_expression(text_part(query)).has_value();
      plan_.from = needed ? "best JOIN memo ON memo.id = best.memo WHERE 1"
                          : "memo LEFT JOIN best ON best.memo = memo.id WHERE 1";
      plan_.order = "best.score IS NULL, best.score, memo.id";
    }
    for (const QueryNode& child : query.children) plan_.from += " AND " + condition(child);
  }

  void collect_wanted(const QueryNode& node, std::vector<std::string>& wanted) const {
    if (node.kind == Kind::none) return;
    if (node.kind == Kind::words || node.kind == Kind::near) {
      if (auto text = text_expression(node)) wanted.push_back(std::move(*text));
      return;
    }
    for (const QueryNode& child : node.children) collect_wanted(child, wanted);
  }

  void mark(const QueryNode& node) {
    if (node.kind == Kind::none) return;
    if (node.kind == Kind::words) plan_.marked.push_back(phrase_pattern(node, language_));
    for (const QueryNode& child : node.children) mark(child);
  }

  Language& language_;
  HitUnit unit_;
  HitOrder order_;
  Plan plan_;
};

// The words of one text against the patterns of a query.
class Marker {
 public:
  Marker(std::string_view text, const std::vector<IndexedWord>& words)
      : text_(text), words_(words) {}

  std::vector<Mark> marks(const std::vector<PhrasePattern>& patterns) {
    for (std::size_t p = 0; p < patterns.size(); ++p) {
      for (std::size_t i = 0; i < words_.size(); ++i) mark(i, patterns[p], p);
    }
    std::stable_sort(marks_.begin(), marks_.end(), [](const Mark& one, const Mark& other) {
      return one.span.begin < other.span.begin;
    });
    return std::move(marks_);
  }

 private:
  std::string_view surface(std::size_t i) const {
    return text_.substr(words_[i].span.begin, words_[i].span.size());
  }

  // Marks the phrase if it begins with word `first`. A word with a hyphen may answer to
  // several words of the phrase, as it is several words to the index.
  void mark(std::size_t first, const PhrasePattern& pattern, std::size_t number) {
    std::vector<Mark> found;
    std::size_t k = 0;
    for (std::size_t i = first; k < pattern.size(); ++i) {
      if (i == words_.size() || !is_meant(pattern[k], surface(i), words_[i].terms)) return;
      Span part = meant_part(pattern[k], surface(i), words_[i].terms);
      const bool divisible = surface(i).find('-') != std::string_view::npos;
      while (++k < pattern.size() && divisible && is_meant(pattern[k], surface(i), words_[i].terms))
        part = {0, surface(i).size()};
      const std::size_t begin = words_[i].span.begin;
      found.push_back({{begin + part.begin, begin + part.end}, number});
    }
    marks_.insert(marks_.end(), found.begin(), found.end());
  }

  std::string_view text_;
  const std::vector<IndexedWord>& words_;
  std::vector<Mark> marks_;
};

std::vector<Mark> marks_in(std::string_view text, const std::vector<IndexedWord>& words,
                           const std::vector<PhrasePattern>& patterns) {
  return Marker(text, words).marks(patterns);
}

// Where a row of the plan points.
struct Found {
  std::int64_t page_row, decision_row;
  MemoId memo;
  double score;
};

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
    if (auto read = read_memo(found.memo, hit); !read) return read.error();
    const auto read = found.decision_row != 0 ? read_decision(hit)
                      : found.page_row != 0   ? read_page(hit)
                                              : read_first_page(hit);
    if (!read) return read.error();
    return hit;
  }

 private:
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
    const auto words = decode_words(select.value().blob(3), text);
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
        "decision.span_end, page.id FROM decision LEFT JOIN page ON page.memo = decision.memo "
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
    hit.snippet = snippet_of(text, marks_in(text, indexed_words(text, language_), marked_),
                             std::max(length_, text.size()));
    return Done{};
  }

  Database& database_;
  Language& language_;
  const std::vector<PhrasePattern>& marked_;
  std::size_t length_;
};

Result<std::vector<Found>> run_plan(Database& database, const Plan& plan,
                                    const SearchOptions& options) {
  auto select = database.prepare(
      with(plan) + "SELECT " + plan.columns + " FROM " + plan.from + " ORDER BY " + plan.order +
      " LIMIT " + std::to_string(options.limit) + " OFFSET " + std::to_string(options.offset));
  if (!select) return select.error();
  select.value().bind_texts(plan.bindings);
  std::vector<Found> found;
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return found;
    found.push_back({select.value().integer(0), select.value().integer(1),
                     select.value().integer(2), select.value().real(3)});
  }
}

struct Total {
  std::size_t hits = 0;
  bool is_more = false;
};

Result<Total> count_plan(Database& database, const Plan& plan) {
  auto select = database.prepare(with(plan) + "SELECT count(*) FROM (SELECT 1 FROM " + plan.from +
                                 " LIMIT " + std::to_string(most_counted + 1) + ")");
  if (!select) return select.error();
  const auto row = select.value().bind_texts(plan.bindings).step();
  if (!row) return row.error();
  const auto hits = static_cast<std::size_t>(select.value().integer(0));
  return Total{std::min(hits, most_counted), hits > most_counted};
}

// Leaves only the pages that were loaded last to be ranked where there are very many.
Result<Done> narrow(Database& database, Plan& plan) {
  const auto oldest = database.find_integer(
      "SELECT rowid FROM page_index WHERE page_index MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?",
      plan.bindings.front(), most_ranked);
  if (!oldest) return oldest.error();
  if (oldest.value()) plan.from += " AND page_index.rowid > " + std::to_string(*oldest.value());
  return Done{};
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
  auto select =
      database.prepare("WITH " + plan.with + (plan.with.empty() ? "" : ", ") +
                       "hit(page, decision, memo, score) AS MATERIALIZED (SELECT " + plan.columns +
                       " FROM " + plan.from + "), value(value) AS (" + std::string(sql) +
                       ") SELECT value, count(*) FROM value WHERE "
                       "value IS NOT NULL GROUP BY value ORDER BY " +
                       std::string(order));
  if (!select) return select.error();
  select.value().bind_texts(plan.bindings);
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
  Database& database = corpus_.database();
  const auto view = Transaction::begin_reading(database);
  if (!view) return view.error();
  Plan plan = Planner(language_, options.unit, options.order).plan(query);
  const auto total = count_plan(database, plan);
  if (!total) return total.error();
  if (plan.is_text_alone && total.value().hits > most_ranked) {
    if (auto narrowed = narrow(database, plan); !narrowed) return narrowed.error();
  }
  const auto found = run_plan(database, plan, options);
  if (!found) return found.error();
  SearchResult result;
  result.total = total.value().hits;
  result.is_more = total.value().is_more;
  HitReader reader(database, language_, plan.marked, options.snippet_length);
  for (const Found& row : found.value()) {
    auto hit = reader.read(row);
    if (!hit) return hit.error();
    result.hits.push_back(std::move(hit).value());
  }
  if (result.total > 0) return result;
  auto missing = find_missing(database, plan.marked);
  if (!missing) return missing.error();
  result.missing = std::move(missing).value();
  return result;
}

Result<std::vector<Facet>> Searcher::facets(const QueryNode& query, HitUnit unit) {
  const Plan plan = Planner(language_, unit, HitOrder::rank).plan(query);
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
  const Plan plan = Planner(language_, unit, HitOrder::rank).plan(query);
  const std::string_view length = step == TimeStep::year ? "4" : "7";
  return count_values(corpus_.database(), plan,
                      "SELECT substr(memo.date, 1, " + std::string(length) +
                          ") FROM hit JOIN memo ON memo.id = hit.memo WHERE memo.date < ':' AND "
                          "length(memo.date) >= " +
                          std::string(length),
                      "value");
}

}  // namespace muistio
