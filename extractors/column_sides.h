// Lines of print on both sides of a gutter: perhaps two columns, perhaps cells of a table.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "extractors/drawing_order.h"
#include "extractors/page_words.h"
#include "extractors/print_lines.h"

namespace muistio {

// The parts of a line on both sides of where a second column begins.
struct LineSides {
  PrintLine left, right;
  bool both() const { return !left.fragments.empty() && !right.fragments.empty(); }
};

// Absent where something stands across the gutter before `x`, which is where the second column
// begins, in points.
std::optional<LineSides> sides_of(const PageWords& page, const PrintLine& line, double x);

// What the order of drawing tells of the lines, from the first one on.
Drawing drawing_of(const PageWords& page, const std::vector<LineSides>& lines);

// Lines [first, last) of a page stand in two columns.
struct TwoColumns {
  std::size_t first = 0, last = 0;
  std::vector<PrintLine> left, right;
  double x = 0;           // Where the second begins.
  bool is_table = false;  // Cells stand beside each other in one of them.
  Drawing drawing;
};

// True where a column at `x` begins where one of the known ones does.
bool begins_at_one_of(const std::vector<double>& known, double x);

}  // namespace muistio
