// Attendees of a text for tests, as one line of text each:
//
//   "-" absent, name, role, (title), @organisation, ~ remote, | part of the meeting
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/language.h"
#include "rules/agenda.h"
#include "rules/attendees.h"
#include "tests/catch.h"
#include "tests/rules/document_builder.h"
#include "tests/rules/shipped.h"

namespace muistio::testing {

struct FoundAttendees {
  std::vector<Attendee> attendees;
  std::vector<Issue> issues;
};

inline FoundAttendees attendees_in(std::string_view markup, MemoKind kind = MemoKind::minutes,
                                   PageSource source = PageSource::text_layer) {
  const Document document = document_of(markup, source);
  const Passage passage = make_passage(document, rulebook(), language());
  FoundAttendees found;
  found.attendees = find_attendees(passage, find_items(passage), kind, found.issues);
  return found;
}

inline std::string line_of(const Attendee& attendee) {
  std::string line = attendee.presence == Presence::absent ? "-" : "";
  line += attendee.name;
  if (attendee.role) line += " " + std::string(name_of(*attendee.role));
  if (attendee.title) line += " (" + *attendee.title + ")";
  if (attendee.organisation) line += " @" + *attendee.organisation;
  if (attendee.remote) line += " ~";
  if (attendee.partial) line += " |" + *attendee.partial;
  return line;
}

inline std::string lines_of(std::string_view markup, MemoKind kind = MemoKind::minutes) {
  std::string lines;
  for (const Attendee& attendee : attendees_in(markup, kind).attendees)
    lines += (lines.empty() ? "" : "; ") + line_of(attendee);
  return lines;
}

// Of what stands above the first item.
inline std::string lines_above_items(std::string_view markup) {
  return lines_of(std::string(markup) + "\n\n# 1. Avaus\nKokous avattiin.");
}

struct AttendeeCase {
  const char* markup;
  const char* lines;
};

}  // namespace muistio::testing
