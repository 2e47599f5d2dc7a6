// Page furniture: what repeats in the head and foot of pages. Found over all pages of a
// document at once.
#pragma once

#include <vector>

#include "corpus/document.h"
#include "extractors/layout.h"

namespace muistio {

// Takes the furniture out of the pages' lines and returns it, page by page, from top to
// bottom. A page counter is known by its form on a single page too, and what stands beside
// it on its line goes with it.
std::vector<Furniture> take_furniture(std::vector<ReadPage>& pages);

// "1 (2)", "2/5", "Sivu 1", "- 3 -", "Sida 2 av 3", "Page 1 of 2".
bool is_page_counter(std::string_view text);

}  // namespace muistio
