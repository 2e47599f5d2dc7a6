// Persons of a list: the pieces of its text -> entries, each a name with what is said beside
// it.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "corpus/memo.h"
#include "rules/attendees_pieces.h"

namespace muistio {

// Chair or secretary, whom every meeting has.
inline bool is_officer(Role role) {
  return role == Role::chair || role == Role::secretary;
}

// What a list says of one person.
struct AttendeeEntry {
  Span span;                       // Of the name.
  std::vector<std::string> words;  // Of the name, in natural order, capitals mended.
  std::set<Role> roles;
  std::vector<std::string> titles, organisations;
  std::optional<Presence> presence;  // Where a mark or a word beside the name tells.
  bool came_instead = false;         // Of somebody who is listed as absent.
  bool unmarked = false;             // Others in the list have an x, this one has no mark.
  bool remote = false;
  std::optional<std::string> partial;
  std::optional<std::size_t> replaced_by;  // Index of the entry that came in this one's stead.
  int column = 0;
  bool weak = false;  // The name is told by its place in the list alone.
  // How sure the words of the name are of their order in print (EntryReader::order_of), where they
  // were asked, and whether the surname was taken to stand first there.
  std::optional<double> order;
  bool turned = false;

  bool is_officer() const { return std::any_of(roles.begin(), roles.end(), muistio::is_officer); }
};

// What the head of a table's column says of the cells under it.
enum class ColumnHead {
  name,
  given_name,
  surname,
  deputy,
  proxy,  // Who came for the owner in the column of names, or "itse".
  title,
  organisation,
  present,
  second_day,  // Of a meeting of two days: who came on it alone was there.
  absent,
  remote,
  contact,
  other  // Whatever its cells say.
};
using ColumnHeads = std::map<int, ColumnHead>;

// Reads lists. The reader learns from the whole of what it is given at once which order names
// have and whether a single word is a name, so give it a list whole.
class EntryReader {
 public:
  EntryReader(const Passage& passage, const AttendeeWords& words, WordLooks& looks)
      : passage_(passage), words_(words), looks_(looks) {}

  // `by_first_names`: the list that these go on with names persons by one word.
  std::vector<AttendeeEntry> read(const std::vector<ListPiece>& pieces,
                                  const ColumnHeads& heads = {}, bool by_first_names = false) const;

  // The first full name among words [first, last) of the pieces: a given name with a surname,
  // in whichever order. `inflected` allows case forms, which are rare in lists.
  struct NameAt {
    std::size_t first = 0, last = 0;  // Half-open range of pieces.
    double score = 0;  // About 2 for each word that is surely part of a name; 0.55 at least.
  };
  std::optional<NameAt> find_name(const std::vector<ListPiece>& pieces, std::size_t first,
                                  std::size_t last, bool inflected = false) const;

  // The words of a name in natural order. `reversed`: the surname stands first.
  std::vector<std::string> name_words(const std::vector<ListPiece>& pieces, NameAt name,
                                      bool reversed) const;

  // Positive where the first word looks like a given name and the last does not, negative
  // where it is the other way round.
  double order_of(const std::vector<ListPiece>& pieces, NameAt name) const;

  const WordLook& look(const ListPiece& piece) const {
    if (!piece.look) piece.look = &looks_.of(passage_.at(piece.span));
    return *piece.look;
  }
  const WordLook& look(std::string_view word) const { return looks_.of(word); }

  const Passage& passage() const { return passage_; }
  const AttendeeWords& words() const { return words_; }

 private:
  const Passage& passage_;
  const AttendeeWords& words_;
  WordLooks& looks_;
};

std::optional<Role> role_named(std::string_view word_list_value);

}  // namespace muistio
