// The engines of OCR, one of each for the process, made when they are first asked for from models
// held in memory.
#pragma once

#include <tesseract/baseapi.h>

#include "corpus/result.h"

namespace muistio {

// Loads the models (fin, swe, osd). Fails with not_installed, naming the package.
Result<Done> load_models();

// Null where an engine could not be made.
tesseract::TessBaseAPI* text_engine();         // Finnish and Swedish, for whole pages.
tesseract::TessBaseAPI* swedish_engine();      // Swedish alone.
tesseract::TessBaseAPI* orientation_engine();  // Which way a page lies.

}  // namespace muistio
