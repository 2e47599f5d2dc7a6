#include "corpus/unicode.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <cstring>

#include "corpus/index_tokens.h"

namespace muistio {
namespace {

// The code point that begins at `at`, which moves past it; negative for malformed bytes.
UChar32 next_code_point(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 character = 0;
  U8_NEXT(bytes, at, text.size(), character);
  return character;
}

void append(std::string& text, UChar32 character) {
  std::uint8_t bytes[U8_MAX_LENGTH];
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, character);
  text.append(reinterpret_cast<const char*>(bytes), length);
}

icu::UnicodeString utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
}

bool belongs_to_word(UChar32 character) {
  return character >= 0 && (u_isalnum(character) || (U_GET_GC_MASK(character) & U_GC_M_MASK));
}

// Whether the character at `at`, which moves past it, is part of a word to unicode61.
bool belongs_to_token(std::string_view text, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) {
    ++at;
    return is_digit(text[at - 1]) || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
  }
  const UChar32 character = next_code_point(text, at);
  constexpr std::uint32_t parts = U_GC_L_MASK | U_GC_N_MASK | U_GC_CO_MASK | U_GC_MN_MASK;
  return character >= 0 && (U_GET_GC_MASK(character) & parts) != 0;
}

// Well-formed UTF-8 without control characters.
std::string with_replacements(std::string_view text) {
  constexpr UChar32 replacement = 0xFFFD;
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const UChar32 character = next_code_point(text, at);
    const bool control = character >= 0 && character != '\t' && character != '\n' &&
                         u_charType(character) == U_CONTROL_CHAR;
    if (character < 0 || control)
      append(clean, replacement);
    else
      clean.append(text.substr(begin, at - begin));
  }
  return clean;
}

// True where no character is U+0300 or higher or a control character but '\t' and '\n': such a
// text is in NFC.
bool is_normalised_latin(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      if ((byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7F) return false;
      continue;
    }
    if (byte < 0xC2 || byte > 0xCB || at + 1 == text.size()) return false;
    const auto second = static_cast<unsigned char>(text[++at]);
    if (!is_inside_character(text[at]) || (byte == 0xC2 && second < 0xA0)) return false;
  }
  return true;
}

// Bytes of the sign of Latin-1, the dash, quotation mark, bullet, arrow or box (U+2000..U+20FF,
// U+21C0..U+247F, U+2500..U+2BFF) that begins the text: signs without lower case. 0: another.
std::size_t sign_without_case(std::string_view text) {
  const auto byte = [&](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
  };
  const auto goes_on = [&](std::size_t at) { return byte(at) >= 0x80 && byte(at) <= 0xBF; };
  if (byte(0) == 0xC2) return goes_on(1) ? 2 : 0;
  const unsigned second = byte(1);
  const bool sign = (second >= 0x80 && second <= 0x83) || (second >= 0x87 && second <= 0x91) ||
                    (second >= 0x94 && second <= 0xAF);
  return byte(0) == 0xE2 && sign && goes_on(2) ? 3 : 0;
}

// Eight letters at a time: true where one of them is beyond ASCII. Those stay as they are.
bool lower_case_eight(char* letters) {
  constexpr std::uint64_t each = 0x0101010101010101, high_bits = each * 0x80;
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, letters, sizeof bytes);
  const std::uint64_t low_bits = bytes & ~high_bits;
  const std::uint64_t from_a = low_bits + each * (0x80 - 'A');
  const std::uint64_t beyond_z = low_bits + each * (0x7F - 'Z');
  const std::uint64_t capitals = (from_a ^ beyond_z) & ~bytes & high_bits;
  const std::uint64_t lower = bytes | capitals >> 2;
  std::memcpy(letters, &lower, sizeof lower);
  return (bytes & high_bits) != 0;
}

// True where one of the letters is beyond ASCII. Those stay as they are.
bool lower_case_ascii(char* letters, std::size_t size) {
  constexpr std::size_t eight = 8;
  bool beyond = false;
  if (size >= eight) {
    for (std::size_t at = 0; at + eight < size; at += eight)
      beyond = lower_case_eight(letters + at) || beyond;
    return lower_case_eight(letters + size - eight) || beyond;
  }
  for (std::size_t at = 0; at < size; ++at) {
    const auto byte = static_cast<unsigned char>(letters[at]);
    if (byte >= 'A' && byte <= 'Z') letters[at] = static_cast<char>(byte + 0x20);
    beyond = beyond || byte >= 0x80;
  }
  return beyond;
}

// Lower case of a text in ASCII and Latin-1 letters and common signs; false where it holds
// anything else.
bool lower_case_latin1(std::string_view text, std::string& lower) {
  lower.assign(text);
  if (!lower_case_ascii(lower.data(), lower.size())) return true;
  for (std::size_t at = 0; at < lower.size();) {
    const auto byte = static_cast<unsigned char>(lower[at]);
    if (byte < 0x80) {
      ++at;
    } else if (byte == 0xC3) {
      if (at + 1 == lower.size()) return false;
      const auto second = static_cast<unsigned char>(lower[at + 1]);
      if (second < 0x80 || second > 0xBF) return false;
      if (second <= 0x9E && second != 0x97) lower[at + 1] = static_cast<char>(second + 0x20);
      at += 2;
    } else {
      const std::size_t size = sign_without_case(text.substr(at));
      if (size == 0) return false;
      at += size;
    }
  }
  return true;
}

}  // namespace

std::string normalised(std::string_view text) {
  if (is_normalised_latin(text)) return std::string(text);
  std::string clean = with_replacements(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status) || nfc->isNormalizedUTF8(clean, status)) return clean;
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  status = U_ZERO_ERROR;
  nfc->normalizeUTF8(0, clean, sink, nullptr, status);
  return U_SUCCESS(status) ? result : clean;
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (next_code_point(text, at) < 0) return false;
  return true;
}

std::string lower_case(std::string_view text) {
  std::string lower;
  if (lower_case_latin1(text, lower)) return lower;
  lower.clear();
  utf16(text).toLower(icu::Locale("fi")).toUTF8String(lower);
  return lower;
}

bool starts_upper(std::string_view text) {
  if (text.empty()) return false;
  std::size_t at = 0;
  const UChar32 first = next_code_point(text, at);
  return first >= 0 && u_isupper(first);
}

bool is_all_capitals(std::string_view text) {
  bool has_letter = false;
  for (std::size_t at = 0; at < text.size();) {
    const UChar32 character = next_code_point(text, at);
    if (character < 0) continue;
    if (u_islower(character)) return false;
    has_letter = has_letter || u_isalpha(character);
  }
  return has_letter;
}

bool inside_word(std::string_view text, std::size_t offset) {
  if (offset == 0 || offset >= text.size()) return false;
  std::size_t before = character_begin(text, offset - 1);
  return belongs_to_word(next_code_point(text, before)) &&
         belongs_to_word(next_code_point(text, offset));
}

std::string letters_and_digits(std::string_view text) {
  std::string letters;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (belongs_to_word(next_code_point(text, at))) letters += text.substr(begin, at - begin);
  }
  return letters;
}

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += is_inside_character(byte) ? 0 : 1;
  return count;
}

bool is_index_token(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (!belongs_to_token(text, at)) return false;
  return !text.empty();
}

std::vector<std::string_view> index_tokens(std::string_view text) {
  std::vector<std::string_view> tokens;
  std::size_t begin = 0;
  const auto end_token = [&](std::size_t end) {
    if (end > begin) tokens.push_back(text.substr(begin, end - begin));
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    if (belongs_to_token(text, at)) continue;
    end_token(here);
    begin = at;
  }
  end_token(text.size());
  return tokens;
}

std::string single_spaced(std::string_view text) {
  std::string result;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const UChar32 character = next_code_point(text, at);
    if (character >= 0 && u_isUWhiteSpace(character)) {
      gap = true;
      continue;
    }
    if (gap && !result.empty()) result += ' ';
    gap = false;
    result.append(text.substr(begin, at - begin));
  }
  return result;
}

std::vector<std::string_view> words_of(std::string_view text, std::string_view gaps) {
  std::bitset<256> is_gap;
  for (const char gap : gaps) is_gap.set(static_cast<unsigned char>(gap));
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && !is_gap[static_cast<unsigned char>(text[end])]) ++end;
    if (end > begin) words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
  return joined(std::vector<std::string_view>(texts.begin(), texts.end()), separator);
}

std::string joined(const std::vector<std::string_view>& texts, std::string_view separator) {
  std::string whole;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) whole += separator;
    whole += texts[i];
  }
  return whole;
}

}  // namespace muistio
