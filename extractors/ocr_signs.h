// Signs that the models for Finnish and Swedish do not know, told by their shape. "§" is read
// as 8, $, & or S, but hangs below the figures beside it, and those do not. A bullet is read as
// », *, + or e, but is small and stands free above the line. The rule of a table is read as |
// and reaches below it.
#pragma once

#include <tesseract/resultiterator.h>

#include <optional>
#include <string>

namespace muistio {

// The box of a symbol, pixels.
struct SymbolBox {
  int left = 0, top = 0, right = 0, bottom = 0;

  int width() const { return right - left; }
  int height() const { return bottom - top; }
};

// True where `sign` hangs below the `figure` beside it as "§" does. `line_height` in pixels.
bool is_section_sign(const SymbolBox& sign, const SymbolBox& figure, double line_height);

// Goes over the words of a picture in the order of the iterator.
class OcrSigns {
 public:
  // The `text` of the word where `at` stands, with "§" for what was one ("8" beside "50" ->
  // "§", "815" -> "§15", "618" -> "61§"), and "•" for a bullet before other words, also where it
  // was taken for the first letter of one ("eavaus" -> "•avaus"). Empty for the rule of a table
  // and for a speck of dirt. Does not move `at`.
  std::string put_back(const tesseract::ResultIterator& at, const std::string& text);

 private:
  std::optional<SymbolBox> figure_before_;  // The last symbol of the word before in this line.
};

}  // namespace muistio
