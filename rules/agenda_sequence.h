// Which of the numbered rows are the agenda. Numbers run on; a list inside an item does not
// fit in, and what fits in looks alike. Inside the agenda only.
#pragma once

#include <vector>

#include "rules/agenda_lines.h"

namespace muistio {

// Indices into `all` of the rows that together make the best agenda, in order; none where
// no row is worth it.
std::vector<std::size_t> best_sequence(const std::vector<Numbered>& all,
                                       const std::vector<PrintedRow>& rows);

}  // namespace muistio
