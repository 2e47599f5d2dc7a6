#include "extractors/page_marks.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "extractors/line_ends.h"

namespace muistio {
namespace {

using Indices = std::vector<std::uint32_t>;

bool holds_middle_of(const Box& box, const Box& other) {
  const double x = (other.left + other.right) / 2, y = middle(other);
  return box.left < x && x < box.right && box.top < y && y < box.bottom;
}

void remove_words(PageWords& page, const Indices& words) {
  for (const std::uint32_t i : words) page.words[i].text.clear();
  std::erase_if(page.words, [](const PageWord& word) { return word.text.empty(); });
}

// --- Watermarks ----------------------------------------------------------------------------

// The words in type many times as large as that of the page, or of the size of a watermark
// before.
Indices large_words(const PageWords& page, std::optional<float> known) {
  constexpr float times = 2.5;
  float largest = 0, sum = 0;
  for (const PageWord& word : page.words) {
    largest = std::max(largest, word.font_size);
    sum += word.font_size;
  }
  Indices large;
  float least = times * sum / static_cast<float>(std::max<std::size_t>(page.words.size(), 1));
  if (known) least = std::min(least, 0.99F * *known);
  if (largest < least) return large;
  for (std::uint32_t i = 0; i < page.words.size(); ++i) {
    if (page.words[i].font_size >= least) large.push_back(i);
  }
  return large;
}

// The size of the large words that other words are printed over.
std::optional<float> overprinted_size(const PageWords& page, const Indices& large) {
  constexpr std::size_t enough = 2;
  for (const std::uint32_t i : large) {
    const PageWord& word = page.words[i];
    std::size_t over = 0;
    for (const PageWord& other : page.words) {
      over += other.font_size < word.font_size / 2 && holds_middle_of(word.box, other.box);
      if (over >= enough) return word.font_size;
    }
  }
  return std::nullopt;
}

// --- Line numbers --------------------------------------------------------------------------

// A whole number in the margin, perhaps.
struct Numbered {
  std::uint32_t word = 0;
  int value = 0;
  double y = 0;
};

std::optional<int> whole_number(std::string_view text) {
  constexpr std::size_t longest = 4;
  if (text.empty() || text.size() > longest || text.front() == '0') return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// Of the numbers, those below each other at the edge that most of them share.
Indices at_one_edge(const PageWords& page, Indices numbers, double Box::*edge) {
  constexpr double same = 2;
  const auto x = [&](std::size_t n) { return page.words[numbers[n]].box.*edge; };
  std::sort(numbers.begin(), numbers.end(), [&](auto one, auto other) {
    return page.words[one].box.*edge < page.words[other].box.*edge;
  });
  std::size_t best = 0, most = 0;
  for (std::size_t first = 0, last = 0; first < numbers.size(); ++first) {
    while (last < numbers.size() && x(last) - x(first) < same) ++last;
    if (last - first > most) most = last - first, best = first;
  }
  const auto at = numbers.begin() + static_cast<std::ptrdiff_t>(best);
  return {at, at + static_cast<std::ptrdiff_t>(most)};
}

// From top to bottom.
std::vector<Numbered> numbers_at_one_edge(const PageWords& page) {
  Indices numbers;
  for (std::uint32_t i = 0; i < page.words.size(); ++i) {
    if (page.words[i].turns == 0 && whole_number(page.words[i].text)) numbers.push_back(i);
  }
  const Indices left = at_one_edge(page, numbers, &Box::left);
  const Indices right = at_one_edge(page, std::move(numbers), &Box::right);
  std::vector<Numbered> edge;
  for (const std::uint32_t i : left.size() > right.size() ? left : right) {
    const PageWord& word = page.words[i];
    edge.push_back({i, *whole_number(word.text), middle(word.box)});
  }
  std::sort(edge.begin(), edge.end(),
            [](const Numbered& one, const Numbered& other) { return one.y < other.y; });
  return edge;
}

// The longest run of numbers that count by the step.
std::vector<Numbered> counting_by(const std::vector<Numbered>& numbers, int step) {
  std::size_t best = 0, most = 0;
  for (std::size_t first = 0; first < numbers.size();) {
    std::size_t last = first + 1;
    while (last < numbers.size() && numbers[last].value == numbers[last - 1].value + step) ++last;
    if (last - first > most) most = last - first, best = first;
    first = last;
  }
  const auto at = numbers.begin() + static_cast<std::ptrdiff_t>(best);
  return {at, at + static_cast<std::ptrdiff_t>(most)};
}

// What stands at the height of a column of numbers.
struct Beside {
  std::size_t lines = 0;     // Of print.
  std::size_t numbered = 0;  // With a number.
  std::size_t going_on = 0;  // That begin in lower case below a full line.
};

// A line of a list ends where its text does, one of running text at the edge.
bool is_full(const Box& line, const Box& text) {
  constexpr double nearly = 0.75;
  return line.right - text.left > nearly * text.width();
}

// Of the words `others`, from top to bottom.
Beside lines_beside(const PageWords& page, const Indices& others,
                    const std::vector<Numbered>& numbers) {
  Box text;
  for (const std::uint32_t i : others) text = united(text, page.words[i].box);
  Beside result;
  bool above_is_full = false;
  std::size_t next = 0;
  for (std::size_t first = 0; first < others.size();) {
    const Box& top = page.words[others[first]].box;
    Box line = top;
    std::size_t last = first, leftmost = first;
    while (last < others.size() &&
           page.words[others[last]].box.bottom < top.bottom + 0.4 * top.height()) {
      const Box& box = page.words[others[last]].box;
      if (box.left < page.words[others[leftmost]].box.left) leftmost = last;
      line = united(line, box);
      ++last;
    }
    ++result.lines;
    result.going_on += above_is_full && starts_lower(page.words[others[leftmost]].text);
    above_is_full = is_full(line, text);
    while (next < numbers.size() && numbers[next].y < top.top) ++next;
    result.numbered += next < numbers.size() && numbers[next].y < top.bottom;
    first = last;
  }
  return result;
}

// Absent where something else stands in the numbers' column, or on both sides of it.
std::optional<Beside> beside(const PageWords& page, const std::vector<Numbered>& numbers) {
  Box column;
  for (const Numbered& number : numbers) column = united(column, page.words[number.word].box);
  Indices others;
  bool on_left = false, on_right = false;
  for (std::uint32_t i = 0; i < page.words.size(); ++i) {
    const Box& box = page.words[i].box;
    if (middle(box) < column.top || middle(box) > column.bottom) continue;
    if (std::any_of(numbers.begin(), numbers.end(),
                    [&](const Numbered& number) { return number.word == i; })) {
      continue;
    }
    if (page.words[i].turns != 0) continue;
    if (box.right > column.left && box.left < column.right) return std::nullopt;
    (box.left > column.right ? on_right : on_left) = true;
    others.push_back(i);
  }
  if (on_left == on_right) return std::nullopt;
  const auto top_left = [&](std::uint32_t one, std::uint32_t other) {
    return page.words[one].box.bottom < page.words[other].box.bottom;
  };
  std::sort(others.begin(), others.end(), top_left);
  return lines_beside(page, others, numbers);
}

// Numbers of lines stand beside running text, and beside nearly every line of it: those of
// rows stand in a table or a list, whose lines begin anew or take several lines each.
bool are_line_numbers(const PageWords& page, const std::vector<Numbered>& numbers, int step) {
  const std::size_t fewest = step == 1 ? 8 : 3;
  if (numbers.size() < fewest || (step > 1 && numbers.front().value % step != 0)) return false;
  const auto found = beside(page, numbers);
  if (!found || found->going_on * 4 < found->lines) return false;
  const std::size_t expected = found->numbered * static_cast<std::size_t>(step);
  return expected * 10 >= found->lines * 7 && found->numbered * 10 >= numbers.size() * 7;
}

void drop_line_numbers(PageWords& page) {
  const std::vector<Numbered> numbers = numbers_at_one_edge(page);
  for (const int step : {1, 5, 10, 2}) {
    const std::vector<Numbered> counting = counting_by(numbers, step);
    if (!are_line_numbers(page, counting, step)) continue;
    Indices words;
    for (const Numbered& number : counting) words.push_back(number.word);
    remove_words(page, words);
    return;
  }
}

}  // namespace

void PageMarks::take_from(PageWords& page) {
  take_watermark(page);
  drop_line_numbers(page);
}

// The letters of a mark that runs askew come one by one; where no word is printed over them,
// the page before tells what they are.
void PageMarks::take_watermark(PageWords& page) {
  Indices words = large_words(page, watermark_size_);
  if (words.empty()) return;
  if (const auto size = overprinted_size(page, words)) watermark_size_ = size;
  if (!watermark_size_) return;
  std::erase_if(words, [&](std::uint32_t i) {
    return std::abs(page.words[i].font_size - *watermark_size_) > 0.01F * *watermark_size_;
  });
  if (words.empty()) return;
  std::stable_sort(words.begin(), words.end(), [&](auto one, auto other) {
    return page.words[one].box.left < page.words[other].box.left;
  });
  Furniture mark{FurnitureKind::running_foot, page.number, {}, "", true, *watermark_size_};
  const PageWord* before = nullptr;
  for (const std::uint32_t i : words) {
    const PageWord& word = page.words[i];
    if (before && word.box.left > before->box.right) mark.text += ' ';
    before = &word;
    mark.text += word.text;
    mark.box = united(mark.box, shown_box(page, word.box));
    mark.bold &= word.bold;
  }
  taken_.push_back(std::move(mark));
  remove_words(page, words);
}

}  // namespace muistio
