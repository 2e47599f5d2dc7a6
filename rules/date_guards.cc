#include "rules/date_guards.h"

#include <algorithm>
#include <utility>

#include "corpus/unicode.h"
#include "rules/date_points.h"

namespace muistio {
namespace {

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

// "2.1. Title" -> 2, 1. Empty where no letter follows.
std::vector<int> leading_numbers(std::string_view line) {
  std::vector<int> numbers;
  std::size_t at = 0;
  while (at < line.size() && is_digit(line[at])) {
    std::size_t end = at;
    while (end < line.size() && end < at + 3 && is_digit(line[end])) ++end;
    numbers.push_back(printed_number(line.substr(at, end - at)));
    at = end;
    if (at < line.size() && line[at] == '.') ++at;
  }
  const bool ends = at > 0 && at < line.size() && (line[at] == ' ' || line[at] == '\t');
  while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
  const bool title = ends && at < line.size() && !is_digit(line[at]) && line[at] != '-';
  return title && numbers.size() <= 4 ? numbers : std::vector<int>();
}

// "5.–" before "7.11. ja 8.11. klo 9": what begins there ends a span of days.
bool ends_span_of_days(std::string_view before) {
  for (const std::string_view dash : {".-", ".\u2013"}) {
    if (!before.ends_with(dash)) continue;
    before.remove_suffix(dash.size());
    const std::size_t digits = before.find_last_not_of("0123456789");
    const std::size_t count = before.size() - (digits == before.npos ? 0 : digits + 1);
    const bool day_alone = digits == before.npos || before[digits] != '.';
    return count > 0 && count <= 2 && day_alone;
  }
  return false;
}

}  // namespace

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
  if (ends_span_of_days(text.substr(0, span.begin))) return false;
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

HeadingNumbers::HeadingNumbers(std::string_view text) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::vector<int> numbers = leading_numbers(text.substr(begin, end - begin));
    if (!numbers.empty()) seen_.insert(std::move(numbers));
    begin = end + 1;
  }
}

bool HeadingNumbers::holds(std::string_view text, Span span) const {
  if (span.begin > 0 && text[span.begin - 1] != '\n') return false;
  const std::size_t end = std::min(text.find('\n', span.begin), text.size());
  std::vector<int> numbers = leading_numbers(text.substr(span.begin, end - span.begin));
  if (numbers.size() < 2) return false;
  std::vector<int> before = numbers;
  if (--before.back() > 0) return seen_.count(before) != 0 && has_parent(numbers);
  return has_parent(numbers);
}

bool HeadingNumbers::has_parent(std::vector<int> numbers) const {
  numbers.pop_back();
  return seen_.count(numbers) != 0;
}
}  // namespace muistio
