#include "extractors/ocr_look.h"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>

#include <algorithm>

namespace muistio {

void look_at(tesseract::TessBaseAPI& engine, const PictureBox& box) {
  Pix* const picture = engine.GetInputImage();
  if (!picture) return;
  const int width = pixGetWidth(picture), height = pixGetHeight(picture);
  const int left = std::clamp(box.left, 0, width - 1), top = std::clamp(box.top, 0, height - 1);
  engine.SetRectangle(left, top, std::clamp(box.right, left + 1, width) - left,
                      std::clamp(box.bottom, top + 1, height) - top);
}

}  // namespace muistio
