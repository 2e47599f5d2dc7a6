#include "rules/attendees_sentences.h"

#include <algorithm>
#include <array>
#include <optional>

#include "corpus/unicode.h"
#include "rules/agenda.h"
#include "rules/attendees_notes.h"
#include "rules/attendees_sentence_reader.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

constexpr std::size_t longest_partial = 60;
constexpr std::size_t longest_bare_names = 160;
constexpr std::size_t most_items = 3000;   // More than any meeting has.
constexpr std::size_t farthest_name = 60;  // Bytes from a phrase to the name after it.
constexpr std::size_t farthest_verb = 25;  // Bytes from a name to its verb.

}  // namespace

SentenceReader::SentenceReader(const SentenceContext& context, const MentionFinder& names,
                               Span sentence, std::vector<const Match*> matches,
                               std::vector<const Match*> office_cues)
    : context_(context),
      words_(context.reader.words()),
      sentence_(sentence),
      matches_(std::move(matches)),
      office_cues_(std::move(office_cues)),
      pieces_(without_soft_breaks(pieces_of(context.reader.passage(), sentence))),
      names_(names.find(pieces_)) {}

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

// "Hallitus kokoontui puheenjohtaja Aino Esimerkin johdolla"
void SentenceReader::take_led_by(const Match& match) {
  const std::string before = lower_case(text({sentence_.begin, match.span.begin}));
  const NameMention* name = last_before(match.span.begin);
  if (!words_.occurs(AttendeeList::meeting, "meeting", before) || !name ||
      match.span.begin > name->span.end + 2)
    return;
  take_chair(match);
}

// "Asiantuntijana kuultiin Aino Esimerkkiä", "Aino Esimerkkiä ja Otso Mallia kuultiin".
void SentenceReader::take_heard(const Match& match) {
  const bool after = std::any_of(names_.begin(), names_.end(), [&](const NameMention& name) {
    return name.span.begin >= match.span.end;
  });
  for (const NameMention& name : names_) {
    if (after ? name.span.begin >= match.span.end : name.span.end <= match.span.begin)
      say(name, match).role = Role::expert;
  }
}

// "Työnantajaa edustivat johtaja Aino Esimerkki ja Otso Malli" in front of the items; a club tells
// under them who it sent to the games.
void SentenceReader::take_represented(const Match& match) {
  constexpr std::size_t longest_head = 1500, farthest_list = 2;
  const auto& items = context_.items;
  const std::size_t head = items.empty() ? longest_head : items.front().evidence.span.begin;
  const auto ends_right_before = [&](const Span& list) {  // In the same paragraph.
    return list.end <= sentence_.begin && sentence_.begin - list.end <= farthest_list &&
           text({list.end, sentence_.begin}).find('\n') == std::string_view::npos;
  };
  const bool behind_list =
      std::any_of(context_.lists.begin(), context_.lists.end(), ends_right_before);
  if ((context_.listed && !behind_list) || sentence_.begin >= head) return;
  const bool after = first_after(match.span.end) != nullptr;
  for (const NameMention& name : names_) {
    if (after ? name.span.begin >= match.span.end : name.span.end <= match.span.begin)
      say(name, match);
  }
}

void SentenceReader::take_secretary(const Match& match) {
  const NameMention* name = first_after(match.span.end);
  if (!name) name = last_before(match.span.begin);
  if (!name) return;
  SaidOfPerson& said = say(*name, match);
  said.role = Role::secretary;
  said.of_the_meeting = true;
  if (!name->organisation && match.span.begin == sentence_.begin)
    said.name.organisation = organisation_after_comma(*name);
}

// "Muistion laati Aino Esimerkki, Vesikeskus": the same before a day or the end.
std::optional<std::string> SentenceReader::organisation_after_comma(const NameMention& name) const {
  const auto named = named_after_comma(name, sentence_.end);
  if (!named || named->find_first_of("0123456789") != std::string::npos) return std::nullopt;
  const std::size_t first = name.last + 1;
  std::size_t last = first;
  while (last < pieces_.size() && pieces_[last].kind == PieceKind::word) ++last;
  const NoteReader notes(context_.reader);
  if (context_.reader.find_name(pieces_, first, last) || notes.role_of(pieces_, {first, last}) ||
      notes.is_job_title(pieces_, {first, last}))
    return std::nullopt;
  const Reading& reading =
      context_.reader.passage()
          .language.readings(context_.reader.passage().at(pieces_[last - 1].span))
          .front();
  const bool place = reading.inflection == Case::inessive || reading.inflection == Case::adessive;
  return place ? std::nullopt : named;
}

// "Laati Otso Malli", "Otso Malli kirjasi"; but not "Otso Malli oli laatinut luonnoksen".
void SentenceReader::take_writer(const Match& match) {
  const auto has_word = [&](std::size_t begin, std::size_t end) {
    return std::any_of(pieces_.begin(), pieces_.end(), [&](const ListPiece& piece) {
      return piece.kind == PieceKind::word && piece.span.begin >= begin && piece.span.end <= end;
    });
  };
  if (!has_word(sentence_.begin, match.span.begin) || !has_word(match.span.end, sentence_.end))
    take_secretary(match);
}

// "poistui klo 14.35", up to the next clause.
std::string SentenceReader::partial_from(std::size_t begin) const {
  const std::string_view rest = text({begin, sentence_.end});
  std::size_t length = std::min(rest.size(), longest_partial);
  for (const std::string_view end : {", ", ";", "\n", "\t", ")"}) {
    length = std::min(length, rest.find(end));
  }
  for (const std::string& conjunction : words_.forms(AttendeeList::conjunction, "and")) {
    length = std::min(length, rest.find(' ' + conjunction + ' '));
  }
  std::string partial = single_spaced(rest.substr(0, character_begin(rest, length)));
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
  if (!name) take_speakers_after(match);
}

// "Talousarvion esitteli Aino Esimerkki", "Alustivat tutkija Aino Esimerkki ja Otso Malli": those
// right behind the verb, but for their titles and whom they came from.
void SentenceReader::take_speakers_after(const Match& match) {
  const std::string_view verb = text(match.span);
  const bool many = verb.ends_with("vat") || verb.ends_with("vät");
  const NameMention* before = nullptr;
  for (const NameMention& name : names_) {
    if (name.span.begin < match.span.end) continue;
    const std::size_t begin = before ? before->span.end : match.span.end;
    std::string between = single_spaced(text({begin, name.span.begin}));
    if (name.title && between.ends_with(*name.title))
      between.resize(between.size() - name.title->size());
    const std::string_view joint = trimmed(between, U" ,");
    const bool joined = words_.value_of(AttendeeList::conjunction, joint) == "and";
    const bool beside = joint.empty() || (before && (joined || before->organisation));
    if (!beside || !name.full || (before && !many)) return;
    say(name, match);
    before = &name;
  }
}

// A relative clause about a body, "työryhmä, jonka puheenjohtaja", and not about the meeting.
bool SentenceReader::is_of_another_body(std::size_t offset) const {
  for (std::size_t i = 0; i < pieces_.size() && pieces_[i].span.begin < offset; ++i) {
    if (pieces_[i].kind != PieceKind::word ||
        words_.value_of(AttendeeList::conjunction, pieces_[i].folded) != "relative_in_case")
      continue;
    std::size_t before = i;
    while (before > 0 && pieces_[before - 1].kind != PieceKind::word) --before;
    const std::string about = before > 0 ? pieces_[before - 1].folded : "";
    if (!words_.occurs(AttendeeList::meeting, "meeting", about)) return true;
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
  const bool broken = between.find_first_of(",.;") != std::string::npos ||
                      between.find(": ") != std::string::npos;  // But not "ry:stä".
  if (between.size() > farthest_name || broken) return false;
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
  said.adds = name->full && !context_.listed;
}

// "Aino Esimerkki, Vesikeskus", up to the end of the heading.
std::optional<std::string> SentenceReader::named_after_comma(const NameMention& name,
                                                             std::size_t end) const {
  if (name.last + 1 >= pieces_.size() || pieces_[name.last].kind != PieceKind::comma)
    return std::nullopt;
  std::size_t last = name.last + 1;
  while (last < pieces_.size() && pieces_[last].kind == PieceKind::word &&
         pieces_[last].span.end <= end)
    ++last;
  const std::string_view text =
      this->text({pieces_[name.last + 1].span.begin, pieces_[last - 1].span.end});
  if (last == name.last + 1 || !starts_upper(text)) return std::nullopt;
  return single_spaced(text);
}

// "Jokien tila, tutkija Aino Esimerkki, Vesikeskus" heads an item of a seminar.
void SentenceReader::take_speaker_of_heading() {
  if (context_.listed || !said_.empty() || !matches_.empty()) return;
  const AgendaItem* item = item_at(context_.items, sentence_.begin);
  if (!item || !item->evidence.span.overlaps(sentence_)) return;
  for (const NameMention& name : names_) {
    if (!name.full || !name.title) continue;
    SaidOfPerson said;
    said.name = name;
    if (!name.organisation)
      said.name.organisation = named_after_comma(name, item->evidence.span.end);
    said.rule = "attendee.heading_speaker";
    said.confidence = 0.75;
    said.adds = true;
    said_.push_back(std::move(said));
  }
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

// What the `makes` of a rule asks for.
const std::array<SentenceReader::Taking, 19> SentenceReader::takings{{
    {"before", &SentenceReader::take_before, false},
    {"before_all", &SentenceReader::take_all_before, false},
    {"absent", &SentenceReader::take_absent_before, false},
    {"absent_after", &SentenceReader::take_absent_after, false},
    {"chair", &SentenceReader::take_chair, false},
    {"secretary", &SentenceReader::take_secretary, false},
    {"writer", &SentenceReader::take_writer, false},
    {"initials", &SentenceReader::take_initials, false},
    {"arrived", &SentenceReader::take_movement, false},
    {"left", &SentenceReader::take_movement, false},
    {"speaker", &SentenceReader::take_presenter, false},
    {"spoke", &SentenceReader::take_speaker, false},
    {"acted", &SentenceReader::take_offices, false},
    {"offices", &SentenceReader::take_offices, true},
    {"body_chair", &SentenceReader::take_body_chair, true},
    {"presented_by", &SentenceReader::take_presented_by, true},
    {"heard", &SentenceReader::take_heard, false},
    {"represented", &SentenceReader::take_represented, false},
    {"led_by", &SentenceReader::take_led_by, true},
}};

void SentenceReader::take(const Match& match) {
  const bool news = context_.kind == MemoKind::release;
  for (const Taking& taking : takings) {
    if (taking.makes != match.rule->makes || (news && !taking.in_news)) continue;
    (this->*taking.take)(match);
  }
}

// Where one person of the list alone is meant by the word.
bool SentenceReader::name_who_alone(std::size_t word,
                                    const std::function<bool(const ListedPerson&)>& is_meant) {
  const auto& people = context_.people.all();
  const auto who = std::find_if(people.begin(), people.end(), is_meant);
  if (who == people.end() || std::find_if(who + 1, people.end(), is_meant) != people.end())
    return false;
  NameMention mention;
  mention.span = pieces_[word].span;
  mention.words = who->words;
  mention.person = static_cast<std::size_t>(who - people.begin());
  mention.first = word;
  mention.last = word + 1;
  names_.push_back(std::move(mention));
  return true;
}

// "Sihteeriksi valittiin asiamies.": who alone has that title.
void SentenceReader::name_by_title() {
  const bool offices = std::any_of(matches_.begin(), matches_.end(), [](const Match* match) {
    return match->rule->makes == "offices" || match->rule->makes == "acted";
  });
  if (!names_.empty() || !offices) return;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (!is_word(pieces_[i]) || starts_upper(text(pieces_[i].span))) continue;
    const auto has_title = [&](const ListedPerson& person) {
      return std::any_of(person.titles.begin(), person.titles.end(),
                         [&](const auto& title) { return lower_case(title) == pieces_[i].folded; });
    };
    if (name_who_alone(i, has_title)) return;
  }
}

// "Muistiinpanot JS": the one of the list who has these initials.
void SentenceReader::name_by_initials() {
  const bool wrote = std::any_of(matches_.begin(), matches_.end(), [](const Match* match) {
    return match->rule->makes == "initials";
  });
  if (!wrote) return;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (!is_word(pieces_[i])) continue;
    const auto has_initials = [&](const ListedPerson& person) {
      std::string initials;
      for (const std::string& word : person.words)
        initials += word.substr(0, next_character(word, 0));
      return person.words.size() > 1 && initials == text(pieces_[i].span);
    };
    if (name_who_alone(i, has_initials)) return;
  }
}

// The person named behind the phrase and nobody else.
void SentenceReader::take_initials(const Match& match) {
  for (const NameMention& name : names_) {
    if (!match.span.overlaps(name.span)) continue;
    SaidOfPerson& said = say(name, match);
    said.role = Role::secretary;
    said.of_the_meeting = true;
    return;
  }
}

std::vector<SaidOfPerson> SentenceReader::read() {
  name_by_title();
  name_by_initials();
  if (names_.empty()) return {};
  for (const Match* match : matches_) take(*match);
  if (context_.kind == MemoKind::release) return std::move(said_);
  take_office_of_item();
  take_roles_of_item();
  take_speaker_of_heading();
  return std::move(said_);
}

namespace {

// True where a line begins with "§ 2" or "2 §".
bool begins_section(std::string_view line) {
  const std::size_t digits = line.find_first_not_of("0123456789. ");
  return digits != std::string_view::npos && digits < 6 && line.substr(digits).starts_with("§");
}

// Where the line of the heading that begins in the sentence ends, and the text goes on.
std::optional<std::size_t> end_of_heading(const Passage& passage,
                                          const std::vector<AgendaItem>& items, Span sentence) {
  const AgendaItem* item = item_at(items, sentence.begin);
  if (!item || item->title.empty()) return std::nullopt;  // A numbered paragraph has none.
  const Span heading = item->evidence.span;
  const bool begins = heading.begin >= sentence.begin && heading.end > sentence.begin;
  if (!begins || heading.end >= sentence.end || passage.document.text[heading.end] != '\n')
    return std::nullopt;
  return heading.end;
}

// A numbered paragraph is a sentence of its own, whether or not the one before it was seen to
// end, and so is a heading over it.
std::vector<Span> sentences_of(const Passage& passage, const std::vector<AgendaItem>& items) {
  std::vector<Span> all;
  for (const Span sentence : passage.sentences) {
    std::size_t begin = sentence.begin;
    if (const auto end = end_of_heading(passage, items, sentence)) {
      all.push_back({begin, *end});
      begin = *end + 1;
    }
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

// What of a sentence stands behind the list that it begins with: "Mukana: Aino, Kirsi W." and in
// the next line "Puheenjohtajana Aino." are one sentence to whom the point is an initial's.
Span behind_lists(const std::vector<Span>& lists, Span sentence) {
  for (const Span& list : lists) {
    const bool begins = list.overlaps(sentence) && list.end < sentence.end &&
                        list.begin <= sentence.begin + farthest_name;
    if (begins) sentence.begin = list.end;
  }
  return sentence;
}

// Those that begin in the span; `matches` in their order.
std::vector<const Match*> matches_in(const std::vector<Match>& matches, Span span) {
  const auto begins_before = [](const Match& match, std::size_t offset) {
    return match.span.begin < offset;
  };
  std::vector<const Match*> found;
  for (auto match = std::lower_bound(matches.begin(), matches.end(), span.begin, begins_before);
       match != matches.end() && match->span.begin < span.end; ++match)
    found.push_back(&*match);
  return found;
}

// The items under whose title a bare name tells something, as "Pöytäkirjan tarkastajat", or whose
// heading may name a speaker.
class TellingItems {
 public:
  explicit TellingItems(const SentenceContext& context) : context_(context) {
    if (context.items.size() > most_items) return;
    for (const AgendaItem& item : context.items)
      about_offices_.push_back(is_about_offices(item, context.reader.words()));
  }

  bool tell(Span sentence) const {
    const AgendaItem* item = item_at(context_.items, sentence.begin);
    if (!item || about_offices_.empty()) return false;
    return about_offices_[static_cast<std::size_t>(item - context_.items.data())] ||
           (!context_.listed && item->evidence.span.overlaps(sentence));
  }

 private:
  const SentenceContext& context_;
  std::vector<bool> about_offices_;
};

}  // namespace

std::vector<SaidOfPerson> find_in_sentences(const SentenceContext& context) {
  const Passage& passage = context.reader.passage();
  const MentionFinder names(context.reader, context.people);
  const auto matches = passage.find("attendee"), office_cues = passage.find("office");
  std::vector<SaidOfPerson> all;
  const TellingItems items(context);
  for (const Span whole : sentences_of(passage, context.items)) {
    const Span sentence = behind_lists(context.lists, whole);
    auto here = matches_in(matches, sentence);
    const bool bare = sentence.size() <= longest_bare_names && items.tell(sentence);
    if (here.empty() && !bare) continue;
    const bool listed = std::any_of(context.lists.begin(), context.lists.end(),
                                    [&](const Span& list) { return list.overlaps(sentence); });
    if (listed) continue;
    auto said =
        SentenceReader(context, names, sentence, std::move(here), matches_in(office_cues, sentence))
            .read();
    all.insert(all.end(), std::make_move_iterator(said.begin()),
               std::make_move_iterator(said.end()));
  }
  return all;
}

}  // namespace muistio
