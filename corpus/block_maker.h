// One block of ranked_blocks.h while it is being made, page by page.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/database.h"
#include "corpus/document.h"
#include "corpus/packing.h"
#include "corpus/result.h"
#include "corpus/store.h"
#include "corpus/text_hash.h"

namespace muistio {

class PackedWords;
struct SavedPages;

// A row of ranked_word.
struct BlockRow {
  std::string_view word;
  std::uint32_t pages;
  std::string_view places;
};

class BlockMaker {
 public:
  explicit BlockMaker(std::int64_t block);

  // Adds the next pages of the block up to the id `last`, `most` at most; how many they were.
  // After an error it is of no use any more.
  Result<std::size_t> add(Database& database, std::int64_t last, std::size_t most);

  // The same where the next page is one of those that were just saved, from the id `first` on.
  Result<std::size_t> add(const SavedPages& saved, std::int64_t first, std::size_t most);

  std::int64_t block() const { return block_; }
  // The first id that it has not come to.
  std::int64_t next() const { return next_; }

  // Of ranked_block: of the pages that were added.
  std::int64_t pages() const { return pages_; }
  const std::string& lengths() const { return lengths_; }
  // By word; valid until pages are added.
  std::vector<BlockRow> rows();

 private:
  struct WordPages {
    std::uint32_t offset = 0, weight = 0;  // Of the page in hand; weight 0: none is.
    std::uint32_t before = 0, pages = 0;
    Packer packed;

    void add(std::uint32_t page, std::uint32_t more);
    void pack();
  };

  void cover(std::int64_t page);
  Result<Done> read_memo(Database& database, MemoId memo);
  void add_page(std::size_t begin, std::string_view text, const PackedWords& words);
  std::size_t add_term(std::string_view term, std::uint32_t weight, std::string_view mark);
  bool add_again(std::string_view term, std::uint32_t weight, std::string_view mark);
  void add_token(std::string_view token, std::uint32_t weight, std::string_view mark);
  // Of the last page covered.
  std::uint32_t offset() const { return static_cast<std::uint32_t>(lengths_.size() / 2) - 1; }

  std::int64_t block_, next_, pages_ = 0;
  std::string lengths_;
  std::unordered_map<std::string, WordPages, TextHash, std::equal_to<>> words_;
  MemoId memo_ = 0;            // 0: none, or one that was just saved.
  std::vector<Span> decided_;  // Of the memo.
  std::string key_;
};

}  // namespace muistio
