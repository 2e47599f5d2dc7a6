// What the first reading of a picture leaves unread although it stands on a line of print:
// the lone x of an attendance column, the number before a heading. Tesseract's page analysis
// takes such small islands for noise; looked at one by one they are read well.
#pragma once

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>

#include <string>
#include <vector>

namespace muistio {

struct PixelWord {
  std::string text;
  int left = 0, top = 0, right = 0, bottom = 0;  // Pixels of the picture that was read.
  float confidence = 0;                          // 0..1.
  int cell = 0, ruled_row = 0;                   // As in PageWord.
  bool spaced = false, bold = false;             // As in PageWord.
};

// `engine` holds the picture and has read it; `words` is what it read. Leaves the engine
// with the same picture and page segmentation mode, but without the reading.
std::vector<PixelWord> read_leftovers(tesseract::TessBaseAPI& engine,
                                      const std::vector<PixelWord>& words);

}  // namespace muistio
