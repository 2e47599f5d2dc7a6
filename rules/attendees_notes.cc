#include "rules/attendees_notes.h"

#include <algorithm>
#include <array>

#include "corpus/unicode.h"
#include "rules/elative.h"

namespace muistio {
namespace {

std::vector<std::string> folded_words(const std::vector<ListPiece>& pieces, Stretch stretch) {
  std::vector<std::string> words;
  for (std::size_t i = stretch.first; i < stretch.last; ++i) {
    if (pieces[i].kind == PieceKind::word) words.push_back(pieces[i].folded);
  }
  return words;
}

// "pj./ordf" says a role in two languages.
std::vector<std::string> with_slashes_parted(const std::vector<std::string>& words) {
  std::vector<std::string> parted;
  for (const std::string& word : words) {
    for (std::size_t begin = 0; begin <= word.size();) {
      const std::size_t slash = std::min(word.find('/', begin), word.size());
      std::string part = word.substr(begin, slash - begin);
      if (part.ends_with('.')) part.pop_back();
      if (!part.empty()) parted.push_back(std::move(part));
      begin = slash + 1;
    }
  }
  return parted;
}

// "AV" beside Aino Virtanen.
bool are_initials(std::string_view text, const AttendeeEntry& entry) {
  std::string initials;
  for (const std::string& word : entry.words) initials += word.substr(0, next_character(word, 0));
  std::string letters;
  for (const char c : text) {
    if (c != '.' && c != ' ') letters += c;
  }
  return letters == initials;
}

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

// "Esimerkki Oy:stä" is Esimerkki Oy.
std::string without_case_of_form(const AttendeeWords& words, const std::string& text) {
  for (const std::string_view ending : {":stä", ":sta", ":n", ":ltä"}) {
    if (!text.ends_with(ending)) continue;
    const std::string name = text.substr(0, text.size() - ending.size());
    const std::size_t space = name.rfind(' ');
    if (space != name.npos && words.is_company_form(lower_case(name.substr(space + 1))))
      return name;
  }
  return text;
}

// "3:12" of a farm.
bool is_land(std::string_view word) {
  const std::size_t colon = word.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < word.size() &&
         word.find_first_not_of("0123456789:") == std::string_view::npos;
}

}  // namespace

std::optional<Role> role_named(std::string_view value) {
  struct Named {
    std::string_view value;
    Role role;
  };
  static constexpr std::array roles{
      Named{"chair", Role::chair},         Named{"vice_chair", Role::vice_chair},
      Named{"secretary", Role::secretary}, Named{"presenter", Role::presenter},
      Named{"deputy", Role::deputy},       Named{"member", Role::member},
      Named{"inspector", Role::inspector}, Named{"teller", Role::other},
      Named{"expert", Role::expert},       Named{"other", Role::other},
      Named{"others", Role::other},
  };
  for (const Named& named : roles) {
    if (named.value == value) return named.role;
  }
  return std::nullopt;
}

std::string NoteReader::text_of(const std::vector<ListPiece>& pieces, Stretch stretch) const {
  if (stretch.empty()) return {};
  std::size_t end = pieces[stretch.last - 1].span.end;
  if (pieces[stretch.last - 1].dot && pieces[stretch.last - 1].folded.size() < 6) ++end;
  return single_spaced(passage_.at({pieces[stretch.first].span.begin, end}));
}

bool NoteReader::may_begin_role(const std::vector<ListPiece>& pieces, Stretch stretch) const {
  for (std::size_t i = stretch.first; i < stretch.last; ++i) {
    if (pieces[i].kind == PieceKind::word)
      return words_.may_begin(AttendeeList::role, pieces[i].folded);
  }
  return false;
}

std::optional<Role> NoteReader::role_of(const std::vector<ListPiece>& pieces,
                                        Stretch stretch) const {
  const auto words =
      may_begin_role(pieces, stretch) ? folded_words(pieces, stretch) : std::vector<std::string>();
  if (words.empty()) return std::nullopt;
  const std::string_view value = words_.value_of(AttendeeList::role, joined(words));
  if (!value.empty()) return role_named(value);
  // "pöytäkirjantarkastajat ja ääntenlaskijat"
  const auto first = words_.longest_at(AttendeeList::role, words, 0);
  if (first.length == 0 || first.length + 1 >= words.size() ||
      words_.value_of(AttendeeList::conjunction, words[first.length]) != "and")
    return std::nullopt;
  const auto second = words_.longest_at(AttendeeList::role, words, first.length + 1);
  const bool whole = second.length > 0 && first.length + 1 + second.length == words.size();
  return whole ? role_named(first.value) : std::nullopt;
}

bool NoteReader::is_partial(const std::vector<ListPiece>& pieces, Stretch stretch) const {
  for (const std::string& word : folded_words(pieces, stretch)) {
    if (words_.has(AttendeeList::partial, word) || word.starts_with("§")) return true;
  }
  return false;
}

// The last word of a title is one: "vt. sivistysjohtaja", "kunnanhallituksen puheenjohtaja".
bool NoteReader::is_job_title(const std::vector<ListPiece>& pieces, Stretch stretch) const {
  const auto words = folded_words(pieces, stretch);
  if (words.empty() || words.size() > 6) return false;
  if (words_.ends_in(AttendeeList::title, "title", words.back())) return true;
  if (pieces[stretch.last - 1].dot && words_.ends_in(AttendeeList::title, "short", words.back()))
    return true;
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return words_.value_of(AttendeeList::title, word) == "prefix";
  });
}

bool NoteReader::is_sign(std::string_view text) {
  return text.find_first_not_of("./:*+~&-") == std::string_view::npos;
}

bool NoteReader::is_noun(const ListPiece& piece) const {
  const auto& readings = passage_.language.readings(piece.folded);
  return std::any_of(readings.begin(), readings.end(), [](const Reading& reading) {
    return reading.known && reading.word_class == WordClass::noun && !reading.plural &&
           reading.inflection == Case::nominative;
  });
}

bool NoteReader::are_people(const std::vector<ListPiece>& pieces, Stretch stretch) const {
  constexpr std::size_t most_words = 3;
  if (stretch.empty() || stretch.size() > most_words) return false;
  const auto words = folded_words(pieces, stretch);
  if (words.size() != stretch.size() || words.back().size() < 5) return false;
  if (words_.ends_in(AttendeeList::organisation, "organisation", words.back())) return false;
  if (!starts_upper(passage_.at(pieces[stretch.first].span))) return false;
  const bool group = words_.ends_in(AttendeeList::people, "group", words.back());
  const auto& readings = passage_.language.readings(words.back());
  return group || std::any_of(readings.begin(), readings.end(), [](const Reading& reading) {
           return reading.known && reading.word_class == WordClass::noun && reading.plural &&
                  reading.inflection == Case::nominative && !reading.possessive;
         });
}

bool NoteReader::is_before_name(const std::vector<ListPiece>& pieces, Stretch stretch) const {
  if (stretch.empty() || role_of(pieces, stretch) || is_job_title(pieces, stretch)) return true;
  return stretch.size() == 1 && words_.has(AttendeeList::presence, pieces[stretch.first].folded);
}

bool NoteReader::is_contact(const std::vector<ListPiece>& pieces, Stretch stretch) const {
  const std::string_view text =
      passage_.at({pieces[stretch.first].span.begin, pieces[stretch.last - 1].span.end});
  if (text.find('@') != std::string_view::npos || text.find("(at)") != std::string_view::npos)
    return true;
  const auto words = folded_words(pieces, stretch);
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return words_.has(AttendeeList::contact, word) ||
           word.find_first_not_of("0123456789+-") == std::string::npos;
  });
}

bool NoteReader::add_mark(const std::vector<ListPiece>& pieces, Stretch stretch,
                          AttendeeEntry& entry) const {
  const std::string text = joined(folded_words(pieces, stretch));
  const std::string_view value = words_.value_of(AttendeeList::presence, text);
  if (value.empty()) return false;
  if (value == "remote") {
    entry.remote = true;
  } else {
    entry.presence = value == "present" ? Presence::present : Presence::absent;
  }
  return true;
}

// "pj", "puheenjohtaja & sihteeri", "varajäsen": every word belongs to a role.
bool NoteReader::add_roles(const std::vector<ListPiece>& pieces, Stretch stretch,
                           AttendeeEntry& entry) const {
  const auto words = with_slashes_parted(folded_words(pieces, stretch));
  std::set<Role> roles;
  for (std::size_t at = 0; at < words.size();) {
    const auto found = words_.longest_at(AttendeeList::role, words, at);
    if (found.length > 0) {
      if (const auto role = role_named(found.value)) roles.insert(*role);
      if (found.value == "vice_chair" || found.value == "teller" || found.value == "other") {
        std::string title = words[at];
        for (std::size_t i = 1; i < found.length; ++i) title += ' ' + words[at + i];
        entry.titles.push_back(title);
      }
      at += found.length;
    } else if (words_.value_of(AttendeeList::conjunction, words[at]) == "and") {
      ++at;
    } else {
      return false;
    }
  }
  entry.roles.insert(roles.begin(), roles.end());
  return !roles.empty();
}

// "ledamot §§ 14–19": a role and then a time.
Stretch NoteReader::after_role(const std::vector<ListPiece>& pieces, Stretch stretch,
                               AttendeeEntry& entry) const {
  const auto role = words_.longest_at(AttendeeList::role, folded_words(pieces, stretch), 0);
  if (role.length == 0 || role.length >= stretch.size() || !is_partial(pieces, stretch))
    return stretch;
  add_roles(pieces, {stretch.first, stretch.first + role.length}, entry);
  return {stretch.first + role.length, stretch.last};
}

// "joka toimi sihteerinä"
bool NoteReader::add_clause(const std::vector<ListPiece>& pieces, Stretch stretch,
                            AttendeeEntry& entry) const {
  const auto words = folded_words(pieces, stretch);
  if (words_.value_of(AttendeeList::conjunction, words.front()) != "relative") return false;
  for (std::size_t at = 1; at < words.size(); ++at) {
    const auto office = words_.longest_at(AttendeeList::office, words, at);
    const auto act = words_.longest_at(AttendeeList::role, words, at);  // "joka laati muistion"
    if (office.length == 0 && act.length < 2) continue;
    if (const auto role = role_named(office.length > 0 ? office.value : act.value))
      entry.roles.insert(*role);
  }
  return true;
}

// "Kosken kunnasta" is Kosken kunta.
std::string NoteReader::without_elative(const std::string& text) const {
  const std::size_t last = text.rfind(' ') == text.npos ? 0 : text.rfind(' ') + 1;
  const auto nominative =
      nominative_of_elative(passage_.language, std::string_view(text).substr(last));
  return nominative ? text.substr(0, last) + *nominative : text;
}

// "kunta", "vesi- ja ympäristöpiiri", "kaupungin kirjasto", "kunnan tekninen toimisto"
bool NoteReader::names_organisation(const std::vector<std::string>& words) const {
  if (!words_.ends_in(AttendeeList::organisation, "organisation", words.back())) return false;
  constexpr std::size_t most_words = 3;
  if (words.size() == 1) return true;
  if (words.size() > most_words) return false;
  if (words.front().ends_with('-'))
    return words_.value_of(AttendeeList::conjunction, words[1]) == "and";
  const auto& readings = passage_.language.readings(words.front());
  return std::any_of(readings.begin(), readings.end(), [](const Reading& reading) {
    return reading.known && reading.inflection == Case::genitive;
  });
}

bool NoteReader::add(const std::vector<ListPiece>& pieces, Stretch stretch, bool in_brackets,
                     AttendeeEntry& entry) const {
  while (!stretch.empty() && pieces[stretch.first].kind != PieceKind::word) ++stretch.first;
  while (!stretch.empty() && pieces[stretch.last - 1].kind != PieceKind::word) --stretch.last;
  if (stretch.empty()) return true;
  // "A ja B (Kunta, jälkimmäinen siht.)": B is whom it is said of.
  if (stretch.size() > 1 && words_.has(AttendeeList::latter, pieces[stretch.first].folded))
    return add(pieces, {stretch.first + 1, stretch.last}, in_brackets, entry);
  if (stretch.size() > 1 &&
      (pieces[stretch.last - 1].folded == "x" || pieces[stretch.last - 1].folded == "-")) {
    add_mark(pieces, {stretch.last - 1, stretch.last}, entry);  // "siht. x"
    --stretch.last;
  }
  if (add_mark(pieces, stretch, entry) || add_clause(pieces, stretch, entry)) return true;
  if (stretch.size() == 1 && words_.has(AttendeeList::undersigned, pieces[stretch.first].folded))
    return true;  // Whom the signature names.
  AttendeeEntry with_roles = entry;
  if (add_roles(pieces, stretch, with_roles)) {
    entry = std::move(with_roles);
    return true;
  }
  const std::string text = text_of(pieces, stretch);
  const Stretch rest = after_role(pieces, stretch, entry);
  if (rest.first > stretch.first) return add(pieces, rest, in_brackets, entry);
  if (is_partial(pieces, stretch)) {
    entry.partial = entry.partial ? *entry.partial + ", " + text : text;
    return true;
  }
  if (is_contact(pieces, stretch) || is_sign(text)) return true;
  if (is_job_title(pieces, stretch)) {
    entry.titles.push_back(text);
    return true;
  }
  // A role may stand beside other words: "jäsen Jyväskylä", "Org siht.".
  const auto words = folded_words(pieces, stretch);
  bool absent = false;
  for (std::size_t at = 0; at < words.size() && words.size() < 6; ++at) {
    const std::string_view value = words_.value_of(AttendeeList::presence, words[at]);
    if (value == "remote" && words.size() <= 3) entry.remote = true;
    absent |= value == "absent" && words[at].size() > 3;
  }
  if (absent) entry.presence = Presence::absent;
  if (absent && !starts_upper(text)) return true;  // "oli estynyt"
  if (entry.remote && words.size() <= 3 && !starts_upper(text)) return true;
  if (words_.value_of(AttendeeList::conjunction, words.front()) == "and") return true;
  if (has_digit(text.substr(0, 1)) || (words.front().size() < 3 && has_digit(words.back())))
    return true;  // "120 osaketta", "A 1"
  if (is_land(words.back())) return true;
  if (words_.has(AttendeeList::sent_by, words.front()) && words.size() > 1) {
    entry.organisations.push_back(text.substr(text.find(' ') + 1));
    return true;
  }
  // "Aino Aalto, poliisi": some organisations are written small.
  const bool names_something = starts_upper(text) || names_organisation(words);
  if (!names_something && !in_brackets) {
    if (words.size() <= 5) entry.titles.push_back(text);
    return words.size() <= 5;
  }
  if (!names_something && words.size() <= 2) {
    entry.titles.push_back(text);
    return true;
  }
  if (words.size() <= 10 && !are_initials(text, entry))
    entry.organisations.push_back(without_elative(without_case_of_form(words_, text)));
  return words.size() <= 10;
}

}  // namespace muistio
