// Texts that nobody would write, for rules that must not mind.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace muistio::testing {

// Sixty of the parts, each chosen anew, mostly with a space behind it.
inline std::string mixture_of(const std::vector<std::string>& parts, std::mt19937& random) {
  std::string text;
  for (int i = 0; i < 60; ++i) {
    text += parts[random() % parts.size()];
    if (random() % 3 != 0) text += ' ';
  }
  return text;
}

}  // namespace muistio::testing
