#include "extractors/image_scaling.h"

#include <algorithm>
#include <cmath>

namespace muistio {
namespace {

constexpr int whole = 256;

// The share of what lies below `edge`, of the point that begins there and those before it.
std::uint16_t rounded(double share) {
  return static_cast<std::uint16_t>(std::lround(share * whole));
}

template <int count>
void mix_across(const Mixing& across, const std::uint16_t* mixed, unsigned char* result) {
  const std::uint16_t* weight = across.weights.data();
  for (std::size_t x = 0; x < across.firsts.size(); ++x, weight += count) {
    const std::uint16_t* const from = mixed + across.firsts[x];
    std::uint32_t sum = whole * whole / 2;
    for (int i = 0; i < count; ++i) sum += std::uint32_t{from[i]} * weight[i];
    result[x] = static_cast<unsigned char>(sum / (whole * whole));
  }
}

void mix_across(const Mixing& across, const std::uint16_t* mixed, unsigned char* result) {
  const std::uint16_t* weight = across.weights.data();
  for (std::size_t x = 0; x < across.firsts.size(); ++x, weight += across.count) {
    const std::uint16_t* const from = mixed + across.firsts[x];
    std::uint32_t sum = whole * whole / 2;
    for (int i = 0; i < across.count; ++i) sum += std::uint32_t{from[i]} * weight[i];
    result[x] = static_cast<unsigned char>(sum / (whole * whole));
  }
}

}  // namespace

Mixing::Mixing(int from, int to) {
  const double scale = static_cast<double>(from) / to;
  const bool smaller = to < from;
  if (smaller)
    count = std::min(static_cast<int>(std::ceil(scale)) + 1, from);
  else if (to > from)
    count = std::min(2, from);
  firsts.reserve(static_cast<std::size_t>(to));
  weights.reserve(static_cast<std::size_t>(to) * static_cast<std::size_t>(count));
  for (int x = 0; x < to; ++x) {
    // What it covers; where there are too few points it lies between the middles of two.
    const double left = smaller ? x * scale : (x + 0.5) * scale - 0.5;
    const double right = left + std::max(scale, 1.0);
    const int first = std::clamp(static_cast<int>(std::floor(left)), 0, from - count);
    firsts.push_back(first);
    std::uint16_t before = 0;
    for (int i = 0; i < count; ++i) {
      const bool last = i + 1 == count;
      const double reached = (std::min<double>(right, first + i + 1) - left) / (right - left);
      const std::uint16_t share = last ? whole : rounded(std::clamp(reached, 0.0, 1.0));
      weights.push_back(static_cast<std::uint16_t>(share - before));
      before = share;
    }
  }
}

RowScaler::RowScaler(const Mixing& across, const Mixing& down, int width)
    : across_(across),
      down_(down),
      width_(static_cast<std::size_t>(width)),
      held_(width_ * static_cast<std::size_t>(down.count)),
      mixed_(width_) {}

unsigned char* RowScaler::next_row() {
  const std::size_t place = rows_++ % static_cast<std::size_t>(down_.count);
  return held_.data() + place * width_;
}

void RowScaler::mix(int row, unsigned char* result) {
  const auto count = static_cast<std::size_t>(down_.count);
  const std::size_t at = static_cast<std::size_t>(row);
  std::fill(mixed_.begin(), mixed_.end(), std::uint16_t{0});
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint16_t weight = down_.weights[at * count + i];
    if (weight == 0) continue;
    const std::size_t place = (static_cast<std::size_t>(down_.firsts[at]) + i) % count;
    const unsigned char* const from = held_.data() + place * width_;
    for (std::size_t x = 0; x < width_; ++x)
      mixed_[x] = static_cast<std::uint16_t>(mixed_[x] + from[x] * weight);
  }
  switch (across_.count) {
    case 1:
      return mix_across<1>(across_, mixed_.data(), result);
    case 2:
      return mix_across<2>(across_, mixed_.data(), result);
    case 3:
      return mix_across<3>(across_, mixed_.data(), result);
    case 4:
      return mix_across<4>(across_, mixed_.data(), result);
    default:
      return mix_across(across_, mixed_.data(), result);
  }
}

void smooth(std::vector<unsigned char>& shades, int width, int height) {
  const auto mixed = [](int before, int here, int behind) {
    return static_cast<unsigned char>((3 * before + 26 * here + 3 * behind + 16) / 32);
  };
  const auto length = static_cast<std::size_t>(std::max(width, 0));
  const auto rows = static_cast<std::size_t>(std::max(height, 0));
  std::vector<unsigned char> here(length), above(length);
  for (std::size_t y = 0; y < rows; ++y) {
    unsigned char* const row = shades.data() + y * length;
    std::copy(row, row + length, here.begin());
    for (std::size_t x = 1; x + 1 < length; ++x) row[x] = mixed(here[x - 1], here[x], here[x + 1]);
  }
  if (rows > 0) std::copy_n(shades.begin(), length, above.begin());
  for (std::size_t y = 1; y + 1 < rows; ++y) {
    unsigned char* const row = shades.data() + y * length;
    const unsigned char* const below = row + length;
    std::copy(row, row + length, here.begin());
    for (std::size_t x = 0; x < length; ++x) row[x] = mixed(above[x], here[x], below[x]);
    above.swap(here);
  }
}

}  // namespace muistio
