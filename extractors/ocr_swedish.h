// The letters of Swedish that the Finnish model takes for others: "från" for "frän", "Sandqvist"
// for "Sandgvist".
#pragma once

#include <tesseract/baseapi.h>

#include <cstddef>
#include <string_view>
#include <vector>

#include "extractors/ocr_tables.h"
#include "extractors/page_words.h"

namespace muistio {

// A word that the Finnish model read, with a letter in it that may be another one in Swedish.
struct DoubtfulLetter {
  std::size_t word = 0;  // Index in PageWords::words.
  PictureBox box;        // As wide as the word and as high as its line.
};

// True if the Finnish model takes letters of Swedish for some of these.
bool may_hide_swedish_letter(std::string_view word);

// True if words that only Swedish has stand on the page, and hardly any of Finnish.
bool is_in_swedish(const PageWords& page);

// True where the picture of eight bits shows two dots over as many letters as the word has with
// dots, so that none of them is an "å". Box as that of DoubtfulLetter.
bool shows_dots_of(Pix* picture, const PictureBox& box, std::string_view word);

// Reads the doubtful words again and takes the letters of Swedish that `swedish` sees in them.
// `swedish` has the model for Swedish alone and holds `picture`, which was read.
void put_swedish_letters_back(tesseract::TessBaseAPI& swedish, Pix* picture,
                              const std::vector<DoubtfulLetter>& doubtful, PageWords& page);

}  // namespace muistio
