#include "extractors/print_lines.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>

#include "corpus/unicode.h"
#include "extractors/line_ends.h"

namespace muistio {
namespace {

// The size of type to measure gaps with, also where the PDF tells nonsense.
double em(const PageWord& word) {
  const double height = word.box.height();
  const double size = word.font_size;
  return size > height / 2 && size < height * 2 ? size : std::max(height * 0.8, 1.0);
}

using Indices = std::vector<std::uint32_t>;

// Words whose middles are within this share of the smaller height are on one baseline.
constexpr double same_line = 0.4;

struct OpenLine {
  Indices words;
  double middle = 0;
  double height = 0;
};

std::vector<Indices> words_by_line(const PageWords& page) {
  Indices order(page.words.size());
  std::iota(order.begin(), order.end(), 0);
  const auto middle_of = [&](std::uint32_t i) { return middle(page.words[i].box); };
  std::stable_sort(order.begin(), order.end(),
                   [&](auto one, auto other) { return middle_of(one) < middle_of(other); });
  std::vector<OpenLine> lines;
  for (const std::uint32_t i : order) {
    const double at = middle_of(i), height = page.words[i].box.height();
    OpenLine* nearest = nullptr;
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, lines.size()); ++back) {
      OpenLine& line = lines[lines.size() - back];
      const bool fits = std::abs(at - line.middle) <= same_line * std::min(height, line.height);
      if (fits && (!nearest || std::abs(at - line.middle) < std::abs(at - nearest->middle))) {
        nearest = &line;
      }
    }
    if (!nearest) {
      lines.push_back({{i}, at, height});
      continue;
    }
    nearest->words.push_back(i);
    const auto count = static_cast<double>(nearest->words.size());
    nearest->middle += (at - nearest->middle) / count;
    nearest->height = std::max(nearest->height, height);
  }
  std::vector<Indices> result;
  result.reserve(lines.size());
  for (OpenLine& line : lines) result.push_back(std::move(line.words));
  return result;
}

// A gap this many times the type size always divides; a smaller one where it is also wide
// against the other gaps of its line, which justified text stretches.
constexpr double always_wide = 3.0;
constexpr double wide = 1.3;
constexpr double wide_at_run_end = 0.6;
constexpr double wide_among_usual = 0.8;
constexpr double wide_in_justified = 2.5;
constexpr double wider_than_usual = 1.2;

// Between a list marker and its text.
constexpr double marker_gap = 4.5;

// What stands after a list marker has a place of its own, not a space before it.
std::vector<double> gaps_of(const PageWords& page, const Indices& words) {
  std::vector<double> gaps;
  const bool marked = !words.empty() && is_list_marker(page.words[words.front()].text);
  for (std::size_t i = marked ? 2 : 1; i < words.size(); ++i) {
    const double gap = page.words[words[i]].box.left - page.words[words[i - 1]].box.right;
    gaps.push_back(std::max(gap, 0.0));
  }
  return gaps;
}

// The space between the words of the line; 0 where there are too few to tell. In a row of
// short cells most gaps are wider, and all of them where each cell is one word.
double usual_gap_of(std::vector<double> gaps, double size) {
  if (gaps.size() < 3) return 0;
  const auto quarter = gaps.begin() + static_cast<std::ptrdiff_t>((gaps.size() - 1) / 4);
  std::nth_element(gaps.begin(), quarter, gaps.end());
  const auto [least, most] = std::minmax_element(gaps.begin(), gaps.end());
  const bool all_wide = *least > wide * size && *most > 2 * *least;
  return all_wide ? 0 : *quarter;
}

// True where all words stand equally far from each other: a justified line of few words.
bool is_stretched(const PageWords& page, const Indices& words, const std::vector<double>& gaps) {
  constexpr std::size_t fewest_letters = 12;
  if (gaps.size() < 2) return false;
  const auto [least, most] = std::minmax_element(gaps.begin(), gaps.end());
  std::size_t letters = 0;
  for (const std::uint32_t i : words) letters += page.words[i].text.size();
  const double size = em(page.words[words.front()]);
  return letters >= fewest_letters && *most - *least < 0.05 * size && *most < 8 * size;
}

bool divides(const PageWord& left, const PageWord& right, double usual_gap) {
  const double size = std::max(em(left), em(right));
  const double gap = right.box.left - left.box.right;
  if (left.spaced && right.spaced) return gap > always_wide * size;  // The spaces are wide, too.
  if (left.ends_run && gap > wide_at_run_end * size && gap > wider_than_usual * usual_gap)
    return true;
  const double least = usual_gap > 0 ? wide_among_usual : wide;
  return gap > always_wide * size || (gap > least * size && gap > wide_in_justified * usual_gap);
}

// "1.", "1 §", "§ 1" and the text after it.
bool joins_marker(const PageWords& page, const Indices& marker, const PageWord& next) {
  if (marker.size() > 2) return false;
  const bool marks = std::all_of(marker.begin(), marker.end(), [&](std::uint32_t i) {
    return page.words[i].text == "§" || is_list_marker(page.words[i].text);
  });
  const PageWord& last = page.words[marker.back()];
  return marks && next.box.left - last.box.right < marker_gap * em(next);
}

// Words much smaller than their neighbours and beside one of them, a little up or down:
// superscripts, subscripts, footnote marks.
bool is_script_of(const PageWords& page, const Indices& small, const Indices& line) {
  for (const std::uint32_t s : small) {
    const Box& mark = page.words[s].box;
    const bool beside = std::any_of(line.begin(), line.end(), [&](std::uint32_t i) {
      const Box& word = page.words[i].box;
      const double overlap = std::min(word.bottom, mark.bottom) - std::max(word.top, mark.top);
      const double gap = std::max(mark.left - word.right, word.left - mark.right);
      return mark.height() < 0.8 * word.height() && overlap > 0.4 * mark.height() &&
             gap < 0.3 * word.height();
    });
    if (!beside) return false;
  }
  return true;
}

// Puts lines of nothing but superscripts on the line they belong to.
void attach_scripts(const PageWords& page, std::vector<Indices>& lines) {
  constexpr std::size_t most_scripts = 12;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    if (lines[l].size() > most_scripts) continue;
    for (const std::size_t other : {l + 1, l - 1}) {
      if (other >= lines.size() || !is_script_of(page, lines[l], lines[other])) continue;
      lines[other].insert(lines[other].end(), lines[l].begin(), lines[l].end());
      lines[l].clear();
      break;
    }
  }
  std::erase_if(lines, [](const Indices& line) { return line.empty(); });
}

bool are_in_two_cells(const PageWord& left, const PageWord& right) {
  return left.cell > 0 && right.cell > 0 && left.cell != right.cell;
}

PrintLine divided(const PageWords& page, Indices words) {
  std::stable_sort(words.begin(), words.end(), [&](auto one, auto other) {
    return page.words[one].box.left < page.words[other].box.left;
  });
  const std::vector<double> gaps = gaps_of(page, words);
  const double usual_gap = usual_gap_of(gaps, em(page.words[words.front()]));
  const bool stretched = is_stretched(page, words, gaps);
  PrintLine line;
  Indices part;
  for (const std::uint32_t i : words) {
    const PageWord& word = page.words[i];
    const bool first_of_line = line.fragments.empty();
    const bool after_marker =
        first_of_line && part.size() == 1 && is_list_marker(page.words[part.front()].text);
    const bool far = !part.empty() && (!stretched || after_marker) &&
                     divides(page.words[part.back()], word, usual_gap);
    const bool ruled = !part.empty() && are_in_two_cells(page.words[part.back()], word);
    if ((far || ruled) && !(first_of_line && joins_marker(page, part, word))) {
      line.fragments.push_back(make_fragment(page, std::move(part)));
      part.clear();
    }
    part.push_back(i);
  }
  line.fragments.push_back(make_fragment(page, std::move(part)));
  for (const Fragment& fragment : line.fragments) line.box = united(line.box, fragment.box);
  return line;
}

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), is_digit);
}

// --- Stretched lines of few words -----------------------------------------------------------

// Joins fragments whose gaps are those of a justified line: all alike, and together as wide
// as a fragment of the line above or below. Cells of a table are that by chance alone.
class StretchedLines {
 public:
  StretchedLines(const PageWords& page, std::vector<PrintLine>& lines)
      : page_(page), lines_(lines) {}

  void join() {
    for (std::size_t i = 0; i < lines_.size(); ++i) join_in(i);
    for (std::size_t i = lines_.size(); i-- > 0;) join_in(i);
  }

 private:
  using Fragments = std::vector<Fragment>;

  void join_in(std::size_t i) {
    constexpr std::size_t most_fragments = 12;
    Fragments& fragments = lines_[i].fragments;
    if (fragments.size() < 2 || fragments.size() > most_fragments) return;
    for (std::size_t first = 0; first + 1 < fragments.size(); ++first) {
      for (std::size_t last = fragments.size(); last > first + 1; --last) {
        if (!is_stretched_line(i, first, last)) continue;
        const auto at = [&](std::size_t f) {
          return fragments.begin() + static_cast<std::ptrdiff_t>(f);
        };
        fragments[first] = joined(page_, Fragments(at(first), at(last)));
        fragments.erase(at(first + 1), at(last));
        break;
      }
    }
  }

  bool is_stretched_line(std::size_t i, std::size_t first, std::size_t last) const {
    const Fragments& fragments = lines_[i].fragments;
    const double left = fragments[first].box.left, right = fragments[last - 1].box.right;
    if (!is_width_of_text_near(i, left, right)) return false;
    Indices words;
    for (std::size_t f = first; f < last; ++f) {
      words.insert(words.end(), fragments[f].words.begin(), fragments[f].words.end());
    }
    const bool one_gap = words.size() == 2;
    return one_gap ? reads_on(i, left, words) : has_equal_gaps(words);
  }

  // True where a line of three words or more near by has these edges.
  bool is_width_of_text_near(std::size_t i, double left, double right) const {
    constexpr double same = 0.7;
    constexpr std::size_t far = 3;
    const std::size_t end = std::min(i + far + 1, lines_.size());
    for (std::size_t near = i < far ? 0 : i - far; near < end; ++near) {
      if (near == i) continue;
      for (const Fragment& fragment : lines_[near].fragments) {
        if (fragment.words.size() > 2 && std::abs(fragment.box.left - left) < same &&
            std::abs(fragment.box.right - right) < same) {
          return true;
        }
      }
    }
    return false;
  }

  bool has_equal_gaps(const Indices& words) const {
    double least = 1e9, most = 0;
    for (std::size_t w = 1; w < words.size(); ++w) {
      const double gap = page_.words[words[w]].box.left - page_.words[words[w - 1]].box.right;
      least = std::min(least, gap);
      most = std::max(most, gap);
    }
    return most - least < 0.05 * em(page_.words[words.front()]);
  }

  // One gap alone tells little: the next line must begin in a word that had no room in it. Marks
  // and numbers may be cells.
  bool reads_on(std::size_t i, double left, const Indices& words) const {
    constexpr std::size_t shortest = 3;
    const PageWord& one = page_.words[words[0]];
    const PageWord& other = page_.words[words[1]];
    if (other.text.size() < shortest || has_digit(other.text)) return false;
    const PageWord* next = i + 1 < lines_.size() ? first_word_at(i + 1, left) : nullptr;
    if (!next) return starts_lower(one.text) && !ends_sentence(one.text);
    return other.box.left - one.box.right - 0.5 * em(one) < next->box.width();
  }

  const PageWord* first_word_at(std::size_t i, double left) const {
    for (const Fragment& fragment : lines_[i].fragments) {
      if (std::abs(fragment.box.left - left) < 1) return &page_.words[fragment.words.front()];
    }
    return nullptr;
  }

  const PageWords& page_;
  std::vector<PrintLine>& lines_;
};

// "1", "1.", "2.3", "2.3.", "4)", "5:".
bool is_number_marker(std::string_view word) {
  if (word.empty() || word.size() > 8 || !is_digit(word.front())) return false;
  if (word.back() == ')' || word.back() == ':') word.remove_suffix(1);
  bool after_point = true;
  std::size_t digits = 0;
  for (const char c : word) {
    if (c == '.' && after_point) return false;
    if (c != '.' && !is_digit(c)) return false;
    digits = c == '.' ? 0 : digits + 1;
    if (digits > 3) return false;
    after_point = c == '.';
  }
  return true;
}

// One arrow, geometric shape, check mark or other sign of which bullets are made.
bool is_drawn_sign(std::string_view word) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(word[i]); };
  if (word.size() != 3 || (byte(0) & 0xF0) != 0xE0) return false;
  const unsigned sign = (byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
  const bool arrow = sign >= 0x2190 && sign <= 0x21FF;
  const bool shape = sign >= 0x25A0 && sign <= 0x27BF;
  return arrow || shape || (sign >= 0x2B00 && sign <= 0x2BFF);
}

bool is_letter_marker(std::string_view word) {
  const bool open = !word.empty() && word.front() == '(';
  if (open) word.remove_prefix(1);
  if (word.size() < 2 || word.size() > 5 || word.back() != ')') return false;
  word.remove_suffix(1);
  if (word.size() == 1) return (word[0] >= 'a' && word[0] <= 'z') || is_digit(word[0]);
  return word.find_first_not_of("ivx") == std::string_view::npos;
}

}  // namespace

bool is_list_marker(std::string_view word) {
  for (const std::string_view mark : {"-", "–", "—", "•", "·", "‣", "*", "o", "->", "»"}) {
    if (word == mark) return true;
  }
  return is_number_marker(word) || is_letter_marker(word) || is_drawn_sign(word);
}

Fragment make_fragment(const PageWords& page, std::vector<std::uint32_t> words) {
  Fragment fragment;
  fragment.words = std::move(words);
  fragment.bold = true;
  std::size_t most = 0;
  Box main;
  for (const std::uint32_t i : fragment.words) {
    const PageWord& word = page.words[i];
    fragment.box = united(fragment.box, word.box);
    fragment.bold &= word.bold;
    if (word.text.size() > most) {
      most = word.text.size();
      fragment.font_size = word.font_size;
      main = word.box;
    }
  }
  fragment.box.top = main.top;
  fragment.box.bottom = main.bottom;
  return fragment;
}

Fragment joined(const PageWords& page, const std::vector<Fragment>& fragments) {
  Indices words;
  for (const Fragment& fragment : fragments) {
    words.insert(words.end(), fragment.words.begin(), fragment.words.end());
  }
  return make_fragment(page, std::move(words));
}

bool is_stretched(const PageWords& page, const std::vector<std::uint32_t>& words) {
  return is_stretched(page, words, gaps_of(page, words));
}

std::vector<PrintLine> print_lines(const PageWords& page) {
  std::vector<PrintLine> lines;
  std::vector<Indices> by_line = words_by_line(page);
  attach_scripts(page, by_line);
  for (Indices& words : by_line) lines.push_back(divided(page, std::move(words)));
  std::stable_sort(lines.begin(), lines.end(), [](const PrintLine& one, const PrintLine& other) {
    return middle(one.box) < middle(other.box);
  });
  StretchedLines(page, lines).join();
  return lines;
}

}  // namespace muistio
