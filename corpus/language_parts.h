// The inside of Language, shared by the language files alone.
#pragma once

#include <unicode/brkiter.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/language.h"
#include "corpus/language_dictionary.h"
#include "corpus/word_memory.h"

struct sb_stemmer;

namespace muistio {

struct Language::Parts {
  struct FreeStemmer {
    void operator()(sb_stemmer* stemmer) const;
  };

  Dictionary dictionary;
  std::unique_ptr<sb_stemmer, FreeStemmer> stemmer;
  std::unique_ptr<sb_stemmer, FreeStemmer> swedish_stemmer;
  std::unique_ptr<icu::BreakIterator> words;
  WordMemory<std::vector<Reading>> known{65'536};
  CacheUse use{};                   // Of `known`.
  std::vector<Reading> too_long{};  // Of the last word that was not worth remembering.

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
