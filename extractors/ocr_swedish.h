// Tells pages in Swedish, which are read best by the Swedish model alone: beside the Finnish one
// it takes "från" for "frän" and "hålls" for "hälls", because the Finnish one does not know "å".
#pragma once

#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "extractors/page_words.h"

namespace muistio {

// Counts common words that only one of the languages has.
class SwedishEvidence {
 public:
  void add(std::string_view word);
  bool is_swedish() const;

 private:
  std::size_t swedish_ = 0, finnish_ = 0;
};

bool is_in_swedish(const PageWords& page);

// Looks at the words while the engine reads them, and stops it as soon as they are known to be
// in Swedish.
class SwedishListener {
 public:
  using Place = std::array<int, 4>;  // Left, top, right, bottom; pixels.

  explicit SwedishListener(tesseract::TessBaseAPI& engine);
  SwedishListener(const SwedishListener&) = delete;
  SwedishListener& operator=(const SwedishListener&) = delete;

  // For TessBaseAPI::Recognize(), once.
  tesseract::ETEXT_DESC* monitor() { return &monitor_; }
  bool has_stopped() const { return stopped_; }

 private:
  bool hear(int pieces);
  SwedishEvidence evidence() const;

  tesseract::TessBaseAPI& engine_;
  tesseract::ETEXT_DESC monitor_;
  int calls_ = 0;
  std::vector<Place> unread_;  // Of pieces of lines, in the engine's order.
  bool stopped_ = false;
};

// Puts letters that only Swedish has ("å", "é", "qv") back into the words of the page, from what
// the Swedish model alone read in the same places.
void put_swedish_letters_back(const std::vector<PageWord>& read_alone, PageWords& page);

}  // namespace muistio
