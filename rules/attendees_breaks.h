// Line ends of an attendee list: which of them part two persons.
#pragma once

#include <vector>

#include "rules/attendees_entries.h"

namespace muistio {

// Settles at which line ends one person ends and another begins: those become hard breaks, the
// others go.
std::vector<ListPiece> with_breaks_settled(const EntryReader& reader,
                                           const std::vector<ListPiece>& pieces);

// A given name, maybe two, and no surname after it.
bool is_given_alone(const EntryReader& reader, const std::vector<ListPiece>& pieces, std::size_t at,
                    std::size_t end);

}  // namespace muistio
