// Names that OCR misread by a letter: "Häkan", "Lindgvist", "Makinen".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/attendees_pieces.h"

namespace muistio {

// The name that the word is a misreading of; absent where the word may well be right. Only for
// words that OCR read: in print an unknown name is a name.
std::optional<std::string> mended_name(std::string_view word, WordLooks& looks);

}  // namespace muistio
