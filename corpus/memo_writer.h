// A memo's rows in the tables of a corpus file, written.
#pragma once

#include <optional>
#include <string_view>

#include "corpus/store.h"

namespace muistio {

// Writes memo, pages, facts and their index, and what the memo mentions. Takes the place and the id of the memo it replaces,
// whose rows must be gone. Within a transaction of the caller's. `layout` as Corpus::save() says.
Result<MemoId> write_memo(Database& database, const Memo& memo, const Document& document,
                          const MemoIndex& index, std::string_view layout,
                          std::optional<MemoId> replaced);

}  // namespace muistio
