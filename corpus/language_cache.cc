#include "corpus/language_parts.h"

namespace muistio {

const std::vector<Reading>* ReadingCache::find(std::string_view word) {
  ++use_.asked;
  if (const auto hit = young_.find(word); hit != young_.end()) {
    ++use_.found;
    return &hit->second;
  }
  const auto hit = old_.find(word);
  if (hit == old_.end()) return nullptr;
  ++use_.found;
  auto node = old_.extract(hit);
  return &keep(node.key(), std::move(node.mapped()));
}

const std::vector<Reading>& ReadingCache::keep(std::string_view word,
                                               std::vector<Reading> readings) {
  if (young_.size() >= generation_size) {
    old_ = std::move(young_);
    young_.clear();
  }
  return young_.insert_or_assign(std::string(word), std::move(readings)).first->second;
}

}  // namespace muistio
