// Indexes one memo after another, and remembers the terms of words from each for the next.
#pragma once

#include <string>
#include <string_view>

#include "corpus/document.h"
#include "corpus/language.h"
#include "corpus/memo.h"
#include "corpus/packing.h"
#include "corpus/word_memory.h"

namespace muistio {

class MemoIndexer {
 public:
  // The Language must live as long.
  explicit MemoIndexer(Language& language) : language_(language) {}

  // For decode_index().
  std::string encoded_index(const Memo& memo, const Document& document);

 private:
  using TermMemory = WordMemory<std::string>;  // As pack() writes them.
  static constexpr std::size_t most_words = 32'768;

  std::string packed_names(std::string_view text);
  std::string packed_words(std::string_view text, std::string_view text_language);
  const std::string& packed_terms(std::string_view word, std::string_view text_language);

  Language& language_;
  TermMemory known_{most_words}, known_in_swedish_{most_words};
};

}  // namespace muistio
