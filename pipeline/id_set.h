// A set of row numbers that takes a bit for each, where a tree takes 48 bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

namespace muistio {

// For numbers that SQLite gave, which are counted from 1 with few gaps. Any other works, too.
class IdSet {
 public:
  void insert(std::int64_t id) {
    if (!is_near(id)) {
      far_.insert(id);
      return;
    }
    const auto place = static_cast<std::size_t>(id);
    if (place >= near_.size()) near_.resize(place + 1);
    near_[place] = true;
  }

  void erase(std::int64_t id) {
    if (!is_near(id))
      far_.erase(id);
    else if (contains(id))
      near_[static_cast<std::size_t>(id)] = false;
  }

  bool contains(std::int64_t id) const {
    if (!is_near(id)) return far_.contains(id);
    const auto place = static_cast<std::size_t>(id);
    return place < near_.size() && near_[place];
  }

 private:
  static constexpr std::int64_t farthest = 1 << 27;  // 16 MB of bits.
  static bool is_near(std::int64_t id) { return id >= 0 && id < farthest; }

  std::vector<bool> near_;
  std::set<std::int64_t> far_;
};

}  // namespace muistio
