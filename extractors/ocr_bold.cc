#include "extractors/ocr_bold.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>

#include "extractors/ocr_pix.h"
#include "extractors/ocr_print.h"

namespace muistio {
namespace {

constexpr std::size_t fewest_words = 12;  // That tell how thick the strokes of the page are.
constexpr double darkest_paper = 0.62;    // Of the shade of the paper: what is darker is ink.
constexpr int least_ink = 100;            // Points; less tells nothing.

// Thickness of strokes, as shares of that of most words.
constexpr double bold_line = 1.15, bold_beginning = 1.18, bold_word = 1.24;
constexpr double least_of_bold = 1.06;  // Figures and section signs have thin strokes.
constexpr double least_of_long = 1.03;
constexpr double long_word = 2;  // As a share of the font size.

int count_in(Pix* binary, const StrokedWord& word) {
  const std::unique_ptr<Box, void (*)(Box*)> box(
      boxCreate(word.left, word.top, word.right - word.left, word.bottom - word.top),
      [](Box* owned) { boxDestroy(&owned); });
  int count = 0;
  if (!box || pixCountPixelsInRect(binary, box.get(), &count, nullptr) != 0) return 0;
  return count;
}

struct Strokes {
  int ink = 0;           // Points.
  double thickness = 0;  // As a share of the font size; 0 where it cannot be told.
};

// Of strokes of thickness t, a border of one point on each side is 2/t of the ink.
Strokes strokes_of(Pix* ink, Pix* inner, const StrokedWord& word) {
  Strokes strokes{count_in(ink, word), 0};
  const int border = strokes.ink - count_in(inner, word);
  if (strokes.ink < least_ink || border <= 0 || word.font_size <= 0) return strokes;
  strokes.thickness = 2.0 * strokes.ink / border / word.font_size;
  return strokes;
}

std::optional<double> usual_thickness(const std::vector<Strokes>& strokes) {
  std::vector<double> known;
  for (const Strokes& word : strokes) {
    if (word.thickness > 0) known.push_back(word.thickness);
  }
  if (known.size() < fewest_words) return std::nullopt;
  const auto middle = known.begin() + static_cast<std::ptrdiff_t>(known.size() / 2);
  std::nth_element(known.begin(), middle, known.end());
  return *middle;
}

bool is_same_line(const StrokedWord& word, const StrokedWord& next) {
  return next.left >= word.right - word.font_size / 2 &&
         next.left - word.right < 2 * word.font_size &&
         std::abs(next.baseline - word.baseline) < word.font_size / 3;
}

// The words [first, last) of one line, with their strokes.
class Line {
 public:
  Line(std::vector<StrokedWord>& words, const std::vector<Strokes>& strokes, std::size_t first,
       std::size_t last, double usual)
      : words_(words), strokes_(strokes), first_(first), last_(last), usual_(usual) {}

  void tell() {
    std::size_t end = is_bold() ? last_ : end_of_thick();
    if (end < last_ && (end == first_ || !is_long(end) || mean(end) < bold_beginning)) end = first_;
    for (std::size_t i = first_; i < end; ++i) words_[i].bold = true;
    for (std::size_t i = first_; i < last_; ++i) {
      const bool wide = words_[i].right - words_[i].left > long_word * words_[i].font_size;
      if (wide && strokes_[i].thickness >= bold_word * usual_) words_[i].bold = true;
    }
    take_words_between();
  }

 private:
  // All of it, on the whole; long words of other print would tell.
  bool is_bold() const {
    for (std::size_t i = first_; i < last_; ++i) {
      const bool wide = words_[i].right - words_[i].left > long_word * words_[i].font_size;
      if (wide && !is_at_least(i, least_of_long)) return false;
    }
    return is_long(last_) && mean(last_) >= bold_line;
  }
  bool is_at_least(std::size_t i, double share) const {
    return strokes_[i].thickness == 0 || strokes_[i].thickness >= share * usual_;
  }
  std::size_t end_of_thick() const {
    std::size_t end = first_;
    while (end < last_ && is_at_least(end, least_of_bold)) ++end;
    return end == last_ ? first_ : end;  // Thick, but not enough for a line.
  }
  // "till" between bold words, and the number before them.
  void take_words_between() {
    for (std::size_t i = first_; i + 1 < last_; ++i) {
      const bool may_be = strokes_[i].thickness == 0 || strokes_[i].thickness >= usual_;
      const bool small = words_[i].right - words_[i].left < long_word * words_[i].font_size;
      if (may_be && small && words_[i + 1].bold && (i == first_ || words_[i - 1].bold))
        words_[i].bold = true;
    }
  }
  bool is_long(std::size_t end) const {
    return words_[end - 1].right - words_[first_].left > long_word * words_[first_].font_size;
  }
  // Weighted by ink.
  double mean(std::size_t end) const {
    double sum = 0, ink = 0;
    for (std::size_t i = first_; i < end; ++i) {
      if (strokes_[i].thickness == 0) continue;
      sum += strokes_[i].thickness * strokes_[i].ink;
      ink += strokes_[i].ink;
    }
    return ink == 0 ? 0 : sum / ink / usual_;
  }

  std::vector<StrokedWord>& words_;
  const std::vector<Strokes>& strokes_;
  std::size_t first_, last_;
  double usual_;
};

}  // namespace

void tell_bold(Pix* picture, std::vector<StrokedWord>& words) {
  if (!picture || pixGetDepth(picture) != 8 || words.size() < fewest_words) return;
  constexpr int step = 4;
  l_uint32 paper = 0;
  if (pixGetRankValue(picture, step, 0.5F, &paper) != 0) return;
  const PixPointer ink = print_of(picture, static_cast<int>(darkest_paper * paper));
  const PixPointer inner(ink ? pixErodeBrick(nullptr, ink.get(), 3, 3) : nullptr);
  if (!inner) return;
  std::vector<Strokes> strokes;
  for (const StrokedWord& word : words) strokes.push_back(strokes_of(ink.get(), inner.get(), word));
  const auto usual = usual_thickness(strokes);
  if (!usual) return;
  for (std::size_t first = 0, last = 0; first < words.size(); first = last) {
    last = first + 1;
    while (last < words.size() && is_same_line(words[last - 1], words[last])) ++last;
    Line(words, strokes, first, last, *usual).tell();
  }
}

}  // namespace muistio
