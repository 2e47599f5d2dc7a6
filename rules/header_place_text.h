// The words of a place, cut out of the times around them and put into the nominative. Inside the
// header only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/dates.h"
#include "rules/passage.h"

namespace muistio {

// The text of the span with a tab in place of every byte of its dates and clock times; `dates` of
// the passage, in order.
std::string without_times(const Passage& passage, Span span, const std::vector<FoundDate>& dates);

// What is left of a line once its times are tabs: its longest piece, without the words that only
// held the time ("klo", "ma"), brackets around it and marks at its ends. May be empty.
std::string longest_piece(const Passage& passage, std::string_view text);

// "Kylätalolla" -> "Kylätalo"; none where the word stands in no case of being somewhere.
std::optional<std::string> nominative_of_place(const Passage& passage, std::string_view word);

// "Kumpulan koululla" -> "Kumpulan koulu"; as it is where the last word is in no such case.
std::string in_nominative(const Passage& passage, std::string place);

// OCR reads "Rantakatu 3 A" as "Rantakatu 3A".
std::string with_staircase_apart(std::string place);

}  // namespace muistio
