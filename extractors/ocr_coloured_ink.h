// Takes coloured handwriting and stamps off a scan. A signature in blue over the printed name,
// or a stamp across the text, makes the engine misread the print under it and gives words that
// nobody wrote. Where ink lies over print, print is what is dark in all colours. Print in colour
// stays: it is small, or thick, or stands in rows, and does not cross other print. Rules and
// frames stay, too.
#pragma once

#include <vector>

#include "extractors/ocr_pix.h"

namespace muistio {

// `lightest` tells for each point of the grey picture, row by row, how light the lightest of its
// three colours is; empty where the picture has no colour.
void erase_coloured_ink(Pix* grey, const std::vector<unsigned char>& lightest, double dpi);

}  // namespace muistio
