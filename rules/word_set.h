// Words that a decision in the code depends on, kept in the rule files where they can be read and
// added to.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rulebook.h"
#include "rules/word_endings.h"

namespace muistio {

// The forms of one or more word lists of the rules, of all their values and in all languages. Made
// once for a rulebook (Rulebook::kept) and then read by any thread. Words to compare are in small
// letters. A form that ends in ~ is also any word that begins so, as in patterns.
class WordSet {
 public:
  WordSet(const Rulebook& rulebook, std::initializer_list<std::string_view> lists);

  // The word is one of them.
  bool has(std::string_view word) const;

  // Sorted, without ~. They live as long as this does.
  const std::vector<std::string>& forms() const { return forms_; }

  // One of them stands at the beginning or the end of the word, or is it: "talvella" ends
  // "syystalvella".
  bool begins(std::string_view word) const;
  bool ends(std::string_view word) const;

  // One of them stands anywhere in the text, also inside a word.
  bool stands_in(std::string_view text) const;

  // Where the first of them stands in the text, not inside a word; the longest where several begin
  // there. Behind a form that ends in ~ the word may go on, and the span holds the form alone.
  std::optional<Span> first_in(std::string_view text) const;

 private:
  void add(std::string form);

  std::vector<std::string> forms_;  // Sorted.
  std::vector<std::string> stems_;  // Those of them that end in ~, sorted.
  // Without those that begin with another of them: only the last before a word can begin it.
  std::vector<std::string> shortest_stems_;
  WordEndings endings_;  // Of all forms.
};

}  // namespace muistio
