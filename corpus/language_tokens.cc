#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "corpus/language_parts.h"
#include "corpus/language_pieces.h"
#include "corpus/language_token_words.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t longest_suffix = 8;      // Letters after a colon: "EU:ssakin".
constexpr std::size_t longest_address = 2000;  // Bytes.

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_day_and_month(std::string_view number) {
  const auto dot = number.find('.');
  const auto value = [](std::string_view digits) {
    if (digits.size() > 2 || !all_digits(digits)) return 0;
    return digits.size() == 1 ? digits[0] - '0' : (digits[0] - '0') * 10 + digits[1] - '0';
  };
  if (dot == std::string_view::npos) return false;
  const int day = value(number.substr(0, dot)), month = value(number.substr(dot + 1));
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

bool is_word(const auto& piece) {
  return piece.kind != TokenKind::punctuation && piece.kind != TokenKind::symbol;
}

// Joins ICU's pieces, from left to right, into what a Finnish reader calls one word.
class Joiner {
 public:
  Joiner(std::string_view text, std::vector<TextPiece> pieces)
      : text_(text), pieces_(std::move(pieces)) {}

  std::vector<Token> join();

 private:
  std::string_view at(Span span) const { return text_.substr(span.begin, span.size()); }
  char byte(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\n'; }

  // The piece `ahead` of the one in hand, if nothing stands between them and those before.
  const TextPiece* touching(std::size_t ahead) const;
  bool touches_last() const {
    return !tokens_.empty() && tokens_.back().span.end == pieces_[next_].span.begin;
  }
  bool begins_line() const;
  bool lower_letter_at(std::size_t offset) const;
  std::size_t after_blanks(std::size_t offset) const;

  void add(Span span, TokenKind kind);
  void extend_last(std::size_t end, TokenKind kind);

  bool join_address();
  bool join_number();
  bool join_abbreviation();
  bool join_suffix();
  bool join_hyphen();
  bool join_marks();
  bool split_unit();
  bool split_word();

  std::size_t end_of_address(std::size_t begin) const;
  std::size_t end_of_grouped_number(std::size_t begin) const;
  bool is_ordinal(Span digits) const;
  bool follows_clock() const;

  std::string_view text_;
  std::vector<TextPiece> pieces_;
  std::size_t next_ = 0;  // The piece in hand.
  std::vector<Token> tokens_;
};

std::vector<Token> Joiner::join() {
  tokens_.reserve(pieces_.size());
  while (next_ < pieces_.size()) {
    if (pieces_[next_].alone) {
      tokens_.push_back({pieces_[next_++].span, TokenKind::word});
      continue;
    }
    if (join_address() || join_suffix() || join_hyphen() || join_number() || join_abbreviation() ||
        split_unit() || split_word() || join_marks())
      continue;
    add(pieces_[next_].span, pieces_[next_].kind);
  }
  return std::move(tokens_);
}

const TextPiece* Joiner::touching(std::size_t ahead) const {
  for (std::size_t index = next_; index < next_ + ahead; ++index)
    if (index + 1 >= pieces_.size() || pieces_[index].span.end != pieces_[index + 1].span.begin)
      return nullptr;
  return &pieces_[next_ + ahead];
}

bool Joiner::begins_line() const {
  if (tokens_.empty()) return true;
  const std::size_t end = tokens_.back().span.end;
  return text_.substr(end, pieces_[next_].span.begin - end).find_first_of("\n\t") !=
         std::string_view::npos;
}

bool Joiner::lower_letter_at(std::size_t offset) const {
  if (offset >= text_.size()) return false;
  UChar32 character = 0;
  U8_NEXT(reinterpret_cast<const std::uint8_t*>(text_.data()), offset, text_.size(), character);
  return character >= 0 && u_islower(character);
}

std::size_t Joiner::after_blanks(std::size_t offset) const {
  return std::min(text_.find_first_not_of(" \n", offset), text_.size());
}

// Takes every piece that begins inside the span.
void Joiner::add(Span span, TokenKind kind) {
  while (next_ < pieces_.size() && pieces_[next_].span.begin < span.end)
    span.end = std::max(span.end, pieces_[next_++].span.end);
  tokens_.push_back({span, kind});
}

void Joiner::extend_last(std::size_t end, TokenKind kind) {
  const std::size_t begin = tokens_.back().span.begin;
  tokens_.pop_back();
  add({begin, end}, kind);
}

// Where the blanks or the closing marks after an address begin; `begin` for one that is too long.
std::size_t Joiner::end_of_address(std::size_t begin) const {
  const auto rest = text_.substr(begin, longest_address);
  std::size_t end = begin + std::min(rest.find_first_of(" \t\n<>\""), rest.size());
  if (end - begin == longest_address) return begin;
  constexpr std::string_view trailing = ".,;:!?)]}'";
  while (end > begin && trailing.find(text_[end - 1]) != std::string_view::npos) --end;
  for (const std::string_view quote : {"”", "’", "»", "…"})
    if (text_.substr(begin, end - begin).ends_with(quote)) end -= quote.size();
  return end;
}

bool Joiner::join_address() {
  const Span piece = pieces_[next_].span;
  const auto rest = text_.substr(piece.begin);
  const bool is_web = rest.starts_with("http://") || rest.starts_with("https://") ||
                      rest.starts_with("www.") || rest.starts_with("ftp://");
  const bool is_domain_with_path =
      byte(piece.end) == '/' && (at(piece).ends_with(".fi") || at(piece).ends_with(".com") ||
                                 at(piece).ends_with(".org") || at(piece).ends_with(".eu"));
  if (is_web || is_domain_with_path) {
    add({piece.begin, std::max(piece.end, end_of_address(piece.begin))}, TokenKind::url);
    return true;
  }
  if (at(piece) != "@" && at(piece) != "#") return false;
  const TextPiece* word = touching(1);
  if (!word || !is_word(*word)) return false;
  if (at(piece) == "@" && touches_last() && is_word(tokens_.back())) {
    const std::size_t end = end_of_address(piece.end);
    if (at({piece.end, end}).find('.') == std::string_view::npos) return false;
    extend_last(end, TokenKind::url);
    return true;
  }
  if (touches_last()) return false;
  add({piece.begin, word->span.end}, TokenKind::word);
  return true;
}

// "12 500 000,50": groups of three after a blank; `begin` where there are none.
std::size_t Joiner::end_of_grouped_number(std::size_t begin) const {
  constexpr std::array<std::string_view, 4> blanks{" ", "\u00A0", "\u202F", "\u2009"};
  std::size_t end = begin;
  while (is_digit(byte(end))) ++end;
  if (end - begin > 3 || byte(begin) == '0' || (begin > 0 && is_digit(byte(begin - 1))))
    return begin;
  std::size_t last = begin;
  while (true) {
    std::size_t group = end;
    for (const auto blank : blanks)
      if (text_.substr(end).starts_with(blank)) group = end + blank.size();
    if (group == end || !all_digits(text_.substr(group, 3)) || group + 3 > text_.size() ||
        is_digit(byte(group + 3)))
      break;
    end = last = group + 3;
  }
  if (last == begin) return begin;
  if (byte(last) == ',' && is_digit(byte(last + 1)))
    for (++last; is_digit(byte(last)); ++last) continue;
  return last;
}

// True for "2." of "2. luokka", "1. Avaus" at the beginning of a line and "12.–14.4.".
bool Joiner::is_ordinal(Span digits) const {
  if (byte(digits.end) != '.' || digits.size() > 3 || !all_digits(at(digits))) return false;
  const std::size_t after = digits.end + 1;
  if (lower_letter_at(after) || text_.substr(after).starts_with("–") || byte(after) == '-')
    return true;
  const std::size_t following = after_blanks(after);
  if (following == after || following == text_.size()) return false;
  return begins_line() || lower_letter_at(following) || is_digit(byte(following)) ||
         text_.substr(following).starts_with("§");
}

// "16.30" in "klo 16.30." is a time.
bool Joiner::follows_clock() const {
  if (tokens_.empty()) return false;
  const std::string last = lower_case(at(tokens_.back().span));
  return last == "klo" || last == "klo." || last == "kello" || last == "kl" || last == "kl.";
}

bool Joiner::join_number() {
  const TextPiece& piece = pieces_[next_];
  if (piece.kind != TokenKind::number || touches_last()) return false;
  const std::size_t begin = piece.span.begin;
  if (const std::size_t end = end_of_grouped_number(begin); end > begin) {
    add({begin, end}, TokenKind::number);
    return true;
  }
  const auto number = at(piece.span);
  const auto dots = std::count(number.begin(), number.end(), '.');
  const auto first_dot = number.find('.');
  if (dots == 1 && is_day_and_month(number) && !follows_clock() && byte(piece.span.end) == '.' &&
      !is_digit(byte(piece.span.end + 1))) {
    add({begin, piece.span.end + 1}, TokenKind::date);
    return true;
  }
  if (first_dot <= 2 && dots == 2 && all_digits(number.substr(number.rfind('.') + 1))) {
    add(piece.span, TokenKind::date);
    return true;
  }
  if (is_ordinal(piece.span)) {
    add({begin, piece.span.end + 1}, TokenKind::ordinal);
    return true;
  }
  return false;
}

bool Joiner::join_abbreviation() {
  const TextPiece& piece = pieces_[next_];
  const TextPiece* stop = touching(1);
  if (piece.kind != TokenKind::word || !stop || at(stop->span) != ".") return false;
  if (byte(stop->span.end) == '.') return false;
  const std::string lower = lower_case(at(piece.span));
  const std::size_t following = after_blanks(stop->span.end);
  const bool continues = lower_letter_at(following) || is_digit(byte(following));
  const bool initial = lower.size() <= 2 && code_points(lower) == 1 &&
                       starts_upper(at(piece.span)) && following < text_.size() &&
                       byte(stop->span.end) == ' ' &&
                       (continues || starts_upper(text_.substr(following)));
  const bool one_letter = continues && is_letter_abbreviation(lower);
  const bool dotted = lower.find('.') == 1 && lower.size() == 3;  // "o.s."
  if (!initial && !one_letter && !dotted && !is_abbreviation(lower)) return false;
  add({piece.span.begin, stop->span.end}, TokenKind::abbreviation);
  return true;
}

// ":n" after a digit, a sign or a bracket, where ICU sees no word: "3:n", "12 §:n", "%:lla".
bool Joiner::join_suffix() {
  if (!touches_last()) return false;
  const Token last = tokens_.back();
  const auto mark = at(pieces_[next_].span);
  const TextPiece* after = touching(1);
  if (!after) return false;
  const bool number = last.kind == TokenKind::number || is_digit(text_[last.span.end - 1]);
  if (mark == ":" && (number || last.kind == TokenKind::symbol)) {
    const bool suffix = after->kind == TokenKind::word && lower_letter_at(after->span.begin) &&
                        code_points(at(after->span)) <= longest_suffix;
    const bool ratio = number && after->kind == TokenKind::number;
    if (!suffix && !ratio) return false;
    extend_last(after->span.end, last.kind == TokenKind::symbol ? TokenKind::symbol : last.kind);
    return true;
  }
  // "91/628/ETY", "5/2024", "2014–2015".
  const bool slash = mark == "/" && number &&
                     (after->kind == TokenKind::number || is_all_capitals(at(after->span)));
  const bool range =
      mark == "–" && number && after->kind == TokenKind::number && last.kind == TokenKind::number;
  const bool ampersand = mark == "&" && is_word(last) && is_word(*after);
  const bool either =
      mark == "/" && is_word(*after) &&
      (at(last.span).ends_with('-') || (at(last.span) == "ja" && at(after->span) == "tai"));
  const bool rate =
      mark == "/" && is_unit(at(after->span)) && (is_unit(at(last.span)) || at(last.span) == "€");
  if (!slash && !range && !ampersand && !either && !rate) return false;
  extend_last(after->span.end, last.kind);
  return true;
}

// Hyphens inside, before and after words: "linja-auto", "sosiaali-", "-niminen".
bool Joiner::join_hyphen() {
  const TextPiece& piece = pieces_[next_];
  const auto mark = at(piece.span);
  const TextPiece* after = touching(1);
  const bool single =
      byte(piece.span.end) != '-' && (piece.span.begin == 0 || byte(piece.span.begin - 1) != '-');
  if (touches_last() && is_word(piece) && is_word(tokens_.back()) &&
      text_[piece.span.begin - 1] == '-') {
    const bool numbers =
        tokens_.back().kind == TokenKind::number && piece.kind == TokenKind::number;
    extend_last(piece.span.end, numbers ? TokenKind::number : TokenKind::word);
    return true;
  }
  if (mark == "-" && single && touches_last() && is_word(tokens_.back())) {
    extend_last(piece.span.end, tokens_.back().kind == TokenKind::number && after
                                    ? TokenKind::number
                                    : TokenKind::word);
    return true;
  }
  // A hyphen at the beginning of a line is a bullet.
  if ((mark == "-" || mark == "–") && single && after && after->kind == TokenKind::word &&
      !touches_last() && !begins_line() && lower_letter_at(after->span.begin)) {
    add({piece.span.begin, after->span.end}, TokenKind::word);
    return true;
  }
  return false;
}

// "...", "--", "!?", arrows and smileys.
bool Joiner::join_marks() {
  const TextPiece& piece = pieces_[next_];
  for (const std::string_view smiley : {":)", ";)", ":(", ":D"})
    if (text_.substr(piece.span.begin, 2) == smiley && !inside_word(text_, piece.span.begin + 2)) {
      add({piece.span.begin, piece.span.begin + 2}, TokenKind::symbol);
      return true;
    }
  constexpr std::string_view repeated = ".-!?";
  if (piece.span.size() != 1 || repeated.find(text_[piece.span.begin]) == std::string_view::npos)
    return false;
  std::size_t end = piece.span.end;
  const char mark = text_[piece.span.begin];
  while (byte(end) == mark ||
         ((mark == '!' || mark == '?') && (byte(end) == '!' || byte(end) == '?')))
    ++end;
  if (mark == '-' && byte(end) == '>') ++end;
  if (end == piece.span.end) return false;
  add({piece.span.begin, end}, TokenKind::punctuation);
  return true;
}

// ICU joins "150km", which needs a space.
bool Joiner::split_unit() {
  const Span piece = pieces_[next_].span;
  const auto word = at(piece);
  const std::size_t unit = std::min(word.find_first_not_of("0123456789,."), word.size());
  if (unit == 0 || word.size() - unit < 2 || !is_unit(word.substr(unit))) return false;
  tokens_.push_back({{piece.begin, piece.begin + unit}, TokenKind::number});
  pieces_[next_] = {{piece.begin + unit, piece.end}, TokenKind::word};
  return true;
}

// ICU joins "Aika:Tiistai", "päättyi.Kokous" and "esim.työ", which need a space.
bool Joiner::split_word() {
  TextPiece& piece = pieces_[next_];
  if (piece.kind != TokenKind::word) return false;
  const auto word = at(piece.span);
  const std::size_t mark = word.find_first_of(":.");
  if (mark == std::string_view::npos || mark == 0 || mark + 1 >= word.size()) return false;
  const auto before = word.substr(0, mark), after = word.substr(mark + 1);
  const bool colon = word[mark] == ':';
  const bool sentences = starts_upper(after) && code_points(before) > 3 && !starts_upper(before);
  const bool abbreviated = !colon && is_abbreviation(lower_case(before));
  const bool split =
      colon ? starts_upper(after) || code_points(after) > longest_suffix : sentences || abbreviated;
  if (!split) return false;
  const std::size_t offset = piece.span.begin + mark;
  if (abbreviated) {
    tokens_.push_back({{piece.span.begin, offset + 1}, TokenKind::abbreviation});
  } else {
    tokens_.push_back({{piece.span.begin, offset}, TokenKind::word});
    tokens_.push_back({{offset, offset + 1}, TokenKind::punctuation});
  }
  piece.span.begin = offset + 1;
  return true;
}

}  // namespace

std::vector<Token> Language::tokenise(std::string_view text) const {
  return Joiner(text, text_pieces(*parts_->words, text)).join();
}

}  // namespace muistio
