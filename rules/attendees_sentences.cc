#include "rules/attendees_sentences.h"

#include <algorithm>
#include <array>

#include "corpus/unicode.h"
#include "rules/agenda.h"

namespace muistio {
namespace {

constexpr std::size_t longest_partial = 60;
constexpr std::size_t longest_bare_names = 160;
constexpr std::size_t most_items = 3000;   // More than any meeting has.
constexpr std::size_t farthest_name = 60;  // Bytes from a phrase to the name after it.
constexpr std::size_t section_number = 8;  // Bytes of "§ 12" or "12 §" before a sentence.
constexpr std::size_t farthest_verb = 25;  // Bytes from a name to its verb.

// An office in a sentence: "puheenjohtajaksi".
struct Office {
  std::size_t first = 0, last = 0;  // Range of pieces.
  std::string_view value;
  bool foreign = false;     // Of a body, not of this meeting.
  bool of_meeting = false;  // "kokouksen puheenjohtajaksi"
};

// The one office of this meeting that a heading is about.
std::optional<Role> office_in(const std::string& title, const AttendeeWords& words) {
  if (words.occurs(AttendeeList::organising_item, "outside", title)) return std::nullopt;
  std::optional<Role> only;
  for (const std::string_view office : {"chair", "secretary", "inspector", "teller"}) {
    if (!words.occurs(AttendeeList::item_office, office, title)) continue;
    if (only) return std::nullopt;
    only = role_named(office);
  }
  return only;
}

// A sentence runs on over line ends.
std::vector<ListPiece> without_breaks(std::vector<ListPiece> pieces) {
  std::erase_if(pieces, [](const ListPiece& piece) { return piece.kind == PieceKind::soft_break; });
  return pieces;
}

// Before an office that has the form of a nominative: "till ordförande valdes".
bool gives_office(const std::string& word) {
  return word == "till" || word == "som" || word == "och" || word == "samt" || word == "mötets";
}

class SentenceReader {
 public:
  SentenceReader(const SentenceContext& context, Span sentence, std::vector<const Match*> matches)
      : context_(context),
        words_(context.reader.words()),
        sentence_(sentence),
        matches_(std::move(matches)),
        pieces_(without_breaks(pieces_of(context.reader.passage(), sentence))),
        names_(MentionFinder(context.reader, context.people).find(pieces_)) {}

  std::vector<SaidOfPerson> read();

 private:
  struct Taking {
    std::string_view makes;
    void (SentenceReader::*take)(const Match&);
    bool in_news;  // Counts in a release, too.
  };
  static const std::array<Taking, 14> takings;

  std::string_view text(Span span) const { return context_.reader.passage().at(span); }
  void take(const Match& match);
  void take_before(const Match& match);
  void take_all_before(const Match& match);
  void take_absent_before(const Match& match);
  void take_absent_after(const Match& match);
  void take_secretary(const Match& match);
  void take_movement(const Match& match);
  void take_presenter(const Match& match);
  void take_speaker(const Match& match);
  void take_body_chair(const Match& match);
  void take_presented_by(const Match& match);
  void take_offices(const Match& match);
  bool is_of_another_body(std::size_t offset) const;
  bool stands_beside(const NameMention& name, std::size_t verb) const;
  std::vector<Office> offices() const;
  bool is_other_office(const std::string& word) const;
  void judge(Office& office) const;
  void narrow_to_relative(const std::vector<Office>& found,
                          std::vector<std::pair<std::size_t, std::size_t>>& ranges) const;
  void pair(const Office& office, std::size_t first, std::size_t last, const Match& match);
  SaidOfPerson& say(const NameMention& name, const Match& match);
  void take_chair(const Match& match);
  void take_roles_of_item();
  const NameMention* last_before(std::size_t offset) const;
  const NameMention* first_after(std::size_t offset) const;
  std::string partial_from(std::size_t begin) const;
  void take_office_of_item();
  bool is_proposal() const;
  bool is_limited() const;

  const SentenceContext& context_;
  const AttendeeWords& words_;
  Span sentence_;
  std::vector<const Match*> matches_;
  std::vector<ListPiece> pieces_;
  std::vector<NameMention> names_;
  std::vector<SaidOfPerson> said_;
  bool offices_taken_ = false;
};

SaidOfPerson& SentenceReader::say(const NameMention& name, const Match& match) {
  SaidOfPerson said;
  said.name = name;
  said.rule = match.rule->id;
  said.confidence = match.rule->confidence;
  said.adds = name.full;
  said_.push_back(std::move(said));
  return said_.back();
}

const NameMention* SentenceReader::last_before(std::size_t offset) const {
  const NameMention* last = nullptr;
  for (const NameMention& name : names_) {
    if (name.span.end <= offset) last = &name;
  }
  return last;
}

const NameMention* SentenceReader::first_after(std::size_t offset) const {
  for (const NameMention& name : names_) {
    if (name.span.begin >= offset)
      return name.span.begin <= offset + farthest_name ? &name : nullptr;
  }
  return nullptr;
}

// "Aino Esimerkki avasi kokouksen" and "Kokouksen avasi Aino Esimerkki".
void SentenceReader::take_before(const Match& match) {
  const NameMention* name = last_before(match.span.begin);
  if (!name) name = first_after(match.span.end);
  if (name) say(*name, match).role = name->role;
}

void SentenceReader::take_chair(const Match& match) {
  const NameMention* name = last_before(match.span.begin);
  if (!name) name = first_after(match.span.end);
  if (!name) return;
  SaidOfPerson& said = say(*name, match);
  said.role = Role::chair;
  said.of_the_meeting = true;
  said.limited = is_limited();
}

void SentenceReader::take_all_before(const Match& match) {
  for (const NameMention& name : names_) {
    if (name.span.end <= match.span.begin) say(name, match).role = name.role;
  }
}

void SentenceReader::take_absent_before(const Match& match) {
  for (const NameMention& name : names_) {
    if (name.span.end <= match.span.begin) say(name, match).presence = Presence::absent;
  }
}

void SentenceReader::take_absent_after(const Match& match) {
  for (const NameMention& name : names_) {
    if (name.span.begin >= match.span.end) say(name, match).presence = Presence::absent;
  }
}

void SentenceReader::take_secretary(const Match& match) {
  const NameMention* name = first_after(match.span.end);
  if (!name) name = last_before(match.span.begin);
  if (!name) return;
  SaidOfPerson& said = say(*name, match);
  said.role = Role::secretary;
  said.of_the_meeting = true;
}

// "poistui klo 14.35", up to the next clause.
std::string SentenceReader::partial_from(std::size_t begin) const {
  const std::string_view rest = text({begin, sentence_.end});
  std::size_t length = std::min(rest.size(), longest_partial);
  for (const std::string_view end : {", ", " ja ", " och ", ";", "\n", "\t", ")"}) {
    length = std::min(length, rest.find(end));
  }
  while (length > 0 && length < rest.size() && (rest[length] & 0xC0) == 0x80) --length;
  std::string partial = single_spaced(rest.substr(0, length));
  while (partial.ends_with('.')) partial.pop_back();
  return partial;
}

void SentenceReader::take_movement(const Match& match) {
  const std::string partial = partial_from(match.span.begin);
  const bool precise = partial.find_first_of("0123456789") != std::string::npos;
  const NameMention* name = last_before(match.span.begin);
  if (!name || (!precise && !name->person)) return;
  SaidOfPerson& said = say(*name, match);
  said.partial = partial;
  said.adds = name->full && precise;
}

void SentenceReader::take_presenter(const Match& match) {
  const NameMention* name = last_before(match.span.begin);
  if (name && stands_beside(*name, match.span.begin)) say(*name, match);
}

// A relative clause about a body, "työryhmä, jonka puheenjohtaja", and not about the meeting.
bool SentenceReader::is_of_another_body(std::size_t offset) const {
  static constexpr std::array relatives{"jonka", "joiden", "jossa", "joissa",
                                        "johon", "joihin", "josta", "joista"};
  for (std::size_t i = 0; i < pieces_.size() && pieces_[i].span.begin < offset; ++i) {
    const auto is_it = [&](const char* word) { return pieces_[i].folded == word; };
    if (pieces_[i].kind != PieceKind::word ||
        std::none_of(relatives.begin(), relatives.end(), is_it))
      continue;
    std::size_t before = i;
    while (before > 0 && pieces_[before - 1].kind != PieceKind::word) --before;
    const std::string about = before > 0 ? pieces_[before - 1].folded : "";
    const bool meeting = about.find("koko") != std::string::npos ||
                         about.find("tilaisuu") != std::string::npos ||
                         about.find("palaveri") != std::string::npos;
    if (!meeting) return true;
  }
  return false;
}

// At most a few words from the name to its verb; where the person comes from does not count:
// "Aino Esimerkki (Kunta) kertoi", "Aino Esimerkki Pohjolan kunnasta kertoi".
bool SentenceReader::stands_beside(const NameMention& name, std::size_t verb) const {
  std::string between = single_spaced(text({name.span.end, verb}));
  const std::size_t open = between.find('('), close = between.find(')');
  if (open != std::string::npos && close != std::string::npos && open < close)
    between.erase(open, close - open + 1);
  if (between.size() <= farthest_verb) return true;
  if (between.size() > farthest_name || between.find_first_of(",.;:") != std::string::npos)
    return false;
  while (between.ends_with(' ')) between.pop_back();
  return std::any_of(between.begin(), between.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) &&
         (between.ends_with("sta") || between.ends_with("stä") || between.ends_with("lta") ||
          between.ends_with("ltä"));
}

// Who says something is told of a stranger too, so a list is believed before it.
void SentenceReader::take_speaker(const Match& match) {
  const NameMention* name = last_before(match.span.begin);
  if (!name || !stands_beside(*name, match.span.begin)) return;
  const bool named_aside = text({name->span.end, match.span.begin}).find(',') != std::string::npos;
  if (named_aside && is_of_another_body(name->span.begin)) return;
  SaidOfPerson& said = say(*name, match);
  said.adds = name->full && context_.lists.empty();
}

void SentenceReader::take_presented_by(const Match& match) {
  const NameMention* name = last_before(match.span.begin);
  if (context_.kind == MemoKind::release && name && name->full)
    say(*name, match).role = Role::presenter;
}

void SentenceReader::take_body_chair(const Match& match) {
  if (context_.kind != MemoKind::release) return;
  for (const NameMention& name : names_) {
    if (!name.full || name.span.begin < match.span.end ||
        name.span.begin > match.span.end + farthest_name)
      continue;
    say(name, match).role = Role::chair;
    return;
  }
}

bool SentenceReader::is_proposal() const {
  const std::string start =
      lower_case(text({sentence_.begin, std::min(sentence_.begin + 40, sentence_.end)}));
  for (const std::string_view label : {"esitys:", "ehdotus:", "päätösehdotus:", "förslag:"}) {
    if (start.starts_with(label)) return true;
  }
  const std::string all = lower_case(text(sentence_));
  const bool proposes =
      all.find("esitettiin") != std::string::npos || all.find("ehdotettiin") != std::string::npos ||
      all.find("esitän") != std::string::npos || all.find("föreslogs") != std::string::npos;
  return proposes && all.find("valittiin") == std::string::npos &&
         all.find("hyväksyttiin") == std::string::npos;
}

// "§:n 5 ajan", "kohdan 3 ajaksi"
bool SentenceReader::is_limited() const {
  const std::size_t number = std::min<std::size_t>(sentence_.size(), section_number);
  const std::string all = lower_case(text({sentence_.begin + number, sentence_.end}));
  for (const std::string_view word : {"§", "kohdan", "pykälän", " ajaksi", " ajan.", "under punkt",
                                      "asian käsittelyn ajan", "esteellis", "jäävi"}) {
    if (all.find(word) != std::string::npos) return true;
  }
  return false;
}

// Whether an office is one of this meeting, told by the words around and the item's heading.
void SentenceReader::judge(Office& office) const {
  if (office.first > 0 && pieces_[office.first - 1].kind == PieceKind::word) {
    const std::string& before = pieces_[office.first - 1].folded;
    if (before == "kokouksen" || before == "kokoukselle" || before == "mötets" || before == "för") {
      office.of_meeting = before != "för";
    } else if (words_.has(AttendeeList::foreign_office, before)) {
      office.foreign = true;
      return;
    }
  }
  if (office.value != "chair" && office.value != "secretary") return;
  if (is_of_another_body(pieces_[office.first].span.begin)) {
    office.foreign = true;
    return;
  }
  for (const ListPiece& piece : pieces_) {
    if (piece.kind != PieceKind::word) continue;
    office.of_meeting |= piece.folded == "kokouksen" || piece.folded == "kokoukselle" ||
                         piece.folded == "mötets" || piece.folded == "mötet";
    const std::string& word = piece.folded;
    if ((word.starts_with("vuodelle") || word.starts_with("vuosi") || word.starts_with("kaude") ||
         word.starts_with("toimikau")) &&
        words_.has(AttendeeList::foreign_office, word) && !office.of_meeting)
      office.foreign = true;
  }
  const AgendaItem* item = item_at(context_.items, sentence_.begin);
  if (!item || office.of_meeting || office.foreign) return;
  const std::string title = lower_case(item->title);
  office.foreign = words_.occurs(AttendeeList::organising_item, "outside", title) &&
                   !words_.occurs(AttendeeList::organising_item, "meeting", title);
  office.of_meeting = words_.occurs(AttendeeList::organising_item, "meeting", title);
}

// "rahastonhoitajaksi", "varajäseneksi": an office that says nothing of the meeting, but takes
// the persons beside it.
bool SentenceReader::is_other_office(const std::string& word) const {
  if (!word.ends_with("ksi") || word.size() < 8) return false;
  for (const Reading& reading : context_.reader.passage().language.readings(word)) {
    if (reading.inflection != Case::translative || reading.word_class != WordClass::noun) continue;
    const bool member = reading.base.ends_with("jäsen") || reading.base.ends_with("henkilö");
    if (member || words_.ends_in(AttendeeList::title, "title", reading.base)) return true;
  }
  return false;
}

std::vector<Office> SentenceReader::offices() const {
  std::vector<Office> found;
  for (std::size_t at = 0; at < pieces_.size();) {
    std::size_t end = at;
    std::vector<std::string> words;
    while (end < pieces_.size() && pieces_[end].kind == PieceKind::word)
      words.push_back(pieces_[end++].folded);
    for (std::size_t i = 0; i < words.size();) {
      const auto office = words_.longest_at(AttendeeList::office, words, i);
      const bool nominal = office.length > 0 && words_.has(AttendeeList::role, words[i]) &&
                           !words[i].ends_with("na") && !words[i].ends_with("nä");
      if (office.length == 0 && is_other_office(words[i])) {
        found.push_back({at + i, at + i + 1, "other", true, false});
      } else if (office.length > 0 && (!nominal || (i > 0 && gives_office(words[i - 1])))) {
        Office here{at + i, at + i + office.length, office.value, false, false};
        judge(here);
        found.push_back(here);
      }
      i += std::max<std::size_t>(office.length, 1);
    }
    at = end + 1;
  }
  return found;
}

// A meeting elects its officers; whom it calls elsewhere as an expert need not be there.
bool is_elected_for_meeting(const Office& office) {
  return office.value != "expert" && office.value != "presenter";
}

void SentenceReader::pair(const Office& office, std::size_t first, std::size_t last,
                          const Match& match) {
  const bool elects = std::any_of(matches_.begin(), matches_.end(), [](const Match* each) {
    return each->rule->id.starts_with("attendee.elected");
  });
  for (const NameMention& name : names_) {
    if (name.first < first || name.last > last) continue;
    if (office.foreign || (elects && !is_elected_for_meeting(office))) continue;
    SaidOfPerson& said = say(name, match);
    said.role = role_named(office.value);
    said.of_the_meeting = true;
    said.proposed = is_proposal();
    said.limited = is_limited();
    if (!office.of_meeting && (office.value == "chair" || office.value == "secretary"))
      said.confidence *= 0.97;
    if (said.proposed) said.confidence *= 0.7;
  }
}

// "A, B ja C, joka toimi sihteerinä": the clause is about C alone.
void SentenceReader::narrow_to_relative(
    const std::vector<Office>& found,
    std::vector<std::pair<std::size_t, std::size_t>>& ranges) const {
  for (std::size_t i = 0; i < found.size(); ++i) {
    const NameMention* last = nullptr;
    for (const NameMention& name : names_) {
      if (name.last <= found[i].first) last = &name;
    }
    if (!last) continue;
    for (std::size_t at = last->last; at < found[i].first; ++at) {
      const bool relative =
          words_.value_of(AttendeeList::conjunction, pieces_[at].folded) == "relative";
      if (relative && !pieces_[at].folded.ends_with("tka")) ranges[i].first = last->first;
    }
  }
}

// Names and offices stand in pairs: each office takes the names after it, or, where a name
// comes first, those before it. An office without names of its own shares its neighbour's.
void SentenceReader::take_offices(const Match& match) {
  if (offices_taken_ || names_.empty()) return;
  const auto found = offices();
  if (found.empty()) return;
  offices_taken_ = true;
  const bool names_first = names_.front().first < found.front().first;
  std::vector<std::pair<std::size_t, std::size_t>> ranges(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::size_t before = i == 0 ? 0 : found[i - 1].last;
    const std::size_t after = i + 1 < found.size() ? found[i + 1].first : pieces_.size();
    ranges[i] = names_first ? std::pair(before, found[i].first) : std::pair(found[i].last, after);
  }
  const auto is_empty = [&](std::size_t i) {
    return std::none_of(names_.begin(), names_.end(), [&](const NameMention& name) {
      return name.first >= ranges[i].first && name.last <= ranges[i].second;
    });
  };
  if (names_first) narrow_to_relative(found, ranges);
  for (std::size_t i = 0; i < found.size(); ++i) {
    std::size_t from = i;
    while (is_empty(from) && (names_first ? from > 0 : from + 1 < found.size()))
      from = names_first ? from - 1 : from + 1;
    pair(found[i], ranges[from].first, ranges[from].second, match);
  }
}

// What the `makes` of a rule asks for.
const std::array<SentenceReader::Taking, 14> SentenceReader::takings{{
    {"before", &SentenceReader::take_before, false},
    {"before_all", &SentenceReader::take_all_before, false},
    {"absent", &SentenceReader::take_absent_before, false},
    {"absent_after", &SentenceReader::take_absent_after, false},
    {"chair", &SentenceReader::take_chair, false},
    {"secretary", &SentenceReader::take_secretary, false},
    {"arrived", &SentenceReader::take_movement, false},
    {"left", &SentenceReader::take_movement, false},
    {"speaker", &SentenceReader::take_presenter, false},
    {"spoke", &SentenceReader::take_speaker, false},
    {"acted", &SentenceReader::take_offices, false},
    {"offices", &SentenceReader::take_offices, true},
    {"body_chair", &SentenceReader::take_body_chair, true},
    {"presented_by", &SentenceReader::take_presented_by, true},
}};

void SentenceReader::take(const Match& match) {
  const bool news = context_.kind == MemoKind::release;
  for (const Taking& taking : takings) {
    if (taking.makes != match.rule->makes || (news && !taking.in_news)) continue;
    (this->*taking.take)(match);
  }
}

// "Pöytäkirjan tarkastajat" as a heading, "Valittiin A ja B" or "A ja B" under it.
void SentenceReader::take_office_of_item() {
  const AgendaItem* item = item_at(context_.items, sentence_.begin);
  if (!item || offices_taken_ || !offices().empty() || sentence_.begin <= item->evidence.span.end)
    return;
  const auto role = office_in(lower_case(item->title), words_);
  const bool elects = std::any_of(matches_.begin(), matches_.end(), [](const Match* match) {
    return match->rule->makes == "offices";
  });
  std::size_t other_words = 0, named = 0;
  for (const ListPiece& piece : pieces_) other_words += piece.kind == PieceKind::word;
  for (const NameMention& name : names_) named += name.last - name.first;
  other_words -= named;
  if (!role || is_proposal() || other_words > (elects ? 6U : 3U) || (!elects && !matches_.empty()))
    return;
  for (const NameMention& name : names_) {
    if (!name.full && !name.person) continue;
    SaidOfPerson said;
    said.name = name;
    said.role = role;
    said.of_the_meeting = true;
    said.rule = "attendee.item_office";
    said.confidence = 0.88;
    said_.push_back(std::move(said));
    if (role == Role::chair || role == Role::secretary) return;
  }
}

// "Puheenjohtaja: A, sihteeri B" under a heading about the meeting's officers.
void SentenceReader::take_roles_of_item() {
  const AgendaItem* item = item_at(context_.items, sentence_.begin);
  if (!item || !said_.empty() || is_proposal()) return;
  const std::string title = lower_case(item->title);
  if (!words_.occurs(AttendeeList::organising_item, "meeting", title) ||
      words_.occurs(AttendeeList::organising_item, "outside", title))
    return;
  auto pieces = pieces_;
  if (pieces.size() > 1 && pieces[1].kind == PieceKind::colon &&
      words_.has(AttendeeList::other_label, pieces[0].folded))
    pieces.erase(pieces.begin(), pieces.begin() + 2);
  for (const AttendeeEntry& entry : context_.reader.read(pieces)) {
    for (const Role role : entry.roles) {
      if (role != Role::chair && role != Role::secretary && role != Role::inspector) continue;
      SaidOfPerson said;
      said.name.words = entry.words;
      said.name.span = entry.span;
      said.name.full = entry.words.size() > 1;
      said.name.person = context_.people.find(entry.words);
      said.role = role;
      said.of_the_meeting = true;
      said.rule = "attendee.item_role";
      said.confidence = 0.88;
      said_.push_back(std::move(said));
    }
  }
}

std::vector<SaidOfPerson> SentenceReader::read() {
  if (names_.empty()) return {};
  for (const Match* match : matches_) take(*match);
  if (context_.kind == MemoKind::release) return std::move(said_);
  take_office_of_item();
  take_roles_of_item();
  return std::move(said_);
}

// True where a line begins with "§ 2" or "2 §".
bool begins_section(std::string_view line) {
  const std::size_t digits = line.find_first_not_of("0123456789. ");
  return digits != std::string_view::npos && digits < 6 && line.substr(digits).starts_with("§");
}

// A numbered paragraph is a sentence of its own, whether or not the one before it was seen to
// end.
std::vector<Span> sentences_of(const Passage& passage) {
  std::vector<Span> all;
  for (const Span sentence : passage.sentences) {
    std::size_t begin = sentence.begin;
    const std::string& text = passage.document.text;
    for (std::size_t at = text.find('\n', begin); at < sentence.end; at = text.find('\n', at + 1)) {
      if (!begins_section(std::string_view(text).substr(at + 1, 12))) continue;
      all.push_back({begin, at});
      begin = at + 1;
    }
    all.push_back({begin, sentence.end});
  }
  return all;
}

}  // namespace

std::vector<SaidOfPerson> find_in_sentences(const SentenceContext& context) {
  const Passage& passage = context.reader.passage();
  const auto matches = passage.rulebook.find("attendee", passage.flow, "");
  std::vector<SaidOfPerson> all;
  auto match = matches.begin();
  for (const Span sentence : sentences_of(passage)) {
    std::vector<const Match*> here;
    while (match != matches.end() && match->span.begin < sentence.begin) ++match;
    for (; match != matches.end() && match->span.begin < sentence.end; ++match)
      here.push_back(&*match);
    const bool bare = sentence.size() <= longest_bare_names && !context.items.empty() &&
                      context.items.size() <= most_items;
    if (here.empty() && !bare) continue;
    const bool listed = std::any_of(context.lists.begin(), context.lists.end(),
                                    [&](const Span& list) { return list.overlaps(sentence); });
    if (listed) continue;
    auto said = SentenceReader(context, sentence, std::move(here)).read();
    all.insert(all.end(), std::make_move_iterator(said.begin()),
               std::make_move_iterator(said.end()));
  }
  return all;
}

}  // namespace muistio
