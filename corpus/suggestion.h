// Words of the index that look like one that is not in it: for typing errors in queries
// and reading errors in scans.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/database.h"
#include "corpus/result.h"

namespace muistio {

// At most five, the likeliest first; none where nothing is near.
Result<std::vector<std::string>> suggest_words(Database& database, std::string_view word);

// How many characters must be inserted, left out, changed or swapped with their neighbour to
// make one word of the other; `most` + 1 where it is more than `most`.
std::size_t edit_distance(std::u32string_view one, std::u32string_view other, std::size_t most);

}  // namespace muistio
