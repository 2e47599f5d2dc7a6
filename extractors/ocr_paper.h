// Evens out the paper of a picture: grey or coloured sheets, shadows, the uneven light of a
// photograph. Print is told from paper by one shade for all of the page, by the engine and by
// what comes before it.
#pragma once

#include "extractors/ocr_pix.h"

namespace muistio {

// The picture with white paper all over; null where its paper is light and even, as that of
// nearly all scans is. `grey` has 8 bits.
PixPointer with_even_paper(Pix* grey);

}  // namespace muistio
