// Whether the lines of print in a picture run down or up it.
#pragma once

#include "extractors/ocr_pix.h"

namespace muistio {

// A cheap look at the whole picture; `grey` has 8 bits. False where it is hard to tell.
bool lies_sideways(Pix* grey);

}  // namespace muistio
