// Persons named in a clause.
#pragma once

#include <string>
#include <vector>

#include "corpus/memo.h"
#include "rules/passage.h"

namespace muistio {

struct NamedPerson {
  Span span;
  std::string name;  // Nominative; the attendee's full name where the text has a part of it
                     // that no other attendee shares.
};

// Full names, and single names that are part of an attendee's name. In order.
std::vector<NamedPerson> people_in(const Passage& passage, Span span,
                                   const std::vector<Attendee>& attendees);

}  // namespace muistio
