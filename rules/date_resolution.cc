#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <utility>

#include "corpus/unicode.h"
#include "rules/calendar.h"
#include "rules/dates.h"
#include "rules/text_words.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

constexpr double inferred_year = 0.93;   // Of the confidence of the expression.
constexpr int most_sentences_back = 12;  // Between a heading and the dates under it.
constexpr std::size_t short_sentence = 60;

// What the sentences around the dates tell: of tense ("past", "future") and of use.
class Cues {
 public:
  explicit Cues(const Passage& passage) : passage_(passage) {
    for (const char* subject : {"tense", "date_use"})
      for (Match& match : passage.find(subject)) matches_.push_back(std::move(match));
    std::sort(matches_.begin(), matches_.end(), [](const Match& one, const Match& other) {
      return one.span.begin < other.span.begin;
    });
  }

  bool has(Span span, std::string_view makes) const {
    auto at = std::lower_bound(
        matches_.begin(), matches_.end(), span.begin,
        [](const Match& match, std::size_t offset) { return match.span.begin < offset; });
    for (; at != matches_.end() && at->span.begin < span.end; ++at)
      if (at->rule->makes == makes) return true;
    return false;
  }

  // Index of the sentence that holds the offset, or of the last before it.
  std::size_t sentence_at(std::size_t offset) const {
    const auto after = std::upper_bound(
        passage_.sentences.begin(), passage_.sentences.end(), offset,
        [](std::size_t value, const Span& sentence) { return value < sentence.begin; });
    return after == passage_.sentences.begin()
               ? 0
               : static_cast<std::size_t>(after - passage_.sentences.begin()) - 1;
  }

  Span sentence(std::size_t index) const {
    return index < passage_.sentences.size() ? passage_.sentences[index]
                                             : Span{0, passage_.flow.size()};
  }

 private:
  const Passage& passage_;
  std::vector<Match> matches_;
};

int digits_at(std::string_view value, std::size_t begin, std::size_t length) {
  int number = 0;
  for (const char c : value.substr(begin, length)) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + (c - '0');
  }
  return number;
}

// A day in the middle of what the value would mean in that year; absent where that year has
// none (29.2.).
std::optional<Day> middle_in(std::string_view value, int year) {
  if (value.substr(0, 6) == "XXXX-W") return monday_of_week(year, digits_at(value, 6, 2));
  if (value.size() < 7) return day_of(year, 7, 1);
  const int month = digits_at(value, 5, 2);
  if (month > 20) return day_of(year, std::clamp(month - 20, 1, 4) * 3 + (month == 24 ? 0 : 1), 15);
  if (value.size() == 15 && value.substr(7, 5) == "/XXXX") {  // "XXXX-01/XXXX-11"
    const int last = digits_at(value, 13, 2);
    const int months = last - month + (last < month ? 12 : 0);
    const auto begin = day_of(year, month, 15);
    return begin ? std::optional(days_after(*begin, months * 15)) : begin;
  }
  if (value.size() < 10 || value[7] == '/') return day_of(year, month, 15);
  return day_of(year, month, digits_at(value, 8, 2));
}

std::string week_value(int year, std::string_view value) {
  const auto first = monday_of_week(year, digits_at(value, 6, 2));
  const std::size_t slash = value.find('/');
  const auto last = slash == std::string_view::npos
                        ? first
                        : monday_of_week(year, digits_at(value, slash + 7, 2));
  if (!first || !last) return {};
  return edtf(*first) + "/" + edtf(days_after(*last, 6));
}

// The value with its XXXX filled in; what lies over a turn of the year ends in the next one.
std::string value_in(std::string_view value, int year) {
  if (value.substr(0, 6) == "XXXX-W") return week_value(year, value);
  std::string filled(value);
  const std::size_t slash = filled.find("/XXXX");
  if (slash != std::string::npos) {
    const bool turns_year = filled.substr(4, slash - 4) > filled.substr(slash + 5);
    filled.replace(slash + 1, 4, fmt::format("{:04}", year + (turns_year ? 1 : 0)));
  }
  if (filled.substr(0, 4) == "XXXX") filled.replace(0, 4, fmt::format("{:04}", year));
  return filled;
}

// The end of a February, once its year is known.
std::string with_leap_day(std::string value) {
  const bool february = value.size() == 10 && value.ends_with("-02-28");
  const auto day = february ? parse_day(value) : std::nullopt;
  return day ? edtf(last_day_of_month(static_cast<int>(day->year()), 2)) : value;
}

enum class Tense { unknown, past, future };

// What a year is told by, and the words for it.
struct Inference {
  int year = 0;
  const char* reason = "";
};

class Resolver {
 public:
  Resolver(const Passage& passage, const std::vector<FoundDate>& found,
           const std::optional<Meeting>& meeting, std::vector<Issue>& issues)
      : passage_(passage), found_(found), issues_(issues), cues_(passage) {
    is_meeting_ = meeting && meeting->date;
    if (is_meeting_) meeting_day_ = parse_day(meeting->date->value);
    anchor_ = meeting_day_;
    for (const FoundDate& date : found_)
      if (!anchor_) anchor_ = parse_day(date.value);
  }

  std::vector<DateMention> resolve() {
    std::vector<DateMention> mentions;
    for (std::size_t i = 0; i < found_.size(); ++i)
      if (auto mention = mention_of(i)) mentions.push_back(std::move(*mention));
    return mentions;
  }

 private:
  std::optional<DateMention> mention_of(std::size_t index);
  std::optional<Inference> infer_year(const FoundDate& date) const;
  std::optional<int> year_of_weekday(const FoundDate& date) const;
  Tense tense_of(const FoundDate& date) const;
  bool goes_on_listing(std::size_t index) const;
  std::optional<Inference> year_of_list(const FoundDate& date) const;
  bool is_counted(const FoundDate& date) const;
  bool is_of_next_meeting(std::size_t index, const std::string& value) const;
  DateUse use_of(std::size_t index, const std::string& value) const;
  void check_weekday(const FoundDate& date, const DateMention& mention);

  const Passage& passage_;
  const std::vector<FoundDate>& found_;
  std::vector<Issue>& issues_;
  Cues cues_;
  bool is_meeting_ = false;
  std::optional<Day> meeting_day_, anchor_;
  std::string listed_before_;  // The value of the date before.
};

Tense Resolver::tense_of(const FoundDate& date) const {
  const Span sentence = cues_.sentence(cues_.sentence_at(date.span.begin));
  const bool past = cues_.has(sentence, "past");
  const bool future =
      cues_.has(sentence, "future") || date.use == DateUse::deadline || date.use == DateUse::start;
  if (past == future) return Tense::unknown;
  return past ? Tense::past : Tense::future;
}

std::optional<int> Resolver::year_of_weekday(const FoundDate& date) const {
  if (!date.weekday || date.value.size() < 10) return std::nullopt;
  for (const int offset : {0, 1, -1}) {
    const int year = static_cast<int>(anchor_->year()) + offset;
    const auto day = middle_in(date.value, year);
    if (day && weekday_of(*day) == *date.weekday && std::abs(days_between(*anchor_, *day)) < 400)
      return year;
  }
  return std::nullopt;
}

// The year that brings the date nearest to the meeting, where another calendar year and the
// past must be nearer than this year and the future; the tense weighs more than either.
std::optional<Inference> Resolver::infer_year(const FoundDate& date) const {
  if (!anchor_) return std::nullopt;
  const int this_year = static_cast<int>(anchor_->year());
  if (date.years_ahead) return Inference{this_year + *date.years_ahead, "the date of the meeting"};
  if (const auto year = year_of_weekday(date)) return Inference{*year, "the weekday"};
  const Tense tense = tense_of(date);
  const double past_weight = tense == Tense::future ? 8 : 1.3;
  const double future_weight = tense == Tense::past ? 8 : 1;
  double least = std::numeric_limits<double>::max();
  std::optional<int> best;
  for (int year = this_year - 1; year <= this_year + 1; ++year) {
    const auto day = middle_in(date.value, year);
    if (!day) continue;
    const int ahead = days_between(*anchor_, *day);
    if (date.nearness && *date.nearness < 0 && ahead > 0) continue;
    if (date.nearness && *date.nearness > 0 && ahead < 0) continue;
    const double cost =
        (ahead < 0 ? -ahead * past_weight : ahead * future_weight) + (year == this_year ? 0 : 90);
    if (cost >= least) continue;
    least = cost;
    best = year;
  }
  if (!best) return std::nullopt;
  return Inference{*best, tense == Tense::unknown ? "the date of the meeting"
                                                  : "the date of the meeting and the tense"};
}

// Seasons and years that are only said relative to a meeting that has its own year in its
// head are not dates to anybody who reads its minutes; in a release they are.
bool Resolver::is_counted(const FoundDate& date) const {
  const bool whole_year_or_season =
      date.value.size() <= 7 && (date.value.size() == 4 || digits_at(date.value, 5, 2) > 20);
  return date.year_given || !is_meeting_ || !whole_year_or_season;
}

bool Resolver::is_of_next_meeting(std::size_t index, const std::string& value) const {
  const auto day = parse_day(value);
  if (day && meeting_day_ && days_between(*meeting_day_, *day) <= 0) return false;
  std::size_t at = cues_.sentence_at(found_[index].span.begin);
  std::size_t date = index;
  for (int back = 0; back < most_sentences_back; ++back) {
    const Span sentence = cues_.sentence(at);
    if (cues_.has(sentence, "next_meeting")) return true;
    while (date > 0 && found_[date - 1].span.begin >= sentence.begin) --date;
    const bool has_date =
        found_[date].span.begin >= sentence.begin && found_[date].span.begin < sentence.end;
    if (at == 0 || !has_date || sentence.size() > short_sentence + found_[date].span.size())
      return false;
    --at;
  }
  return false;
}

DateUse Resolver::use_of(std::size_t index, const std::string& value) const {
  const FoundDate& date = found_[index];
  const auto day = parse_day(value);
  const bool is_meeting_day = day && meeting_day_ && *day == *meeting_day_;
  if (is_meeting_day && date.use != DateUse::deadline) return DateUse::meeting;
  if (date.use != DateUse::mention) return date.use;
  const Span sentence = cues_.sentence(cues_.sentence_at(date.span.begin));
  const Span before{sentence.begin,
                    std::max(sentence.begin, date.span.begin + 1)};  // "senast 3.5."
  if (cues_.has(before, "deadline")) return DateUse::deadline;
  if (!is_meeting_ && day && date.year_given && sentence.size() <= short_sentence && day == anchor_)
    return DateUse::published;
  if (is_meeting_ && day && is_of_next_meeting(index, value)) return DateUse::next_meeting;
  return DateUse::mention;
}

void Resolver::check_weekday(const FoundDate& date, const DateMention& mention) {
  const auto day = parse_day(mention.value);
  if (!day || !date.weekday || weekday_of(*day) == *date.weekday) return;
  static constexpr std::array weekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
  const auto name = [](int weekday) { return weekdays[static_cast<std::size_t>(weekday - 1) % 7]; };
  issues_.push_back({"weekday_contradicts",
                     fmt::format("'{}': {} was a {}, not a {}", mention.text, edtf(*day),
                                 name(weekday_of(*day)), name(*date.weekday)),
                     mention.evidence.page});
}

// "22.1., 26.2. ja 28.5.": nothing but a mark or a conjunction since the date before.
bool Resolver::goes_on_listing(std::size_t index) const {
  constexpr std::size_t farthest = 6;
  if (index == 0 || found_[index].span.begin < found_[index - 1].span.end) return false;
  const Span between{found_[index - 1].span.end, found_[index].span.begin};
  if (between.size() > farthest || found_[index - 1].year_given) return false;
  std::string_view text = trimmed(passage_.at(between), U" .,");
  return text.empty() || passage_.rulebook.kept<TextWords>().coordinators.has(text);
}

// Days that are listed go on in time.
std::optional<Inference> Resolver::year_of_list(const FoundDate& date) const {
  const int before = digits_at(listed_before_, 0, 4);
  const bool same = value_in(date.value, before) > listed_before_;
  return Inference{same ? before : before + 1, "the date before"};
}

std::optional<DateMention> Resolver::mention_of(std::size_t index) {
  const FoundDate& date = found_[index];
  if (!is_counted(date)) return std::nullopt;
  DateMention mention;
  mention.value = date.value;
  double confidence = date.confidence;
  std::optional<Inference> inference;
  if (!date.year_given) inference = infer_year(date);
  if (inference && goes_on_listing(index) && value_in(date.value, inference->year) < listed_before_)
    inference = year_of_list(date);
  if (inference) {
    mention.value = value_in(date.value, inference->year);
    if (date.rule.find("month_end") != std::string::npos)
      mention.value = with_leap_day(mention.value);
    confidence *= inferred_year;
  }
  const bool needs_year = date.value.size() == 4 || date.value.substr(0, 6) == "XXXX-W";
  if (mention.value.empty() || (needs_year && !date.year_given && !inference)) return std::nullopt;
  mention.evidence = evidence_at(passage_.document, date.span, date.rule, confidence);
  mention.text = single_spaced(passage_.document.at(date.span));
  mention.use = use_of(index, mention.value);
  if (inference)
    issues_.push_back({"year_inferred",
                       fmt::format("'{}': the year {} is told by {}", mention.text, inference->year,
                                   inference->reason),
                       mention.evidence.page});
  check_weekday(date, mention);
  listed_before_ = mention.value;
  return mention;
}

}  // namespace

std::vector<DateMention> resolve_dates(const Passage& passage, const std::vector<FoundDate>& found,
                                       const std::optional<Meeting>& meeting,
                                       std::vector<Issue>& issues) {
  return Resolver(passage, found, meeting, issues).resolve();
}

}  // namespace muistio
