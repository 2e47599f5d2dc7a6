// Light print on dark fields, as the heads of tables have it. Tesseract reads little of it, and
// the edge of the field is the only rule between the head and the first row. Leptonica stays
// inside the OCR files.
#pragma once

struct Pix;

namespace muistio {

// Turns fields with light print in an upright picture of eight bits into dark print on white
// with a frame, and draws the rules that end at their foot on through them. Fields with dark
// print stay.
void turn_dark_fills(Pix* picture, double dpi);

}  // namespace muistio
