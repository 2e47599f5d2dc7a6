// The order in which the content of a page draws its words: evidence of what belongs
// together where places alone do not tell. Most programs draw a column of text from top to
// bottom before the next one, and a table cell by cell, row by row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "extractors/page_words.h"
#include "extractors/print_lines.h"

namespace muistio {

// Near enough to the middle of the page to be the edge of the second of two columns of one width.
bool begins_second_half(const PageWords& page, double x);

// True where columns of text, or of a list, stand beside each other, or cells of several lines:
// there the order is evidence, and worth what it may cost (PdfFile::words_as_drawn).
bool needs_drawing_order(const PageWords& page, const std::vector<PrintLine>& lines);

// Sets PageWord::drawn of the words that are found among the words as they are drawn; for where
// PdfFile does not set it.
void note_drawing_order(PageWords& page, const std::vector<PrintLine>& lines,
                        const std::vector<std::string>& words_as_drawn);

// The place of the fragment in the order, which is that of its longest word: bullets may be
// drawn apart. 0 where it is not known.
std::uint32_t drawn_at(const PageWords& page, const Fragment& fragment);

// What the order of drawing tells of the lines of two columns.
struct Drawing {
  enum class Kind {
    unknown,  // Or line by line, which tells nothing.
    columns,  // The first lines of the left column, then those of the right.
    rows,     // In cells.
  };
  Kind kind = Kind::unknown;
  std::size_t lines = 0;  // How many lines from the first on are drawn as columns.
};

// A piece of one of the lines on both sides of a gutter.
struct DrawnPlace {
  std::uint32_t drawn = 0;  // 0 where it is not known.
  std::size_t line = 0;
  bool on_right = false;
};

// The first line must be line 0.
Drawing drawing_of(std::vector<DrawnPlace> places);

}  // namespace muistio
