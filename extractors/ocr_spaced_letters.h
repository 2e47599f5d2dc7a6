// Letter-spaced headings of scans: "P Ö Y T Ä K I R J A". Tesseract divides and mixes up such
// letters; moved together before the reading they are words as any others. Leptonica stays inside
// the OCR files.
#pragma once

#include <vector>

struct Pix;

namespace muistio {

struct PixelWord;

// Letters that were moved to the left along their line. Pixels; spans are half-open.
struct ClosedLine {
  struct Letter {
    int left = 0, right = 0;          // Where it is printed.
    int new_left = 0, new_right = 0;  // Where it stands now.
  };
  int top = 0, bottom = 0;
  std::vector<Letter> letters;  // From left to right, at least one.
};

// Moves the letters of spaced lines together in an upright picture of eight bits, each line from
// its first letter on. Lines of print that stand closer than spaced letters do stay.
std::vector<ClosedLine> close_spaced_letters(Pix* picture, double dpi);

// Where a word that was read in the picture with moved letters is printed.
void place_back(const std::vector<ClosedLine>& lines, PixelWord& word);

}  // namespace muistio
