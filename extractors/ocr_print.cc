#include "extractors/ocr_print.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace muistio {
namespace {

constexpr int points_in_word = 4;  // Of a picture of eight bits; of one of one bit, 32.

// Leptonica holds the first point in the highest byte of a word, which little-endian machines
// have last in memory: a byte each in the order 3 2 1 0 7 6 5 4, 1 where it is print. One bit each
// in the order of the points, the first one highest.
l_uint32 bits_of(const unsigned char* eight) {
  constexpr std::array places{60, 53, 46, 39, 24, 17, 10, 3};
  constexpr std::uint64_t gather = [&] {
    std::uint64_t bits = 0;
    for (const int place : places) bits |= std::uint64_t{1} << place;
    return bits;
  }();
  std::uint64_t points = 0;
  std::memcpy(&points, eight, sizeof points);
  return static_cast<l_uint32>(points * gather >> 56);
}

void take_print(const l_uint32* grey, int words, unsigned char darkest_paper, l_uint32* print) {
  std::array<unsigned char, 32> shades{}, is_print{};
  for (int at = 0; at < words; at += 8, ++print) {
    const int count = std::min(words - at, 8);
    shades.fill(255);
    std::memcpy(shades.data(), grey + at, static_cast<std::size_t>(count) * sizeof(l_uint32));
    for (std::size_t i = 0; i < shades.size(); ++i) is_print[i] = shades[i] < darkest_paper;
    *print = bits_of(&is_print[0]) << 24 | bits_of(&is_print[8]) << 16 |
             bits_of(&is_print[16]) << 8 | bits_of(&is_print[24]);
  }
}

}  // namespace

PixPointer print_of(Pix* grey, int darkest_paper) {
  if (pixGetDepth(grey) != 8 || darkest_paper < 0 || darkest_paper > 255) return nullptr;
  if constexpr (std::endian::native != std::endian::little)
    return PixPointer(pixThresholdToBinary(grey, darkest_paper));
  const int width = pixGetWidth(grey), height = pixGetHeight(grey);
  PixPointer print(pixCreate(width, height, 1));
  if (!print) return print;
  pixCopyResolution(print.get(), grey);
  const int words = (width + points_in_word - 1) / points_in_word;
  for (int y = 0; y < height; ++y) {
    take_print(pixGetData(grey) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(grey), words,
               static_cast<unsigned char>(darkest_paper),
               pixGetData(print.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(print.get()));
  }
  pixSetPadBits(print.get(), 0);
  return print;
}

}  // namespace muistio
