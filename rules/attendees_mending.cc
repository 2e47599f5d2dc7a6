#include "rules/attendees_mending.h"

#include <array>
#include <vector>

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t most_variants = 64;

struct Misreading {
  std::string_view read, meant;
};

// What OCR takes for something else; diacritics come off or are taken for each other.
constexpr std::array misreadings{
    Misreading{"ä", "å"}, Misreading{"Ä", "Å"},  Misreading{"a", "ä"},  Misreading{"o", "ö"},
    Misreading{"A", "Å"}, Misreading{"A", "Ä"},  Misreading{"O", "Ö"},  Misreading{"gv", "qv"},
    Misreading{"0", "o"}, Misreading{"1", "l"},  Misreading{"rn", "m"}, Misreading{"ii", "ü"},
    Misreading{"å", "ä"}, Misreading{"ö", "ø"},  Misreading{"e", "é"},  Misreading{"c", "e"},
    Misreading{"l", "i"}, Misreading{"vv", "w"},
};

bool is_name(const WordLook& look) {
  return look.given || look.surname;
}

// All words that differ by one misreading.
std::vector<std::string> variants_of(const std::string& word) {
  std::vector<std::string> variants;
  for (const Misreading& misreading : misreadings) {
    for (std::size_t at = word.find(misreading.read);
         at != std::string::npos && variants.size() < most_variants;
         at = word.find(misreading.read, at + 1)) {
      std::string variant = word;
      variant.replace(at, misreading.read.size(), misreading.meant);
      variants.push_back(std::move(variant));
    }
  }
  return variants;
}

// Swedish surnames in -én lose their accent: "Auren". Those in -gren, -sen and -sten have none.
bool has_lost_accent(const AttendeeWords& words, std::string_view word) {
  if (word.size() < 5 || !word.ends_with("en") || word.find('-') != std::string_view::npos)
    return false;
  if (words.ends_in(AttendeeList::surname_ending, "surname", word)) return false;
  return std::string_view("lmrv").find(word[word.size() - 3]) != std::string_view::npos;
}

}  // namespace

std::optional<std::string> mended_name(std::string_view word, WordLooks& looks) {
  const WordLook look = looks.of(word);
  if (word.size() < 4 || word.size() > 30 || !look.unknown || is_name(look)) return std::nullopt;
  const std::string read(word);
  const auto once = variants_of(read);
  for (const std::string& variant : once) {
    if (is_name(looks.of(variant))) return variant;
  }
  for (const std::string& variant : once) {  // "Hamalainen" lost more than one.
    for (const std::string& twice : variants_of(variant)) {
      if (looks.of(twice).surname) return twice;
    }
  }
  if (has_lost_accent(looks.words(), word)) return read.substr(0, read.size() - 2) + "én";
  return std::nullopt;
}

}  // namespace muistio
