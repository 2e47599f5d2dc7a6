// Tables ranked_block and ranked_word of the corpus file: which common word stands how often
// in which page, in blocks of pages that never change once they are made. They hold nothing
// that page_index does not, but are read many times faster.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/database.h"
#include "corpus/result.h"
#include "corpus/store.h"

namespace muistio {

inline constexpr std::int64_t pages_a_block = 8192;

// No corpus has more pages, nor ids beyond: what a file says of others is damage.
inline constexpr std::int64_t most_pages = std::int64_t{1} << 27;
using PageNumber = std::uint32_t;  // An id of a page, where many are held.

// How much a place counts in the columns of page_index.
inline constexpr unsigned surface_weight = 3, base_weight = 2, more_weight = 1, decided_weight = 2;

inline std::int64_t block_of_page(std::int64_t page) {
  return (page - 1) / pages_a_block;
}
inline std::int64_t first_page_of(std::int64_t block) {
  return block * pages_a_block + 1;
}

// A weight that stands beside the distance in column places; others have a number of their own.
inline constexpr std::uint32_t small_weight = 7;

// The next id for a page: greater than every one that was ever given, as long as blocks
// remember it.
Result<std::int64_t> next_page_id(Database& database);

class BlockMaker;
struct MemoIndex;

// The pages of a memo that was just saved: at hand, so that they need not be read again.
struct SavedPages {
  const Memo& memo;
  const Document& document;
  const MemoIndex& index;
};

// The blocks of one corpus, made in small steps beside its saves. All within a transaction of
// the caller's, which may be rolled back.
class RankedBlocks {
 public:
  RankedBlocks();
  RankedBlocks(RankedBlocks&& other) noexcept;
  RankedBlocks& operator=(RankedBlocks&& other) noexcept;
  ~RankedBlocks();

  // After the pages of a memo came, so many and some more are ranked. The block that they fill is
  // then whole, and the one that grows is written now and then. Blocks that are missing, as in a
  // corpus that was just brought up to date, come first.
  Result<Done> rank(Database& database, const SavedPages& saved);

  // The last pages too, as far as it is worth it: one block at most.
  Result<Done> finish(Database& database);

  // The pages of the memo are about to go. A block that has lost half of its pages is made anew
  // of the others.
  Result<Done> forget(Database& database, MemoId memo);

 private:
  Result<Done> choose_block(Database& database, std::int64_t full);
  Result<std::size_t> add(Database& database, std::int64_t last, std::size_t most);
  Result<Done> write_if_doubled(Database& database);
  Result<Done> write(Database& database);

  std::unique_ptr<BlockMaker> maker_;  // Null: none is in hand.
  std::int64_t surprises_ = 0;         // Of the database, when it was last looked at.
};

// Makes all blocks anew.
Result<Done> rebuild_ranked_blocks(Database& database);

// A sentence for each block that is not what rebuilding would give, and for each that is
// missing.
Result<std::vector<std::string>> find_wrong_blocks(Database& database);

// A page of a block with the weight of the places where a word stands in it.
struct RankedPlace {
  std::uint32_t offset;  // From the block's first id.
  std::uint32_t weight;
};

// What column places says; bad_corpus where it cannot be.
Result<std::vector<RankedPlace>> decode_places(std::string_view bytes);

// Appends what column lengths says, one number an id; bad_corpus where it cannot be.
Result<Done> append_lengths(std::string_view bytes, std::vector<std::uint16_t>& lengths);

// What is told of blocks that cannot be.
Error damaged_ranking();

}  // namespace muistio
