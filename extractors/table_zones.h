// Which lines of a page are a table, or labels in the margin with what stands beside them.
#pragma once

#include <cstddef>
#include <vector>

#include "extractors/layout.h"
#include "extractors/page_words.h"
#include "extractors/print_lines.h"

namespace muistio {

// Lines [first, last) of a zone.
struct TableZone {
  std::size_t first = 0, last = 0;
};

// From top to bottom, apart from each other.
std::vector<TableZone> find_tables(const PageWords& page, const std::vector<PrintLine>& lines,
                                   const TypeMeasure& measure);

}  // namespace muistio
