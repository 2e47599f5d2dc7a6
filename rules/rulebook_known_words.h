// Where the walks of an automaton stand behind a word. Inside the rulebook only.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace muistio {

// Words as the kinds of their characters, each with a number for every walk that began with it:
// most words of a text have been there before, and so a walk goes on behind a word at once.
class KnownWords {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  static constexpr std::uint16_t unknown = 0xFFFF;

  // Forgets all words.
  void reset(std::size_t walks) {
    walks_ = walks;
    words_.clear();
    kinds_.clear();
    numbers_.clear();
    places_.assign(fewest_places, none);
  }

  // A hash of the kinds before, and of one more.
  static std::uint64_t hashed(std::uint64_t before, std::uint16_t kind) {
    const std::uint64_t mixed = (before ^ kind) * 0x9E3779B97F4A7C15ULL;
    return mixed ^ mixed >> 29;
  }

  // The word of these kinds, whose hash this is; a new one's numbers are unknown.
  std::uint32_t id_of(std::uint64_t hash, std::span<const std::uint16_t> kinds) {
    std::size_t place = hash & (places_.size() - 1);
    for (; places_[place] != none; place = (place + 1) & (places_.size() - 1))
      if (is_word(places_[place], hash, kinds)) return places_[place];
    const auto id = static_cast<std::uint32_t>(words_.size());
    words_.push_back({hash, static_cast<std::uint32_t>(kinds_.size()),
                      static_cast<std::uint32_t>(kinds.size())});
    kinds_.insert(kinds_.end(), kinds.begin(), kinds.end());
    numbers_.resize(numbers_.size() + walks_, unknown);
    places_[place] = id;
    if (2 * words_.size() > places_.size()) spread();
    return id;
  }

  std::uint16_t& number(std::uint32_t id, std::size_t walk) { return numbers_[id * walks_ + walk]; }

  // The same for all walks; valid until the next word is new.
  std::span<const std::uint16_t> numbers(std::uint32_t id) const {
    return std::span(numbers_).subspan(id * walks_, walks_);
  }

  std::size_t size() const { return words_.size(); }

 private:
  static constexpr std::size_t fewest_places = 1024;  // A power of two.
  struct Word {
    std::uint64_t hash = 0;
    std::uint32_t first = 0, length = 0;  // In kinds_.
  };

  bool is_word(std::uint32_t id, std::uint64_t hash, std::span<const std::uint16_t> kinds) const {
    const Word& word = words_[id];
    return word.hash == hash && word.length == kinds.size() &&
           std::equal(kinds.begin(), kinds.end(), kinds_.begin() + word.first);
  }

  void spread() {
    places_.assign(2 * places_.size(), none);
    for (std::uint32_t id = 0; id < words_.size(); ++id) {
      std::size_t place = words_[id].hash & (places_.size() - 1);
      while (places_[place] != none) place = (place + 1) & (places_.size() - 1);
      places_[place] = id;
    }
  }

  std::size_t walks_ = 0;
  std::vector<Word> words_;
  std::vector<std::uint16_t> kinds_, numbers_;
  std::vector<std::uint32_t> places_;  // By hash; a power of two, at least twice the words.
};

}  // namespace muistio
