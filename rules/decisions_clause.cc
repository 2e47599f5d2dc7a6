#include "rules/decisions_clause.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "rules/word_set.h"

namespace muistio {
namespace {

// The words that begin a clause.
struct ClauseWords {
  explicit ClauseWords(const Rulebook& rulebook)
      : subordinators(rulebook, {"subordinator"}), conjunctions(rulebook, {"clause_conjunction"}) {}

  WordSet subordinators, conjunctions;
};

bool opens(std::string_view mark) {
  return mark == "(" || mark == "[" || mark == "“" || mark == "«";
}

bool closes(std::string_view mark) {
  return mark == ")" || mark == "]" || mark == "»";
}

// Marks that look the same on both sides of what they quote.
bool quotes(std::string_view mark) {
  return mark == "\"" || mark == "”";
}

bool divides(std::string_view mark) {
  return mark == "," || mark == ";" || mark == ":" || mark == "–" || mark == "—";
}

// "Att justera protokollet valdes Alma", "Till att justera ...", "Som ny medlem godkändes Alma":
// what stands first is no clause.
bool opens_no_clause(const Passage& passage, Range tokens, std::size_t i) {
  const auto word = [&](std::size_t token) { return passage.at(passage.tokens[token].span); };
  if (i == tokens.first && word(i) == "Som") return true;
  const bool first = i == tokens.first || (i == tokens.first + 1 && word(tokens.first) == "Till");
  if (!first || passage.lower(i) != "att" || i + 1 >= tokens.last) return false;
  const std::string_view next = word(i + 1);
  return (next.ends_with("a") || next.ends_with("å")) && !starts_upper(next);
}

bool is_finite(const Reading& reading) {
  const bool mood = reading.verb_form == VerbForm::present || reading.verb_form == VerbForm::past ||
                    reading.verb_form == VerbForm::conditional;
  return reading.word_class == WordClass::verb && mood;
}

}  // namespace

ClauseView::ClauseView(const Passage& passage, Span sentence)
    : passage_(passage), sentence_(sentence) {}

void ClauseView::read_clauses() const {
  const ClauseWords& words = passage_.rulebook.kept<ClauseWords>();
  Clause clause;
  clause.span = {sentence_.begin, sentence_.begin};
  int depth = 0;
  bool quoted = false;
  const auto begin_clause = [&](std::size_t begin) {
    if (!clause.span.empty()) clauses_.push_back(clause);
    clause = {};
    clause.span = {begin, begin};
    clause.apart = depth > 0 || quoted;
  };
  const Range tokens = passage_.tokens_in(sentence_);
  for (std::size_t i = tokens.first; i < tokens.last; ++i) {
    const Span token = passage_.tokens[i].span;
    const std::string_view text = passage_.at(token);
    const bool quote = quotes(text);
    if (divides(text) || opens(text) || closes(text) || quote) {
      if (opens(text)) ++depth;
      if (closes(text)) depth = std::max(0, depth - 1);
      if (quote) quoted = !quoted;
      begin_clause(token.end);
      continue;
    }
    clause.span.end = token.end;
    if (!clause.subordinate_from && words.subordinators.has(passage_.lower(i)) &&
        !opens_no_clause(passage_, tokens, i)) {
      clause.subordinate_from = token.begin;
    }
  }
  begin_clause(sentence_.end);
  if (clauses_.empty()) clauses_.push_back({sentence_, {}, false});
}

std::size_t ClauseView::clause_at(std::size_t offset) const {
  std::size_t index = 0;
  while (index + 1 < clauses().size() && clauses()[index + 1].span.begin <= offset) ++index;
  return index;
}

bool ClauseView::is_subordinate(std::size_t offset) const {
  const Clause& clause = clauses()[clause_at(offset)];
  return clause.apart || (clause.subordinate_from && *clause.subordinate_from < offset);
}

std::vector<FiniteVerb> ClauseView::finite_verbs(Span span) const {
  std::vector<FiniteVerb> verbs;
  if (passage_.language_at(span.begin) == "sv") {
    for (const Match& match : passage_.rulebook.find("statement", passage_.at(span), "sv")) {
      FiniteVerb verb;
      verb.span = {span.begin + match.span.begin, span.begin + match.span.end};
      verbs.push_back(std::move(verb));
    }
    return verbs;
  }
  const Range tokens = passage_.tokens_in(span);
  for (std::size_t i = tokens.first; i < tokens.last; ++i) {
    const Token& token = passage_.tokens[i];
    if (token.kind != TokenKind::word) continue;
    const Reading& reading = passage_.language.readings(passage_.at(token.span)).front();
    if (!is_finite(reading)) continue;
    verbs.push_back({token.span, reading.base, reading.passive,
                     reading.verb_form == VerbForm::present, reading.person,
                     reading.verb_form == VerbForm::conditional});
  }
  return verbs;
}

std::size_t ClauseView::after_conjunction(Span clause, std::size_t anchor) const {
  const ClauseWords& words = passage_.rulebook.kept<ClauseWords>();
  const Range tokens = passage_.tokens_in({clause.begin, anchor});
  std::size_t begin = clause.begin;
  for (std::size_t i = tokens.first; i < tokens.last; ++i) {
    const Span token = passage_.tokens[i].span;
    if (!words.conjunctions.has(passage_.lower(i))) continue;
    if (i == tokens.first || !finite_verbs({begin, token.begin}).empty()) begin = token.end;
  }
  return std::min(passage_.flow.find_first_not_of(" \t\n", begin), anchor);
}

Span ClauseView::from_clause_of(Span anchor) const {
  const std::size_t index = clause_at(anchor.begin);
  std::size_t first = index;
  while (first > 0) {
    const Clause& before = clauses()[first - 1];
    if (before.subordinate_from || !finite_verbs(before.span).empty()) break;
    --first;
  }
  std::size_t begin = clauses()[first].span.begin;
  begin = std::min(passage_.flow.find_first_not_of(" \t\n", begin), anchor.begin);
  if (first == index) begin = after_conjunction({begin, clauses()[index].span.end}, anchor.begin);
  return {begin, sentence_.end};
}

}  // namespace muistio
