// Which part of its picture the engine reads.
#pragma once

#include "extractors/ocr_tables.h"

namespace tesseract {
class TessBaseAPI;
}

namespace muistio {

// As much of the box as lies in the picture that the engine holds; told of more, Tesseract reads
// beyond the picture's memory.
void look_at(tesseract::TessBaseAPI& engine, const PictureBox& box);

}  // namespace muistio
