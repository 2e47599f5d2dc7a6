#include "corpus/hyphens.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::array<std::string_view, 14> conjunctions{"ja",   "tai",   "eli",  "sekä", "taikka",
                                                        "ynnä", "että",  "vai",  "eikä", "yms",
                                                        "och",  "eller", "samt", "resp"};

bool is_conjunction(std::string_view word) {
  return std::find(conjunctions.begin(), conjunctions.end(), word) != conjunctions.end();
}

// "ma-pe klo 8-16".
bool is_weekday(std::string_view word) {
  constexpr std::array<std::string_view, 7> weekdays{"ma", "ti", "ke", "to", "pe", "la", "su"};
  return std::find(weekdays.begin(), weekdays.end(), word) != weekdays.end();
}

// "tammi-kesäkuussa", "syys-lokakuun".
bool is_span_of_months(std::string_view before, std::string_view after) {
  constexpr std::array<std::string_view, 12> months{"tammi", "helmi", "maalis", "huhti",
                                                    "touko", "kesä",  "heinä",  "elo",
                                                    "syys",  "loka",  "marras", "joulu"};
  if (std::find(months.begin(), months.end(), before) == months.end()) return false;
  return std::any_of(months.begin(), months.end(), [&](std::string_view month) {
    return after.starts_with(month) && after.substr(month.size()).starts_with("ku");
  });
}

// Marks that may stand around a word.
constexpr std::string_view marks = "()[]{}\"'.,;:!?/";

std::string_view first_word(std::string_view text) {
  text = text.substr(0, std::min(text.find_first_of(" \t\n"), text.size()));
  const auto last = text.find_last_not_of(marks);
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

std::string_view last_word(std::string_view text) {
  const auto gap = text.find_last_of(" \t\n");
  if (gap != std::string_view::npos) text.remove_prefix(gap + 1);
  const auto first = text.find_first_not_of(marks);
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

bool is_one_of(std::string_view text, std::string_view characters) {
  return text.size() == 1 && characters.find(text) != std::string_view::npos;
}

std::string first_letter(std::string_view lower) {
  return std::string(
      lower.substr(0, !lower.empty() && static_cast<unsigned char>(lower[0]) >= 0x80 ? 2 : 1));
}

std::string last_letter(std::string_view lower) {
  return std::string(
      lower.substr(lower.size() -
                   (static_cast<unsigned char>(lower.back()) >= 0x80 && lower.size() > 1 ? 2 : 1)));
}

bool is_vowel(std::string_view letter) {
  return is_one_of(letter, "aeiouy") || letter == "ä" || letter == "ö" || letter == "å";
}

// What the letters alone tell, whatever the words are.
std::optional<LineEnd> told_by_letters(std::string_view before, std::string_view after) {
  if (after.empty() || before.empty()) return LineEnd::separate;
  if (is_digit(before.back()) || is_digit(after.front())) return LineEnd::keep_hyphen;
  if (marks.find(after.front()) != std::string_view::npos) return LineEnd::keep_hyphen;
  if (before.find_first_of("/@_.") != std::string_view::npos) return LineEnd::keep_hyphen;
  if (code_points(before) == 1) return LineEnd::keep_hyphen;
  const bool shouting = is_all_capitals(before) && is_all_capitals(after);
  if (is_all_capitals(before) && !shouting) return LineEnd::keep_hyphen;
  if (starts_upper(after) && !shouting) return LineEnd::keep_hyphen;
  const std::string one = last_letter(lower_case(before)), other = first_letter(lower_case(after));
  if (one == other && is_vowel(one)) return LineEnd::keep_hyphen;
  return std::nullopt;
}

bool has_vowel(std::string_view lower) {
  return std::any_of(lower.begin(), lower.end(), [](char byte) {
    return is_vowel({&byte, 1}) || static_cast<unsigned char>(byte) >= 0x80;
  });
}

// True where no Finnish syllable ends and begins like this, so that no printer divided a
// Finnish word here: "Bipap-maski", "rock-yhtye", "pdf-tiedosto".
bool is_foreign_joint(std::string_view before, std::string_view after) {
  const std::string one = lower_case(before), other = lower_case(after);
  if (!has_vowel(one)) return true;
  const std::string end = last_letter(one), begin = first_letter(other);
  if (is_one_of(end, "bcdfgjqvwxz")) return true;
  if (is_one_of(end, "kpt")) return begin != end && !is_one_of(begin, "srl");
  return end == "m" && !is_one_of(begin, "mpb");
}

bool is_compound(std::string_view word, Language& language) {
  const auto& readings = language.readings(word);
  return std::all_of(readings.begin(), readings.end(),
                     [](const Reading& reading) { return reading.parts.size() > 1; });
}

// "sosiaali- ja terveyspalvelut" against a divided "palvelui-ja": the first is no word when
// joined, or is followed by the compound whose last part it shares. No word ends in another
// conjunction.
bool leaves_part_out(const std::string& before, const std::string& joined, std::string_view after,
                     std::string_view conjunction, Language& language) {
  if (conjunction != "ja" && conjunction != "tai") return true;
  const bool word = language.knows(before) || language.readings(before + "-").front().known;
  const bool word_joined = language.knows(joined);
  if (word && !word_joined) return true;
  const auto gap = after.find_first_of(" \t\n");
  if (gap == std::string_view::npos) return !word_joined;
  if (marks.find(after[gap - 1]) != std::string_view::npos) return false;
  const auto next = first_word(after.substr(gap + 1));
  return next.find('-') != std::string_view::npos ||
         ((word || !word_joined) && is_compound(next, language));
}

bool is_place(std::string_view word, Language& language) {
  const auto& readings = language.readings(word);
  return std::any_of(readings.begin(), readings.end(), [](const Reading& reading) {
    return reading.word_class == WordClass::place_name && reading.inflection == Case::nominative;
  });
}

// "Kaisu-niminen".
bool is_called(std::string_view before, std::string_view after, Language& language) {
  return starts_upper(before) && language.readings(after).front().base == "niminen";
}

// Both "suomikuva" and "Suomi-kuva" are in the dictionary. It takes a hyphen only after words
// that may have one, but "yhteis-työ" and "kuu-luu" are among them.
bool prefers_hyphen(const std::string& before, const std::string& after, Language& language) {
  if (is_foreign_joint(before, after)) return true;
  return starts_upper(before) && is_place(before, language) &&
         is_compound(before + after, language) && !is_place(before + after, language);
}

// A word that the dictionary has neither with nor without the hyphen. "Bipap-maski" ends in a
// word of its own, which the second half of a divided word rarely is.
bool is_strange_compound(const std::string& before, const std::string& after, Language& language) {
  if (is_weekday(before) && is_weekday(after)) return true;
  if (code_points(after) < 4 || !language.knows(after)) return false;
  if (is_called(before, after, language)) return true;
  return is_vowel(first_letter(lower_case(after))) || is_foreign_joint(before, after) ||
         is_compound(after, language) ||
         language.readings(before).front().word_class == WordClass::abbreviation;
}

std::string_view without_hyphen(std::string_view before) {
  for (const std::string_view hyphen : {"-", "\u2010", "\u2011"})
    while (before.ends_with(hyphen)) before.remove_suffix(hyphen.size());
  return before;
}

}  // namespace

LineEnd line_end_hyphen(std::string_view before, std::string_view after, Language& language) {
  constexpr std::string_view soft_hyphen = "\u00AD";
  if (before.ends_with(soft_hyphen)) return LineEnd::join;
  const std::string first(last_word(without_hyphen(before))), rest(first_word(after));
  const std::string joined = first + rest, hyphenated = first + "-" + rest;

  if (const std::string conjunction = lower_case(rest);
      is_conjunction(conjunction) && leaves_part_out(first, joined, after, conjunction, language))
    return LineEnd::separate;
  if (is_span_of_months(lower_case(first), lower_case(rest))) return LineEnd::keep_hyphen;
  if (const auto told = told_by_letters(first, rest)) return *told;
  const bool in_one = language.knows(joined), with_hyphen = language.knows(hyphenated);
  const bool keep = in_one && with_hyphen   ? prefers_hyphen(first, rest, language)
                    : in_one || with_hyphen ? with_hyphen
                                            : is_strange_compound(first, rest, language);
  return keep ? LineEnd::keep_hyphen : LineEnd::join;
}

}  // namespace muistio
