// Tables of attendees, told by the heads of their columns.
#include <algorithm>

#include "corpus/unicode.h"
#include "rules/attendees_list_finder.h"
#include "rules/attendees_notes.h"
#include "rules/attendees_tables.h"

namespace muistio {

// "Läsnä | Poissa" over columns of names, or "Läsnä | A | Poissa | B" beside them.
ListFinder::HeadedColumns ListFinder::headed_columns(std::size_t row) const {
  const std::vector<Cell> cells = cells_of(document_, document_.rows[row]);
  if (cells.size() < 2) return {};
  HeadedColumns found;
  std::vector<ColumnGroup>& columns = found.groups;
  bool after_heading = false, after_field = false, headed = false, beside = false;
  bool officers = false;
  for (const Cell& cell : cells) {
    const auto pieces = pieces_of(passage_, cell.span);
    const auto heading = heading_at(reader_, pieces, 0);
    const Span end{cell.span.end, cell.span.end};
    if (heading && heading->end >= pieces.size() && heading->is_strong()) {
      columns.push_back({{*heading, end, std::nullopt}, cell.column});
      after_heading = headed = true;
    } else if (const auto role = NoteReader(reader_).role_of(pieces, {0, pieces.size()});
               role && is_officer(*role)) {
      AttendeeHeading officer;  // "Puheenjohtaja | Sihteeri | Läsnä | Poissa"
      officer.present = true;
      officer.role = role;
      columns.push_back({{officer, end, std::nullopt}, cell.column});
      after_heading = false;
      officers = true;
    } else if (after_heading && !officers && rows_.has_persons(pieces)) {
      columns.back().column = cell.column;
      columns.back().group.cells.push_back(cell.span);
      after_heading = false;
      beside = true;
    } else if (rows_.in_front(cell.span.begin) && rows_.is_other_label(pieces, "")) {
      found.with_fields = after_field = true;  // "Aika | Paikka | Läsnä"
    } else if (after_field) {
      after_field = false;  // "Aika | 3.4.2018 | Läsnä | Aino Esimerkki"
    } else {
      return {};
    }
  }
  const bool whole = headed && !(officers && (beside || found.with_fields));
  return whole && (columns.size() > 1 || found.with_fields) ? found : HeadedColumns();
}

std::optional<std::size_t> ListFinder::columns_at(std::size_t row) {
  auto [columns, with_fields] = headed_columns(row);
  if (columns.empty()) return std::nullopt;
  std::size_t next = row + 1;
  for (; next < document_.rows.size() && next - row < most_rows_in_list; ++next) {
    const bool values = with_fields && next == row + 1 && columns.back().group.cells.empty();
    if (!values &&
        (!rows_.belongs(next, false, row) || heading_at(reader_, rows_.pieces_of_row(next), 0)))
      break;
    for (const Cell& cell : cells_of(document_, document_.rows[next])) {
      for (ColumnGroup& each : columns) {
        if (each.column == cell.column) each.group.cells.push_back(cell.span);
      }
    }
  }
  std::vector<Group> groups;
  for (ColumnGroup& each : columns) groups.push_back(std::move(each.group));
  if (!keep(groups, {}, "attendee.columns", 0.92)) return std::nullopt;
  found_.extents.back().end = document_.rows[next - 1].span.end;
  last_list_end_ = next;
  return next;
}

// "Aino Virtanen | x" under a head row that does not name the column of marks.
bool ListFinder::marks_follow(std::size_t row) const {
  constexpr std::size_t fewest = 2, farthest = 12;
  std::size_t marked = 0;
  for (std::size_t next = row + 1; next < document_.rows.size() && next < row + farthest; ++next) {
    const auto cells = cells_of(document_, document_.rows[next]);
    marked += std::any_of(cells.begin(), cells.end(), [&](const Cell& cell) {
      const std::string mark = lower_case(passage_.at(cell.span));
      const std::string_view last = std::string_view(mark).substr(mark.rfind(' ') + 1);
      return last == "x" || last == "-" || last == "–";
    });
  }
  return marked >= fewest;
}

// "Aino Virtanen | puheenjohtaja" in a table before the items, whose heads name no presence.
bool ListFinder::offices_follow(std::size_t row) const {
  constexpr std::size_t farthest = 12;
  for (std::size_t next = row + 1; next < document_.rows.size() && next < row + farthest; ++next) {
    const auto cells = cells_of(document_, document_.rows[next]);
    if (cells.size() < 2 || rows_.item_begins(next)) return false;
    for (const Cell& cell : cells) {
      const auto pieces = pieces_of(passage_, cell.span);
      const auto role = NoteReader(reader_).role_of(pieces, {0, pieces.size()});
      if (role && is_officer(*role)) return true;
    }
  }
  return false;
}

// "Osallistujat | Taho | x/-", "Osapuoli | Nimi | Läsnä": names, whom they stand for and marks. Any
// of the three might head a list of its own.
bool ListFinder::heads_table_of_marks(std::size_t row) const {
  constexpr std::size_t fewest = 3;
  const auto heads = column_heads(reader_, rows_.pieces_of_row(row));
  if (!heads || heads->size() < fewest) return false;
  const auto has = [&](ColumnHead wanted) {
    return std::any_of(heads->begin(), heads->end(),
                       [&](const auto& head) { return head.second == wanted; });
  };
  return has(ColumnHead::name) && has(ColumnHead::organisation) && has(ColumnHead::present);
}

// The row after the table with the heads in `row`.
std::size_t ListFinder::end_of_table(std::size_t row) const {
  const bool parties = heads_table_of_marks(row);  // "Rakennuttaja | Aino Esimerkki | x" is a row.
  const auto ends_table = [&](std::size_t next) {
    const auto inner = heading_at(reader_, rows_.pieces_of_row(next), 0);
    return inner && (inner->is_strong() || !parties);
  };
  std::size_t end = row + 1;
  while (end < document_.rows.size() && end - row < most_rows_in_list &&
         rows_.belongs(end, false, row) && !ends_table(end))
    ++end;
  return end;
}

// A table that says by its heads that it lists persons who were there.
std::optional<std::size_t> ListFinder::table_at(std::size_t row) {
  const auto heads = column_heads(reader_, rows_.pieces_of_row(row));
  if (!heads) return std::nullopt;
  const bool tells = std::any_of(heads->begin(), heads->end(), [](const auto& head) {
    return head.second == ColumnHead::present || head.second == ColumnHead::absent ||
           head.second == ColumnHead::proxy;
  });
  const Span span = document_.rows[row].span;
  const bool offices = rows_.in_front(span.begin) && offices_follow(row);
  // Where nobody has been listed before, the list may be an annex; and so may one that is headed
  // "Luettelo läsnä olleista osakkaista".
  const bool expected = rows_.in_front(span.begin) || rows_.under_attendee_item(row) ||
                        (tells && lists_ == 0 && marks_follow(row));
  const bool headed = row > 0 && is_headed_as_list(row - 1);
  if (!headed && ((!tells && !marks_follow(row) && !offices) || !expected)) return std::nullopt;
  AttendeeHeading heading;
  heading.present = true;
  const std::size_t end = end_of_table(row);
  if (end == row + 1) return std::nullopt;
  if (!keep({{heading, {span.end, document_.rows[end - 1].span.end}, std::nullopt}}, *heads,
            "attendee.table", 0.95))
    return std::nullopt;
  last_list_end_ = end;
  return end;
}

// A few words, one of them "läsnä" or the like.
bool ListFinder::is_headed_as_list(std::size_t row) const {
  const auto& pieces = rows_.pieces_of_row(row);
  return !pieces.empty() && pieces.size() <= 6 && !rows_.is_sentence(pieces) &&
         std::any_of(pieces.begin(), pieces.end(), [&](const ListPiece& piece) {
           return reader_.words().value_of(AttendeeList::heading, piece.folded) == "present";
         });
}

}  // namespace muistio
