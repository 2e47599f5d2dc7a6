// Names of a list, and the entries they begin.
#include <algorithm>
#include <utility>

#include "corpus/unicode.h"
#include "rules/attendees_walk.h"

namespace muistio {
namespace {

constexpr std::size_t most_entries = 2000;

}  // namespace

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
  if (line_role_ && entry.column >= line_role_column_)  // It is not of those to the left of it.
    entry.roles.insert(*line_role_);
  else if (sticky_role_ && entry.roles.empty())
    entry.roles.insert(*sticky_role_);
  // A cell of organisations that is as high as several rows, or empty below, names that of all.
  const bool beside =
      !pending_.empty() && !named_in_line_ && pieces_[pending_[0].first].column < entry.column;
  const bool from_above =
      line_organisations_.empty() && pending_.empty() && !named_in_line_ && entry.column > 0;
  const auto& organisations = from_above ? row_organisations_ : line_organisations_;
  entry.organisations.insert(entry.organisations.end(), organisations.begin(), organisations.end());
  for (const Stretch& note : pending_) notes_.add(pieces_, note, false, entry);
  if (beside) row_organisations_ = entry.organisations;
  if (!after_conjunction_ && !sent_by_side_) side_.reset();
  if (side_ && !sent_by_side_ && entry.organisations.empty()) {
    entry.organisations = {*side_};
    sent_by_side_ = true;
  }
  if (!entry.presence) entry.presence = sticky_presence_;
  pending_.clear();
  entries_.push_back(std::move(entry));
  raws_.push_back(
      {name, false, std::exchange(sent_by_side_, false), line_, false, group_organisation_});
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
  // "A, B, pois C": of whom the word stands before, and of those that follow.
  if (stretch.size() == 1) {
    const std::string_view value =
        reader_.words().value_of(AttendeeList::heading, pieces_[stretch.first].folded);
    if (value == "absent") sticky_presence_ = Presence::absent;
    entry.remote |= value == "remote";
    if (value == "absent" || value == "remote") return;
  }
  // "poissa huoltoyhtiön Aino Esimerkki"
  if (reader_.words().value_of(AttendeeList::heading, pieces_[stretch.first].folded) == "absent") {
    sticky_presence_ = Presence::absent;
    ++stretch.first;
  }
  stretch = past_side(stretch, entry);
  if (stretch.empty()) return;
  // "kaikki jäsenet paitsi Aino Esimerkki"
  const std::string& last = pieces_[stretch.last - 1].folded;
  if (last.size() > 3 && reader_.words().value_of(AttendeeList::presence, last) == "absent") {
    sticky_presence_ = Presence::absent;
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
  if (const auto capacity = base_in_case(stretch, Case::essive))  // "kuvaajana Aino"
    entry.titles.push_back(*capacity);
  else if (const auto source = base_in_case(stretch, Case::elative))  // "kunnasta Aino Esimerkki"
    entry.organisations.push_back(*source);
  else if (const auto owner =
               base_in_case(stretch, Case::genitive))  // "huoltoyhtiön Aino Esimerkki"
    entry.organisations.push_back(*owner);
  else if (stretch.size() == 1 && reader_.look(pieces_[stretch.first]).common)
    entry.titles.push_back(notes_.text_of(pieces_, stretch));
  else if (!stretch.empty())
    notes_.add(pieces_, stretch, false, entry);
}

// "työnantajan puolelta johtaja Aino", "oppilaskunnan edustajina Aino ja Otso": for whom these and
// those behind the next conjunction came. What follows it.
Stretch ListWalk::past_side(Stretch stretch, AttendeeEntry& entry) {
  if (stretch.size() < 2) return stretch;
  const std::string_view whose =
      reader_.words().value_of(AttendeeList::side, pieces_[stretch.first + 1].folded);
  if (whose.empty()) return stretch;
  const auto owner = base_in_case({stretch.first, stretch.first + 1}, Case::genitive);
  if (!owner) return stretch;
  entry.organisations.push_back(*owner);
  if (whose == "all") side_ = owner;
  sent_by_side_ = true;
  return {stretch.first + 2, stretch.last};
}

// One word in small letters, in that case and in no other that is read as another word.
std::optional<std::string> ListWalk::base_in_case(Stretch stretch, Case inflection) const {
  if (stretch.size() != 1) return std::nullopt;
  const std::string& word = pieces_[stretch.first].folded;
  if (starts_upper(reader_.passage().at(pieces_[stretch.first].span))) return std::nullopt;
  const Reading& reading = reader_.passage().language.readings(word).front();
  const bool noun = reading.known && reading.word_class == WordClass::noun && !reading.plural;
  return noun && reading.inflection == inflection ? std::optional(reading.base) : std::nullopt;
}

// "oppilaskunnan edustajina Aino", "kuvaajana Aino": in what capacity.
bool ListWalk::tells_capacity(Stretch prefix) const {
  if (prefix.empty()) return false;
  const auto& readings = reader_.passage().language.readings(pieces_[prefix.last - 1].folded);
  return std::any_of(readings.begin(), readings.end(), [](const Reading& one) {
    return one.known && one.word_class == WordClass::noun && one.inflection == Case::essive;
  });
}

void ListWalk::take_name(Stretch stretch, EntryReader::NameAt name, bool reversed_surely) {
  if (is_role_of_one_before(stretch, name.first)) {
    take_note({stretch.first, name.first}, false);
    stretch.first = name.first;
  }
  AttendeeEntry entry = entry_of(name, reversed_surely);
  entry.weak = name.score < 1.5;
  take_prefix({stretch.first, name.first}, entry);
  add_entry(std::move(entry),
            reversed_surely ? std::nullopt : std::optional<EntryReader::NameAt>(name));
  if (name.last < stretch.last) take_note({name.last, stretch.last}, false);
}

// "Halmén, Annika" and "Heikkilä. Marja".
bool ListWalk::take_surname_first(Stretch stretch) {
  // "Otso Malli / SYKE, Aino Virtanen": whom the one before is from.
  if (stretch.first > 0 && pieces_[stretch.first - 1].kind == PieceKind::slash) return false;
  const bool dot = ends_like_comma(stretch.last - 1);
  if (!dot && kind_at(stretch.last) != PieceKind::comma) return false;
  std::size_t first = stretch.first;
  while (first < stretch.last && !reader_.look(pieces_[first]).may_name() &&
         !reader_.look(pieces_[first]).particle) {
    ++first;
  }
  if (surnames_alone_ || first == stretch.last || stretch.last - first > 3) return false;
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
  // "Kari, Pentti, Jorma ja Raija": first names, though one of them is a surname, too.
  if (!surname_comma_given_ && surname.given && full_names_ == 0) return false;
  if (singles_are_names_ && !surname.surname) return false;
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

// "etänä Aino", "poissa Aino"
bool ListWalk::tells_how_present(Stretch prefix) const {
  if (prefix.size() != 1) return false;
  const std::string_view value =
      reader_.words().value_of(AttendeeList::heading, pieces_[prefix.first].folded);
  return value == "remote" || value == "absent";
}

// A first name, a surname with its title, a nickname.
bool ListWalk::take_single(Stretch stretch) {
  std::size_t name = stretch.first;
  const bool handle = is_handle(stretch);
  while (name < stretch.last && !nicknames_ && !handle && !reader_.look(pieces_[name]).may_name())
    ++name;
  if (name == stretch.last) return false;
  const WordLook& look = reader_.look(pieces_[name]);
  if (reader_.words().value_of(AttendeeList::not_name, pieces_[stretch.last - 1].folded) ==
      "company")
    return false;
  const Stretch prefix{stretch.first, name};
  const bool titled =
      !prefix.empty() &&
      (notes_.role_of(pieces_, prefix).has_value() || notes_.is_job_title(pieces_, prefix) ||
       tells_capacity(prefix) || (surnames_alone_ && is_titled_surname({stretch.first, name + 1})));
  const bool plain = prefix.empty() || is_conjunction(stretch.first) || tells_how_present(prefix);
  const bool person = nicknames_ || (look.given && (plain || titled)) ||
                      (titled && (look.surname || surnames_alone_)) ||
                      (plain && singles_are_names_ && !look.inflected) ||
                      (plain && look.given && full_names_ == 0);
  const bool nickname = nicknames_ || handle || is_nickname_among_names(stretch);
  if (!person && !nickname) return false;
  if (!singles_are_names_ && !nickname && !titled && named_in_line_ && !look.given) return false;
  AttendeeEntry entry = entry_of({name, name + 1, 0}, false);
  entry.weak = !look.given && !nickname && !(surnames_alone_ && (look.surname || titled));
  if (const auto next = name_sharing_surname(name)) {
    for (std::size_t i = next->first + 1; i < next->last; ++i)
      entry.words.push_back(name_cased(reader_.passage().at(pieces_[i].span)));
  } else if (const auto before = surname_shared_before(name)) {
    entry.words.push_back(*before);
  }
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

// "Aino ja Otso Virtanen": the name after the conjunction, whose surname belongs to both.
std::optional<EntryReader::NameAt> ListWalk::name_sharing_surname(std::size_t given) const {
  const std::size_t conjunction = given + 1;
  if (singles_are_names_ || !reader_.look(pieces_[given]).given) return std::nullopt;
  if (kind_at(conjunction) != PieceKind::word || !is_conjunction(conjunction)) return std::nullopt;
  const Stretch next = stretch_at(conjunction + 1);
  const auto name = reader_.find_name(pieces_, next.first, next.last);
  const bool whole = name && name->first == next.first && name->last == name->first + 2 &&
                     reader_.look(pieces_[name->first]).given && name->score >= 1.5;
  return whole ? name : std::nullopt;
}

// "Virtanen Aino ja Otso": the surname that stands first belongs to both.
std::optional<std::string> ListWalk::surname_shared_before(std::size_t given) const {
  if (singles_are_names_ || given < 3 || !reader_.look(pieces_[given]).given) return std::nullopt;
  if (!is_word(pieces_[given - 1]) || !is_conjunction(given - 1)) return std::nullopt;
  if (kind_at(given + 1) == PieceKind::word && reader_.look(pieces_[given + 1]).may_name())
    return std::nullopt;
  const auto name = reader_.find_name(pieces_, given - 3, given - 1);
  if (!name || name->last != given - 1 || reader_.order_of(pieces_, *name) >= 0)
    return std::nullopt;
  if (!reader_.look(pieces_[given - 2]).given) return std::nullopt;
  return name_cased(reader_.passage().at(pieces_[name->first].span));
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

// "Virtasen Ainon": where the surname stands first both are inflected.
std::optional<std::vector<std::string>> ListWalk::turned_nominative(
    const std::vector<std::string>& words) const {
  if (words.size() != 2 || reader_.look(words.front()).given) return std::nullopt;
  const std::string surname = nominative({words.front()}).front();
  const std::string given = nominative({words.back()}).front();
  const bool inflected = surname != words.front() && given != words.back();
  if (!inflected || !reader_.look(given).given) return std::nullopt;
  return std::vector{given, surname};
}

// "Aino Virtanen | Otso Malli" in columns of owners and of who came for them, "Aino Virtanen |
// itse".
void ListWalk::take_proxy(Stretch stretch) {
  const std::size_t owner = *current_;
  entries_[owner].presence = Presence::present;
  const auto name = reader_.find_name(pieces_, stretch.first, stretch.last);
  if (!name) return;
  entries_[owner].presence = Presence::absent;
  AttendeeEntry holder = entry_of(*name, false);
  holder.presence = Presence::present;
  add_entry(std::move(holder), name);
}

// "Aino Virtanen | poissa, varajäsen Otso Malli": the deputy came.
bool ListWalk::is_in_stead_of_absent(Stretch stretch) const {
  return follows_comma(stretch) && entries_[*current_].presence == Presence::absent;
}

// Behind a comma in the line of a person.
bool ListWalk::follows_comma(Stretch stretch) const {
  return named_in_line_ && stretch.first > 0 && pieces_[stretch.first - 1].kind == PieceKind::comma;
}

// "Aino Virtanen, valtakirjalla Otso Malli": Otso came in Aino's stead; "Aino Virtanen,
// valtakirjalla Otso Mallin puolesta": whom she stands for is not recorded as there or not.
bool ListWalk::take_warrant(Stretch stretch, std::size_t cue, std::size_t length) {
  const auto name = reader_.find_name(pieces_, cue + length, stretch.last, true);
  const bool others = name && !is_genitive(*name);
  if (others) {
    const std::size_t index = *current_;
    AttendeeEntry holder = entry_of(*name, false);
    add_entry(std::move(holder), name);
    entries_[index].presence = Presence::absent;
  }
  return true;
}

// "i stället för Håkan Wikman", "(Matti Meikäläisen sijasta)": who is named was not there.
bool ListWalk::take_replaced(Stretch stretch, bool in_brackets) {
  std::vector<std::string> words;
  for (std::size_t i = stretch.first; i < stretch.last; ++i) words.push_back(pieces_[i].folded);
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto cue = reader_.words().longest_at(AttendeeList::replaces, words, at);
    if (cue.length == 0 || !current_) continue;
    if (cue.value == "warrant") return take_warrant(stretch, stretch.first + at, cue.length);
    const std::size_t before = stretch.first + at, behind = before + cue.length;
    const bool follows = behind < stretch.last;
    // "Aino Virtanen (tilalla Otso Malli)", "Aino Virtanen, tilalla Otso Malli", but "varajäsen
    // Aino Virtanen"
    const bool either = cue.value == "either", after = cue.value == "after" || either;
    const bool apart = in_brackets || (either && follows_comma(stretch));
    const bool came_instead = apart && follows && at == 0 && after;
    const bool of_the_next = cue.value == "deputy" || (after && !came_instead);
    if (follows && at == 0 && of_the_next && !is_in_stead_of_absent(stretch)) continue;
    auto name = follows ? reader_.find_name(pieces_, behind, stretch.last)
                        : reader_.find_name(pieces_, stretch.first, before, true);
    if (!name) continue;
    AttendeeEntry& here = entries_[*current_];
    if (!follows && !is_genitive(*name)) continue;
    AttendeeEntry other = entry_of(*name, false);
    const auto turned = follows ? std::nullopt : turned_nominative(other.words);
    const bool given_first = !follows && reader_.look(other.words.front()).given;
    if (!follows) other.words = turned.value_or(nominative(other.words));
    const std::size_t index = *current_;
    if (came_instead) here.presence = Presence::absent;
    if (here.presence == Presence::absent) {
      other.roles = {Role::deputy};
      other.presence = Presence::present;
      other.came_instead = true;
    } else {
      other.roles = {Role::member};
      other.presence = Presence::absent;
      other.replaced_by = index;
      here.roles.insert(Role::deputy);
    }
    if (at > 0 && follows) take_note({stretch.first, before}, false);
    const auto sticky = std::exchange(sticky_role_, std::nullopt);
    add_entry(std::move(other), follows ? name : std::nullopt);
    raws_.back().as_the_rest = !follows && !turned && !given_first;
    sticky_role_ = sticky;
    current_ = index;
    return true;
  }
  return false;
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

}  // namespace muistio
