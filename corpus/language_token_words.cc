#include "corpus/language_token_words.h"

#include <unordered_set>

#include "corpus/words.h"

namespace muistio {
namespace {

using Words = std::unordered_set<std::string_view>;

Words list(std::string_view name) {
  const std::vector<std::string_view> words = words_of_list("tokens.txt", name);
  return {words.begin(), words.end()};
}

}  // namespace

bool is_abbreviation(std::string_view lower) {
  static const Words abbreviations = list("abbreviation");
  return abbreviations.contains(lower);
}

bool is_letter_abbreviation(std::string_view lower) {
  static const Words letters = list("letter");
  return letters.contains(lower);
}

bool is_unit(std::string_view word) {
  static const Words units = list("unit");
  return units.contains(word);
}

}  // namespace muistio
