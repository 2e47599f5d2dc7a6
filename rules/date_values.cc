#include "rules/date_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "rules/calendar.h"

namespace muistio {
namespace {

// Leap year: which day of which month there is where the year is not said.
constexpr int any_year = 2000;
constexpr int longest_years = 40;
constexpr int few_days = 3;

std::string year_text(const std::optional<int>& year) {
  return year ? fmt::format("{:04}", *year) : "XXXX";
}

std::string clock_text(const ClockTime& clock) {
  return fmt::format("T{:02}:{:02}", clock.hour, clock.minute);
}

bool is_before(const ClockTime& one, const ClockTime& other) {
  return std::tie(one.hour, one.minute) < std::tie(other.hour, other.minute);
}

std::optional<Day> day_of(const DatePoint& point) {
  return muistio::day_of(point.year.value_or(any_year), point.month.value_or(0),
                         point.day.value_or(0));
}

std::string day_text(const DatePoint& point, Day day) {
  const std::string text = edtf(day);
  return point.year ? text : "XXXX" + text.substr(4);
}

// The instant; an hour of 24 is the next day's beginning. Empty for a day that is none.
std::string instant(const DatePoint& point, const std::optional<ClockTime>& clock,
                    int days_later = 0) {
  auto day = day_of(point);
  if (!day) return {};
  ClockTime time = clock.value_or(ClockTime{});
  if (time.hour == 24) {
    time.hour = 0;
    ++days_later;
  }
  day = days_after(*day, days_later);
  return day_text(point, *day) + (clock ? clock_text(time) : "");
}

std::string value_of_month(const DatePoint& point) {
  if (!point.month || *point.month < 1 || *point.month > 12) return {};
  return fmt::format("{}-{:02}", year_text(point.year), *point.month);
}

std::string value_of_year(const DatePoint& point) {
  return year_text(point.year);
}

std::string value_of_season(const DatePoint& point) {
  if (!point.season) return {};
  return fmt::format("{}-{:02}", year_text(point.year), *point.season);
}

std::string value_of_week(const DatePoint& point) {
  if (!point.week) return {};
  if (!point.year) return fmt::format("XXXX-W{:02}", *point.week);
  const auto monday = monday_of_week(*point.year, *point.week);
  return monday ? edtf(*monday) + "/" + edtf(days_after(*monday, 6)) : std::string();
}

std::string value_of_month_day(DatePoint point, int day) {
  if (!point.month) return {};
  const Day last = last_day_of_month(point.year.value_or(any_year - 1), *point.month);
  point.day = day == 0 ? static_cast<int>(static_cast<unsigned>(last.day())) : day;
  return instant(point, std::nullopt);
}

std::string value_of_month_start(const DatePoint& point) {
  return value_of_month_day(point, 1);
}
std::string value_of_month_middle(const DatePoint& point) {
  return value_of_month_day(point, 15);
}
std::string value_of_month_end(const DatePoint& point) {
  return value_of_month_day(point, 0);
}
std::string value_of_year_start(const DatePoint& point) {
  return year_text(point.year) + "-01-01";
}
std::string value_of_year_end(const DatePoint& point) {
  return year_text(point.year) + "-12-31";
}

// What the `makes` of a rule means.
struct Maker {
  std::string_view makes;
  std::string (*value_of)(const DatePoint&);
  bool each = false;  // A value for each point, not one from the first to the last.
};
constexpr std::array maker_table{
    Maker{"day", day_value},
    Maker{"each_day", day_value, true},
    Maker{"month", value_of_month},
    Maker{"each_month", value_of_month, true},
    Maker{"month_start", value_of_month_start},
    Maker{"month_middle", value_of_month_middle},
    Maker{"month_end", value_of_month_end},
    Maker{"year", value_of_year},
    Maker{"each_year", value_of_year, true},
    Maker{"last_of_month", value_of_month_end},
    Maker{"year_start", value_of_year_start},
    Maker{"year_end", value_of_year_end},
    Maker{"last_of_year", value_of_year_end},
    Maker{"week", value_of_week},
    Maker{"each_week", value_of_week, true},
    Maker{"season", value_of_season},
};

// What the earlier points leave out is said by the last: "5.–6.4.2014".
void fill_from_last(std::vector<DatePoint>& points, bool each) {
  for (std::size_t i = points.size() - 1; i-- > 0;) {
    DatePoint& point = points[i];
    const DatePoint& next = points[i + 1];
    if (point.day && !point.month) point.month = next.month;
    if (each && !point.from) {
      point.from = next.from;
      point.to = next.to;
    }
    if (point.year || !next.year) continue;
    const bool turns_year = point.month && next.month && *point.month > *next.month;
    point.year = *next.year - (turns_year ? 1 : 0);
  }
}

// "3.–4.2. klo 9–16": the first day begins and the last one ends with the clock. One time alone
// begins a few days, but ends a longer while: "hakuaika 1.–28.2. klo 16".
void spread_clock(std::vector<DatePoint>& points) {
  DatePoint& first = points.front();
  DatePoint& last = points.back();
  if (points.size() < 2 || first.from || !last.from) return;
  const auto first_day = day_of(first), last_day = day_of(last);
  if (!first_day || !last_day) return;
  if (!last.to && days_between(*first_day, *last_day) > few_days) return;
  first.from = last.from;
  last.from = last.to;
  last.to.reset();
}

// What the later points leave out is said by the first: "maaliskuun 4.–6. päivänä".
void fill_from_first(std::vector<DatePoint>& points) {
  for (std::size_t i = 1; i < points.size(); ++i) {
    DatePoint& point = points[i];
    if (point.day && !point.month) point.month = points[i - 1].month;
    if (point.week && !point.year) point.year = points[i - 1].year;
  }
}

std::string first_half(const std::string& value) {
  return value.substr(0, value.find('/'));
}

std::string last_half(const std::string& value) {
  const std::size_t slash = value.find('/');
  return slash == std::string::npos ? value : value.substr(slash + 1);
}

// Empty where the range runs backwards.
std::string range_value(const DatePoint& first, const DatePoint& last, const Maker& maker) {
  const std::string from = first_half(maker.value_of(first));
  // Winter 2014-2015 is one season, said with both its years.
  if (first.season && !last.season) return from;
  const std::string to = last_half(maker.value_of(last));
  if (from.empty() || to.empty()) return {};
  const bool turns_year = !last.year && first.month && last.month && *first.month > *last.month;
  if (from >= to && !turns_year) return {};
  if (maker.makes == "year" && *last.year - *first.year > longest_years) return {};
  return from + "/" + to;
}

// The first and the last of the points say one value between them.
std::vector<DateValue> one_value(std::vector<DatePoint> points, const Maker& maker, Span whole) {
  spread_clock(points);
  std::string value = points.size() == 1 ? maker.value_of(points[0])
                                         : range_value(points.front(), points.back(), maker);
  if (value.empty()) return {};
  return {{whole, std::move(value), points.front().weekday}};
}

std::vector<DateValue> value_of_each(const std::vector<DatePoint>& points, const Maker& maker,
                                     Span whole, std::string_view text) {
  std::vector<DateValue> values;
  for (std::size_t i = 0; i < points.size(); ++i) {
    Span span = points[i].span;
    if (i == 0) span.begin = whole.begin;
    if (i + 1 == points.size()) span.end = whole.end;
    if (span.end < whole.end && text[span.end] == '.') ++span.end;
    std::string value = maker.value_of(points[i]);
    if (value.empty()) return {};
    values.push_back({span, std::move(value), points[i].weekday});
  }
  return values;
}

}  // namespace

std::string day_value(const DatePoint& point) {
  std::string value = instant(point, point.from);
  if (value.empty() || !point.from || !point.to) return value;
  const bool past_midnight = is_before(*point.to, *point.from);
  if (past_midnight && !point.year) return value;
  return value + "/" + instant(point, point.to, past_midnight ? 1 : 0);
}

std::vector<DateValue> date_values(const Match& match, std::string_view text) {
  const auto maker = std::find_if(maker_table.begin(), maker_table.end(), [&](const Maker& each) {
    return each.makes == match.rule->makes;
  });
  if (maker == maker_table.end()) return {};
  std::vector<DatePoint> points = date_points(match, text);
  if (points.empty()) points.emplace_back();
  fill_from_last(points, maker->each);
  fill_from_first(points);
  const Span whole = match.group("surface").value_or(match.span);
  return maker->each ? value_of_each(points, *maker, whole, text)
                     : one_value(std::move(points), *maker, whole);
}

}  // namespace muistio
