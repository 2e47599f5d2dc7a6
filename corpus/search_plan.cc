#include "corpus/search_plan.h"

#include <optional>

#include "corpus/unicode.h"

namespace muistio {
namespace {

using Kind = QueryNode::Kind;

constexpr std::string_view has_day = "memo.date < ':'";  // Not "XXXX-05-02".

// What stands between the parentheses of MATCH.
struct TextQuery {
  std::string expression;
  std::vector<PlannedWord> words;  // In the order of the expression.
  TextNode tree;
};

TextQuery text_of(std::string expression) {
  const int phrases = phrases_in(expression);
  TextNode leaf;
  leaf.kind = TextNode::Kind::text;
  leaf.expression = expression;
  return {expression, {{expression, phrases}}, std::move(leaf)};
}

// "(one OR other)", the words of all.
TextQuery combined(const std::vector<TextQuery>& parts, std::string_view separator) {
  std::vector<std::string> expressions;
  TextQuery whole;
  for (const TextQuery& part : parts) {
    expressions.push_back(part.expression);
    whole.words.insert(whole.words.end(), part.words.begin(), part.words.end());
    whole.tree.children.push_back(part.tree);
  }
  whole.tree.kind = separator == " OR " ? TextNode::Kind::any : TextNode::Kind::all;
  whole.expression = "(" + joined(expressions, separator) + ")";
  return whole;
}

// The number of a section as papers print it: of 29 also "029".
std::vector<std::string> section_spellings(const QueryNode& section) {
  constexpr std::size_t longest_padded = 3;
  std::vector<std::string> spellings{section.words.front()};
  while (spellings.back().size() < longest_padded) spellings.push_back("0" + spellings.back());
  return spellings;
}

// The numbers of a section alone, which the index has; § it has not.
QueryNode numbers_of(const QueryNode& section) {
  QueryNode numbers;
  numbers.kind = Kind::any;
  for (std::string& spelling : section_spellings(section)) {
    QueryNode number = section;
    number.section = false;
    number.exact = true;
    number.words = {std::move(spelling)};
    numbers.children.push_back(std::move(number));
  }
  return numbers;
}

// SQL that tells whether § stands beside the number in a text.
std::string names_section(const std::string& text, const QueryNode& section) {
  std::vector<std::string> choices;
  const std::string padded_text = "' ' || " + text + " || ' '";
  for (const std::string& number : section_spellings(section)) {
    for (const std::string gap : {"", "[ \t\n\u00A0]"}) {
      choices.push_back(padded_text + " GLOB '*§" + gap + number + "[^0-9]*'");
      choices.push_back(padded_text + " GLOB '*[^-0-9./:–]" + number + gap + "§*'");
    }
  }
  // GLOB is slow: it is asked only of texts that hold § and the number without a gap.
  std::string closed = text;
  for (const std::string character : {"char(9)", "char(10)", "char(160)"})
    closed = "replace(" + closed + ", " + character + ", ' ')";
  closed = "replace(replace(" + closed + ", ' §', '§'), '§ ', '§')";
  std::vector<std::string> possible{"instr(" + closed + ", '" + section.words.front() + "§')"};
  for (const std::string& number : section_spellings(section))
    possible.push_back("instr(" + closed + ", '§" + number + "')");
  return "(instr(" + text + ", '§') AND (" + joined(possible, " OR ") + ") AND (" +
         joined(choices, " OR ") + "))";
}

class Planner {
 public:
  Planner(Language& language, HitUnit unit, HitOrder order)
      : language_(language), unit_(unit), order_(order) {}

  Plan plan(const QueryNode& query) {
    mark(query);
    const auto text = text_query(text_part(query));
    const bool ranked = text.has_value();
    if (unit_ == HitUnit::decision) {
      plan_decisions(query, text);
    } else if (unit_ == HitUnit::page && text) {
      plan_pages(query, *text);
    } else {
      unit_ = HitUnit::memo;
      plan_memos(query);
    }
    plan_.index = text_index();
    if (order_ == HitOrder::rank && (ranked || unit_ == HitUnit::memo)) return std::move(plan_);
    plan_.words.clear();
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
  std::optional<TextQuery> text_query(const QueryNode& node) const {
    switch (node.kind) {
      case Kind::words:
        if (!is_about_hit(node) || node.section) return std::nullopt;
        return text_of_words(phrase_pattern(node, language_));
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

  TextQuery text_of_words(const PhrasePattern& pattern) const {
    TextQuery text = text_of(match_expression(pattern, text_index()));
    if (text_index() != TermIndex::pages) return text;
    text.tree.forms = word_forms(pattern);
    if (pattern.size() > 1) {
      text.tree.kind = TextNode::Kind::phrase;
      text.tree.spellings = phrase_spellings(pattern);
    } else if (!text.tree.forms.empty()) {
      text.tree.kind = TextNode::Kind::word;
    }
    return text;
  }

  std::optional<TextQuery> near_of(const QueryNode& node) const {
    if (!is_about_hit(node)) return std::nullopt;
    std::vector<PhrasePattern> patterns;
    for (const QueryNode& child : node.children)
      patterns.push_back(phrase_pattern(child, language_));
    return text_of(near_expression(patterns, node.distance));
  }

  std::optional<TextQuery> any_of(const QueryNode& node) const {
    std::vector<TextQuery> choices;
    for (const QueryNode& child : node.children) {
      auto choice = text_query(child);
      if (!choice) return std::nullopt;
      choices.push_back(std::move(*choice));
    }
    return combined(choices, " OR ");
  }

  std::optional<TextQuery> all_of(const QueryNode& node) const {
    std::vector<TextQuery> wanted, unwanted;
    for (const QueryNode& child : node.children) {
      const bool minus = child.kind == Kind::none;
      auto part = text_query(minus ? child.children.front() : child);
      if (!part) return std::nullopt;
      (minus ? unwanted : wanted).push_back(std::move(*part));
    }
    if (wanted.empty()) return std::nullopt;
    TextQuery all = combined(wanted, " AND ");
    if (unwanted.empty()) return all;
    const TextQuery none = combined(unwanted, " OR ");
    // No row that is found has them; they stand here for the phrases to be counted right.
    all.words.insert(all.words.end(), none.words.begin(), none.words.end());
    all.tree.children.push_back(none.tree);
    all.tree.children.back().is_unwanted = true;
    all.expression = "(" + all.expression + " NOT " + none.expression + ")";
    return all;
  }

  bool is_text(const QueryNode& node) const {
    return text_query(node.kind == Kind::none ? node.children.front() : node).has_value();
  }

  // The query without what takes more than full text.
  QueryNode text_part(const QueryNode& query) const {
    QueryNode part;
    for (const QueryNode& child : query.children) {
      if (child.section && unit_ != HitUnit::decision) part.children.push_back(numbers_of(child));
      if (is_text(child)) part.children.push_back(child);
    }
    return part;
  }

  std::string bound(std::string value) {
    plan_.bindings.push_back(std::move(value));
    return "?" + std::to_string(plan_.bindings.size() + 1);
  }

  // An SQL condition on memo, and on page or decision where hits are made of those.
  std::string condition(const QueryNode& node) {
    if (auto text = text_query(node)) return text_condition(std::move(text->expression));
    std::vector<std::string> parts;
    switch (node.kind) {
      case Kind::none:
        return "NOT coalesce(" + condition(node.children.front()) + ", 0)";
      case Kind::dates:
        return date_condition(node.dates);
      case Kind::kind:
        return kind_condition(node);
      case Kind::words:
        return node.section ? section_condition(node) : field_condition(node);
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

  std::string section_condition(const QueryNode& node) {
    if (unit_ == HitUnit::decision) {
      return "(decision.item IN ('" + joined(section_spellings(node), "', '") + "') OR " +
             names_section("decision.text", node) + ")";
    }
    const std::string pages =
        " FROM page_index JOIN page ON page.id = page_index.rowid WHERE page_index MATCH " +
        bound(text_query(numbers_of(node))->expression) + " AND " +
        names_section("page.text", node) + ")";
    return unit_ == HitUnit::page ? "page.id IN (SELECT page.id" + pages
                                  : "memo.id IN (SELECT page.memo" + pages;
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

  void plan_pages(const QueryNode& query, const TextQuery& text) {
    plan_.page = "page_index.rowid";
    plan_.decision = "0";
    plan_.score = "match_score(page_index, ?1)";
    plan_.words = text.words;
    plan_.from = "page_index WHERE page_index MATCH " + bound(text.expression);
    const std::string others = other_conditions(query);
    if (others.empty() && order_ == HitOrder::rank) {
      // Without joins, so that SQLite looks at other tables for the best rows alone.
      plan_.memo = "(SELECT memo FROM page WHERE id = page_index.rowid)";
      plan_.text = text.tree;
      return;
    }
    plan_.memo = "memo.id";
    plan_.from =
        "page_index JOIN page ON page.id = page_index.rowid JOIN memo ON memo.id = page.memo "
        "WHERE page_index MATCH ?2" +
        others;
  }

  void plan_decisions(const QueryNode& query, const std::optional<TextQuery>& text) {
    plan_.page = "0";
    plan_.decision = "decision.id";
    plan_.memo = "memo.id";
    plan_.score = "0";
    plan_.from =
        "decision JOIN memo ON memo.id = decision.memo "
        "JOIN fact ON fact.field = 'decision' AND fact.row = decision.id WHERE 1";
    if (text) {
      plan_.score = "match_score(fact_index, ?1)";
      plan_.words = text->words;
      // The field is the expression's first phrase, and no word that was asked for.
      plan_.words.insert(plan_.words.begin(), PlannedWord{"", 1});
      plan_.from =
          "fact_index JOIN fact ON fact.id = fact_index.rowid JOIN decision ON "
          "decision.id = fact.row JOIN memo ON memo.id = fact.memo "
          "WHERE fact_index MATCH " +
          bound("(field : decision) AND " + text->expression);
    }
    plan_.from += other_conditions(query);
  }

  // Every word somewhere in the memo; ranked by the page that says most of it.
  void plan_memos(const QueryNode& query) {
    std::vector<TextQuery> wanted;
    collect_wanted(query, wanted);
    plan_.page = plan_.decision = plan_.score = "0";
    plan_.memo = "memo.id";
    plan_.from = "memo WHERE 1";
    plan_.order = std::string(has_day) + " DESC, memo.date DESC, memo.id";
    if (!wanted.empty()) {
      const TextQuery any = combined(wanted, " OR ");
      plan_.words = any.words;
      plan_.with =
          "scored AS MATERIALIZED (SELECT rowid AS page, match_score(page_index, ?1) AS score "
          "FROM page_index WHERE page_index MATCH " +
          bound(any.expression) +
          "), best AS (SELECT page.memo AS memo, scored.page AS page, max(scored.score) AS score "
          "FROM scored JOIN page ON page.id = scored.page GROUP BY page.memo)";
      plan_.page = "coalesce(best.page, 0)";
      plan_.score = "coalesce(best.score, 0)";
      // Where a field alone may do ("word OR field:word"), the words need not be there.
      const bool needed = text_query(text_part(query)).has_value();
      plan_.from = needed ? "best JOIN memo ON memo.id = best.memo WHERE 1"
                          : "memo LEFT JOIN best ON best.memo = memo.id WHERE 1";
      plan_.order = "best.score IS NULL, best.score DESC, memo.id";
    }
    for (const QueryNode& child : query.children) plan_.from += " AND " + condition(child);
  }

  void collect_wanted(const QueryNode& node, std::vector<TextQuery>& wanted) const {
    if (node.kind == Kind::none) return;
    if (node.kind == Kind::words || node.kind == Kind::near) {
      if (auto text = text_query(node)) wanted.push_back(std::move(*text));
      return;
    }
    for (const QueryNode& child : node.children) collect_wanted(child, wanted);
  }

  void mark(const QueryNode& node) {
    if (node.kind == Kind::none) return;
    if (node.section) {
      for (const QueryNode& number : numbers_of(node).children) {
        plan_.marked.push_back(phrase_pattern(number, language_));
        plan_.marked.back().front().section = true;
      }
      return;
    }
    if (node.kind == Kind::words) plan_.marked.push_back(phrase_pattern(node, language_));
    for (const QueryNode& child : node.children) mark(child);
  }

  Language& language_;
  HitUnit unit_;
  HitOrder order_;
  Plan plan_;
};

}  // namespace

std::string with_clause(const Plan& plan, const std::string& more) {
  if (plan.with.empty() && more.empty()) return "";
  return "WITH " + plan.with + (plan.with.empty() || more.empty() ? "" : ", ") + more + " ";
}

Plan plan_search(const QueryNode& query, HitUnit unit, HitOrder order, Language& language) {
  return Planner(language, unit, order).plan(query);
}

}  // namespace muistio
