// From a rule's pattern with named pieces to a plain RE2 pattern. Inside the rulebook only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/result.h"
#include "rules/rulebook_file.h"

namespace muistio {

// All word lists and pieces of all files.
struct Vocabulary {
  std::vector<WordList> words;
  std::vector<Piece> pieces;

  // That of the language, else that for all languages; null where there is none.
  const WordList* word_list(std::string_view name, std::string_view language) const;
  const Piece* piece(std::string_view name, std::string_view language) const;
};

// Gives the value of the word that a group found.
struct GroupWords {
  struct Form {
    std::string text;  // Lower case, single spaced.
    std::string value;
    bool open = false;  // Any ending may follow.
  };
  std::vector<Form> forms;

  // Empty where no form fits.
  std::string value_of(std::string_view found) const;
};

struct Group {
  std::string name;
  GroupWords words;
};

struct Pattern {
  std::string re2;            // Each group is named after its number: (?P<g0>...).
  std::vector<Group> groups;  // By that number.
};

// Errors name the place of the rule or piece they stand in.
Result<Pattern> expand(const Rule& rule, const Vocabulary& vocabulary);

}  // namespace muistio
