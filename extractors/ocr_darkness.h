// How much darker the points of a picture are than what lies around them, whatever the shade of
// that: print and rules stand out so on shaded ground, too.
#pragma once

#include <cstddef>
#include <vector>

#include "extractors/ocr_pix.h"

namespace muistio {

class Darkness {
 public:
  // Beside strokes that are less than `widest` points wide. A picture of grey that is looked at
  // `halved` has half the width and height, and the darkest of four points stands for them.
  Darkness(Pix* grey, int widest, bool halved = false);

  // Black where it is at least so much; null where there is no room for it.
  PixPointer at_least(int least) const;

 private:
  int width_ = 0, height_ = 0;
  std::vector<unsigned char> darkness_;
};

}  // namespace muistio
