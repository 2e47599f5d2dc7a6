#include "extractors/pdf_file_letters.h"

#include <string_view>
#include <utility>

#include "corpus/unicode.h"

namespace muistio {
namespace {

void append_utf8(std::string& text, std::uint32_t c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0 | c >> 6);
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0 | c >> 12);
    text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    text += static_cast<char>(0xF0 | c >> 18);
    text += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  }
}

bool is_white_space(std::uint32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

bool is_control(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200E && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         (c >= 0xFFF9 && c <= 0xFFFB);
}

// The letters of a ligature that fonts have and words do not.
const char* ligature(std::uint32_t c) {
  constexpr const char* letters[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  return c >= 0xFB00 && c <= 0xFB06 ? letters[c - 0xFB00] : nullptr;
}

// Below U+0300 nothing composes, and neither does general punctuation.
bool may_compose(std::uint32_t c) {
  return c >= 0x300 && !(c >= 0x2010 && c <= 0x2060);
}

// Fonts of signs (Wingdings, Symbol) have no letters: office programs write U+F000 and the place
// of the sign in the font. Alone in a word it is a bullet or a box to be checked.
const char* sign_of_font(std::string_view word) {
  if (word.size() != 3 || word[0] != '\xEF' || (word[1] & '\xFC') != '\x80') return nullptr;
  switch ((word[1] & 3) << 6 | (word[2] & 0x3F)) {
    case 0x6F:
    case 0x71:
    case 0xA8:
      return "☐";
    case 0x6E:
    case 0xA7:
      return "▪";
    case 0xE0:
    case 0xE8:
      return "→";
    case 0xFB:
      return "✗";
    case 0xFC:
      return "✓";
    case 0xFD:
    case 0xFE:
      return "☒";
    default:
      return "•";
  }
}

}  // namespace

void LetterReader::add(std::uint32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  composes_ |= may_compose(c);
  if (is_white_space(c)) {
    text_ += ' ';
  } else if (const char* letters = ligature(c)) {
    text_ += letters;
  } else if (!is_control(c)) {
    append_utf8(text_, c);
  }
}

std::string LetterReader::take() {
  if (const char* sign = sign_of_font(text_)) return sign;
  return composes_ ? normalised(text_) : std::move(text_);
}

}  // namespace muistio
