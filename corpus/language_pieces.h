// A text cut at its words and marks, before they are joined into tokens. Inside of Language.
#pragma once

#include <unicode/brkiter.h>

#include <string_view>
#include <vector>

#include "corpus/document.h"
#include "corpus/language.h"

namespace muistio {

struct TextPiece {
  Span span;
  TokenKind kind = TokenKind::word;
  bool alone = false;  // Letters between blanks: nothing is joined to it or split from it.
};

// In the order of the text, white space left out. `words` is ICU's for Finnish words; for one
// thread, as it is.
std::vector<TextPiece> text_pieces(icu::BreakIterator& words, std::string_view text);

}  // namespace muistio
