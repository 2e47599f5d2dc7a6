// The mentions of a memo in table mention of a corpus file, written and read.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "corpus/database.h"
#include "corpus/mentions.h"
#include "corpus/result.h"

namespace muistio {

// `memo` is a row of table memo that has none yet. Within a transaction of the caller's.
Result<Done> save_mentions(Database& database, std::int64_t memo,
                           const std::vector<Mention>& mentions);

// Absent where the memo was saved without looking for them.
Result<std::optional<std::vector<Mention>>> read_mentions(Database& database, std::int64_t memo);

}  // namespace muistio
