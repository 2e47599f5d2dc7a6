#include "extractors/ocr_correction.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/unicode.h"

namespace muistio {
namespace {

// Above this the engine was right more often than the correction would be.
constexpr float doubted = 0.88F;
// Dots over capitals are lost to the line above, and the engine is as sure of what is left.
constexpr float doubted_without_dots = 0.96F;
constexpr std::size_t shortest = 5;  // Characters; short words have too many neighbours.

struct Confusion {
  std::string_view read, printed;
};

constexpr std::array confusions{
    Confusion{"l", "i"},  Confusion{"i", "l"},  Confusion{"1", "l"},  Confusion{"1", "i"},
    Confusion{"|", "l"},  Confusion{"|", "i"},  Confusion{"!", "i"},  Confusion{"!", "l"},
    Confusion{"rn", "m"}, Confusion{"m", "rn"}, Confusion{"ii", "n"}, Confusion{"n", "ii"},
    Confusion{"ii", "u"}, Confusion{"u", "ii"}, Confusion{"li", "h"}, Confusion{"h", "li"},
    Confusion{"0", "o"},  Confusion{"6", "ö"},  Confusion{"a", "ä"},  Confusion{"ä", "a"},
    Confusion{"o", "ö"},  Confusion{"ö", "o"},  Confusion{"å", "ä"},  Confusion{"f", "t"},
    Confusion{"t", "f"},  Confusion{"vv", "w"}, Confusion{"c", "e"},  Confusion{"e", "c"},
};

// The word without the punctuation around it.
std::string_view core_of(std::string_view word) {
  constexpr std::string_view marks = ".,;:()\"'?";
  const auto first = word.find_first_not_of(marks);
  if (first == std::string_view::npos) return {};
  return word.substr(first, word.find_last_not_of(marks) + 1 - first);
}

bool is_of_letters(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
  });
}

bool may_be_corrected(std::string_view core) {
  return code_points(core) >= shortest && !std::all_of(core.begin(), core.end(), is_digit) &&
         core.find_first_of("-/@") == std::string_view::npos;
}

// The one known word that a single confusion was made of; empty where there is none or more.
std::string only_printed(std::string_view read, Language& language) {
  std::set<std::string> known;
  for (const Confusion& confusion : confusions) {
    for (auto at = read.find(confusion.read); at != std::string_view::npos;
         at = read.find(confusion.read, at + 1)) {
      std::string printed(read);
      printed.replace(at, confusion.read.size(), confusion.printed);
      if (language.knows(printed)) known.insert(std::move(printed));
      if (known.size() > 1) return {};
    }
  }
  return known.empty() ? std::string() : *known.begin();
}

// Vowels of the front and of the back do not stand in one Finnish word, but in compounds.
bool mixes_vowels(std::string_view lower) {
  const bool front = lower.find('y') != std::string_view::npos ||
                     lower.find("ä") != std::string_view::npos ||
                     lower.find("ö") != std::string_view::npos;
  return front && lower.find_first_of("ao") != std::string_view::npos;
}

// The one known word that differs by lost dots: "poytakirja", "Hyvaksyttiin", "LASNA". Empty
// where there is none or more, and for what may as well be a name: one pair of dots is not enough
// there, but where the word is none as it was read.
std::string with_dots(std::string_view core, Language& language) {
  constexpr std::size_t most = 5;  // Letters that may have lost them.
  constexpr std::string_view dotless = "aoAO";
  constexpr std::array<std::string_view, 4> dotted_letters{"ä", "ö", "Ä", "Ö"};
  std::vector<std::size_t> places;
  for (auto at = core.find_first_of(dotless); at != std::string_view::npos;
       at = core.find_first_of(dotless, at + 1)) {
    places.push_back(at);
  }
  const std::string lower = lower_case(core);
  if (places.size() > most || language.knows(lower)) return {};
  const bool may_be_name = lower != core && !mixes_vowels(lower);
  std::string only;
  for (unsigned choice = 1; choice < (1U << places.size()); ++choice) {
    std::string dotted(core);
    for (std::size_t i = places.size(); i-- > 0;) {
      if ((choice >> i & 1U) == 0) continue;
      dotted.replace(places[i], 1, dotted_letters[dotless.find(core[places[i]])]);
    }
    const bool one_letter = (choice & (choice - 1)) == 0;
    if ((may_be_name && one_letter) || !language.knows(lower_case(dotted))) continue;
    if (!only.empty()) return {};
    only = std::move(dotted);
  }
  return only;
}

void replace(PageWord& word, std::string text) {
  word.original = std::exchange(word.text, std::move(text));
}

// "liris" -> "Iiris", "Iasku" -> "lasku": the two letters are one stroke in many fonts, so the
// engine is sure of what it reads. The dictionary knows one of the two only.
void correct_first_stroke(PageWord& word, Language& language) {
  constexpr std::size_t shortest_word = 3;
  const std::string_view core = core_of(word.text);
  if (code_points(core) < shortest_word || (core[0] != 'l' && core[0] != 'I')) return;
  if (!is_of_letters(core) || language.knows(core)) return;
  const std::string rest = lower_case(core.substr(1));
  if (core.substr(1) != rest) return;
  const std::string printed = (core[0] == 'l' ? "I" : "l") + rest;
  if (!language.knows(printed)) return;
  std::string text = word.text;
  text.replace(static_cast<std::size_t>(core.data() - word.text.data()), core.size(), printed);
  replace(word, std::move(text));
}

// ":teeriksi" below "sih-": a speck in the margin is no mark where a word goes on.
void drop_speck(PageWord& word) {
  constexpr std::string_view marks = ".,;:'\"|*_~^";
  const std::size_t letter = word.text.find_first_not_of(marks);
  if (letter == 0 || letter == std::string::npos || letter > 2) return;
  const std::string rest = word.text.substr(letter);
  if (starts_upper(rest) || !is_of_letters(std::string_view(rest).substr(0, 1))) return;
  replace(word, rest);
}

void correct_word(PageWord& word, Language& language) {
  correct_first_stroke(word, language);
  const std::string_view core = core_of(word.text);
  const bool lost_dots = is_all_capitals(core) && mixes_vowels(lower_case(core));
  if (word.confidence >= (lost_dots ? doubted_without_dots : doubted)) return;
  if (!may_be_corrected(core) || language.knows(std::string(core))) return;
  const bool capitals = lower_case(core) != core;
  std::string printed = capitals ? "" : only_printed(core, language);
  if (printed.empty()) printed = with_dots(core, language);
  if (printed.empty()) return;
  std::string text = word.text;
  text.replace(static_cast<std::size_t>(core.data() - word.text.data()), core.size(), printed);
  replace(word, std::move(text));
}

bool is_name(const std::string& word, Language& language, bool given) {
  const std::vector<Reading>& readings = language.readings(word);
  return std::any_of(readings.begin(), readings.end(), [&](const Reading& reading) {
    const bool first = reading.word_class == WordClass::first_name;
    if (given) return first && reading.inflection == Case::nominative;
    return first || reading.word_class == WordClass::last_name ||
           reading.word_class == WordClass::place_name;
  });
}

// The given name that the word is without one of its pairs of dots: "Riina" for "Riinä". Empty
// where it may be another name, or there is none or more.
std::string without_dots(const std::string& word, Language& language) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 2> letters{
      {{"ä", "a"}, {"ö", "o"}}};
  if (is_name(word, language, false)) return {};
  std::string only;
  for (const auto& [dotted, plain] : letters) {
    for (auto at = word.find(dotted); at != std::string::npos; at = word.find(dotted, at + 1)) {
      std::string name = word;
      name.replace(at, dotted.size(), plain);
      if (!is_name(name, language, true)) continue;
      if (!only.empty()) return {};
      only = std::move(name);
    }
  }
  return only;
}

// A given name before a surname, with dots that nobody printed.
void correct_given_name(PageWord& word, const PageWord& next, Language& language) {
  if (word.confidence >= doubted || !starts_upper(word.text) || !starts_upper(next.text)) return;
  if (code_points(word.text) < shortest || core_of(word.text) != word.text) return;
  std::string name = without_dots(word.text, language);
  if (!name.empty()) replace(word, std::move(name));
}

// "olavi Niskala": a capital that looks like its small letter, of a given name before a surname.
void correct_capital_of_name(PageWord& word, const PageWord& next, Language& language) {
  constexpr std::string_view alike = "cosuvwxzkp";
  if (word.text.empty() || alike.find(word.text.front()) == std::string_view::npos) return;
  if (code_points(word.text) < shortest || !is_of_letters(word.text) || !starts_upper(next.text) ||
      is_all_capitals(next.text) || language.knows(word.text))
    return;
  std::string name = word.text;
  name.front() = static_cast<char>(name.front() - 'a' + 'A');
  if (is_name(name, language, true)) replace(word, std::move(name));
}

bool is_number(const PageWord& word) {
  return word.text.size() <= 4 && std::all_of(word.text.begin(), word.text.end(), is_digit);
}

// True where nothing stands to the left of the word on its line.
bool begins_line(const PageWords& page, const PageWord& word) {
  const double middle = (word.box.top + word.box.bottom) / 2;
  return std::none_of(page.words.begin(), page.words.end(), [&](const PageWord& other) {
    return other.box.right <= word.box.left && other.box.top < middle && middle < other.box.bottom;
  });
}

bool stands_behind(const PageWord& word, const PageWord& before) {
  const double middle = (word.box.top + word.box.bottom) / 2;
  return word.box.left >= before.box.right && before.box.top < middle && middle < before.box.bottom;
}

// "8:n" and "8:ssä" behind a number, as in "4 §:n": two numbers do not stand so.
bool is_inflected_sign(std::string_view word) {
  return word.size() > 2 && word.starts_with("8:") &&
         std::none_of(word.begin() + 2, word.end(), is_digit);
}

// "3$": money has its sign after a space.
bool is_number_with_dollar(const PageWord& word) {
  PageWord number = word;
  if (!word.text.ends_with('$')) return false;
  number.text.pop_back();
  return !number.text.empty() && is_number(number);
}

// "41 S KOKOUKSEN AVAUS": an initial has a full stop, and no word is one letter.
bool is_sign_without_foot(const PageWord& word, const PageWord& next) {
  return word.text == "S" && stands_behind(next, word) && starts_upper(next.text);
}

// "31 &", "& 31", "4 8:n", "3$", "41 S".
void correct_section_signs(PageWords& page) {
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    PageWord& word = page.words[i];
    const PageWord* const before = i > 0 ? &page.words[i - 1] : nullptr;
    const PageWord* const behind = i + 1 < page.words.size() ? &page.words[i + 1] : nullptr;
    const bool after_number = before && is_number(*before) && stands_behind(word, *before);
    if (after_number && is_inflected_sign(word.text)) replace(word, "§" + word.text.substr(1));
    if (is_number_with_dollar(word) && begins_line(page, word)) {
      replace(word, word.text.substr(0, word.text.size() - 1) + "§");
    }
    if (after_number && begins_line(page, *before) && behind && is_sign_without_foot(word, *behind))
      replace(word, "§");
    if (word.text != "&" && word.text != "$") continue;
    const bool before_number = behind && is_number(*behind) && stands_behind(*behind, word);
    if ((after_number && begins_line(page, *before)) || (before_number && begins_line(page, word)))
      replace(word, "§");
  }
}

// "4." and what it is read as: the number of an item, if others like it stand above or below.
struct ItemNumber {
  int number = 0;
  PageWord* word = nullptr;
  bool is_doubtful = false;  // "4," and a capital behind it.
};

std::vector<ItemNumber> item_numbers(PageWords& page) {
  std::vector<ItemNumber> numbers;
  for (std::size_t i = 0; i + 1 < page.words.size(); ++i) {
    PageWord& word = page.words[i];
    constexpr std::size_t longest = 4;
    const std::size_t digits = std::min(word.text.find_first_not_of("0123456789"), longest);
    if (digits == 0 || digits + 1 != word.text.size()) continue;
    const char sign = word.text.back();
    if (sign != '.' && sign != ',' && sign != ';') continue;
    const PageWord& next = page.words[i + 1];
    numbers.push_back({std::stoi(word.text), &word,
                       sign != '.' && stands_behind(next, word) && starts_upper(next.text)});
  }
  return numbers;
}

// One after the other in a list whose numbers are set flush left or right.
bool follow_each_other(const ItemNumber& one, const ItemNumber& other) {
  const Box &box = one.word->box, &other_box = other.word->box;
  const double near = box.height() / 2;
  const bool flush =
      std::abs(box.left - other_box.left) < near || std::abs(box.right - other_box.right) < near;
  return flush && other.number - one.number == (other_box.top > box.top ? 1 : -1);
}

void correct_item_numbers(PageWords& page) {
  constexpr std::size_t most = 500;
  const std::vector<ItemNumber> numbers = item_numbers(page);
  if (numbers.size() > most) return;
  for (const ItemNumber& number : numbers) {
    if (!number.is_doubtful || !begins_line(page, *number.word)) continue;
    const bool listed = std::any_of(numbers.begin(), numbers.end(), [&](const ItemNumber& other) {
      return follow_each_other(number, other);
    });
    if (!listed) continue;
    std::string mended = number.word->text;  // "020," keeps its zero.
    mended.back() = '.';
    replace(*number.word, std::move(mended));
  }
}

// A space is at least a quarter of the font size wide, and letters have room at their sides.
constexpr double narrower_than_space = 0.2, narrower_if_spaced = 1.2;

double room_for_rest(const PageWord& word) {
  return word.font_size * (word.spaced ? narrower_if_spaced : narrower_than_space);
}

// Of spaced letters the engine may count those of the rest to both.
double shared_with_rest(const PageWord& word) {
  return word.spaced ? std::max(room_for_rest(word), word.box.width() / 2) : room_for_rest(word);
}

// "LÄÄNINHAL" and "LITUS" with no space between them: letters of one width stand wide apart.
bool is_divided_by_reading(const PageWord& word, const PageWord& next, Language& language) {
  const double gap = next.box.left - word.box.right;
  const double shift = std::abs(next.box.bottom - word.box.bottom);
  if (gap > room_for_rest(word) || -gap > shared_with_rest(word) || word.spaced != next.spaced ||
      3 * shift > word.box.height() || next.cell != word.cell) {
    return false;
  }
  const std::string_view tail = core_of(next.text);
  if (!is_of_letters(word.text) || !is_of_letters(tail) || !next.text.starts_with(tail)) {
    return false;
  }
  const std::string whole = word.text + std::string(tail);
  return code_points(whole) >= shortest && language.knows(whole) &&
         !(language.knows(word.text) && language.knows(tail));
}

void join(PageWord& word, const PageWord& rest) {
  word.original = word.text + " " + rest.text;
  word.text += rest.text;
  word.box.right = std::max(word.box.right, rest.box.right);
  word.box.top = std::min(word.box.top, rest.box.top);
  word.box.bottom = std::max(word.box.bottom, rest.box.bottom);
  word.confidence = std::min(word.confidence, rest.confidence);
  word.ends_run = rest.ends_run;
}

// The engine may have put the two pieces into different columns.
void join_divided_words(PageWords& page, Language& language) {
  std::vector<PageWord*> by_left;
  for (PageWord& word : page.words) by_left.push_back(&word);
  std::stable_sort(by_left.begin(), by_left.end(), [](const PageWord* one, const PageWord* other) {
    return one->box.left < other->box.left;
  });
  for (auto word = by_left.rbegin(); word != by_left.rend(); ++word) {
    const double room = room_for_rest(**word);
    const double right = (*word)->box.right;
    const auto first =
        std::lower_bound(by_left.begin(), by_left.end(), right - shared_with_rest(**word),
                         [](const PageWord* other, double left) { return other->box.left < left; });
    for (auto rest = first; rest != by_left.end() && (*rest)->box.left <= right + room; ++rest) {
      if (*rest == *word || !is_divided_by_reading(**word, **rest, language)) continue;
      join(**word, **rest);
      (*rest)->text.clear();
      break;
    }
  }
  std::erase_if(page.words, [](const PageWord& word) { return word.text.empty(); });
}

}  // namespace

void correct_reading(PageWords& page, Language& language) {
  join_divided_words(page, language);
  correct_section_signs(page);
  correct_item_numbers(page);
  for (std::size_t i = 0; i + 1 < page.words.size(); ++i) {
    if (!stands_behind(page.words[i + 1], page.words[i])) continue;
    correct_given_name(page.words[i], page.words[i + 1], language);
    correct_capital_of_name(page.words[i], page.words[i + 1], language);
  }
  bool goes_on = false;  // The word before was divided at the end of its line.
  for (PageWord& word : page.words) {
    const bool divided = word.text.ends_with('-');
    if (goes_on) drop_speck(word);
    if (!goes_on && !divided) correct_word(word, language);
    goes_on = divided;
  }
}

}  // namespace muistio
