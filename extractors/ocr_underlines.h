// Lines drawn under words. Tesseract reads them as part of the letters: of an underlined heading
// it often gets a few letters only. Leptonica stays inside the OCR files.
#pragma once

struct Pix;

namespace muistio {

// Paints the underlines of an upright picture of eight bits white; strokes of letters that cross
// them stay. A line counts where letters stand right on it; rules of tables, which keep their
// distance or meet lines that run down, stay.
void erase_underlines(Pix* picture, double dpi);

}  // namespace muistio
