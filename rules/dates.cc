#include "rules/dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "corpus/unicode.h"
#include "rules/calendar.h"
#include "rules/date_guards.h"
#include "rules/date_points.h"
#include "rules/date_values.h"
#include "rules/text_words.h"

namespace muistio {
namespace {

constexpr std::size_t longest_connection = 12;

// "6.3. (klo 12" and the bracket that follows.
Span with_closing_bracket(std::string_view text, Span span) {
  const bool open = text.substr(span.begin, span.size()).find('(') != std::string_view::npos;
  if (open && span.end < text.size() && text[span.end] == ')') ++span.end;
  return span;
}

bool can_be_heading_number(const Match& match) {
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
  return text[0] == '-' ? -printed_number(text.substr(1)) : printed_number(text);
}

// True where nothing but a comma or an "and" stands between two dates.
bool connects(const WordSet& coordinators, std::string_view between) {
  if (between.size() > longest_connection) return false;
  std::string words = single_spaced(between);
  if (!words.empty() && words.front() == ',') words = single_spaced(words.substr(1));
  return words.empty() || words == "," || words == ";" || words == "&" || coordinators.has(words);
}

// From the second half of a year to the first half of the next: "28.12. ja 4.1.2014".
bool is_over_new_year(std::string_view from, std::string_view to) {
  return printed_number(from.substr(5, 2)) > 6 && printed_number(to.substr(5, 2)) <= 6;
}

// "3.2., 9.3. ja 4.5.2015": a day without a year has that of the next one it is listed with.
void share_years(std::vector<FoundDate>& dates, std::string_view text,
                 const WordSet& coordinators) {
  for (std::size_t i = dates.size(); i-- > 1;) {
    FoundDate& date = dates[i - 1];
    const FoundDate& next = dates[i];
    if (date.year_given || !next.year_given || date.value.size() < 10) continue;
    const auto next_day = parse_day(next.value);
    if (!next_day || next.span.begin < date.span.end ||
        !connects(coordinators, text.substr(date.span.end, next.span.begin - date.span.end)))
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
    const std::string value = day_value(date_points(clock, text, above.value).front());
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
    year.value =
        fmt::format("{:04}", printed_number(text.substr(year.span.begin, year.span.size())));
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
  const HeadingNumbers numbers(text);
  for (const Match& match : rulebook.find("date", text, glance, stands_alone)) {
    if (can_be_heading_number(match) && numbers.holds(text, match.span)) continue;
    for (auto& [span, value, weekday] : date_values(match, text)) {
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
  share_years(dates, text, rulebook.kept<TextWords>().coordinators);
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
