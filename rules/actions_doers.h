// Those who take on work, as a sentence or a cell names them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/decisions_outline.h"
#include "rules/decisions_people.h"
#include "rules/passage.h"

namespace muistio {

class DoerReader {
 public:
  // Both must outlive it.
  DoerReader(const Passage& passage, const PeopleReader& people);

  // "Aino Kallio, Olli ja Eero" at the beginning of the span, with no more than a few words after
  // them; at least one of them is an attendee or has a full name. Absent where nobody is named.
  std::optional<std::string> at_beginning_of(Span span) const;

  // "Liitto", "TEM" from there to the verb: a body, and it takes the work of the sentence on and
  // does not ask others for it.
  std::optional<std::string> body_before(std::size_t verb, Span sentence) const;

  // "… hoitavat Aino ja Olli": those named right after the verb, in the nominative.
  std::optional<std::string> after_verb(Span span) const;

  // The text of a cell in which nothing but doers stands: full names where all of them are known,
  // else as it is written.
  std::string in_cell(Span span) const;

  // "työryhmällä" -> "työryhmä": the word that must do something, where it is a group or an
  // office. Absent for things and for words without an ending of a doer.
  std::optional<std::string> group_before(std::size_t offset, Range words) const;

  // Whether nothing but the people, commas and a conjunction stand in the span.
  bool is_names_only(Span span, const std::vector<NamedPerson>& people) const;

 private:
  bool is_first_name(std::size_t token) const;
  void add_unknown(Span span, std::vector<NamedPerson>& people) const;

  const Passage& passage_;
  const PeopleReader& people_;
  SubjectMatches offices_, groups_, bodies_, no_bodies_;
};

std::string joined_names(const std::vector<NamedPerson>& people);

}  // namespace muistio
