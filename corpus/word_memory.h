// What was found out about words, kept for the next time that they are asked for: most words of
// a memo stand in other memos too.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "corpus/text_hash.h"

namespace muistio {

// A bounded memory in two generations: when the young one is full it becomes the old one, and
// what the old one held and nobody asked for again is forgotten. What `find` and `keep` give
// stays valid until the next call of either.
template <typename Value>
class WordMemory {
 public:
  explicit WordMemory(std::size_t most_words) : generation_size_(most_words / 2) {}

  // Null where the word is not known (any more).
  const Value* find(std::string_view word) {
    if (const auto hit = young_.find(word); hit != young_.end()) return &hit->second;
    const auto hit = old_.find(word);
    if (hit == old_.end()) return nullptr;
    auto node = old_.extract(hit);
    return &keep(node.key(), std::move(node.mapped()));
  }

  const Value& keep(std::string_view word, Value value) {
    if (young_.size() >= generation_size_) {
      old_ = std::move(young_);
      young_.clear();
    }
    return young_.insert_or_assign(std::string(word), std::move(value)).first->second;
  }

 private:
  using Generation = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

  std::size_t generation_size_;
  Generation young_, old_;
};

}  // namespace muistio
