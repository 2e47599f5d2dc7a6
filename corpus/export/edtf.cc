#include "corpus/export/edtf.h"

#include <algorithm>
#include <chrono>

#include "corpus/unicode.h"

namespace muistio {
namespace {

using std::chrono::day;
using std::chrono::last;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

bool has_form(std::string_view text, std::string_view form) {
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (form[i] == '0' ? !is_digit(text[i]) : text[i] != form[i]) return false;
  }
  return true;
}

unsigned number(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits) value = value * 10 + static_cast<unsigned>(c - '0');
  return value;
}

year_month_day calendar_day(std::string_view text) {
  return {year(static_cast<int>(number(text.substr(0, 4)))), month(number(text.substr(5, 2))),
          day(number(text.substr(8, 2)))};
}

bool is_time(std::string_view text) {
  return has_form(text, "00:00") && text.substr(0, 2) < "24" && text.substr(3) < "60";
}

std::optional<DayAndTime> parse_one(std::string_view text) {
  const std::string_view date = text.substr(0, 10);
  if (!has_form(date, "0000-00-00") || date.substr(0, 4) == "0000" || !calendar_day(date).ok())
    return std::nullopt;
  if (text.size() == 10) return DayAndTime{std::string(date), ""};
  const std::string_view time = text.substr(11, 5);
  if (text[10] != 'T' || !is_time(time)) return std::nullopt;
  return DayAndTime{std::string(date), std::string(time)};
}

// Finland has had summer time since 1981: from the last Sunday of March to that of September,
// since 1996 of October; clocks turn at three, back at four.
bool is_summer_time(const DayAndTime& when) {
  const year_month_day date = calendar_day(when.day);
  if (date.year() < year(1981)) return false;
  const month end = date.year() < year(1996) ? std::chrono::September : std::chrono::October;
  const auto turns = [&](month in) -> sys_days {
    return year_month_day(sys_days(date.year() / in / std::chrono::Sunday[last]));
  };
  const sys_days today(date), first = turns(std::chrono::March), final = turns(end);
  if (today == first) return when.time >= "03:00";
  if (today == final) return when.time < "04:00";
  return first < today && today < final;
}

}  // namespace

std::optional<DayRange> parse_days(std::string_view edtf) {
  const std::size_t slash = edtf.find('/');
  auto first = parse_one(edtf.substr(0, slash));
  if (!first) return std::nullopt;
  DayRange range{std::move(*first), std::nullopt};
  if (slash == std::string_view::npos) return range;
  range.last = parse_one(edtf.substr(slash + 1));
  if (!range.last) return std::nullopt;
  return range;
}

long long days_since_1970(std::string_view day) {
  return sys_days(calendar_day(day)).time_since_epoch().count();
}

std::string day_after(std::string_view day) {
  const year_month_day next(sys_days(calendar_day(day)) + std::chrono::days(1));
  const auto padded = [](unsigned value, std::size_t size) {
    std::string digits = std::to_string(value);
    return std::string(size - std::min(size, digits.size()), '0') + digits;
  };
  return padded(static_cast<unsigned>(static_cast<int>(next.year())), 4) + "-" +
         padded(static_cast<unsigned>(next.month()), 2) + "-" +
         padded(static_cast<unsigned>(next.day()), 2);
}

std::string moment_of(const DayAndTime& when) {
  if (when.time.empty()) return when.day;
  return when.day + "T" + when.time + (is_summer_time(when) ? "+03:00" : "+02:00");
}

std::optional<std::string> meeting_moment(const Meeting& meeting,
                                          const std::optional<Stated>& time) {
  if (!meeting.date) return std::nullopt;
  const std::string& date = meeting.date->value;
  if (const auto days = parse_days(date)) {
    DayAndTime when = days->first;
    when.time = time && is_time(time->value) ? time->value : "";
    return moment_of(when);
  }
  const bool is_month = has_form(date, "0000-00") && number(date.substr(5)) - 1 < 12;
  return is_month || has_form(date, "0000") ? std::optional(date) : std::nullopt;
}

}  // namespace muistio
