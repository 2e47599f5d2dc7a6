#include <unicode/utext.h>

#include <algorithm>
#include <cstdint>

#include "corpus/language_parts.h"

namespace muistio {
namespace {

// ICU's pieces of the text, white space left out.
std::vector<Token> pieces_of(icu::BreakIterator& words, std::string_view text) {
  std::vector<Token> pieces;
  UErrorCode status = U_ZERO_ERROR;
  UText* input =
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  if (U_FAILURE(status)) return pieces;
  words.setText(input, status);
  for (std::int32_t begin = words.first(), end = words.next(); end != icu::BreakIterator::DONE;
       begin = end, end = words.next()) {
    const auto first = static_cast<std::size_t>(begin), last = static_cast<std::size_t>(end);
    const int tag = words.getRuleStatus();
    TokenKind kind = TokenKind::word;
    if (tag < UBRK_WORD_NONE_LIMIT) {
      const std::string_view piece = text.substr(first, last - first);
      if (piece.find_first_not_of(" \t\r\n") == std::string_view::npos) continue;
      kind = TokenKind::punctuation;
    } else if (tag < UBRK_WORD_NUMBER_LIMIT) {
      kind = TokenKind::number;
    }
    pieces.push_back({{first, last}, kind});
  }
  utext_close(input);
  return pieces;
}

bool is_word(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::number;
}

}  // namespace

std::vector<Token> Language::tokenise(std::string_view text) const {
  std::vector<Token> tokens;
  for (const Token& piece : pieces_of(*parts_->words, text)) {
    const bool touches = !tokens.empty() && tokens.back().span.end == piece.span.begin;
    const std::string_view last =
        tokens.empty() ? std::string_view()
                       : text.substr(tokens.back().span.begin, tokens.back().span.size());
    const bool continues = touches && ((is_word(piece) && last.ends_with('-')) ||
                                       (is_word(tokens.back()) && text[piece.span.begin] == '-'));
    if (!continues) {
      tokens.push_back(piece);
      continue;
    }
    tokens.back().span.end = piece.span.end;
    if (tokens.back().kind != TokenKind::number || piece.kind == TokenKind::word)
      tokens.back().kind = TokenKind::word;
  }
  return tokens;
}

}  // namespace muistio
