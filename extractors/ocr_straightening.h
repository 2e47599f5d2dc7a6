// A picture set straight and upright, as print is read.
#pragma once

#include "extractors/ocr_pix.h"

namespace muistio {

// How a picture was changed before it was read.
struct Straightened {
  PixPointer pix;
  double radians = 0;     // Turned clockwise about the middle.
  int quarter_turns = 0;  // Turned clockwise, after that.
};

// With lines of print that run level; a picture whose skew is too little to matter stays as it is.
Straightened straightened(PixPointer pix);

// Turns it by its letters, which is cheap; where they do not tell, the engine is asked about a page
// on its side.
void turn_upright(Straightened& read);

// Quarter turns clockwise that set the picture upright, as the engine sees it; 0 where it is, or
// nobody can tell.
int turns_to_upright(Pix* pix);

// Quarter turns clockwise.
void turn(Straightened& read, int turns);

}  // namespace muistio
