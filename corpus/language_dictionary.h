// Voikko's dictionary of Finnish and its readings, uncached. Only the language files use it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/language.h"

namespace muistio {

// A reading with what the choice among readings looks at.
struct Analysis {
  Reading reading;
  bool second_person_possessive = false;
  bool imperative_second_person = false;
  bool is_own_adverb = false;        // An adverb set beside the word it was once a form of.
  std::string adverb;                // Empty where the word is none.
  bool old_plural_genitive = false;  // "vanhain" for "vanhojen".
  int parts = 1;                     // Of the compound, a derivation not counted.
  // Those in reading.parts that still stand as in the word.
  std::vector<std::size_t> derived_parts;
};

// One handle, one thread.
class Dictionary {
 public:
  static Result<Dictionary> open();

  // In the dictionary's own order. None for an unknown word, and none for words longer than
  // any real one, because analysis time grows faster than length.
  std::vector<Analysis> analyse(std::string_view word);

  // As the spelling checker sees it: capitals count.
  bool accepts(std::string_view word);

 private:
  struct Close {
    void operator()(void* handle) const;
  };
  explicit Dictionary(void* handle) : handle_(handle) {}

  std::string base_of_part(const std::string& part);

  std::unique_ptr<void, Close> handle_;
};

}  // namespace muistio
