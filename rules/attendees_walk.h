// One walk over the pieces of an attendee list. How names are taken is told in
// attendees_walk_names.cc, what shape of list it is in attendees_walk_shape.cc.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/attendees_breaks.h"
#include "rules/attendees_group_heads.h"
#include "rules/attendees_notes.h"

namespace muistio {

class ListWalk {
 public:
  ListWalk(const EntryReader& reader, const std::vector<ListPiece>& pieces,
           const ColumnHeads& heads, bool by_first_names)
      : reader_(reader),
        notes_(reader),
        heads_(heads),
        pieces_(with_breaks_settled(
            reader, heads.empty() ? with_group_heads_marked(reader, pieces) : pieces)) {
    join_halves_of_names();
    learn();
    singles_are_names_ |= by_first_names && full_names_ == 0 && !surname_comma_given_;
  }

  std::vector<AttendeeEntry> walk();

 private:
  struct Raw {
    std::optional<EntryReader::NameAt> name;  // Of entries whose order is not yet known.
    bool as_the_rest = false;                 // An inflected name has the order of the others.
    bool sent_by_side = false;                // "työnantajan puolelta": not of those before.
    std::size_t line = 0;
    bool organisation_in_brackets = false;
    std::optional<std::string> group;  // The organisation that heads the lines it stands in.
  };

  Stretch stretch_at(std::size_t first) const;
  bool splits_at(std::size_t at, std::size_t first) const;
  bool parts_from_next(std::size_t conjunction, Stretch both) const;
  bool ends_like_comma(std::size_t at) const;
  bool is_single(Stretch stretch) const;
  bool is_titled_surname(Stretch stretch) const;
  bool starts_given(std::size_t at) const;
  PieceKind kind_at(std::size_t at) const {
    return at < pieces_.size() ? pieces_[at].kind : PieceKind::hard_break;
  }
  bool is_conjunction(std::size_t at) const {
    const bool mark = pieces_[at].folded == "+" && (at == 0 || !is_word(pieces_[at - 1]));
    return is_word(pieces_[at]) && !mark && !is_mark_in_cell(at) &&
           reader_.words().value_of(AttendeeList::conjunction, pieces_[at].folded) == "and";
  }

  // "ja", Swedish for yes, alone in its cell or before a comma there.
  bool is_mark_in_cell(std::size_t at) const {
    return at > 0 && pieces_[at - 1].kind == PieceKind::cell &&
           kind_at(at + 1) != PieceKind::word &&
           reader_.words().has(AttendeeList::presence, pieces_[at].folded);
  }

  // What the stretches of the list are, all told.
  struct Tally {
    std::size_t lines = 1;
    std::size_t starts = 0;  // Lines that begin with a name.
    std::size_t singles = 0, given_singles = 0;
    std::size_t sharing = 0;      // Singles that share the surname of another.
    std::size_t initials = 0;     // "Ville H"
    std::size_t comma_pairs = 0;  // "Virtanen, Aino"
    std::size_t others = 0;       // Outside brackets, and no office.
  };
  Tally tally();
  void count(Stretch stretch, bool begins_line, bool in_brackets, Tally& tally);
  void count_single(Stretch stretch, bool begins_line, Tally& tally);
  void join_halves_of_names();
  void learn();
  bool are_nicknames() const;
  bool roles_follow_names() const;
  bool is_role_of_one_before(Stretch stretch, std::size_t name) const;
  bool lists_only_names(std::size_t others) const;
  bool lists_only_surnames() const;
  bool is_nickname_among_names(Stretch stretch) const;
  bool is_handle(Stretch stretch) const;
  bool semicolons_part() const;
  void take_stretch(Stretch stretch);
  void take_label(Stretch stretch);
  bool is_organisation_before_dash(Stretch stretch) const;
  std::optional<Presence> presence_under(Stretch label) const;
  void take_name(Stretch stretch, EntryReader::NameAt name, bool reversed_surely);
  void take_brackets(std::size_t open);
  bool is_absent_cell(std::size_t open) const;
  bool begins_absent_in_brackets(std::size_t open) const;
  bool tells_of_absent(std::size_t open) const;
  void take_note(Stretch stretch, bool in_brackets);
  bool take_cell(Stretch stretch);
  void set_sticky(Role role, Stretch words);
  std::optional<ColumnHead> head_of(Stretch stretch) const;
  void take_prefix(Stretch stretch, AttendeeEntry& entry);
  bool take_replaced(Stretch stretch, bool in_brackets = false);
  void take_proxy(Stretch stretch);
  void take_name_under(std::optional<ColumnHead> head, Stretch stretch, EntryReader::NameAt name);
  bool is_in_stead_of_absent(Stretch stretch) const;
  bool follows_comma(Stretch stretch) const;
  bool take_warrant(Stretch stretch, std::size_t cue, std::size_t length);
  bool begins_with_replaced(Stretch stretch) const;
  bool is_genitive(EntryReader::NameAt name) const;
  std::vector<std::string> nominative(std::vector<std::string> words) const;
  std::optional<std::vector<std::string>> turned_nominative(
      const std::vector<std::string>& words) const;
  bool take_surname_first(Stretch stretch);
  bool tells_how_present(Stretch prefix) const;
  bool take_single(Stretch stretch);
  std::optional<std::string> base_in_case(Stretch stretch, Case inflection) const;
  bool tells_capacity(Stretch prefix) const;
  Stretch past_side(Stretch stretch, AttendeeEntry& entry);
  std::optional<EntryReader::NameAt> name_sharing_surname(std::size_t given) const;
  std::optional<std::string> surname_shared_before(std::size_t given) const;
  bool take_half_of_name(Stretch stretch, ColumnHead head);
  void add_entry(AttendeeEntry entry, std::optional<EntryReader::NameAt> name);
  void end_line();
  void part_organisations();
  void settle_orders();
  void spread_organisations();
  void spread_over_lines();
  void give_organisations_of_groups();
  bool take_party_in_brackets(Stretch party);
  AttendeeEntry entry_of(EntryReader::NameAt name, bool reversed) const;

  const EntryReader& reader_;
  NoteReader notes_;
  const ColumnHeads& heads_;
  std::vector<ListPiece> pieces_;

  // Learnt from the whole.
  bool surname_comma_given_ = false;
  bool singles_are_names_ = false;
  bool surnames_alone_ = false;
  bool nicknames_ = false;  // And these may be in lower case.
  std::size_t full_names_ = 0;
  bool many_in_line_ = false;
  bool semicolons_part_ = false;  // Persons, and commas what is said of one.
  bool only_names_ = false;       // But for single words.
  bool roles_follow_ = false;     // "A B, pj. C D, siht. E F": the point parts persons.

  // Where the walk is.
  std::size_t at_ = 0;
  std::optional<std::size_t> current_;
  std::size_t line_ = 0;  // Lines that have ended.
  bool named_in_line_ = false;
  std::optional<Role> sticky_role_;          // "jäsenet": of all that follow.
  std::optional<Presence> sticky_presence_;  // "poissa:" within a list.
  bool in_absent_brackets_ = false;          // "(poissa: A, B)"
  std::optional<Role> line_role_;  // "Pöytäkirjantarkastajat:": of those in the same line.
  int line_role_column_ = 0;       // Where that label stands.
  std::vector<std::string> line_organisations_;
  std::optional<std::string> group_organisation_;  // "Kosken kunta:" in a line of its own.
  std::vector<std::string> row_organisations_;     // Of the last row that names one in its column.
  std::optional<std::string> side_;                // "työnantajan puolelta A ja B": of both.
  bool sent_by_side_ = false;  // Words before the name that is being taken say so.
  std::vector<Stretch> pending_;
  bool after_conjunction_ = false;

  std::vector<AttendeeEntry> entries_;
  std::vector<Raw> raws_;
  std::vector<bool> joined_;  // By a conjunction to the entry before.
};

}  // namespace muistio
