// The columns of a table, told by where the cells of its lines stand.
#pragma once

#include <algorithm>
#include <vector>

#include "extractors/page_words.h"
#include "extractors/print_lines.h"

namespace muistio {

// From the left edge of its leftmost cell to the right edge of its rightmost, in points.
struct TableColumn {
  double left = 0, right = 0;
};

// From left to right.
using TableColumns = std::vector<TableColumn>;

// How wide a strip of the page both have; less than 0 where they stand apart.
inline double overlap(const TableColumn& column, const Box& box) {
  return std::min(column.right, box.right) - std::max(column.left, box.left);
}

// The columns that the fragments of the lines stand in. Lines with most fragments are asked
// first; a fragment over several columns changes none.
TableColumns columns_of(std::vector<const PrintLine*> lines);
TableColumns columns_of(const std::vector<PrintLine>& lines);

// The fragment cut where the columns that it lies over begin.
std::vector<Fragment> cut_at_columns(const PageWords& page, const Fragment& fragment,
                                     const TableColumns& columns);
PrintLine cut_at_columns(const PageWords& page, const PrintLine& line, const TableColumns& columns);

// The index of the column that begins where the box does, or else has most of it.
int column_at(const TableColumns& columns, const Box& box);

}  // namespace muistio
