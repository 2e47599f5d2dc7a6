#include "corpus/series.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "corpus/body_names.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr int most_missing = 50;  // A gap longer than this is another way of numbering.
constexpr int highest_number = 10'000;

// "3", "3/2021", "10/23"
struct MeetingNumber {
  int number = 0;
  std::string year;  // As printed; empty where the number runs on over years.
};

std::optional<MeetingNumber> parse_number(const std::string& text) {
  std::size_t at = 0;
  MeetingNumber parsed;
  while (at < text.size() && is_digit(text[at])) {
    parsed.number = parsed.number * 10 + (text[at++] - '0');
    if (parsed.number > highest_number) return std::nullopt;
  }
  if (at == 0) return std::nullopt;
  if (at < text.size() && (text[at] == '/' || text[at] == '-')) parsed.year = text.substr(at + 1);
  const bool good = std::all_of(parsed.year.begin(), parsed.year.end(), is_digit);
  if (!good || (at < text.size() && parsed.year.empty())) return std::nullopt;
  return parsed;
}

std::string written(int number, const std::string& year) {
  return std::to_string(number) + (year.empty() ? "" : "/" + year);
}

// Numbers of one run: a year's, or all where they have no year.
void find_gaps(Series& series) {
  std::map<std::string, std::map<int, std::set<std::string>>> days;  // By year and number.
  for (const SeriesMeeting& meeting : series.meetings) {
    if (const auto number = parse_number(meeting.number))
      days[number->year][number->number].insert(meeting.memo.date.value_or(meeting.memo.key));
  }
  for (const auto& [year, numbers] : days) {
    for (const auto& [number, dates] : numbers)
      if (dates.size() > 1) series.doubled.push_back(written(number, year));
    // What was before the first known number cannot be told: a body may begin at any number.
    int expected = numbers.begin()->first;
    if (expected > 1) series.first_known.push_back(written(expected, year));
    for (const auto& [number, dates] : numbers) {
      if (number - expected <= most_missing)
        for (; expected < number; ++expected) series.missing.push_back(written(expected, year));
      expected = number + 1;
    }
  }
}

// By the body's full name in lower case.
class ByBody {
 public:
  explicit ByBody(std::map<std::string, std::string> full_names)
      : full_names_(std::move(full_names)) {}

  // Null where no meeting of the body was added.
  Series* find(std::string_view body) {
    const auto entry = series_.find(key_of(body));
    return entry == series_.end() ? nullptr : &entry->second;
  }

  void add(std::string_view body, SeriesMeeting meeting) {
    const std::string key = key_of(body);
    Series& one = series_[key];
    if (lower_case(body) == key) {
      if (one.body.empty()) one.body = body;
    } else if (std::find(one.also.begin(), one.also.end(), body) == one.also.end()) {
      one.also.emplace_back(body);
    }
    one.meetings.push_back(std::move(meeting));
  }

  std::vector<Series> all() && {
    std::vector<Series> all;
    for (auto& [key, one] : series_) all.push_back(std::move(one));
    return all;
  }

 private:
  std::string key_of(std::string_view body) const {
    std::string lower = lower_case(body);
    const auto full = full_names_.find(lower);
    return full == full_names_.end() ? lower : full->second;
  }

  std::map<std::string, std::string> full_names_;  // Of short ones.
  std::map<std::string, Series> series_;
};

Result<Done> read_meetings(Database& database, ByBody& series) {
  auto select = database.prepare(
      "SELECT id, key, path, body, date, coalesce(number, '') FROM memo WHERE body IS NOT NULL "
      "AND has_meeting = 1 ORDER BY date < ':' DESC, date, id");
  if (!select) return select.error();
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return Done{};
    const Statement& at = select.value();
    series.add(at.text(3), {MemoName::at(at), std::string(at.text(5))});
  }
}

Result<Done> read_announced(Database& database, ByBody& series) {
  auto select = database.prepare(
      "SELECT memo.id, memo.key, memo.path, memo.body, memo.date, date.value, date.page FROM date "
      "JOIN memo ON memo.id = date.memo WHERE date.use = 'next_meeting' AND memo.body IS NOT NULL "
      "AND length(date.value) >= 10 AND date.value < ':' ORDER BY date.value, memo.id");
  if (!select) return select.error();
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return Done{};
    const Statement& at = select.value();
    Series* const found = series.find(at.text(3));
    if (found == nullptr) continue;
    Series& one = *found;
    const std::string day(at.text(5).substr(0, 10));
    const bool held = std::any_of(one.meetings.begin(), one.meetings.end(), [&](const auto& each) {
      return each.memo.date && each.memo.date->starts_with(day);
    });
    const bool told = std::any_of(one.without_memo.begin(), one.without_memo.end(),
                                  [&](const auto& each) { return each.date == day; });
    if (held || told) continue;
    one.without_memo.push_back({day, MemoName::at(at), static_cast<int>(at.integer(6))});
  }
}

}  // namespace

Result<std::vector<Series>> find_series(Corpus& corpus) {
  const auto view = Transaction::begin_reading(corpus.database());
  if (!view) return view.error();
  auto full_names = find_full_names_of_bodies(corpus.database());
  if (!full_names) return full_names.error();
  ByBody series(std::move(full_names).value());
  if (auto read = read_meetings(corpus.database(), series); !read) return read.error();
  if (auto read = read_announced(corpus.database(), series); !read) return read.error();
  std::vector<Series> all = std::move(series).all();
  for (Series& one : all) find_gaps(one);
  return all;
}

}  // namespace muistio
