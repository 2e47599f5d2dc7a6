#include "extractors/ocr_darkness.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace muistio {
namespace {

// Rows of shades. All is done row by row and without conditions, many points at a time.
struct Shades {
  Shades(int wide, int high)
      : width(static_cast<std::size_t>(wide)),
        height(static_cast<std::size_t>(high)),
        points(width * height) {}
  unsigned char* row(std::size_t y) { return points.data() + y * width; }

  std::size_t width, height;
  std::vector<unsigned char> points;
};

void read_row(Pix* grey, int y, unsigned char* row) {
  const l_uint32* const from = pixGetData(grey) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(grey);
  const int width = pixGetWidth(grey), whole = width / 4;
  for (int i = 0; i < whole; ++i, row += 4) {
    const l_uint32 four = from[i];
    row[0] = static_cast<unsigned char>(four >> 24);
    row[1] = static_cast<unsigned char>(four >> 16);
    row[2] = static_cast<unsigned char>(four >> 8);
    row[3] = static_cast<unsigned char>(four);
  }
  for (int x = whole * 4; x < width; ++x) *row++ = GET_DATA_BYTE(from, x);
}

Shades shades_of(Pix* grey) {
  Shades shades(pixGetWidth(grey), pixGetHeight(grey));
  for (std::size_t y = 0; y < shades.height; ++y)
    read_row(grey, static_cast<int>(y), shades.row(y));
  return shades;
}

Shades darkest_of_four(Pix* grey) {
  Shades shades(pixGetWidth(grey) / 2, pixGetHeight(grey) / 2);
  std::vector<unsigned char> upper(static_cast<std::size_t>(pixGetWidth(grey))), lower(upper);
  for (std::size_t y = 0; y < shades.height; ++y) {
    read_row(grey, static_cast<int>(2 * y), upper.data());
    read_row(grey, static_cast<int>(2 * y + 1), lower.data());
    for (std::size_t x = 0; x < upper.size(); ++x) upper[x] = std::min(upper[x], lower[x]);
    unsigned char* const row = shades.row(y);
    for (std::size_t x = 0; x < shades.width; ++x)
      row[x] = std::min(upper[2 * x], upper[2 * x + 1]);
  }
  return shades;
}

// The distances to take the lightest, or the darkest, of two points at, one after the other, so
// that in the end each stands for `size` in a row.
std::vector<std::size_t> distances_for(std::size_t size) {
  std::vector<std::size_t> distances;
  for (std::size_t reached = 1; reached < size;) {
    distances.push_back(std::min(reached, size - reached));
    reached += distances.back();
  }
  return distances;
}

struct Lighter {
  unsigned char operator()(unsigned char one, unsigned char other) const {
    return std::max(one, other);
  }
};
struct Darker {
  unsigned char operator()(unsigned char one, unsigned char other) const {
    return std::min(one, other);
  }
};

// Of the points from each on, to the right and down where `forwards`, else to the left and up, the
// one that `Chosen` takes.
template <typename Chosen, bool forwards>
void take(Shades& shades, const std::vector<std::size_t>& distances) {
  const Chosen chosen;
  const std::size_t width = shades.width, height = shades.height;
  std::vector<unsigned char> before(width);
  for (std::size_t y = 0; y < height; ++y) {
    unsigned char* const row = shades.row(y);
    for (const std::size_t distance : distances) {
      if (distance >= width) continue;
      std::copy(row, row + width, before.begin());
      const unsigned char* const near = before.data() + (forwards ? 0 : distance);
      const unsigned char* const far = before.data() + (forwards ? distance : 0);
      unsigned char* const to = row + (forwards ? 0 : distance);
      for (std::size_t x = 0; x < width - distance; ++x) to[x] = chosen(near[x], far[x]);
    }
  }
  for (const std::size_t distance : distances) {
    for (std::size_t i = distance; i < height; ++i) {
      const std::size_t y = forwards ? i - distance : height - 1 - (i - distance);
      unsigned char* const row = shades.row(y);
      const unsigned char* const other = shades.row(forwards ? y + distance : y - distance);
      for (std::size_t x = 0; x < width; ++x) row[x] = chosen(row[x], other[x]);
    }
  }
}

}  // namespace

Darkness::Darkness(Pix* grey, int widest, bool halved) {
  if (!grey || pixGetDepth(grey) != 8 || widest < 1) return;
  Shades shades = halved ? darkest_of_four(grey) : shades_of(grey);
  width_ = static_cast<int>(shades.width);
  height_ = static_cast<int>(shades.height);
  // Black around, so that the squares may reach over the edge.
  const int edge = widest - 1;
  const auto beside = static_cast<std::size_t>(edge);
  Shades around(width_ + edge, height_ + edge);
  for (std::size_t y = 0; y < shades.height; ++y) {
    const unsigned char* const row = shades.row(y);
    std::copy(row, row + shades.width, around.row(y + beside) + beside);
  }
  const auto distances = distances_for(static_cast<std::size_t>(widest));
  constexpr bool forwards = true;
  take<Lighter, forwards>(around, distances);
  take<Darker, !forwards>(around, distances);
  for (std::size_t y = 0; y < shades.height; ++y) {
    unsigned char* const row = shades.row(y);
    const unsigned char* const ground = around.row(y + beside) + beside;
    for (std::size_t x = 0; x < shades.width; ++x)
      row[x] = static_cast<unsigned char>(ground[x] - row[x]);
  }
  darkness_ = std::move(shades.points);
}

PixPointer Darkness::at_least(int least) const {
  PixPointer binary(darkness_.empty() ? nullptr : pixCreate(width_, height_, 1));
  if (!binary) return binary;
  const auto width = static_cast<std::size_t>(width_);
  std::vector<unsigned char> dark((width + 31) / 32 * 32);
  for (int y = 0; y < height_; ++y) {
    const unsigned char* const row = darkness_.data() + static_cast<std::size_t>(y) * width;
    for (std::size_t x = 0; x < width; ++x) dark[x] = row[x] >= least ? 1 : 0;
    l_uint32* to =
        pixGetData(binary.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(binary.get());
    for (std::size_t x = 0; x < dark.size(); x += 32, ++to) {
      l_uint32 bits = 0;
      for (std::size_t i = 0; i < 32; ++i) bits = bits << 1 | dark[x + i];
      *to = bits;
    }
  }
  return binary;
}

}  // namespace muistio
