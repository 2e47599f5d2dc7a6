// PDFs written by hand for the tests: text at places, in two of the fonts that every PDF
// reader knows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace muistio::testing {

struct Print {
  double left = 72, top = 72;  // Of the baseline, points from the page's top left corner.
  std::string_view text;       // UTF-8; only what Latin-1 has.
  double size = 11;
  bool bold = false;
  bool signs = false;  // In a font of signs whose text is U+F000 and the byte.
};

struct Sheet {
  std::vector<Print> prints;
  double width = 595, height = 842;
  int rotate = 0;
  std::string_view painted_over = "";  // PDF operators that come after the prints; y grows upwards.
};

std::string small_pdf(const std::vector<Sheet>& sheets);

}  // namespace muistio::testing
