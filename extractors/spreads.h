// Two pages of a booklet side by side on one sheet, as scanners leave them.
#pragma once

#include <vector>

#include "extractors/page_words.h"

namespace muistio {

// The left and the right half where the sheet is such a spread, else the page as it is. The
// halves keep the number, the size and the boxes of the sheet.
std::vector<PageWords> halves_of_spread(PageWords page);

}  // namespace muistio
