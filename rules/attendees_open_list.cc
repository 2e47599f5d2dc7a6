// How an attendee list that was begun goes on, and where it ends.
#include <array>
#include <cmath>
#include <utility>

#include "corpus/unicode.h"
#include "rules/attendees_list_finder.h"
#include "rules/attendees_notes.h"
#include "rules/attendees_tables.h"

namespace muistio {

// A list that was begun at a heading and is read on row by row.
class ListFinder::OpenList {
 public:
  // The heading's row has `rest` after it.
  OpenList(const ListFinder& finder, std::size_t row, const AttendeeHeading& heading, Span rest)
      : finder_(finder),
        rows_(finder.rows_),
        document_(finder.document_),
        begun_(row),
        heading_row_(row),
        row_(row),
        labelled_in_margin_(heading.in_own_cell),
        headed_above_(rest.empty()),
        groups_{{heading, rest, std::nullopt}} {
    const std::size_t cut =
        finder_.first_sentences(finder_.with_rest_of_sentence(heading, rest)).end;
    open_ = cut == rest.end;
    last().content.end = cut;
    if (cut > rest.begin && (heading.verb || cut != rest.end)) finder_.add_sentence_groups(groups_);
    if (last().content.end > rest.end) row_ = row_of(last().content.end).value_or(row_);
  }

  void read_on() {
    for (++row_; open_ && row_ < document_.rows.size() && row_ - begun_ < most_rows_in_list;
         ++row_) {
      if (!takes_row()) break;
    }
    if (!open_ || by_sentences_) take_rows_below_table();
  }

  std::vector<Group>& groups() { return groups_; }
  const ColumnHeads& heads() const { return heads_; }
  std::size_t row() const { return row_; }  // Once it is read, that after the list.

 private:
  enum class Step { passed, taken, ended };
  using Way = Step (OpenList::*)();
  static const std::array<Way, 9> ways;

  bool takes_row() {
    span_ = document_.rows[row_].span;
    in_margin_ = labelled_in_margin_ && !finder_.is_indented(row_, heading_row_);
    for (const Way way : ways) {
      const Step step = (this->*way)();
      if (step != Step::passed) return step == Step::taken;
    }
    return false;
  }

  Group& last() { return groups_.back(); }
  const std::vector<ListPiece>& pieces() const { return rows_.pieces_of_row(row_); }
  std::optional<std::size_t> row_of(std::size_t end) const { return row_at(document_, end - 1); }

  Step begin_group(AttendeeHeading heading, Span content,
                   std::optional<std::string> organisation = std::nullopt) {
    groups_.push_back({std::move(heading), content, std::move(organisation)});
    return Step::taken;
  }

  // A sentence with headings of its own is the last of a list.
  Step end_with_sentences() {
    by_sentences_ = true;
    finder_.add_sentence_groups(groups_);
    row_ = row_of(last().content.end).value_or(row_) + 1;
    return Step::ended;
  }

  Step take_heads_of_columns() {
    const auto table = column_heads(finder_.reader_, pieces());
    if (!table) return Step::passed;
    heads_ = *table;
    return begin_group(last().heading, {span_.end, span_.end});
  }

  // "Muut saapuvilla | A" and below it "olleet | B".
  Step take_rest_of_heading() {
    const auto cells = in_margin_ ? finder_.after_rest_of_heading(pieces()) : std::nullopt;
    if (!cells || heading_at(finder_.reader_, pieces(), 0)) return Step::passed;
    const std::size_t begin = *cells < pieces().size() ? pieces()[*cells].span.begin : span_.end;
    return begin_group(last().heading, {begin, span_.end});
  }

  Step take_heading() {
    if (rows_.ends_sentence(row_) || rows_.continues_sentence(row_)) return Step::passed;
    auto inner = heading_at(finder_.reader_, pieces(), 0);
    if (!inner && in_margin_ && rows_.in_front(span_.begin)) inner = finder_.group_of_people(row_);
    if (!inner) return Step::passed;
    if (inner->loose && !rows_.in_front(span_.begin)) return Step::ended;
    const bool item = rows_.item_begins(row_) && !inner->is_strong();
    const bool sentence = inner->present && inner->verb && rows_.is_sentence(pieces());
    if (item || sentence) return Step::passed;
    const AttendeeHeading merged = merged_with_last(*inner);
    labelled_in_margin_ = inner->in_own_cell;
    heading_row_ = row_;
    const std::size_t begin =
        inner->end < pieces().size() ? pieces()[inner->end].span.begin : span_.end;
    begin_group(merged, finder_.first_sentences({begin, span_.end}));
    return last().content.end == span_.end ? Step::taken : end_with_sentences();
  }

  // "Poissa: A B / Muut: C D": the absent have been named, and others were there.
  AttendeeHeading merged_with_last(AttendeeHeading inner) {
    if (!inner.is_strong()) {
      if (under_presence_) absent_in_parts_ = last().heading.absent && last().content.size() < 4;
      inner.absent = absent_in_parts_ && !inner.remote;
    }
    under_presence_ = inner.is_strong();
    if (inner.present) inner.absent = false;
    return inner;
  }

  // "Jäsenet" over their names.
  Step take_role() {
    const bool label = !in_margin_ && row_ + 1 < document_.rows.size() &&
                       !document_.at(document_.rows[row_ - 1].span).ends_with(',');
    const auto role =
        label ? rows_.office_over(pieces(), rows_.pieces_of_row(row_ + 1)) : std::nullopt;
    if (!role) return Step::passed;
    begin_group(last().heading, {span_.end, span_.end});
    last().heading.role = role;
    return Step::taken;
  }

  // "Poissa | A" and below it "Sihteeri | B", who was there.
  Step take_officer() {
    if (!rows_.is_officer_in_margin(row_) || !last().heading.absent) return Step::passed;
    AttendeeHeading officer;
    officer.present = true;
    return begin_group(officer, span_);
  }

  // One over names, where others have stood over theirs or nobody was named yet.
  Step take_next_organisation() {
    const bool headed = last().organisation || last().content.empty();
    return headed && heads_organisation() ? begin_organisation() : Step::passed;
  }

  Step take_persons() {
    const std::size_t begun = last().content.empty() ? row_ : begun_;
    // Under a heading of its own row the margin holds whom each is from, whatever that may be.
    const bool labels = in_margin_ && !(headed_above_ && rows_.has_name_beside_margin(row_));
    if (!rows_.belongs(row_, labels, begun) || finder_.tells_office(span_)) return Step::passed;
    last().content.end = span_.end;
    const auto next = finder_.sentence_with_heading(span_);
    if (!next) return Step::taken;
    last().content.end = *next;
    return end_with_sentences();
  }

  Step take_first_organisation() {
    return heads_organisation() && !rows_.is_other_label(pieces(), "") ? begin_organisation()
                                                                       : Step::passed;
  }

  bool heads_organisation() const { return !in_margin_ && rows_.heads_organisation(row_); }

  Step begin_organisation() {
    const Span name{pieces().front().span.begin, span_.end};
    return begin_group(last().heading, {span_.end, span_.end},
                       single_spaced(finder_.passage_.at(name)));
  }

  // Where only the first of two columns goes on, the reader takes its last lines for paragraphs
  // below the table: they are of the group that stands right above them.
  void take_rows_below_table() {
    constexpr double slack = 4;
    const auto above = line_at(document_, last().content.begin);
    if (!above || document_.blocks[document_.rows[begun_].block].kind != BlockKind::table) return;
    const double left = document_.lines[*above].box.left;
    const AttendeeHeading heading = last().heading;
    for (; row_ < document_.rows.size() && row_ - begun_ < most_rows_in_list; ++row_) {
      const Row &here = document_.rows[row_], &before = document_.rows[row_ - 1];
      const bool near = here.box.top - before.box.bottom < 1.5 * here.box.height() &&
                        std::abs(here.box.left - left) < slack;
      if (!near || !rows_.in_front(here.span.begin) || !rows_.has_persons(pieces()) ||
          heading_at(finder_.reader_, pieces(), 0) || !rows_.belongs(row_, false, begun_))
        return;
      begin_group(heading, here.span);
    }
  }

  Step end_list() {
    if (last().content.end >= document_.rows[row_ - 1].span.end)
      last().content.end = finder_.end_of_sentence_before(row_);
    return Step::ended;
  }

  const ListFinder& finder_;
  const ListRows& rows_;
  const Document& document_;
  std::size_t begun_, heading_row_;
  std::size_t row_;            // That is being read,
  Span span_;                  // its span,
  bool in_margin_ = false;     // and whether the labels of the list stand in a margin beside it.
  bool open_ = false;          // More rows may belong to it.
  bool by_sentences_ = false;  // Headings of groups stood inside its last rows.
  bool labelled_in_margin_;
  const bool headed_above_;  // The first heading stands over its persons.
  bool under_presence_ = true, absent_in_parts_ = false;
  ColumnHeads heads_;
  std::vector<Group> groups_;
};

// What a row of a list may be: the first that it is.
const std::array<ListFinder::OpenList::Way, 9> ListFinder::OpenList::ways{
    &OpenList::take_heads_of_columns,
    &OpenList::take_rest_of_heading,
    &OpenList::take_heading,
    &OpenList::take_role,
    &OpenList::take_officer,
    &OpenList::take_next_organisation,
    &OpenList::take_persons,
    &OpenList::take_first_organisation,
    &OpenList::end_list,
};

std::optional<std::size_t> ListFinder::read_list(std::size_t row, AttendeeHeading heading,
                                                 Span rest, std::string rule, double confidence) {
  OpenList list(*this, row, heading, rest);
  list.read_on();
  give_organisations_below(list.groups(), list.row());
  if (!keep(list.groups(), list.heads(), rule, confidence)) return std::nullopt;
  last_list_end_ = list.row();
  return list.row();
}

}  // namespace muistio
