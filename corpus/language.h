// Finnish (and enough Swedish): words, their readings, base forms. ICU finds the words,
// Voikko reads them, Snowball stems what Voikko does not know.
//
// A Language is expensive to make (dictionary, caches) and holds one Voikko handle, so it
// belongs to one thread: never share one between threads. Make one per process or thread
// and keep it, the cache is worth 80-90 % of the analysis time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.h"
#include "corpus/result.h"

namespace muistio {

enum class TokenKind { word, number, ordinal, date, abbreviation, url, punctuation, symbol };

enum class WordClass {
  unknown,
  noun,
  proper_noun,
  first_name,
  last_name,
  place_name,
  adjective,
  pronoun,
  numeral,
  verb,
  adverb,
  conjunction,
  preposition,
  interjection,
  prefix,
  abbreviation
};

enum class Case {
  none,
  nominative,
  genitive,
  partitive,
  accusative,
  essive,
  translative,
  inessive,
  elative,
  illative,
  adessive,
  ablative,
  allative,
  abessive,
  comitative,
  instructive
};

enum class VerbForm {
  none,
  present,
  past,
  conditional,
  imperative,
  potential,
  infinitive,
  participle_present,
  participle_past,
  participle_agent,
  participle_negative
};

// One way to read a word.
struct Reading {
  std::string base;  // Base form in lower case unless a name: "pilotti", "Virtanen".
  WordClass word_class = WordClass::unknown;
  Case inflection = Case::none;
  bool plural = false;
  VerbForm verb_form = VerbForm::none;
  bool passive = false;
  bool negative = false;  // A connegative form ("ei hyväksytä").
  int person = 0;         // 1..3 of a finite verb, 0 where none applies.
  bool possessive = false;
  bool clitic = false;
  std::string verb;                 // Base form of the verb a participle or -minen noun is of.
  std::vector<std::string> parts;   // Base forms of a compound's parts, first to last; one
                                    // element or none where it is no compound.
  std::vector<std::size_t> joints;  // Where each part after the first begins in base, in
                                    // bytes; empty where that is not known.
  bool known = false;       // Voikko has it, or the last part of a hyphenated word; otherwise base
                            // is a Snowball stem.
  double plausibility = 1;  // Against the word's likeliest reading, which has 1.

  bool operator==(const Reading&) const = default;
};

struct Token {
  Span span;  // Into the text that was tokenised.
  TokenKind kind = TokenKind::word;
};

// How the memory of readings fares.
struct CacheUse {
  std::size_t asked = 0, found = 0;
};

class Language {
 public:
  // Fails with not_installed and the package to install where the dictionary is missing.
  static Result<std::unique_ptr<Language>> open();
  ~Language();
  Language(const Language&) = delete;
  Language& operator=(const Language&) = delete;

  // Every word, number and mark of the text in order; white space is left out. A line break
  // is white space. The text must be UTF-8; anything else is read as U+FFFD.
  std::vector<Token> tokenise(std::string_view text) const;

  // All readings of one word, best first (the choice among them is made without context).
  // Never empty: an unknown word gets one reading with known = false. Valid until the next
  // call of any member.
  const std::vector<Reading>& readings(std::string_view word);

  // The Snowball stem of the word in lower case: of a Finnish word, of a Swedish word.
  std::string stem(std::string_view word);
  std::string swedish_stem(std::string_view word);

  // True where the dictionary knows the word as it is spelt.
  bool knows(std::string_view word);

  // The nominative of a personal name as it stands inflected in a text: "Kinnusen" ->
  // "Kinnunen", "Mikael Palolan" -> "Mikael Palola". `attested` are names that stand
  // elsewhere in the memo and decide before any paradigm does. The name itself where it is
  // already nominative or nothing can be said.
  std::string nominative(std::string_view name, const std::vector<std::string>& attested);

  CacheUse cache_use() const;

 private:
  Language();
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// Swedish, Finnish, English or undetermined ("fi", "sv", "en", "und"), told by function words
// and letters.
std::string language_of(std::string_view text);

// Of full names as they stand in a text, in any case form, those that another of them is an
// inflected form of: {"Mervi Sandelinin", "Mervi Sandelin"} -> {"Mervi Sandelin"}. They are
// what nominative() may be given as attested. Each once, sorted.
std::vector<std::string> nominatives_among(std::vector<std::string> names);

}  // namespace muistio
