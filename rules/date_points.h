// The parts of date expressions, as they are printed.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "corpus/document.h"
#include "rules/rulebook.h"

namespace muistio {

// Of a day; the hour may be 24.
struct ClockTime {
  int hour = 0, minute = 0;
};

// One end of what a date expression says, as far as it says it. Numbers stand as they were read:
// a month of 14 is possible here.
struct DatePoint {
  std::optional<int> year, month, day, weekday, week, season;
  std::optional<ClockTime> from, to;
  Span span;  // Of its parts.
};

// Sorts the parts of a match in the text into points, in their order: a part that its point has
// already begins the next. "5.-6.4.2014" is a day, and a day of a month of a year.
std::vector<DatePoint> date_points(const Match& match, std::string_view text);

// The same for the clock times of a match at a day said before, given as "2014-03-12" or, where
// its year is not known, "XXXX-03-12".
std::vector<DatePoint> date_points(const Match& match, std::string_view text, std::string_view day);

// The number of a part as printed, with the letters that OCR takes for digits: "l2" is 12. Other
// characters count as 0; of more than nine only the first nine are read.
int printed_number(std::string_view text);

}  // namespace muistio
