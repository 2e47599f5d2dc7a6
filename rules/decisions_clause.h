// The clauses of a sentence, as far as one must know them to tell what it resolves from what
// it only tells about.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/passage.h"

namespace muistio {

// What stands between two commas, colons, dashes or brackets.
struct Clause {
  Span span;
  // Where its first subordinating word begins ("että", "joka", "jossa"); what stands after
  // it tells about something.
  std::optional<std::size_t> subordinate_from;
  bool apart = false;  // In brackets or quotation marks.
};

struct FiniteVerb {
  Span span;
  std::string base;
  bool passive = false;
  bool present = false;
  int person = 0;  // 1 to 3; 0 where the form tells none.
  bool conditional = false;
};

// A sentence that is read once and asked often. Clauses and words are only looked up when asked
// for.
class ClauseView {
 public:
  ClauseView(const Passage& passage, Span sentence);

  Span sentence() const { return sentence_; }
  const std::vector<Clause>& clauses() const {
    if (clauses_.empty()) read_clauses();
    return clauses_;
  }

  // Index of the clause that holds the offset.
  std::size_t clause_at(std::size_t offset) const;

  // True where the word at the offset belongs to what is told about: after a subordinating
  // word of its clause, in brackets or in quotation marks.
  bool is_subordinate(std::size_t offset) const;

  // Finite verbs of the span, by the likeliest reading of each word.
  std::vector<FiniteVerb> finite_verbs(Span span) const;

  // The sentence from the clause of the anchor on, without the clauses before it that have
  // verbs of their own and without the conjunction that joins it to them.
  Span from_clause_of(Span anchor) const;

 private:
  void read_clauses() const;
  std::size_t after_conjunction(Span clause, std::size_t anchor) const;

  const Passage& passage_;
  Span sentence_;
  mutable std::vector<Clause> clauses_;  // Empty: not asked for yet.
};

}  // namespace muistio
