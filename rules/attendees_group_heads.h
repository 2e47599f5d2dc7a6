// Lines and bold words of an attendee list that name the organisation of the persons behind them.
#pragma once

#include <vector>

#include "rules/attendees_entries.h"

namespace muistio {

// Sets a colon behind such a head: behind "Tiehallinto" in a line of its own over "Aino Esimerkki",
// where the list begins so and does it again, and behind a bold "**Tiehallinto** Aino Esimerkki".
std::vector<ListPiece> with_group_heads_marked(const EntryReader& reader,
                                               std::vector<ListPiece> pieces);

}  // namespace muistio
