// In which pages the words of a query stand, and how much their places count.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "corpus/database.h"
#include "corpus/page_lengths.h"
#include "corpus/ranked_blocks.h"
#include "corpus/ranked_query.h"
#include "corpus/ranking.h"
#include "corpus/result.h"

namespace muistio {

// A page that has a word, or one of several, with the weight of its places there.
struct PagePlaces {
  PageNumber page;
  std::uint32_t weight;
};

// In the order of pages.
using PlacesByPage = std::vector<PagePlaces>;

// The entries of both, which are in the order of pages; `add` joins those of one page.
template <typename Entry, typename Add>
std::vector<Entry> merged_by_page(const std::vector<Entry>& one, const std::vector<Entry>& other,
                                  const Add& add) {
  std::vector<Entry> both;
  both.reserve(one.size() + other.size());
  auto left = one.begin(), right = other.begin();
  while (left != one.end() && right != other.end()) {
    if (left->page < right->page) {
      both.push_back(*left++);
    } else if (right->page < left->page) {
      both.push_back(*right++);
    } else {
      both.push_back(add(*left++, *right++));
    }
  }
  both.insert(both.end(), left, one.end());
  both.insert(both.end(), right, other.end());
  return both;
}

// Refers to the database and the lengths, which must have been read.
class PlaceReader {
 public:
  PlaceReader(Database& database, const PageLengths& lengths)
      : database_(database), lengths_(lengths) {}

  // bad_corpus where the blocks or the full-text index are damaged.
  Result<PlacesByPage> places_of(const TextNode& leaf);

 private:
  // Ids from `first` up to `end`.
  struct PageRange {
    std::int64_t first, end;
  };
  static constexpr PageRange all_pages{1, std::numeric_limits<std::int64_t>::max()};
  class PlaceCollector;

  Result<PlacesByPage> of_word(const TextNode& word);
  Result<PlacesByPage> of_phrase(const TextNode& phrase);
  Result<PlacesByPage> of_text(const std::string& expression);
  Result<PlacesByPage> in_blocks(const WordForm& form);
  Result<std::vector<PageRange>> read_blocks(const std::string& word, PlacesByPage& places);
  Result<Done> add_block(std::int64_t first, std::span<const RankedPlace> block,
                         PlacesByPage& places) const;
  Result<Done> match(const std::string& expression, std::span<const ColumnWeights> weights,
                     const PageRange& range, PlacesByPage& places);

  Database& database_;
  const PageLengths& lengths_;
};

}  // namespace muistio
