// Reads the print in a picture of a page, in Finnish and Swedish. The only home of
// Tesseract.
//
// The engine is one per process and is made at the first picture, from models that
// prepare_ocr() holds in memory, so that reading needs no file system. One thread.
#pragma once

#include "corpus/result.h"
#include "extractors/page_words.h"
#include "extractors/pdf_file.h"

namespace muistio {

// Loads the models (fin, swe, osd) into memory. Fails with not_installed, naming the package.
Result<Done> prepare_ocr();

// The words of the picture of `page`. A skewed picture is set straight first and an
// upside-down or sideways one is turned; the boxes are those of the page so set upright, and
// the result's turns and skew say how it lay. Confidences are Tesseract's, 0..1. No words is
// no error.
Result<PageWords> words_in_picture(Picture picture, PageWords page);

}  // namespace muistio
