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

bool may_be_corrected(std::string_view core) {
  return code_points(core) >= shortest && lower_case(core) == core &&
         !std::all_of(core.begin(), core.end(), is_digit) &&
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

void replace(PageWord& word, std::string text) {
  word.original = std::exchange(word.text, std::move(text));
}

void correct_word(PageWord& word, Language& language) {
  if (word.confidence >= doubted) return;
  const std::string_view core = core_of(word.text);
  if (!may_be_corrected(core) || language.knows(std::string(core))) return;
  const std::string printed = only_printed(core, language);
  if (printed.empty()) return;
  std::string text = word.text;
  text.replace(static_cast<std::size_t>(core.data() - word.text.data()), core.size(), printed);
  replace(word, std::move(text));
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

void correct_section_signs(PageWords& page) {
  for (std::size_t i = 1; i < page.words.size(); ++i) {
    PageWord& word = page.words[i];
    if (word.text != "&" && word.text != "$") continue;
    const PageWord& number = page.words[i - 1];
    if (is_number(number) && begins_line(page, number)) replace(word, "§");
  }
}

// "4." and what it is read as: the number of an item, if others like it stand above or below.
struct ItemNumber {
  int number = 0;
  PageWord* word = nullptr;
  bool is_doubtful = false;  // "4," and a capital behind it.
};

bool stands_behind(const PageWord& word, const PageWord& before) {
  const double middle = (word.box.top + word.box.bottom) / 2;
  return word.box.left >= before.box.right && before.box.top < middle && middle < before.box.bottom;
}

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

}  // namespace

void correct_reading(PageWords& page, Language& language) {
  correct_section_signs(page);
  correct_item_numbers(page);
  bool goes_on = false;  // The word before was divided at the end of its line.
  for (PageWord& word : page.words) {
    const bool divided = word.text.ends_with('-');
    if (!goes_on && !divided) correct_word(word, language);
    goes_on = divided;
  }
}

}  // namespace muistio
