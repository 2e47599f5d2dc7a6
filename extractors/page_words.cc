#include "extractors/page_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include "corpus/unicode.h"

namespace muistio {
namespace {

// The box after the page of the given size is turned anticlockwise by quarter turns.
Box turned(const Box& box, int turns, double width, double height) {
  switch (turns) {
    case 1:
      return {box.top, width - box.right, box.bottom, width - box.left};
    case 2:
      return {width - box.right, height - box.bottom, width - box.left, height - box.top};
    case 3:
      return {height - box.bottom, box.left, height - box.top, box.right};
    default:
      return box;
  }
}

// The box moved to where the skewed print has it. A skew is small: the box keeps its size, so
// that it does not grow over the lines above and below.
Box skewed(const Box& box, const PageWords& page) {
  if (page.skew == 0) return box;
  const double x = (box.left + box.right - page.width) / 2;
  const double y = (box.top + box.bottom - page.height) / 2;
  const double right = x * std::cos(page.skew) - y * std::sin(page.skew) - x;
  const double down = x * std::sin(page.skew) + y * std::cos(page.skew) - y;
  return {box.left + right, box.top + down, box.right + right, box.bottom + down};
}

// One letter or digit, whatever its length in bytes.
bool is_one_letter(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (text.size() == 1) return (first | 0x20) >= 'a' && (first | 0x20) <= 'z';
  const bool one_character = std::none_of(text.begin() + 1, text.end(),
                                          [](char byte) { return !is_inside_character(byte); });
  return one_character && first >= 0xC3 && first <= 0xCF;
}

bool is_one_character(std::string_view text) {
  return text.size() == 1 || is_one_letter(text);
}

double gap_after(const std::vector<PageWord>& words, std::size_t i) {
  return words[i + 1].box.left - words[i].box.right;
}

// True where the next word stands on the same baseline, close enough to be the next letter
// of a word.
bool goes_on(const std::vector<PageWord>& words, std::size_t i) {
  const PageWord& word = words[i];
  const PageWord& next = words[i + 1];
  const double height = word.box.height();
  const double gap = gap_after(words, i);
  return std::abs(word.box.bottom - next.box.bottom) < 0.2 * height && gap > 0 &&
         gap < 1.6 * height;
}

void join(std::vector<PageWord>& joined, const std::vector<PageWord>& words, std::size_t first,
          std::size_t last) {
  std::vector<double> gaps;
  for (std::size_t i = first; i + 1 < last; ++i) gaps.push_back(gap_after(words, i));
  std::vector<double> sorted = gaps;
  std::sort(sorted.begin(), sorted.end());
  const double usual = sorted[(sorted.size() - 1) / 2];
  joined.push_back(words[first]);
  joined.back().spaced = true;
  for (std::size_t i = first + 1; i < last; ++i) {
    if (gaps[i - first - 1] > 1.6 * usual) {
      joined.push_back(words[i]);
      joined.back().spaced = true;
      continue;
    }
    PageWord& word = joined.back();
    word.text += words[i].text;
    word.box = united(word.box, words[i].box);
    word.bold &= words[i].bold;
    word.ends_run = words[i].ends_run;
    word.confidence = std::min(word.confidence, words[i].confidence);
  }
}

constexpr std::size_t fewest_dots = 4;

// The dots that the text ends in, and their bytes; an ellipsis is three.
struct Dots {
  std::size_t count = 0, bytes = 0;
};

Dots trailing_dots(std::string_view text) {
  constexpr std::string_view ellipsis = "\u2026";
  Dots dots;
  while (text.ends_with('.') || text.ends_with(ellipsis)) {
    const std::size_t length = text.ends_with('.') ? 1 : ellipsis.size();
    dots.count += length;
    dots.bytes += length;
    text.remove_suffix(length);
  }
  return dots;
}

bool is_page_number(std::string_view text) {
  return !text.empty() && text.size() <= 4 &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_left_of(const PageWord& word, const PageWord& other) {
  return std::abs(word.box.bottom - other.box.bottom) < 0.3 * other.box.height() &&
         word.box.right <= other.box.left + 1;
}

void cut_dots(PageWord& word) {
  const std::size_t bytes = trailing_dots(word.text).bytes, all = word.text.size();
  word.box.right -= word.box.width() * static_cast<double>(bytes) / static_cast<double>(all);
  word.text.resize(all - bytes);
  word.ends_run = true;
}

// The words from left to right on each line.
std::vector<PageWord*> line_by_line(std::vector<PageWord>& words) {
  std::vector<PageWord*> order;
  for (PageWord& word : words) order.push_back(&word);
  std::stable_sort(order.begin(), order.end(), [](const PageWord* one, const PageWord* other) {
    return one->box.bottom < other->box.bottom;
  });
  const auto to_the_right = [](const PageWord* one, const PageWord* other) {
    return one->box.left < other->box.left;
  };
  for (auto first = order.begin(); first != order.end();) {
    const double bottom = (*first)->box.bottom, give = 0.3 * (*first)->box.height();
    const auto last = std::find_if(
        first, order.end(), [&](const PageWord* word) { return word->box.bottom > bottom + give; });
    std::stable_sort(first, last, to_the_right);
    first = last;
  }
  return order;
}

// "Avaus.....3" in one piece becomes "Avaus....." and "3".
void divide_at_leaders(std::vector<PageWord>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string text = words[i].text;
    const std::size_t end = text.find_last_not_of("0123456789") + 1;
    if (end == 0 || end == text.size() || !is_page_number(text.substr(end))) continue;
    if (trailing_dots(text.substr(0, end)).count < fewest_dots) continue;
    PageWord number = words[i];
    number.text = text.substr(end);
    words[i].text.resize(end);
    const double share = static_cast<double>(end) / static_cast<double>(text.size());
    words[i].box.right = words[i].box.left + share * words[i].box.width();
    number.box.left = words[i].box.right;
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(number));
    ++i;
  }
}

}  // namespace

Box shown_box(const PageWords& page, const Box& box) {
  return turned(skewed(box, page), (4 - page.turns) & 3, page.width, page.height);
}

std::vector<PageWords> by_direction(PageWords page) {
  std::array<std::size_t, 4> counts{};
  for (const PageWord& word : page.words) ++counts[static_cast<std::size_t>(word.turns)];
  std::vector<PageWords> parts;
  if (counts[0] == page.words.size()) {
    parts.push_back(std::move(page));
    return parts;
  }
  std::array<int, 4> order{0, 1, 2, 3};
  std::stable_sort(order.begin(), order.end(), [&](int one, int other) {
    return counts[static_cast<std::size_t>(one)] > counts[static_cast<std::size_t>(other)];
  });
  for (const int turns : order) {
    if (counts[static_cast<std::size_t>(turns)] == 0) continue;
    PageWords part;
    part.number = page.number;
    part.turns = turns;
    part.skew = page.skew;
    part.source = page.source;
    part.ocr_confidence = page.ocr_confidence;
    const bool sideways = turns % 2 == 1;
    part.width = sideways ? page.height : page.width;
    part.height = sideways ? page.width : page.height;
    for (PageWord& word : page.words) {
      if (word.turns != turns) continue;
      word.box = turned(word.box, turns, page.width, page.height);
      part.words.push_back(std::move(word));
      part.words.back().turns = turns;
      word.turns = -1;
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

void join_spaced_letters(PageWords& page) {
  constexpr std::size_t fewest_letters = 4;
  std::vector<PageWord>& words = page.words;
  std::vector<PageWord> joined;
  std::size_t kept = 0;  // Words before this one are in `joined`, once anything is.
  const auto keep_until = [&](std::size_t end) {
    joined.insert(joined.end(), words.begin() + static_cast<std::ptrdiff_t>(kept),
                  words.begin() + static_cast<std::ptrdiff_t>(end));
  };
  for (std::size_t i = 0; i < words.size();) {
    std::size_t end = i, letters = 0, digits = 0;
    std::set<std::string_view> different;
    while (end < words.size() && is_one_character(words[end].text)) {
      letters += is_one_letter(words[end].text);
      digits += is_digit(words[end].text.front());
      different.insert(words[end].text);
      ++end;
      if (end == words.size() || !goes_on(words, end - 1)) break;
    }
    if (letters >= fewest_letters && (letters + digits) * 3 >= (end - i) * 2 &&
        different.size() > 2) {
      keep_until(i);
      join(joined, words, i, end);
      kept = end;
    }
    i = std::max(end, i + 1);
  }
  if (kept == 0) return;
  keep_until(words.size());
  words = std::move(joined);
}

void drop_leaders(PageWords& page) {
  std::vector<PageWord>& words = page.words;
  const bool any = std::any_of(words.begin(), words.end(), [](const PageWord& word) {
    return word.text.find("..") != std::string::npos || word.text == ".";
  });
  if (!any) return;
  divide_at_leaders(words);
  const std::vector<PageWord*> order = line_by_line(words);
  for (std::size_t i = 1; i < order.size(); ++i) {
    const bool ends_line = i + 1 == order.size() || !is_left_of(*order[i], *order[i + 1]);
    if (!ends_line || !is_page_number(order[i]->text)) continue;
    std::size_t first = i, count = 0;
    while (first > 0 && is_left_of(*order[first - 1], *order[first])) {
      const Dots dots = trailing_dots(order[first - 1]->text);
      if (dots.count == 0) break;
      --first;
      count += dots.count;
      if (dots.bytes < order[first]->text.size()) break;
    }
    if (count < fewest_dots) continue;
    for (std::size_t w = first; w < i; ++w) cut_dots(*order[w]);
  }
  std::erase_if(words, [](const PageWord& word) { return word.text.empty(); });
}

}  // namespace muistio
