// Verbs of decisions that are mistyped: "hyväkstyttiin".
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/passage.h"

namespace muistio {

// A sentence with one mistyped verb put right.
struct MendedSentence {
  std::string text;
  Span word;                 // The mistyped word, in the passage.
  std::size_t mended_begin;  // Where the right word stands in `text`.
  std::size_t mended_size;

  // The place in the passage of a place in `text`.
  std::size_t original(std::size_t offset, Span sentence) const;
};

// The forms of the verbs of the word lists "decision_verb" and "resolution_verb".
struct DecisionVerbForms {
  explicit DecisionVerbForms(const Rulebook& rulebook);
  std::vector<std::pair<std::u32string, std::string>> all;  // As code points and as UTF-8.
};

class VerbSpelling {
 public:
  explicit VerbSpelling(const Passage& passage);

  // Where the sentence has a word that no dictionary knows and that is one letter away from
  // the forms of one decision verb. A memo with very many such words is left alone after the
  // first ones.
  std::optional<MendedSentence> mended(Span sentence);

 private:
  std::optional<std::string> nearest(std::string_view word) const;

  const Passage& passage_;
  const DecisionVerbForms& forms_;
  int left_ = 200;
};

}  // namespace muistio
