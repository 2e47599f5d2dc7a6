// Clock times of a meeting: those of the head, and those that its opening and closing
// record. Inside the header only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/memo.h"
#include "rules/passage.h"

namespace muistio {

// "18.05", "klo 9", "17:30" -> "18:05", "09:00", "17:30"; absent where it is no time of day.
std::optional<std::string> parse_clock(std::string_view text);

struct ClockTimes {
  std::optional<Stated> start, end;
};

// Of the first clock expression of the span: "klo 14.00–15.45".
ClockTimes clock_times_in(const Passage& passage, Span span);

// "Puheenjohtaja avasi kokouksen klo 18.05", "Kokous päättyi klo 20": the first opening and
// the last closing of the text.
ClockTimes recorded_times(const Passage& passage);

}  // namespace muistio
