// The agenda: numbered or headed items, in printed order, each with the text that stands
// under it.
#pragma once

#include <cstddef>
#include <vector>

#include "corpus/memo.h"
#include "rules/passage.h"

namespace muistio {

// A list of the items on the first page is not doubled: the items are those of the body
// where the body has them.
std::vector<AgendaItem> find_items(const Passage& passage);

// The innermost item whose extent holds the offset; null where it stands under none.
const AgendaItem* item_at(const std::vector<AgendaItem>& items, std::size_t offset);

}  // namespace muistio
