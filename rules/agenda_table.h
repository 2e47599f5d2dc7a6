// The items of minutes that are a table: "Asia | Käsittely | Päätös", without numbers. Inside the
// agenda only.
#pragma once

#include <vector>

#include "rules/passage.h"

namespace muistio {

// The cells of the items' titles, in order; none where the document has no such table.
std::vector<Span> titles_in_table(const Passage& passage);

}  // namespace muistio
