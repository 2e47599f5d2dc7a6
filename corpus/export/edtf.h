// What other formats can take of an EDTF date.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/memo.h"

namespace muistio {

// A day and perhaps an hour: "2014-04-02", "14:00".
struct DayAndTime {
  std::string day, time;  // time is empty where the date says none.
};

struct DayRange {
  DayAndTime first;
  std::optional<DayAndTime> last;
};

// Absent where the date is no certain day ("2014-04", "2016-22", "XXXX-06-28") or one that
// no calendar has.
std::optional<DayRange> parse_days(std::string_view edtf);

// Of a day that parse_days gave.
long long days_since_1970(std::string_view day);
std::string day_after(std::string_view day);

// "2014-04-02T14:00+03:00", with what Finland's clocks were ahead of UTC; without a time the
// day alone.
std::string moment_of(const DayAndTime& when);

// When a meeting was, at the hour that is given: as moment_of(), or a year or a month where
// the day is not known. Absent where the memo's date is none of these.
std::optional<std::string> meeting_moment(const Meeting& meeting,
                                          const std::optional<Stated>& time);

}  // namespace muistio
