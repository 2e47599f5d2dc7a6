// What a word's last letters tell of it without a look into a list.
#pragma once

#include <bitset>
#include <cstddef>
#include <string_view>

namespace muistio {

// Tells of nearly every word that ends in none of some forms that it does not, by its last two
// bytes.
class WordEndings {
 public:
  void add(std::string_view form) {
    if (form.size() < 2)
      any_ = true;
    else
      marks_.set(place(form));
  }

  // False where the word surely ends in none of them, nor is one.
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
};

}  // namespace muistio
