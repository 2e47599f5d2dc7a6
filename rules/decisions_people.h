// Persons named in a clause.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/memo.h"
#include "rules/decisions_words.h"
#include "rules/passage.h"

namespace muistio {

struct NamedPerson {
  Span span;
  std::string name;  // Nominative; the attendee's full name where the text has a part of it
                     // that no other attendee shares.
};

class PeopleReader {
 public:
  // Both must outlive it.
  PeopleReader(const Passage& passage, const std::vector<Attendee>& attendees);

  bool knows_attendees() const { return !attendees_.empty(); }

  // Whether an attendee is named in the span.
  bool any_attends(Span span) const;

  // Full names, and single names that are part of an attendee's name; each person once, in order.
  std::vector<NamedPerson> in(Span span) const;

 private:
  std::string_view word(std::size_t token) const;
  bool may_be_name(std::size_t token) const;
  bool is_surname_behind(std::size_t token) const;
  std::size_t end_of_name(std::size_t first, std::size_t last) const;
  void add_person(Span span, std::vector<NamedPerson>& people) const;
  std::optional<std::string> full_name(const std::string& name) const;

  const Passage& passage_;
  const std::vector<Attendee>& attendees_;
  const DecisionWords& words_;
  std::vector<std::string> attested_;  // Names in the nominative.
  std::set<std::string> surnames_;     // Of attendees, lower case.
};

}  // namespace muistio
