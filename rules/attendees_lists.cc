#include "rules/attendees_lists.h"

#include <algorithm>
#include <array>
#include <map>

#include "corpus/unicode.h"
#include "rules/agenda.h"
#include "rules/attendees_headings.h"
#include "rules/attendees_notes.h"
#include "rules/attendees_tables.h"

namespace muistio {
namespace {

constexpr std::size_t most_rows_in_list = 400;

class ListFinder {
 public:
  ListFinder(const EntryReader& reader, const std::vector<AgendaItem>& items)
      : reader_(reader), passage_(reader.passage()), document_(passage_.document), items_(items) {
    for (const AgendaItem& item : items) item_begins_.push_back(item.evidence.span.begin);
    std::sort(item_begins_.begin(), item_begins_.end());
  }

  AttendeeLists find();

 private:
  // A group of a list: a heading and the text under it.
  struct Group {
    AttendeeHeading heading;
    Span content;
    std::optional<std::string> organisation;
    std::vector<Span> cells = {};  // In place of the content: those of one column.
  };

  struct HeadingInRow {
    AttendeeHeading heading;
    Span rest;  // Of the row, after the heading.
  };

  struct ColumnGroup {
    Group group;
    int column = 0;  // Where its persons stand.
  };

  const std::vector<ListPiece>& row_pieces(std::size_t row) const;
  bool item_begins(std::size_t row) const;
  bool in_front(std::size_t offset) const;
  bool under_attendee_item(std::size_t row) const;
  bool is_sentence(const std::vector<ListPiece>& pieces) const;
  bool has_persons(const std::vector<ListPiece>& pieces) const;
  bool is_other_label(const std::vector<ListPiece>& pieces, std::string_view value) const;
  bool belongs(std::size_t row, bool margin, std::size_t begun) const;
  bool has_role_in_margin(const std::vector<ListPiece>& pieces) const;
  bool is_capital_pair(const std::vector<ListPiece>& pieces) const;
  bool persons_follow(std::size_t row, const std::vector<ListPiece>& pieces,
                      std::size_t first) const;
  bool heads_organisation(std::size_t row) const;
  std::optional<HeadingInRow> strong_heading_at(Span sentence) const;
  void add_sentence_groups(std::vector<Group>& groups) const;
  Span first_sentences(Span content) const;
  Span with_rest_of_sentence(const AttendeeHeading& heading, Span rest) const;
  std::size_t end_of_sentence_before(std::size_t row) const;

  std::optional<std::size_t> list_at(std::size_t row);
  std::optional<std::size_t> office_at(std::size_t row);
  std::vector<ColumnGroup> headed_columns(std::size_t row) const;
  std::optional<std::size_t> columns_at(std::size_t row);
  std::optional<std::size_t> table_at(std::size_t row);
  std::optional<std::size_t> list_under_item(std::size_t row);
  std::optional<std::size_t> list_in_sentence(std::size_t row);
  std::optional<HeadingInRow> heading_in_sentence(std::size_t row) const;
  std::optional<std::size_t> read_list(std::size_t row, AttendeeHeading heading, Span rest,
                                       std::string rule, double confidence);
  bool keep(const std::vector<Group>& groups, const ColumnHeads& heads, const std::string& rule,
            double confidence);
  std::vector<ListPiece> pieces_in(const Group& group) const;
  void settle_marks(std::vector<ListedEntry>& list) const;

  const EntryReader& reader_;
  const Passage& passage_;
  const Document& document_;
  const std::vector<AgendaItem>& items_;
  struct CutRow {
    std::size_t row = std::string::npos;
    std::vector<ListPiece> pieces;
  };
  mutable std::array<CutRow, 64> cut_rows_;
  std::vector<std::size_t> item_begins_;
  AttendeeLists found_;
  std::size_t lists_ = 0;
  std::optional<std::size_t> last_list_end_;  // Row after the last list.
};

// A row is asked for again and again while it and its neighbours are looked at.
const std::vector<ListPiece>& ListFinder::row_pieces(std::size_t row) const {
  CutRow& cut = cut_rows_[row % cut_rows_.size()];
  if (cut.row != row) cut = {row, pieces_of(passage_, document_.rows[row].span)};
  return cut.pieces;
}

bool ListFinder::item_begins(std::size_t row) const {
  const Span span = document_.rows[row].span;
  const auto next = std::lower_bound(item_begins_.begin(), item_begins_.end(), span.begin);
  return next != item_begins_.end() && *next < span.end;
}

// Before the first item of the agenda.
bool ListFinder::in_front(std::size_t offset) const {
  return items_.empty() || offset < items_.front().evidence.span.begin;
}

bool ListFinder::under_attendee_item(std::size_t row) const {
  const AgendaItem* item = item_at(items_, document_.rows[row].span.begin);
  return item && reader_.words().occurs(AttendeeList::item, "present", lower_case(item->title));
}

// A finite verb that is nothing else, outside of brackets and of times.
bool ListFinder::is_sentence(const std::vector<ListPiece>& pieces) const {
  bool in_brackets = false, after_time = false;
  const auto heading = heading_at(reader_, pieces, 0);
  for (std::size_t i = heading ? heading->end : 0; i < pieces.size(); ++i) {
    const ListPiece& piece = pieces[i];
    if (piece.kind == PieceKind::open) in_brackets = true;
    if (piece.kind == PieceKind::close) in_brackets = false;
    if (piece.kind == PieceKind::comma || piece.kind == PieceKind::hard_break) after_time = false;
    if (piece.kind != PieceKind::word || in_brackets) continue;
    after_time |= reader_.words().has(AttendeeList::partial, piece.folded);
    if (after_time) continue;
    const bool capital = starts_upper(passage_.at(piece.span));
    if ((capital && i > 0) || piece.folded.size() < 2) continue;
    const Reading& reading = passage_.language.readings(piece.folded).front();
    if (capital && !reading.passive) continue;
    if (reading.known && reading.word_class == WordClass::verb &&
        (reading.verb_form == VerbForm::present || reading.verb_form == VerbForm::past))
      return true;
  }
  return false;
}

bool ListFinder::has_persons(const std::vector<ListPiece>& pieces) const {
  const auto entries = reader_.read(pieces);
  return std::any_of(entries.begin(), entries.end(), [](const AttendeeEntry& entry) {
    return !entry.weak || entry.words.size() > 1;
  });
}

// "Xhelal, Besa": what stands among surnames with given names is one, too.
bool ListFinder::is_capital_pair(const std::vector<ListPiece>& pieces) const {
  return pieces.size() > 2 && pieces[0].kind == PieceKind::word &&
         pieces[1].kind == PieceKind::comma && pieces[2].kind == PieceKind::word &&
         reader_.look(pieces[0]).may_name() && reader_.look(pieces[2]).may_name();
}

bool ListFinder::is_other_label(const std::vector<ListPiece>& pieces,
                                std::string_view value) const {
  std::string text;
  std::size_t words = 0;
  for (const ListPiece& piece : pieces) {
    if (piece.kind == PieceKind::bullet) continue;
    if (piece.kind != PieceKind::word) break;
    text += (text.empty() ? "" : " ") + piece.folded;
    if (++words > 6) return false;
  }
  const std::string_view found = reader_.words().value_of(AttendeeList::other_label, text);
  return value.empty() ? !found.empty() : found == value;
}

// "Jyväskylän kaupunki" over the persons it sent.
bool ListFinder::heads_organisation(std::size_t row) const {
  if (row + 1 >= document_.rows.size()) return false;
  const auto& pieces = row_pieces(row);
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
  const auto& below = row_pieces(row + 1);
  return !is_sentence(below) && !heading_at(reader_, below, 0) && !is_other_label(below, "") &&
         has_persons(below);
}

// "Puheenjohtaja | Aino Esimerkki"
bool ListFinder::has_role_in_margin(const std::vector<ListPiece>& pieces) const {
  std::size_t label = 0;
  while (label < pieces.size() && pieces[label].kind == PieceKind::word) ++label;
  return label > 0 && label < pieces.size() &&
         NoteReader(reader_).role_of(pieces, {0, label}).has_value();
}

// True where the row goes on with the list that began at row `begun`.
bool ListFinder::belongs(std::size_t row, bool margin, std::size_t begun) const {
  const auto& pieces = row_pieces(row);
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
  if (persons || runs_on || is_capital_pair(pieces)) return true;
  const bool mark = pieces.size() == 1 && pieces[0].kind == PieceKind::word &&
                    reader_.words().has(AttendeeList::presence, pieces[0].folded);
  if (mark) return true;
  const BlockKind kind = document_.blocks[document_.rows[row].block].kind;
  return kind == BlockKind::table && !in_margin;
}

// "Poissa olivat ..."
std::optional<ListFinder::HeadingInRow> ListFinder::strong_heading_at(Span sentence) const {
  const auto pieces = pieces_of(passage_, sentence);
  const auto heading = heading_at(reader_, pieces, 0);
  if (!heading || !heading->is_strong() || heading->loose) return std::nullopt;
  if (!(heading->colon || heading->verb) || heading->end >= pieces.size()) return std::nullopt;
  return HeadingInRow{*heading, {pieces[heading->end].span.begin, sentence.end}};
}

// The sentences that go on after the list's first and are lists themselves.
void ListFinder::add_sentence_groups(std::vector<Group>& groups) const {
  const std::size_t end = groups.back().content.end;
  const auto block = block_at(document_, end > 0 ? end - 1 : 0);
  if (!block) return;
  auto next = std::lower_bound(
      passage_.sentences.begin(), passage_.sentences.end(), end,
      [](const Span& sentence, std::size_t offset) { return sentence.begin < offset; });
  for (; next != passage_.sentences.end() && next->begin < document_.blocks[*block].span.end;
       ++next) {
    const auto found = strong_heading_at(*next);
    if (!found) return;
    groups.push_back({found->heading, found->rest, std::nullopt});
  }
}

// A list inside a paragraph ends where sentences begin.
Span ListFinder::first_sentences(Span content) const {
  bool first = true;
  for (const Span sentence : passage_.sentences) {
    if (sentence.end <= content.begin) continue;
    if (sentence.begin >= content.end) break;
    if (!first && sentence.begin > content.begin &&
        (strong_heading_at(sentence) || is_sentence(pieces_of(passage_, sentence))))
      return {content.begin, sentence.begin};
    first = false;
  }
  return content;
}

// "Saapuvilla olivat A, B ja C, joka toimi sihteerinä." is read to its full stop, however many
// lines it takes.
Span ListFinder::with_rest_of_sentence(const AttendeeHeading& heading, Span rest) const {
  if (!heading.verb || rest.empty()) return rest;
  for (const Span sentence : passage_.sentences) {
    if (sentence.contains(rest.begin) && sentence.end > rest.end && sentence.size() < 5000)
      return {rest.begin, sentence.end};
  }
  return rest;
}

// Where the sentence that runs on into the row ends, or else the row before.
std::size_t ListFinder::end_of_sentence_before(std::size_t row) const {
  const Span span = document_.rows[row].span;
  const std::size_t end = document_.rows[row - 1].span.end;
  if (end < span.begin && passage_.flow[end] != ' ') return end;
  for (const Span sentence : passage_.sentences) {
    if (sentence.begin >= end || sentence.end <= span.begin) continue;
    if (sentence.end < span.end) return sentence.end;
  }
  return end;
}

// An x for some in a group: those without one were not there. Deputies without one were not
// there either where the members have marks.
void ListFinder::settle_marks(std::vector<ListedEntry>& list) const {
  struct Marks {
    std::size_t marked = 0, crossed = 0, all = 0;
  };
  std::map<std::size_t, Marks> groups;
  bool any = false;
  for (const ListedEntry& listed : list) {
    Marks& marks = groups[listed.group];
    ++marks.all;
    marks.marked += listed.entry.presence == Presence::present;
    marks.crossed +=
        listed.entry.presence == Presence::absent && listed.presence != Presence::absent;
    any |= marks.marked > 1;
  }
  for (ListedEntry& listed : list) {
    const Marks& marks = groups[listed.group];
    const bool by_marks =
        marks.marked >= 2 || (marks.marked == 1 && (marks.crossed > 0 || marks.all <= 3));
    const bool deputy = listed.entry.roles.contains(Role::deputy);
    if (listed.entry.presence) {
      if (listed.presence != Presence::absent || *listed.entry.presence == Presence::absent)
        listed.presence = *listed.entry.presence;
    } else if (!listed.entry.remote && ((by_marks && (marks.crossed < 2 || deputy)) ||
                                        (any && deputy && marks.marked == 0))) {
      listed.presence = Presence::absent;
      listed.entry.unmarked = true;
      listed.confidence *= 0.9;
    }
  }
}

std::vector<ListPiece> ListFinder::pieces_in(const Group& group) const {
  if (group.cells.empty()) return pieces_of(passage_, group.content);
  std::vector<ListPiece> all;
  for (const Span cell : group.cells) {
    if (!all.empty()) {
      all.emplace_back();
      all.back().kind = PieceKind::hard_break;
      all.back().span = {cell.begin, cell.begin};
    }
    const auto pieces = pieces_of(passage_, cell);
    all.insert(all.end(), pieces.begin(), pieces.end());
  }
  return all;
}

bool ListFinder::keep(const std::vector<Group>& groups, const ColumnHeads& heads,
                      const std::string& rule, double confidence) {
  std::vector<ListedEntry> list;
  std::size_t strong = 0;
  for (const Group& group : groups) {
    for (AttendeeEntry& entry : reader_.read(pieces_in(group), heads)) {
      ListedEntry listed;
      strong += !entry.weak;
      if (entry.roles.empty() && group.heading.role) entry.roles.insert(*group.heading.role);
      if (group.organisation && entry.organisations.empty())
        entry.organisations.push_back(*group.organisation);
      entry.remote |= group.heading.remote;
      listed.presence = group.heading.absent ? Presence::absent : Presence::present;
      listed.rule = rule;
      listed.confidence = entry.weak ? confidence * 0.8 : confidence;
      listed.list = lists_;
      listed.group = static_cast<std::size_t>(&group - groups.data());
      listed.entry = std::move(entry);
      list.push_back(std::move(listed));
    }
  }
  if (strong == 0) return false;
  settle_marks(list);
  found_.extents.push_back({groups.front().content.begin, groups.back().content.end});
  found_.entries.insert(found_.entries.end(), std::make_move_iterator(list.begin()),
                        std::make_move_iterator(list.end()));
  ++lists_;
  return true;
}

// Reads on from a heading, whose row has `rest` after it. Returns the row after the list;
// absent where nobody stands in it.
std::optional<std::size_t> ListFinder::read_list(std::size_t row, AttendeeHeading heading,
                                                 Span rest, std::string rule, double confidence) {
  const std::size_t begun = row;
  bool margin = heading.in_own_cell;
  bool under_presence = true, absent_in_parts = false;
  ColumnHeads heads;
  std::vector<Group> groups{{heading, rest, std::nullopt}};
  const Span whole = with_rest_of_sentence(heading, rest);
  const std::size_t cut = first_sentences(whole).end;
  const bool open = cut == rest.end;
  groups.back().content.end = cut;
  if (cut > rest.begin && (heading.verb || cut < rest.end)) add_sentence_groups(groups);
  if (groups.back().content.end > rest.end)
    row = row_at(document_, groups.back().content.end - 1).value_or(row);
  for (++row; open && row < document_.rows.size() && row - begun < most_rows_in_list; ++row) {
    const Span span = document_.rows[row].span;
    const auto& pieces = row_pieces(row);
    if (const auto table = column_heads(reader_, pieces)) {
      heads = *table;
      groups.push_back({groups.back().heading, {span.end, span.end}, std::nullopt});
      continue;
    }
    const auto inner = heading_at(reader_, pieces, 0);
    if (inner && inner->loose && !in_front(span.begin)) break;
    const bool itself = item_begins(row) && !(inner && inner->is_strong());
    if (inner && !itself && !(inner->present && inner->verb && is_sentence(pieces))) {
      AttendeeHeading merged = *inner;
      if (!inner->is_strong()) {
        // "Poissa: A B / Muut: C D": the absent have been named, and others were there.
        if (under_presence)
          absent_in_parts = groups.back().heading.absent && groups.back().content.size() < 4;
        merged.absent = absent_in_parts && !inner->remote;
      }
      under_presence = inner->is_strong();
      if (inner->present) merged.absent = false;
      margin = inner->in_own_cell;
      const std::size_t begin =
          inner->end < pieces.size() ? pieces[inner->end].span.begin : span.end;
      groups.push_back({merged, first_sentences({begin, span.end}), std::nullopt});
      continue;
    }
    const bool begins_group = groups.back().content.empty();
    const bool headed = groups.back().organisation || begins_group;
    if (const auto role = NoteReader(reader_).role_of(pieces, {0, pieces.size()});
        role && !margin && !document_.at(document_.rows[row - 1].span).ends_with(',') &&
        row + 1 < document_.rows.size() && has_persons(row_pieces(row + 1))) {
      groups.push_back({groups.back().heading, {span.end, span.end}, std::nullopt});
      groups.back().heading.role = role;
      continue;
    }
    if (headed && !margin && heads_organisation(row)) {
      groups.push_back({groups.back().heading,
                        {span.end, span.end},
                        single_spaced(passage_.at({pieces.front().span.begin, span.end}))});
    } else if (belongs(row, margin, begins_group ? row : begun)) {
      groups.back().content.end = span.end;
    } else if (!margin && heads_organisation(row) && !is_other_label(pieces, "")) {
      groups.push_back({groups.back().heading,
                        {span.end, span.end},
                        single_spaced(passage_.at({pieces.front().span.begin, span.end}))});
    } else {
      groups.back().content.end = end_of_sentence_before(row);
      break;
    }
  }
  if (!keep(groups, heads, rule, confidence)) return std::nullopt;
  last_list_end_ = row;
  return row;
}

// Inside an agenda item a heading alone proves nothing: a person must follow at once.
bool ListFinder::persons_follow(std::size_t row, const std::vector<ListPiece>& pieces,
                                std::size_t first) const {
  if (first < pieces.size())
    return has_persons({pieces.begin() + static_cast<std::ptrdiff_t>(first), pieces.end()});
  return row + 1 < document_.rows.size() && has_persons(row_pieces(row + 1));
}

// A list whose heading begins the row.
std::optional<std::size_t> ListFinder::list_at(std::size_t row) {
  const auto& pieces = row_pieces(row);
  std::size_t first = 0;
  if (is_other_label(pieces, "addressed")) return std::nullopt;
  if (is_other_label(pieces, "label")) {  // "Päätös: Läsnä olivat"
    while (first < pieces.size() && pieces[first].kind == PieceKind::word) ++first;
    if (first < pieces.size() && pieces[first].kind == PieceKind::colon)
      ++first;
    else
      return std::nullopt;
  }
  const auto heading = heading_at(reader_, pieces, first);
  if (!heading) return std::nullopt;
  const Span span = document_.rows[row].span;
  const Span rest{heading->end < pieces.size() ? pieces[heading->end].span.begin : span.end,
                  span.end};
  const bool expected = in_front(span.begin) || under_attendee_item(row);
  if (!expected && (heading->loose || !persons_follow(row, pieces, heading->end)))
    return std::nullopt;
  const bool adjacent = last_list_end_ && row <= *last_list_end_ + 1;
  if (!heading->is_strong() && !adjacent && !under_attendee_item(row)) {
    if (!in_front(span.begin) || (!heading->colon && !heading->in_own_cell && !rest.empty()))
      return std::nullopt;
    return read_list(row, *heading, rest, "attendee.group", 0.85);
  }
  const bool absent_only = heading->absent && !heading->present;
  const std::string rule = absent_only ? "attendee.absent_list" : "attendee.list";
  return read_list(row, *heading, rest, rule, heading->loose ? 0.9 : 0.97);
}

// "Puheenjohtaja: Aino Esimerkki" in the head of a memo without a list.
std::optional<std::size_t> ListFinder::office_at(std::size_t row) {
  const auto& pieces = row_pieces(row);
  std::size_t label = 0;
  while (label < pieces.size() && pieces[label].kind == PieceKind::word) ++label;
  if (label == 0 || label + 1 >= pieces.size()) return std::nullopt;
  if (pieces[label].kind != PieceKind::colon && pieces[label].kind != PieceKind::cell)
    return std::nullopt;
  const Span span = document_.rows[row].span;
  const auto role = NoteReader(reader_).role_of(pieces, {0, label});
  if (!role || !in_front(span.begin) || is_sentence(pieces)) return std::nullopt;
  AttendeeHeading heading;
  heading.present = true;
  if (!keep({{heading, span, std::nullopt}}, {}, "attendee.role_label", 0.88)) return std::nullopt;
  last_list_end_ = row + 1;
  return row + 1;
}

// "Läsnä | Poissa" over columns of names, or "Läsnä | A | Poissa | B" beside them.
std::vector<ListFinder::ColumnGroup> ListFinder::headed_columns(std::size_t row) const {
  std::vector<ColumnGroup> columns;
  bool after_heading = false;
  for (const Cell& cell : cells_of(document_, document_.rows[row])) {
    const auto pieces = pieces_of(passage_, cell.span);
    const auto heading = heading_at(reader_, pieces, 0);
    if (heading && heading->end >= pieces.size() && heading->is_strong()) {
      const Span end{cell.span.end, cell.span.end};
      columns.push_back({{*heading, end, std::nullopt}, cell.column});
      after_heading = true;
    } else if (after_heading && has_persons(pieces)) {
      columns.back().column = cell.column;
      columns.back().group.cells.push_back(cell.span);
      after_heading = false;
    } else {
      return {};
    }
  }
  return columns;
}

std::optional<std::size_t> ListFinder::columns_at(std::size_t row) {
  auto columns = headed_columns(row);
  if (columns.size() < 2) return std::nullopt;
  std::size_t next = row + 1;
  for (; next < document_.rows.size() && next - row < most_rows_in_list; ++next) {
    if (!belongs(next, false, row) || heading_at(reader_, row_pieces(next), 0)) break;
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

// A table that says by its heads that it lists persons who were there.
std::optional<std::size_t> ListFinder::table_at(std::size_t row) {
  const auto heads = column_heads(reader_, row_pieces(row));
  if (!heads) return std::nullopt;
  const bool tells = std::any_of(heads->begin(), heads->end(), [](const auto& head) {
    return head.second == ColumnHead::present || head.second == ColumnHead::absent;
  });
  const Span span = document_.rows[row].span;
  if (!tells || (!in_front(span.begin) && !under_attendee_item(row))) return std::nullopt;
  AttendeeHeading heading;
  heading.present = true;
  std::size_t end = row + 1;
  while (end < document_.rows.size() && end - row < most_rows_in_list && belongs(end, false, row) &&
         !heading_at(reader_, row_pieces(end), 0))
    ++end;
  if (end == row + 1) return std::nullopt;
  if (!keep({{heading, {span.end, document_.rows[end - 1].span.end}, std::nullopt}}, *heads,
            "attendee.table", 0.95))
    return std::nullopt;
  last_list_end_ = end;
  return end;
}

// Names under an item such as "Läsnäolijoiden toteaminen".
std::optional<std::size_t> ListFinder::list_under_item(std::size_t row) {
  if (!item_begins(row) || !under_attendee_item(row) || row + 1 >= document_.rows.size())
    return std::nullopt;
  std::size_t next = row + 1;
  for (std::size_t below = next; below < document_.rows.size() && below < row + 40; ++below) {
    if (item_begins(below)) break;
    if (heading_at(reader_, row_pieces(below), 0) || heading_in_sentence(below))
      return std::nullopt;
  }
  while (next < document_.rows.size() && next < row + 4 && !item_begins(next)) {
    const auto& pieces = row_pieces(next);
    const auto entries = reader_.read(pieces);
    if (!is_sentence(pieces) && !entries.empty() && !entries.front().weak &&
        !is_other_label(pieces, "")) {
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
  const auto& words = row_pieces(row);
  const bool may_be = std::any_of(words.begin(), words.end(), [&](const ListPiece& piece) {
    const std::string_view value = reader_.words().value_of(AttendeeList::heading, piece.folded);
    return value == "present" || value == "absent";
  });
  if (!may_be) return std::nullopt;
  const Span span = document_.rows[row].span;
  const auto after = std::lower_bound(
      passage_.sentences.begin(), passage_.sentences.end(), span.begin,
      [](const Span& sentence, std::size_t offset) { return sentence.begin < offset; });
  for (auto sentence = after; sentence != passage_.sentences.end() && sentence->begin < span.end;
       ++sentence) {
    const auto pieces = pieces_of(passage_, {sentence->begin, std::max(sentence->end, span.end)});
    const auto heading = heading_at(reader_, pieces, 0);
    if (!heading || !heading->is_strong() || heading->loose) continue;
    if (!heading->colon && !heading->verb) continue;
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
    auto next = columns_at(row);
    if (!next) next = list_at(row);
    if (!next) next = table_at(row);
    if (!next) next = office_at(row);
    if (!next) next = list_under_item(row);
    if (!next) next = list_in_sentence(row);
    row = next ? std::max(*next, row + 1) : row + 1;
  }
  return std::move(found_);
}

}  // namespace

AttendeeLists find_lists(const EntryReader& reader, const std::vector<AgendaItem>& items) {
  return ListFinder(reader, items).find();
}

}  // namespace muistio
