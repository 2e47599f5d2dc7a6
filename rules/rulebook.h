// The rules that are data. A rule is a pattern with its examples, read from TOML files
// (format: rules/README.md); the rules of one subject are found together in one pass.
//
// Patterns are RE2 with named pieces: {day} is a piece or a word list of the rule files,
// {lemma:päättää passive past} stands for the forms of a verb, which are generated when the
// rules are read, so that finding needs no dictionary.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

#include "corpus/document.h"
#include "corpus/result.h"

namespace muistio {

class RuleLayers;
struct WordList;

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
  bool case_sensitive = false;
  std::vector<Example> examples;  // At least one yes and one no.
  std::string from;               // File and line: "fi/dates.toml:14".
};

// A named part of a match: a piece, a word list, a lemma piece ("lemma") or a group written
// as (?P<name>...).
struct Captured {
  std::string name;
  Span span;
  // Of a word list or a lemma piece: the value the list gives to the word that was found, or
  // the verb. Empty for other pieces.
  std::string value;
};

struct Match {
  const Rule* rule = nullptr;  // Owned by the rulebook.
  Span span;
  std::vector<Captured> captured;  // In the order of the pattern; those that took part.

  // The first part of that name; absent where none took part.
  std::optional<Span> group(std::string_view name) const;

  // The value of the first part of that name; empty where none took part.
  std::string_view value(std::string_view name) const;
};

class Rulebook {
 public:
  // The rules that travel inside the program.
  static Result<Rulebook> shipped();

  // As shipped(), with the files of a folder added: fi/*.toml, sv/*.toml, and *.toml for all
  // languages. A rule with the same id replaces ours, a piece of the same name too; a word
  // list of the same name adds its forms to ours, and takes those out that it has with a "!"
  // before them. Errors name file and line.
  static Result<Rulebook> with_folder(const std::string& folder);

  // One text of rules, for tests and tools: `name` stands in messages, and its folder
  // ("fi/x.toml") tells the language.
  static Result<Rulebook> parse(std::string_view toml, const std::string& name);

  Rulebook(Rulebook&&) noexcept;
  Rulebook& operator=(Rulebook&&) noexcept;
  ~Rulebook();

  // All matches of the subject's rules in the text, in order of their beginnings; where two
  // overlap, the longer wins, then the earlier rule. A match never begins or ends inside a
  // word and never passes a line end of the text (callers give Passage::flow, in which a
  // paragraph is one line). Languages: rules for `language` and for all; every rule where
  // `language` is empty. May be called from several threads at once.
  // Matches for which `stands` is false are left out before the overlaps are settled.
  using Stands = bool (*)(std::string_view text, Span span);
  std::vector<Match> find(std::string_view subject, std::string_view text,
                          std::string_view language, Stands stands = nullptr) const;

  // Where in a text each rule stands by itself. Made once for a text in which many subjects are
  // looked for, it saves most of the work; find() gives the same.
  struct Glance {
    std::vector<Span> places;                // Rule by rule, of each in their order.
    std::vector<std::uint32_t> first_place;  // Of each rule, and one more: index into places.
  };
  Glance glance(std::string_view text) const;
  std::vector<Match> find(std::string_view subject, std::string_view text, const Glance& glance,
                          Stands stands = nullptr) const;

  // The matches of one rule of this rulebook, as find() but alone.
  std::vector<Match> find_with(const Rule& rule, std::string_view text) const;

  // A word list ("[words.month]" in a file): value -> the forms that stand for it. Empty
  // where there is none of that name in that language or for all.
  struct WordEntry {
    std::string value;
    std::vector<std::string> forms;
  };
  const std::vector<WordEntry>& words(std::string_view list, std::string_view language) const;

  // Every word list, in the order of files; those that only a user's folder has come last.
  const std::vector<WordList>& word_lists() const;

  // What is worth making of the rules once for all documents: Made(*this), made when it is first
  // asked for and kept as long as the rules. It must not refer to this object, which may move.
  // While it is made it may ask for others that are kept, but not for its like.
  template <typename Made>
  const Made& kept() const {
    const Make make = [](const Rulebook& book) -> std::shared_ptr<const void> {
      return std::make_shared<const Made>(book);
    };
    return *static_cast<const Made*>(kept(typeid(Made), make));
  }

  // In the order of files and lines; rules of a user's folder that replace none come last.
  const std::vector<Rule>& rules() const;

  // Null where there is none.
  const Rule* rule(std::string_view id) const;

  // Those with something in their patterns that only RE2 understands: each costs about as much as
  // all others together.
  std::vector<const Rule*> costly_rules() const;

  // A hash over all rules, 16 hex digits: changes when any rule does.
  const std::string& version() const;

 private:
  Rulebook();
  static Result<Rulebook> made_of(RuleLayers layers);
  using Make = std::shared_ptr<const void> (*)(const Rulebook&);
  const void* kept(std::type_index type, Make make) const;
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

struct WordList {
  std::string name;
  std::string language;  // "fi", "sv" or empty for all.
  std::vector<Rulebook::WordEntry> entries;
  std::string from;  // File and line, of ours where a user's adds to it: "fi/dates.toml:14".
};

}  // namespace muistio
