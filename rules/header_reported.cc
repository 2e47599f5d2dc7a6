#include "rules/header_reported.h"

#include <algorithm>
#include <array>

#include "corpus/unicode.h"
#include "rules/header_body.h"
#include "rules/header_place_sentence.h"
#include "rules/text_words.h"

namespace muistio {
namespace {

constexpr std::size_t longest_lead = 1500;

// Tokens in the genitive that stand right before the offset: the name of who met.
Span genitives_before(const Passage& passage, Span sentence, std::size_t offset) {
  const Range tokens = passage.tokens_in({sentence.begin, offset});
  std::size_t first = tokens.last;
  while (first > tokens.first) {
    const Token& token = passage.tokens[first - 1];
    if (token.kind != TokenKind::word) break;
    const std::string_view word = passage.at(token.span);
    const auto& readings = passage.language.readings(word);
    const bool genitive = std::any_of(readings.begin(), readings.end(), [](const Reading& one) {
      return one.inflection == Case::genitive && one.verb_form == VerbForm::none;
    });
    if (!genitive && !starts_upper(word)) break;
    --first;
  }
  if (first == tokens.last) return {offset, offset};
  return {passage.tokens[first].span.begin, passage.tokens[tokens.last - 1].span.end};
}

std::optional<Stated> place_behind(const Passage& passage, std::size_t offset, Span sentence) {
  const Range tokens = passage.tokens_in({offset, sentence.end});
  if (tokens.empty()) return std::nullopt;
  const Token& token = passage.tokens[tokens.first];
  const std::string_view word = passage.at(token.span);
  if (!starts_upper(word)) return std::nullopt;
  for (const Reading& reading : passage.language.readings(word)) {
    const bool local = reading.inflection == Case::allative ||
                       reading.inflection == Case::illative ||
                       reading.inflection == Case::inessive || reading.inflection == Case::adessive;
    if (!local) continue;
    return Stated{reading.base,
                  evidence_at(passage.document, token.span, "header.reported_place", 0.7)};
  }
  return std::nullopt;
}

std::optional<Meeting> meeting_of(const Passage& passage, std::string body, Span who) {
  Meeting meeting;
  meeting.body =
      Stated{std::move(body), evidence_at(passage.document, who, "header.reported_body", 0.75)};
  return meeting;
}

// "Ala-Ruokojoen jätehuolto -kuntayhtymän": the name of a body before what it is.
bool is_before_hyphen(const Passage& passage, const Token& token) {
  return std::string_view(passage.flow).substr(token.span.end).starts_with(" -");
}

// "Ruokojoen kylätoimikunta esitti kokouksessaan ...": an organ as the subject.
std::optional<Meeting> meeting_of_subject(const Passage& passage, Span sentence) {
  const Range tokens = passage.tokens_in(sentence);
  const std::size_t last = std::min(tokens.last, tokens.first + 8);
  for (std::size_t i = tokens.first; i < last; ++i) {
    const Token& token = passage.tokens[i];
    if (passage.at(token.span) == "-" || is_before_hyphen(passage, token)) continue;
    if (token.kind != TokenKind::word) return std::nullopt;
    if (is_organ(passage, passage.at(token.span))) {
      const Span who{sentence.begin, token.span.end};
      return meeting_of(passage, single_spaced(passage.at(who)), who);
    }
    const auto& readings = passage.language.readings(passage.at(token.span));
    const bool genitive = std::any_of(readings.begin(), readings.end(), [](const Reading& one) {
      return one.inflection == Case::genitive;
    });
    const std::string_view word = passage.at(token.span);  // "Aino ja Otso Mallin säätiön hallitus"
    const bool of_name =
        starts_upper(word) || passage.rulebook.kept<TextWords>().coordinators.has(word);
    if (!genitive && !of_name) return std::nullopt;
  }
  return std::nullopt;
}

// "päätti tiistaina 26. lokakuuta", "kokouksessaan 3.4.2019": what stands right before the day
// says that the body met on it.
bool tells_of_meeting(const Passage& passage, Span sentence, std::size_t day) {
  const Range tokens = passage.tokens_in({sentence.begin, day});
  if (tokens.empty()) return false;
  const std::string_view word = passage.at(passage.tokens[tokens.last - 1].span);
  if (passage.rulebook.kept<TextWords>().at_meeting.ends(word)) return true;
  const auto& readings = passage.language.readings(word);
  return std::any_of(readings.begin(), readings.end(), [](const Reading& one) {
    return one.verb_form == VerbForm::past && !one.passive;
  });
}

// The year of a day without one: that of the first day that has one, or the year before where
// that day has come first.
std::string with_year(std::string value, const std::vector<FoundDate>& dates) {
  constexpr std::size_t day_length = 10;
  if (!value.starts_with("XXXX")) return value;
  for (const FoundDate& date : dates) {
    if (!date.year_given || date.value.size() < day_length) continue;
    int year = std::stoi(date.value.substr(0, 4));
    if (value.substr(4) > date.value.substr(4, day_length - 4)) --year;
    return std::to_string(year) + value.substr(4);
  }
  return {};
}

std::optional<Stated> day_reported(const Passage& passage, Span sentence,
                                   const std::vector<FoundDate>& dates) {
  constexpr std::size_t day_length = 10;
  for (const FoundDate& date : dates) {
    if (!sentence.contains(date.span.begin)) continue;
    const std::string day = date.value.substr(0, day_length);
    const bool whole = day.size() == day_length && day.find('/') == std::string::npos;
    if (!whole || !tells_of_meeting(passage, sentence, date.span.begin)) continue;
    std::string value = with_year(day, dates);
    if (value.empty()) return std::nullopt;
    return Stated{std::move(value),
                  evidence_at(passage.document, date.span, "header.reported_day", 0.75)};
  }
  return std::nullopt;
}

std::optional<Meeting> meeting_of_genitive(const Passage& passage, Span sentence) {
  for (const Match& match : passage.rulebook.find("meeting", passage.at(sentence), "")) {
    const std::size_t begin = sentence.begin + match.span.begin;
    const Span who = genitives_before(passage, sentence, begin);
    if (who.empty()) continue;
    auto body = body_in_nominative(passage, passage.at(who));
    if (!body) continue;
    auto meeting = meeting_of(passage, std::move(*body), who);
    meeting->place = place_behind(passage, sentence.begin + match.span.end, sentence);
    return meeting;
  }
  return std::nullopt;
}

// "Uutta koulua valmisteleva ohjausryhmä kokoontui": the organ is the subject, whatever is said of
// it before.
bool has_subject(const Passage& passage, Span sentence, std::string_view organ) {
  constexpr std::size_t first_tokens = 10;
  const Range tokens = passage.tokens_in(sentence);
  for (std::size_t i = tokens.first; i < std::min(tokens.last, tokens.first + first_tokens); ++i) {
    if (lower_case(passage.at(passage.tokens[i].span)) == organ) return true;
  }
  return false;
}

// A headline says "Valtuusto päätti uimahallista", the text below "Hiiden kunnanvaltuusto".
void complete(Meeting& meeting, const Passage& passage, Span headline,
              const std::vector<FoundDate>& dates) {
  const std::string organ = lower_case(meeting.body->value);
  const std::string subject = organ.substr(organ.rfind(' ') + 1);
  for (const Span sentence : passage.sentences) {
    if (sentence.begin <= headline.begin) continue;
    if (sentence.begin > longest_lead) return;
    auto fuller = meeting_of_subject(passage, sentence);
    const bool same = fuller && lower_case(fuller->body->value).ends_with(organ);
    if (!same && !has_subject(passage, sentence, subject)) continue;
    if (same && fuller->body->value.size() > organ.size()) meeting.body = fuller->body;
    if (!meeting.date) meeting.date = day_reported(passage, sentence, dates);
    if (!meeting.place) meeting.place = place_of_sentence(passage, sentence, dates);
    if (meeting.date) return;
  }
}

}  // namespace

std::optional<Meeting> reported_meeting(const Passage& passage,
                                        const std::vector<FoundDate>& dates) {
  for (const Span sentence : passage.sentences) {
    if (sentence.begin > longest_lead) break;
    auto meeting = meeting_of_subject(passage, sentence);
    if (!meeting) meeting = meeting_of_genitive(passage, sentence);
    if (!meeting) continue;
    meeting->date = day_reported(passage, sentence, dates);
    if (!meeting->place) meeting->place = place_of_sentence(passage, sentence, dates);
    complete(*meeting, passage, sentence, dates);
    return meeting;
  }
  return std::nullopt;
}

}  // namespace muistio
