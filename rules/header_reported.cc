#include "rules/header_reported.h"

#include <algorithm>
#include <array>

#include "corpus/unicode.h"
#include "rules/header_body.h"

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

bool says_who_met(const Match& match) {
  const std::string& makes = match.rule->makes;
  return makes.empty() || makes == "genitive" || makes == "illative" || makes == "local";
}

const Span* sentence_at(const Passage& passage, std::size_t offset) {
  const auto after = std::upper_bound(
      passage.sentences.begin(), passage.sentences.end(), offset,
      [](std::size_t value, const Span& sentence) { return value < sentence.begin; });
  return after == passage.sentences.begin() ? nullptr : &*std::prev(after);
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

}  // namespace

std::optional<Meeting> reported_meeting(const Passage& passage,
                                        const std::vector<HeadLine>& lines) {
  const std::string_view lead =
      std::string_view(passage.flow).substr(0, std::min(longest_lead, passage.flow.size()));
  for (const Match& match : passage.rulebook.find("meeting", lead, "")) {
    const Span* sentence = sentence_at(passage, match.span.begin);
    if (!sentence || !says_who_met(match)) continue;
    const Span who = genitives_before(passage, *sentence, match.span.begin);
    if (who.empty()) continue;
    auto body = body_in_nominative(passage, passage.at(who));
    if (!body) continue;
    Meeting meeting;
    meeting.body =
        Stated{std::move(*body), evidence_at(passage.document, who, "header.reported_body", 0.75)};
    meeting.place = place_behind(passage, match.span.end, *sentence);
    return meeting;
  }
  (void)lines;
  return std::nullopt;
}

}  // namespace muistio
