// The best pages for words joined by and, or, not: from the blocks of ranked_blocks.h, and from
// the full-text index for what they do not hold.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "corpus/database.h"
#include "corpus/ranked_query.h"
#include "corpus/result.h"

namespace muistio {

struct RankedPages {
  std::vector<RankedPage> best;  // As many as were wanted; the best first, then by page.
  std::size_t total = 0;
};

// Every page is scored exactly: BM25 with the frequency of each word in the whole corpus.
// Absent where the corpus has no blocks yet.
Result<std::optional<RankedPages>> find_ranked_pages(Database& database, const TextNode& query,
                                                     std::size_t wanted);

}  // namespace muistio
