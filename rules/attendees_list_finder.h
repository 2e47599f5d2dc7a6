// One walk over the rows of a document for its attendee lists. Where one begins is told in
// attendees_lists.cc, but for offices (attendees_list_offices.cc), tables
// (attendees_list_tables.cc) and groups in the margin (attendees_list_organisations.cc); how one
// that was begun is read on in attendees_open_list.cc, and what its groups hold in
// attendees_list_groups.cc.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/attendees_headings.h"
#include "rules/attendees_list_rows.h"
#include "rules/attendees_lists.h"

namespace muistio {

constexpr std::size_t most_rows_in_list = 400;

class ListFinder {
 public:
  ListFinder(const EntryReader& reader, const std::vector<AgendaItem>& items)
      : reader_(reader),
        passage_(reader.passage()),
        document_(passage_.document),
        rows_(reader, items) {}

  AttendeeLists find();

 private:
  class OpenList;

  // A group of a list: a heading and the text under it.
  struct Group {
    AttendeeHeading heading;
    Span content;
    std::optional<std::string> organisation;
    std::vector<Span> cells = {};  // In place of the content: those of one column.
  };

  // A group, or a part of one that is read by itself, cut into pieces.
  struct CutGroup {
    std::optional<Role> role;
    std::vector<ListPiece> pieces;
  };

  struct OfficeLine {
    Role role = Role::other;
    std::size_t end = 0;  // Index of the first piece after it.
  };

  struct HeadingInRow {
    AttendeeHeading heading;
    Span rest;  // Of the row, after the heading.
  };

  struct Divided {
    Span front, rest;  // Of a row.
  };

  struct MarkedRow {
    Span span;
    bool cross = false;
  };

  struct ColumnGroup {
    Group group;
    int column = 0;  // Where its persons stand.
  };

  struct HeadedColumns {
    std::vector<ColumnGroup> groups;
    bool with_fields = false;  // "Aika | Paikka | Läsnä": other fields of the head beside them.
  };

  bool persons_follow(std::size_t row, const std::vector<ListPiece>& pieces,
                      std::size_t first) const;
  std::optional<AttendeeHeading> body_over_persons(std::size_t row) const;
  std::optional<HeadingInRow> heading_of(Span sentence) const;
  std::optional<std::size_t> sentence_with_heading(Span row) const;
  void add_sentence_groups(std::vector<Group>& groups) const;
  bool tells_office(Span sentence) const;
  bool tells_of_person(Span sentence) const;
  Span first_sentences(Span content) const;
  bool runs_on(Span rest) const;
  Span with_rest_of_sentence(const AttendeeHeading& heading, Span rest) const;
  std::size_t end_of_sentence_before(std::size_t row) const;

  std::optional<std::size_t> list_at(std::size_t row);
  std::optional<MarkedRow> marked_row(std::size_t row) const;
  std::optional<std::size_t> marked_rows_at(std::size_t row);
  std::optional<std::size_t> office_at(std::size_t row);
  std::optional<std::size_t> office_over_name(std::size_t row);
  bool is_row_of_its_own(std::size_t row) const;
  std::optional<std::size_t> group_below(std::size_t row) const;
  bool is_officer_without_colon(const std::vector<ListPiece>& pieces) const;
  bool is_row_of_officers(const std::vector<ListPiece>& pieces) const;
  void keep_rows_above(std::size_t row, const AttendeeHeading& heading, const std::string& rule);
  HeadedColumns headed_columns(std::size_t row) const;
  std::optional<std::size_t> columns_at(std::size_t row);
  bool heads_table_of_marks(std::size_t row) const;
  bool marks_follow(std::size_t row) const;
  bool offices_follow(std::size_t row) const;
  bool is_headed_as_list(std::size_t row) const;
  std::size_t end_of_table(std::size_t row) const;
  std::optional<Divided> divided_at_organisation(std::size_t row) const;
  std::optional<Group> group_of_organisation(std::size_t row) const;
  std::optional<AttendeeHeading> group_of_people(std::size_t row) const;
  bool is_headed_in_front() const;
  std::optional<std::size_t> organisations_at(std::size_t row);
  std::optional<std::size_t> table_at(std::size_t row);
  std::optional<std::size_t> list_under_item(std::size_t row);
  std::optional<std::size_t> list_in_sentence(std::size_t row);
  std::optional<HeadingInRow> heading_in_sentence(std::size_t row) const;
  bool is_indented(std::size_t row, std::size_t heading_row) const;
  std::optional<std::size_t> after_rest_of_heading(const std::vector<ListPiece>& pieces) const;
  // Reads on from a heading, whose row has `rest` after it. Returns the row after the list;
  // absent where nobody stands in it.
  std::optional<std::size_t> read_list(std::size_t row, AttendeeHeading heading, Span rest,
                                       std::string rule, double confidence);
  void give_organisations_below(std::vector<Group>& groups, std::size_t last_row) const;
  std::optional<OfficeLine> office_line_at(const std::vector<ListPiece>& pieces,
                                           std::size_t first) const;
  std::vector<CutGroup> cut_at_offices(const Group& group) const;
  bool keep(const std::vector<Group>& groups, const ColumnHeads& heads, const std::string& rule,
            double confidence);
  void add_extents(const std::vector<Group>& groups);
  std::vector<ListPiece> pieces_in(const Group& group) const;
  std::vector<ListPiece> with_lines_parted(std::vector<ListPiece> row) const;
  std::vector<ListPiece> with_all_lines_parted(std::vector<ListPiece> pieces) const;
  bool has_sentence_between(std::size_t begin, std::size_t end) const;
  static void settle_orders(std::vector<ListedEntry>& list);
  void settle_marks(std::vector<ListedEntry>& list) const;

  const EntryReader& reader_;
  const Passage& passage_;
  const Document& document_;
  ListRows rows_;
  AttendeeLists found_;
  std::size_t lists_ = 0;
  std::optional<std::size_t> last_list_end_;  // Row after the last list.
};

}  // namespace muistio
