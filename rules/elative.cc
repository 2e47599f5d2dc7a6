#include "rules/elative.h"

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t shortest_stem = 3;  // In bytes, after the first letter.

// Readings give common words in small letters.
std::string begun_as(std::string_view word, std::string_view base) {
  const std::size_t letter = next_character(word, 0);
  if (base.size() < letter) return std::string(base);
  return std::string(word.substr(0, letter)).append(base.substr(letter));
}

}  // namespace

std::optional<std::string> nominative_of_elative(Language& language, std::string_view word) {
  if (word.ends_with(":sta") || word.ends_with(":stä"))
    return std::string(word.substr(0, word.find(':')));
  const std::vector<Reading>& readings = language.readings(word);
  for (const Reading& reading : readings)
    if (reading.inflection == Case::elative && starts_upper(reading.base)) return reading.base;
  for (const Reading& reading : readings) {
    if (!reading.known || reading.inflection != Case::elative) continue;
    if (reading.base.size() < next_character(word, 0) + shortest_stem) continue;
    std::string base = begun_as(word, reading.base);
    if (!reading.plural) return base;
    if (word.starts_with(base)) return base + "t";  // "Opintopalveluista"
  }
  return std::nullopt;
}

}  // namespace muistio
