// What a word's last letters tell of it.
#pragma once

#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace muistio {

// Forms that words are or end in. Made once and then read by any thread.
class WordEndings {
 public:
  void add(std::string_view form);

  // The word is one of them or ends in one.
  bool end(std::string_view word) const;

  // False where the word surely ends in none of them, nor is one; by its last two bytes, which
  // tell so of nearly every word that does not.
  bool may_end(std::string_view word) const {
    return any_ || (word.size() >= 2 && marks_[place(word)]);
  }

 private:
  static constexpr std::size_t places = 2048;

  static std::size_t place(std::string_view word) {
    const auto last = static_cast<unsigned char>(word[word.size() - 1]);
    const auto before = static_cast<unsigned char>(word[word.size() - 2]);
    return (last + before * std::size_t{37}) % places;
  }

  std::bitset<places> marks_;
  bool any_ = false;
  // Sorted by their letters from the last to the first, without those that end in another of them:
  // a word can only end in the last that does not come after it.
  std::vector<std::string> shortest_;
};

}  // namespace muistio
