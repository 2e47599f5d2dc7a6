// Whether the words that a PDF gives for a page are what stands on the page.
#pragma once

#include <optional>

#include "corpus/language.h"
#include "extractors/page_words.h"
#include "extractors/pdf_file.h"

namespace muistio {

enum class TextLayer {
  usable,
  empty,    // No words at all.
  garbled,  // Words that are none: the font's character map is wrong or missing.
  scanty,   // So few words that they may be a stamp on a scanned page: look at the picture.
};

// Cheap for ordinary text: the dictionary is asked only where the letters look odd.
TextLayer judge_text_layer(const PageWords& page, Language& language);

// The share of the page's words that the dictionary knows; absent where they are too few to
// tell. Low where somebody else's OCR read badly, and in other languages than Finnish.
std::optional<double> known_share(const PageWords& page, Language& language);

// True where OCR doubted much of what it read of the page and the dictionary knows little of it:
// squared paper, a bad copy, handwriting.
bool is_badly_read(const PageWords& page, Language& language);

// True where the picture of the page shows print over much of its height in places where it
// has no words.
bool shows_more_print(const Picture& picture, const PageWords& page);

}  // namespace muistio
