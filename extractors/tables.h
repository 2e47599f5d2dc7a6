// Tables, with or without ruling lines, and labels in the margin: lines of print that are
// read across, cell by cell.
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

LaidBlock lay_out_table(const PageWords& page, const std::vector<PrintLine>& lines, TableZone zone,
                        const TypeMeasure& measure);

}  // namespace muistio
