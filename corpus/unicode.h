// What the rest of muistio needs to know of characters. UTF-8 in and out; ICU stays inside.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace muistio {

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

// Number of code points. The text must be valid UTF-8.
std::size_t code_points(std::string_view text);

// Runs of white space become one space, none at the ends: what a fact's text looks like.
std::string single_spaced(std::string_view text);

}  // namespace muistio
