// What a line of print tells by the way it begins and ends.
#pragma once

#include <string>
#include <string_view>

#include "extractors/page_words.h"
#include "extractors/print_lines.h"

namespace muistio {

const std::string& first_word(const PageWords& page, const Fragment& fragment);
const std::string& last_word(const PageWords& page, const Fragment& fragment);

// True where the word's first character is a lower case letter.
bool starts_lower(std::string_view word);

// True after a full stop, a colon and the like, also inside closing quotes and brackets.
bool ends_sentence(std::string_view text);

// The length in bytes of the hyphen that the text ends in: 0 where it ends in none, or in a
// dash that stands on its own.
std::size_t hyphen_length(std::string_view text);

// True where the line above ends although the first word of the line below had room on it
// before the right edge: somebody ended the line there.
bool was_ended(const PageWords& page, const Fragment& above, const Fragment& below, double right);

// True where the fragment opens a list item: a marker, and text after it.
bool opens_item(const PageWords& page, const Fragment& fragment);

}  // namespace muistio
