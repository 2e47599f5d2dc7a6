#include "rules/date_points.h"

#include <string>
#include <utility>

#include "corpus/unicode.h"

namespace muistio {
namespace {

// OCR reads 0 as O, and 1 as l or I.
int digit_of(char c) {
  if (is_digit(c)) return c - '0';
  return c == 'l' || c == 'I' || c == 'L' || c == 'i' ? 1 : 0;
}

// Parts that are words come here too; what has more digits than this is no part of a date.
constexpr std::size_t most_digits = 9;

int full_year(int short_year) {
  return short_year + (short_year < 50 ? 2000 : 1900);
}

// Sorts the parts of a match into points: a part that its point has already begins the next.
class Points {
 public:
  Points(const Match& match, std::string_view text) : text_(text) { take_all(match); }

  // The clock times of a match, at a day that was said before: "2014-03-12".
  Points(const Match& match, std::string_view text, std::string_view day) : text_(text) {
    DatePoint point;
    if (day.substr(0, 4) != "XXXX") point.year = printed_number(day.substr(0, 4));
    point.month = printed_number(day.substr(5, 2));
    point.day = printed_number(day.substr(8, 2));
    points_.push_back(point);
    take_all(match);
  }

  std::vector<DatePoint> taken() { return std::move(points_); }

 private:
  using Field = std::optional<int> DatePoint::*;

  void take_all(const Match& match) {
    for (const Captured& part : match.captured) take(part);
  }

  void take(const Captured& part) {
    const int number = part.value.empty()
                           ? printed_number(text_.substr(part.span.begin, part.span.size()))
                           : printed_number(part.value);
    if (part.name == "weekday") {
      weekdays_before_.push_back({part.span, number});
    } else if (part.name == "hour") {
      take_hour(part.span, number);
    } else if (part.name == "minute") {
      if (last_clock_) last_clock_->minute = number;
      if (!points_.empty()) points_.back().span.end = part.span.end;
    } else if (part.name == "short_year") {
      set(&DatePoint::year, part.span, short_end_of(number));
    } else if (const Field field = field_of(part.name)) {
      set(field, part.span, number);
    }
  }

  // The second half of "2019-20" keeps the century of the first.
  int short_end_of(int number) const {
    for (const DatePoint& point : points_)
      if (point.year && !point.day) return *point.year / 100 * 100 + number;
    return full_year(number);
  }

  static Field field_of(std::string_view name) {
    if (name == "day") return &DatePoint::day;
    if (name == "month" || name == "month_number" || name == "month_stem" ||
        name == "english_month")
      return &DatePoint::month;
    if (name == "year") return &DatePoint::year;
    if (name == "week") return &DatePoint::week;
    if (name == "season") return &DatePoint::season;
    return nullptr;
  }

  void set(Field field, Span span, int number) {
    if (points_.empty() || points_.back().*field) {
      points_.emplace_back();
      points_.back().span = span;
      take_weekday();
      std::swap(points_.back().from, clock_before_.from);
      std::swap(points_.back().to, clock_before_.to);
    }
    points_.back().*field = number;
    points_.back().span.end = span.end;
    last_clock_ = nullptr;
  }

  // "ma–ti 3.–4.2.": the weekdays before a day wait for the days they belong to.
  void take_weekday() {
    if (weekdays_before_.empty()) return;
    points_.back().weekday = weekdays_before_.front().second;
    points_.back().span.begin = weekdays_before_.front().first.begin;
    weekdays_before_.erase(weekdays_before_.begin());
  }

  void take_hour(Span span, int number) {
    DatePoint& point = points_.empty() ? clock_before_ : points_.back();
    std::optional<ClockTime>& clock = point.from ? point.to : point.from;
    clock = ClockTime{number, 0};
    last_clock_ = &*clock;
    point.span.end = span.end;
  }

  std::string_view text_;
  std::vector<DatePoint> points_;
  DatePoint clock_before_;  // "klo 18 ti 3.4.": the clock of a day that is not yet said.
  std::vector<std::pair<Span, int>> weekdays_before_;
  ClockTime* last_clock_ = nullptr;
};

}  // namespace

std::vector<DatePoint> date_points(const Match& match, std::string_view text) {
  return Points(match, text).taken();
}

std::vector<DatePoint> date_points(const Match& match, std::string_view text,
                                   std::string_view day) {
  return Points(match, text, day).taken();
}

int printed_number(std::string_view text) {
  int number = 0;
  for (const char c : text.substr(0, most_digits)) number = number * 10 + digit_of(c);
  return number;
}

}  // namespace muistio
