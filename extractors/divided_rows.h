// Table rows that the end of a page divides: the rest of their cells stands at the top of the
// next page, perhaps under the table's head once more.
#pragma once

#include <cstddef>
#include <vector>

#include "corpus/document.h"
#include "extractors/layout.h"

namespace muistio {

// A part of a page and what was laid out of it.
struct LaidPage {
  const ReadPage* part = nullptr;
  std::vector<LaidBlock> blocks;
};

// Moves the rest of divided rows to where they begin; LaidLine::page says where such a line
// stands. Takes out heads of tables that stand again at the top of a page and returns them.
// The parts must stand in the order of their pages.
std::vector<Furniture> join_divided_rows(std::vector<LaidPage>& pages);

// The lines on the page that belong to a row divided by the page's beginning; empty where
// there is none.
std::vector<std::size_t> rest_of_row(const Document& document, const Page& page);

}  // namespace muistio
