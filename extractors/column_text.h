// What tells running text from lists and cells: the lines of one column, looked at together.
#pragma once

#include <cstddef>
#include <vector>

#include "extractors/page_words.h"
#include "extractors/print_lines.h"

namespace muistio {

// Fewer lines are no column, where none are known to stand.
inline constexpr std::size_t fewest_lines_of_column = 4;

// Where the leftmost line begins and the longest ends, in points; there must be a line.
double left_edge(const std::vector<PrintLine>& lines);
double right_edge(const std::vector<PrintLine>& lines);

// True where words beyond a gap begin at the same place on several lines: the cells of a
// table. The gaps in stretched lines of text fall where they will.
bool has_inner_column(const std::vector<PrintLine>& lines);

// The lines of a column with the words of a line in one fragment wherever the space between
// them may be that of stretched text. A mark at the end of a line stays apart: it stands in
// a table.
std::vector<PrintLine> rejoined(const PageWords& page, const std::vector<PrintLine>& lines,
                                bool is_surely_column);

// Running text turns at its right edge: most of its lines end where the next word had no
// room, and many begin in the middle of a sentence. Names in a list and cells of a table do
// not.
bool is_running_text(const PageWords& page, const std::vector<PrintLine>& lines,
                     std::size_t fewest);

// Lines that go on in the middle of a sentence, as those of cells and lists seldom do.
bool is_prose(const PageWords& page, const std::vector<PrintLine>& lines);

// Whole lines, the first of which goes on from a column before.
bool goes_on(const PageWords& page, const std::vector<PrintLine>& column);

// In a table of long cells the cells of a row begin side by side.
bool begin_side_by_side(const std::vector<PrintLine>& left, const std::vector<PrintLine>& right);

}  // namespace muistio
