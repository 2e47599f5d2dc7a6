// The words of a query as the index knows them: what to ask the full-text index for, and
// which words of a text are meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/index.h"
#include "corpus/language.h"
#include "corpus/query.h"
#include "corpus/ranked_query.h"

namespace muistio {

// What one word of a query stands for. All in lower case.
struct WordPattern {
  std::string surface;             // As it was typed.
  std::vector<std::string> bases;  // Base forms (or a stem) it may be of. A word that is one
                                   // of its own base forms stands for that one alone.
  std::string swedish;             // Its term in Swedish texts; empty for exact and prefix.
  bool exact = false;              // Only the surface counts.
  bool prefix = false;             // What begins like the surface counts.
  std::string number;              // Of "10 000", "10.000", "10000": its digits.
  bool section = false;            // Only where § stands beside it.
};

// Words one after the other; mostly one.
using PhrasePattern = std::vector<WordPattern>;

// The pattern of one node of kind `words`. A typed word that is several words to the
// Language ("kunta/kaupunki") is a phrase. Never empty.
PhrasePattern phrase_pattern(const QueryNode& node, Language& language);

// Which of the two full-text tables is asked.
enum class TermIndex { pages, facts };

// An FTS5 expression over the table's columns. The pattern must not be empty.
std::string match_expression(const PhrasePattern& pattern, TermIndex index);

// The ways in which a word may stand in a page, as ranked_query.h wants them. None: only
// match_expression() can tell (a phrase, an exact word, a beginning).
std::vector<WordForm> word_forms(const PhrasePattern& pattern);

// The same for several words one after the other.
std::vector<PhraseSpelling> phrase_spellings(const PhrasePattern& pattern);

// The same for phrases at most `distance` words apart.
std::string near_expression(const std::vector<PhrasePattern>& patterns, int distance);

// How many phrases FTS5 counts in an expression of ours.
int phrases_in(std::string_view expression);

// What stands in the terms of every word that is meant by its terms, one or another of them.
std::vector<std::string_view> term_needles(const WordPattern& pattern);

// Quick, and sure where it says no: whether the word may be meant by its own characters,
// whatever its terms are.
bool may_stand(const WordPattern& pattern, std::string_view surface);

// True where the word of the text is meant. `surface` are the word's own characters.
bool is_meant(const WordPattern& pattern, std::string_view surface, TermViews terms);

// The part of a meant word that answers the pattern, as a range of the word's bytes: the
// whole word, or the characters of one part of a compound.
Span meant_part(const WordPattern& pattern, std::string_view surface, TermViews terms);

}  // namespace muistio
