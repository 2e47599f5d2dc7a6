#include "corpus/language_pieces.h"

#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <array>
#include <cstdint>

#include "corpus/unicode.h"

namespace muistio {
namespace {

// What a byte may be of in text that ICU need not cut.
enum class Sort : unsigned char { other, letter, digit, mark, joint };

constexpr std::array<Sort, 256> sorts_of_bytes() {
  std::array<Sort, 256> sorts{};
  const auto set = [&](std::string_view bytes, Sort sort) {
    for (const char byte : bytes) sorts[static_cast<unsigned char>(byte)] = sort;
  };
  set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\xC3", Sort::letter);
  set("0123456789", Sort::digit);
  set("!?()\"/-", Sort::mark);
  set(".,:;", Sort::joint);  // Between letters or digits they may be inside a word or a number.
  return sorts;
}

// The pieces of what stands between two blanks, where that is made of the letters of Latin-1, of
// numbers and of common marks: there is no doubt of them, and ICU takes ten times as long. False,
// and nothing added, where it holds anything else.
class CommonCutter {
 public:
  CommonCutter(std::string_view text, Span chunk) : text_(text), chunk_(chunk), at_(chunk.begin) {}

  bool cut(std::vector<TextPiece>& pieces) {
    const std::size_t before = pieces.size();
    while (at_ < chunk_.end) {
      if (!add_piece(pieces)) {
        pieces.resize(before);
        return false;
      }
    }
    TextPiece& last = pieces.back();
    last.alone = pieces.size() == before + 1 && last.kind == TokenKind::word;
    return true;
  }

 private:
  Sort sort_at(std::size_t offset) const {
    static constexpr std::array<Sort, 256> sorts = sorts_of_bytes();
    return offset < chunk_.end ? sorts[static_cast<unsigned char>(text_[offset])] : Sort::other;
  }

  bool is_letter_or_digit_at(std::size_t offset) const {
    return sort_at(offset) == Sort::letter || sort_at(offset) == Sort::digit;
  }

  bool add_piece(std::vector<TextPiece>& pieces) {
    const std::size_t begin = at_;
    const Sort sort = sort_at(at_);
    if (sort == Sort::other || (sort == Sort::letter && !pass_letters())) return false;
    if (sort == Sort::digit) pass_number();
    if (sort == Sort::mark || sort == Sort::joint) {
      pieces.push_back({{begin, ++at_}, TokenKind::punctuation});
      return true;
    }
    pieces.push_back({{begin, at_}, sort == Sort::digit ? TokenKind::number : TokenKind::word});
    return !is_letter_or_digit_at(at_) &&
           !(sort_at(at_) == Sort::joint && is_letter_or_digit_at(at_ + 1));
  }

  bool pass_letters() {
    for (; sort_at(at_) == Sort::letter; ++at_) {
      if (static_cast<unsigned char>(text_[at_]) < 0x80) continue;
      if (++at_ == chunk_.end) return false;
      const auto second = static_cast<unsigned char>(text_[at_]);
      const bool sign = second == 0x97 || second == 0xB7;  // Times and divided by.
      if (second < 0x80 || second > 0xBF || sign) return false;
    }
    return true;
  }

  void pass_number() {
    while (sort_at(at_) == Sort::digit) {
      ++at_;
      const bool part = at_ < chunk_.end && (text_[at_] == '.' || text_[at_] == ',');
      if (part && sort_at(at_ + 1) == Sort::digit) ++at_;
    }
  }

  std::string_view text_;
  Span chunk_;
  std::size_t at_;
};

// ICU's pieces of a part of the text, white space left out.
void add_pieces_by_icu(icu::BreakIterator& words, std::string_view text, Span part,
                       std::vector<TextPiece>& pieces) {
  UErrorCode status = U_ZERO_ERROR;
  UText* input = utext_openUTF8(nullptr, text.data() + part.begin,
                                static_cast<std::int64_t>(part.size()), &status);
  if (U_FAILURE(status)) return;
  words.setText(input, status);
  std::int32_t begin = words.first();
  for (std::int32_t end = words.next(); end != icu::BreakIterator::DONE; end = words.next()) {
    const Span span{part.begin + static_cast<std::size_t>(begin),
                    part.begin + static_cast<std::size_t>(end)};
    begin = end;
    const int tag = words.getRuleStatus();
    if (tag >= UBRK_WORD_NONE_LIMIT) {
      pieces.push_back({span, tag < UBRK_WORD_NUMBER_LIMIT ? TokenKind::number : TokenKind::word});
      continue;
    }
    UChar32 character = 0;
    std::size_t at = span.begin;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), at, text.size(), character);
    if (character >= 0 && u_isUWhiteSpace(character)) continue;
    const bool punctuation = character >= 0 && u_ispunct(character) && character != U'§' &&
                             character != '%' && character != '&' && character != '#' &&
                             character != '@';
    pieces.push_back({span, punctuation ? TokenKind::punctuation : TokenKind::symbol});
  }
  utext_close(input);
}

}  // namespace

std::vector<TextPiece> text_pieces(icu::BreakIterator& words, std::string_view text) {
  std::vector<TextPiece> pieces, common;
  Span uncut;  // With the white space before it, to which ICU ties marks that stand over letters.
  const auto cut_by_icu = [&] {
    if (!uncut.empty()) add_pieces_by_icu(words, text, uncut, pieces);
  };
  for (std::size_t begin = 0; begin < text.size();) {
    if (is_space(text[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = begin + 1;
    while (end < text.size() && !is_space(text[end])) ++end;
    common.clear();
    if (CommonCutter(text, {begin, end}).cut(common)) {
      cut_by_icu();
      pieces.insert(pieces.end(), common.begin(), common.end());
      uncut = {end, end};
    } else {
      uncut.end = end;
    }
    begin = end;
  }
  cut_by_icu();
  return pieces;
}

}  // namespace muistio
