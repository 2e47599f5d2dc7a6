#include "rules/attendees_pieces.h"

#include <algorithm>
#include <array>
#include <optional>

#include "corpus/unicode.h"

namespace muistio {
namespace {

struct Sign {
  std::string_view text;
  PieceKind kind;
};
constexpr std::array signs{
    Sign{",", PieceKind::comma},       Sign{";", PieceKind::semicolon},
    Sign{"(", PieceKind::open},        Sign{"[", PieceKind::open},
    Sign{")", PieceKind::close},       Sign{"]", PieceKind::close},
    Sign{"•", PieceKind::bullet},      Sign{"·", PieceKind::bullet},
    Sign{"▪", PieceKind::bullet},      Sign{"◦", PieceKind::bullet},
    Sign{"●", PieceKind::bullet},      Sign{"○", PieceKind::bullet},
    Sign{"‣", PieceKind::bullet},      Sign{"■", PieceKind::bullet},
    Sign{"\"", PieceKind::word},       Sign{"*", PieceKind::bullet},
    Sign{"”", PieceKind::word},        Sign{"“", PieceKind::word},
    Sign{"„", PieceKind::word},        Sign{"»", PieceKind::word},
    Sign{"\uf0b7", PieceKind::bullet}, Sign{"\u00a0", PieceKind::word},
};
// They part no words, as they stand in names: "O’Brien".
constexpr std::array<std::string_view, 3> single_quotes{"'", "’", "‘"};
constexpr std::array<std::string_view, 6> dashes{"-", "–", "—", "−", "‐", "="};

// For each byte whether signs begin with it.
constexpr std::array<bool, 256> bytes_of_signs() {
  std::array<bool, 256> bytes{};
  for (const Sign& sign : signs) bytes[static_cast<unsigned char>(sign.text[0])] = true;
  return bytes;
}
constexpr std::array<bool, 256> may_begin_sign = bytes_of_signs();

const Sign* sign_at(std::string_view text) {
  if (!may_begin_sign[static_cast<unsigned char>(text[0])]) return nullptr;
  for (const Sign& sign : signs) {
    if (text.starts_with(sign.text)) return &sign;
  }
  return nullptr;
}

// Length of the quotation mark that begins the text.
std::size_t quote_at(std::string_view text) {
  if (text[0] != '\'' && text[0] != '\xE2') return 0;
  for (const std::string_view quote : single_quotes) {
    if (text.starts_with(quote)) return quote.size();
  }
  return 0;
}

// "@Aino Aalto", as wikis and chats call persons.
bool is_mention(std::string_view text) {
  return text.starts_with('@') && starts_upper(text.substr(1));
}

bool is_dash(std::string_view word) {
  if (word.size() > 3) return false;
  return std::find(dashes.begin(), dashes.end(), word) != dashes.end();
}

// Length of "1." or "12)" before a name; 0 where none begins the text.
std::size_t list_number(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0 || digits > 2 || digits + 1 >= text.size()) return 0;
  if (text[digits] != '.' && text[digits] != ')') return 0;
  return text[digits + 1] == ' ' ? digits + 1 : 0;
}

class PieceCutter {
 public:
  PieceCutter(const Passage& passage, Span span)
      : passage_(passage),
        at_(span.begin),
        end_(span.end),
        line_(line_at(passage.document, span.begin).value_or(0)) {}

  std::vector<ListPiece> cut() {
    constexpr std::size_t bytes_of_piece = 8;
    pieces_.reserve((end_ - at_) / bytes_of_piece + 1);
    while (at_ < end_) {
      const char c = passage_.flow[at_];
      if (is_space(c)) {
        take_space(c);
      } else {
        take_visible();
      }
    }
    while (!pieces_.empty() && is_break(pieces_.back().kind)) pieces_.pop_back();
    return std::move(pieces_);
  }

 private:
  static bool is_break(PieceKind kind) {
    return kind == PieceKind::soft_break || kind == PieceKind::hard_break ||
           kind == PieceKind::cell;
  }

  void take_space(char c) {
    PieceKind kind = PieceKind::cell;
    if (c == '\n') {
      kind = PieceKind::hard_break;
    } else if (c == ' ') {
      if (passage_.document.text[at_] != '\n') {
        ++at_;
        return;
      }
      kind = PieceKind::soft_break;
    }
    if (!pieces_.empty() && !is_break(pieces_.back().kind))
      add(kind, at_, at_ + 1);
    else if (!pieces_.empty() && kind == PieceKind::hard_break)
      pieces_.back().kind = kind;
    ++at_;
  }

  bool at_edge() const { return pieces_.empty() || is_break(pieces_.back().kind); }

  void take_visible() {
    const std::string_view rest = std::string_view(passage_.flow).substr(at_, end_ - at_);
    if (take_box(rest)) return;
    if (const Sign* sign = sign_at(rest)) {
      if (sign->kind != PieceKind::word) add(sign->kind, at_, at_ + sign->text.size());
      at_ += sign->text.size();
      return;
    }
    if (is_mention(rest)) {
      if (goes_on_calling()) add(PieceKind::comma, at_, at_ + 1);
      ++at_;
      return;
    }
    if (const std::size_t quote = quote_at(rest); quote > 0) {
      at_ += quote;
      return;
    }
    std::size_t length = 0;
    if (const std::size_t number = is_digit(rest[0]) ? list_number(rest) : 0;
        number > 0 && (at_edge() || goes_on_counting(rest))) {
      last_number_ = parsed_number(rest);
      add(PieceKind::bullet, at_, at_ + number);
      at_ += number;
      return;
    }
    while (length < rest.size() && !is_space(rest[length]) &&
           (length == 0 || !may_begin_sign[static_cast<unsigned char>(rest[length])] ||
            !sign_at(rest.substr(length)))) {
      ++length;
    }
    std::string_view word = rest.substr(0, length);
    const bool letter_last = word.back() >= 'a' && word.back() <= 'z';
    for (const std::string_view quote : single_quotes) {
      if (!letter_last && word.size() > quote.size() + 2 && word.ends_with(quote))
        word.remove_suffix(quote.size());
    }
    add_word(word);
    at_ += length;
  }

  // "@Aino Esimerkki @Otso Malli (siht.) @kunta @Eeva": nothing else parts those who are called.
  bool goes_on_calling() const {
    if (at_edge()) return false;
    const ListPiece& last = pieces_.back();
    if (last.kind == PieceKind::close) return true;
    const std::string_view word = passage_.at(last.span);
    return is_word(last) && (starts_upper(word) || word.starts_with('@'));
  }

  // "1) Aino Esimerkki, pj 2) Otso Malli": the next number in the same line.
  bool goes_on_counting(std::string_view rest) const {
    return last_number_ > 0 && parsed_number(rest) == last_number_ + 1 &&
           rest[rest.find_first_not_of("0123456789")] == ')';
  }

  static int parsed_number(std::string_view digits) {
    int number = 0;
    for (std::size_t i = 0; i < digits.size() && is_digit(digits[i]); ++i)
      number = number * 10 + digits[i] - '0';
    return number;
  }

  // "[x]" and "[ ]" before a name.
  bool take_box(std::string_view rest) {
    if (rest[0] != '[' && rest[0] != '(') return false;
    if (!at_edge() && pieces_.back().kind != PieceKind::bullet) return false;
    for (const std::string_view box : {"[x]", "[X]", "[ ]", "(x)", "(X)", "( )"}) {
      if (!rest.starts_with(box)) continue;
      add(PieceKind::word, at_, at_ + box.size()).folded = box[1] == ' ' ? "-" : "x";
      at_ += box.size();
      return true;
    }
    return false;
  }

  void add_word(std::string_view word) {
    const std::size_t end = at_ + word.size();
    if (word.size() > 2 && word.find_first_not_of("._…") == std::string_view::npos) {
      add(PieceKind::comma, at_, end);  // The dots that lead to the next column.
      return;
    }
    const bool alone = end >= end_ || passage_.flow[end] == '\t' || passage_.flow[end] == '\n';
    if (is_dash(word) && !(at_edge() && alone)) {
      add(at_edge() ? PieceKind::bullet : PieceKind::dash, at_, end);
    } else if (word == ":") {
      add(PieceKind::colon, at_, end);
    } else if (word == "/" || word == "|") {
      add(PieceKind::slash, at_, end);
    } else if (const std::size_t slash = parting_slash(word); slash > 0) {
      add_text(word.substr(0, slash));
      add(PieceKind::slash, at_ + slash, at_ + slash + 1);
      at_ += slash + 1;  // The caller moves on by the whole word.
      add_text(word.substr(slash + 1));
      at_ -= slash + 1;
    } else {
      add_text(word);
    }
  }

  // "Korhonen/ELY" after a first name; 0 where the slash belongs to the word.
  std::size_t parting_slash(std::string_view word) const {
    const std::size_t slash = word.find('/');
    if (slash == std::string_view::npos || slash == 0 || slash + 1 >= word.size()) return 0;
    const bool letters = word.find_first_of("0123456789.:@") == std::string_view::npos;
    if (at_edge() && letters && slash > 4 && !starts_upper(word.substr(slash + 1))) return slash;
    if (pieces_.empty() || pieces_.back().kind != PieceKind::word) return 0;
    const bool capitals = starts_upper(word) && starts_upper(word.substr(slash + 1)) &&
                          starts_upper(passage_.at(pieces_.back().span));
    return capitals ? slash : 0;
  }

  // A word without the signs that end it: "Matti:" and "pj.".
  void add_text(std::string_view word) {
    bool colon = false, dot = false;
    std::size_t size = word.size();
    while (size > 1 && (word[size - 1] == ':' || word[size - 1] == '.')) {
      (word[size - 1] == ':' ? colon : dot) = true;
      --size;
    }
    ListPiece& piece = add(PieceKind::word, at_, at_ + size);
    piece.folded = is_dash(word) ? "-" : lower_case(word.substr(0, size));
    piece.dot = dot;
    if (colon) add(PieceKind::colon, at_ + size, at_ + word.size());
  }

  ListPiece& add(PieceKind kind, std::size_t begin, std::size_t end) {
    ListPiece piece;
    piece.kind = kind;
    piece.span = {begin, end};
    const std::vector<Line>& lines = passage_.document.lines;
    while (line_ + 1 < lines.size() && lines[line_ + 1].span.begin <= begin) ++line_;
    if (line_ < lines.size()) piece.column = lines[line_].cell;
    piece.line = line_;
    pieces_.push_back(std::move(piece));
    return pieces_.back();
  }

  const Passage& passage_;
  std::size_t at_, end_;
  std::size_t line_;     // Of the last piece.
  int last_number_ = 0;  // Of the list that is numbered; two digits at most.
  std::vector<ListPiece> pieces_;
};

// "J-P", "M.K"
bool is_double_initial(std::string_view word) {
  return word.size() == 3 && (word[1] == '-' || word[1] == '.') && is_all_capitals(word);
}

// A name reading that also has a possessive or a clitic is a coincidence.
bool is_plain(const Reading& reading) {
  return !reading.possessive && !reading.clitic && !reading.plural;
}

bool has_letter(std::string_view word) {
  return lower_case(word) != word || starts_upper(word);
}

}  // namespace

std::vector<ListPiece> pieces_of(const Passage& passage, Span span) {
  return PieceCutter(passage, span).cut();
}

std::vector<ListPiece> without_soft_breaks(std::vector<ListPiece> pieces) {
  std::erase_if(pieces, [](const ListPiece& piece) { return piece.kind == PieceKind::soft_break; });
  return pieces;
}

std::string name_cased(std::string_view word) {
  if (!is_all_capitals(word) || code_points(word) < 3) return std::string(word);
  std::string cased;
  bool begins = true;
  for (std::size_t at = 0; at < word.size();) {
    const std::string_view letter = word.substr(at, next_character(word, at) - at);
    cased += begins ? std::string(letter) : lower_case(letter);
    begins = letter == "-" || letter == " ";
    at += letter.size();
  }
  return cased;
}

const WordLook& WordLooks::of(std::string_view word) {
  const auto found = looks_.find(word);
  if (found != looks_.end()) return found->second;
  return looks_.emplace(std::string(word), look_at(word)).first->second;
}

WordLook WordLooks::look_at(std::string_view word) {
  WordLook look;
  const std::string folded = lower_case(word);
  look.particle = words_.has(AttendeeList::particle, folded);
  if (!starts_upper(word) || word.size() > 60) return look;
  if (word.find_first_of("0123456789@_#=<>%€/") != std::string_view::npos) return look;
  if (is_all_capitals(word) && words_.value_of(AttendeeList::title, folded) == "prefix") {
    look.never = true;  // "DI Aino Esimerkki"
    look.particle = false;
  }
  look.capital = has_letter(word);
  look.initial = code_points(word) == 1 || is_double_initial(word);
  look.never |= words_.has(AttendeeList::not_name, folded) ||
                words_.ends_in(AttendeeList::not_name, "ending", folded) ||
                words_.ends_in(AttendeeList::title, "title", folded) ||
                words_.has(AttendeeList::role, folded);
  add_readings(name_cased(word), look);
  look.given |= words_.has(AttendeeList::given, folded);
  if (look.given || look.surname)
    look.never = words_.value_of(AttendeeList::not_name, folded) == "word";
  const std::size_t letters = code_points(word);
  const bool short_word = letters == 2 || (letters == 3 && !look.common && !look.given);
  if (is_all_capitals(word) && short_word && !look.surname && !look.initial) look.never = true;
  const std::size_t hyphen = word.find('-');
  if (!look.given && hyphen != std::string_view::npos && hyphen > 0 && hyphen + 1 < word.size()) {
    const WordLook first = of(word.substr(0, hyphen)), second = of(word.substr(hyphen + 1));
    const bool not_surnames = !first.surname && !second.surname;
    look.given =
        first.given && (second.given || (second.capital && not_surnames));  // "Anna-Kaarina"
    look.surname |= !look.given && (first.surname || second.surname);
    if (first.may_name() && second.may_name() && look.surname) look.never = false;
    if (first.capital && second.capital && look.inflected && !look.given) {
      look.inflected = false;  // "Aaltio-Reen": such a word stands for nothing but a surname.
      look.unknown = true;
    }
  }
  return look;
}

void WordLooks::add_readings(std::string_view word, WordLook& look) {
  bool nominative = false, known = false;
  for (const Reading& reading : language_.readings(word)) {
    known |= reading.known;
    if (!reading.known) continue;
    const bool base = reading.inflection == Case::nominative && is_plain(reading);
    const WordClass what = reading.word_class;
    nominative |= reading.inflection == Case::nominative || reading.inflection == Case::none;
    look.given |= what == WordClass::first_name && base;
    look.given_maybe |= what == WordClass::first_name && reading.inflection == Case::partitive;
    look.surname |= what == WordClass::last_name && base;
    look.place |= what == WordClass::place_name && base;
    const bool ordinary = what == WordClass::noun || what == WordClass::adjective;
    look.common |= ordinary && base;
    look.compound |= ordinary && base && reading.parts.size() > 1;
  }
  look.unknown = !known;
  look.inflected = known && !nominative;
}

}  // namespace muistio
