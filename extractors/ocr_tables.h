// The ruled tables in a picture, and their cells. Tesseract reads print beside rules badly: it
// takes rules for letters, leaves lines of print out and reads across cells; each cell read by
// itself comes back whole.
#pragma once

#include <vector>

#include "extractors/ocr_pix.h"

namespace muistio {

// Pixels, half-open.
struct PictureBox {
  int left = 0, top = 0, right = 0, bottom = 0;

  int width() const { return right - left; }
  int height() const { return bottom - top; }
};

bool overlap(const PictureBox& one, const PictureBox& other);

// A table with closed cells of at least two rows or columns.
struct PictureTable {
  struct Cell {
    PictureBox box;           // Inside of the rules.
    int row = 0, column = 0;  // From 0; of a cell that spans several, the first.
    bool printed = false;     // Something of the size of print stands in it;
    bool lone = false;        // one piece of the size of a mark and nothing else.
  };
  PictureBox box;           // With the outer rules.
  std::vector<Cell> cells;  // By rows, then by columns.
};

// What the rules of a grey picture, set straight, show.
struct RuledPicture {
  std::vector<PictureTable> tables;  // From top to bottom.
  PixPointer unruled;                // The picture without the rules of the tables.
  PixPointer rest;                   // The picture without the tables.
};

// No tables, no pictures. At most 2,000 cells; a picture with more is a drawing and has no tables.
RuledPicture find_ruled_tables(Pix* grey, double dpi);

}  // namespace muistio
