#include "pipeline/agreement.h"

#include <algorithm>
#include <map>

#include "corpus/unicode.h"

namespace muistio {
namespace {

std::size_t length_of_character(unsigned char first) {
  if (first < 0x80) return 1;
  if (first < 0xE0) return 2;
  return first < 0xF0 ? 3 : 4;
}

bool belongs_to_word(std::string_view character) {
  const char first = character.front();
  if (static_cast<unsigned char>(first) < 0x80) {
    return first == '_' || is_digit(first) || (first >= 'a' && first <= 'z');
  }
  return inside_word(std::string(character) + "a", character.size());
}

std::size_t common_count(const std::vector<std::string>& one,
                         const std::vector<std::string>& other) {
  std::map<std::string_view, std::size_t> left;
  for (const std::string& word : one) ++left[word];
  std::size_t common = 0;
  for (const std::string& word : other) {
    const auto found = left.find(word);
    if (found == left.end() || found->second == 0) continue;
    --found->second;
    ++common;
  }
  return common;
}

}  // namespace

std::vector<std::string> plain_words(std::string_view text) {
  const std::string lower = lower_case(normalised(text));
  std::vector<std::string> words;
  bool in_word = false;
  for (std::size_t at = 0; at < lower.size();) {
    const std::size_t length = length_of_character(static_cast<unsigned char>(lower[at]));
    const std::string_view character = std::string_view(lower).substr(at, length);
    const bool belongs = belongs_to_word(character);
    if (belongs && !in_word) words.emplace_back();
    if (belongs) words.back() += character;
    in_word = belongs;
    at += length;
  }
  return words;
}

double text_agreement(std::string_view gold, std::string_view found) {
  const auto gold_words = plain_words(gold), found_words = plain_words(found);
  if (gold_words.empty() || found_words.empty()) return gold_words == found_words ? 1.0 : 0.0;
  if (gold_words.size() >= 2 && joined(found_words).find(joined(gold_words)) != std::string::npos) {
    return found_words.size() <= 4 * gold_words.size() + 12 ? 1.0 : 0.3;
  }
  return 2.0 * static_cast<double>(common_count(gold_words, found_words)) /
         static_cast<double>(gold_words.size() + found_words.size());
}

bool same_words(std::string_view one, std::string_view other) {
  auto left = plain_words(one), right = plain_words(other);
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  return left == right;
}

std::vector<Pairing> best_pairs(std::size_t gold_count, std::size_t found_count,
                                const std::function<double(std::size_t, std::size_t)>& score,
                                double least) {
  struct Candidate {
    double score;
    Pairing pair;
  };
  std::vector<Candidate> candidates;
  for (std::size_t gold = 0; gold < gold_count; ++gold) {
    for (std::size_t found = 0; found < found_count; ++found) {
      const double value = score(gold, found);
      if (value >= least) candidates.push_back({value, {gold, found}});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& one, const auto& other) { return one.score > other.score; });
  std::vector<bool> gold_taken(gold_count), found_taken(found_count);
  std::vector<Pairing> pairs;
  for (const auto& [value, pair] : candidates) {
    if (gold_taken[pair.gold] || found_taken[pair.found]) continue;
    gold_taken[pair.gold] = found_taken[pair.found] = true;
    pairs.push_back(pair);
  }
  return pairs;
}

}  // namespace muistio
