// The headings of minutes whose items have no numbers. Inside the agenda only.
#pragma once

#include <vector>

#include "rules/agenda_lines.h"

namespace muistio {

// First rows of the headings, in order; none where the document does not look like minutes.
std::vector<std::size_t> unnumbered_headings(const Passage& passage,
                                             const std::vector<PrintedRow>& rows);

}  // namespace muistio
