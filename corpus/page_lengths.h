// How many words the pages of a corpus have, which BM25 asks for.
#pragma once

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "corpus/database.h"
#include "corpus/ranked_blocks.h"
#include "corpus/result.h"

namespace muistio {

// Of the blocks of ranked_blocks.h all at once, and of those pages after them that were looked at.
// Refers to the database; pages are rows of table page.
class PageLengths {
 public:
  explicit PageLengths(Database& database) : database_(database) {}

  // Reads the blocks. Before that nothing is known.
  Result<Done> read();

  std::int64_t blocks() const { return static_cast<std::int64_t>(is_whole_.size()); }
  // The first page that no block has.
  std::int64_t first_after() const { return static_cast<std::int64_t>(lengths_.size()) + 1; }
  bool has_later() const { return pages_after_ > 0; }
  // Of those after the blocks the ones that are gone are among them.
  double pages() const { return std::max(pages_, 0.0) + std::max(pages_after_, 0.0); }

  // Whether no page of the block is gone.
  bool is_whole(std::int64_t block) const { return is_whole_[static_cast<std::size_t>(block)]; }
  // Of a page that a block has.
  bool is_there(std::int64_t page) const {
    return lengths_[static_cast<std::size_t>(page - 1)] > 0;
  }

  // Compared with the mean. 0: after the blocks, and not looked at.
  double relative(std::int64_t page) const {
    if (page < first_after()) return lengths_[static_cast<std::size_t>(page - 1)] / mean();
    const auto found = later_.find(page);
    return found == later_.end() ? 0 : found->second / mean();
  }

  // Looks at the page if it is after the blocks.
  Result<Done> look_at(std::int64_t page);

 private:
  double mean() const { return words_ == 0 ? 1 : static_cast<double>(words_) / pages_; }

  Database& database_;
  std::vector<std::uint16_t> lengths_;  // Of the blocks' pages, from page 1 on.
  std::vector<bool> is_whole_;          // Each block.
  std::unordered_map<std::int64_t, double> later_;
  std::uint64_t words_ = 0;
  double pages_ = 0, pages_after_ = 0;
};

}  // namespace muistio
