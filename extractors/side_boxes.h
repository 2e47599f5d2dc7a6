// Boxes beside the text of a page: a stamp of receipt, whom a copy is for, the address of the
// sender. Their lines stand between those of the text, and made tables of both. They are told by
// being drawn before or after all of the text around them, in lines of their own pitch.
#pragma once

#include <vector>

#include "extractors/page_words.h"
#include "extractors/print_lines.h"

namespace muistio {

// Takes out of `lines` what stands in boxes beside running text; each box by its lines, from top
// to bottom. Boxes beside lists and tables stay, and all where the order of drawing is not known.
std::vector<std::vector<PrintLine>> take_side_boxes(const PageWords& page,
                                                    std::vector<PrintLine>& lines);

}  // namespace muistio
