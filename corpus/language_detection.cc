#include <algorithm>
#include <array>
#include <cctype>

#include "corpus/language.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

// Words that are common in one of the languages and rare in the others.
constexpr std::array<std::string_view, 30> finnish{
    "ja",     "on",     "ei",         "oli",          "että",          "sekä",   "ovat",
    "olla",   "joka",   "mukaan",     "myös",         "tai",           "kokous", "läsnä",
    "poissa", "klo",    "päätettiin", "hyväksyttiin", "puheenjohtaja", "se",     "kun",
    "jos",    "niin",   "mutta",      "kuin",         "ollut",         "tämä",   "siitä",
    "jossa",  "voidaan"};
constexpr std::array<std::string_view, 30> swedish{
    "och",  "att",   "det",   "som", "för",    "med",        "är",         "av",
    "till", "den",   "inte",  "ett", "har",    "om",         "vid",        "eller",
    "från", "möte",  "mötet", "kl",  "beslöt", "beslutades", "ordförande", "närvarande",
    "samt", "skall", "ska",   "på",  "under",  "enligt"};
constexpr std::array<std::string_view, 30> english{
    "the", "and", "of",      "to",  "in",   "is",   "was",  "for",     "that",   "with",
    "are", "by",  "be",      "as",  "this", "from", "were", "which",   "not",    "or",
    "it",  "an",  "meeting", "has", "have", "will", "at",   "minutes", "agenda", "present"};

template <std::size_t size>
bool contains(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::string language_of(std::string_view text) {
  const std::string lower = lower_case(text);
  int fi = 0, sv = 0, en = 0;
  for (std::size_t begin = 0; begin < lower.size();) {
    const auto is_letter = [&](std::size_t at) {
      const auto byte = static_cast<unsigned char>(lower[at]);
      return byte >= 0x80 || std::isalpha(byte);
    };
    std::size_t end = begin;
    while (end < lower.size() && is_letter(end)) ++end;
    const std::string_view word = std::string_view(lower).substr(begin, end - begin);
    fi += contains(finnish, word);
    sv += contains(swedish, word);
    en += contains(english, word);
    begin = end + 1;
  }
  if (fi == 0 && sv == 0 && en == 0) return "und";
  if (fi >= sv && fi >= en) return "fi";
  return sv >= en ? "sv" : "en";
}

}  // namespace muistio
