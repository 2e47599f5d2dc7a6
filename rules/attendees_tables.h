// Heads of the columns of an attendee table: "Nimi | Organisaatio | Läsnä".
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "rules/attendees_entries.h"

namespace muistio {

// The columns that a head row names; absent where the row is no head of a table of persons.
// `pieces` are those of the row.
std::optional<ColumnHeads> column_heads(const EntryReader& reader,
                                        const std::vector<ListPiece>& pieces);

}  // namespace muistio
