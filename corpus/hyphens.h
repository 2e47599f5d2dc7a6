// What a hyphen at the end of a line means: the printer's division of a word, a hyphen of
// the word itself, or a part left out ("sosiaali- ja terveyslautakunta").
#pragma once

#include <string_view>

#include "corpus/language.h"

namespace muistio {

enum class LineEnd {
  join,         // "pöytä-" + "kirja": one word without the hyphen.
  keep_hyphen,  // "linja-" + "auto": one word with it.
  separate,     // "sosiaali-" + "ja": two words.
};

// `before` is the last word of a line with its hyphen, `after` the text that the next line
// begins with (its first two words are looked at). What stands around the words, as quotes
// and brackets, may be left on. `before` must end in a hyphen.
LineEnd line_end_hyphen(std::string_view before, std::string_view after, Language& language);

}  // namespace muistio
