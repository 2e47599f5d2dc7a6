#include "rules/actions_doers.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "rules/text_words.h"

namespace muistio {
namespace {

bool links_names(const TextWords& words, std::string_view word) {
  return word == "," || word == "/" || word == "&" || words.coordinators.has(word);
}

}  // namespace

DoerReader::DoerReader(const Passage& passage, const PeopleReader& people)
    : passage_(passage),
      people_(people),
      offices_(passage, "action_who"),
      groups_(passage, "action_group"),
      bodies_(passage, "action_body"),
      no_bodies_(passage, "action_not_body") {}

bool DoerReader::is_first_name(std::size_t token) const {
  const std::string_view word = passage_.at(passage_.tokens[token].span);
  if (passage_.tokens[token].kind != TokenKind::word || !starts_upper(word)) return false;
  const auto& readings = passage_.language.readings(word);
  return std::any_of(readings.begin(), readings.end(), [](const Reading& reading) {
    return reading.word_class == WordClass::first_name && reading.inflection == Case::nominative;
  });
}

// First names among those at the beginning of the span that no attendee bears.
void DoerReader::add_unknown(Span span, std::vector<NamedPerson>& people) const {
  const Range tokens = passage_.tokens_in(span);
  const TextWords& words = passage_.rulebook.kept<TextWords>();
  std::vector<NamedPerson> unknown;
  for (std::size_t i = tokens.first; i < tokens.last; ++i) {
    const Span word = passage_.tokens[i].span;
    const bool known = std::any_of(people.begin(), people.end(), [&](const NamedPerson& person) {
      return person.span.begin <= word.begin && word.end <= person.span.end;
    });
    if (known || links_names(words, passage_.at(word))) continue;
    if (!is_first_name(i)) break;
    unknown.push_back({word, std::string(passage_.at(word))});
  }
  people.insert(people.end(), unknown.begin(), unknown.end());
  std::sort(people.begin(), people.end(), [](const NamedPerson& one, const NamedPerson& other) {
    return one.span.begin < other.span.begin;
  });
}

std::optional<std::string> DoerReader::at_beginning_of(Span span) const {
  const std::size_t room = passage_.tokens_in(span).size();
  const std::size_t begin = passage_.flow.find_first_not_of(" \t\n", span.begin);
  auto people = people_.in(span);
  if (!people.empty()) add_unknown(span, people);
  if (!people.empty() && people.front().span.begin == begin && room <= 4 * people.size() + 3) {
    return joined_names(people);
  }
  const Match* office = offices_.first_in(span);
  if (office && office->span.begin == begin && room <= 5) {
    return std::string(passage_.at(office->span));
  }
  return std::nullopt;
}

std::optional<std::string> DoerReader::body_before(std::size_t verb, Span sentence) const {
  constexpr std::size_t most_words = 2, longest_acronym = 8;
  if (no_bodies_.first_in(sentence)) return std::nullopt;
  const Span span{sentence.begin, verb};
  const Range words = passage_.tokens_in(span);
  if (words.empty() || words.size() > most_words) return std::nullopt;
  const Span first = passage_.tokens[words.first].span;
  const std::string_view text = passage_.at(first);
  const bool acronym = words.size() == 1 && text.size() > 1 && text.size() <= longest_acronym &&
                       is_all_capitals(text);
  const Match* body = bodies_.first_in(span);
  const bool named = body && body->span.end == passage_.tokens[words.last - 1].span.end;
  if (!acronym && !named) return std::nullopt;
  return std::string(passage_.at({first.begin, passage_.tokens[words.last - 1].span.end}));
}

std::optional<std::string> DoerReader::after_verb(Span span) const {
  const auto people = people_.in(span);
  const std::size_t begin = passage_.flow.find_first_not_of(" \t\n", span.begin);
  if (people.empty() || people.front().span.begin != begin) return std::nullopt;
  // "Tuire allekirjoittaa Matin lomakkeet": in another case they are not who does it.
  const std::string written = " " + single_spaced(passage_.at(people.front().span)) + " ";
  if ((" " + people.front().name + " ").find(written) == std::string::npos) return std::nullopt;
  return joined_names(people);
}

std::string DoerReader::in_cell(Span span) const {
  auto people = people_.in(span);
  if (!people.empty()) add_unknown(span, people);
  if (is_names_only(span, people)) return joined_names(people);
  return single_spaced(passage_.at(span));
}

std::optional<std::string> DoerReader::group_before(std::size_t offset, Range words) const {
  const Span last = passage_.tokens[words.last - 1].span;
  const Match* group = groups_.first_in({passage_.tokens[words.first].span.begin, offset});
  if (!group || group->span.end != last.end) return std::nullopt;
  const Reading& reading = passage_.language.readings(passage_.at(last)).front();
  const bool doer = reading.inflection == Case::genitive || reading.inflection == Case::adessive;
  if (!doer || reading.plural) return std::nullopt;
  return reading.base;
}

bool DoerReader::is_names_only(Span span, const std::vector<NamedPerson>& people) const {
  if (people.empty()) return false;
  std::size_t words = passage_.tokens_in(span).size();
  for (const NamedPerson& person : people) words -= passage_.tokens_in(person.span).size();
  return words <= people.size();  // Commas, a conjunction, a full stop.
}

std::string joined_names(const std::vector<NamedPerson>& people) {
  std::string names;
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (i > 0) names += i + 1 == people.size() ? " ja " : ", ";
    names += people[i].name;
  }
  return names;
}

}  // namespace muistio
