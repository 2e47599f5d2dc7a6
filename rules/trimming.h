// Text without what only separates it from its neighbours.
#pragma once

#include <string_view>

#include "corpus/document.h"

namespace muistio {

// The text without blanks and without any of `marks` at its ends. The marks are whole
// characters: a dash goes as a whole, never a byte that it shares with another sign.
std::string_view trimmed(std::string_view text, std::u32string_view marks = {});

// The same for a span of `flow`; an empty one stays where it is.
Span trimmed(std::string_view flow, Span span, std::u32string_view marks = {});

}  // namespace muistio
