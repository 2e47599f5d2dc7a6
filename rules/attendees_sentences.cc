#include "rules/attendees_sentences.h"

#include <algorithm>
#include <array>

#include "corpus/unicode.h"
#include "rules/agenda.h"

namespace muistio {
namespace {

constexpr std::size_t longest_partial = 60;

// An office in a sentence: "puheenjohtajaksi".
struct Office {
  std::size_t first = 0, last = 0;  // Range of pieces.
  std::string_view value;
  bool foreign = false;     // Of a body, not of this meeting.
  bool of_meeting = false;  // "kokouksen puheenjohtajaksi"
};

// A sentence runs on over line ends.
std::vector<ListPiece> without_breaks(std::vector<ListPiece> pieces) {
  std::erase_if(pieces, [](const ListPiece& piece) { return piece.kind == PieceKind::soft_break; });
  return pieces;
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
  std::string_view text(Span span) const { return context_.reader.passage().at(span); }
  void take(const Match& match);
  void take_before(const Match& match, bool all, Presence presence);
  void take_after(const Match& match, Role role);
  void take_movement(const Match& match);
  void take_speaker(const Match& match, bool adds);
  void take_news(const Match& match);
  void take_offices(const Match& match);
  std::vector<Office> offices() const;
  void judge(Office& office) const;
  void pair(const Office& office, std::size_t first, std::size_t last, const Match& match);
  SaidOfPerson& say(const NameMention& name, const Match& match);
  const NameMention* last_before(std::size_t offset) const;
  std::string partial_from(std::size_t begin) const;
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

void SentenceReader::take_before(const Match& match, bool all, Presence presence) {
  const NameMention* last = last_before(match.span.begin);
  for (const NameMention& name : names_) {
    if (name.span.end > match.span.begin || (!all && &name != last)) continue;
    SaidOfPerson& said = say(name, match);
    said.presence = presence;
    if (presence == Presence::present) said.role = name.role;
  }
}

void SentenceReader::take_after(const Match& match, Role role) {
  bool first = true;
  for (const NameMention& name : names_) {
    if (name.span.begin < match.span.end) continue;
    if (first && name.span.begin > match.span.end + 60) return;
    if (!first) return;
    SaidOfPerson& said = say(name, match);
    said.role = role;
    said.of_the_meeting = true;
    first = false;
  }
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

void SentenceReader::take_speaker(const Match& match, bool adds) {
  const NameMention* name = last_before(match.span.begin);
  if (!name || match.span.begin > name->span.end + 25) return;
  SaidOfPerson& said = say(*name, match);
  said.adds = name->full && adds;
}

void SentenceReader::take_news(const Match& match) {
  if (match.rule->makes == "presented_by") {
    const NameMention* name = last_before(match.span.begin);
    if (!name || !name->full) return;
    say(*name, match).role = Role::presenter;
    return;
  }
  for (const NameMention& name : names_) {
    if (!name.full || name.span.begin < match.span.end || name.span.begin > match.span.end + 60)
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
  const std::string all = lower_case(text(sentence_));
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

std::vector<Office> SentenceReader::offices() const {
  std::vector<Office> found;
  for (std::size_t at = 0; at < pieces_.size();) {
    std::size_t end = at;
    std::vector<std::string> words;
    while (end < pieces_.size() && pieces_[end].kind == PieceKind::word)
      words.push_back(pieces_[end++].folded);
    for (std::size_t i = 0; i < words.size();) {
      const auto office = words_.longest_at(AttendeeList::office, words, i);
      if (office.length > 0) {
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

void SentenceReader::pair(const Office& office, std::size_t first, std::size_t last,
                          const Match& match) {
  for (const NameMention& name : names_) {
    if (name.first < first || name.last > last) continue;
    if (office.foreign) continue;
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
  for (std::size_t i = 0; i < found.size(); ++i) {
    std::size_t from = i;
    while (is_empty(from) && (names_first ? from > 0 : from + 1 < found.size()))
      from = names_first ? from - 1 : from + 1;
    pair(found[i], ranges[from].first, ranges[from].second, match);
  }
}

void SentenceReader::take(const Match& match) {
  const std::string& makes = match.rule->makes;
  const bool news = context_.kind == MemoKind::release;
  if (makes == "body_chair" || makes == "presented_by") {
    if (news) take_news(match);
    return;
  }
  if (news && makes != "offices") return;
  if (makes == "before")
    take_before(match, false, Presence::present);
  else if (makes == "before_all")
    take_before(match, true, Presence::present);
  else if (makes == "absent")
    take_before(match, true, Presence::absent);
  else if (makes == "secretary")
    take_after(match, Role::secretary);
  else if (makes == "arrived" || makes == "left")
    take_movement(match);
  else if (makes == "speaker")
    take_speaker(match, true);
  else if (makes == "spoke")
    take_speaker(match, context_.lists.empty());
  else if (makes == "offices" || makes == "acted")
    take_offices(match);
}

std::vector<SaidOfPerson> SentenceReader::read() {
  if (names_.empty()) return {};
  for (const Match* match : matches_) take(*match);
  return std::move(said_);
}

}  // namespace

std::vector<SaidOfPerson> find_in_sentences(const SentenceContext& context) {
  const Passage& passage = context.reader.passage();
  const auto matches = passage.rulebook.find("attendee", passage.flow, "");
  std::vector<SaidOfPerson> all;
  auto match = matches.begin();
  for (const Span sentence : passage.sentences) {
    std::vector<const Match*> here;
    while (match != matches.end() && match->span.begin < sentence.begin) ++match;
    for (; match != matches.end() && match->span.begin < sentence.end; ++match)
      here.push_back(&*match);
    if (here.empty()) continue;
    const bool listed = std::any_of(context.lists.begin(), context.lists.end(),
                                    [&](const Span& list) { return list.contains(sentence); });
    if (listed) continue;
    auto said = SentenceReader(context, sentence, std::move(here)).read();
    all.insert(all.end(), std::make_move_iterator(said.begin()),
               std::make_move_iterator(said.end()));
  }
  return all;
}

}  // namespace muistio
