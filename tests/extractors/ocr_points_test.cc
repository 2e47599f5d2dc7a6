#include <cmath>

#include "extractors/ocr_print.h"
#include "extractors/ocr_rotation.h"
#include "tests/catch.h"

namespace muistio {
namespace {

// Grey of every shade, of a width that is no multiple of a word.
PixPointer uneven_grey(int width, int height) {
  PixPointer grey(pixCreate(width, height, 8));
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      pixSetPixel(grey.get(), x, y, static_cast<l_uint32>((x * 37 + y * 101 + x * y) % 256));
  return grey;
}

bool same(Pix* one, Pix* other) {
  l_int32 equal = 0;
  return pixEqual(one, other, &equal) == 0 && equal != 0;
}

TEST_CASE("a picture is turned as Leptonica turns it by area") {
  const float degrees = GENERATE(0.2F, -0.7F, 1.5F, -4.0F);
  const int width = GENERATE(1, 2, 203, 256);
  CAPTURE(degrees, width);
  const float radians = degrees * static_cast<float>(M_PI) / 180;
  const PixPointer grey = uneven_grey(width, 150);
  const PixPointer expected(pixRotateAMGray(grey.get(), radians, 255));
  const PixPointer turned = rotated(grey.get(), radians);
  REQUIRE((expected && turned));
  CHECK(same(turned.get(), expected.get()));
}

TEST_CASE("print is what Leptonica's threshold tells") {
  const int width = GENERATE(1, 31, 32, 33, 127, 203);
  const int darkest_paper = GENERATE(0, 1, 160, 255);
  CAPTURE(width, darkest_paper);
  const PixPointer grey = uneven_grey(width, 40);
  const PixPointer expected(pixThresholdToBinary(grey.get(), darkest_paper));
  const PixPointer print = print_of(grey.get(), darkest_paper);
  REQUIRE((expected && print));
  CHECK(same(print.get(), expected.get()));
}

}  // namespace
}  // namespace muistio
