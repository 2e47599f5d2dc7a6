#include "rules/calendar.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/unicode.h"

namespace muistio {

std::optional<Day> day_of(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const Day made{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                 std::chrono::day(static_cast<unsigned>(day))};
  return made.ok() ? std::optional(made) : std::nullopt;
}

int weekday_of(Day day) {
  return static_cast<int>(std::chrono::weekday(std::chrono::sys_days(day)).iso_encoding());
}

Day days_after(Day day, int count) {
  return std::chrono::sys_days(day) + std::chrono::days(count);
}

int days_between(Day from, Day to) {
  return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

std::optional<Day> monday_of_week(int year, int week) {
  const auto fourth_of_january = day_of(year, 1, 4);
  if (!fourth_of_january || week < 1 || week > 53) return std::nullopt;
  const Day first_monday = days_after(*fourth_of_january, 1 - weekday_of(*fourth_of_january));
  const Day monday = days_after(first_monday, 7 * (week - 1));
  // A week belongs to the year of its Thursday.
  if (days_after(monday, 3).year() != std::chrono::year(year)) return std::nullopt;
  return monday;
}

Day last_day_of_month(int year, int month) {
  return std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
         std::chrono::last;
}

std::string edtf(Day day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::optional<Day> parse_day(std::string_view edtf) {
  constexpr std::string_view shape = "dddd-dd-dd";
  if (edtf.size() < shape.size()) return std::nullopt;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == 'd' ? !is_digit(edtf[i]) : edtf[i] != '-') return std::nullopt;
  }
  if (edtf.size() > shape.size() && edtf[10] != 'T' && edtf[10] != '/') return std::nullopt;
  const auto number = [&](std::size_t begin, std::size_t length) {
    int value = 0;
    for (const char digit : edtf.substr(begin, length)) value = value * 10 + (digit - '0');
    return value;
  };
  return day_of(number(0, 4), number(5, 2), number(8, 2));
}

}  // namespace muistio
