// What the engine reads at once in a picture or a part of it: words, each with its line.
#pragma once

#include <tesseract/baseapi.h>

#include <cstddef>
#include <optional>
#include <vector>

#include "extractors/ocr_leftovers.h"
#include "extractors/ocr_tables.h"

namespace muistio {

// A line of print: its boxes reach a fixed share of the font size over and under the
// baseline, as those of a text layer do, whatever letters stand on it. Layout needs that.
struct PrintedWord {
  PixelWord word;
  double size = 0;      // Of the line's font, pixels.
  double baseline = 0;  // Under the word's middle, pixels.
  // The word as high as its line, where it may have lost letters of Swedish.
  std::optional<PictureBox> line;
};

// All that the engine reads at once: words, each with its line.
struct FirstReading {
  std::vector<PrintedWord> words;
  // Short words that are a line by themselves: marks as a rule, and those are read better
  // one by one.
  std::vector<PrintedWord> alone;
  // Bytes of text in lines that run across the picture, and in lines that run down or up.
  std::size_t across = 0, upright = 0;

  void add(FirstReading more) {
    std::move(more.words.begin(), more.words.end(), std::back_inserter(words));
    std::move(more.alone.begin(), more.alone.end(), std::back_inserter(alone));
    across += more.across;
    upright += more.upright;
  }
};

// Adds what the engine has read.
void take_reading(tesseract::TessBaseAPI& engine, FirstReading& reading);

}  // namespace muistio
