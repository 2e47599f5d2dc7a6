// The letters of a text as poppler gives them, as UTF-8 in NFC. White space becomes ' ',
// ligatures become the letters they stand for, a lone sign of a font without letters the sign it
// shows, and control characters are dropped. By hand, because
// poppler's own conversion opens a character converter on every call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace muistio {

class LetterReader {
 public:
  explicit LetterReader(std::size_t expected) { text_.reserve(expected + expected / 8); }

  // A code point; what is none becomes U+FFFD.
  void add(std::uint32_t c);

  std::string take();

 private:
  std::string text_;
  bool composes_ = false;
};

// Of a container of UTF-16; half a pair becomes U+FFFD.
template <typename Utf16>
std::string letters_of(const Utf16& utf16) {
  LetterReader reader(utf16.size());
  for (std::size_t i = 0; i < utf16.size(); ++i) {
    std::uint32_t c = static_cast<std::uint16_t>(utf16[i]);
    if (c >= 0xD800 && c < 0xDC00 && i + 1 < utf16.size()) {
      const std::uint32_t low = static_cast<std::uint16_t>(utf16[i + 1]);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        ++i;
      }
    }
    reader.add(c);
  }
  return reader.take();
}

}  // namespace muistio
