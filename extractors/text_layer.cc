#include "extractors/text_layer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t scanty_words = 40;

// What the characters of a page are, but for figures.
struct Letters {
  std::size_t all = 0, letters = 0, vowels = 0, alien = 0;
};

// True at the characters of the list.
constexpr std::array<bool, 256> table_of(std::string_view characters) {
  std::array<bool, 256> table{};
  for (const char c : characters) table[static_cast<unsigned char>(c)] = true;
  return table;
}

bool is_vowel(char c) {
  static constexpr auto vowels = table_of("aeiouyAEIOUY");
  return vowels[static_cast<unsigned char>(c)];
}

bool is_of_figures(char c) {
  static constexpr auto figures = table_of("0123456789.,:-+/()");
  return figures[static_cast<unsigned char>(c)];
}

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Private use (U+E000..U+F8FF) and U+FFFD in UTF-8.
bool is_alien(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
  };
  if (byte(0) == 0xEE || (byte(0) == 0xEF && byte(1) <= 0xA3)) return true;
  return byte(0) == 0xEF && byte(1) == 0xBF && byte(2) == 0xBD;
}

Letters letters_of(const PageWords& page) {
  Letters letters;
  for (const PageWord& word : page.words) {
    const bool is_bullet = word.text.size() <= 3;
    for (std::size_t i = 0; i < word.text.size(); ++i) {
      const char c = word.text[i];
      if (is_inside_character(c) || is_of_figures(c)) continue;
      ++letters.all;
      letters.letters += is_ascii_letter(c) || static_cast<unsigned char>(c) == 0xC3;
      letters.vowels += is_vowel(c) || static_cast<unsigned char>(c) == 0xC3;
      letters.alien += !is_bullet && is_alien(word.text, i);
    }
  }
  return letters;
}

// In Finnish half of the letters are vowels, in Swedish and English two in five.
bool looks_odd(const Letters& letters) {
  if (letters.all < 20) return false;
  return letters.alien * 20 > letters.all || letters.letters * 10 < letters.all * 4 ||
         letters.vowels * 100 < letters.letters * 27 || letters.vowels * 100 > letters.letters * 75;
}

// The word without what stands around it; empty where it is too short or no word.
std::string_view bare_word(std::string_view word) {
  const auto edge = [](char c) {
    return !is_ascii_letter(c) && static_cast<unsigned char>(c) < 0x80;
  };
  while (!word.empty() && edge(word.front())) word.remove_prefix(1);
  while (!word.empty() && edge(word.back())) word.remove_suffix(1);
  const bool inner = std::any_of(word.begin(), word.end(), edge);
  constexpr std::size_t shortest = 4, longest = 40;
  return inner || word.size() < shortest || word.size() > longest ? std::string_view() : word;
}

bool is_unknown_to_dictionary(const PageWords& page, Language& language) {
  constexpr std::size_t enough = 100;
  std::size_t asked = 0, known = 0;
  std::string text;
  for (const PageWord& word : page.words) {
    if (asked == enough) break;
    text += word.text + ' ';
    const std::string_view bare = bare_word(word.text);
    if (bare.empty()) continue;
    ++asked;
    known += language.knows(bare);
  }
  // Too few words to tell: figures, codes and names are no garbage.
  constexpr std::size_t fewest = 8;
  if (asked < fewest) return page.words.size() > 10 * fewest && asked * 20 < page.words.size();
  return known * 10 < asked && language_of(text) == "und";
}

}  // namespace

TextLayer judge_text_layer(const PageWords& page, Language& language) {
  if (page.words.empty()) return TextLayer::empty;
  const Letters letters = letters_of(page);
  if (letters.alien * 5 > letters.all) return TextLayer::garbled;
  if (looks_odd(letters) && is_unknown_to_dictionary(page, language)) return TextLayer::garbled;
  return page.words.size() <= scanty_words ? TextLayer::scanty : TextLayer::usable;
}

std::optional<double> known_share(const PageWords& page, Language& language) {
  constexpr std::size_t shortest = 4, longest = 40, fewest = 25, enough = 250;
  std::size_t asked = 0, known = 0;
  for (const PageWord& word : page.words) {
    if (asked == enough) break;
    const std::string_view bare = bare_word(word.text);
    const bool letters = std::any_of(word.text.begin(), word.text.end(), is_ascii_letter);
    if (!letters || word.text.size() < shortest || word.text.size() > longest) continue;
    ++asked;
    known += !bare.empty() && language.knows(bare);
  }
  if (asked < fewest) return std::nullopt;
  return static_cast<double>(known) / static_cast<double>(asked);
}

bool is_badly_read(const PageWords& page, Language& language) {
  // The more the engine doubts, the more the dictionary must know.
  constexpr double doubtful = 0.8, hopeless = 0.55, little_known = 0.5;
  constexpr double of_few_words = 0.8;  // Known, where they are too few to tell.
  const double confidence = page.ocr_confidence.value_or(1);
  if (confidence >= doubtful) return false;
  const double needed =
      little_known + (1 - little_known) * (doubtful - confidence) / (doubtful - hopeless);
  return confidence < hopeless || known_share(page, language).value_or(of_few_words) < needed;
}

bool shows_more_print(const Picture& picture, const PageWords& page) {
  constexpr int bands = 24;
  constexpr unsigned char dark = 150;
  if (picture.height < bands || picture.width < bands) return false;
  std::vector<bool> worded(picture.grey.size());
  const double scale = picture.dpi / 72;
  const auto pixel = [&](double points, int most) {
    return std::clamp(static_cast<int>(std::lround(points * scale)), 0, most);
  };
  for (const PageWord& word : page.words) {
    const int right = pixel(word.box.right + 2, picture.width);
    for (int y = pixel(word.box.top - 2, picture.height);
         y < pixel(word.box.bottom + 2, picture.height); ++y) {
      for (int x = pixel(word.box.left - 2, picture.width); x < right; ++x) {
        worded[static_cast<std::size_t>(y) * picture.width + x] = true;
      }
    }
  }
  std::vector<std::size_t> ink(bands);
  for (std::size_t i = 0; i < picture.grey.size(); ++i) {
    const std::size_t row = i / static_cast<std::size_t>(picture.width);
    if (picture.grey[i] < dark && !worded[i]) ++ink[row * bands / picture.height];
  }
  const std::size_t band_area = picture.grey.size() / bands;
  const auto inked = std::count_if(ink.begin(), ink.end(), [&](std::size_t count) {
    return count * 250 > band_area && count * 2 < band_area;
  });
  return inked * 3 >= bands;
}

}  // namespace muistio
