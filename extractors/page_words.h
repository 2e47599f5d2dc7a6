// What one page holds before anybody has looked at its order: words with boxes. It comes
// from a text layer or from OCR; layout does not care which.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/document.h"

namespace muistio {

struct PageWord {
  std::string text;      // UTF-8 in NFC, no white space, never empty.
  Box box;               // On the page as it is shown.
  float font_size = 0;   // Points.
  float confidence = 1;  // 0..1.
  bool bold = false;
  bool italic = false;
  int turns = 0;         // Quarter turns clockwise of the writing: 1 reads downwards.
  std::string original;  // What OCR read before a correction; else empty.
};

struct PageWords {
  int number = 1;                // 1-based position in the file.
  double width = 0, height = 0;  // Points, as the page is shown.
  PageSource source = PageSource::none;
  std::optional<double> ocr_confidence;
  std::vector<PageWord> words;  // In any order.
  bool cut = false;             // A limit left words out.
};

}  // namespace muistio
