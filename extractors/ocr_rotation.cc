#include "extractors/ocr_rotation.h"

#include <cmath>
#include <cstddef>
#include <vector>

namespace muistio {
namespace {

constexpr int parts = 16;  // Of a point, across and down.
constexpr unsigned char white = 255;

// Shades row by row, a byte each.
std::vector<unsigned char> shades_of(Pix* grey) {
  const auto width = static_cast<std::size_t>(pixGetWidth(grey));
  std::vector<unsigned char> shades(width * static_cast<std::size_t>(pixGetHeight(grey)));
  unsigned char* to = shades.data();
  for (int y = 0; y < pixGetHeight(grey); ++y) {
    const l_uint32* const row = pixGetData(grey) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(grey);
    std::size_t x = 0;
    for (; x + 4 <= width; x += 4, to += 4) {
      const l_uint32 four = row[x / 4];
      to[0] = static_cast<unsigned char>(four >> 24);
      to[1] = static_cast<unsigned char>(four >> 16);
      to[2] = static_cast<unsigned char>(four >> 8);
      to[3] = static_cast<unsigned char>(four);
    }
    for (; x < width; ++x) *to++ = GET_DATA_BYTE(row, x);
  }
  return shades;
}

// Where points of one row come from, in parts of a point from the middle of the picture.
struct Sources {
  explicit Sources(int width) : across(static_cast<std::size_t>(width)), down(across) {}

  void find(int x_middle, int y_from_middle, float sine, float cosine) {
    const int width = static_cast<int>(across.size());
    const auto y = static_cast<float>(y_from_middle);
    int* const to_across = across.data();
    int* const to_down = down.data();
    for (int i = 0; i < width; ++i) {
      const auto x = static_cast<float>(x_middle - i);
      to_across[i] = static_cast<int>(-x * cosine - y * sine);
      to_down[i] = static_cast<int>(-y * cosine + x * sine);
    }
  }

  std::vector<int> across, down;
};

// The mean of the four points that it covers, by how much it covers of each.
unsigned char mixed(const unsigned char* from, int width, int right, int below) {
  const int above = parts - below, left = parts - right;
  const int sum = left * (above * from[0] + below * from[width]) +
                  right * (above * from[1] + below * from[width + 1]);
  return static_cast<unsigned char>((sum + parts * parts / 2) / (parts * parts));
}

}  // namespace

PixPointer rotated(Pix* grey, float radians) {
  PixPointer result(pixGetDepth(grey) == 8 ? pixCreateTemplate(grey) : nullptr);
  if (!result) return result;
  const int width = pixGetWidth(grey), height = pixGetHeight(grey);
  const int x_middle = width / 2, y_middle = height / 2;
  const float sine = static_cast<float>(parts * std::sin(radians));
  const float cosine = static_cast<float>(parts * std::cos(radians));
  const std::vector<unsigned char> shades = shades_of(grey);
  const auto places_across = static_cast<unsigned>(width - 1);
  const auto places_down = static_cast<unsigned>(height - 1);
  Sources sources(width);
  for (int y = 0; y < height; ++y) {
    sources.find(x_middle, y_middle - y, sine, cosine);
    l_uint32* const row =
        pixGetData(result.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(result.get());
    for (int x = 0; x < width; ++x) {
      const int across = sources.across[static_cast<std::size_t>(x)];
      const int down = sources.down[static_cast<std::size_t>(x)];
      const int left = x_middle + (across >> 4), top = y_middle + (down >> 4);
      unsigned char shade = white;
      if (static_cast<unsigned>(left) < places_across && static_cast<unsigned>(top) < places_down) {
        const auto at = static_cast<std::ptrdiff_t>(top) * width + left;
        shade = mixed(shades.data() + at, width, across & (parts - 1), down & (parts - 1));
      }
      SET_DATA_BYTE(row, x, shade);
    }
  }
  return result;
}

}  // namespace muistio
