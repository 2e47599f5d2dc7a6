#include "corpus/references.h"

#include <algorithm>
#include <array>

#include "corpus/unicode.h"
#include "corpus/words.h"

namespace muistio {
namespace {

constexpr std::size_t longest_number = 60;  // Bytes.
constexpr std::size_t most_words_between = 2, most_words_before_bracket = 4;

using Words = std::vector<std::string_view>;

// As corpus/words/references.txt has them.
struct ReferenceWords {
  Words announcement = list("announcement"), announcement_stem = list("announcement_stem"),
        conjunction = list("and"), item = list("item"), previous = list("previous"),
        meeting = list("meeting"), paper = list("paper");

 private:
  static Words list(std::string_view name) { return words_of_list("references.txt", name); }
};

const ReferenceWords& reference_words() {
  static const ReferenceWords words;
  return words;
}

bool begins_alike(std::string_view word, std::string_view listed) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  return word.size() >= listed.size() && (!is_ascii(word[0]) || (word[0] | 0x20) == listed[0]);
}

// Whether the word, in lower case, is one of the list or begins with one of it. Most words
// need no lower case to be told apart.
bool is_among(const Words& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view listed) {
    return word.size() == listed.size() && begins_alike(word, listed) && lower_case(word) == listed;
  });
}

bool begins_as_one_of(const Words& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view listed) {
    return begins_alike(word, listed) && lower_case(word).starts_with(listed);
  });
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_year(std::string_view text) {
  return text.size() == 4 && is_number(text) && (text.starts_with("19") || text.starts_with("20"));
}

// "02.03", "00.01.02": how archives class their cases.
bool is_class(std::string_view text) {
  if (text.size() < 5 || text.size() % 3 != 2) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (i % 3 == 2 ? text[i] != '.' : !is_digit(text[i])) return false;
  return true;
}

constexpr bool is_letter_byte(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return static_cast<unsigned char>(c) >= 0x80 || (lower >= 'a' && lower <= 'z');
}

constexpr auto edge_marks = [] {
  std::array<bool, 256> marks{};
  for (const unsigned char c : std::string_view("()[]{}.,;:!?\"'")) marks[c] = true;
  return marks;
}();

bool is_edge_mark(char c) {
  return edge_marks[static_cast<unsigned char>(c)];
}

// "KHALL", "VN", "Kh": who keeps the register.
bool is_register(std::string_view text) {
  return !text.empty() && text.size() <= 12 && starts_upper(text) &&
         std::all_of(text.begin(), text.end(), is_letter_byte);
}

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(mark);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

// "KHALL/45/02.03/2019", "45/00.01.02/2019": what is a case number wherever it stands.
bool is_full_number(std::string_view word) {
  // Most words are told apart by their last letter.
  if (word.empty() || !is_digit(word.back()) || word.size() > longest_number) return false;
  auto parts = split(word, '/');
  if (parts.size() < 3 || !is_year(parts.back())) return false;
  parts.pop_back();
  const bool has_register = is_register(parts.front());
  if (has_register) parts.erase(parts.begin());
  const auto good = [](std::string_view part) { return is_number(part) || is_class(part); };
  return !parts.empty() && std::all_of(parts.begin(), parts.end(), good) &&
         is_number(parts.front()) &&
         (has_register || std::any_of(parts.begin(), parts.end(), is_class));
}

// What may be a number after a word that announces one: "123/2020", "D-45/2019", "2019-321".
bool may_be_number(std::string_view word) {
  const auto good = [](char c) {
    return is_digit(c) || is_letter_byte(c) || c == '/' || c == '-' || c == '.';
  };
  return word.size() >= 3 && word.size() <= longest_number &&
         std::any_of(word.begin(), word.end(), is_digit) &&
         word.find_first_of("/-") != std::string_view::npos && is_digit(word.back()) &&
         std::all_of(word.begin(), word.end(), good);
}

// "2019-004321", after a register's letters.
bool is_running_number(std::string_view word) {
  return word.size() >= 8 && word.size() <= 12 && word[4] == '-' && is_year(word.substr(0, 4)) &&
         is_number(word.substr(5)) && !is_year(word.substr(5));  // "LUKUVUOSI 2019-2020"
}

bool announces(std::string_view word) {
  return !word.empty() && (is_among(reference_words().announcement, word) ||
                           begins_as_one_of(reference_words().announcement_stem, word));
}

// Words between white space, without the marks around them.
std::vector<Span> bare_words(std::string_view text) {
  std::vector<Span> words;
  words.reserve(text.size() / 6);
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && is_space(text[at])) ++at;
    Span word{at, at};
    while (at < text.size() && !is_space(text[at])) ++at;
    word.end = at;
    while (word.begin < word.end && is_edge_mark(text[word.begin])) ++word.begin;
    while (word.end > word.begin && is_edge_mark(text[word.end - 1])) --word.end;
    if (word.begin < word.end) words.push_back(word);
  }
  return words;
}

CaseMention mention_at(std::string_view text, Span span) {
  const std::string_view number = text.substr(span.begin, span.size());
  const bool is_plain = std::none_of(number.begin(), number.end(),
                                     [](char c) { return is_letter_byte(c) || c == '.'; });
  std::string key = lower_case(number);
  for (char& c : key)
    if (is_space(c)) c = ' ';
  return {span, std::move(key), is_plain};
}

class CaseFinder {
 public:
  explicit CaseFinder(std::string_view text) : text_(text), words_(bare_words(text)) {}

  std::vector<CaseMention> find() {
    for (at_ = 0; at_ < words_.size(); ++at_) {
      if (take_register()) continue;
      if (is_full_number(word(at_))) {
        found_.push_back(mention_at(text_, words_[at_]));
      } else if (announces(word(at_))) {
        take_announced();
      } else {
        take_glued();
      }
    }
    return std::move(found_);
  }

 private:
  std::string_view word(std::size_t i) const {
    return i < words_.size() ? text_.substr(words_[i].begin, words_[i].size()) : std::string_view();
  }

  // "HEL 2019-004321"
  bool take_register() {
    if (!is_running_number(word(at_ + 1))) return false;
    const std::string_view letters = word(at_);
    if (letters.size() < 2 || !is_register(letters) || !is_all_capitals(letters)) return false;
    found_.push_back(mention_at(text_, {words_[at_].begin, words_[at_ + 1].end}));
    ++at_;
    return true;
  }

  // One number or more: "Dnrot 12/2020 ja 13/2020".
  void take_announced() {
    while (at_ + 1 < words_.size()) {
      ++at_;
      if (take_register()) continue;
      if (may_be_number(word(at_))) {
        found_.push_back(mention_at(text_, words_[at_]));
      } else if (!is_among(reference_words().conjunction, word(at_))) {
        --at_;
        return;
      }
    }
  }

  // "Dnro:123/2020"
  void take_glued() {
    const std::size_t colon = word(at_).rfind(':');
    if (colon == std::string_view::npos || !announces(word(at_).substr(0, colon))) return;
    const Span number{words_[at_].begin + colon + 1, words_[at_].end};
    if (may_be_number(text_.substr(number.begin, number.size())))
      found_.push_back(mention_at(text_, number));
  }

  std::string_view text_;
  std::vector<Span> words_;
  std::size_t at_ = 0;
  std::vector<CaseMention> found_;
};

struct Piece {
  enum class Kind { date, number, section, word, mark };
  Kind kind = Kind::mark;
  Span span;
  std::string_view text;
  std::string_view day;  // Of a date, EDTF.
};

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

constexpr std::string_view section_sign = "§";

bool is_section_sign(std::string_view text, std::size_t at) {
  return text[at] == section_sign[0] && text.substr(at).starts_with(section_sign);
}

// "12.3.2020 alkaen § 4" names no item of that day: what follows the figures is no part of it.
std::size_t end_of_figures(std::string_view text, Span day) {
  std::size_t end = day.end;
  while (end > day.begin + 1 && !is_digit(text[end - 1])) --end;
  return end;
}

std::vector<Piece> pieces_of(std::string_view text, const std::vector<MentionedDay>& days) {
  std::vector<Piece> pieces;
  pieces.reserve(text.size() / 6);
  auto day = days.begin();
  for (std::size_t at = 0; at < text.size();) {
    if (is_space(text[at])) {
      ++at;
      continue;
    }
    while (day != days.end() && day->span.begin < at) ++day;
    Piece piece{Piece::Kind::mark, {at, at + 1}, {}, {}};
    if (day != days.end() && day->span.begin == at && day->span.end <= text.size() &&
        day->span.end > at) {
      piece = {Piece::Kind::date, {at, end_of_figures(text, day->span)}, {}, day->day};
    } else if (is_section_sign(text, at)) {
      piece = {Piece::Kind::section, {at, at + section_sign.size()}, {}, {}};
    } else if (is_digit(text[at])) {
      piece = {Piece::Kind::number, {at, at + digits_at(text, at)}, {}, {}};
    } else if (is_letter_byte(text[at])) {
      while (piece.span.end < text.size() && is_letter_byte(text[piece.span.end]) &&
             !is_section_sign(text, piece.span.end))
        ++piece.span.end;
      piece.kind = Piece::Kind::word;
    }
    piece.text = text.substr(at, piece.span.size());
    at = piece.span.end;
    pieces.push_back(piece);
  }
  return pieces;
}

class ItemFinder {
 public:
  ItemFinder(std::string_view text, const std::vector<MentionedDay>& days)
      : pieces_(pieces_of(text, days)) {}

  std::vector<ItemMention> find() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
      const bool section = is(at, Kind::section);
      if (!section && !(is(at, Kind::word) && is_among(reference_words().item, pieces_[at].text)))
        continue;
      // "§ 45" or "45 §": what has a day beside it is meant.
      if (is(at + 1, Kind::number)) take(at, at + 1, pieces_[at + 1].text);
      if (section && at > 0 && is(at - 1, Kind::number)) take(at - 1, at, pieces_[at - 1].text);
    }
    return std::move(found_);
  }

 private:
  using Kind = Piece::Kind;

  bool is(std::size_t at, Kind kind) const {
    return at < pieces_.size() && pieces_[at].kind == kind;
  }

  bool is_mark(std::size_t at, std::string_view marks) const {
    return is(at, Kind::mark) && marks.find(pieces_[at].text) != std::string_view::npos;
  }

  bool is_word(std::size_t at, const Words& words) const {
    return is(at, Kind::word) && is_among(words, pieces_[at].text);
  }

  // The item's number stands in pieces first and last; looks for its meeting around them.
  void take(std::size_t first, std::size_t last, std::string_view number) {
    if (!found_.empty() && found_.back().span.end > pieces_[first].span.begin) return;
    std::size_t after = last + 1;
    if (is_mark(after, "/,(")) ++after;
    if (is(after, Kind::date)) {
      add(first, after, number, pieces_[after].day);
      return;
    }
    const ReferenceWords& words = reference_words();
    std::size_t before = first;  // What stands before it is what counts.
    // "12.3.2020 tekemästä päätöksestä (§ 45)"
    const bool in_brackets = first > 0 && is_mark(first - 1, "(");
    const std::size_t most = in_brackets ? most_words_before_bracket : most_words_between;
    for (std::size_t taken = 0; before > 0 && taken < most; ++taken) {
      if (!is_word(before - 1, words.meeting) && !is_word(before - 1, words.paper) &&
          !is_mark(before - 1, ",(/") && !(in_brackets && is(before - 1, Kind::word)))
        break;
      const std::size_t dot = before > 2 && is_mark(before - 2, ".") ? 1 : 0;  // "ed. kokouksen"
      if (before > 1 && is_word(before - 1, words.meeting) &&
          is_word(before - 2 - dot, words.previous)) {
        add(before - 2 - dot, last, number, std::nullopt);
        return;
      }
      --before;
    }
    if (before > 0 && is(before - 1, Kind::date))
      add(before - 1, last, number, pieces_[before - 1].day);
  }

  void add(std::size_t first, std::size_t last, std::string_view number,
           std::optional<std::string_view> date) {
    found_.push_back({{pieces_[first].span.begin, pieces_[last].span.end},
                      std::string(number),
                      std::optional<std::string>(date)});
  }

  std::vector<Piece> pieces_;
  std::vector<ItemMention> found_;
};

}  // namespace

std::vector<CaseMention> find_case_numbers(std::string_view text) {
  return CaseFinder(text).find();
}

std::optional<CaseMention> parse_case_number(std::string_view text) {
  auto found = find_case_numbers("Dnro " + std::string(text));
  if (found.size() != 1) return std::nullopt;
  const std::size_t announced = 5;
  found[0].span = {found[0].span.begin - announced, found[0].span.end - announced};
  return std::move(found[0]);
}

std::vector<ItemMention> find_item_mentions(std::string_view text,
                                            const std::vector<MentionedDay>& days) {
  return ItemFinder(text, days).find();
}

}  // namespace muistio
