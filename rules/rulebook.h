// The rules that are data. A rule is a pattern with its examples, read from TOML files
// (format: rules/README.md); the rules of one subject are found together in one pass.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.h"
#include "corpus/result.h"

namespace muistio {

// An example of a rule: the text, whether the rule must find something in it, and what.
struct Example {
  std::string text;
  bool yes = true;
  std::string value;  // What the match must give; empty where only finding counts.
};

struct Rule {
  std::string id;        // "date.numeric"
  std::string subject;   // The part of the id before the first dot.
  std::string language;  // "fi", "sv" or empty for all.
  std::string find;      // With named pieces: '{day}\.{month}\.{year}'.
  std::string makes;     // What kind of value it gives, in the subject's own words; may be empty.
  double confidence = 0.9;
  std::vector<Example> examples;
  std::string from;  // File and line: "fi/dates.toml:14".
};

// A named group of a match: (?P<day>\d+).
struct Captured {
  std::string name;
  Span span;
};

struct Match {
  const Rule* rule = nullptr;  // Owned by the rulebook.
  Span span;
  std::vector<Captured> captured;

  // The span of the named group; absent where it took no part.
  std::optional<Span> group(std::string_view name) const;
};

class Rulebook {
 public:
  // The rules that travel inside the program.
  static Result<Rulebook> shipped();

  // As shipped(), with the files of a folder added; a rule with the same id replaces ours.
  // Errors name file and line.
  static Result<Rulebook> with_folder(const std::string& folder);

  // One text of rules, for tests and tools: `name` stands in messages.
  static Result<Rulebook> parse(std::string_view toml, const std::string& name);

  Rulebook(Rulebook&&) noexcept;
  Rulebook& operator=(Rulebook&&) noexcept;
  ~Rulebook();

  // All matches of the subject's rules in the text, in order of their beginnings; where two
  // overlap, the longer wins, then the earlier rule. A match never begins or ends inside a
  // word. Languages: rules for `language` and for all.
  std::vector<Match> find(std::string_view subject, std::string_view text,
                          std::string_view language) const;

  // A word list ("[words.month]" in a file): value -> the forms that stand for it. Empty
  // where there is none of that name.
  struct WordEntry {
    std::string value;
    std::vector<std::string> forms;
  };
  const std::vector<WordEntry>& words(std::string_view list, std::string_view language) const;

  const std::vector<Rule>& rules() const;

  // A hash over all rules, 16 hex digits: changes when any rule does.
  const std::string& version() const;

 private:
  Rulebook();
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace muistio
