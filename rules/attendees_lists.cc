#include "rules/attendees_lists.h"

#include <algorithm>
#include <cmath>

#include "corpus/unicode.h"
#include "rules/attendees_list_finder.h"
#include "rules/attendees_notes.h"
#include "rules/attendees_tables.h"

namespace muistio {
namespace {

// "Sihteeri:" with what follows in another cell.
bool in_own_cell(const std::vector<ListPiece>& pieces, std::size_t label) {
  return pieces[label].kind == PieceKind::colon && label + 1 < pieces.size() &&
         pieces[label + 1].kind == PieceKind::cell;
}

// "Liite 1. Osanottajat": past the annex and its number, 0 where there is none.
std::size_t past_annex(const AttendeeWords& words, const std::vector<ListPiece>& pieces) {
  constexpr std::size_t longest_number = 2;
  if (pieces.size() < 3 || !words.has(AttendeeList::annex, pieces[0].folded)) return 0;
  if (!is_word(pieces[1]) || pieces[1].folded.size() > longest_number) return 0;
  std::size_t at = 2;
  while (at < pieces.size() &&
         (pieces[at].kind == PieceKind::colon || pieces[at].kind == PieceKind::dash))
    ++at;
  return at;
}

}  // namespace

// Inside an agenda item a heading alone proves nothing: a person must follow at once.
bool ListFinder::persons_follow(std::size_t row, const std::vector<ListPiece>& pieces,
                                std::size_t first) const {
  if (first < pieces.size())
    return rows_.has_persons({pieces.begin() + static_cast<std::ptrdiff_t>(first), pieces.end()});
  return row + 1 < document_.rows.size() && rows_.has_persons(rows_.pieces_of_row(row + 1));
}

// A list whose heading begins the row.
std::optional<std::size_t> ListFinder::list_at(std::size_t row) {
  const auto& pieces = rows_.pieces_of_row(row);
  std::size_t first = 0;
  if (rows_.is_other_label(pieces, "addressed") || rows_.continues_sentence(row))
    return std::nullopt;
  if (rows_.is_other_label(pieces, "label")) {  // "Päätös: Läsnä olivat"
    while (first < pieces.size() && pieces[first].kind == PieceKind::word) ++first;
    if (first < pieces.size() && pieces[first].kind == PieceKind::colon)
      ++first;
    else
      return std::nullopt;
  }
  if (first == 0) first = past_annex(reader_.words(), pieces);
  auto heading = heading_at(reader_, pieces, first);
  const bool adjacent = last_list_end_ && row <= *last_list_end_ + 1;
  if (!heading && adjacent && rows_.in_front(document_.rows[row].span.begin))
    heading = group_of_people(row);
  if (!heading) return std::nullopt;
  const Span span = document_.rows[row].span;
  const Span rest{heading->end < pieces.size() ? pieces[heading->end].span.begin : span.end,
                  span.end};
  const bool expected = rows_.in_front(span.begin) || rows_.under_attendee_item(row);
  if (!expected && (heading->loose || !persons_follow(row, pieces, heading->end)))
    return std::nullopt;
  if (!heading->is_strong() && !adjacent && !rows_.under_attendee_item(row)) {
    if (!rows_.in_front(span.begin) || (!heading->colon && !heading->in_own_cell && !rest.empty()))
      return std::nullopt;
    return read_list(row, *heading, rest, "attendee.group", 0.85);
  }
  const bool absent_only = heading->absent && !heading->present;
  const std::string rule = absent_only ? "attendee.absent_list" : "attendee.list";
  keep_rows_above(row, *heading, rule);
  return read_list(row, *heading, rest, rule, heading->loose ? 0.9 : 0.97);
}

// A label may stand beside the middle of its rows: those above it that stand where its own do.
void ListFinder::keep_rows_above(std::size_t row, const AttendeeHeading& heading,
                                 const std::string& rule) {
  const std::vector<Cell> cells = cells_of(document_, document_.rows[row]);
  if (!heading.in_own_cell || cells.size() < 2 || !rows_.in_front(document_.rows[row].span.begin))
    return;
  constexpr double slack = 4;
  const double left = document_.lines[cells[1].lines.first].box.left;
  std::size_t first = row;
  while (first > 0 && (!last_list_end_ || first > *last_list_end_)) {
    const Row &above = document_.rows[first - 1], &here = document_.rows[first];
    const bool near = here.box.top - above.box.top < 2 * above.box.height();
    const auto& pieces = rows_.pieces_of_row(first - 1);
    if (!near || std::abs(above.box.left - left) > slack || heading_at(reader_, pieces, 0) ||
        rows_.is_sentence(pieces) || rows_.is_other_label(pieces, "") || !rows_.has_persons(pieces))
      break;
    --first;
  }
  if (first == row) return;
  const Span above{document_.rows[first].span.begin, document_.rows[row - 1].span.end};
  keep({{heading, above, std::nullopt}}, {}, rule, 0.9);
}

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
  const auto officers = std::count_if(entries.begin(), entries.end(), [](const auto& entry) {
    return entry.roles.contains(Role::chair) || entry.roles.contains(Role::secretary);
  });
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

// "Puheenjohtaja: Aino Esimerkki" in the head of a memo without a list, or "Puheenjohtaja | Aino
// Esimerkki" under an item that organises the meeting, where sentences tell the same without cells.
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

// "x Virtanen Aino, jäsen", "- Malli Otso, jäsen": of the row what stands behind its mark, and
// whether that is an x. What a scan has before the x is no part of it.
std::optional<ListFinder::MarkedRow> ListFinder::marked_row(std::size_t row) const {
  constexpr std::size_t farthest = 2, farthest_cell = 8;
  const auto& pieces = rows_.pieces_of_row(row);
  for (std::size_t at = 0; at < std::min(pieces.size(), farthest_cell); ++at) {
    const bool apart = at > 0 && pieces[at - 1].kind == PieceKind::cell;
    const bool cross = (apart || at < farthest) && is_word(pieces[at]) && pieces[at].folded == "x";
    const bool dash = at == 0 && (pieces[at].kind == PieceKind::dash ||
                                  pieces[at].kind == PieceKind::bullet || pieces[at].folded == "-");
    if (!cross && !dash) continue;
    const auto name = reader_.find_name(pieces, at + 1, pieces.size());
    const std::size_t begin =
        at + 1 + (at + 1 < pieces.size() && pieces[at + 1].kind == PieceKind::cell);
    if (!name || name->first != begin || name->score < 1.5) return std::nullopt;
    return MarkedRow{{pieces[begin].span.begin, document_.rows[row].span.end}, cross};
  }
  return std::nullopt;
}

// Rows of marked names in front of the items, under whatever heads them.
std::optional<std::size_t> ListFinder::marked_rows_at(std::size_t row) {
  constexpr std::size_t fewest_rows = 3, fewest_crosses = 2;
  if (last_list_end_ || !rows_.in_front(document_.rows[row].span.begin)) return std::nullopt;
  std::vector<Group> groups;
  std::size_t crosses = 0, next = row;
  for (; next < document_.rows.size() && next - row < most_rows_in_list; ++next) {
    const auto marked = marked_row(next);
    if (!marked) break;
    crosses += marked->cross;
    Group& group = groups.emplace_back();
    (marked->cross ? group.heading.present : group.heading.absent) = true;
    group.content = marked->span;
  }
  if (groups.size() < fewest_rows || crosses < fewest_crosses) return std::nullopt;
  if (!keep(groups, {}, "attendee.marked_rows", 0.85)) return std::nullopt;
  last_list_end_ = next;
  return next;
}

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
               role == Role::chair || role == Role::secretary) {
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
      if (role == Role::chair || role == Role::secretary) return true;
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
  std::size_t end = row + 1;
  const bool parties = heads_table_of_marks(row);  // "Rakennuttaja | Aino Esimerkki | x" is a row.
  const auto ends_table = [&](std::size_t next) {
    const auto inner = heading_at(reader_, rows_.pieces_of_row(next), 0);
    return inner && (inner->is_strong() || !parties);
  };
  while (end < document_.rows.size() && end - row < most_rows_in_list &&
         rows_.belongs(end, false, row) && !ends_table(end))
    ++end;
  if (end == row + 1) return std::nullopt;
  if (!keep({{heading, {span.end, document_.rows[end - 1].span.end}, std::nullopt}}, *heads,
            "attendee.table", 0.95))
    return std::nullopt;
  last_list_end_ = end;
  return end;
}

// Where the organisation in front of a row ends, and where its persons begin: "Hiiden kunta |
// rakennusmestari Aino Esimerkki, Otso Malli (siht.)", "Hallituksesta: Aino Esimerkki".
std::optional<ListFinder::Divided> ListFinder::divided_at_organisation(std::size_t row) const {
  const std::vector<Cell> cells = cells_of(document_, document_.rows[row]);
  if (cells.size() == 2 && cells[0].column != cells[1].column)
    return Divided{cells[0].span, cells[1].span};
  const auto& pieces = rows_.pieces_of_row(row);
  constexpr std::size_t most_words = 4;
  std::size_t colon = 0;
  while (colon < pieces.size() && is_word(pieces[colon])) ++colon;
  const bool divided = colon > 0 && colon <= most_words && colon + 1 < pieces.size() &&
                       pieces[colon].kind == PieceKind::colon && is_word(pieces[colon + 1]);
  if (!divided || cells.size() != 1) return std::nullopt;
  const Span span = document_.rows[row].span;
  return Divided{{span.begin, pieces[colon].span.begin}, {pieces[colon + 1].span.begin, span.end}};
}

std::optional<ListFinder::Group> ListFinder::group_of_organisation(std::size_t row) const {
  const auto divided = divided_at_organisation(row);
  if (!divided) return std::nullopt;
  const auto organisation = pieces_of(passage_, divided->front);
  const auto persons = pieces_of(passage_, divided->rest);
  const bool label =
      heading_at(reader_, organisation, 0) || rows_.is_other_label(organisation, "") ||
      NoteReader(reader_).role_of(organisation, {0, organisation.size()}).has_value() ||
      NoteReader(reader_).is_job_title(organisation, {0, organisation.size()});
  if (label || rows_.has_persons(organisation) || rows_.is_sentence(persons)) return std::nullopt;
  const auto entries = reader_.read(persons);
  if (entries.empty() || entries.front().weak || entries.front().words.size() < 2)
    return std::nullopt;
  Group group;
  group.heading.present = true;
  group.content = divided->rest;
  group.cells = {divided->rest};
  std::string name = single_spaced(passage_.at(divided->front));
  while (name.ends_with(':')) name.pop_back();
  const Reading& last = passage_.language.readings(organisation.back().folded).front();
  const bool inflected = last.known && last.inflection == Case::elative;  // "Hallituksesta"
  if (starts_upper(name) && !inflected) group.organisation = std::move(name);
  return group;
}

// "Professorit | Aino Esimerkki, Otso Malli", "Muu henkilöstö | ...": a group under its own name in
// the margin.
std::optional<AttendeeHeading> ListFinder::group_of_people(std::size_t row) const {
  const std::vector<Cell> cells = cells_of(document_, document_.rows[row]);
  if (cells.size() != 2 || cells[0].column == cells[1].column) return std::nullopt;
  const auto label = pieces_of(passage_, cells[0].span);
  const auto persons = pieces_of(passage_, cells[1].span);
  const NoteReader notes(reader_);
  const Stretch whole{0, label.size()};
  if (!notes.are_people(label, whole) || notes.role_of(label, whole) ||
      rows_.is_other_label(label, "") || rows_.is_sentence(persons))
    return std::nullopt;
  const auto entries = reader_.read(persons);
  if (entries.empty() || entries.front().weak || entries.front().words.size() < 2)
    return std::nullopt;
  AttendeeHeading heading;
  heading.in_own_cell = true;
  heading.end = label.size() + 1;  // Past the end of the cell.
  return heading;
}

bool ListFinder::is_headed_in_front() const {
  constexpr std::size_t most_rows = 60;
  for (std::size_t row = 0; row < std::min(document_.rows.size(), most_rows); ++row) {
    if (!rows_.in_front(document_.rows[row].span.begin)) return false;
    const auto heading = heading_at(reader_, rows_.pieces_of_row(row), 0);
    if (heading && heading->is_strong() && !heading->absent) return true;
  }
  return false;
}

// A table of who came from where, in a head without any heading of those present. The office of one
// tells that it is no list of contacts.
std::optional<std::size_t> ListFinder::organisations_at(std::size_t row) {
  constexpr std::size_t fewest_rows = 2;
  if (last_list_end_ || !rows_.in_front(document_.rows[row].span.begin)) return std::nullopt;
  std::vector<Group> groups;
  bool officer = false;
  std::size_t next = row;
  for (; next < document_.rows.size() && next - row < most_rows_in_list; ++next) {
    auto group = group_of_organisation(next);
    if (!group) break;
    for (const AttendeeEntry& entry : reader_.read(pieces_in(*group)))
      officer |= entry.roles.contains(Role::chair) || entry.roles.contains(Role::secretary);
    groups.push_back(std::move(*group));
  }
  if (groups.size() < fewest_rows || !officer || is_headed_in_front()) return std::nullopt;
  if (!keep(groups, {}, "attendee.organisations", 0.85)) return std::nullopt;
  last_list_end_ = next;
  return next;
}

// A few words, one of them "läsnä" or the like.
bool ListFinder::is_headed_as_list(std::size_t row) const {
  const auto& pieces = rows_.pieces_of_row(row);
  return !pieces.empty() && pieces.size() <= 6 && !rows_.is_sentence(pieces) &&
         std::any_of(pieces.begin(), pieces.end(), [&](const ListPiece& piece) {
           return reader_.words().value_of(AttendeeList::heading, piece.folded) == "present";
         });
}

// Names under an item such as "Läsnäolijoiden toteaminen".
std::optional<std::size_t> ListFinder::list_under_item(std::size_t row) {
  if (!rows_.item_begins(row) || !rows_.under_attendee_item(row) ||
      row + 1 >= document_.rows.size())
    return std::nullopt;
  std::size_t next = row + 1;
  for (std::size_t below = next; below < document_.rows.size() && below < row + 40; ++below) {
    if (rows_.item_begins(below)) break;
    if (heading_at(reader_, rows_.pieces_of_row(below), 0) || heading_in_sentence(below))
      return std::nullopt;
  }
  while (next < document_.rows.size() && next < row + 4 && !rows_.item_begins(next)) {
    const auto& pieces = rows_.pieces_of_row(next);
    const auto entries = reader_.read(pieces);
    if (!rows_.is_sentence(pieces) && !entries.empty() && !entries.front().weak &&
        !rows_.is_other_label(pieces, "")) {
      AttendeeHeading heading;
      heading.present = true;
      const Span before = document_.rows[next - 1].span;
      return read_list(next - 1, heading, {before.end, before.end}, "attendee.item_list", 0.93);
    }
    ++next;
  }
  return std::nullopt;
}

// "Paikalla todettiin olevan: ..." in the midst of a paragraph, and where its row goes on.
std::optional<ListFinder::HeadingInRow> ListFinder::heading_in_sentence(std::size_t row) const {
  const auto& words = rows_.pieces_of_row(row);
  const bool may_be = std::any_of(words.begin(), words.end(), [&](const ListPiece& piece) {
    return reader_.words().may_begin(AttendeeList::heading, piece.folded);
  });
  if (!may_be) return std::nullopt;
  const Span span = document_.rows[row].span;
  const auto after = std::lower_bound(
      passage_.sentences.begin(), passage_.sentences.end(), span.begin,
      [](const Span& sentence, std::size_t offset) { return sentence.begin < offset; });
  for (auto sentence = after; sentence != passage_.sentences.end() && sentence->begin < span.end;
       ++sentence) {
    const auto pieces = without_soft_breaks(
        pieces_of(passage_, {sentence->begin, std::max(sentence->end, span.end)}));
    const auto heading = heading_at(reader_, pieces, 0);
    if (!heading || !heading->is_strong() || heading->loose) continue;
    if (!heading->colon && !heading->verb && !heading_of(*sentence)) continue;
    const std::size_t begin =
        heading->end < pieces.size() ? pieces[heading->end].span.begin : span.end;
    return HeadingInRow{*heading, {std::min(begin, span.end), span.end}};
  }
  return std::nullopt;
}

std::optional<std::size_t> ListFinder::list_in_sentence(std::size_t row) {
  const auto found = heading_in_sentence(row);
  if (!found) return std::nullopt;
  return read_list(row, found->heading, found->rest, "attendee.sentence_list", 0.93);
}

AttendeeLists ListFinder::find() {
  for (std::size_t row = 0; row < document_.rows.size();) {
    auto next = heads_table_of_marks(row) ? table_at(row) : std::nullopt;
    if (!next) next = columns_at(row);
    if (!next) next = list_at(row);
    if (!next) next = table_at(row);
    if (!next) next = organisations_at(row);
    if (!next) next = marked_rows_at(row);
    if (!next) next = office_at(row);
    if (!next) next = list_under_item(row);
    if (!next) next = list_in_sentence(row);
    row = next ? std::max(*next, row + 1) : row + 1;
  }
  return std::move(found_);
}

AttendeeLists find_lists(const EntryReader& reader, const std::vector<AgendaItem>& items) {
  return ListFinder(reader, items).find();
}

}  // namespace muistio
