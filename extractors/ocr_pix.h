// Leptonica's pictures and boxes with an owner. For the files that draw or read pictures only.
#pragma once

#include <leptonica/allheaders.h>

#include <memory>

namespace muistio {

struct DestroyPix {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using PixPointer = std::unique_ptr<Pix, DestroyPix>;

struct DestroyBoxa {
  void operator()(Boxa* boxes) const { boxaDestroy(&boxes); }
};
using BoxaPointer = std::unique_ptr<Boxa, DestroyBoxa>;

}  // namespace muistio
