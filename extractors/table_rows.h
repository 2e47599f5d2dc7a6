// Where the rows of a table begin, told by how far its lines stand apart and by what their text
// says.
#pragma once

#include <cstddef>
#include <vector>

#include "extractors/layout.h"
#include "extractors/page_words.h"
#include "extractors/table_columns.h"

namespace muistio {

// A line of the table with its text by columns.
struct TableLine {
  std::vector<LaidLine> cells;
  double gap = 0;          // To the line above.
  bool may_go_on = false;  // It stands among lines that look like those of one row.
};

// The lowest line of the row's cell in that column; null where the cell is empty.
const LaidLine* last_line_of(const LaidRow& row, int cell);

// Decides, line by line, where rows begin. Refers to what it is made of, but for the lines: of
// these it only notes how close they stand.
class RowRule {
 public:
  RowRule(const PageWords& page, const TableColumns& columns, const TypeMeasure& measure,
          const std::vector<TableLine>& lines);

  // Sets TableLine::may_go_on.
  void mark_row_groups(std::vector<TableLine>& lines) const;

  // True where the line goes on in the cells of the row above instead of beginning a row.
  bool goes_on(const LaidRow& row, const TableLine& line) const;

 private:
  bool value_goes_on(const LaidRow& row, const LaidLine& value, double gap) const;
  bool texts_go_on(const LaidRow& row, const TableLine& line) const;
  double sure_edge(std::size_t column) const;
  double likely_edge(std::size_t column) const;

  const PageWords& page_;
  const TableColumns& columns_;
  const TypeMeasure& measure_;
  double tight_ = 0;  // The smallest gap between lines.
  double loose_ = 0;  // From this gap on, rows stand apart.
};

}  // namespace muistio
