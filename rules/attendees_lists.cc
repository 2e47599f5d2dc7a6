#include "rules/attendees_lists.h"

#include <algorithm>
#include <cmath>

#include "corpus/unicode.h"
#include "rules/attendees_list_finder.h"
#include "rules/attendees_notes.h"
#include "rules/attendees_tables.h"

namespace muistio {
namespace {

// "Päätös: Läsnä olivat": past the label and its colon; absent where it has none.
std::optional<std::size_t> past_label(const std::vector<ListPiece>& pieces) {
  const auto colon = std::find_if_not(pieces.begin(), pieces.end(), is_word);
  if (colon == pieces.end() || colon->kind != PieceKind::colon) return std::nullopt;
  return static_cast<std::size_t>(colon - pieces.begin()) + 1;
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

// "Hallitus" in a row of its own over the first persons of the paper.
std::optional<AttendeeHeading> ListFinder::body_over_persons(std::size_t row) const {
  const auto& pieces = rows_.pieces_of_row(row);
  if (pieces.size() != 1 || !rows_.in_front(document_.rows[row].span.begin) ||
      reader_.words().value_of(AttendeeList::heading, pieces[0].folded) != "body" ||
      !persons_follow(row, pieces, pieces.size()))
    return std::nullopt;
  AttendeeHeading heading;
  heading.end = pieces.size();
  return heading;
}

// A list whose heading begins the row.
std::optional<std::size_t> ListFinder::list_at(std::size_t row) {
  const auto& pieces = rows_.pieces_of_row(row);
  if (rows_.is_other_label(pieces, "addressed") || rows_.continues_sentence(row))
    return std::nullopt;
  const auto first = rows_.is_other_label(pieces, "label")
                         ? past_label(pieces)
                         : std::optional(past_annex(reader_.words(), pieces));
  if (!first) return std::nullopt;
  auto heading = heading_at(reader_, pieces, *first);
  const bool adjacent = last_list_end_ && row <= *last_list_end_ + 1;
  if (!heading && adjacent && rows_.in_front(document_.rows[row].span.begin))
    heading = group_of_people(row);
  if (!heading && !last_list_end_) heading = body_over_persons(row);
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
