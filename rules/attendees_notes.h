// What stands beside a name in a list: a role, a title, an organisation, a mark, a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/attendees_entries.h"

namespace muistio {

// A stretch of pieces between separators.
struct Stretch {
  std::size_t first = 0, last = 0;  // Half-open range of pieces.

  bool empty() const { return first == last; }
  std::size_t size() const { return last - first; }
};

class NoteReader {
 public:
  explicit NoteReader(const EntryReader& reader)
      : reader_(reader), passage_(reader.passage()), words_(reader.words()) {}

  // Adds what the stretch says to the entry. False where it says nothing that belongs beside
  // a name.
  bool add(const std::vector<ListPiece>& pieces, Stretch stretch, bool in_brackets,
           AttendeeEntry& entry) const;

  // The role that these words are, all of them: "puheenjohtaja", "siht".
  std::optional<Role> role_of(const std::vector<ListPiece>& pieces, Stretch stretch) const;

  // True where the words may stand before a name: none, a role, a title.
  bool is_before_name(const std::vector<ListPiece>& pieces, Stretch stretch) const;

  // Nothing but signs: the full stop behind a bracket, a stray dash.
  static bool is_sign(std::string_view text);

  // A noun in the nominative, such as a title that no list has: "suntio".
  bool is_noun(const ListPiece& piece) const;

  // "Tuottajat", "Muu henkilöstö", "Kunnan viljelijät": a group that people belong to, and no
  // organisation.
  bool are_people(const std::vector<ListPiece>& pieces, Stretch stretch) const;

  bool is_job_title(const std::vector<ListPiece>& pieces, Stretch stretch) const;
  bool is_partial(const std::vector<ListPiece>& pieces, Stretch stretch) const;

  // The words as they stand, single spaced.
  std::string text_of(const std::vector<ListPiece>& pieces, Stretch stretch) const;

 private:
  bool add_mark(const std::vector<ListPiece>& pieces, Stretch stretch, AttendeeEntry& entry) const;
  Stretch after_role(const std::vector<ListPiece>& pieces, Stretch stretch,
                     AttendeeEntry& entry) const;
  bool add_clause(const std::vector<ListPiece>& pieces, Stretch stretch,
                  AttendeeEntry& entry) const;
  bool add_roles(const std::vector<ListPiece>& pieces, Stretch stretch, AttendeeEntry& entry) const;
  std::string without_elative(const std::string& text) const;
  bool names_organisation(const std::vector<std::string>& words) const;
  bool is_contact(const std::vector<ListPiece>& pieces, Stretch stretch) const;
  bool may_begin_role(const std::vector<ListPiece>& pieces, Stretch stretch) const;

  const EntryReader& reader_;
  const Passage& passage_;
  const AttendeeWords& words_;
};

}  // namespace muistio
