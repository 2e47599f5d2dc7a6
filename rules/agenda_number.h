// The number that an agenda item begins with, in all the ways it is printed. Inside the
// agenda only.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "rules/agenda_words.h"

namespace muistio {

enum class NumberStyle {
  plain,    // "1 Avaus", "020 Avaus"
  point,    // "1. Avaus", "7.1. Avaus"
  bracket,  // "1) Avaus"
  section,  // "§ 1 Avaus", "1 § Avaus"
  organ,    // "Siv.ltk § 50": the section with the body's name before it
  word,     // "Asia 1: Avaus"
  roman,    // "IV. Avaus"
  letter,   // "a) Avaus", "A) Avaus"
  capital,  // "A. Avaus"
};

struct ItemNumber {
  static constexpr std::size_t max_depth = 4;

  NumberStyle style = NumberStyle::plain;
  std::array<int, max_depth> parts{};  // 7.1 -> {7, 1}
  std::size_t depth = 0;
  bool marked = true;      // A Roman number has its point or bracket.
  std::string printed;     // Without "." and "§".
  std::size_t length = 0;  // Bytes of the line up to what follows the number and its space.
};

// The number at the beginning of a line; absent for dates ("12.3.2014"), times, amounts and
// plain words. Whether it is an item's number is for the order of the numbers to say.
std::optional<ItemNumber> parse_item_number(std::string_view line, const AgendaWords& words);

// How far `next` is from `number` in an agenda: 0 for the same number, 1 for its successor
// (7 -> 8, 7 -> 7.1, 7.1 -> 7.2, 7.2 -> 8), more where numbers are skipped. Absent where it
// stands before.
std::optional<int> steps_between(const ItemNumber& number, const ItemNumber& next);

}  // namespace muistio
