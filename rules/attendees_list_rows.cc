#include "rules/attendees_list_rows.h"

#include <algorithm>
#include <set>

#include "corpus/unicode.h"
#include "rules/agenda.h"
#include "rules/attendees_headings.h"
#include "rules/attendees_notes.h"

namespace muistio {

ListRows::ListRows(const EntryReader& reader, const std::vector<AgendaItem>& items)
    : reader_(reader), passage_(reader.passage()), document_(passage_.document), items_(items) {
  for (const AgendaItem& item : items) item_begins_.push_back(item.evidence.span.begin);
  std::sort(item_begins_.begin(), item_begins_.end());
}

// A row is asked for again and again while it and its neighbours are looked at.
const std::vector<ListPiece>& ListRows::pieces_of_row(std::size_t row) const {
  CutRow& cut = cut_rows_[row % cut_rows_.size()];
  if (cut.row != row) cut = {row, pieces_of(passage_, document_.rows[row].span)};
  return cut.pieces;
}

bool ListRows::item_begins(std::size_t row) const {
  const Span span = document_.rows[row].span;
  const auto next = std::lower_bound(item_begins_.begin(), item_begins_.end(), span.begin);
  return next != item_begins_.end() && *next < span.end;
}

bool ListRows::in_front(std::size_t offset) const {
  return items_.empty() || offset < items_.front().evidence.span.begin;
}

// "Jäsen Otso Malli" and in the next line "oli ilmoittanut esteestä.": no heading.
bool ListRows::continues_sentence(std::size_t row) const {
  if (row == 0) return false;
  const Row &before = document_.rows[row - 1], &here = document_.rows[row];
  const bool same = before.block == here.block && before.span.end < here.span.begin &&
                    passage_.flow[before.span.end] == ' ';
  const auto& pieces = pieces_of_row(row);
  if (!same || pieces.empty() || !is_word(pieces.front()) || starts_upper(passage_.at(here.span)))
    return false;
  if (reader_.words().has(AttendeeList::heading_filler, pieces.front().folded)) return true;
  // "Otto Ståhl hade" and in the next line "anmält förhinder."
  std::size_t end = 0;
  while (end < pieces.size() && is_word(pieces[end])) ++end;
  const char last = passage_.at(before.span).back();
  return end == pieces.size() && passage_.at(here.span).ends_with('.') &&
         std::string_view(".,:;)").find(last) == std::string_view::npos;
}

bool ListRows::under_attendee_item(std::size_t row) const {
  const AgendaItem* item = item_at(items_, document_.rows[row].span.begin);
  return item && reader_.words().occurs(AttendeeList::item, "present", lower_case(item->title));
}

bool ListRows::under_organising_item(std::size_t row) const {
  const AgendaItem* item = item_at(items_, document_.rows[row].span.begin);
  if (!item) return false;
  const std::string title = lower_case(item->title);
  return reader_.words().occurs(AttendeeList::organising_item, "meeting", title) &&
         !reader_.words().occurs(AttendeeList::organising_item, "outside", title);
}

// "kyllä" or "ei" in the column of those present.
bool ListRows::is_mark_in_cell(const std::vector<ListPiece>& pieces, std::size_t i) const {
  const bool opens = i > 0 && pieces[i - 1].kind == PieceKind::cell;
  const bool closes = i + 1 == pieces.size() || pieces[i + 1].kind == PieceKind::cell;
  return opens && closes && reader_.words().has(AttendeeList::presence, pieces[i].folded);
}

// "tekninen toimi", which is a verb, too.
bool ListRows::is_noun_with_adjective(const std::vector<ListPiece>& pieces, std::size_t i) const {
  const auto has_reading = [&](const ListPiece& piece, WordClass word_class) {
    const auto& readings = passage_.language.readings(piece.folded);
    return std::any_of(readings.begin(), readings.end(), [&](const Reading& reading) {
      return reading.word_class == word_class && reading.inflection == Case::nominative;
    });
  };
  return i > 0 && is_word(pieces[i - 1]) && has_reading(pieces[i - 1], WordClass::adjective) &&
         has_reading(pieces[i], WordClass::noun);
}

bool ListRows::is_sentence(const std::vector<ListPiece>& pieces) const {
  bool in_brackets = false, after_time = false;
  const auto heading = heading_at(reader_, pieces, 0);
  for (std::size_t i = heading ? heading->end : 0; i < pieces.size(); ++i) {
    const ListPiece& piece = pieces[i];
    if (piece.kind == PieceKind::open) in_brackets = true;
    if (piece.kind == PieceKind::close) in_brackets = false;
    if (piece.kind == PieceKind::comma || piece.kind == PieceKind::hard_break) after_time = false;
    if (piece.kind != PieceKind::word || in_brackets) continue;
    after_time |= reader_.words().has(AttendeeList::partial, piece.folded);
    if (after_time || is_mark_in_cell(pieces, i)) continue;
    const bool capital = starts_upper(passage_.at(piece.span));
    if ((capital && i > 0) || piece.folded.size() < 2) continue;
    const Reading& reading = passage_.language.readings(piece.folded).front();
    if (capital && !reading.passive) continue;
    const bool finite =
        reading.known && reading.word_class == WordClass::verb &&
        (reading.verb_form == VerbForm::present || reading.verb_form == VerbForm::past);
    if (finite && !is_noun_with_adjective(pieces, i)) return true;
  }
  return false;
}

bool ListRows::has_persons(const std::vector<ListPiece>& pieces) const {
  const auto entries = reader_.read(pieces);
  return std::any_of(entries.begin(), entries.end(), [](const AttendeeEntry& entry) {
    return !entry.weak || entry.words.size() > 1;
  });
}

// "Xhelal, Besa": what stands among surnames with given names is one, too.
bool ListRows::is_capital_pair(const std::vector<ListPiece>& pieces) const {
  return pieces.size() > 2 && pieces[0].kind == PieceKind::word &&
         pieces[1].kind == PieceKind::comma && pieces[2].kind == PieceKind::word &&
         reader_.look(pieces[0]).may_name() && reader_.look(pieces[2]).may_name();
}

bool ListRows::is_other_label(const std::vector<ListPiece>& pieces, std::string_view value) const {
  std::string text;
  std::size_t words = 0;
  for (const ListPiece& piece : pieces) {
    if (piece.kind == PieceKind::bullet) continue;
    if (piece.kind != PieceKind::word) break;
    if (words == 0 && !reader_.words().may_begin(AttendeeList::other_label, piece.folded))
      return false;
    if (!text.empty()) text += ' ';
    text += piece.folded;
    if (++words > 6) return false;
  }
  const std::string_view found = reader_.words().value_of(AttendeeList::other_label, text);
  return value.empty() ? !found.empty() : found == value;
}

bool ListRows::heads_organisation(std::size_t row) const {
  if (row + 1 >= document_.rows.size()) return false;
  const auto& pieces = pieces_of_row(row);
  std::size_t words = 0;
  for (const ListPiece& piece : pieces) {
    if (piece.kind == PieceKind::word)
      ++words;
    else if (piece.kind != PieceKind::colon && piece.kind != PieceKind::dash)
      return false;
  }
  if (words == 0 || words > 6 || !starts_upper(passage_.at(pieces.front().span))) return false;
  if (is_sentence(pieces) || item_begins(row) || item_begins(row + 1)) return false;
  if (has_persons(pieces) || heading_at(reader_, pieces, 0)) return false;
  const auto& below = pieces_of_row(row + 1);
  return !is_sentence(below) && !heading_at(reader_, below, 0) && !is_other_label(below, "") &&
         has_persons(below);
}

std::optional<Role> ListRows::office_over(const std::vector<ListPiece>& above,
                                          const std::vector<ListPiece>& below) const {
  const bool colon = !above.empty() && above.back().kind == PieceKind::colon;
  const std::size_t end = above.size() - (colon ? 1 : 0);
  if (end == 0 || above.front().kind == PieceKind::open) return std::nullopt;
  const auto role = NoteReader(reader_).role_of(above, {0, end});
  return role && has_persons(below) ? role : std::nullopt;
}

// "Puheenjohtaja | Aino Esimerkki"
bool ListRows::has_role_in_margin(const std::vector<ListPiece>& pieces) const {
  std::size_t label = 0;
  while (label < pieces.size() && pieces[label].kind == PieceKind::word) ++label;
  return label > 0 && label < pieces.size() &&
         NoteReader(reader_).role_of(pieces, {0, label}).has_value();
}

bool ListRows::has_name_beside_margin(std::size_t row) const {
  constexpr std::size_t most_words = 3;
  const auto& pieces = pieces_of_row(row);
  std::size_t label = 0;
  while (label < pieces.size() && pieces[label].kind == PieceKind::word) ++label;
  if (label == 0 || label > most_words || label + 1 >= pieces.size()) return false;
  if (pieces[label].kind != PieceKind::cell) return false;
  std::size_t end = label + 1;
  while (end < pieces.size() && is_word(pieces[end])) ++end;
  const auto name = reader_.find_name(pieces, label + 1, end);
  return name && name->first == label + 1 && name->score >= 1.5;
}

bool ListRows::ends_sentence(std::size_t row) const {
  if (row == 0) return false;
  const Row &before = document_.rows[row - 1], &here = document_.rows[row];
  const std::string_view text = passage_.at(here.span);
  return before.block == here.block && before.span.end < here.span.begin &&
         passage_.flow[before.span.end] == ' ' && text.ends_with('.') && !starts_upper(text) &&
         !passage_.at(before.span).ends_with('.') && text.find(' ') == std::string_view::npos;
}

bool ListRows::is_officer_in_margin(std::size_t row) const {
  const auto& pieces = pieces_of_row(row);
  std::size_t label = 0;
  while (label < pieces.size() && pieces[label].kind == PieceKind::word) ++label;
  if (label == 0 || label + 1 >= pieces.size() || pieces.front().column != 0) return false;
  if (pieces[label].kind != PieceKind::cell && pieces[label].kind != PieceKind::colon) return false;
  const NoteReader notes(reader_);
  std::set<Role> roles;
  for (std::size_t first = 0; first < label;) {  // "Kutsuttuna asiantuntijana"
    std::size_t last = label;
    while (last > first && !notes.role_of(pieces, {first, last})) --last;
    if (last == first) return false;
    roles.insert(*notes.role_of(pieces, {first, last}));
    first = last;
  }
  return std::all_of(roles.begin(), roles.end(), [](Role role) {
    return is_officer(role) || role == Role::presenter || role == Role::expert ||
           role == Role::other;
  });
}

// "(siht.)" in a line of its own, of whoever stands last in the line above.
bool ListRows::is_office_in_brackets(const std::vector<ListPiece>& pieces) const {
  if (pieces.empty() || pieces.front().kind != PieceKind::open) return false;
  std::size_t close = 1;
  while (close < pieces.size() && pieces[close].kind == PieceKind::word) ++close;
  return close > 1 && close < pieces.size() && pieces[close].kind == PieceKind::close &&
         NoteReader(reader_).role_of(pieces, {1, close}).has_value();
}

bool ListRows::belongs(std::size_t row, bool margin, std::size_t begun) const {
  const auto& pieces = pieces_of_row(row);
  if (pieces.empty() || is_other_label(pieces, "")) return false;
  const bool in_margin = pieces.front().column == 0;
  const Row& before = document_.rows[row - 1];
  const std::size_t gap = document_.rows[row].span.begin - before.span.end;
  const bool runs_on = row > begun && before.block == document_.rows[row].block &&
                       (gap == 0 || passage_.flow[before.span.end] == ' ');
  if (margin && in_margin && !runs_on && !has_role_in_margin(pieces)) return false;
  const bool persons = has_persons(pieces);
  if (item_begins(row)) {
    const auto words = reader_.find_name(pieces, 1, pieces.size());
    if (!persons || !words || words->score < 1.5 || words->first > 1) return false;
  }
  if (is_sentence(pieces)) return false;
  if (row > begun && is_office_in_brackets(pieces)) return true;
  if (persons || runs_on || is_capital_pair(pieces)) return true;
  const bool mark = pieces.size() == 1 && pieces[0].kind == PieceKind::word &&
                    reader_.words().has(AttendeeList::presence, pieces[0].folded);
  if (mark) return true;
  const BlockKind kind = document_.blocks[document_.rows[row].block].kind;
  return kind == BlockKind::table && !in_margin;
}

}  // namespace muistio
