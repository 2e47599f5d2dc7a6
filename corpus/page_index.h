// The full-text index of pages, made and unmade from what stands beside each page. Within a
// transaction of the caller's.
#pragma once

#include "corpus/store.h"

namespace muistio {

// Puts all pages of the memo in.
Result<Done> index_pages(Database& database, MemoId id);

// Takes them out. Their words and decisions must still stand there.
Result<Done> forget_pages(Database& database, MemoId id);

// All memos' anew.
Result<Done> rebuild_page_index(Database& database);

}  // namespace muistio
