// What date expressions say, in EDTF.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.h"
#include "rules/date_points.h"

namespace muistio {

// One of the values of a date expression, with the span it stands in.
struct DateValue {
  Span span;
  std::string value;           // EDTF; "XXXX" for a year that is not said.
  std::optional<int> weekday;  // As printed, 1 is Monday.
};

// What a match of a "date" rule says, by the `makes` of the rule (rules/README.md): one value, or
// one for each day it lists. Empty for days that are none, ranges that run backwards, and a
// `makes` that is not known.
std::vector<DateValue> date_values(const Match& match, std::string_view text);

// The value of a day with its clock times: "2014-03-12T18:00/2014-03-12T19:30". Empty for a day
// that is none.
std::string day_value(const DatePoint& point);

}  // namespace muistio
