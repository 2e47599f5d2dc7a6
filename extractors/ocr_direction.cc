#include "extractors/ocr_direction.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "extractors/ocr_print.h"

namespace muistio {
namespace {

constexpr int darkest_paper = 160;
constexpr int strip = 64;  // Points of the small picture; so narrow that skew does not matter.
constexpr int fewest_words = 50;
constexpr double clear = 2;  // So much more do lines stand out one way than the other.

// A quarter as wide and high, without strokes longer than words: rules and frames.
PixPointer small_print(Pix* print) {
  constexpr int any_of_four = 1;
  PixPointer small(pixReduceRankBinaryCascade(print, any_of_four, any_of_four, 0, 0));
  if (!small) return small;
  const PixPointer across(pixOpenBrick(nullptr, small.get(), strip, 1));
  const PixPointer down(pixOpenBrick(nullptr, small.get(), 1, strip));
  if (across) pixSubtract(small.get(), small.get(), across.get());
  if (down) pixSubtract(small.get(), small.get(), down.get());
  return small;
}

// Words hang together when they are so small.
bool has_many_words(Pix* small) {
  int count = 0;
  return pixCountConnComp(small, 8, &count) == 0 && count >= fewest_words;
}

// How much print changes from each row, or column, to the next; summed over strips.
class Profile {
 public:
  Profile(int length, int strips)
      : length_(static_cast<std::size_t>(length)),
        counts_(length_ * static_cast<std::size_t>(strips)) {}
  void add(int place, int across) {
    ++counts_[static_cast<std::size_t>(across / strip) * length_ + static_cast<std::size_t>(place)];
  }
  double changes() const {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < counts_.size(); ++i) {
      if ((i + 1) % length_ == 0) continue;
      const double change = counts_[i + 1] - counts_[i];
      sum += change * change;
    }
    return sum;
  }

 private:
  std::size_t length_;
  std::vector<int> counts_;
};

// Positive where letters stand upright, negative where they stand on their heads: how many standard
// deviations more reach up than down; 0 where there are too few.
double uprightness(Pix* binary) {
  float confidence = 0;
  return pixUpDownDetect(binary, &confidence, 0, 0, 0) == 0 ? static_cast<double>(confidence) : 0;
}

PixPointer left_half(Pix* pix) {
  BOX* half = boxCreate(0, 0, pixGetWidth(pix) / 2, pixGetHeight(pix));
  PixPointer clipped(pixClipRectangle(pix, half, nullptr));
  boxDestroy(&half);
  return clipped;
}

bool runs_upright(Pix* print) {
  const PixPointer small = small_print(print);
  if (!small || !has_many_words(small.get())) return false;
  const int width = pixGetWidth(small.get()), height = pixGetHeight(small.get());
  Profile rows(height, width / strip + 1), columns(width, height / strip + 1);
  for (int y = 0; y < height; ++y) {
    const l_uint32* const line =
        pixGetData(small.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(small.get());
    for (int x = 0; x < width; ++x) {
      if (!GET_DATA_BIT(line, x)) continue;
      rows.add(y, x);
      columns.add(x, y);
    }
  }
  return columns.changes() > clear * rows.changes();
}

}  // namespace

bool lies_sideways(Pix* grey) {
  const PixPointer print = print_of(grey, darkest_paper);
  return print && runs_upright(print.get());
}

std::optional<int> turns_by_letters(Pix* grey) {
  constexpr double sure = 8;  // Pages of running text have 20 to 40.
  PixPointer print = print_of(grey, darkest_paper);
  if (!print) return std::nullopt;
  const int turns = runs_upright(print.get()) ? 1 : 0;
  if (turns != 0) print.reset(pixRotateOrth(print.get(), turns));
  const PixPointer half = print ? left_half(print.get()) : nullptr;
  if (!half) return std::nullopt;
  double upright = uprightness(half.get());
  if (std::abs(upright) < sure) upright = uprightness(print.get());
  if (std::abs(upright) < sure) return std::nullopt;
  return upright > 0 ? turns : turns + 2;
}

}  // namespace muistio
