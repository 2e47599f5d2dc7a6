#include "rules/agenda_misread.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "corpus/unicode.h"
#include "rules/decisions_clause.h"

namespace muistio {
namespace {

enum class SignPlace { behind, before };

// A number with its section sign put back.
struct Reading {
  ItemNumber number;
  bool apart = false;  // A space stands between the number and what was the sign.
};

constexpr std::string_view gap = " \t";

// "64 8 Portti", "64 & Portti"; nothing may follow.
std::optional<Reading> sign_apart_behind(std::string_view text, ItemNumber number) {
  static constexpr std::array misread{"8.", "&.", "8", "&", "$", "S", "6", "5"};
  const std::string_view rest = text.substr(std::min(number.length, text.size()));
  for (const std::string_view sign : misread) {
    if (!rest.starts_with(sign)) continue;
    const std::size_t title = rest.find_first_not_of(gap, sign.size());
    if (title == sign.size()) continue;
    if (title != std::string_view::npos && !starts_upper(rest.substr(title))) return std::nullopt;
    number.style = NumberStyle::section;
    number.length += std::min(title, rest.size());
    return Reading{number, true};
  }
  return std::nullopt;
}

// "8 4 Portti".
std::optional<Reading> sign_apart_before(std::string_view text, const ItemNumber& own,
                                         const AgendaWords& words) {
  static constexpr std::array<std::string_view, 3> misread{"8", "6", "5"};
  if (std::find(misread.begin(), misread.end(), own.printed) == misread.end()) return std::nullopt;
  const std::string_view rest = text.substr(std::min(own.length, text.size()));
  auto number = parse_item_number(rest, words);
  if (!number || number->depth != 1 || number->style == NumberStyle::section) return std::nullopt;
  if (number->length < rest.size() && !starts_upper(rest.substr(number->length)))
    return std::nullopt;
  number->style = NumberStyle::section;
  number->length += own.length;
  return Reading{*number, true};
}

// "618" for "61 §", "205" for "20 §", "84" for "§ 4". Whether it is one, the other numbers tell.
std::optional<Reading> sign_glued(ItemNumber number, SignPlace place) {
  if (number.printed.size() < 2) return std::nullopt;
  const bool before = place == SignPlace::before;
  const char sign = before ? number.printed.front() : number.printed.back();
  if (sign != '8' && (before || (sign != '5' && sign != '6'))) return std::nullopt;
  number.printed.erase(before ? 0 : number.printed.size() - 1, 1);
  if (number.printed.front() == '0') return std::nullopt;
  number.parts[0] = std::stoi(number.printed);
  number.style = NumberStyle::section;
  return Reading{number, false};
}

// "33.8" for "33 §", the point a speck.
std::optional<Reading> sign_behind_point(ItemNumber number) {
  const std::size_t point = number.printed.find('.');
  if (number.depth != 2 || number.parts[1] != 8 || point == std::string::npos) return std::nullopt;
  number.printed.resize(point);
  number.depth = 1;
  number.style = NumberStyle::section;
  return Reading{number, false};
}

std::optional<Reading> reading_of(std::string_view text, const ItemNumber& own, SignPlace place,
                                  const AgendaWords& words) {
  if (place == SignPlace::behind && own.depth == 2) return sign_behind_point(own);
  if (own.style != NumberStyle::plain || own.depth != 1) return std::nullopt;
  auto apart = place == SignPlace::behind ? sign_apart_behind(text, own)
                                          : sign_apart_before(text, own, words);
  return apart ? apart : sign_glued(own, place);
}

class SignMender {
 public:
  SignMender(const Passage& passage, const std::vector<PrintedRow>& rows,
             std::vector<Numbered>& all)
      : passage_(passage), rows_(rows), all_(all) {}

  void mend() {
    mend_signs();
    mend_figures();
  }

 private:
  void mend_signs() {
    const std::size_t as_read = links({});
    const Readings behind = readings(SignPlace::behind), before = readings(SignPlace::before);
    const std::size_t with_behind = links(behind), with_before = links(before);
    if (with_before > as_read && with_before > with_behind) return apply(before);
    if (with_behind > as_read || (with_behind == as_read && any_sure(behind))) return apply(behind);
    if (with_before == as_read && is_always_glued()) apply(before);
  }

  using Readings = std::vector<std::optional<Reading>>;  // One for each of `all`, or none.

  std::string_view text_of(std::size_t i) const { return passage_.at(rows_[all_[i].row].span); }

  Readings readings(SignPlace place) const {
    Readings found(all_.size());
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const bool leads = all_[i].title.begin >= rows_[all_[i].row].span.begin + 1;
      if (leads && rows_[all_[i].row].from_ocr &&
          (all_[i].number.depth == 1 || is_beside_section(i)))
        found[i] =
            reading_of(text_of(i), all_[i].number, place, passage_.rulebook.kept<AgendaWords>());
    }
    return found;
  }

  // "33.8" behind "32 §" or before "34 §".
  bool is_beside_section(std::size_t i) const {
    const int number = all_[i].number.parts[0];
    const bool after = i > 0 && is_section_on_scan(i - 1) && value({}, i - 1) + 1 == number;
    return after || (is_section_on_scan(i + 1) && value({}, i + 1) - 1 == number);
  }

  int value(const Readings& readings, std::size_t i) const {
    const bool mended = !readings.empty() && readings[i];
    return (mended ? readings[i]->number : all_[i].number).parts[0];
  }

  bool is_linked(const Readings& readings, std::size_t i) const {
    return i > 0 && i < all_.size() && value(readings, i) == value(readings, i - 1) + 1;
  }

  // How many numbers follow the one before them.
  std::size_t links(const Readings& readings) const {
    std::size_t count = 0;
    for (std::size_t i = 1; i < all_.size(); ++i) count += is_linked(readings, i);
    return count;
  }

  bool any_sure(const Readings& readings) const {
    for (std::size_t i = 0; i < all_.size(); ++i)
      if (readings[i] && (readings[i]->apart || all_[i].number.depth > 1)) return true;
    return false;
  }

  // Where every number of three figures and more begins with an 8, the 8 is the sign.
  bool is_always_glued() const {
    std::size_t glued = 0;
    for (const Numbered& numbered : all_) {
      if (numbered.number.style == NumberStyle::section) return false;
      if (numbered.number.style != NumberStyle::plain || numbered.number.depth != 1 ||
          numbered.number.printed.size() < 3 || !rows_[numbered.row].from_ocr)
        continue;
      if (numbered.number.printed[0] != '8') return false;
      ++glued;
    }
    return glued >= 2;
  }

  void apply(const Readings& readings) {
    std::vector<bool> chosen(all_.size());
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (!readings[i]) continue;
      chosen[i] = readings[i]->apart || all_[i].number.depth > 1 || is_linked(readings, i) ||
                  is_linked(readings, i + 1);
    }
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (!chosen[i]) continue;
      all_[i].number = readings[i]->number;
      all_[i].title.begin = rows_[all_[i].row].span.begin + readings[i]->number.length;
    }
  }

  // "21 §" before "28 §", "29 §" and "30 §": a figure was misread where one for which it may be
  // taken makes the number the neighbour of those that follow each other.
  void mend_figures() {
    constexpr std::size_t fewest_beside = 3;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const bool after = run_from(i + 1) >= fewest_beside && !is_linked({}, i + 1);
      const bool inside = i > 0 && run_from(i + 1) > 1 && value({}, i + 1) == value({}, i - 1) + 2;
      const int expected = value_if(after || inside, i + 1) - 1;
      const bool first = i == 0 || all_[i - 1].number.style != NumberStyle::section;
      if (!(inside || (after && first)) || !is_section_on_scan(i)) continue;
      if (!may_be_misread(all_[i].number.printed, std::to_string(expected))) continue;
      all_[i].number.parts[0] = expected;
      all_[i].number.printed = std::to_string(expected);
    }
  }

  int value_if(bool known, std::size_t i) const { return known ? value({}, i) : 0; }

  bool is_section_on_scan(std::size_t i) const {
    return i < all_.size() && all_[i].number.style == NumberStyle::section &&
           all_[i].number.depth == 1 && rows_[all_[i].row].from_ocr;
  }

  // How many sections follow each other from here on.
  std::size_t run_from(std::size_t i) const {
    if (!is_section_on_scan(i)) return 0;
    std::size_t length = 1;
    while (is_section_on_scan(i + length) && is_linked({}, i + length)) ++length;
    return length;
  }

  static bool may_be_misread(std::string_view read, std::string_view printed) {
    static constexpr std::array<std::string_view, 5> alike{"17", "38", "06", "56", "89"};
    if (read.size() != printed.size()) return false;
    std::size_t others = 0;
    for (std::size_t i = 0; i < read.size(); ++i) {
      if (read[i] == printed[i]) continue;
      ++others;
      const bool pair = std::any_of(alike.begin(), alike.end(), [&](std::string_view both) {
        return both.find(read[i]) != both.npos && both.find(printed[i]) != both.npos;
      });
      if (!pair) return false;
    }
    return others == 1;
  }

  const Passage& passage_;
  const std::vector<PrintedRow>& rows_;
  std::vector<Numbered>& all_;
};

// Lines on scans that may head an item whose number the engine lost.
class LostNumbers {
 public:
  LostNumbers(const Passage& passage, const std::vector<PrintedRow>& rows)
      : passage_(passage), rows_(rows) {}

  // The heading between two items, one number apart from both.
  std::optional<Numbered> between(const Numbered& before, const Numbered& after) const {
    const bool skipped = before.number.depth == 1 && after.number.depth == 1 &&
                         after.number.parts[0] == before.number.parts[0] + 2;
    if (!skipped || !rows_[before.row].from_ocr || !rows_[after.row].from_ocr) return std::nullopt;
    std::optional<std::size_t> heading;
    for (std::size_t row = before.row + 1; row + 1 < after.row; ++row) {
      if (!may_head(row, before, after)) continue;
      if (heading) return std::nullopt;
      heading = row;
    }
    if (!heading) return std::nullopt;
    Numbered lost = before;
    lost.row = *heading;
    lost.number.parts[0] += 1;
    lost.number.printed = std::to_string(lost.number.parts[0]);
    lost.title = rows_[*heading].span;
    lost.number.length = 0;
    lost.has_text = true;
    return lost;
  }

 private:
  // A short line of its own that is no sentence.
  bool may_head(std::size_t at, const Numbered& before, const Numbered& after) const {
    constexpr std::size_t longest = 80;
    const PrintedRow& row = rows_[at];
    const std::string_view text = passage_.at(row.span);
    const bool alone = row.opens_block && row.cells == 1 && rows_[at + 1].block != row.block;
    if (!alone || row.label || row.part || !row.from_ocr || text.size() > longest ||
        !starts_upper(text) || std::string_view(".:;,?!").find(text.back()) != text.npos)
      return false;
    return looks_like(row, rows_[before.row]) && looks_like(row, rows_[after.row]) &&
           (stands_where(row, before) || stands_where(row, after)) &&
           (row.capitals || ClauseView(passage_, row.span).finite_verbs(row.span).empty());
  }

  static bool looks_like(const PrintedRow& row, const PrintedRow& heading) {
    return row.capitals == heading.capitals && row.bold == heading.bold &&
           row.kind != BlockKind::table;
  }

  // Where the number of the other begins, or its title.
  bool stands_where(const PrintedRow& row, const Numbered& other) const {
    constexpr double slack = 8;  // Points.
    if (std::abs(row.left - rows_[other.row].left) < slack) return true;
    const auto& words = passage_.document.words;
    const auto title = std::lower_bound(
        words.begin(), words.end(), other.title.begin,
        [](const Word& word, std::size_t offset) { return word.span.end <= offset; });
    return title != words.end() && std::abs(row.left - title->box.left) < slack;
  }

  const Passage& passage_;
  const std::vector<PrintedRow>& rows_;
};

// "$ 8 Portti": letters that are nothing but a section sign at the beginning of a line.
std::optional<ItemNumber> parse_misread_sign(std::string_view line, const AgendaWords& words) {
  if (line.size() < 3 || std::string_view("$&S").find(line[0]) == std::string_view::npos ||
      line[1] != ' ')
    return std::nullopt;
  auto number = parse_item_number(line.substr(2), words);
  if (!number || number->depth != 1 || number->style != NumberStyle::plain) return std::nullopt;
  number->length += 2;
  const bool title = number->length < line.size() && starts_upper(line.substr(number->length));
  if (!title && number->length < line.size()) return std::nullopt;
  number->style = NumberStyle::section;
  return number;
}

bool is_misread_sign(std::string_view word) {
  return word == "8" || word == "$" || word == "&" || word == "S";
}

// "Siv.ltk 8 50", "Tark.ltk 61 8": a line that is nothing but an organ and its section.
std::optional<ItemNumber> parse_misread_organ(std::string_view line, const AgendaWords& words) {
  const std::size_t last = line.rfind(' ');
  if (last == std::string_view::npos || last == 0 || line.size() > 80) return std::nullopt;
  const std::size_t before = line.rfind(' ', last - 1);
  if (before == std::string_view::npos) return std::nullopt;
  const std::string_view organ = line.substr(0, before + 1), end = line.substr(last + 1);
  const std::string_view middle = line.substr(before + 1, last - before - 1);
  std::string mended(organ);
  if (is_misread_sign(middle)) {
    mended.append("§ ").append(end);
  } else if (is_misread_sign(end)) {
    mended.append(middle).append(" §");
  }
  auto number = parse_item_number(mended, words);
  if (!number || number->style != NumberStyle::organ) return std::nullopt;
  number->length = line.size();
  return number;
}

}  // namespace

std::optional<ItemNumber> parse_misread_number(std::string_view line, const AgendaWords& words) {
  if (auto number = parse_misread_sign(line, words)) return number;
  if (auto number = parse_misread_organ(line, words)) return number;
  const std::size_t end = line.find_first_of(".)");
  if (end == std::string_view::npos || end == 0 || end > 2) return std::nullopt;
  std::string mended(line.substr(0, std::min<std::size_t>(line.size(), end + 3)));
  bool digit = end == 1;
  for (std::size_t i = 0; i < end; ++i) {
    switch (mended[i]) {
      case 'l':
      case 'I':
      case '|':
      case 'i':
        mended[i] = '1';
        break;
      case 'O':
      case 'o':
        mended[i] = '0';
        break;
      case 'S':
        mended[i] = '5';
        break;
      case 'B':
        mended[i] = '8';
        break;
      default:
        digit |= is_digit(mended[i]);
    }
  }
  if (!digit) return std::nullopt;
  auto number = parse_item_number(mended, words);
  if (number) {
    const std::size_t title = line.find_first_not_of(gap, end + 1);
    number->length = title == std::string_view::npos ? line.size() : title;
  }
  return number;
}

void mend_section_signs(const Passage& passage, const std::vector<PrintedRow>& rows,
                        std::vector<Numbered>& all) {
  if (std::none_of(rows.begin(), rows.end(), [](const PrintedRow& row) { return row.from_ocr; }))
    return;
  SignMender(passage, rows, all).mend();
}

bool add_lost_numbers(const Passage& passage, const std::vector<PrintedRow>& rows,
                      const std::vector<std::size_t>& sequence, std::vector<Numbered>& all) {
  const LostNumbers lost(passage, rows);
  std::vector<Numbered> found;
  for (std::size_t i = 1; i < sequence.size(); ++i) {
    if (auto number = lost.between(all[sequence[i - 1]], all[sequence[i]]))
      found.push_back(std::move(*number));
  }
  for (Numbered& number : found) {
    const auto place =
        std::upper_bound(all.begin(), all.end(), number.row,
                         [](std::size_t row, const Numbered& each) { return row < each.row; });
    all.insert(place, std::move(number));
  }
  return !found.empty();
}

}  // namespace muistio
