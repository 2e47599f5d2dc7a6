// Tables, with or without ruling lines, and labels in the margin: lines of print that are
// read across, cell by cell.
#pragma once

#include <vector>

#include "extractors/layout.h"
#include "extractors/page_words.h"
#include "extractors/print_lines.h"
#include "extractors/table_zones.h"

namespace muistio {

// A block of the zone's lines, with a row for each row of the table.
LaidBlock lay_out_table(const PageWords& page, const std::vector<PrintLine>& lines, TableZone zone,
                        const TypeMeasure& measure);

}  // namespace muistio
