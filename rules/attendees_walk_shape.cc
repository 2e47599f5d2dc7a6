// What shape of list this is: where its stretches end, and what a single word means in it.
#include <algorithm>

#include "corpus/unicode.h"
#include "rules/attendees_walk.h"

namespace muistio {
namespace {

// "YTV", "Area51"
bool ends_like_acronym(std::string_view word) {
  const char last = word.empty() ? '\0' : word.back();
  return (last >= 'A' && last <= 'Z') || is_digit(last);
}

}  // namespace

bool ListWalk::ends_like_comma(std::size_t at) const {
  const ListPiece& piece = pieces_[at];
  if (!piece.dot || !is_word(piece) || piece.folded.size() < 4) return false;
  if (kind_at(at + 1) != PieceKind::word) return false;
  return reader_.look(piece).may_name() && reader_.look(pieces_[at + 1]).may_name();
}

// A conjunction parts two persons; "talous- ja hallintojohtaja" it does not.
bool ListWalk::splits_at(std::size_t at, std::size_t first) const {
  if (!is_conjunction(at) || at == first) return false;
  std::size_t right = at + 1;
  bool right_name = false;
  while (right < pieces_.size() && is_word(pieces_[right]) && !is_conjunction(right)) {
    right_name |= reader_.look(pieces_[right]).may_name();
    const bool company =
        reader_.words().value_of(AttendeeList::not_name, pieces_[right].folded) == "company";
    if (company && pieces_[at].folded == "&") return false;  // "Arkkitehdit Malli & Laine Oy"
    ++right;
  }
  // "Arkkitehdit Malli & Laine" is a company, "Aino & Otso" are two persons.
  if (pieces_[at].folded == "&" && at > first + 1 && !reader_.find_name(pieces_, first, at) &&
      !reader_.find_name(pieces_, at + 1, right))
    return false;
  bool left_name = false;
  for (std::size_t i = first; i < at; ++i) left_name |= reader_.look(pieces_[i]).may_name();
  return right_name && (left_name || parts_from_next(at, {first, right}));
}

// "Aino Virtanen, AVI ja toiminnanjohtaja Otso Malli": behind the comma stands whom the first is
// from, and a conjunction with the next person.
bool ListWalk::parts_from_next(std::size_t conjunction, Stretch both) const {
  const Stretch organisation{both.first, conjunction};
  const bool behind_comma = both.first > 0 && pieces_[both.first - 1].kind == PieceKind::comma;
  if (!behind_comma || !starts_upper(reader_.passage().at(pieces_[both.first].span)) ||
      pieces_[conjunction - 1].folded.ends_with('-') || notes_.role_of(pieces_, organisation) ||
      notes_.is_job_title(pieces_, organisation))
    return false;
  const auto name = reader_.find_name(pieces_, conjunction + 1, both.last);
  if (!name) return false;
  const Stretch before{conjunction + 1, name->first};
  return before.empty() || notes_.role_of(pieces_, before) || notes_.is_job_title(pieces_, before);
}

// Words up to the next separator.
Stretch ListWalk::stretch_at(std::size_t first) const {
  std::size_t last = first;
  while (last < pieces_.size() && is_word(pieces_[last]) && !splits_at(last, first)) {
    ++last;
    if (ends_like_comma(last - 1)) break;
  }
  return {first, last};
}

bool ListWalk::is_single(Stretch stretch) const {
  return stretch.last == stretch.first + 1 && reader_.look(pieces_[stretch.first]).may_name();
}

// "prof. Hakala", "suntio Tuomi"
bool ListWalk::is_titled_surname(Stretch stretch) const {
  if (stretch.size() < 2 || reader_.look(pieces_[stretch.first]).may_name()) return false;
  const Stretch title{stretch.first, stretch.last - 1};
  const WordLook& name = reader_.look(pieces_[title.last]);
  if (!name.may_name() || name.given || name.initial ||
      reader_.find_name(pieces_, stretch.first, stretch.last))
    return false;
  const bool noun = title.size() == 1 && name.surname && notes_.is_noun(pieces_[title.first]);
  return noun || notes_.is_job_title(pieces_, title) || notes_.role_of(pieces_, title);
}

bool ListWalk::starts_given(std::size_t at) const {
  return is_given_alone(reader_, pieces_, at, pieces_.size());
}

// "kontio (pj), Pirkko, jukka_v": single words that no dictionary has, between separators.
bool ListWalk::are_nicknames() const {
  constexpr std::size_t fewest = 3;
  std::size_t words = 0, names = 0, in_stretch = 0;
  bool in_brackets = false;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const ListPiece& piece = pieces_[i];
    if (piece.kind == PieceKind::open) in_brackets = true;
    if (!is_word(piece) || is_conjunction(i)) in_stretch = 0;
    if (piece.kind == PieceKind::close) in_brackets = false;
    if (!is_word(piece) || in_brackets || is_conjunction(i)) continue;
    if (reader_.words().has(AttendeeList::not_name, piece.folded) || ++in_stretch > 1) return false;
    ++words;
    const bool known = reader_.passage().language.readings(piece.folded).front().known;
    names += !known || piece.folded.find_first_of("0123456789_") != std::string::npos;
  }
  return words >= fewest && names * 2 >= words;
}

// "Aino Esimerkki, pj. Otso Malli, siht. Pekka Puu": who is named first is not the chair where
// the office stands before names; so it stands after them, and its point parts two persons.
bool ListWalk::roles_follow_names() const {
  std::size_t first = 0;
  while (first < pieces_.size() && !is_word(pieces_[first])) ++first;
  if (first == pieces_.size()) return false;
  const Stretch one = stretch_at(first);
  if (kind_at(one.last) != PieceKind::comma || kind_at(one.last + 1) != PieceKind::word)
    return false;
  const auto name = reader_.find_name(pieces_, one.first, one.last);
  const Stretch two = stretch_at(one.last + 1);
  const auto next = reader_.find_name(pieces_, two.first, two.last);
  if (!name || !next || name->first != one.first || name->last != one.last) return false;
  return next->first > two.first && pieces_[next->first - 1].dot &&
         notes_.role_of(pieces_, {two.first, next->first}) == Role::chair;
}

// "siht." between the comma after one name and the next name, where roles follow names.
bool ListWalk::is_role_of_one_before(Stretch stretch, std::size_t name) const {
  return roles_follow_ && current_ && named_in_line_ && name > stretch.first && stretch.first > 0 &&
         pieces_[stretch.first - 1].kind == PieceKind::comma && pieces_[name - 1].dot &&
         notes_.role_of(pieces_, {stretch.first, name}).has_value();
}

// "Aino Esimerkki, Otso Malli, Pökö, Pekka Puu": a word that no dictionary has between the
// commas of a list of nothing but names.
bool ListWalk::is_nickname_among_names(Stretch stretch) const {
  if (!only_names_ || stretch.size() != 1 || stretch.first == 0) return false;
  const WordLook& look = reader_.look(pieces_[stretch.first]);
  const PieceKind next = kind_at(stretch.last);
  const bool pet_name = look.common && !look.compound && !look.never;  // "Pöllö"
  return look.capital && (look.unknown || pet_name) && !look.initial &&
         pieces_[stretch.first - 1].kind == PieceKind::comma &&
         (next == PieceKind::comma || next == PieceKind::hard_break || next == PieceKind::open) &&
         !ends_like_acronym(reader_.passage().at(pieces_[stretch.first].span));
}

// "otso_m", "@aino", "jokke77" alone between separators, as people are called in chats.
bool ListWalk::is_handle(Stretch stretch) const {
  const bool begins = stretch.first == 0 || pieces_[stretch.first - 1].kind == PieceKind::bullet ||
                      pieces_[stretch.first - 1].kind == PieceKind::hard_break ||
                      pieces_[stretch.first - 1].kind == PieceKind::comma;
  if (!begins || stretch.size() != 1 || kind_at(stretch.last) == PieceKind::colon) return false;
  std::string_view word = pieces_[stretch.first].folded;
  const bool called = word.starts_with('@');
  if (called) word.remove_prefix(1);
  for (const std::string_view group : {"organisation", "body"}) {  // "@kunta"
    if (called && reader_.words().ends_in(AttendeeList::organisation, group, word)) return false;
  }
  std::size_t letters = 0, digits = 0, underscores = 0;
  for (const char c : word) {
    letters += static_cast<signed char>(c) < 0 || (c >= 'a' && c <= 'z');
    digits += is_digit(c);
    underscores += c == '_';
  }
  const bool only = letters + digits + underscores == word.size();
  const bool ends_in_digits = digits > 0 && is_digit(word.back()) && !is_digit(word.front());
  return only && letters >= 3 && (called || underscores > 0 || ends_in_digits);
}

// In a comma list nearly every part is a full name; no organisations stand between them.
bool ListWalk::lists_only_names(std::size_t others) const {
  constexpr std::size_t fewest = 4;
  return many_in_line_ && full_names_ >= fewest && others * fewest <= full_names_;
}

// "Hakala (pj), prof. Kivelä, Tuomi, V. Heino": nearly all by their surnames alone. Where offices
// stand in the list, words that no dictionary has are surnames, too.
bool ListWalk::lists_only_surnames() const {
  constexpr std::size_t fewest = 3;
  std::size_t names = 0, surnames = 0, unknown = 0, first_names = 0, full = 0, others = 0;
  bool in_brackets = false, officers = false;
  for (std::size_t i = 0; i < pieces_.size();) {
    if (!is_word(pieces_[i]) || is_conjunction(i)) {
      in_brackets =
          kind_at(i) == PieceKind::open || (in_brackets && kind_at(i) != PieceKind::close);
      ++i;
      continue;
    }
    const Stretch stretch = stretch_at(i);
    i = std::max(stretch.last, i + 1);
    const auto role = notes_.role_of(pieces_, stretch);
    officers |= role && is_officer(*role);
    const auto name = reader_.find_name(pieces_, stretch.first, stretch.last);
    full += name && !reader_.look(pieces_[name->first]).initial;
    if (in_brackets || name || role || notes_.is_partial(pieces_, stretch)) continue;
    if (notes_.is_sign(reader_.passage().at(pieces_[stretch.first].span))) continue;
    const WordLook& look = reader_.look(pieces_[stretch.last - 1]);
    const bool titled = is_titled_surname(stretch);
    const bool single = is_single(stretch);
    names += single || titled;
    surnames += titled || (single && (look.surname || look.compound));
    unknown += single && look.unknown && !look.surname &&
               !ends_like_acronym(reader_.passage().at(pieces_[stretch.first].span));
    first_names += single && look.given && !look.surname;
    others += !titled && !single && !look.given;
  }
  return full == 0 && names >= fewest && others * 4 <= names &&
         (surnames + (officers ? unknown : 0)) * 2 >= names && first_names * 4 <= names;
}

// "Aino Virtanen, Kunta; Otso Malli, Koulu": behind nearly every semicolon stands a name.
bool ListWalk::semicolons_part() const {
  std::size_t semicolons = 0, before_names = 0;
  for (std::size_t i = 0; i + 1 < pieces_.size(); ++i) {
    if (pieces_[i].kind != PieceKind::semicolon) continue;
    std::size_t next = i + 1;
    while (next < pieces_.size() && !is_word(pieces_[next])) ++next;
    if (next == pieces_.size()) break;
    const Stretch stretch = stretch_at(next);
    ++semicolons;
    before_names += reader_.find_name(pieces_, stretch.first, stretch.last).has_value();
  }
  return semicolons >= 2 && before_names * 3 >= semicolons * 2;
}

// A single word, which may be all that the list says of a person.
void ListWalk::count_single(Stretch stretch, bool begins_line, Tally& tally) {
  const WordLook& look = reader_.look(pieces_[stretch.first]);
  ++tally.singles;
  tally.given_singles += look.given;
  tally.starts += begins_line;
  const bool comma = kind_at(stretch.last) == PieceKind::comma || ends_like_comma(stretch.last - 1);
  const std::size_t next = stretch.last + (kind_at(stretch.last) == PieceKind::comma);
  const bool may_be_surname = !look.given || (begins_line && look.surname);
  tally.comma_pairs += comma && may_be_surname && starts_given(next);
}

void ListWalk::count(Stretch stretch, bool begins_line, bool in_brackets, Tally& tally) {
  const WordLook& look = reader_.look(pieces_[stretch.first]);
  const bool initialled =
      stretch.size() == 2 && look.given && reader_.look(pieces_[stretch.first + 1]).initial;
  tally.singles += initialled;  // "Ville H" is as good as "Ville".
  tally.given_singles += initialled;
  tally.initials += initialled;
  const bool full = reader_.find_name(pieces_, stretch.first, stretch.last).has_value();
  if (full) {
    ++full_names_;
    tally.starts += begins_line;
  } else if (is_single(stretch) && name_sharing_surname(stretch.first)) {
    tally.starts += begins_line;
    ++tally.singles, ++tally.given_singles, ++tally.sharing;
  } else if (is_single(stretch)) {
    count_single(stretch, begins_line, tally);
  }
  tally.others += !in_brackets && !full && !look.given && !notes_.role_of(pieces_, stretch);
}

ListWalk::Tally ListWalk::tally() {
  Tally tally;
  bool begins_line = true, in_brackets = false;
  for (std::size_t i = 0; i < pieces_.size();) {
    if (!is_word(pieces_[i]) || is_conjunction(i)) {
      const PieceKind kind = kind_at(i);
      const bool semicolon = kind == PieceKind::semicolon;
      tally.lines += kind == PieceKind::hard_break || (semicolons_part_ && semicolon);
      begins_line |= kind == PieceKind::hard_break || semicolon;
      in_brackets = kind == PieceKind::open || (in_brackets && kind != PieceKind::close);
      ++i;
      continue;
    }
    const Stretch stretch = stretch_at(i);
    count(stretch, begins_line, in_brackets, tally);
    begins_line = false;
    i = std::max(stretch.last, i + 1);
  }
  return tally;
}

// Which of the shapes of lists this is, told by all of its stretches.
void ListWalk::learn() {
  semicolons_part_ = semicolons_part();
  const Tally all = tally();
  nicknames_ = full_names_ == 0 && are_nicknames();
  roles_follow_ = roles_follow_names();
  many_in_line_ = full_names_ >= 2 * all.lines;
  only_names_ = lists_only_names(all.others);
  surnames_alone_ = lists_only_surnames();
  const bool one_line_of_singles =
      all.starts <= 1 && all.singles > 2 &&
      (all.given_singles == all.singles || all.initials > 0 || full_names_ > 0);
  surname_comma_given_ = all.comma_pairs > 0 && all.comma_pairs * 2 >= all.starts &&
                         (full_names_ < all.comma_pairs || all.comma_pairs * 2 >= full_names_) &&
                         !surnames_alone_ && !one_line_of_singles;
  singles_are_names_ =
      surnames_alone_ || (all.given_singles > 0 && all.given_singles * 2 >= all.singles &&
                          all.singles - all.sharing >= full_names_ && !surname_comma_given_);
}

// "Virtanen | Aino, sihteeri" and "Malli | Otso": names that stand in two columns without heads, as
// typewriters set them. Their cells are one.
void ListWalk::join_halves_of_names() {
  constexpr std::size_t fewest = 2;
  if (!heads_.empty()) return;
  std::vector<std::size_t> gaps;
  for (std::size_t at = 1; at + 1 < pieces_.size(); ++at) {
    if (pieces_[at].kind != PieceKind::cell) continue;
    const bool alone =
        is_word(pieces_[at - 1]) && (at == 1 || pieces_[at - 2].kind == PieceKind::hard_break);
    const Stretch behind = stretch_at(at + 1);
    if (!alone || behind.size() != 1) continue;
    const WordLook &surname = reader_.look(pieces_[at - 1]), &given = reader_.look(pieces_[at + 1]);
    const bool halves = (surname.surname || surname.compound || surname.unknown) &&
                        surname.capital && !surname.given && given.given && given.capital;
    if (halves) gaps.push_back(at);
  }
  if (gaps.size() < fewest) return;
  for (auto gap = gaps.rbegin(); gap != gaps.rend(); ++gap)
    pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(*gap));
}

}  // namespace muistio
