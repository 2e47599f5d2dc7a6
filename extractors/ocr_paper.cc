#include "extractors/ocr_paper.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace muistio {
namespace {

// Shades from 0, black, to 255. What is darker than `black` is no paper.
constexpr int black = 60, dark_paper = 190;
constexpr double in_shadow = 0.85;  // Of the shade of most of the paper.

// The shade of the paper in one tile: that of the lighter part of its points.
int paper_of(Pix* grey, int left, int top, int size) {
  std::array<int, 256> counts{};
  int all = 0;
  for (int y = top; y < top + size; y += 2) {
    const l_uint32* const row = pixGetData(grey) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(grey);
    for (int x = left; x < left + size; x += 2, ++all) ++counts[GET_DATA_BYTE(row, x)];
  }
  int lighter = 0, shade = 255;
  while (shade > 0 && (lighter += counts[static_cast<std::size_t>(shade)]) * 3 < all) --shade;
  return shade;
}

bool has_dark_paper(Pix* grey) {
  constexpr int tile = 32;
  constexpr std::size_t fewest = 20;
  std::vector<int> shades;
  for (int top = 0; top + tile <= pixGetHeight(grey); top += tile) {
    for (int left = 0; left + tile <= pixGetWidth(grey); left += tile) {
      const int shade = paper_of(grey, left, top, tile);
      if (shade > black) shades.push_back(shade);
    }
  }
  if (shades.size() < fewest) return false;
  std::sort(shades.begin(), shades.end());
  const int middle = shades[shades.size() / 2];
  return middle < dark_paper || shades[shades.size() / 8] < in_shadow * middle;
}

}  // namespace

PixPointer with_even_paper(Pix* grey) {
  if (pixGetDepth(grey) != 8 || !has_dark_paper(grey)) return nullptr;
  // Tiles wider than letters and as high as lines.
  constexpr int width = 16, height = 24, fewest_points = 60, paper = 230, smooth = 2;
  PixPointer even(pixBackgroundNorm(grey, nullptr, nullptr, width, height, black, fewest_points,
                                    paper, smooth, smooth));
  if (!even) return even;
  // The grain of the paper goes, and print gets as dark as it can.
  constexpr float print_share = 0.01F, gamma = 1;
  constexpr int grain = 195, lightest_print = 140;
  float print = 0;
  if (pixGetRankValueMasked(even.get(), nullptr, 0, 0, 4, print_share, &print, nullptr) != 0)
    return even;
  pixGammaTRC(even.get(), even.get(), gamma, std::min(static_cast<int>(print), lightest_print),
              grain);
  return even;
}

}  // namespace muistio
