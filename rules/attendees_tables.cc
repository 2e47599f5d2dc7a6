#include "rules/attendees_tables.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/unicode.h"

namespace muistio {
namespace {

std::optional<ColumnHead> head_named(std::string_view value) {
  struct Named {
    std::string_view value;
    ColumnHead head;
  };
  static constexpr std::array heads{
      Named{"name", ColumnHead::name},
      Named{"given", ColumnHead::given_name},
      Named{"surname", ColumnHead::surname},
      Named{"deputy", ColumnHead::deputy},
      Named{"proxy", ColumnHead::proxy},
      Named{"title", ColumnHead::title},
      Named{"organisation", ColumnHead::organisation},
      Named{"present", ColumnHead::present},
      Named{"absent", ColumnHead::absent},
      Named{"remote", ColumnHead::remote},
      Named{"contact", ColumnHead::contact},
      Named{"distribution", ColumnHead::contact},
  };
  for (const Named& named : heads) {
    if (named.value == value) return named.head;
  }
  return std::nullopt;
}

// "Läsnä Jakelu": heads of narrow columns that were read as one cell; "Nimi / Namn" and "Jäsenet –
// Medlemmar" are one head in two languages. Empty where a word is none.
std::vector<ColumnHead> heads_run_together(const EntryReader& reader,
                                           const std::vector<ListPiece>& pieces, std::size_t first,
                                           std::size_t last) {
  std::vector<std::string> words;
  for (std::size_t i = first; i < last; ++i) {
    if (pieces[i].kind == PieceKind::slash || pieces[i].kind == PieceKind::dash) continue;
    if (pieces[i].kind != PieceKind::word) return {};
    if (words.empty() && !reader.words().may_begin(AttendeeList::column, pieces[i].folded))
      return {};
    words.push_back(pieces[i].folded);
  }
  std::vector<ColumnHead> heads;
  for (std::size_t at = 0; at < words.size();) {
    const auto found = reader.words().longest_at(AttendeeList::column, words, at);
    const auto head = head_named(found.value);
    if (!head) return {};
    if (heads.empty() || heads.back() != *head) heads.push_back(*head);
    at += found.length;
  }
  return heads;
}

// "Rooli ohjausryhmässä", "Tehtävä yhdistyksessä": a head and where it holds.
std::optional<ColumnHead> head_with_place(const EntryReader& reader,
                                          const std::vector<ListPiece>& pieces, std::size_t first,
                                          std::size_t last) {
  if (last != first + 2) return std::nullopt;
  const auto head = head_named(reader.words().value_of(AttendeeList::column, pieces[first].folded));
  if (!head || pieces[first + 1].kind != PieceKind::word) return std::nullopt;
  const Span second = pieces[first + 1].span;
  if (starts_upper(reader.passage().at(second))) return std::nullopt;
  const Reading& reading = reader.passage().language.readings(reader.passage().at(second)).front();
  const bool place = reading.inflection == Case::inessive || reading.inflection == Case::adessive;
  return place ? head : std::nullopt;
}

// "x / -", of which the sign is no word.
std::optional<ColumnHead> head_of_marks(const EntryReader& reader,
                                        const std::vector<ListPiece>& pieces, std::size_t first,
                                        std::size_t last) {
  const bool cross = last > first + 1 && pieces[first].folded == "x";
  if (!cross) return std::nullopt;
  const Span text{pieces[first].span.begin, pieces[last - 1].span.end};
  return head_named(
      reader.words().value_of(AttendeeList::column, lower_case(reader.passage().at(text))));
}

// The words of a cell, single spaced.
std::string words_between(const std::vector<ListPiece>& pieces, std::size_t first,
                          std::size_t last) {
  std::string text;
  for (std::size_t i = first; i < last; ++i) {
    if (!is_word(pieces[i])) continue;
    if (!text.empty()) text += ' ';
    text += pieces[i].folded;
  }
  return text;
}

// True of most rows: the first word of the cell begins no head.
bool is_no_head(const EntryReader& reader, const std::vector<ListPiece>& pieces, std::size_t first,
                std::size_t last) {
  const auto word = std::find_if(pieces.begin() + static_cast<std::ptrdiff_t>(first),
                                 pieces.begin() + static_cast<std::ptrdiff_t>(last), is_word);
  return word != pieces.begin() + static_cast<std::ptrdiff_t>(last) && word->folded != "x" &&
         !reader.words().may_begin(AttendeeList::column, word->folded);
}

bool is_of_names(ColumnHead head) {
  return head == ColumnHead::name || head == ColumnHead::deputy || head == ColumnHead::surname;
}

// "Jakelu | Tehtävä | Läsnä | Poissa": who gets the memo is who was asked to come, where no
// other column holds names.
bool is_distribution(const EntryReader& reader, const std::string& text) {
  return reader.words().value_of(AttendeeList::column, text) == "distribution";
}

// "Osakas | Osakkeet | Edustaja": behind the owners those who came for them.
bool is_representative(const EntryReader& reader, const std::string& text) {
  return reader.words().has(AttendeeList::representative, text);
}

// "26.5.", "26.5.2015": what stands of it in any date of that day. Empty for other texts.
std::string_view day_and_month(std::string_view text) {
  std::size_t at = 0;
  for (int part = 0; part < 2; ++part) {
    const std::size_t begin = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    if (at == begin || at - begin > 2 || at == text.size() || text[at] != '.') return {};
    ++at;
  }
  const std::size_t day = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  const std::size_t year = at - day;
  if (at < text.size() && text[at] == '.') ++at;
  return at == text.size() && year <= 4 ? text.substr(0, day) : std::string_view();
}

// The pieces and what else stands in their cell; empty where it cannot be a day.
std::string_view cell_at(std::string_view flow, Span pieces) {
  if (!is_digit(flow[pieces.begin])) return {};
  const std::size_t end = std::min(flow.find_first_of("\t\n", pieces.end), flow.size());
  return flow.substr(pieces.begin, end - pieces.begin);
}

bool stands_before(std::string_view day, std::string_view text) {
  for (std::size_t at = text.find(day); at != text.npos; at = text.find(day, at + 1))
    if (at == 0 || !is_digit(text[at - 1])) return true;
  return false;
}

// "Nimi | Organisaatio | 10.2. | 26.5.": columns of meetings, of which one is this meeting, whose
// day stands above the table; without it the last.
class MeetingColumns {
 public:
  MeetingColumns(std::string_view flow, std::size_t table)
      : above_(flow.substr(0, std::min(table, longest_head))) {}

  bool take(std::string_view text, int column) {
    const std::string_view day = day_and_month(text);
    if (day.empty()) return false;
    const bool second_day = !days_.empty() && is_range(days_.back(), day);
    columns_.push_back(column);
    days_.emplace_back(day);
    if (second_day) {
      this_meeting_ = columns_[columns_.size() - 2];
      second_day_ = column;
    }
    if (!this_meeting_ && stands_before(day, above_)) this_meeting_ = column;
    return true;
  }

  void add_to(ColumnHeads& heads) const {
    for (const int column : columns_) {
      const bool now = column == this_meeting_.value_or(columns_.back());
      heads[column] = now ? ColumnHead::present : ColumnHead::contact;
    }
    if (second_day_) heads[*second_day_] = ColumnHead::second_day;
  }

  // The column that holds the names where only days head the table: the one before the days.
  std::optional<int> names() const {
    if (columns_.empty() || columns_.front() == 0) return std::nullopt;
    return columns_.front() - 1;
  }

 private:
  static constexpr std::size_t longest_head = 2000;

  // "17.–18.3." stands above the columns "17.3." and "18.3.".
  bool is_range(std::string_view first, std::string_view second) const {
    const std::string begin(first.substr(0, first.find('.')));
    for (const std::string_view dash : {".-", ".–", "-", "–", ". - ", ". – "}) {
      if (stands_before(begin + std::string(dash) + std::string(second), above_)) return true;
    }
    return false;
  }

  std::string_view above_;
  std::vector<int> columns_;
  std::vector<std::string> days_;
  std::optional<int> second_day_ = std::nullopt;
  std::optional<int> this_meeting_ = std::nullopt;
};

}  // namespace

std::optional<ColumnHeads> column_heads(const EntryReader& reader,
                                        const std::vector<ListPiece>& pieces) {
  ColumnHeads heads;
  bool names = false;
  constexpr std::size_t most_words_of_head = 3;
  std::vector<int> unknown;
  std::optional<int> distribution;
  const std::string_view flow = reader.passage().flow;
  MeetingColumns meetings(flow, pieces.empty() ? 0 : pieces.front().span.begin);
  for (std::size_t first = 0; first < pieces.size();) {
    std::size_t last = first;
    while (last < pieces.size() && pieces[last].kind != PieceKind::cell) ++last;
    if (last > first) {
      if (meetings.take(cell_at(flow, {pieces[first].span.begin, pieces[last - 1].span.end}),
                        pieces[first].column)) {
        first = last + 1;
        continue;
      }
    }
    if (!names && is_no_head(reader, pieces, first, last)) return std::nullopt;
    const std::string text = words_between(pieces, first, last);
    std::vector<ColumnHead> found;
    if (const auto head = head_named(reader.words().value_of(AttendeeList::column, text)))
      found = {*head};
    else if (const auto mark = head_of_marks(reader, pieces, first, last))
      found = {*mark};
    else if (const auto placed = head_with_place(reader, pieces, first, last))
      found = {*placed};
    else
      found = heads_run_together(reader, pieces, first, last);
    if (found.empty() && !text.empty()) {
      if (!names || last - first > most_words_of_head || reader.find_name(pieces, first, last))
        return std::nullopt;
      unknown.push_back(pieces[first].column);
    }
    if (names && is_representative(reader, text)) found = {ColumnHead::proxy};
    if (is_distribution(reader, text)) distribution = pieces[first].column;
    for (std::size_t i = 0; i < found.size(); ++i) {
      heads[pieces[first].column + static_cast<int>(i)] = found[i];
      names |= is_of_names(found[i]);
    }
    first = last + 1;
  }
  meetings.add_to(heads);
  if (const auto column = meetings.names(); column && !names && !heads.contains(*column)) {
    heads[*column] = ColumnHead::name;
    names = true;
  }
  if (heads.size() < 2 || unknown.size() > 1 || (!unknown.empty() && !names)) return std::nullopt;
  for (const int column : unknown) heads[column] = ColumnHead::other;
  if (!names && distribution) {
    heads[*distribution] = ColumnHead::name;
    names = true;
  }
  return names || heads.size() > 2 ? std::optional<ColumnHeads>(heads) : std::nullopt;
}

}  // namespace muistio
