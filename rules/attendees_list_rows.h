// What a row of the document may be to an attendee list.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/attendees_entries.h"

namespace muistio {

// A row is an index into Document::rows. For one thread.
class ListRows {
 public:
  // Both must outlive it.
  ListRows(const EntryReader& reader, const std::vector<AgendaItem>& items);

  // Kept until a row that is a multiple of 64 away is asked for.
  const std::vector<ListPiece>& pieces_of_row(std::size_t row) const;

  bool item_begins(std::size_t row) const;

  // Before the first item of the agenda.
  bool in_front(std::size_t offset) const;
  bool continues_sentence(std::size_t row) const;
  bool under_attendee_item(std::size_t row) const;
  bool under_organising_item(std::size_t row) const;  // Which fills the offices of the meeting.

  // "PU | Aino Esimerkki | Rakennus Oy": some words in the margin and a full name beside them.
  bool has_name_beside_margin(std::size_t row) const;

  // True where the row goes on with the list that began at row `begun`; `margin` where the labels
  // of that list stand in a margin beside its persons.
  bool belongs(std::size_t row, bool margin, std::size_t begun) const;

  // "Jyväskylän kaupunki" over the persons it sent.
  bool heads_organisation(std::size_t row) const;

  // "Puheenjohtaja" or "Puheenjohtaja:" in a line or a row of its own over who holds it: the
  // office, where the pieces of `above` are one and a person stands in those of `below`.
  std::optional<Role> office_over(const std::vector<ListPiece>& above,
                                  const std::vector<ListPiece>& below) const;

  // A finite verb that is nothing else, outside of brackets and of times.
  bool is_sentence(const std::vector<ListPiece>& pieces) const;

  // At least one that is surely a person.
  bool has_persons(const std::vector<ListPiece>& pieces) const;

  // The label of another field, of that value in [words.attendee_other_label]; of any where
  // `value` is empty.
  bool is_other_label(const std::vector<ListPiece>& pieces, std::string_view value) const;

  // "... ja Aino Esimerkki" and in the next row "estynyt.": no heading, but the end of a sentence.
  bool ends_sentence(std::size_t row) const;

  // "Sihteeri | Aino Esimerkki", "Sihteeri: Aino Esimerkki": an officer of the meeting.
  bool is_officer_in_margin(std::size_t row) const;
  bool is_office_in_brackets(const std::vector<ListPiece>& pieces) const;

 private:
  bool is_mark_in_cell(const std::vector<ListPiece>& pieces, std::size_t i) const;
  bool is_noun_with_adjective(const std::vector<ListPiece>& pieces, std::size_t i) const;
  bool is_capital_pair(const std::vector<ListPiece>& pieces) const;
  bool has_role_in_margin(const std::vector<ListPiece>& pieces) const;

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
};

}  // namespace muistio
