#include "rules/attendees_entries.h"

#include <algorithm>
#include <utility>

#include "corpus/unicode.h"
#include "rules/attendees_notes.h"

namespace muistio {
namespace {

constexpr std::size_t most_entries = 2000;
constexpr std::size_t most_name_words = 5;

bool is_word(const ListPiece& piece) {
  return piece.kind == PieceKind::word;
}

// How well the words may stand together as a full name.
double name_score(const std::vector<const WordLook*>& looks, bool inflected) {
  double score = 0;
  for (const WordLook* look : looks) {
    if (look->given)
      score += 2;
    else if (look->surname)
      score += 1.5;
    else if (look->initial)
      score += 0.5;
    else if (look->particle && !look->capital)
      score += 0.5;
    else if (look->given_maybe)
      score += 1;
    else if (look->inflected)
      score += inflected ? 0.6 : -1.5;
    else if (look->unknown)
      score += 0.6;
    else if (look->place)
      score += 0.2;
    else if (look->common && !look->compound)
      score -= 0.3;
  }
  return score;
}

// What a printed line of the list looks like before it is known where persons part.
struct PrintedLine {
  std::size_t first = 0, last = 0;  // Range of pieces.
  std::size_t full_names = 0;
  bool starts_person = false;  // A name at its start, maybe after a title.
  bool single = false;         // One word that may be a name.
  bool whole = false;          // Nothing at its end waits for more.
  bool waits = false;          // A title after a conjunction waits for its name.
};

// One walk over the pieces of one list.
class ListWalk {
 public:
  ListWalk(const EntryReader& reader, const std::vector<ListPiece>& pieces,
           const ColumnHeads& heads)
      : reader_(reader), notes_(reader), heads_(heads), pieces_(with_breaks_settled(pieces)) {
    learn();
  }

  std::vector<AttendeeEntry> walk();

 private:
  struct Raw {
    std::optional<EntryReader::NameAt> name;  // Of entries whose order is not yet known.
  };

  std::vector<ListPiece> with_breaks_settled(const std::vector<ListPiece>& pieces) const;
  PrintedLine printed_line(const std::vector<ListPiece>& pieces, std::size_t first,
                           std::size_t last) const;
  bool is_surname_alone(const std::vector<ListPiece>& pieces, std::size_t first,
                        std::size_t last) const;
  bool is_given_alone(const std::vector<ListPiece>& pieces, std::size_t at, std::size_t end) const;
  bool is_whole(const std::vector<ListPiece>& pieces, const PrintedLine& line, std::size_t begin,
                bool after_conjunction) const;
  std::pair<std::size_t, bool> last_stretch(const std::vector<ListPiece>& pieces,
                                            const PrintedLine& line) const;
  bool parts(const std::vector<ListPiece>& pieces, const PrintedLine& left, PieceKind kind,
             const PrintedLine& right) const;

  Stretch stretch_at(std::size_t first) const;
  bool splits_at(std::size_t at, std::size_t first) const;
  bool ends_like_comma(std::size_t at) const;
  bool is_single(Stretch stretch) const;
  bool starts_given(std::size_t at) const;
  PieceKind kind_at(std::size_t at) const {
    return at < pieces_.size() ? pieces_[at].kind : PieceKind::hard_break;
  }
  bool is_conjunction(std::size_t at) const {
    return is_word(pieces_[at]) &&
           reader_.words().value_of(AttendeeList::conjunction, pieces_[at].folded) == "and";
  }

  void learn();
  void take_stretch(Stretch stretch);
  void take_label(Stretch stretch);
  void take_name(Stretch stretch, EntryReader::NameAt name, bool reversed_surely);
  void take_brackets(std::size_t open);
  void take_note(Stretch stretch, bool in_brackets);
  bool take_cell(Stretch stretch);
  void set_sticky(Role role, Stretch words);
  std::optional<ColumnHead> head_of(Stretch stretch) const;
  void take_prefix(Stretch stretch, AttendeeEntry& entry);
  bool take_replaced(Stretch stretch);
  bool begins_with_replaced(Stretch stretch) const;
  bool is_genitive(EntryReader::NameAt name) const;
  std::vector<std::string> nominative(std::vector<std::string> words) const;
  bool take_surname_first(Stretch stretch);
  bool take_single(Stretch stretch);
  bool take_half_of_name(Stretch stretch, ColumnHead head);
  void add_entry(AttendeeEntry entry, std::optional<EntryReader::NameAt> name);
  void end_line();
  void settle_orders();
  void spread_organisations();
  AttendeeEntry entry_of(EntryReader::NameAt name, bool reversed) const;

  const EntryReader& reader_;
  NoteReader notes_;
  const ColumnHeads& heads_;
  std::vector<ListPiece> pieces_;

  // Learnt from the whole.
  bool surname_comma_given_ = false;
  bool singles_are_names_ = false;
  std::size_t full_names_ = 0;
  bool many_in_line_ = false;

  // Where the walk is.
  std::size_t at_ = 0;
  std::optional<std::size_t> current_;
  bool named_in_line_ = false;
  std::optional<Role> sticky_role_;  // "jäsenet": of all that follow.
  std::optional<Role> line_role_;    // "Pöytäkirjantarkastajat:": of those in the same line.
  std::vector<std::string> line_organisations_;
  std::vector<Stretch> pending_;
  bool after_conjunction_ = false;

  std::vector<AttendeeEntry> entries_;
  std::vector<Raw> raws_;
  std::vector<bool> joined_;  // By a conjunction to the entry before.
};

PrintedLine ListWalk::printed_line(const std::vector<ListPiece>& pieces, std::size_t first,
                                   std::size_t last) const {
  PrintedLine line;
  line.first = first;
  line.last = last;
  while (line.first < last && pieces[line.first].kind == PieceKind::bullet) ++line.first;
  std::size_t begin = line.first;
  bool only_titles = false;
  for (std::size_t end = begin; end <= last; ++end) {
    if (end < last && is_word(pieces[end])) continue;
    const auto name = reader_.find_name(pieces, begin, end);
    line.full_names += name.has_value();
    bool at_start = begin == line.first;
    if (!at_start && only_titles) at_start = true;  // "lehtori, FT Aino Esimerkki"
    only_titles = !name && end > begin && at_start && notes_.is_title(pieces, {begin, end});
    if (at_start && name) line.starts_person = notes_.is_before_name(pieces, {begin, name->first});
    if (at_start && !name && end + 1 < last && pieces[end].kind == PieceKind::comma &&
        is_surname_alone(pieces, begin, end))
      line.full_names += line.starts_person = is_given_alone(pieces, end + 1, last);
    begin = end + 1;
  }
  line.single = last == line.first + 1 && is_word(pieces[line.first]) &&
                reader_.look(pieces[line.first]).may_name();
  const auto [begin_of_last, after_conjunction] = last_stretch(pieces, line);
  line.whole = is_whole(pieces, line, begin_of_last, after_conjunction);
  line.waits = after_conjunction && !line.whole && !reader_.look(pieces[last - 1]).capital;
  return line;
}

// "Halmén", "von Bruun"
bool ListWalk::is_surname_alone(const std::vector<ListPiece>& pieces, std::size_t first,
                                std::size_t last) const {
  while (first + 1 < last && reader_.look(pieces[first]).particle) ++first;
  return first + 1 == last && reader_.look(pieces[first]).may_name();
}

// A given name, maybe two, and no surname after it.
bool ListWalk::is_given_alone(const std::vector<ListPiece>& pieces, std::size_t at,
                              std::size_t end) const {
  if (at >= end || !is_word(pieces[at])) return false;
  if (!reader_.look(pieces[at]).given && !reader_.look(pieces[at]).given_maybe) return false;
  for (++at; at < end && is_word(pieces[at]); ++at) {
    const WordLook& look = reader_.look(pieces[at]);
    if (!look.may_name() || pieces[at - 1].dot) return true;
    if (!look.given || look.surname) return false;
  }
  return true;
}

// Where the words after the line's last separator begin, and whether that is a conjunction.
std::pair<std::size_t, bool> ListWalk::last_stretch(const std::vector<ListPiece>& pieces,
                                                    const PrintedLine& line) const {
  std::size_t begin = line.last;
  while (begin > line.first && is_word(pieces[begin - 1]) &&
         reader_.words().value_of(AttendeeList::conjunction, pieces[begin - 1].folded) != "and")
    --begin;
  return {begin, begin > line.first && begin < line.last && is_word(pieces[begin - 1])};
}

// False where the last word is a title before a name, or a first name without its surname.
bool ListWalk::is_whole(const std::vector<ListPiece>& pieces, const PrintedLine& line,
                        std::size_t begin, bool after_conjunction) const {
  if (line.last == line.first || !is_word(pieces[line.last - 1])) return true;
  const WordLook& look = reader_.look(pieces[line.last - 1]);
  if (!look.capital) return line.full_names == 1 && !after_conjunction;
  if (look.initial) return begin + 1 < line.last;
  const bool surname_first = line.starts_person && line.full_names == 1;
  return surname_first || !(begin + 1 == line.last && look.given && begin > line.first);
}

// Settles at which line ends one person ends and another begins.
std::vector<ListPiece> ListWalk::with_breaks_settled(const std::vector<ListPiece>& pieces) const {
  std::vector<ListPiece> settled;
  const auto is_break = [](const ListPiece& piece) {
    return piece.kind == PieceKind::soft_break || piece.kind == PieceKind::hard_break;
  };
  std::size_t begin = 0;
  PrintedLine left;
  for (std::size_t end = 0; end <= pieces.size(); ++end) {
    if (end < pieces.size() && !is_break(pieces[end])) continue;
    PrintedLine right = printed_line(pieces, begin, end);
    if (begin > 0 && parts(pieces, left, pieces[begin - 1].kind, right)) {
      settled.push_back(pieces[begin - 1]);
      settled.back().kind = PieceKind::hard_break;
    } else if (begin > 0) {
      right.full_names += left.full_names;  // "Aino Esimerkki," and "pj" are one line.
      right.whole |= right.full_names == 1 && !right.waits;
    }
    settled.insert(settled.end(), pieces.begin() + static_cast<std::ptrdiff_t>(begin),
                   pieces.begin() + static_cast<std::ptrdiff_t>(end));
    left = right;
    begin = end + 1;
  }
  return settled;
}

bool ListWalk::parts(const std::vector<ListPiece>& pieces, const PrintedLine& left, PieceKind kind,
                     const PrintedLine& right) const {
  if (right.first == right.last || left.first == left.last) return true;
  const ListPiece& last = pieces[left.last - 1];
  if (pieces[right.first].kind == PieceKind::open) return false;
  const bool open_end = last.kind == PieceKind::open || last.kind == PieceKind::dash ||
                        reader_.words().value_of(AttendeeList::conjunction, last.folded) == "and";
  if (open_end || left.waits) return false;
  if (last.kind == PieceKind::comma) return right.starts_person && left.full_names <= 1;
  if (left.single && right.single) return true;
  if (kind == PieceKind::hard_break)
    return left.whole || right.starts_person || left.full_names < 2 || left.single;
  return right.starts_person && (left.whole || left.single);
}

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
    ++right;
  }
  bool left_name = false;
  for (std::size_t i = first; i < at; ++i) left_name |= reader_.look(pieces_[i]).may_name();
  return right_name && left_name;
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

bool ListWalk::starts_given(std::size_t at) const {
  return is_given_alone(pieces_, at, pieces_.size());
}

// Which of the shapes of lists this is, told by all of its stretches.
void ListWalk::learn() {
  std::size_t lines = 1, singles = 0, given_singles = 0, comma_pairs = 0, starts = 0;
  bool line_begins = true;
  for (std::size_t i = 0; i < pieces_.size();) {
    if (!is_word(pieces_[i]) || is_conjunction(i)) {
      lines += kind_at(i) == PieceKind::hard_break;
      line_begins |= kind_at(i) == PieceKind::hard_break || kind_at(i) == PieceKind::semicolon;
      ++i;
      continue;
    }
    const Stretch stretch = stretch_at(i);
    const bool comma =
        kind_at(stretch.last) == PieceKind::comma || ends_like_comma(stretch.last - 1);
    const bool initialled = stretch.last == stretch.first + 2 && reader_.look(pieces_[i]).given &&
                            reader_.look(pieces_[i + 1]).initial;
    singles += initialled;  // "Ville H" is as good as "Ville".
    given_singles += initialled;
    if (reader_.find_name(pieces_, stretch.first, stretch.last)) {
      ++full_names_;
      if (line_begins) ++starts;
    } else if (is_single(stretch)) {
      const bool given = reader_.look(pieces_[i]).given;
      ++singles;
      given_singles += given;
      const std::size_t next = stretch.last + (kind_at(stretch.last) == PieceKind::comma);
      if (line_begins) {
        ++starts;
        comma_pairs += comma && starts_given(next);
      } else if (comma && !given && starts_given(next)) {
        ++comma_pairs;
      }
    }
    line_begins = false;
    i = std::max(stretch.last, i + 1);
  }
  many_in_line_ = full_names_ >= 2 * lines;
  surname_comma_given_ = comma_pairs > 0 && comma_pairs * 2 >= starts &&
                         (full_names_ < comma_pairs || comma_pairs * 2 >= full_names_);
  if (given_singles == singles && starts <= 1 && singles > 2) surname_comma_given_ = false;
  singles_are_names_ = given_singles > 0 && given_singles * 2 >= singles &&
                       singles >= full_names_ && !surname_comma_given_;
}

AttendeeEntry ListWalk::entry_of(EntryReader::NameAt name, bool reversed) const {
  AttendeeEntry entry;
  entry.span = {pieces_[name.first].span.begin, pieces_[name.last - 1].span.end};
  entry.words = reader_.name_words(pieces_, name, reversed);
  entry.column = pieces_[name.first].column;
  return entry;
}

void ListWalk::add_entry(AttendeeEntry entry, std::optional<EntryReader::NameAt> name) {
  if (entries_.size() >= most_entries) return;
  const auto head = heads_.find(entry.column);
  if (head != heads_.end() && head->second == ColumnHead::deputy) entry.roles.insert(Role::deputy);
  for (const Stretch& note : pending_) {
    if (const auto role = notes_.role_of(pieces_, note)) set_sticky(*role, note);
  }
  if (line_role_)
    entry.roles.insert(*line_role_);
  else if (sticky_role_ && entry.roles.empty())
    entry.roles.insert(*sticky_role_);
  entry.organisations.insert(entry.organisations.end(), line_organisations_.begin(),
                             line_organisations_.end());
  for (const Stretch& note : pending_) notes_.add(pieces_, note, false, entry);
  pending_.clear();
  entries_.push_back(std::move(entry));
  raws_.push_back({name});
  joined_.push_back(after_conjunction_);
  after_conjunction_ = false;
  current_ = entries_.size() - 1;
  named_in_line_ = true;
}

// "jäsenet" holds for all that follow, "jäsen" for one person.
void ListWalk::set_sticky(Role role, Stretch words) {
  const std::string& last = pieces_[words.last - 1].folded;
  const bool plural = last.ends_with("et") || last.ends_with("at") || last.ends_with("ät") ||
                      last.ends_with("er") || last.ends_with("erna") || last.ends_with("iä") ||
                      last.ends_with("ia");
  sticky_role_ = plural && last.size() > 4 ? std::optional<Role>(role) : std::nullopt;
}

// Words before a name: "rehtori", "pj.", "jäsenet".
void ListWalk::take_prefix(Stretch stretch, AttendeeEntry& entry) {
  while (!stretch.empty() && is_conjunction(stretch.first)) {
    after_conjunction_ = true;
    ++stretch.first;
  }
  if (stretch.empty()) return;
  if (const auto role = notes_.role_of(pieces_, stretch)) {
    set_sticky(*role, stretch);
    entry.roles.insert(*role);
    return;
  }
  // "puheenjohtaja, rehtori Matti": the role may be a part of it.
  const ListPiece& first = pieces_[stretch.first];
  if (const auto role = notes_.role_of(pieces_, {stretch.first, stretch.first + 1});
      role && stretch.size() > 1) {
    entry.roles.insert(*role);
    ++stretch.first;
  } else if (reader_.words().has(AttendeeList::heading, first.folded)) {
    ++stretch.first;
  }
  if (!stretch.empty()) notes_.add(pieces_, stretch, false, entry);
}

void ListWalk::take_name(Stretch stretch, EntryReader::NameAt name, bool reversed_surely) {
  AttendeeEntry entry = entry_of(name, reversed_surely);
  entry.weak = name.score < 1.5;
  take_prefix({stretch.first, name.first}, entry);
  add_entry(std::move(entry),
            reversed_surely ? std::nullopt : std::optional<EntryReader::NameAt>(name));
  if (name.last < stretch.last) take_note({name.last, stretch.last}, false);
}

// "Halmén, Annika" and "Heikkilä. Marja".
bool ListWalk::take_surname_first(Stretch stretch) {
  const bool dot = ends_like_comma(stretch.last - 1);
  if (!dot && kind_at(stretch.last) != PieceKind::comma) return false;
  std::size_t first = stretch.first;
  while (first < stretch.last && !reader_.look(pieces_[first]).may_name() &&
         !reader_.look(pieces_[first]).particle) {
    ++first;
  }
  if (first == stretch.last || stretch.last - first > 3) return false;
  if (!is_single({stretch.last - 1, stretch.last})) return false;
  if (stretch.last - first > 1 && !reader_.look(pieces_[first]).particle &&
      !(dot || surname_comma_given_))
    return false;
  const std::size_t next = stretch.last + (dot ? 0 : 1);
  if (kind_at(next) != PieceKind::word) return false;
  const Stretch given = stretch_at(next);
  const WordLook& surname = reader_.look(pieces_[stretch.last - 1]);
  const WordLook& look = reader_.look(pieces_[next]);
  if (!look.may_name() || (!look.given && !surname_comma_given_)) return false;
  if (!surname_comma_given_ && (surname.given || surname.place) && !surname.surname) return false;
  if (!surname_comma_given_ && !starts_given(next)) return false;
  std::size_t last = next;
  while (last < given.last && last - next < 2 && reader_.look(pieces_[last]).may_name() &&
         (last == next || reader_.look(pieces_[last]).given || reader_.look(pieces_[last]).initial))
    ++last;
  AttendeeEntry entry;
  entry.span = {pieces_[first].span.begin, pieces_[last - 1].span.end};
  entry.column = pieces_[first].column;
  for (std::size_t i = next; i < last; ++i)
    entry.words.push_back(name_cased(reader_.passage().at(pieces_[i].span)));
  for (std::size_t i = first; i < stretch.last; ++i)
    entry.words.push_back(name_cased(reader_.passage().at(pieces_[i].span)));
  take_prefix({stretch.first, first}, entry);
  add_entry(std::move(entry), std::nullopt);
  if (last < given.last) take_note({last, given.last}, false);
  at_ = given.last;
  return true;
}

// A first name, a surname with its title, a nickname.
bool ListWalk::take_single(Stretch stretch) {
  std::size_t name = stretch.first;
  while (name < stretch.last && !reader_.look(pieces_[name]).may_name()) ++name;
  if (name == stretch.last) return false;
  const WordLook& look = reader_.look(pieces_[name]);
  if (reader_.words().value_of(AttendeeList::not_name, pieces_[stretch.last - 1].folded) ==
      "company")
    return false;
  const Stretch prefix{stretch.first, name};
  const bool titled = !prefix.empty() && (notes_.role_of(pieces_, prefix).has_value() ||
                                          notes_.is_title(pieces_, prefix));
  const bool plain = prefix.empty() || is_conjunction(stretch.first);
  const bool person = (look.given && (plain || titled)) || (titled && look.surname) ||
                      (plain && singles_are_names_ && !look.inflected) ||
                      (plain && look.given && full_names_ == 0);
  if (!person) return false;
  if (!singles_are_names_ && !titled && named_in_line_ && !look.given) return false;
  AttendeeEntry entry = entry_of({name, name + 1, 0}, false);
  entry.weak = !look.given;
  // An initial of the surname: "Kirsi W."
  std::size_t last = name + 1;
  if (last < stretch.last && reader_.look(pieces_[last]).initial) {
    entry.words.push_back(std::string(reader_.passage().at(pieces_[last].span)) +
                          (pieces_[last].dot ? "." : ""));
    entry.span.end = pieces_[last].span.end + pieces_[last].dot;
    ++last;
  }
  take_prefix(prefix, entry);
  add_entry(std::move(entry), std::nullopt);
  if (last < stretch.last) take_note({last, stretch.last}, false);
  return true;
}

bool ListWalk::begins_with_replaced(Stretch stretch) const {
  std::vector<std::string> words;
  for (std::size_t i = stretch.first; i < stretch.last; ++i) words.push_back(pieces_[i].folded);
  return reader_.words().longest_at(AttendeeList::replaces, words, 0).length > 0;
}

bool ListWalk::is_genitive(EntryReader::NameAt name) const {
  const ListPiece& last = pieces_[name.last - 1];
  return last.folded.ends_with('n') && !reader_.look(last).surname &&
         nominative({std::string(reader_.passage().at(last.span))}).front() !=
             reader_.passage().at(last.span);
}

std::vector<std::string> ListWalk::nominative(std::vector<std::string> words) const {
  words.back() = reader_.passage().language.nominative(words.back(), {});
  return words;
}

// "i stället för Håkan Wikman", "(Matti Meikäläisen sijasta)": who is named was not there.
bool ListWalk::take_replaced(Stretch stretch) {
  std::vector<std::string> words;
  for (std::size_t i = stretch.first; i < stretch.last; ++i) words.push_back(pieces_[i].folded);
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto cue = reader_.words().longest_at(AttendeeList::replaces, words, at);
    if (cue.length == 0 || !current_) continue;
    const std::size_t before = stretch.first + at, after = before + cue.length;
    const bool follows = after < stretch.last;
    auto name = follows ? reader_.find_name(pieces_, after, stretch.last)
                        : reader_.find_name(pieces_, stretch.first, before, true);
    if (!name) continue;
    AttendeeEntry& here = entries_[*current_];
    if (!follows && (cue.value != "after" || !is_genitive(*name))) continue;
    AttendeeEntry other = entry_of(*name, false);
    if (!follows) other.words = nominative(other.words);
    const std::size_t index = *current_;
    if (here.presence == Presence::absent) {
      other.roles = {Role::deputy};
      other.presence = Presence::present;
    } else {
      other.roles = {Role::member};
      other.presence = Presence::absent;
      other.replaced_by = index;
      here.roles.insert(Role::deputy);
    }
    if (at > 0 && follows) take_note({stretch.first, before}, false);
    const auto sticky = std::exchange(sticky_role_, std::nullopt);
    add_entry(std::move(other), follows ? name : std::nullopt);
    sticky_role_ = sticky;
    current_ = index;
    return true;
  }
  return false;
}

std::optional<ColumnHead> ListWalk::head_of(Stretch stretch) const {
  const auto head = heads_.find(pieces_[stretch.first].column);
  return head == heads_.end() ? std::nullopt : std::optional<ColumnHead>(head->second);
}

// A cell under a head that says what it holds.
bool ListWalk::take_cell(Stretch stretch) {
  const auto head = head_of(stretch);
  if (!head || !current_ || !named_in_line_) return false;
  AttendeeEntry& entry = entries_[*current_];
  AttendeeEntry mark;
  notes_.add(pieces_, stretch, false, mark);
  const bool marked = mark.presence == Presence::present;
  switch (*head) {
    case ColumnHead::present:
      if (mark.presence) entry.presence = mark.presence;
      entry.remote |= mark.remote;
      return mark.presence || mark.remote;
    case ColumnHead::absent:
      if (marked || mark.presence == Presence::absent) entry.presence = Presence::absent;
      return true;
    case ColumnHead::remote:
      if (!marked) return true;
      entry.presence = Presence::present;
      entry.remote = true;
      return true;
    case ColumnHead::organisation:
      entry.organisations.push_back(notes_.text_of(pieces_, stretch));
      return true;
    case ColumnHead::title:
      if (!notes_.role_of(pieces_, stretch))
        entry.titles.push_back(notes_.text_of(pieces_, stretch));
      else
        notes_.add(pieces_, stretch, false, entry);
      return true;
    case ColumnHead::contact:
      return true;
    default:
      return false;
  }
}

void ListWalk::take_note(Stretch stretch, bool in_brackets) {
  if (take_replaced(stretch)) return;
  if (take_cell(stretch)) return;
  if (current_ && named_in_line_) {
    notes_.add(pieces_, stretch, in_brackets, entries_[*current_]);
  } else if (current_ && !is_word(pieces_[stretch.first])) {
    return;
  } else if (current_ && stretch.last == stretch.first + 1 &&
             reader_.words().has(AttendeeList::presence, pieces_[stretch.first].folded)) {
    notes_.add(pieces_, stretch, in_brackets, entries_[*current_]);  // A mark that slipped.
  } else {
    pending_.push_back(stretch);
  }
}

void ListWalk::take_brackets(std::size_t open) {
  std::size_t close = open + 1;
  while (close < pieces_.size() && pieces_[close].kind != PieceKind::close &&
         pieces_[close].kind != PieceKind::hard_break && pieces_[close].kind != PieceKind::cell)
    ++close;
  const std::size_t organisations = current_ ? entries_[*current_].organisations.size() : 0;
  for (std::size_t first = open + 1; first < close;) {
    std::size_t last = first;
    while (last < close && is_word(pieces_[last])) ++last;
    if (last > first) take_note({first, last}, true);
    first = last + 1;
  }
  if (current_) {  // "(Helsinki, Keskuskirjasto)" is one organisation.
    auto& found = entries_[*current_].organisations;
    while (found.size() > organisations + 1) {
      const std::string last = found.back();
      found.pop_back();
      found.back() += ", " + last;
    }
  }
  at_ = std::min(close + 1, pieces_.size());
}

void ListWalk::take_label(Stretch stretch) {
  sticky_role_.reset();
  line_role_.reset();
  line_organisations_.clear();
  if (const auto role = notes_.role_of(pieces_, stretch)) {
    set_sticky(*role, stretch);
    line_role_ = role;
    return;
  }
  AttendeeEntry label;
  if (notes_.is_title(pieces_, stretch)) return pending_.push_back(stretch);
  if (notes_.add(pieces_, stretch, false, label) && label.roles.empty())
    line_organisations_ = label.organisations;
}

// Given names and surnames in columns of their own.
bool ListWalk::take_half_of_name(Stretch stretch, ColumnHead head) {
  if (head != ColumnHead::given_name && head != ColumnHead::surname) return false;
  AttendeeEntry half = entry_of({stretch.first, stretch.last, 0}, false);
  if (!named_in_line_ || !current_) {
    add_entry(std::move(half), std::nullopt);
    return true;
  }
  AttendeeEntry& entry = entries_[*current_];
  const auto where = head == ColumnHead::surname ? entry.words.end() : entry.words.begin();
  entry.words.insert(where, half.words.begin(), half.words.end());
  entry.span.end = std::max(entry.span.end, half.span.end);
  return true;
}

void ListWalk::take_stretch(Stretch stretch) {
  at_ = stretch.last;
  if (is_conjunction(stretch.first)) {
    after_conjunction_ = true;
    ++stretch.first;
    if (stretch.empty()) return;
  }
  const auto head = head_of(stretch);
  if (head && take_half_of_name(stretch, *head)) return;
  const bool names_here = !head || *head == ColumnHead::name || *head == ColumnHead::deputy;
  if (!names_here) return take_note(stretch, false);
  const auto name = reader_.find_name(pieces_, stretch.first, stretch.last);
  if (kind_at(at_) == PieceKind::colon && !name) return take_label(stretch);
  const bool beside = named_in_line_ && current_ && !entries_[*current_].weak && !many_in_line_;
  if (name && begins_with_replaced(stretch) && take_replaced(stretch)) return;
  if (name && !(name->score < 1.5 && beside)) return take_name(stretch, *name, false);
  if (!name && named_in_line_ && take_replaced(stretch)) return;
  if (!name && take_surname_first(stretch)) return;
  if (!name && take_single(stretch)) return;
  take_note(stretch, false);
}

void ListWalk::end_line() {
  if (named_in_line_) line_role_.reset();  // A label alone in its line holds for the next.
  named_in_line_ = false;
  line_organisations_.clear();
  pending_.clear();
}

std::vector<AttendeeEntry> ListWalk::walk() {
  while (at_ < pieces_.size()) {
    switch (pieces_[at_].kind) {
      case PieceKind::word:
        take_stretch(stretch_at(at_));
        break;
      case PieceKind::open:
        take_brackets(at_);
        break;
      case PieceKind::hard_break:
        end_line();
        ++at_;
        break;
      default:
        ++at_;
    }
  }
  settle_orders();
  spread_organisations();
  return std::move(entries_);
}

// The names of a list mostly stand in one order. An entry's own words decide where they are
// clear, unless nearly all others stand the other way.
void ListWalk::settle_orders() {
  double natural = 0, reversed = 0;
  for (const Raw& raw : raws_) {
    if (!raw.name) continue;
    const double order = reader_.order_of(pieces_, *raw.name);
    if (order > 0) natural += 1;
    if (order < 0) reversed += 1;
  }
  const bool mostly_reversed = reversed > natural;
  const double most = std::max(natural, reversed), least = std::min(natural, reversed);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (!raws_[i].name) continue;
    const double order = reader_.order_of(pieces_, *raws_[i].name);
    const bool own = order >= 1.5 || order <= -1.5 || most < 3 || least * 3 > most;
    const bool turned = order == 0 || !own ? mostly_reversed : order < 0;
    entries_[i].words = reader_.name_words(pieces_, *raws_[i].name, turned);
  }
}

// "A, B ja C (Org)" gives Org to all three, where the list names organisations this way.
void ListWalk::spread_organisations() {
  const auto with = std::count_if(entries_.begin(), entries_.end(), [](const AttendeeEntry& entry) {
    return !entry.organisations.empty();
  });
  for (std::size_t i = entries_.size(); i-- > 1;) {
    if (!joined_[i] || entries_[i].organisations.empty()) continue;
    if (with < 2 && i + 1 != entries_.size()) continue;
    for (std::size_t k = i; k-- > 0;) {
      AttendeeEntry& before = entries_[k];
      if (!before.organisations.empty() || !before.titles.empty() || before.replaced_by) break;
      if (with < 2 && !before.roles.empty()) break;
      before.organisations = entries_[i].organisations;
    }
  }
}

}  // namespace

std::optional<EntryReader::NameAt> EntryReader::find_name(const std::vector<ListPiece>& pieces,
                                                          std::size_t first, std::size_t last,
                                                          bool inflected) const {
  for (std::size_t begin = first; begin < last; ++begin) {
    if (!is_word(pieces[begin])) continue;
    const WordLook& look_first = look(pieces[begin]);
    if (!look_first.may_name() && !look_first.particle) continue;
    std::vector<const WordLook*> looks;
    std::size_t end = begin, proper = 0;
    while (end < last && is_word(pieces[end]) && looks.size() < most_name_words) {
      const WordLook& next = look(pieces[end]);
      const bool inner = next.particle && end + 1 < last;
      if (!next.may_name() && !inner) break;
      if (end > begin && pieces[end - 1].dot && !look(pieces[end - 1]).initial &&
          pieces[end - 1].folded.find('.') == std::string::npos &&
          pieces[end - 1].folded.size() > 3)
        break;
      looks.push_back(&next);
      proper += next.may_name() && !next.initial;
      ++end;
    }
    while (!looks.empty() && !looks.back()->may_name()) {
      looks.pop_back();
      --end;
    }
    // "Juhani Korhonen Nivankylä": the name is whole before the third word.
    if (looks.size() == 3 && looks[0]->given && looks[1]->surname && !looks[1]->given &&
        !looks[2]->surname) {
      looks.pop_back();
      --end;
    }
    const bool with_initial = looks.size() > 1 && (looks.front()->initial || looks.back()->initial);
    if (looks.size() < 2 || proper < 1 || (proper < 2 && !with_initial)) {
      if (end > begin) begin = end - 1;
      continue;
    }
    const double score = name_score(looks, inflected);
    const bool company = end < last && is_word(pieces[end]) &&
                         words_.value_of(AttendeeList::not_name, pieces[end].folded) == "company";
    if (score >= 0.55 && !company) return NameAt{begin, end, score};
    begin = end - 1;
  }
  return std::nullopt;
}

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
                                             const ColumnHeads& heads) const {
  return ListWalk(*this, pieces, heads).walk();
}

}  // namespace muistio
