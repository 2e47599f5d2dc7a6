// Lines of print -> blocks, rows and cells in the order a person reads them. Geometry
// decides; the words only help (list markers, capital letters after a line end).
#pragma once

#include <map>
#include <vector>

#include "extractors/columns.h"
#include "extractors/page_words.h"
#include "extractors/print_lines.h"

namespace muistio {

// A page on its way through the reader: the words of one direction of writing, their lines
// from top to bottom, and then the zones that the lines are read in.
struct ReadPage {
  PageWords words;
  std::vector<PrintLine> lines;
  std::vector<ReadingZone> zones;
  std::vector<std::vector<PrintLine>> side_boxes;  // Not in `lines`.
};

// What a document's pages have in common and its single lines are judged by.
struct TypeMeasure {
  double left = 0;                // Where the leftmost lines begin.
  double right = 0;               // Where full lines end.
  double height = 12;             // Of a usual line of print.
  std::map<int, double> pitches;  // From one line of a paragraph to the next, by the lines'
                                  // height in half points.

  double pitch_of(double line_height) const;
  double right_of(const ReadPage& page, const ReadingZone& zone) const;
};

// All pages together: single pages often hold too little to tell.
TypeMeasure measure_type(const std::vector<ReadPage>& pages);

// A line of a cell; a row of running text has one line with cell 0.
struct LaidLine {
  Fragment fragment;
  int cell = 0;
  const PageWords* page = nullptr;  // Where it stands, if not on the page of its block.
};

struct LaidRow {
  std::vector<LaidLine> lines;  // By cell, then from top to bottom.
};

struct LaidBlock {
  BlockKind kind = BlockKind::paragraph;
  std::vector<LaidRow> rows;
  bool column_end = false;  // The last of a column; its sentence may go on in the next block.
  double room = 1e9;        // What its last line leaves before the edge where lines turn; no
                            // more than 0 only where that line is as full as a line can be.
};

// Side boxes come between the blocks beside which they stand, not under a heading, and neither
// first nor last where there is a choice: what goes on over the page's ends stays whole.
std::vector<LaidBlock> lay_out(const ReadPage& page, const TypeMeasure& measure);

}  // namespace muistio
