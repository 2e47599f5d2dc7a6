// Text for people: what memos say, made harmless, aligned and highlighted.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.h"

namespace muistio {

// The text with every character that could steer a terminal or reorder a line (control
// characters, bidirectional marks) replaced by U+FFFD, and line ends by spaces.
std::string harmless(std::string_view text);

// Letters in colours and weights, where the output is a terminal; nothing elsewhere.
class Style {
 public:
  explicit Style(bool terminal) : on_(terminal) {}

  std::string strong(std::string_view text) const { return wrapped("\x1b[1m", text); }
  std::string faint(std::string_view text) const { return wrapped("\x1b[2m", text); }
  // The marked parts of a text, made harmless: in colour, or between [ and ].
  std::string marked(std::string_view text, const std::vector<Span>& marks) const;
  // The same in lines of at most `width` characters, each behind the indent and with its end.
  // Lines break at spaces; a word that is longer has a line of its own.
  std::string marked_lines(std::string_view text, const std::vector<Span>& marks,
                           std::string_view indent, std::size_t width) const;

  // A text behind its lead ("  → ") with a faint note at its end, in lines as above; those after
  // the first begin under the text. The note is kept whole.
  std::string entry(std::string_view lead, std::string_view text, std::string_view note,
                    std::size_t width) const;

 private:
  std::string wrapped(std::string_view code, std::string_view text) const {
    if (!on_) return std::string(text);
    return std::string(code).append(text).append("\x1b[0m");
  }
  bool on_;
};

// True where whoever read standard output has gone, as "head" does: no error.
bool nobody_reads_output();

// Characters a line: what was asked for, else the terminal's, else what suits a file; within
// what can be read.
std::size_t line_width(int asked, bool terminal);

// For text that others may read on line by line: files get lines as long as they come.
std::size_t line_width_of_text(bool terminal);

// Filled with spaces up to `width` characters; longer text is left as it is.
std::string padded(std::string_view text, std::size_t width);

// Rows of cells with each column as wide as its widest cell, two spaces between. Columns without
// any text are left out.
std::string aligned(const std::vector<std::vector<std::string>>& rows, std::string_view indent);

// The same in lines of at most `width` characters, each row by itself with its line ends: what a
// last cell has too much goes on under itself, or where little room is left, under the row.
std::vector<std::string> aligned_rows(const std::vector<std::vector<std::string>>& rows,
                                      std::string_view indent, std::size_t width);
std::string aligned(const std::vector<std::vector<std::string>>& rows, std::string_view indent,
                    std::size_t width);

}  // namespace muistio
