// Which way the print in a picture lies, told without reading it.
#pragma once

#include <optional>

#include "extractors/ocr_pix.h"

namespace muistio {

// True if the lines of print run down or up the picture. `grey` has 8 bits. False where it is hard
// to tell.
bool lies_sideways(Pix* grey);

// Quarter turns clockwise that set the picture upright, by its letters: more of them reach up than
// down. Absent where they do not tell, as figures and capitals do not. `grey` has 8 bits and is set
// straight.
std::optional<int> turns_by_letters(Pix* grey);

}  // namespace muistio
