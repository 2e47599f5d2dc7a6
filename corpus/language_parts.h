// The inside of Language, shared by the language files alone.
#pragma once

#include <unicode/brkiter.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/language.h"
#include "corpus/language_dictionary.h"

struct sb_stemmer;

namespace muistio {

// A bounded memory of readings in two generations: when the young one is full it becomes
// the old one, and what the old one held and nobody asked for again is forgotten. A
// reference stays valid until the next `keep` or `find`.
class ReadingCache {
 public:
  const std::vector<Reading>* find(std::string_view word);
  const std::vector<Reading>& keep(std::string_view word, std::vector<Reading> readings);

  CacheUse use() const { return use_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>{}(word);
    }
  };
  using Generation = std::unordered_map<std::string, std::vector<Reading>, Hash, std::equal_to<>>;
  static constexpr std::size_t generation_size = 65'536 / 2;

  Generation young_, old_;
  CacheUse use_;
};

struct Language::Parts {
  struct FreeStemmer {
    void operator()(sb_stemmer* stemmer) const;
  };

  Dictionary dictionary;
  std::unique_ptr<sb_stemmer, FreeStemmer> stemmer;
  std::unique_ptr<sb_stemmer, FreeStemmer> swedish_stemmer;
  std::unique_ptr<icu::BreakIterator> words;
  ReadingCache cache;
  std::vector<Reading> too_long;  // Of the last word that was not worth remembering.

  std::vector<Reading> read(std::string_view word);
  std::vector<Reading> read_suffixed(std::string_view word);
  std::vector<Reading> read_last_part(std::string_view word);
  std::string stem(std::string_view word);
};

// Best first; in the dictionary's order where nothing tells.
std::vector<Reading> ranked(std::string_view word, const std::vector<Analysis>& analyses);

// What the choice sees of an analysis, in the order of its weights: what they are learned from.
// `first` is the dictionary's own first.
std::vector<double> choice_features(std::string_view word, const Analysis& analysis, bool first);

}  // namespace muistio
