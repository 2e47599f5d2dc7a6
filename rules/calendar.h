// Days, weeks and clock times, and how EDTF (ISO 8601-2) writes them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace muistio {

using Day = std::chrono::year_month_day;

// Absent for a day that no calendar has: 31.4., or 29.2. in a common year.
std::optional<Day> day_of(int year, int month, int day);

// 1 = Monday .. 7 = Sunday.
int weekday_of(Day day);

Day days_after(Day day, int count);

int days_between(Day from, Day to);

// Monday of the ISO week; absent where the year has no such week.
std::optional<Day> monday_of_week(int year, int week);

Day last_day_of_month(int year, int month);

// "2014-04-02".
std::string edtf(Day day);

// The day an EDTF value begins with: of "2014-04-02T14:00/2014-04-02T15:45" the first. Absent
// for coarser values and for values without a year.
std::optional<Day> parse_day(std::string_view edtf);

}  // namespace muistio
