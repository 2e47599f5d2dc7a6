// A parsed query as SQL over the corpus file: which rows are hits, how they are ranked, and
// what is to be marked in them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/language.h"
#include "corpus/query.h"
#include "corpus/query_terms.h"
#include "corpus/ranked_query.h"
#include "corpus/search.h"

namespace muistio {

// A word or phrase of the query as it stands in the MATCH expression that is scored.
struct PlannedWord {
  std::string expression;  // It alone.
  int phrases = 1;         // Phrases of the expression that are it.
};

// Parameter 1 of the SQL is a MatchScorer; `bindings` go to those after it.
struct Plan {
  std::string with;                         // Common table expressions, or empty.
  std::string page, decision, memo, score;  // Columns of a hit: rows of those tables.
  std::string from;                         // What follows FROM, with WHERE.
  std::string order;                        // Empty: by score, which the caller does.
  std::vector<std::string> bindings;
  std::vector<PlannedWord> words;      // Of the scored expression, in order; none: no scores.
  TermIndex index = TermIndex::pages;  // Where they are looked for.
  std::vector<PhrasePattern> marked;
  // The same question, where it is one about the text of pages and nothing else.
  std::optional<TextNode> text;
};

// "WITH ...", or nothing. `more` is a further table expression.
std::string with_clause(const Plan& plan, const std::string& more = "");

Plan plan_search(const QueryNode& query, HitUnit unit, HitOrder order, Language& language);

}  // namespace muistio
