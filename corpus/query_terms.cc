#include "corpus/query_terms.h"

#include <algorithm>

#include "corpus/index_tokens.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t most_spellings = 16;  // Of one phrase in base forms.
constexpr std::size_t shortest_part = 3;    // Bytes.
constexpr std::size_t longest_number = 15;  // Digits.

// A string that FTS5 takes for words and nothing else.
std::string phrase_of(std::string_view words) {
  std::string text = "\"";
  for (const char c : words) {
    if (c == '"') text += '"';
    text += c;
  }
  return text + "\"";
}

// In bytes; 0 where none stands. A comma is no such mark: "10,000" is ten.
std::size_t size_of_thousands_mark(std::string_view text) {
  for (const std::string_view mark : {" ", ".", "\u00A0", "\u2009", "\u202F"})
    if (text.starts_with(mark)) return mark.size();
  return 0;
}

// The digits of a whole number of thousands, however it is written; else empty.
std::string digits_of_thousands(std::string_view word) {
  std::string digits;
  std::size_t group = 0, groups = 1;
  for (std::size_t at = 0; at < word.size();) {
    if (is_digit(word[at])) {
      digits += word[at++];
      ++group;
      continue;
    }
    const std::size_t mark = size_of_thousands_mark(word.substr(at));
    const bool is_whole = groups == 1 ? group >= 1 && group <= 3 : group == 3;
    if (mark == 0 || !is_whole) return "";
    at += mark;
    group = 0;
    ++groups;
  }
  const bool is_whole = groups == 1 || group == 3;
  const bool is_number =
      digits.size() >= 4 && digits.size() <= longest_number && digits.front() != '0';
  return is_whole && is_number ? digits : "";
}

// 10000 -> 10 000
std::string in_groups(std::string digits) {
  for (std::size_t at = digits.size() - 3; at > 0; at = at > 3 ? at - 3 : 0) digits.insert(at, " ");
  return digits;
}

WordPattern word_pattern(std::string_view word, bool exact, bool prefix, Language& language) {
  WordPattern pattern{lower_case(word), {}, {}, exact, prefix, {}, false};
  if (exact || prefix) return pattern;
  pattern.swedish = swedish_term(word, language);
  const auto add = [&pattern](std::string base) {
    if (std::find(pattern.bases.begin(), pattern.bases.end(), base) == pattern.bases.end())
      pattern.bases.push_back(std::move(base));
  };
  for (const Reading& reading : language.readings(word)) {
    std::string base = lower_case(reading.base);
    const bool is_own_base = reading.known && base == pattern.surface;
    if (is_own_base) pattern.bases.clear();
    add(reading.known ? std::move(base) : stem_term(word, language));
    // "päätetty" asks for the verb too; "päättäminen" is a word of its own.
    const bool is_participle = !reading.verb.empty() && reading.word_class != WordClass::noun;
    if (is_participle) add(lower_case(reading.verb));
    if (is_own_base) break;
  }
  pattern.number = digits_of_thousands(word);
  if (pattern.number.empty()) return pattern;
  const bool is_plain = pattern.number.size() == word.size();
  const std::string other = is_plain ? in_groups(pattern.number) : pattern.number;
  for (const Reading& reading : language.readings(other))
    add(reading.known ? lower_case(reading.base) : stem_term(other, language));
  return pattern;
}

bool is_own_base(const WordPattern& pattern) {
  return !pattern.bases.empty() && pattern.bases.front() == pattern.surface;
}

// The columns that hold base forms.
std::string_view base_columns(TermIndex index) {
  return index == TermIndex::pages ? "{base more decided}" : "{base more}";
}

std::string word_expression(const WordPattern& pattern, TermIndex index) {
  if (pattern.exact)
    return "surface : " + phrase_of(pattern.surface) + (pattern.prefix ? " *" : "");
  if (pattern.prefix) return phrase_of(pattern.surface) + " *";
  std::vector<std::string> bases;
  for (const std::string& base : pattern.bases) bases.push_back(phrase_of(base));
  if (!pattern.swedish.empty()) bases.push_back(phrase_of(pattern.swedish));
  const std::string any = std::string(base_columns(index)) + " : (" + joined(bases, " OR ") + ")";
  // The form itself counts for more than another form of the same word.
  if (is_own_base(pattern)) return any;
  return "(surface : " + phrase_of(pattern.surface) + " OR " + any + ")";
}

std::string surface_words(const PhrasePattern& pattern) {
  std::vector<std::string> words;
  for (const WordPattern& word : pattern) words.push_back(word.surface);
  return joined(words, " ");
}

// The phrase in base forms: one spelling for each choice among the words' base forms.
std::vector<std::string> base_spellings(const PhrasePattern& pattern) {
  std::vector<std::string> spellings{""};
  for (const WordPattern& word : pattern) {
    const std::vector<std::string> own{word.surface};
    std::vector<std::string> longer;
    for (const std::string& spelling : spellings) {
      for (const std::string& base : word.bases.empty() ? own : word.bases) {
        if (longer.size() < most_spellings)
          longer.push_back(spelling.empty() ? base : spelling + " " + base);
      }
    }
    spellings = std::move(longer);
  }
  return spellings;
}

// The phrase as Swedish texts have it.
std::string swedish_spelling(const PhrasePattern& pattern) {
  std::vector<std::string> words;
  for (const WordPattern& word : pattern)
    words.push_back(word.swedish.empty() ? word.surface : word.swedish);
  return joined(words, " ");
}

bool is_exact(const PhrasePattern& pattern) {
  return pattern.front().exact;
}

bool is_letter_or_digit(std::string_view text, std::size_t offset) {
  const auto byte = static_cast<unsigned char>(text[offset]);
  return byte >= 0x80 || std::isalnum(byte) != 0;
}

// Where `wanted` stands in the text as a word of its own ("sote" in "sote-uudistus").
bool holds_word(std::string_view text, std::string_view wanted, bool prefix) {
  for (std::size_t at = text.find(wanted); at != std::string_view::npos;
       at = text.find(wanted, at + 1)) {
    const std::size_t end = at + wanted.size();
    const bool begins = at == 0 || !is_letter_or_digit(text, at - 1);
    const bool ends = prefix || end == text.size() || !is_letter_or_digit(text, end);
    if (begins && ends) return true;
  }
  return false;
}

// How many bytes two texts have in common at their beginnings, whole characters.
std::size_t common_beginning(std::string_view one, std::string_view other) {
  std::size_t size = 0;
  while (size < one.size() && size < other.size() && one[size] == other[size]) ++size;
  return character_begin(one, size);
}

// Quick and sure where it says no: whether the lower case of the text could hold `wanted`.
bool may_hold(std::string_view text, std::string_view wanted) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (wanted.empty() || !is_ascii(wanted.front())) return true;
  return std::any_of(text.begin(), text.end(), [&](char c) {
    return !is_ascii(c) ? false : (c | 0x20) == (wanted.front() | 0x20);
  });
}

// "10", "000", "euroa" as "10 000", "euroa".
std::vector<std::string> with_whole_numbers(const std::vector<std::string>& words) {
  std::vector<std::string> whole;
  for (const std::string& word : words) {
    const bool goes_on = !whole.empty() && word.size() == 3 &&
                         std::all_of(word.begin(), word.end(), is_digit) &&
                         std::all_of(whole.back().begin(), whole.back().end(),
                                     [](char c) { return is_digit(c) || c == ' '; }) &&
                         !digits_of_thousands(whole.back() + " " + word).empty();
    if (goes_on) {
      whole.back() += " " + word;
    } else {
      whole.push_back(word);
    }
  }
  return whole;
}

}  // namespace

PhrasePattern phrase_pattern(const QueryNode& node, Language& language) {
  PhrasePattern pattern;
  const std::vector<std::string> words = with_whole_numbers(node.words);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    for (const Token& token : language.tokenise(word)) {
      if (token.kind == TokenKind::punctuation || token.kind == TokenKind::symbol) continue;
      const bool last = i + 1 == words.size() && token.span.end == word.size();
      pattern.push_back(
          word_pattern(std::string_view(word).substr(token.span.begin, token.span.size()),
                       node.exact, node.prefix && last, language));
    }
  }
  // What the Language takes for no word at all is looked for as it stands.
  if (pattern.empty())
    pattern.push_back({lower_case(joined(node.words, " ")), {}, {}, true, node.prefix, {}, false});
  return pattern;
}

std::vector<PhraseSpelling> phrase_spellings(const PhrasePattern& pattern) {
  const std::string star = pattern.back().prefix ? " *" : "";
  const std::string surface = surface_words(pattern);
  if (is_exact(pattern)) return {{phrase_of(surface) + star, true, false}};
  std::vector<std::string> bases = base_spellings(pattern);
  bases.push_back(swedish_spelling(pattern));
  // Asked for once: the index finds a word's places in all columns together.
  const bool is_own = std::erase(bases, surface) > 0;
  std::vector<PhraseSpelling> spellings{{phrase_of(surface) + star, true, is_own}};
  for (const std::string& base : bases) spellings.push_back({phrase_of(base) + star, false, true});
  return spellings;
}

std::string match_expression(const PhrasePattern& pattern, TermIndex index) {
  if (pattern.size() == 1) return word_expression(pattern.front(), index);
  std::vector<std::string> choices;
  for (const PhraseSpelling& spelling : phrase_spellings(pattern)) {
    const std::string_view columns = !spelling.in_surface ? "base : "
                                     : spelling.in_base   ? "{surface base} : "
                                                          : "surface : ";
    choices.push_back(std::string(columns) + spelling.expression);
  }
  return choices.size() == 1 ? choices.front() : "(" + joined(choices, " OR ") + ")";
}

std::vector<WordForm> word_forms(const PhrasePattern& pattern) {
  const WordPattern& word = pattern.front();
  if (pattern.size() > 1 || word.exact || word.prefix) return {};
  std::vector<WordForm> forms;
  const auto add = [&](std::string_view mark, const std::string& term, std::string_view columns) {
    const bool is_token = is_index_token(term);
    if (!is_token && word.number.empty()) return false;
    // A number in groups is several words to the index: no block has it.
    forms.push_back(
        {is_token ? std::string(mark) + term : "", std::string(columns) + " : " + phrase_of(term)});
    return true;
  };
  bool good = is_own_base(word) || add("=", word.surface, "surface");
  for (const std::string& base : word.bases)
    good = good && add("", base, base_columns(TermIndex::pages));
  if (!word.swedish.empty()) good = good && add("", word.swedish, base_columns(TermIndex::pages));
  return good ? forms : std::vector<WordForm>{};
}

std::string near_expression(const std::vector<PhrasePattern>& patterns, int distance) {
  // One NEAR for each choice of spellings, within one column.
  std::vector<std::string> surfaces, swedish, groups{""};
  bool exact = false;
  for (const PhrasePattern& pattern : patterns) {
    surfaces.push_back(phrase_of(surface_words(pattern)));
    swedish.push_back(phrase_of(swedish_spelling(pattern)));
    exact = exact || is_exact(pattern);
    std::vector<std::string> longer;
    for (const std::string& group : groups) {
      for (const std::string& spelling : base_spellings(pattern)) {
        if (longer.size() < most_spellings)
          longer.push_back(group + (group.empty() ? "" : " ") + phrase_of(spelling));
      }
    }
    groups = std::move(longer);
  }
  const std::string end = ", " + std::to_string(distance) + ")";
  std::vector<std::string> choices{"surface : NEAR(" + joined(surfaces, " ") + end};
  if (exact) return choices.front();
  for (const std::string& group : groups) choices.push_back("base : NEAR(" + group + end);
  choices.push_back("base : NEAR(" + joined(swedish, " ") + end);
  return "(" + joined(choices, " OR ") + ")";
}

int phrases_in(std::string_view expression) {
  int marks = 0;
  for (std::size_t at = 0; at < expression.size(); ++at) {
    if (expression[at] != '"') continue;
    const bool is_doubled =
        marks % 2 == 1 && at + 1 < expression.size() && expression[at + 1] == '"';
    if (is_doubled) {
      ++at;  // A mark within the phrase.
    } else {
      ++marks;
    }
  }
  return marks / 2;
}

std::vector<std::string_view> term_needles(const WordPattern& pattern) {
  if (pattern.exact) return {};
  if (pattern.prefix) return {pattern.surface};
  std::vector<std::string_view> needles(pattern.bases.begin(), pattern.bases.end());
  // All that its spellings have in common.
  const std::size_t first_group = (pattern.number.size() + 2) % 3 + 1;
  if (!pattern.number.empty())
    needles.push_back(std::string_view(pattern.number).substr(0, first_group));
  if (!pattern.swedish.empty()) needles.push_back(pattern.swedish);
  return needles;
}

bool may_stand(const WordPattern& pattern, std::string_view surface) {
  const bool by_terms_alone = !pattern.exact && !pattern.prefix && is_own_base(pattern);
  return !by_terms_alone && may_hold(surface, pattern.surface);
}

bool is_meant(const WordPattern& pattern, std::string_view surface, TermViews terms) {
  const auto as_it_stands = [&] {
    return may_hold(surface, pattern.surface) &&
           holds_word(lower_case(surface), pattern.surface, pattern.prefix);
  };
  if (pattern.exact) return as_it_stands();
  const auto holds = [&](std::string_view wanted) {
    return std::any_of(terms.begin(), terms.end(), [&](std::string_view term) {
      return holds_word(term, wanted, pattern.prefix);
    });
  };
  if (pattern.prefix) return holds(pattern.surface) || as_it_stands();
  if (std::any_of(pattern.bases.begin(), pattern.bases.end(), holds)) return true;
  if (!pattern.number.empty() && digits_of_thousands(surface) == pattern.number) return true;
  if (!pattern.swedish.empty() && terms.front() == pattern.swedish) return true;
  return !is_own_base(pattern) && as_it_stands();
}

Span meant_part(const WordPattern& pattern, std::string_view surface, TermViews terms) {
  const Span whole{0, surface.size()};
  if (!pattern.number.empty()) return whole;
  const std::string lower = lower_case(surface);
  if (lower.size() != surface.size()) return whole;  // Offsets would not fit.
  std::vector<std::string> wanted = pattern.bases;
  wanted.push_back(pattern.surface);
  // A stem is no part of a compound: the word is another form of what was asked.
  const auto is_stem_of_it = [terms](std::string_view base) {
    return (base.starts_with(stem_mark) || base.starts_with(swedish_stem_mark)) &&
           std::find(terms.begin(), terms.end(), base) != terms.end();
  };
  if (is_stem_of_it(pattern.swedish)) return whole;
  if (std::any_of(wanted.begin(), wanted.end(), is_stem_of_it)) return whole;
  for (const std::string& base : wanted)
    if (base == terms.front() || base == lower) return whole;
  // The last part takes its ending along.
  for (const std::string& base : wanted) {
    if (!terms.front().ends_with(base)) continue;
    const std::size_t begin = terms.front().size() - base.size();
    if (begin < lower.size() && lower.compare(0, begin, terms.front(), 0, begin) == 0)
      return {begin, surface.size()};
  }
  // Of a part before it as many characters as it has in common with its base form; those are
  // nearly all, or it is no part but another form of the word ("päätetty" of "päättää").
  Span best;
  for (const std::string& base : wanted) {
    for (std::size_t at = 0; at < lower.size(); ++at) {
      if (is_inside_character(lower[at])) continue;
      const std::size_t size = common_beginning(std::string_view(lower).substr(at), base);
      if (size > best.size() && size * 3 >= base.size() * 2) best = {at, at + size};
    }
  }
  return best.size() < shortest_part ? whole : best;
}

}  // namespace muistio
