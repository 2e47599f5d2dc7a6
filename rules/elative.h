// The nominative of organisations that people come from.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/language.h"

namespace muistio {

// The nominative of a word that stands in the elative, its first letter as printed: "kunnasta" is
// kunta, "Opintopalveluista" Opintopalvelut, "Kylät ry:stä"'s last word ry. None where the word
// has no reading in the elative.
std::optional<std::string> nominative_of_elative(Language& language, std::string_view word);

}  // namespace muistio
