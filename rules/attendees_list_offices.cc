// Offices of the meeting that are told before its items without a list: "Puheenjohtaja: Aino
// Esimerkki".
#include <algorithm>

#include "corpus/unicode.h"
#include "rules/attendees_list_finder.h"
#include "rules/attendees_notes.h"

namespace muistio {
namespace {

// "Sihteeri:" with what follows in another cell.
bool in_own_cell(const std::vector<ListPiece>& pieces, std::size_t label) {
  return pieces[label].kind == PieceKind::colon && label + 1 < pieces.size() &&
         pieces[label + 1].kind == PieceKind::cell;
}

}  // namespace

// "Pj. Aino Esimerkki": an office and a name, and nothing else in the row.
bool ListFinder::is_officer_without_colon(const std::vector<ListPiece>& pieces) const {
  if (!std::all_of(pieces.begin(), pieces.end(),
                   [](const ListPiece& piece) { return is_word(piece); }))
    return false;
  const auto name = reader_.find_name(pieces, 0, pieces.size());
  return name && name->first > 0 && name->last == pieces.size() && name->score >= 1.5 &&
         NoteReader(reader_).role_of(pieces, {0, name->first}).has_value();
}

// "Pj. Aino Esimerkki, siht. Otso Malli, jäsenet A ja B": offices, each with its persons, and a
// chair or a secretary among them.
bool ListFinder::is_row_of_officers(const std::vector<ListPiece>& pieces) const {
  const auto comma = std::find_if(pieces.begin(), pieces.end(),
                                  [](const ListPiece& piece) { return !is_word(piece); });
  if (comma == pieces.end() || comma->kind != PieceKind::comma ||
      !is_officer_without_colon({pieces.begin(), comma}) || rows_.is_sentence(pieces))
    return false;
  const auto entries = reader_.read(pieces);
  const auto officers = std::count_if(entries.begin(), entries.end(),
                                      [](const auto& entry) { return entry.is_officer(); });
  return officers > 0 && entries.size() > 1 &&
         std::none_of(entries.begin(), entries.end(),
                      [](const AttendeeEntry& entry) { return entry.weak || entry.roles.empty(); });
}

// Neither the row nor the one below runs on in a sentence.
bool ListFinder::is_row_of_its_own(std::size_t row) const {
  const auto runs_on = [&](std::size_t here) {
    return document_.rows[here - 1].block == document_.rows[here].block &&
           passage_.flow[document_.rows[here - 1].span.end] == ' ';
  };
  return starts_upper(passage_.at(document_.rows[row].span)) && (row == 0 || !runs_on(row)) &&
         (row + 1 >= document_.rows.size() || !runs_on(row + 1));
}

// Where right below a person in the row, and where the entry goes on, "Jäsenet" or the like stands
// alone.
std::optional<std::size_t> ListFinder::group_below(std::size_t row) const {
  constexpr std::size_t farthest = 2;
  for (std::size_t below = row + 1; below < document_.rows.size() && below <= row + farthest;
       ++below) {
    const auto& pieces = rows_.pieces_of_row(below);
    const auto heading = heading_at(reader_, pieces, 0);
    if (heading && !heading->loose && heading->end >= pieces.size()) return below;
  }
  return std::nullopt;
}

// "Puheenjohtaja:" and in the next row the name.
std::optional<std::size_t> ListFinder::office_over_name(std::size_t row) {
  const auto& pieces = rows_.pieces_of_row(row);
  if (pieces.empty() || row + 1 >= document_.rows.size() ||
      !rows_.in_front(document_.rows[row + 1].span.begin))
    return std::nullopt;
  const bool colon = pieces.back().kind == PieceKind::colon;
  const auto group = colon ? row + 2 : group_below(row + 1);
  if (!group) return std::nullopt;
  const auto& below = rows_.pieces_of_row(row + 1);
  const auto role = rows_.office_over(pieces, below);
  if (!role || rows_.is_sentence(below)) return std::nullopt;
  AttendeeHeading heading;
  heading.present = true;
  heading.role = role;
  const Span content{document_.rows[row + 1].span.begin, document_.rows[*group - 1].span.end};
  if (!keep({{heading, content, std::nullopt}}, {}, "attendee.role_label", 0.88))
    return std::nullopt;
  last_list_end_ = *group;
  return *group;
}

// "Puheenjohtaja: Aino Esimerkki" in the head of a memo without a list, or "Puheenjohtaja | Aino
// Esimerkki" under an item that organises the meeting, where sentences tell the same without cells.
std::optional<std::size_t> ListFinder::office_at(std::size_t row) {
  if (const auto next = office_over_name(row)) return next;
  const auto& pieces = rows_.pieces_of_row(row);
  std::size_t label = 0;
  while (label < pieces.size() && pieces[label].kind == PieceKind::word) ++label;
  const Span span = document_.rows[row].span;
  const bool in_front = rows_.in_front(span.begin);
  const bool officers = in_front && is_row_of_its_own(row) &&
                        (is_officer_without_colon(pieces) || is_row_of_officers(pieces));
  if (!officers) {
    if (label == 0 || label + 1 >= pieces.size()) return std::nullopt;
    if (pieces[label].kind != PieceKind::colon && pieces[label].kind != PieceKind::cell)
      return std::nullopt;
    const auto role = NoteReader(reader_).role_of(pieces, {0, label});
    if (!role || rows_.is_sentence(pieces)) return std::nullopt;
    const bool of_item = pieces[label].kind == PieceKind::cell || in_own_cell(pieces, label);
    if (!in_front && !(of_item && rows_.under_organising_item(row))) return std::nullopt;
  }
  AttendeeHeading heading;
  heading.present = true;
  if (!keep({{heading, span, std::nullopt}}, {}, "attendee.role_label", 0.88)) return std::nullopt;
  last_list_end_ = row + 1;
  return row + 1;
}

}  // namespace muistio
