#include "rules/dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

#include "corpus/unicode.h"
#include "rules/calendar.h"

namespace muistio {
namespace {

// Leap year: which day of which month there is where the year is not said.
constexpr int kAnyYear = 2000;
constexpr int kLongestYears = 40;
constexpr int kFewDays = 3;
constexpr std::size_t kMaxConnection = 12;

struct Clock {
  int hour = 0, minute = 0;
};

// One end of what an expression says, as far as it says it.
struct Point {
  std::optional<int> year, month, day, weekday, week, season;
  std::optional<Clock> from, to;
  Span span;  // Of its parts.
};

// OCR reads 0 as O, and 1 as l or I.
int digit_of(char c) {
  if (is_digit(c)) return c - '0';
  return c == 'l' || c == 'I' || c == 'L' || c == 'i' ? 1 : 0;
}

// Parts that are words come here too; what has more digits than this is no part of a date.
constexpr std::size_t most_digits = 9;

int number_of(std::string_view text) {
  int number = 0;
  for (const char c : text.substr(0, most_digits)) number = number * 10 + digit_of(c);
  return number;
}

int full_year(int short_year) {
  return short_year + (short_year < 50 ? 2000 : 1900);
}

// Sorts the parts of a match into points: a part that its point has already begins the next.
class Points {
 public:
  Points(const Match& match, std::string_view text) : text_(text) { take_all(match); }

  // The clock times of a match, at a day that was said before: "2014-03-12".
  Points(const Match& match, std::string_view text, std::string_view day) : text_(text) {
    Point point;
    if (day.substr(0, 4) != "XXXX") point.year = number_of(day.substr(0, 4));
    point.month = number_of(day.substr(5, 2));
    point.day = number_of(day.substr(8, 2));
    points_.push_back(point);
    take_all(match);
  }

  std::vector<Point> taken() { return std::move(points_); }

 private:
  using Field = std::optional<int> Point::*;

  void take_all(const Match& match) {
    for (const Captured& part : match.captured) take(part);
  }

  void take(const Captured& part) {
    const int number = part.value.empty()
                           ? number_of(text_.substr(part.span.begin, part.span.size()))
                           : number_of(part.value);
    if (part.name == "weekday") {
      weekdays_before_.push_back({part.span, number});
    } else if (part.name == "hour") {
      take_hour(part.span, number);
    } else if (part.name == "minute") {
      if (last_clock_) last_clock_->minute = number;
      if (!points_.empty()) points_.back().span.end = part.span.end;
    } else if (part.name == "short_year") {
      set(&Point::year, part.span, short_end_of(number));
    } else if (const Field field = field_of(part.name)) {
      set(field, part.span, number);
    }
  }

  // The second half of "2019-20" keeps the century of the first.
  int short_end_of(int number) const {
    for (const Point& point : points_)
      if (point.year && !point.day) return *point.year / 100 * 100 + number;
    return full_year(number);
  }

  static Field field_of(std::string_view name) {
    if (name == "day") return &Point::day;
    if (name == "month" || name == "month_number" || name == "month_stem") return &Point::month;
    if (name == "year") return &Point::year;
    if (name == "week") return &Point::week;
    if (name == "season") return &Point::season;
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
    Point& point = points_.empty() ? clock_before_ : points_.back();
    std::optional<Clock>& clock = point.from ? point.to : point.from;
    clock = Clock{number, 0};
    last_clock_ = &*clock;
    point.span.end = span.end;
  }

  std::string_view text_;
  std::vector<Point> points_;
  Point clock_before_;  // "klo 18 ti 3.4.": the clock of a day that is not yet said.
  std::vector<std::pair<Span, int>> weekdays_before_;
  Clock* last_clock_ = nullptr;
};

std::string year_text(const std::optional<int>& year) {
  return year ? fmt::format("{:04}", *year) : "XXXX";
}

std::string clock_text(const Clock& clock) {
  return fmt::format("T{:02}:{:02}", clock.hour, clock.minute);
}

bool is_before(const Clock& one, const Clock& other) {
  return std::tie(one.hour, one.minute) < std::tie(other.hour, other.minute);
}

std::optional<Day> day_of(const Point& point) {
  return muistio::day_of(point.year.value_or(kAnyYear), point.month.value_or(0),
                         point.day.value_or(0));
}

std::string day_text(const Point& point, Day day) {
  const std::string text = edtf(day);
  return point.year ? text : "XXXX" + text.substr(4);
}

// The instant; an hour of 24 is the next day's beginning. Empty for a day that is none.
std::string instant(const Point& point, const std::optional<Clock>& clock, int days_later = 0) {
  auto day = day_of(point);
  if (!day) return {};
  Clock time = clock.value_or(Clock{});
  if (time.hour == 24) {
    time.hour = 0;
    ++days_later;
  }
  day = days_after(*day, days_later);
  return day_text(point, *day) + (clock ? clock_text(time) : "");
}

std::string value_of_day(const Point& point) {
  std::string value = instant(point, point.from);
  if (value.empty() || !point.from || !point.to) return value;
  const bool past_midnight = is_before(*point.to, *point.from);
  if (past_midnight && !point.year) return value;
  return value + "/" + instant(point, point.to, past_midnight ? 1 : 0);
}

std::string value_of_month(const Point& point) {
  if (!point.month || *point.month < 1 || *point.month > 12) return {};
  return fmt::format("{}-{:02}", year_text(point.year), *point.month);
}

std::string value_of_year(const Point& point) {
  return year_text(point.year);
}

std::string value_of_season(const Point& point) {
  if (!point.season) return {};
  return fmt::format("{}-{:02}", year_text(point.year), *point.season);
}

std::string value_of_week(const Point& point) {
  if (!point.week) return {};
  if (!point.year) return fmt::format("XXXX-W{:02}", *point.week);
  const auto monday = monday_of_week(*point.year, *point.week);
  return monday ? edtf(*monday) + "/" + edtf(days_after(*monday, 6)) : std::string();
}

std::string value_of_month_day(Point point, int day) {
  if (!point.month) return {};
  const Day last = last_day_of_month(point.year.value_or(kAnyYear - 1), *point.month);
  point.day = day == 0 ? static_cast<int>(static_cast<unsigned>(last.day())) : day;
  return instant(point, std::nullopt);
}

std::string value_of_month_start(const Point& point) {
  return value_of_month_day(point, 1);
}
std::string value_of_month_middle(const Point& point) {
  return value_of_month_day(point, 15);
}
std::string value_of_month_end(const Point& point) {
  return value_of_month_day(point, 0);
}
std::string value_of_year_start(const Point& point) {
  return year_text(point.year) + "-01-01";
}
std::string value_of_year_end(const Point& point) {
  return year_text(point.year) + "-12-31";
}

// What the `makes` of a rule means.
struct Maker {
  std::string_view makes;
  std::string (*value_of)(const Point&);
  bool each = false;  // A value for each point, not one from the first to the last.
};
constexpr std::array kMakers{
    Maker{"day", value_of_day},
    Maker{"each_day", value_of_day, true},
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
void fill_from_last(std::vector<Point>& points, bool each) {
  for (std::size_t i = points.size() - 1; i-- > 0;) {
    Point& point = points[i];
    const Point& next = points[i + 1];
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
void spread_clock(std::vector<Point>& points) {
  Point& first = points.front();
  Point& last = points.back();
  if (points.size() < 2 || first.from || !last.from) return;
  const auto first_day = day_of(first), last_day = day_of(last);
  if (!first_day || !last_day) return;
  if (!last.to && days_between(*first_day, *last_day) > kFewDays) return;
  first.from = last.from;
  last.from = last.to;
  last.to.reset();
}

// What the later points leave out is said by the first: "maaliskuun 4.–6. päivänä".
void fill_from_first(std::vector<Point>& points) {
  for (std::size_t i = 1; i < points.size(); ++i) {
    Point& point = points[i];
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
std::string range_value(const Point& first, const Point& last, const Maker& maker) {
  const std::string from = first_half(maker.value_of(first));
  // Winter 2014-2015 is one season, said with both its years.
  if (first.season && !last.season) return from;
  const std::string to = last_half(maker.value_of(last));
  if (from.empty() || to.empty()) return {};
  const bool turns_year = !last.year && first.month && last.month && *first.month > *last.month;
  if (from >= to && !turns_year) return {};
  if (maker.makes == "year" && *last.year - *first.year > kLongestYears) return {};
  return from + "/" + to;
}

// One of the values of a match, with the span it stands in.
struct Valued {
  Span span;
  std::string value;
  std::optional<int> weekday;
};

std::vector<Valued> values_of(const Match& match, const Maker& maker, std::string_view text) {
  std::vector<Point> points = Points(match, text).taken();
  if (points.empty()) points.emplace_back();
  fill_from_last(points, maker.each);
  fill_from_first(points);
  const Span whole = match.group("surface").value_or(match.span);
  std::vector<Valued> values;
  if (!maker.each) {
    spread_clock(points);
    std::string value = points.size() == 1 ? maker.value_of(points[0])
                                           : range_value(points.front(), points.back(), maker);
    if (!value.empty()) values.push_back({whole, std::move(value), points.front().weekday});
    return values;
  }
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

// "4. Huhtikuun luvut": the number of a heading and a month. Of a day the month is in the
// partitive ("4. huhtikuuta"), unless a year makes it plain what was meant.
bool is_number_and_month(std::string_view match) {
  const std::size_t digits = match.find_first_not_of("0123456789");
  if (digits == 0 || digits > 2 || digits == std::string_view::npos) return false;
  const std::size_t word = match.find_first_not_of(". ", digits);
  if (word == std::string_view::npos) return false;
  const std::string_view rest = match.substr(word);
  const std::size_t end = std::min(rest.find_first_of(" ,:"), rest.size());
  const std::string_view month = rest.substr(0, end);
  return rest.find_first_of("0123456789", end) == std::string_view::npos &&
         (month.ends_with("kuun") || month.ends_with("kuussa") || month.ends_with("kuusta"));
}

// "§ 12/22.3.2012", "12 §/22.3.2012": a section of the minutes of that day.
bool follows_section(std::string_view before) {
  constexpr std::string_view section = "§";
  if (!before.ends_with('/')) return false;
  before.remove_suffix(1);
  if (before.ends_with(section)) return true;
  const std::size_t digits = before.find_last_not_of("0123456789");
  if (digits == std::string_view::npos || digits + 1 == before.size()) return false;
  const std::size_t word = before.find_last_not_of(' ', digits);
  return word != std::string_view::npos && before.substr(0, word + 1).ends_with(section);
}

// False where the match is a piece of something longer: 1.2.[3.4.], [12.3.]5, a/[1.2.2014].
bool stands_alone(std::string_view text, Span span) {
  constexpr std::string_view joins_before = ".,:/_+@#";
  constexpr std::string_view joins_after = "/_@%€$";
  if (is_number_and_month(text.substr(span.begin, span.size()))) return false;
  if (follows_section(text.substr(0, span.begin))) return true;
  if (span.begin >= 2 && joins_before.find(text[span.begin - 1]) != std::string_view::npos) {
    const char before = text[span.begin - 2];
    const bool after_word = before != ' ' && before != '\n' && before != '\t' && before != '.';
    const bool closes_clause = text[span.begin - 1] == ':' || text[span.begin - 1] == ',';
    if (after_word && (is_digit(before) || !closes_clause)) return false;
  }
  if (span.begin >= 2 && text[span.begin - 1] == '-' && is_digit(text[span.begin - 2]))
    return false;
  if (span.end >= text.size()) return true;
  const char next = text[span.end];
  if (text[span.end - 1] == '.' && is_digit(next)) return false;
  const bool has_more = span.end + 1 < text.size();
  // "5.2.2014/15 §" names a day and what was decided on it; "2014/123" is a case.
  const std::string_view inside = text.substr(span.begin, span.size());
  if (next == '/' && inside.find('.') != std::string_view::npos) return true;
  if (joins_after.find(next) != std::string_view::npos && has_more &&
      (is_digit(text[span.end + 1]) || next == '_' || next == '@'))
    return false;
  constexpr std::string_view en_dash = "\u2013";
  const std::string_view rest = text.substr(span.end);
  const std::size_t dash = next == '-' ? 1 : rest.starts_with(en_dash) ? en_dash.size() : 0;
  return dash == 0 || rest.size() <= dash || !is_digit(rest[dash]);
}

// Numbers of headings, so that "2.1. Puheenjohtajan valinta" is not the 2nd of January.
class Numbering {
 public:
  explicit Numbering(std::string_view text) {
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      std::vector<int> numbers = leading_numbers(text.substr(begin, end - begin));
      if (!numbers.empty()) seen_.insert(std::move(numbers));
      begin = end + 1;
    }
  }

  // The match stands first on its line, a text follows, and the numbers before it are there.
  bool holds(std::string_view text, Span span) const {
    if (span.begin > 0 && text[span.begin - 1] != '\n') return false;
    const std::size_t end = std::min(text.find('\n', span.begin), text.size());
    std::vector<int> numbers = leading_numbers(text.substr(span.begin, end - span.begin));
    if (numbers.size() < 2) return false;
    std::vector<int> before = numbers;
    if (--before.back() > 0) return seen_.count(before) != 0 && has_parent(numbers);
    return has_parent(numbers);
  }

 private:
  bool has_parent(std::vector<int> numbers) const {
    numbers.pop_back();
    return seen_.count(numbers) != 0;
  }

  // "2.1. Title" -> 2, 1. Empty where no letter follows.
  static std::vector<int> leading_numbers(std::string_view line) {
    std::vector<int> numbers;
    std::size_t at = 0;
    while (at < line.size() && is_digit(line[at])) {
      std::size_t end = at;
      while (end < line.size() && end < at + 3 && is_digit(line[end])) ++end;
      numbers.push_back(number_of(line.substr(at, end - at)));
      at = end;
      if (at < line.size() && line[at] == '.') ++at;
    }
    const bool ends = at > 0 && at < line.size() && (line[at] == ' ' || line[at] == '\t');
    while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
    const bool title = ends && at < line.size() && !is_digit(line[at]) && line[at] != '-';
    return title && numbers.size() <= 4 ? numbers : std::vector<int>();
  }

  std::set<std::vector<int>> seen_;
};

// "6.3. (klo 12" and the bracket that follows.
Span with_closing_bracket(std::string_view text, Span span) {
  const bool open = text.substr(span.begin, span.size()).find('(') != std::string_view::npos;
  if (open && span.end < text.size() && text[span.end] == ')') ++span.end;
  return span;
}

bool can_be_numbering(const Match& match) {
  return !match.group("weekday") && !match.group("hour") && !match.group("year") &&
         !match.group("month") && match.group("day");
}

DateUse use_of(const Match& match) {
  if (match.group("until")) return DateUse::deadline;
  const std::string& makes = match.rule->makes;
  if (makes == "month_end" || makes == "year_end" || makes == "month_middle")
    return DateUse::deadline;
  if (match.group("since") || makes == "month_start" || makes == "year_start")
    return DateUse::start;
  return DateUse::mention;
}

std::optional<int> parse_signed(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return text[0] == '-' ? -number_of(text.substr(1)) : number_of(text);
}

// True where nothing but a comma or an "and" stands between two dates.
bool connects(std::string_view between) {
  if (between.size() > kMaxConnection) return false;
  static constexpr std::array<std::string_view, 9> kConnections{"",    ",",   ";",    "ja", "sekä",
                                                                "tai", "och", "samt", "&"};
  std::string words = single_spaced(between);
  if (!words.empty() && words.front() == ',') words = single_spaced(words.substr(1));
  return std::find(kConnections.begin(), kConnections.end(), words) != kConnections.end();
}

// From the second half of a year to the first half of the next: "28.12. ja 4.1.2014".
bool is_over_new_year(std::string_view from, std::string_view to) {
  return number_of(from.substr(5, 2)) > 6 && number_of(to.substr(5, 2)) <= 6;
}

// "3.2., 9.3. ja 4.5.2015": a day without a year has that of the next one it is listed with.
void share_years(std::vector<FoundDate>& dates, std::string_view text) {
  for (std::size_t i = dates.size(); i-- > 1;) {
    FoundDate& date = dates[i - 1];
    const FoundDate& next = dates[i];
    if (date.year_given || !next.year_given || date.value.size() < 10) continue;
    const auto next_day = parse_day(next.value);
    if (!next_day || next.span.begin < date.span.end ||
        !connects(text.substr(date.span.end, next.span.begin - date.span.end)))
      continue;
    const bool turns_year = date.value.substr(4, 6) > next.value.substr(4, 6);
    if (turns_year && !is_over_new_year(date.value, next.value)) continue;
    const int year = static_cast<int>(next_day->year()) - (turns_year ? 1 : 0);
    std::string value = date.value;
    for (std::size_t at = 0; (at = value.find("XXXX", at)) != std::string::npos;)
      value.replace(at, 4, fmt::format("{:04}", year));
    if (!parse_day(value)) continue;
    date.value = std::move(value);
    date.year_given = true;
  }
}

// "Aika: 12.3.2014", and on the next line "Klo 18.00".
void take_clocks_of_next_line(std::vector<FoundDate>& dates, std::string_view text,
                              const std::vector<Match>& clocks) {
  auto date = dates.begin();
  for (const Match& clock : clocks) {
    while (date != dates.end() && date->span.end < clock.span.begin) ++date;
    if (date == dates.begin()) continue;
    FoundDate& above = *std::prev(date);
    const std::string_view between = text.substr(above.span.end, clock.span.begin - above.span.end);
    if (above.value.size() != 10 || !single_spaced(between).empty() || between.size() > 2) continue;
    const std::string value = value_of_day(Points(clock, text, above.value).taken().front());
    if (value.empty()) continue;
    above.value = value;
    above.span.end = clock.span.end;
  }
}

// "3. Kuntohiihdot 1994": the year that a heading ends in, where it is no part of another date.
void add_years_of_headings(std::vector<FoundDate>& dates, std::string_view text,
                           const std::vector<Match>& matches) {
  std::vector<FoundDate> years;
  auto date = dates.begin();
  for (const Match& match : matches) {
    FoundDate year;
    year.span = match.group("surface").value_or(match.span);
    while (date != dates.end() && date->span.end <= year.span.begin) ++date;
    if (date != dates.end() && date->span.begin < year.span.end) continue;
    year.value = fmt::format("{:04}", number_of(text.substr(year.span.begin, year.span.size())));
    year.rule = match.rule->id;
    year.confidence = match.rule->confidence;
    years.push_back(std::move(year));
  }
  const auto middle = static_cast<std::ptrdiff_t>(dates.size());
  dates.insert(dates.end(), std::make_move_iterator(years.begin()),
               std::make_move_iterator(years.end()));
  std::inplace_merge(dates.begin(), dates.begin() + middle, dates.end(),
                     [](const FoundDate& one, const FoundDate& other) {
                       return one.span.begin < other.span.begin;
                     });
}

std::vector<FoundDate> dates_at(std::string_view text, const Rulebook& rulebook,
                                const Rulebook::Glance& glance) {
  std::vector<FoundDate> dates;
  const Numbering numbering(text);
  for (const Match& match : rulebook.find("date", text, glance, stands_alone)) {
    const auto maker = std::find_if(kMakers.begin(), kMakers.end(), [&](const Maker& each) {
      return each.makes == match.rule->makes;
    });
    if (maker == kMakers.end()) continue;
    if (can_be_numbering(match) && numbering.holds(text, match.span)) continue;
    for (auto& [span, value, weekday] : values_of(match, *maker, text)) {
      FoundDate date;
      date.span = with_closing_bracket(text, span);
      date.year_given = value.find("XXXX") == std::string::npos;
      date.value = std::move(value);
      date.use = use_of(match);
      date.rule = match.rule->id;
      date.confidence = match.rule->confidence;
      date.weekday = weekday;
      date.years_ahead = parse_signed(match.value("relative_year"));
      date.nearness = parse_signed(match.value("nearness"));
      dates.push_back(std::move(date));
    }
  }
  add_years_of_headings(dates, text, rulebook.find("heading_year", text, glance));
  share_years(dates, text);
  take_clocks_of_next_line(dates, text, rulebook.find("date_clock", text, glance));
  return dates;
}

}  // namespace

std::vector<FoundDate> find_dates_in(std::string_view text, const Rulebook& rulebook) {
  return dates_at(text, rulebook, rulebook.glance(text));
}

std::vector<FoundDate> find_dates(const Passage& passage) {
  return dates_at(passage.flow, passage.rulebook, passage.glance);
}

}  // namespace muistio
