#include "rules/header_clock.h"

#include <algorithm>
#include <array>

#include "corpus/unicode.h"
#include "rules/header_words.h"

namespace muistio {
namespace {

Stated stated(const Passage& passage, std::string value, Span span, const Rule& rule) {
  return {std::move(value), evidence_at(passage.document, span, rule.id, rule.confidence)};
}

// "Kokous päätettiin pitää klo 17" closes nothing.
bool speaks_of_plans(const Passage& passage, std::string_view text) {
  return passage.rulebook.kept<HeaderWords>().plans.stands_in(lower_case(text));
}

std::optional<Stated> recorded(const Passage& passage, const Match& match) {
  const auto span = match.group("time");
  if (!span || speaks_of_plans(passage, passage.at(match.span))) return std::nullopt;
  auto clock = parse_clock(passage.at(*span));
  if (!clock) return std::nullopt;
  return stated(passage, std::move(*clock), match.span, *match.rule);
}

}  // namespace

std::optional<std::string> parse_clock(std::string_view text) {
  const std::size_t begin = text.find_first_of("0123456789");
  if (begin == std::string_view::npos) return std::nullopt;
  int hours = 0, minutes = 0;
  std::size_t at = begin;
  for (; at < text.size() && is_digit(text[at]); ++at) {
    if (at - begin >= 2) return std::nullopt;
    hours = hours * 10 + (text[at] - '0');
  }
  if (at + 2 < text.size() && (text[at] == '.' || text[at] == ':')) {
    const char tens = text[at + 1], ones = text[at + 2];
    if (tens < '0' || tens > '5' || ones < '0' || ones > '9') return std::nullopt;
    minutes = (tens - '0') * 10 + (ones - '0');
  }
  if (hours > 24 || (hours == 24 && minutes > 0)) return std::nullopt;
  const auto two = [](int number) {
    return std::string{static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
  };
  return two(hours % 24) + ":" + two(minutes);
}

ClockTimes clock_times_in(const Passage& passage, Span span) {
  ClockTimes times;
  for (const Match& match : passage.rulebook.find("clock", passage.at(span), "")) {
    const auto part = [&](std::string_view name) -> std::optional<Stated> {
      const auto group = match.group(name);
      if (!group) return std::nullopt;
      const Span place{span.begin + group->begin, span.begin + group->end};
      auto clock = parse_clock(passage.at(place));
      if (!clock) return std::nullopt;
      return stated(passage, std::move(*clock), place, *match.rule);
    };
    times.start = part("start");
    times.end = part("end");
    if (times.start) return times;
  }
  return times;
}

ClockTimes recorded_times(const Passage& passage) {
  ClockTimes times;
  for (const Match& match : passage.find("opening")) {
    times.start = recorded(passage, match);
    if (times.start) break;
  }
  for (const Match& match : passage.find("closing")) {
    if (auto end = recorded(passage, match)) times.end = std::move(end);
  }
  return times;
}

}  // namespace muistio
