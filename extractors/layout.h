// Lines of print -> blocks, rows and cells in the order a person reads them. Geometry
// decides; the words only help (list markers, capital letters after a line end).
#pragma once

#include <vector>

#include "extractors/page_words.h"
#include "extractors/print_lines.h"

namespace muistio {

// Lines of one cell, in order; a row of running text has one line with cell 0.
struct LaidLine {
  Fragment fragment;
  int cell = 0;
};

struct LaidRow {
  std::vector<LaidLine> lines;  // By cell, then from top to bottom.
};

struct LaidBlock {
  BlockKind kind = BlockKind::paragraph;
  std::vector<LaidRow> rows;
  // The block's last line runs on in the next block: the paragraph was divided by the end of
  // a column. (Over the end of a page that is for the assembly to see.)
  bool runs_on = false;
};

struct PageLayout {
  std::vector<LaidBlock> blocks;
};

PageLayout lay_out(const PageWords& page, std::vector<PrintLine> lines);

}  // namespace muistio
