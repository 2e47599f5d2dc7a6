// What other formats can take of an EDTF date.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace muistio {

// A day and perhaps an hour: "2014-04-02", "14:00".
struct DayAndTime {
  std::string day, time;  // time is empty where the date says none.
};

struct DayRange {
  DayAndTime first;
  std::optional<DayAndTime> last;
};

// Absent where the date is no certain day ("2014-04", "2016-22", "XXXX-06-28").
std::optional<DayRange> parse_days(std::string_view edtf);

}  // namespace muistio
