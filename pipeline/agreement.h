// How much two texts, or two lists of facts, agree. Knows nothing of records.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace muistio {

// Lower-case words of letters, digits and '_'; a hyphen or any other mark divides.
std::vector<std::string> plain_words(std::string_view text);

// 1 where the found text holds the whole of the gold text and is not many times as long, 0.3
// where it is; otherwise the share of words they have in common (F1 of the bags of words).
double text_agreement(std::string_view gold, std::string_view found);

// The same words, in any order: "Virtanen Matti" and "Matti Virtanen".
bool same_words(std::string_view one, std::string_view other);

struct Pairing {
  std::size_t gold = 0;
  std::size_t found = 0;
};

// One-to-one pairs of indices, best score first, none below `least`; among equal scores the
// later gold entry gives way to the earlier.
std::vector<Pairing> best_pairs(std::size_t gold_count, std::size_t found_count,
                                const std::function<double(std::size_t, std::size_t)>& score,
                                double least);

}  // namespace muistio
