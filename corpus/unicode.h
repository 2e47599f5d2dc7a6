// What the rest of muistio needs to know of characters. UTF-8 in and out; ICU stays inside.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace muistio {

// What one byte of UTF-8 tells. Digits and spaces are those of ASCII; of control characters
// normalised() leaves no others.
constexpr bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}
constexpr bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n';
}
// False of the first byte of a character.
constexpr bool is_inside_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// True where a character begins and at the end of the text; false beyond it.
constexpr bool is_boundary(std::string_view text, std::size_t offset) {
  return offset == text.size() || (offset < text.size() && !is_inside_character(text[offset]));
}

// Where the character that holds the byte begins; the end of the text is its own.
constexpr std::size_t character_begin(std::string_view text, std::size_t offset) {
  while (offset > 0 && offset < text.size() && is_inside_character(text[offset])) --offset;
  return offset;
}

// Where the character after the one that begins at the offset does, or the text ends.
constexpr std::size_t next_character(std::string_view text, std::size_t offset) {
  ++offset;
  while (offset < text.size() && is_inside_character(text[offset])) ++offset;
  return offset;
}

// NFC of the text, with malformed UTF-8 and control characters other than '\t' and '\n'
// replaced by U+FFFD.
std::string normalised(std::string_view text);

bool is_valid_utf8(std::string_view text);

// Lower case by Finnish rules, whole string: "SISÄ-SUOMI" -> "sisä-suomi".
std::string lower_case(std::string_view text);

// True where the text's first character is an upper case letter.
bool starts_upper(std::string_view text);

// True where it has a letter and no lower case letter.
bool is_all_capitals(std::string_view text);

// True if a letter or digit stands on both sides of the byte offset, that is, if cutting
// there would break a word. Needed because \b in RE2 knows only ASCII and sees a word edge
// inside "hämärä".
bool inside_word(std::string_view text, std::size_t offset);

// The letters and digits with the marks on them, without all that stands between.
std::string letters_and_digits(std::string_view text);

// Number of code points. The text must be valid UTF-8.
std::size_t code_points(std::string_view text);

// Runs of white space become one space, none at the ends: what a fact's text looks like.
std::string single_spaced(std::string_view text);

// What stands between the gaps, which are single bytes of ASCII; nothing empty.
std::vector<std::string_view> words_of(std::string_view text, std::string_view gaps = " \t\n");

std::string joined(const std::vector<std::string>& texts, std::string_view separator = " ");
std::string joined(const std::vector<std::string_view>& texts, std::string_view separator = " ");

}  // namespace muistio
