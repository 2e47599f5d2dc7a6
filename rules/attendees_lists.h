// Attendee lists and tables of a document: where they begin and end, their groups, and who
// stands in them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/attendees_entries.h"

namespace muistio {

// A person of a list, with what the list says of all in the group.
struct ListedEntry {
  AttendeeEntry entry;
  Presence presence = Presence::present;
  std::string rule;
  double confidence = 0;
  std::size_t list = 0;   // Entries with the same number stand in one list.
  std::size_t group = 0;  // The same of a group within the list.
};

struct AttendeeLists {
  std::vector<ListedEntry> entries;  // In the order of the text.
  std::vector<Span> extents;         // Of the lists.
};

AttendeeLists find_lists(const EntryReader& reader, const std::vector<AgendaItem>& items);

}  // namespace muistio
