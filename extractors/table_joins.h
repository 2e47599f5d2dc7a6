// What the order of drawing, or the ruling lines of a scan, tell of the rows of a table.
#pragma once

#include <vector>

#include "extractors/page_words.h"
#include "extractors/print_lines.h"
#include "extractors/table_rows.h"

namespace muistio {

// What is known of a line of a table.
enum class Joined {
  unknown,
  to_row_above,
  to_none,  // It begins a row.
};

// The row of a ruled table that the line stands in, of several the lowest; 0 where some word
// stands in none.
int ruled_row(const PageWords& page, const PrintLine& line);

// One for each line. Where the drawing rises to a line above when it comes to the next column,
// cells are drawn whole, one after the other; then a row begins where the drawing returns to the
// left.
std::vector<Joined> joined_by_drawing(const PageWords& page, const std::vector<TableLine>& lines);

// One for each line.
std::vector<Joined> joined_by_rules(const PageWords& page, const std::vector<PrintLine>& lines);

}  // namespace muistio
