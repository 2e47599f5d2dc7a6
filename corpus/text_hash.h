// A hash of texts under which tables keyed by strings are asked with string_views.
#pragma once

#include <functional>
#include <string_view>

namespace muistio {

// For std::unordered_map<std::string, Value, TextHash, std::equal_to<>>.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

}  // namespace muistio
