// Offices of the meeting that a sentence or the heading above it gives.
#include <algorithm>

#include "corpus/unicode.h"
#include "rules/agenda.h"
#include "rules/attendees_sentence_reader.h"

namespace muistio {
namespace {

constexpr std::size_t section_number = 8;  // Bytes of "§ 12" or "12 §" before a sentence.

// The one office of this meeting that a heading is about.
std::optional<Role> office_in(const std::string& title, const AttendeeWords& words) {
  if (words.occurs(AttendeeList::organising_item, "outside", title)) return std::nullopt;
  std::optional<Role> only;
  for (const std::string_view office : {"chair", "secretary", "inspector", "teller"}) {
    if (!words.occurs(AttendeeList::item_office, office, title)) continue;
    if (only == Role::inspector) continue;  // Who scrutinises the minutes counts the votes, too.
    if (only) return std::nullopt;
    only = role_named(office);
  }
  return only;
}

// A heading about the meeting's officers.
bool organises_meeting(const std::string& title, const AttendeeWords& words) {
  return words.occurs(AttendeeList::organising_item, "meeting", title) &&
         !words.occurs(AttendeeList::organising_item, "outside", title);
}

}  // namespace

bool is_about_offices(const AgendaItem& item, const AttendeeWords& words) {
  const std::string title = lower_case(item.title);
  return office_in(title, words) || organises_meeting(title, words);
}

// The first match of that kind that begins there or later.
const Match* SentenceReader::office_cue(std::string_view makes, std::size_t from) const {
  const auto found = std::find_if(office_cues_.begin(), office_cues_.end(), [&](const Match* cue) {
    return cue->rule->makes == makes && cue->span.begin >= from;
  });
  return found == office_cues_.end() ? nullptr : *found;
}

bool SentenceReader::is_proposal() const {
  const Match* label = office_cue("proposal_label", sentence_.begin);
  if (label && label->span.begin == sentence_.begin) return true;
  return office_cue("proposed", sentence_.begin) && !office_cue("settled", sentence_.begin);
}

// "§:n 5 ajan", "kohdan 3 ajaksi"
bool SentenceReader::is_limited() const {
  return office_cue("limited", sentence_.begin + section_number) != nullptr;
}

// Whether an office is one of this meeting, told by the words around and the item's heading.
void SentenceReader::judge(Office& office) const {
  if (office.first > 0 && pieces_[office.first - 1].kind == PieceKind::word) {
    const std::string& before = pieces_[office.first - 1].folded;
    if (words_.has(AttendeeList::of_meeting, before)) {
      office.of_meeting = true;
    } else if (words_.ends_in(AttendeeList::foreign_office, "outside", before) ||
               words_.ends_in(AttendeeList::foreign_office, "term", before)) {
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
    office.of_meeting |= words_.has(AttendeeList::of_meeting, piece.folded);
    const bool for_term = words_.value_of(AttendeeList::foreign_office, piece.folded) == "term";
    if (for_term && !office.of_meeting) office.foreign = true;
  }
  // "Ohjausryhmään valittiin puheenjohtajaksi Malli."
  office.foreign |=
      !office.of_meeting && std::any_of(pieces_.begin(), pieces_.end(), [&](auto& it) {
        return is_word(it) && words_.ends_in(AttendeeList::elected_to, "body", it.folded);
      });
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
  if ((!word.ends_with("ksi") && !word.ends_with("kseen")) || word.size() < 8) return false;
  for (const Reading& reading : context_.reader.passage().language.readings(word)) {
    if (reading.inflection != Case::translative || reading.word_class != WordClass::noun) continue;
    if (words_.ends_in(AttendeeList::member_noun, "noun", reading.base) ||
        words_.ends_in(AttendeeList::title, "title", reading.base))
      return true;
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
      } else if (office.length > 0 &&
                 (!nominal || (i > 0 && words_.has(AttendeeList::before_office, words[i - 1])))) {
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
    if (office.value == "expert") said.adds = false;  // "Asiantuntijoina toimivat": not here.
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

// "Puhetta johti Esimerkki, kirjurina Malli": the office, behind a comma, has its name after it.
bool SentenceReader::stands_before_names(const std::vector<Office>& found) const {
  return std::all_of(found.begin(), found.end(), [&](const Office& office) {
    const bool after_comma = office.first > 0 && pieces_[office.first - 1].kind == PieceKind::comma;
    const bool before_name =
        std::any_of(names_.begin(), names_.end(),
                    [&](const NameMention& name) { return name.first == office.last; });
    return after_comma && before_name;
  });
}

// Names and offices stand in pairs: each office takes the names after it, or, where a name
// comes first, those before it. An office without names of its own shares its neighbour's.
void SentenceReader::take_offices(const Match& match) {
  if (offices_taken_ || names_.empty()) return;
  const auto found = offices();
  if (found.empty()) return;
  offices_taken_ = true;
  const bool names_first =
      names_.front().first < found.front().first && !stands_before_names(found);
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
    if (is_officer(*role)) return;
  }
}

// "Puheenjohtaja: A, sihteeri B" under a heading about the meeting's officers.
void SentenceReader::take_roles_of_item() {
  const AgendaItem* item = item_at(context_.items, sentence_.begin);
  if (!item || !said_.empty() || is_proposal()) return;
  if (!organises_meeting(lower_case(item->title), words_)) return;
  auto pieces = pieces_;
  if (pieces.size() > 1 && pieces[1].kind == PieceKind::colon &&
      words_.has(AttendeeList::other_label, pieces[0].folded))
    pieces.erase(pieces.begin(), pieces.begin() + 2);
  for (const AttendeeEntry& entry : context_.reader.read(pieces)) {
    for (const Role role : entry.roles) {
      if (!is_officer(role) && role != Role::inspector) continue;
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

}  // namespace muistio
