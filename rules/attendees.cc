#include "rules/attendees.h"

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/unicode.h"
#include "rules/attendees_lists.h"
#include "rules/attendees_mending.h"
#include "rules/attendees_people.h"
#include "rules/attendees_sender.h"
#include "rules/attendees_sentences.h"
#include "rules/attendees_signatures.h"

namespace muistio {
namespace {

// Of several roles the first of these is the one that counts.
constexpr std::array role_order{Role::chair,     Role::secretary,  Role::presenter,
                                Role::deputy,    Role::vice_chair, Role::member,
                                Role::inspector, Role::expert,     Role::other};

// Who holds an office, and how surely: what was resolved in the meeting outweighs a list.
struct Holder {
  std::size_t person = 0;
  int weight = 0;
};

class AttendeeFinder {
 public:
  AttendeeFinder(const Passage& passage, const std::vector<AgendaItem>& items, MemoKind kind,
                 std::vector<Issue>& issues)
      : passage_(passage),
        items_(items),
        kind_(kind),
        issues_(issues),
        words_(passage.rulebook.kept<AttendeeWords>()),
        looks_(passage.language, words_),
        reader_(passage, words_, looks_) {}

  std::vector<Attendee> find();

 private:
  void add_lists();
  void add_listed(const ListedEntry& listed);
  bool is_list_annexed() const;
  bool lists_undersigned() const;
  bool list_has(AttendeeList word) const;
  void add_sentences();
  void add_said(const SaidOfPerson& said);
  struct TitleParts {
    std::string organisation, title;
  };
  void add_title(const NameMention& name, ListedPerson& person) const;
  std::optional<TitleParts> organisation_in_title(const std::string& title) const;
  void add_sender();
  void add_signatures();
  std::optional<std::size_t> known(const std::vector<std::string>& words, Span span, bool full);
  bool is_slip(const std::vector<std::string>& one, const std::vector<std::string>& other);
  void mend(std::vector<std::string>& words, Span span);
  void note_spelling(const std::string& one, const std::string& other, Span span);
  bool is_chair_of_body(std::string_view title, std::size_t named_at) const;
  void hold(Role role, std::size_t person, int weight);
  void settle(Role role, std::vector<Holder>& holders);
  Attendee attendee_of(const ListedPerson& person) const;

  const Passage& passage_;
  const std::vector<AgendaItem>& items_;
  MemoKind kind_;
  std::vector<Issue>& issues_;
  const AttendeeWords& words_;
  WordLooks looks_;
  EntryReader reader_;
  AttendeeLists lists_;
  People people_;
  std::vector<Holder> chairs_, secretaries_;
};

std::vector<std::string> distinct(const std::vector<std::string>& texts) {
  std::vector<std::string> kept;
  for (const std::string& text : texts) {
    if (std::find(kept.begin(), kept.end(), text) == kept.end()) kept.push_back(text);
  }
  return kept;
}

void append(std::vector<std::string>& texts, const std::vector<std::string>& more) {
  texts.insert(texts.end(), more.begin(), more.end());
}

// A slip of the pen changes one word of a name into one that is no other name.
bool AttendeeFinder::is_slip(const std::vector<std::string>& one,
                             const std::vector<std::string>& other) {
  for (std::size_t i = 0; i < one.size() && i < other.size(); ++i) {
    if (one[i] == other[i]) continue;
    const WordLook first = looks_.of(one[i]), second = looks_.of(other[i]);
    const bool two_names = (first.given || first.surname) && (second.given || second.surname);
    if (two_names) return false;
  }
  return true;
}

void AttendeeFinder::note_spelling(const std::string& one, const std::string& other, Span span) {
  issues_.push_back({"name_spelt_two_ways",
                     "'" + one + "' and '" + other + "' are taken for one person",
                     evidence_at(passage_.document, span, "", 0).page});
}

std::optional<std::size_t> AttendeeFinder::known(const std::vector<std::string>& words, Span span,
                                                 bool full) {
  if (const auto person = people_.find(words)) return person;
  if (!full) return std::nullopt;
  const auto near = people_.find_spelt_otherwise(words);
  if (!near || !is_slip(words, people_.at(*near).words)) return std::nullopt;
  ListedPerson other;
  other.words = words;
  note_spelling(people_.at(*near).name(), other.name(), span);
  return near;
}

// On a page that OCR read. What was mended is said, never done in silence.
void AttendeeFinder::mend(std::vector<std::string>& words, Span span) {
  const int page = evidence_at(passage_.document, span, "", 0).page;
  const auto found = std::find_if(passage_.document.pages.begin(), passage_.document.pages.end(),
                                  [&](const Page& each) { return each.number == page; });
  if (found == passage_.document.pages.end() || found->source != PageSource::ocr) return;
  for (std::string& word : words) {
    const auto name = mended_name(word, looks_);
    if (!name) continue;
    const bool told = std::any_of(issues_.begin(), issues_.end(), [&](const Issue& issue) {
      return issue.code == "name_mended" &&
             issue.message.find("'" + word + "'") != issue.message.npos;
    });
    if (!told)
      issues_.push_back(
          {"name_mended", "'" + word + "' is taken for '" + *name + "' misread", page});
    word = *name;
  }
}

void AttendeeFinder::hold(Role role, std::size_t person, int weight) {
  if (role == Role::chair) chairs_.push_back({person, weight});
  if (role == Role::secretary) secretaries_.push_back({person, weight});
}

// "neuvottelukunnan puheenjohtaja" in a memo that begins with that body's name, before the person
// is named.
bool AttendeeFinder::is_chair_of_body(std::string_view title, std::size_t named_at) const {
  const std::string folded = lower_case(title);
  const std::size_t space = folded.find(' ');
  if (space == std::string::npos || space < 6) return false;
  if (words_.value_of(AttendeeList::role, folded.substr(space + 1)) != "chair") return false;
  // Without the ending, which gradation may change.
  const std::size_t stem = character_begin(folded, space - 3);
  const std::size_t before = named_at - std::min(named_at, title.size());
  std::size_t head = std::min({passage_.flow.size(), std::size_t{400}, before});
  while (head < passage_.flow.size() && is_inside_character(passage_.flow[head])) --head;
  return lower_case(passage_.flow.substr(0, head)).find(folded.substr(0, stem)) !=
         std::string::npos;
}

void AttendeeFinder::add_listed(const ListedEntry& listed) {
  AttendeeEntry entry = listed.entry;
  mend(entry.words, entry.span);
  auto index = people_.find(entry.words);
  const bool same_list = index && people_.at(*index).list == listed.list &&
                         people_.at(*index).words.size() != entry.words.size();
  if (!index || same_list) {
    ListedPerson person;
    person.words = entry.words;
    person.span = entry.span;
    person.presence = listed.presence;
    person.rule = listed.rule;
    person.confidence = listed.confidence;
    person.list = listed.list;
    index = people_.add(std::move(person));
  } else if (listed.presence == Presence::present) {
    // Named as replaced and listed himself, or in two groups: who was there, was there.
    people_.at(*index).presence = Presence::present;
  }
  ListedPerson& person = people_.at(*index);
  person.roles.insert(entry.roles.begin(), entry.roles.end());
  append(person.titles, entry.titles);
  append(person.organisations, entry.organisations);
  person.remote |= entry.remote;
  if (entry.partial && !person.partial) person.partial = entry.partial;
  for (const Role role : entry.roles) hold(role, *index, 2);
  if (std::any_of(entry.titles.begin(), entry.titles.end(), [&](const std::string& title) {
        return is_chair_of_body(title, entry.span.begin);
      }))
    hold(Role::chair, *index, 1);
}

void AttendeeFinder::add_lists() {
  lists_ = find_lists(reader_, items_);
  for (const ListedEntry& listed : lists_.entries) add_listed(listed);
}

// "Kosken vesiosuuskunnan puheenjohtaja": the organisation and the title, where it is another than
// the one that meets.
void AttendeeFinder::add_title(const NameMention& name, ListedPerson& person) const {
  if (!name.title) return;
  const auto parts = organisation_in_title(*name.title);
  if (!parts || name.organisation || is_chair_of_body(*name.title, name.span.begin)) {
    person.titles.push_back(*name.title);
    return;
  }
  person.organisations.push_back(parts->organisation);
  person.titles.push_back(parts->title);
}

// Names in the genitive, a noun for an organisation, and what somebody is in it.
std::optional<AttendeeFinder::TitleParts> AttendeeFinder::organisation_in_title(
    const std::string& title) const {
  const std::size_t last = title.rfind(' ');
  const std::size_t noun =
      last == title.npos || last == 0 ? title.npos : title.rfind(' ', last - 1);
  if (noun == title.npos || !starts_upper(title)) return std::nullopt;
  for (const Reading& reading :
       passage_.language.readings(std::string_view(title).substr(noun + 1, last - noun - 1))) {
    if (!reading.known || reading.inflection != Case::genitive || reading.plural) continue;
    const std::string base = lower_case(reading.base);
    const bool body = words_.ends_in(AttendeeList::organisation, "body", base);
    if (!body && words_.ends_in(AttendeeList::organisation, "organisation", base))
      return TitleParts{title.substr(0, noun + 1) + base, title.substr(last + 1)};
  }
  return std::nullopt;
}

void AttendeeFinder::add_said(const SaidOfPerson& read) {
  SaidOfPerson said = read;
  if (!said.name.person) mend(said.name.words, said.name.span);
  auto index = known(said.name.words, said.name.span, said.name.full);
  if (!index) {
    if (!said.adds || !said.name.full) return;
    ListedPerson person;
    person.words = said.name.words;
    person.span = said.name.span;
    person.presence = said.presence;
    person.rule = said.rule;
    person.confidence = said.confidence;
    index = people_.add(std::move(person));
  }
  ListedPerson& person = people_.at(*index);
  if (said.partial && !person.partial) person.partial = said.partial;
  if (!person.list) add_title(said.name, person);
  if (said.name.organisation && !person.list)
    person.organisations.push_back(*said.name.organisation);
  if (said.name.title && is_chair_of_body(*said.name.title, said.name.span.begin))
    hold(Role::chair, *index, 1);
  if (!said.role) return;
  const bool office = is_officer(*said.role);
  if (!office) {
    person.roles.insert(*said.role);
  } else if (!said.limited || (*said.role == Role::chair && chairs_.empty())) {
    const int weight = said.of_the_meeting && !said.limited ? 4 : 1;
    hold(*said.role, *index, said.proposed ? 0 : weight);
  }
}

bool AttendeeFinder::lists_undersigned() const {
  return list_has(AttendeeList::undersigned);
}

// "Läsnä: ääniluettelon (liite 1) mukaiset osakkaat. Lisäksi A ja B": most stand elsewhere.
bool AttendeeFinder::is_list_annexed() const {
  return list_has(AttendeeList::annex);
}

bool AttendeeFinder::list_has(AttendeeList word) const {
  return std::any_of(lists_.extents.begin(), lists_.extents.end(), [&](const Span& list) {
    const auto pieces = pieces_of(reader_.passage(), list);
    return std::any_of(pieces.begin(), pieces.end(), [&](const ListPiece& piece) {
      return is_word(piece) && words_.has(word, piece.folded);
    });
  });
}

void AttendeeFinder::add_sentences() {
  if (kind_ == MemoKind::letter || kind_ == MemoKind::agenda || kind_ == MemoKind::notice) return;
  const bool listed =
      std::any_of(lists_.entries.begin(), lists_.entries.end(),
                  [](const ListedEntry& entry) {
                    return entry.rule != "attendee.role_label";  // Which names officers alone.
                  }) &&
      !is_list_annexed();
  const SentenceContext context{reader_, people_, items_, lists_.extents, kind_, listed};
  for (const SaidOfPerson& said : find_in_sentences(context)) add_said(said);
}

// Who sent the memo wrote it, and the list may have the first name alone.
void AttendeeFinder::add_sender() {
  if (kind_ != MemoKind::memo) return;
  auto sender = find_sender(reader_);
  if (!sender && lists_undersigned()) sender = find_undersigned(reader_);
  auto index = sender ? people_.find(sender->words) : std::nullopt;
  if (sender && !index && lists_undersigned()) {  // "Paikalla Otso Malli ja allekirjoittanut"
    ListedPerson person;
    person.words = sender->words;
    person.span = sender->span;
    person.rule = "attendee.sender";
    person.confidence = 0.85;
    index = people_.add(std::move(person));
  }
  if (!index || people_.at(*index).presence == Presence::absent) return;
  people_.complete(*index, sender->words);
  if (secretaries_.empty()) hold(Role::secretary, *index, 1);
}

void AttendeeFinder::add_signatures() {
  if (kind_ != MemoKind::minutes && kind_ != MemoKind::memo) return;
  for (Signature signature : find_signatures(reader_, items_)) {
    mend(signature.words, signature.span);
    auto index = known(signature.words, signature.span, true);
    if (!index) {
      ListedPerson person;
      person.words = signature.words;
      person.span = signature.span;
      person.rule = "attendee.signature";
      person.confidence = 0.85;
      index = people_.add(std::move(person));
    }
    if (signature.role == Role::inspector) people_.at(*index).roles.insert(signature.role);
    hold(signature.role, *index, 3);
  }
}

// Who was elected is the chair; who only chairs the body is not.
void AttendeeFinder::settle(Role role, std::vector<Holder>& holders) {
  if (holders.empty()) return;
  int most = 0;
  for (const Holder& holder : holders) {
    if (people_.at(holder.person).presence != Presence::absent)
      most = std::max(most, holder.weight);
  }
  for (const Holder& holder : holders) people_.at(holder.person).roles.erase(role);
  bool held = false;
  for (const Holder& holder : holders) {
    ListedPerson& person = people_.at(holder.person);
    if (person.presence == Presence::absent || holder.weight < most) continue;
    if (role == Role::chair && held) continue;
    person.roles.insert(role);
    held = true;
  }
}

Attendee AttendeeFinder::attendee_of(const ListedPerson& person) const {
  Attendee attendee;
  attendee.evidence = evidence_at(passage_.document, person.span, person.rule, person.confidence);
  attendee.name = person.name();
  attendee.written = single_spaced(passage_.at(person.span));
  attendee.presence = person.presence;
  attendee.remote = person.remote && person.presence == Presence::present;
  attendee.partial = person.partial;
  for (const Role role : role_order) {
    if (attendee.role || !person.roles.contains(role)) continue;
    attendee.role = role;
  }
  const auto joined = [](const std::vector<std::string>& texts) {
    std::optional<std::string> text;
    for (const std::string& each : distinct(texts)) text = text ? *text + ", " + each : each;
    return text;
  };
  attendee.title = joined(person.titles);
  attendee.organisation = joined(person.organisations);
  return attendee;
}

std::vector<Attendee> AttendeeFinder::find() {
  add_lists();
  add_sentences();
  add_signatures();
  add_sender();
  settle(Role::chair, chairs_);
  settle(Role::secretary, secretaries_);
  std::vector<Attendee> attendees;
  for (const ListedPerson& person : people_.all()) attendees.push_back(attendee_of(person));
  std::stable_sort(attendees.begin(), attendees.end(), [](const Attendee& a, const Attendee& b) {
    return a.evidence.span.begin < b.evidence.span.begin;
  });
  return attendees;
}

}  // namespace

std::vector<Attendee> find_attendees(const Passage& passage, const std::vector<AgendaItem>& items,
                                     MemoKind kind, std::vector<Issue>& issues) {
  return AttendeeFinder(passage, items, kind, issues).find();
}

void leave_out_own_body(std::vector<Attendee>& attendees, const std::optional<Meeting>& meeting,
                        const Rulebook& rulebook) {
  if (!meeting || !meeting->body) return;
  const std::string body = lower_case(meeting->body->value);
  const AttendeeWords& words = rulebook.kept<AttendeeWords>();
  for (Attendee& attendee : attendees) {
    if (!attendee.organisation) continue;
    const std::string group = lower_case(*attendee.organisation);
    if (words.value_of(AttendeeList::heading, group) == "body" && body.ends_with(group))
      attendee.organisation.reset();
  }
}

}  // namespace muistio
