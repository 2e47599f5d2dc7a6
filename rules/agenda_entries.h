// The items of an agenda between their numbers and their text: the list of items in front
// and the body are brought together. Inside the agenda only.
#pragma once

#include <optional>
#include <vector>

#include "rules/agenda_lines.h"

namespace muistio {

struct Entry {
  std::size_t index = 0;               // Its number, into the numbered rows.
  std::optional<std::size_t> listed;   // The same number in the list in front.
  std::optional<std::size_t> heading;  // Row of its heading in the body, where that has no number.
  bool list_only = false;              // Nothing of it stands in the body.
};

// `sequence` are the numbered rows of the agenda. Entries in the order of their numbers.
std::vector<Entry> make_entries(const Passage& passage, const std::vector<PrintedRow>& rows,
                                const std::vector<Numbered>& all,
                                const std::vector<std::size_t>& sequence);

// True where most words of the shorter title stand in the other.
bool alike(std::string_view title, std::string_view other);

}  // namespace muistio
