#include "rules/decisions_people.h"

#include <algorithm>

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t most_words = 4;

}  // namespace

PeopleReader::PeopleReader(const Passage& passage, const std::vector<Attendee>& attendees)
    : passage_(passage), attendees_(attendees), words_(passage.rulebook.kept<DecisionWords>()) {
  for (const Attendee& attendee : attendees) {
    attested_.push_back(attendee.name);
    const std::size_t last = attendee.name.rfind(' ');
    if (last != attendee.name.npos) surnames_.insert(lower_case(attendee.name.substr(last + 1)));
  }
  attested_.insert(attested_.end(), passage.attested_names.begin(), passage.attested_names.end());
}

std::vector<NamedPerson> PeopleReader::in(Span span) const {
  std::vector<NamedPerson> people;
  const Range tokens = passage_.tokens_in(span);
  for (std::size_t i = tokens.first; i < tokens.last;) {
    const std::size_t end = end_of_name(i, tokens.last);
    if (end > i)
      add_person({passage_.tokens[i].span.begin, passage_.tokens[end - 1].span.end}, people);
    i = std::max(end, i + 1);
  }
  return people;
}

bool PeopleReader::any_attends(Span span) const {
  const auto people = in(span);
  return std::any_of(people.begin(), people.end(), [&](const NamedPerson& person) {
    return std::any_of(attendees_.begin(), attendees_.end(),
                       [&](const Attendee& attendee) { return attendee.name == person.name; });
  });
}

std::string_view PeopleReader::word(std::size_t token) const {
  return passage_.at(passage_.tokens[token].span);
}

// A capital is enough for an unknown word; a known one must be a name, or an attendee's:
// "Orava", "Lehdon".
bool PeopleReader::may_be_name(std::size_t token) const {
  if (passage_.tokens[token].kind != TokenKind::word) return false;
  const std::string_view text = word(token);
  if (!starts_upper(text) || (text.size() > 2 && is_all_capitals(text))) return false;
  const auto& readings = passage_.language.readings(text);
  return std::any_of(readings.begin(), readings.end(), [&](const Reading& reading) {
    return !reading.known || reading.word_class == WordClass::first_name ||
           reading.word_class == WordClass::last_name ||
           reading.word_class == WordClass::place_name ||
           reading.word_class == WordClass::proper_noun ||
           surnames_.contains(lower_case(reading.base));
  });
}

// "Anneli Hautamaa": the word behind a first name, though it is a word of the language, too.
bool PeopleReader::is_surname_behind(std::size_t token) const {
  const std::string_view text = word(token);
  if (passage_.tokens[token].kind != TokenKind::word || !starts_upper(text) ||
      is_all_capitals(text))
    return false;
  const auto& readings = passage_.language.readings(word(token - 1));
  return std::any_of(readings.begin(), readings.end(), [](const Reading& reading) {
    return reading.word_class == WordClass::first_name && reading.inflection == Case::nominative;
  });
}

std::size_t PeopleReader::end_of_name(std::size_t first, std::size_t last) const {
  std::size_t end = first;
  while (end < last && end - first < most_words) {
    const bool particle = end > first && end + 1 < last && words_.name_particles.has(word(end));
    if (!particle && !may_be_name(end) && !(end == first + 1 && is_surname_behind(end))) break;
    ++end;
  }
  return end;
}

// A full name as it stands, or the one attendee that a single name can mean.
void PeopleReader::add_person(Span span, std::vector<NamedPerson>& people) const {
  const std::string written = single_spaced(passage_.at(span));
  std::string name = passage_.nominative(written, span.begin, attested_);
  if (name.find(' ') == std::string::npos) {
    auto full = full_name(name);
    if (!full) return;
    name = *std::move(full);
  }
  const bool known = std::any_of(people.begin(), people.end(),
                                 [&](const NamedPerson& person) { return person.name == name; });
  if (!known) people.push_back({span, std::move(name)});
}

// The attendee that a single name is part of; the name itself where it may mean several,
// absent where it means none.
std::optional<std::string> PeopleReader::full_name(const std::string& name) const {
  std::optional<std::string> found;
  for (const Attendee& attendee : attendees_) {
    const std::string padded = " " + attendee.name + " ";
    if (padded.find(" " + name + " ") == std::string::npos) continue;
    if (found) return name;
    found = attendee.name;
  }
  return found;
}

}  // namespace muistio
