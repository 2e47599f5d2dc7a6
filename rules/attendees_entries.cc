#include "rules/attendees_entries.h"

#include <algorithm>

#include "rules/attendees_walk.h"

namespace muistio {

std::vector<std::string> EntryReader::name_words(const std::vector<ListPiece>& pieces, NameAt name,
                                                 bool reversed) const {
  std::vector<std::string> words;
  for (std::size_t i = name.first; i < name.last; ++i) {
    std::string word = name_cased(passage_.at(pieces[i].span));
    if (look(pieces[i]).initial && pieces[i].dot) word += '.';
    words.push_back(std::move(word));
  }
  if (!reversed || words.size() < 2) return words;
  std::size_t surname = 1;  // Particles belong to the surname: "von Bruun Mikko".
  while (surname < words.size() && look(pieces[name.first + surname - 1]).particle &&
         surname + 1 < words.size())
    ++surname;
  std::rotate(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(surname), words.end());
  return words;
}

double EntryReader::order_of(const std::vector<ListPiece>& pieces, NameAt name) const {
  const WordLook& first = look(pieces[name.first]);
  const WordLook& last = look(pieces[name.last - 1]);
  double order = 0;
  order += first.given - last.given;
  order += 0.5 * (last.surname - first.surname);
  if (first.initial) order += 1.5;
  if (last.initial) order += first.given ? 0.5 : -1.5;
  if (order == 0 && !first.given) order += 0.25 * (last.compound - first.compound);
  return order;
}

std::vector<AttendeeEntry> EntryReader::read(const std::vector<ListPiece>& pieces,
                                             const ColumnHeads& heads, bool by_first_names) const {
  return ListWalk(*this, pieces, heads, by_first_names).walk();
}

}  // namespace muistio
