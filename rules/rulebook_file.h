// What one rule file says, before its patterns are compiled. Inside the rulebook only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/result.h"
#include "rules/rulebook.h"

namespace muistio {

struct Piece {
  std::string name;
  std::string language;
  std::string pattern;
  std::string from;
};

struct RuleFile {
  std::vector<Rule> rules;
  std::vector<WordList> words;
  std::vector<Piece> pieces;
};

// `name` ("fi/dates.toml") stands in messages. `language` is that of all its rules and words:
// "fi", "sv", or empty for all languages.
Result<RuleFile> parse_rule_file(std::string_view toml, const std::string& name,
                                 const std::string& language);

// The language of a file's folder: "fi" for "fi/dates.toml".
std::string language_of_file(std::string_view relative_name);

// The candidate that is nearest to a mistyped word, as "; did you mean X?", or nothing.
std::string suggestion(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace muistio
