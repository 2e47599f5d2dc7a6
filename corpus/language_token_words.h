// Words that tell where tokens end: the lists of words/tokens.txt. Inside of Language.
#pragma once

#include <string_view>

namespace muistio {

// "esim", "kl": written with a full stop that ends no sentence. The word in lower case.
bool is_abbreviation(std::string_view lower);

// "n", "s": the same, but only before a number or a word in lower case.
bool is_letter_abbreviation(std::string_view lower);

// "km", "MWh".
bool is_unit(std::string_view word);

}  // namespace muistio
