#include "rules/agenda_number.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

constexpr std::string_view section_sign = "§";
constexpr std::size_t max_digits = 4;

// Reads a line from its beginning.
class Reader {
 public:
  explicit Reader(std::string_view line) : line_(line) {}

  std::string_view rest() const { return line_.substr(at_); }
  std::size_t at() const { return at_; }
  bool at_end() const { return at_ == line_.size(); }
  bool at_gap() const { return at_end() || is_space(line_[at_]); }
  void skip(std::size_t count) { at_ += count; }

  bool take(std::string_view text) {
    if (!rest().starts_with(text)) return false;
    at_ += text.size();
    return true;
  }

  void take_space() {
    while (!at_end() && is_space(line_[at_])) ++at_;
  }

  // Digits, at most max_digits of them; nothing is taken where there are more.
  std::string_view take_digits() {
    const std::string_view from = rest();
    const auto end = std::find_if_not(from.begin(), from.end(), is_digit);
    const auto count = static_cast<std::size_t>(end - from.begin());
    if (count > max_digits) return {};
    at_ += count;
    return from.substr(0, count);
  }

 private:
  std::string_view line_;
  std::size_t at_ = 0;
};

int value_of(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

ItemNumber finished(ItemNumber number, Reader& reader) {
  reader.take_space();
  number.length = reader.at();
  return number;
}

// "7", "7.1", "7.1.2": the point after the last is left standing.
bool take_parts(Reader& reader, ItemNumber& number) {
  for (;;) {
    const std::string_view digits = reader.take_digits();
    if (digits.empty() || number.depth == ItemNumber::max_depth) return false;
    number.parts[number.depth++] = value_of(digits);
    if (number.depth > 1) number.printed += '.';
    number.printed += digits;
    const std::string_view rest = reader.rest();
    if (rest.size() < 2 || rest[0] != '.' || !is_digit(rest[1])) return true;
    reader.skip(1);
  }
}

// A third part of four digits is a year: "12.3.2014".
bool is_date(const ItemNumber& number) {
  return number.depth >= 3 && number.parts[2] >= 100;
}

// "214/2019 Avaus", "§ 12/2019": numbers that run over a year, with the year.
bool take_year(Reader& reader, ItemNumber& number) {
  if (number.depth != 1 || !reader.rest().starts_with('/')) return false;
  Reader after = reader;
  after.skip(1);
  const std::string_view year = after.take_digits();
  if (year.size() != 4 || (!year.starts_with("19") && !year.starts_with("20"))) return false;
  number.printed += '/';
  number.printed += year;
  reader = after;
  return true;
}

// "8 b. Kannanotto", "12a § Hankinta": a matter that was put in between. A point, a bracket or
// a section sign must follow, and a capital.
void take_letter(Reader& reader, ItemNumber& number) {
  if (number.depth != 1) return;
  Reader after = reader;
  const bool spaced = after.take(" ");
  const std::string_view rest = after.rest();
  if (rest.size() < 4 || rest[0] < 'a' || rest[0] > 'h') return;
  const bool marked = rest[1] == '.' || rest[1] == ')';
  const bool section = rest.substr(1).starts_with(" §") || rest.substr(1).starts_with("§");
  const std::size_t title = rest.find(' ', section ? 3 : 1);
  if ((!marked && !section) || title == std::string_view::npos ||
      !starts_upper(rest.substr(title + 1)))
    return;
  number.parts[number.depth++] = rest[0] - 'a' + 1;
  number.printed += spaced ? " " : "";
  number.printed += rest[0];
  after.skip(1);
  reader = after;
}

// "1.Avaus", "1 §Avaus", typed without the space; but "§ 5A" and "5 §A" name a part of a law.
bool is_glued(const ItemNumber& number, std::string_view rest) {
  const bool word = rest.size() > 2 && rest[1] != ' ';
  return number.style != NumberStyle::plain && number.depth == 1 && starts_upper(rest) && word;
}

// "#3 Avaus", "(3) Avaus".
std::optional<ItemNumber> parse_dressed_number(std::string_view line) {
  Reader reader(line);
  const bool bracket = reader.take("(");
  if (!bracket) reader.take("#");
  ItemNumber number;
  number.style = bracket ? NumberStyle::bracket : NumberStyle::plain;
  if (!take_parts(reader, number) || number.depth > 1 || number.parts[0] > 999 ||
      (bracket && !reader.take(")")))
    return std::nullopt;
  if (!reader.at_gap() || !starts_upper(trimmed(reader.rest()))) return std::nullopt;
  return finished(number, reader);
}

std::optional<ItemNumber> parse_section_first(std::string_view line) {
  Reader reader(line);
  if (!reader.take(section_sign)) return std::nullopt;
  reader.take(":");
  reader.take_space();
  ItemNumber number;
  number.style = NumberStyle::section;
  if (!take_parts(reader, number) || is_date(number)) return std::nullopt;
  take_year(reader, number);
  reader.take(".") || reader.take(":");
  if (!reader.at_gap() && !is_glued(number, reader.rest())) return std::nullopt;
  return finished(number, reader);
}

std::optional<ItemNumber> parse_digits_first(std::string_view line) {
  Reader reader(line);
  ItemNumber number;
  if (!take_parts(reader, number) || is_date(number)) return std::nullopt;
  const bool of_year = take_year(reader, number);
  if (!of_year) take_letter(reader, number);
  if (reader.take(".)") || reader.take(")")) {
    number.style = NumberStyle::bracket;
  } else if (reader.take(".") || reader.take(":")) {
    if (reader.rest().starts_with(". ")) reader.skip(1);  // Typed twice, or a speck.
    number.style = NumberStyle::point;
  }
  Reader section = reader;
  section.take_space();
  if (section.take(section_sign)) {
    section.take(".") || section.take(":");
    reader = section;
    number.style = NumberStyle::section;
  } else if (number.depth > 1 && number.style == NumberStyle::plain) {
    number.style = NumberStyle::point;
  }
  if (!reader.at_gap() && !is_glued(number, reader.rest())) return std::nullopt;
  if (of_year && number.style == NumberStyle::plain) {
    if (!starts_upper(trimmed(reader.rest()))) return std::nullopt;  // "3/2014 pöytäkirja"
    number.style = NumberStyle::point;
  }
  return finished(number, reader);
}

bool names_organ(std::string_view text) {
  return text.size() >= 3 && starts_upper(text) && std::count(text.begin(), text.end(), ' ') <= 4 &&
         text.find_first_of(",;:\t") == std::string_view::npos;
}

// "Tark.ltk", "KHALL": how an organ is called before its sections.
bool is_short_for_organ(std::string_view text, const AgendaWords& words) {
  return text.find('.') != std::string_view::npos || words.organ_abbreviations.stands_in(text) ||
         text.find(' ') == std::string_view::npos;
}

// "Siv.ltk § 50", "Kunnanhallitus 12.3.2020 § 45", "Tark.ltk 61 §": nothing but a date may
// follow.
std::optional<ItemNumber> parse_organ(std::string_view line, const AgendaWords& words) {
  const std::size_t sign = line.find(section_sign);
  if (sign == std::string_view::npos || sign > 60) return std::nullopt;
  const std::size_t after = sign + section_sign.size();
  const std::size_t last = line.find_last_not_of(" \t0123456789", sign - 1);
  const bool number_first = line.find_first_of("0123456789", after) == std::string_view::npos &&
                            last != std::string_view::npos && last + 1 < sign;
  Reader reader(line);
  reader.skip(number_first ? last + 1 : after);
  reader.take_space();
  if (!names_organ(line.substr(0, number_first ? last + 1 : sign))) return std::nullopt;
  if (number_first && !is_short_for_organ(line.substr(0, last + 1), words)) return std::nullopt;
  ItemNumber number;
  number.style = NumberStyle::organ;
  if (!take_parts(reader, number) || is_date(number)) return std::nullopt;
  if (number_first) {
    reader.take_space();
    reader.take(section_sign);
  }
  const std::string_view rest = reader.rest();
  if (!reader.at_gap() || rest.find_first_not_of("0123456789. \t") != std::string_view::npos) {
    return std::nullopt;
  }
  reader.skip(rest.size());
  return finished(number, reader);
}

std::optional<ItemNumber> parse_after_word(std::string_view line, const AgendaWords& words) {
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || space > 12) return std::nullopt;
  if (!words.items.has(lower_case(line.substr(0, space)))) return std::nullopt;
  Reader reader(line);
  reader.skip(space + 1);
  ItemNumber number;
  number.style = NumberStyle::word;
  if (!take_parts(reader, number) || is_date(number)) return std::nullopt;
  reader.take(".") || reader.take(":") || reader.take(")");
  if (!reader.at_gap()) return std::nullopt;
  return finished(number, reader);
}

int roman_value(std::string_view letters) {
  static constexpr std::array<std::string_view, 30> numerals{
      "I",   "II",   "III",   "IV",   "V",   "VI",   "VII",   "VIII",   "IX",   "X",
      "XI",  "XII",  "XIII",  "XIV",  "XV",  "XVI",  "XVII",  "XVIII",  "XIX",  "XX",
      "XXI", "XXII", "XXIII", "XXIV", "XXV", "XXVI", "XXVII", "XXVIII", "XXIX", "XXX"};
  const auto found = std::find(numerals.begin(), numerals.end(), letters);
  return found == numerals.end() ? 0 : static_cast<int>(found - numerals.begin()) + 1;
}

std::optional<ItemNumber> parse_letters(std::string_view line) {
  const std::size_t end = line.find_first_of(".) ");
  if (end == std::string_view::npos || end == 0 || end > 6) return std::nullopt;
  const std::string_view letters = line.substr(0, end);
  ItemNumber number;
  number.depth = 1;
  number.printed = std::string(letters);
  number.parts[0] = roman_value(letters);
  number.style = NumberStyle::roman;
  number.marked = line[end] != ' ';
  if (!number.marked && !starts_upper(line.substr(end + 1))) return std::nullopt;
  if (number.parts[0] == 0) {
    const bool bracket = line[end] == ')';
    const bool small = letters[0] >= 'a' && letters[0] <= 'z' && bracket;
    const bool capital = letters[0] >= 'A' && letters[0] <= 'Z' && number.marked;
    if (letters.size() != 1 || !(small || capital)) return std::nullopt;
    number.parts[0] = letters[0] - (small ? 'a' : 'A') + 1;
    number.style = bracket ? NumberStyle::letter : NumberStyle::capital;
  }
  Reader reader(line);
  reader.skip(number.marked ? end + 1 : end);
  if (!reader.at_gap()) return std::nullopt;
  return finished(number, reader);
}

}  // namespace

std::optional<ItemNumber> parse_item_number(std::string_view line, const AgendaWords& words) {
  if (line.empty()) return std::nullopt;
  if (is_digit(line[0])) return parse_digits_first(line);
  if (line.starts_with(section_sign)) return parse_section_first(line);
  if (line[0] == '#' || line[0] == '(') return parse_dressed_number(line);
  if (auto number = parse_letters(line)) return number;
  if (auto number = parse_after_word(line, words)) return number;
  return parse_organ(line, words);
}

std::optional<int> steps_between(const ItemNumber& number, const ItemNumber& next) {
  const std::size_t common = std::min(number.depth, next.depth);
  for (std::size_t i = 0; i < common; ++i) {
    const int step = next.parts[i] - number.parts[i];
    if (step < 0) return std::nullopt;
    if (step == 0) continue;
    int steps = step;  // 7.2 -> 9.3: two heads on, then the third of its parts.
    for (std::size_t deeper = i + 1; deeper < next.depth; ++deeper) steps += next.parts[deeper];
    return steps;
  }
  if (next.depth < number.depth) return std::nullopt;
  int steps = 0;
  for (std::size_t deeper = common; deeper < next.depth; ++deeper) steps += next.parts[deeper];
  return steps;
}

}  // namespace muistio
