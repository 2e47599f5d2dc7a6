// Headings of attendee lists: "Läsnä:", "Muut saapuvilla olleet", "Närvarande".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/attendees_entries.h"

namespace muistio {

struct AttendeeHeading {
  bool present = false, absent = false, remote = false;
  std::optional<Role> role;  // Of all in the group.
  std::size_t end = 0;       // Index of the first piece after it.
  bool colon = false;
  bool in_own_cell = false;  // The next piece is in the next cell.
  bool verb = false;         // "Läsnä olivat"
  bool loose = false;        // Holds words that are not of headings: "Läsnä ohjausryhmästä".
  std::optional<std::string> organisation;  // Of all in the group: "Kunnasta olivat mukana".

  // Tells who was there or not; a mere group ("Jäsenet") does not.
  bool is_strong() const { return present || absent; }
};

// The heading that begins at pieces[first]; absent where the words there are none.
std::optional<AttendeeHeading> heading_at(const EntryReader& reader,
                                          const std::vector<ListPiece>& pieces, std::size_t first);

}  // namespace muistio
