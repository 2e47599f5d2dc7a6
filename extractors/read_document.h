// The bytes of one file -> Document.
//
// Nothing here may be trusted to come back: poppler and Tesseract run on hostile input, so
// call this only in the sandboxed worker. One thread per process.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "corpus/document.h"
#include "corpus/language.h"
#include "corpus/result.h"

namespace muistio {

// What is cut by a limit is an issue in the document with the page's number.
struct ReadingLimits {
  int pages = 20000;
  double page_side = 14400;  // Points; a longer side is not rendered.
  std::size_t words_per_page = 200000;
  std::size_t text_per_page = 4u << 20;  // Bytes.
  std::size_t text = 64u << 20;          // Bytes.
  std::size_t pixels = 40'000'000;       // Of one rendered page.
};

struct ReadingOptions {
  ReadingLimits limits;
  bool ocr = true;
  // Asked before each page; false ends the reading and keeps the pages read so far (the
  // document then has an issue "time_limit").
  std::function<bool(int page)> go_on;
};

// Loads what must be loaded before the process loses its file system (OCR models, character
// converters, poppler's global tables). Call once, before any sandbox; not_installed where
// an OCR model is missing.
Result<Done> prepare_reading(const ReadingOptions& options);

// Fails with not_pdf, locked, broken or too_big. A document with no text at all is no
// error: it has an issue that says so.
Result<Document> read_document(std::string_view bytes, const ReadingOptions& options,
                               Language& language);

}  // namespace muistio
