// The full-text index of pages, made and unmade from what stands beside each page. Within a
// transaction of the caller's, where nothing else is said.
#pragma once

#include <functional>

#include "corpus/store.h"

namespace muistio {

// Puts all pages of the memo in.
Result<Done> index_pages(Database& database, MemoId id);

// Takes them out. Their words and decisions must still stand there.
Result<Done> forget_pages(Database& database, MemoId id);

// All memos' anew.
Result<Done> rebuild_page_index(Database& database);

// Saving leaves the full-text indices in pieces, and a search looks into all of them. Makes one
// piece of each where so many pages were added that this costs little beside reading them. In
// short transactions of its own; between them `goes_on` is asked, and after an end before time
// all is found as well.
Result<Done> join_pieces(Database& database, std::uint64_t added_pages,
                         const std::function<bool()>& goes_on);

}  // namespace muistio
