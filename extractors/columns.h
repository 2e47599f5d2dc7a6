// Columns of running text: which lines of print are read one column after the other.
#pragma once

#include <vector>

#include "extractors/page_words.h"
#include "extractors/print_lines.h"

namespace muistio {

// A piece of a page that is read from top to bottom.
struct ReadingZone {
  std::vector<PrintLine> lines;
  bool is_column = false;  // Other columns stand beside it.
};

// In the order of reading. Tables and lists in columns stay in one zone: they are read row
// by row. A page of one column is one zone.
std::vector<ReadingZone> reading_zones(const PageWords& page, std::vector<PrintLine> lines);

}  // namespace muistio
