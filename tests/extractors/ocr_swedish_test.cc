#include "extractors/ocr_swedish.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "extractors/ocr_pix.h"
#include "tests/catch.h"

using namespace muistio;

namespace {

struct Ink {
  int left, top, width, height;
};

PixPointer drawn(const std::vector<Ink>& inks) {
  PixPointer picture(pixCreate(120, 60, 8));
  pixSetAll(picture.get());
  for (const Ink& ink : inks)
    pixRasterop(picture.get(), ink.left, ink.top, ink.width, ink.height, PIX_CLR, nullptr, 0, 0);
  return picture;
}

}  // namespace

TEST_CASE("two dots over a letter are told from a ring") {
  // Three letters on the line, the middle one with something above.
  const std::vector<Ink> letters{{10, 24, 16, 20}, {32, 24, 16, 20}, {54, 14, 6, 30}};
  const PictureBox line{10, 14, 62, 50};
  struct Case {
    std::string_view word;
    std::vector<Ink> above;
    bool shown;
  };
  const auto [word, above, shown] = GENERATE(values<Case>({
      {"päl", {{34, 16, 4, 4}, {42, 16, 4, 4}}, true},
      {"pöl", {{34, 15, 4, 5}, {42, 16, 4, 4}}, true},
      {"päl", {{36, 15, 8, 7}}, false},                   // A ring.
      {"päl", {{36, 15, 8, 9}}, false},                   // It touches the letter.
      {"päl", {{34, 16, 4, 4}}, false},                   // An i.
      {"päl", {{14, 16, 4, 4}, {40, 16, 4, 4}}, false},   // Two.
      {"päl", {{34, 16, 1, 1}, {42, 16, 1, 1}}, false},   // Dirt.
      {"päö", {{34, 16, 4, 4}, {42, 16, 4, 4}}, false},   // One of two.
      {"pAl", {{34, 16, 4, 4}, {42, 16, 4, 4}}, false},   // The ring may touch it.
      {"”päl", {{10, 16, 4, 4}, {16, 16, 4, 4}}, false},  // Quotes.
      {"päl", {}, false},
  }));
  CAPTURE(word);
  std::vector<Ink> inks = letters;
  inks.insert(inks.end(), above.begin(), above.end());
  CHECK(shows_dots_of(drawn(inks).get(), line, word) == shown);
}
