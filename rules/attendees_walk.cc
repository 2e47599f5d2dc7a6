#include "rules/attendees_walk.h"

#include <algorithm>

#include "corpus/unicode.h"

namespace muistio {

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
    case ColumnHead::second_day:
      if (marked) entry.presence = Presence::present;
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
      if (notes_.role_of(pieces_, stretch))  // "Edustaa | puheenjohtaja"
        notes_.add(pieces_, stretch, false, entry);
      else
        entry.organisations.push_back(notes_.text_of(pieces_, stretch));
      return true;
    case ColumnHead::proxy:
      take_proxy(stretch);
      return true;
    case ColumnHead::title:
      if (mark.roles.empty())
        entry.titles.push_back(notes_.text_of(pieces_, stretch));
      else
        notes_.add(pieces_, stretch, false, entry);
      return true;
    case ColumnHead::contact:  // "Huom.": what else may be said there counts, titles do not.
      entry.roles.insert(mark.roles.begin(), mark.roles.end());
      entry.remote |= mark.remote;
      if (!entry.partial) entry.partial = mark.partial;
      return true;
    case ColumnHead::other:
      notes_.add(pieces_, stretch, false, entry);
      return true;
    default:
      return false;
  }
}

void ListWalk::take_note(Stretch stretch, bool in_brackets) {
  if (take_replaced(stretch, in_brackets)) return;
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

// "A, B (poissa: C ja D)"
bool ListWalk::begins_absent_in_brackets(std::size_t open) const {
  if (kind_at(open + 1) != PieceKind::word || kind_at(open + 2) != PieceKind::colon) return false;
  const Stretch names = stretch_at(open + 3);
  return reader_.words().value_of(AttendeeList::heading, pieces_[open + 1].folded) == "absent" &&
         reader_.find_name(pieces_, names.first, names.last).has_value();
}

// "Aino, Otso ja Sari (Pekka ei päässyt)"
bool ListWalk::tells_of_absent(std::size_t open) const {
  const Stretch inside = stretch_at(open + 1);
  if (inside.size() < 2 || !reader_.look(pieces_[inside.first]).may_name()) return false;
  const auto name = reader_.find_name(pieces_, inside.first, inside.last);
  const std::size_t behind = name && name->first == inside.first ? name->last : inside.first + 1;
  std::string rest;
  for (std::size_t i = behind; i < inside.last; ++i)
    rest += (rest.empty() ? "" : " ") + pieces_[i].folded;
  return reader_.words().value_of(AttendeeList::presence, rest) == "absent";
}

// "Aino Esimerkki | (Otso Malli)" in columns of members and deputies: who of the two came.
bool ListWalk::is_absent_cell(std::size_t open) const {
  const bool pairs = std::any_of(heads_.begin(), heads_.end(), [](const auto& head) {
    return head.second == ColumnHead::deputy;
  });
  const auto ends_cell = [](PieceKind kind) {
    return kind == PieceKind::cell || kind == PieceKind::hard_break;
  };
  if (!pairs || (open > 0 && !ends_cell(pieces_[open - 1].kind))) return false;
  const Stretch name = stretch_at(open + 1);
  if (kind_at(name.last) != PieceKind::close) return false;
  if (name.last + 1 < pieces_.size() && !ends_cell(pieces_[name.last + 1].kind)) return false;
  return reader_.find_name(pieces_, name.first, name.last).has_value();
}

void ListWalk::take_brackets(std::size_t open) {
  if (is_absent_cell(open)) {
    sticky_presence_ = Presence::absent;
    in_absent_brackets_ = true;
    at_ = open + 1;
    return;
  }
  const bool label = begins_absent_in_brackets(open);
  if (label || tells_of_absent(open)) {
    end_line();
    sticky_presence_ = Presence::absent;
    in_absent_brackets_ = true;
    at_ = open + (label ? 3 : 1);
    return;
  }
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
    raws_[*current_].organisation_in_brackets |= found.size() > organisations;
  }
  at_ = std::min(close + 1, pieces_.size());
}

// "A, B; poissa: C"
std::optional<Presence> ListWalk::presence_under(Stretch label) const {
  std::string text;
  for (std::size_t i = label.first; i < label.last; ++i)
    text += (text.empty() ? "" : " ") + pieces_[i].folded;
  const std::string_view value = reader_.words().value_of(AttendeeList::heading, text);
  if (value == "absent") return Presence::absent;
  if (value == "present") return Presence::present;
  const std::string& first = pieces_[label.first].folded;  // "Ei saapunut paikalle:"
  if (reader_.words().value_of(AttendeeList::presence, first) == "absent" && label.size() > 1 &&
      first.size() > 1)
    return Presence::absent;
  return std::nullopt;
}

void ListWalk::take_label(Stretch stretch) {
  sticky_role_.reset();
  line_role_.reset();
  line_organisations_.clear();
  group_organisation_.reset();
  if (const auto role = notes_.role_of(pieces_, stretch)) {
    set_sticky(*role, stretch);
    line_role_ = role;
    line_role_column_ = pieces_[stretch.first].column;
    return;
  }
  AttendeeEntry label;
  if (const auto presence = presence_under(stretch)) {
    sticky_presence_ = presence;
    return;
  }
  // "Rakennuttaja: Aino Esimerkki (pj), Otso Malli": a party to the work, whoever came for it.
  const bool party = stretch.size() == 1 && reader_.words().ends_in(AttendeeList::party, "party",
                                                                    pieces_[stretch.first].folded);
  if (party) {
    line_organisations_ = {notes_.text_of(pieces_, stretch)};
    return;
  }
  if (notes_.is_job_title(pieces_, stretch)) return pending_.push_back(stretch);
  if (notes_.are_people(pieces_, stretch)) return;
  if (!notes_.add(pieces_, stretch, false, label) || !label.roles.empty()) return;
  line_organisations_ = label.organisations;
  const bool alone_in_line = !named_in_line_ && kind_at(stretch.last) == PieceKind::colon &&
                             kind_at(stretch.last + 1) == PieceKind::hard_break;
  if (alone_in_line && !label.organisations.empty())
    group_organisation_ = label.organisations.front();
}

// "Urakoitsijan edustajat (Rakennus Oy):" and in the lines below who they are.
bool ListWalk::take_party_in_brackets(Stretch party) {
  if (kind_at(party.last) != PieceKind::open || named_in_line_) return false;
  if (!notes_.are_people(pieces_, party)) return false;
  const Stretch inside = stretch_at(party.last + 1);
  if (inside.empty() || kind_at(inside.last) != PieceKind::close ||
      kind_at(inside.last + 1) != PieceKind::colon ||
      reader_.find_name(pieces_, inside.first, inside.last))
    return false;
  const std::string name = notes_.text_of(pieces_, inside);
  at_ = inside.last + 2;
  group_organisation_ = starts_upper(name) ? std::optional(name) : std::nullopt;
  if (kind_at(at_) != PieceKind::hard_break && group_organisation_) line_organisations_ = {name};
  return true;
}

void ListWalk::give_organisations_of_groups() {
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (raws_[i].group && entries_[i].organisations.empty())
      entries_[i].organisations = {*raws_[i].group};
  }
}

// "Kunta – Aino Esimerkki, Otso Malli": of both.
bool ListWalk::is_organisation_before_dash(Stretch stretch) const {
  if (kind_at(stretch.last) != PieceKind::dash || named_in_line_ || !pending_.empty()) return false;
  if (kind_at(stretch.last + 1) != PieceKind::word || notes_.role_of(pieces_, stretch) ||
      notes_.is_job_title(pieces_, stretch))
    return false;
  const Stretch next = stretch_at(stretch.last + 1);
  const auto name = reader_.find_name(pieces_, next.first, next.last);
  return name && name->first == next.first && name->score >= 1.5;
}

void ListWalk::take_stretch(Stretch stretch) {
  if (head_of(stretch) == ColumnHead::organisation) {  // "Latu ja Polku ry" is one.
    while (stretch.last < pieces_.size() && is_word(pieces_[stretch.last])) ++stretch.last;
  }
  at_ = stretch.last;
  if (is_conjunction(stretch.first)) {
    after_conjunction_ = true;
    ++stretch.first;
    std::erase_if(pending_, [&](const Stretch& note) {  // "liitteen mukaiset ja Aino Esimerkki"
      return !notes_.role_of(pieces_, note) && !notes_.is_job_title(pieces_, note);
    });
    if (stretch.empty()) return;
  }
  const auto head = head_of(stretch);
  if (head && take_half_of_name(stretch, *head)) return;
  const bool names_here = !head || *head == ColumnHead::name || *head == ColumnHead::deputy ||
                          (*head == ColumnHead::proxy && !named_in_line_);
  if (head == ColumnHead::organisation && !named_in_line_) {  // Of all who stand in the row.
    line_organisations_ = row_organisations_ = {notes_.text_of(pieces_, stretch)};
    return;
  }
  if (!names_here) return take_note(stretch, false);
  const auto name = reader_.find_name(pieces_, stretch.first, stretch.last);
  const bool heads_lines = kind_at(at_) == PieceKind::colon && !named_in_line_ &&
                           kind_at(at_ + 1) == PieceKind::hard_break;  // "Leader Karjala:"
  if (heads_lines ||
      (!name && (kind_at(at_) == PieceKind::colon || is_organisation_before_dash(stretch))))
    return take_label(stretch);
  if (!name && take_party_in_brackets(stretch)) return;
  const bool beside = named_in_line_ && current_ && !entries_[*current_].weak && !many_in_line_ &&
                      line_organisations_.empty();  // Whom they stand for was told in front.
  if (name && begins_with_replaced(stretch)) {
    const bool warrant = reader_.words().value_of(AttendeeList::replaces,
                                                  pieces_[stretch.first].folded) == "warrant";
    if (warrant && after_conjunction_)  // "Aino ja valtakirjalla Otso": it is not of the last.
      return take_name({name->first, stretch.last}, *name, false);
    if (take_replaced(stretch)) return;
  }
  // "ja P. Kukkola": behind a conjunction a new person, not more about the last.
  const bool initialled = name && after_conjunction_ && reader_.look(pieces_[name->first]).initial;
  if (name && (initialled || !(name->score < 1.5 && beside)))
    return take_name_under(head, stretch, *name);
  if (!name && named_in_line_ && take_replaced(stretch)) return;
  if (!name && take_surname_first(stretch)) return;
  if (!name && take_single(stretch)) return;
  take_note(stretch, false);
}

// Who stands under the head of those who came was there.
void ListWalk::take_name_under(std::optional<ColumnHead> head, Stretch stretch,
                               EntryReader::NameAt name) {
  take_name(stretch, name, false);
  if (head == ColumnHead::proxy) entries_.back().presence = Presence::present;
}

void ListWalk::end_line() {
  if (named_in_line_) line_role_.reset();  // A label alone in its line holds for the next.
  named_in_line_ = false;
  line_organisations_.clear();
  pending_.clear();
  ++line_;
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
      case PieceKind::close:
        if (in_absent_brackets_) sticky_presence_.reset();
        in_absent_brackets_ = false;
        ++at_;
        break;
      case PieceKind::semicolon:
        if (semicolons_part_) end_line();
        ++at_;
        break;
      case PieceKind::hard_break:
        end_line();
        ++at_;
        break;
      default:
        ++at_;
    }
  }
  part_organisations();
  settle_orders();
  spread_over_lines();
  spread_organisations();
  give_organisations_of_groups();
  return std::move(entries_);
}

// "Aino Esimerkki Karvi" in a list of "Otso Malli OPH": the third word is whom the person stands
// for.
void ListWalk::part_organisations() {
  constexpr std::ptrdiff_t fewest = 2;
  const auto stands_beside = [&](std::size_t i) {  // No comma between the two.
    const auto& name = raws_[i].name;
    return name && name->last - name->first == 2 && !entries_[i].organisations.empty() &&
           kind_at(name->last) == PieceKind::word;
  };
  std::ptrdiff_t beside = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) beside += stands_beside(i);
  if (beside < fewest) return;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    auto& name = raws_[i].name;
    if (!name || name->last - name->first != 3 || !entries_[i].organisations.empty()) continue;
    const WordLook& second = reader_.look(pieces_[name->first + 1]);
    const WordLook& third = reader_.look(pieces_[name->last - 1]);
    const bool name_goes_on = second.given || second.particle || third.given || third.surname;
    if (!reader_.look(pieces_[name->first]).given || name_goes_on) continue;
    --name->last;
    entries_[i].organisations = {notes_.text_of(pieces_, {name->last, name->last + 1})};
    entries_[i].span.end = pieces_[name->last - 1].span.end;
    entries_[i].words = reader_.name_words(pieces_, *name, false);
  }
}

// The names of a list mostly stand in one order. An entry's own words decide where they are
// clear, unless nearly all others stand the other way.
void ListWalk::settle_orders() {
  // "Kari Kuisma": of two given names, of which the first is a surname, too.
  constexpr double surely = -1;
  double natural = 0, reversed = 0, surely_reversed = 0;
  for (const Raw& raw : raws_) {
    if (!raw.name) continue;
    const double order = reader_.order_of(pieces_, *raw.name);
    if (order > 0) natural += 1;
    if (order < 0) reversed += 1;
    if (order <= surely) surely_reversed += 1;
  }
  if (surely_reversed == 0) reversed = 0;
  const bool mostly_reversed = reversed > natural;
  const double most = std::max(natural, reversed), least = std::min(natural, reversed);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (raws_[i].as_the_rest && mostly_reversed && entries_[i].words.size() == 2)
      std::swap(entries_[i].words[0], entries_[i].words[1]);
    if (!raws_[i].name) continue;
    const double order = reader_.order_of(pieces_, *raws_[i].name);
    const bool own = order >= 1.5 || order <= -1.5 || most < 3 || least * 3 > most;
    const bool tells = order > 0 || order <= surely || mostly_reversed;
    const bool turned = order == 0 || !own ? mostly_reversed : tells && order < 0;
    entries_[i].words = reader_.name_words(pieces_, *raws_[i].name, turned);
    entries_[i].order = order;
    entries_[i].turned = turned;
  }
}

// "A, B (Org)" and in other lines "C (Org)", "D, E (Org)": who stand in a line before its brackets
// are from there, too, where every line of several ends in such brackets and has no others.
void ListWalk::spread_over_lines() {
  constexpr std::size_t fewest_lines = 2;
  std::size_t lines = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const bool last = i + 1 == entries_.size() || raws_[i + 1].line != raws_[i].line;
    const bool alone = last && (i == 0 || raws_[i - 1].line != raws_[i].line);
    if (raws_[i].organisation_in_brackets != last && !(alone && entries_[i].organisations.empty()))
      return;
    lines += last && raws_[i].organisation_in_brackets;
  }
  if (lines < fewest_lines) return;
  for (std::size_t i = entries_.size(); i-- > 1;) {
    AttendeeEntry& before = entries_[i - 1];
    if (raws_[i - 1].line == raws_[i].line && before.organisations.empty() &&
        before.titles.empty() && !before.replaced_by)
      before.organisations = entries_[i].organisations;
  }
}

// "A, B ja C (Org)" gives Org to all three, where the list names organisations this way.
void ListWalk::spread_organisations() {
  const auto with = std::count_if(entries_.begin(), entries_.end(), [](const AttendeeEntry& entry) {
    return !entry.organisations.empty();
  });
  for (std::size_t i = entries_.size(); i-- > 1;) {
    if (!joined_[i] || entries_[i].organisations.empty() || raws_[i].sent_by_side) continue;
    if (with < 2 && (i + 1 != entries_.size() || !entries_[i].titles.empty())) continue;
    for (std::size_t k = i; k-- > 0;) {
      AttendeeEntry& before = entries_[k];
      if (!before.organisations.empty() || !before.titles.empty() || before.replaced_by) break;
      if (with < 2 && !before.roles.empty()) break;
      before.organisations = entries_[i].organisations;
    }
  }
}

}  // namespace muistio
