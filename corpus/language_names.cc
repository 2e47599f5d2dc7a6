#include <algorithm>
#include <array>
#include <optional>

#include "corpus/language_parts.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::array<std::string_view, 22> case_endings{
    "n",   "a",   "ä",   "ta",  "tä", "lle", "lla", "llä", "lta", "ltä", "ssa",
    "ssä", "sta", "stä", "ksi", "na", "nä",  "tta", "ttä", "an",  "en",  "in"};

// Endings that no nominative of a surname has, whatever language it comes from.
constexpr std::array<std::string_view, 9> plain_case_endings{"lle", "lla", "llä", "lta", "ltä",
                                                             "ssa", "ssä", "sta", "stä"};

// What Swedish and Finland-Swedish surnames of two parts end in.
constexpr std::array<std::string_view, 40> swedish_endings{
    "back",  "berg", "blad",   "blom",  "bom",   "borg",  "bäck", "dahl", "fors", "feldt",
    "gren",  "gård", "hjelm",  "holm",  "hult",  "kvist", "land", "lind", "ling", "lund",
    "löf",   "lööf", "mark",   "näs",   "qvist", "quist", "roos", "roth", "skog", "son",
    "stedt", "sten", "strand", "ström", "stam",  "sund",  "vall", "wall", "vik",  "wik"};

// What Finnish surnames of two parts end in; Voikko inflects them.
constexpr std::string_view surname_nouns =
    " aho ala haka halme harju heikkilä hovi joki järvi kallio kangas kari kivi korpi koski korva"
    " kumpu kuusi kylä laakso lahti lampi lehto leppä linna luoma luoto maa manner mäki niemi "
    "niitty"
    " nummi nurmi oja paasi palo pelto perä puro pää ranta ratu rinne saari salmi salo salo selkä"
    " silta suo suu syrjä talo tie vaara vainio valta viita virta vuori vesi vuo metsä rinta keto"
    " luhta lähde neva suvanto törmä uoma vesa karhu kettu susi hirvi kotka kurki haukka peippo "
    "hauki"
    " lohi kukka lehti heinä honka mänty kataja pihlaja haapa tammi tuomi paju raita hiekka savi"
    " hieta kulma kontu kota tupa mylly raja latva oksa kanto tähti pilvi tuuli polku kuru kaisla"
    " ruoko ";

constexpr std::size_t longest_name = 80;  // Bytes of one word of it.

bool is_surname_noun(const std::string& base) {
  return surname_nouns.find(" " + base + " ") != std::string_view::npos;
}

// "lehtosalo", but not "lehtosalko", of which "Lehtosalon" may be the genitive, too.
bool ends_in_surname_noun(const std::string& base) {
  for (std::size_t begin = 3; begin + 3 <= base.size(); ++begin) {
    if (!is_inside_character(base[begin]) && is_surname_noun(base.substr(begin))) return true;
  }
  return is_surname_noun(base);
}

bool is_name_class(WordClass word_class) {
  return word_class == WordClass::proper_noun || word_class == WordClass::first_name ||
         word_class == WordClass::last_name || word_class == WordClass::place_name;
}

template <std::size_t size>
std::string_view ending_among(const std::array<std::string_view, size>& endings,
                              std::string_view word) {
  for (const std::string_view ending : endings)
    if (word.ends_with(ending)) return ending;
  return {};
}

bool is_vowel_byte(std::string_view word, std::size_t end) {
  if (end == 0) return false;
  const char last = word[end - 1];
  if (std::string_view("aeiouy").find(last) != std::string_view::npos) return true;
  const auto letter = end < 2 ? std::string_view() : word.substr(end - 2, 2);
  return letter == "ä" || letter == "ö";
}

bool ends_in_vowel(std::string_view word) {
  return is_vowel_byte(word, word.size());
}

// Letters that no old Finnish name has.
bool looks_foreign(std::string_view lower) {
  return lower.find_first_of("bcfgqwxz") != std::string_view::npos ||
         lower.find("th") != std::string_view::npos || lower.find("å") != std::string_view::npos;
}

std::string capitalised(std::string_view word, std::string_view like) {
  if (!starts_upper(like) || word.empty()) return std::string(word);
  const std::size_t first = static_cast<unsigned char>(word[0]) >= 0x80 ? 2 : 1;
  std::string result(word);
  if (first == 1 && result[0] >= 'a' && result[0] <= 'z')
    result[0] = static_cast<char>(result[0] - 0x20);
  if (word.starts_with("ä")) result.replace(0, first, "Ä");
  if (word.starts_with("ö")) result.replace(0, first, "Ö");
  if (word.starts_with("å")) result.replace(0, first, "Å");
  return result;
}

// The stems that case endings are put to: "Lahti" -> "Lahti", "Lahde"; "Smith" -> "Smithi".
std::vector<std::string> stems_of(const std::string& nominative) {
  std::vector<std::string> stems{nominative};
  const auto with = [&](std::size_t cut, std::string_view tail) {
    stems.push_back(nominative.substr(0, nominative.size() - cut) + std::string(tail));
  };
  if (nominative.ends_with("nen")) {
    with(3, "se");
    with(3, "s");
    return stems;
  }
  if (!ends_in_vowel(nominative)) {
    stems.push_back(nominative + "i");
    if (nominative.ends_with("s")) with(1, "kse");
    if (nominative.ends_with("as")) with(2, "aa");
    if (nominative.ends_with("äs")) with(3, "ää");
    return stems;
  }
  if (nominative.ends_with("i")) with(1, "e");
  if (nominative.ends_with("e")) stems.push_back(nominative + "e");

  // Consonant gradation before the last vowel.
  struct Grade {
    std::string_view strong, weak;
  };
  constexpr std::array grades{
      Grade{"kk", "k"},  Grade{"pp", "p"},  Grade{"tt", "t"},  Grade{"nt", "nn"}, Grade{"lt", "ll"},
      Grade{"rt", "rr"}, Grade{"mp", "mm"}, Grade{"nk", "ng"}, Grade{"t", "d"},   Grade{"p", "v"},
      Grade{"k", ""},    Grade{"k", "j"},   Grade{"k", "v"},
  };
  const std::vector<std::string> strong = stems;
  for (const std::string& stem : strong) {
    const std::size_t vowel = stem.ends_with("ä") || stem.ends_with("ö") ? 2 : 1;
    const std::string_view before = std::string_view(stem).substr(0, stem.size() - vowel);
    for (const Grade& grade : grades)
      if (before.ends_with(grade.strong))
        stems.push_back(std::string(before.substr(0, before.size() - grade.strong.size())) +
                        std::string(grade.weak) + stem.substr(stem.size() - vowel));
  }
  return stems;
}

bool is_inflection_of(std::string_view word, const std::string& nominative) {
  if (nominative.size() < 3) return false;
  const std::vector<std::string> stems = stems_of(nominative);
  return std::any_of(stems.begin(), stems.end(), [&](const std::string& stem) {
    if (!word.starts_with(stem)) return false;
    const auto ending = word.substr(stem.size());
    return std::find(case_endings.begin(), case_endings.end(), ending) != case_endings.end();
  });
}

std::string_view last_word(std::string_view name) {
  const auto gap = name.find_last_of(" \u00A0");
  return gap == std::string_view::npos ? name : name.substr(gap + 1);
}

// The nominative among the attested names: the word itself, or the first of which it can be a
// form; one whose other words are the same counts before the rest.
std::optional<std::string> attested_nominative(std::string_view before, std::string_view word,
                                               const std::vector<std::string>& attested) {
  std::optional<std::string> found;
  for (const std::string& name : attested) {
    const std::string last(last_word(name));
    const auto others = std::string_view(name).substr(0, name.size() - last.size());
    if (last == word) return last;
    if (!is_inflection_of(word, last)) continue;
    if (others == before) return last;
    if (!found) found = last;
  }
  return found;
}

// Names of one class are preferred where the dictionary knows several: the last of many words
// is a surname.
int rank(const Reading& reading, bool has_first_name) {
  switch (reading.word_class) {
    case WordClass::last_name:
      return has_first_name ? 0 : 1;
    case WordClass::first_name:
      return has_first_name ? 4 : 0;
    case WordClass::place_name:
      return 2;
    case WordClass::proper_noun:
      return 3;
    default:
      return has_first_name && ends_in_surname_noun(reading.base) ? 1 : 5;  // "Maija Salmen"
  }
}

// A surname of two parts of which the dictionary knows only the second: "Ruskamäen" ->
// "Ruskamäki".
std::optional<std::string> with_known_end(std::string_view word, Language& language) {
  for (std::size_t cut = 3; cut + 3 < word.size(); ++cut) {
    if (is_inside_character(word[cut])) continue;
    for (const Reading& reading : language.readings(word.substr(cut))) {
      const bool noun = reading.known && reading.word_class == WordClass::noun && !reading.plural &&
                        is_surname_noun(reading.base);
      if (!noun) continue;
      if (reading.inflection == Case::nominative) return std::string(word);
      return std::string(word.substr(0, cut)) + reading.base;
    }
  }
  return std::nullopt;
}

// Nominatives that the dictionary takes for genitives of shorter names.
bool is_nominative_in_n(std::string_view word) {
  constexpr std::string_view names =
      " Alain Allan Alvin Dahlin Evan Lundin Malin Martin Melin Milan Roman Severin Simon Sundin ";
  return names.find(" " + std::string(word) + " ") != std::string_view::npos;
}

bool ends_like_swedish_name(std::string_view stem) {
  const auto ending = ending_among(swedish_endings, stem);
  return !ending.empty() && ending.size() + 1 < stem.size();
}

// "Redford", "Garrett": two syllables at least, closed by consonants after which no name goes on
// with "-in", as "Valentin" and "Augustin" do.
bool ends_in_foreign_cluster(std::string_view stem) {
  constexpr std::array<std::string_view, 16> clusters{"rd", "rt", "ch", "mp", "tt", "ck",
                                                      "th", "nd", "rg", "ld", "ng", "lm",
                                                      "rs", "sh", "ov", "ev"};
  int syllables = 0;
  for (std::size_t end = 1; end <= stem.size(); ++end)
    syllables += is_vowel_byte(stem, end) && (end == stem.size() || !is_vowel_byte(stem, end + 1));
  return syllables >= 2 && !ending_among(clusters, stem).empty();
}

// "Palola", "Pentikkälä".
bool ends_like_place(std::string_view stem) {
  return (stem.ends_with("la") && stem.size() >= 5 && is_vowel_byte(stem, stem.size() - 2)) ||
         (stem.ends_with("lä") && stem.size() >= 6 && is_vowel_byte(stem, stem.size() - 3));
}

// Forms of names that the dictionary lacks, only where nothing else can be meant.
std::string by_paradigm(std::string_view word) {
  const std::string lower = lower_case(word);
  if (lower.ends_with("nen") || lower.size() < 5) return std::string(word);

  std::string_view stem = word;
  if (lower.ends_with("ia") || lower.ends_with("iä")) {  // "Högstrandia"
    stem.remove_suffix(lower.ends_with("a") ? 2 : 3);
    const bool consonant_stem = ends_like_swedish_name(stem) || ends_in_foreign_cluster(stem);
    return std::string(consonant_stem ? stem : word);
  }
  const auto ending = ending_among(plain_case_endings, lower);
  if (!ending.empty())
    stem.remove_suffix(ending.size());
  else if (lower.ends_with("n"))
    stem.remove_suffix(1);
  else
    return std::string(word);

  const std::size_t end = stem.size();
  if (stem.ends_with("se") && is_vowel_byte(stem, end - 2) && !looks_foreign(lower))
    return std::string(stem.substr(0, end - 2)) + "nen";
  if (stem.ends_with("kse") && is_vowel_byte(stem, end - 3))
    return std::string(stem.substr(0, end - 3)) + "s";
  if (stem.ends_with("i") && !is_vowel_byte(stem, end - 1)) {
    const auto consonant_stem = stem.substr(0, end - 1);
    if (ends_like_swedish_name(consonant_stem) || ends_in_foreign_cluster(consonant_stem))
      return std::string(consonant_stem);
    if (!ending.empty()) return std::string(looks_foreign(lower) ? consonant_stem : stem);
    return std::string(word);
  }
  if (!ends_in_vowel(stem)) return std::string(word);
  const bool belongs_to_place = ends_like_place(stem);
  // "Oittusta": a partitive, or the elative of a name that few have.
  if (ending.starts_with("st") && !belongs_to_place && !looks_foreign(lower))
    return std::string(stem) + "nen";
  if (!ending.empty()) return std::string(stem);
  return std::string(belongs_to_place && !looks_foreign(lower) ? stem : word);
}

struct Around {
  bool first_name_before = false;  // "Maija Lahden".
  bool in_first_name = false;      // "Anna-Marin".
};

bool has_first_name_reading(const std::vector<Reading>& readings) {
  return std::any_of(readings.begin(), readings.end(), [](const Reading& reading) {
    return reading.word_class == WordClass::first_name;
  });
}

// The nominative as the dictionary has it: of names first, then of the nouns that surnames are
// made of.
std::optional<std::string> known_nominative(std::string_view word, Around around,
                                            Language& language) {
  const std::vector<Reading>& readings = language.readings(word);
  const Reading* best = nullptr;
  for (const Reading& reading : readings) {
    if (!reading.known || reading.clitic || reading.possessive || reading.plural) continue;
    if (around.in_first_name && reading.word_class == WordClass::last_name) continue;
    const bool surname_noun = reading.word_class == WordClass::noun &&
                              (around.first_name_before || is_surname_noun(reading.base));
    if (!is_name_class(reading.word_class) && !surname_noun) continue;
    if (reading.inflection == Case::nominative) return std::string(word);
    if (!best || rank(reading, around.first_name_before) < rank(*best, around.first_name_before))
      best = &reading;
  }
  if (!best) return std::nullopt;
  return capitalised(best->base, word);
}

}  // namespace

std::string Language::nominative(std::string_view name, const std::vector<std::string>& attested) {
  const std::string_view word = last_word(name);
  const std::string_view before = name.substr(0, name.size() - word.size());
  if (word.size() > longest_name || !starts_upper(word)) return std::string(name);
  if (const auto found = attested_nominative(before, word, attested))
    return std::string(before) + *found;

  // Only the last part of a double name is inflected.
  const auto hyphen = word.rfind('-');
  const std::string_view part = hyphen == std::string_view::npos ? word : word.substr(hyphen + 1);
  const std::string first(name.substr(0, name.size() - part.size()));
  if (part.empty() || is_nominative_in_n(part)) return std::string(name);
  Around around{!before.empty()};
  if (hyphen != std::string_view::npos && before.empty())
    around.in_first_name = has_first_name_reading(readings(word.substr(0, hyphen)));
  auto known = known_nominative(part, around, *this);
  if (!known) known = with_known_end(part, *this);
  return first + (known ? *known : by_paradigm(part));
}

std::vector<std::string> nominatives_among(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  const auto before_last = [](const std::string& name) {
    return std::string_view(name).substr(0, name.size() - last_word(name).size());
  };
  std::vector<std::string> found;
  for (auto first = names.begin(); first != names.end();) {
    const auto last = std::find_if(first, names.end(), [&](const std::string& name) {
      return before_last(name) != before_last(*first);
    });
    for (auto name = first; name != last; ++name) {
      const std::string surname(last_word(*name));
      const bool has_form = std::any_of(first, last, [&](const std::string& other) {
        return last_word(other) != surname && is_inflection_of(last_word(other), surname);
      });
      if (has_form) found.push_back(*name);
    }
    first = last;
  }
  return found;
}

}  // namespace muistio
