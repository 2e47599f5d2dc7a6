#include "rules/attendees_headings.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "rules/attendees_notes.h"
#include "rules/elative.h"

namespace muistio {
namespace {

constexpr std::size_t most_loose_words = 5;
constexpr std::size_t most_words_of_source = 4;  // "Kosken kunnan nuorista olivat mukana".

void add_meaning(std::string_view value, AttendeeHeading& heading) {
  if (value == "present")
    heading.present = true;
  else if (value == "absent")
    heading.absent = true;
  else if (value == "remote")
    heading.remote = true;
  else if (const auto role = role_named(value);
           heading.role != Role::member || role != Role::deputy)
    heading.role = role;  // "Jäsenet ja varajäsenet": who is a deputy says so.
}

// "(hallitus)", "(29 henkeä, ilmoittautuneet)", "(x = paikalla)" after a heading; past it where it
// holds no person.
std::size_t past_brackets(const EntryReader& reader, const std::vector<ListPiece>& pieces,
                          std::size_t at) {
  if (at >= pieces.size() || pieces[at].kind != PieceKind::open) return at;
  std::size_t close = at + 1;
  while (close < pieces.size() &&
         (pieces[close].kind == PieceKind::word || pieces[close].kind == PieceKind::comma ||
          pieces[close].kind == PieceKind::dash))
    ++close;
  if (close >= pieces.size() || pieces[close].kind != PieceKind::close) return at;
  return reader.find_name(pieces, at + 1, close) ? at : close + 1;
}

// "Urakoitsijan edustajat (Rakennus Oy)": whom they stand for.
std::optional<std::string> named_in_brackets(const EntryReader& reader,
                                             const std::vector<ListPiece>& pieces, std::size_t open,
                                             std::size_t end) {
  const bool one_part = std::all_of(pieces.begin() + static_cast<std::ptrdiff_t>(open) + 1,
                                    pieces.begin() + static_cast<std::ptrdiff_t>(end) - 1, is_word);
  if (!one_part || open + 2 >= end) return std::nullopt;
  const Span name{pieces[open + 1].span.begin, pieces[end - 2].span.end};
  return starts_upper(reader.passage().at(name))
             ? std::optional(single_spaced(reader.passage().at(name)))
             : std::nullopt;
}

// "19 yhdistyksen jäsentä, mm." after a heading; past it where nothing else goes on from there.
std::size_t past_count(const AttendeeWords& words, const std::vector<ListPiece>& pieces,
                       std::size_t at) {
  constexpr std::size_t most_words = 4;
  if (at >= pieces.size() || !is_word(pieces[at]) || pieces[at].folded.size() > 3 ||
      pieces[at].folded.find_first_not_of("0123456789") != std::string::npos)
    return at;
  std::size_t end = at + 1;
  while (end < pieces.size() && is_word(pieces[end]) && end - at <= most_words) {
    // "19 jäsentä sekä toiminnanjohtaja Aino Esimerkki"
    if (words.value_of(AttendeeList::conjunction, pieces[end].folded) == "and") return end + 1;
    ++end;
  }
  if (end + 1 < pieces.size() && pieces[end].kind == PieceKind::comma &&
      words.has(AttendeeList::among_others, pieces[end + 1].folded))
    end += 2;
  return end >= pieces.size() || pieces[end].kind == PieceKind::colon ? end : at;
}

// "opistolla", "Oodissa": where people were, between a heading and its colon or line end.
std::size_t past_places(const EntryReader& reader, const std::vector<ListPiece>& pieces,
                        std::size_t at) {
  std::size_t end = at;
  while (end < pieces.size() && end < at + 3 && pieces[end].kind == PieceKind::word) {
    const auto& readings =
        reader.passage().language.readings(reader.passage().at(pieces[end].span));
    const bool place = std::any_of(readings.begin(), readings.end(), [](const Reading& reading) {
      return reading.inflection == Case::inessive || reading.inflection == Case::adessive ||
             reading.inflection == Case::genitive;
    });
    if (!place) return at;
    ++end;
  }
  const bool closed = end >= pieces.size() ||
                      (pieces[end].kind != PieceKind::word && pieces[end].kind != PieceKind::comma);
  return closed ? end : at;
}

// "prof. Hakala (pj.), Kivelä, Tuomi ja Heino": three or more words with capitals and nothing else
// but titles before and brackets behind them.
bool are_surnames_alone(const EntryReader& reader, const std::vector<ListPiece>& pieces,
                        std::size_t at) {
  constexpr std::size_t fewest = 3;
  const NoteReader notes(reader);
  std::size_t names = 0, surnames = 0, unknown = 0;
  bool officers = false;
  while (at < pieces.size()) {
    std::size_t last = at;
    while (last < pieces.size() && is_word(pieces[last]) && !reader.look(pieces[last]).may_name())
      ++last;
    if (last >= pieces.size() || !is_word(pieces[last])) break;
    const WordLook& look = reader.look(pieces[last]);
    const bool noun = last == at + 1 && look.surname && notes.is_noun(pieces[at]);
    if (last > at && !noun && !notes.is_before_name(pieces, {at, last})) break;
    surnames += look.surname || look.compound;
    unknown += look.unknown;
    ++names;
    at = last + 1;
    if (at < pieces.size() && pieces[at].kind == PieceKind::open) {
      const std::size_t open = at;
      while (at < pieces.size() && pieces[at].kind != PieceKind::close) ++at;
      officers |= notes.role_of(pieces, {open + 1, at}).has_value();
      ++at;
    }
    const bool joined =
        at < pieces.size() && is_word(pieces[at]) &&
        reader.words().value_of(AttendeeList::conjunction, pieces[at].folded) == "and";
    const bool parted = at < pieces.size() && pieces[at].kind == PieceKind::comma;
    if (!joined && !parted) break;
    ++at;
  }
  return names >= fewest && (surnames + (officers ? unknown : 0)) * 2 >= names;
}

// After a heading stands nothing, a colon, or a person.
bool may_follow(const EntryReader& reader, const std::vector<ListPiece>& pieces, std::size_t at) {
  if (at >= pieces.size()) return true;
  if (pieces[at].kind != PieceKind::word) return pieces[at].kind != PieceKind::comma;
  const Reading& first = reader.passage().language.readings(pieces[at].folded).front();
  const bool acts = first.passive && first.verb_form == VerbForm::past;
  if (acts) return false;  // "Asiantuntijana kuultiin Aino Esimerkkiä"
  // "kunnan puolesta johtaja Aino Virtanen"
  if (at + 2 < pieces.size() && is_word(pieces[at + 1]) && first.inflection == Case::genitive &&
      reader.words().value_of(AttendeeList::side, pieces[at + 1].folded) == "all")
    return may_follow(reader, pieces, at + 2);
  std::size_t last = at;
  while (last < pieces.size() && pieces[last].kind == PieceKind::word) ++last;
  if (const auto name = reader.find_name(pieces, at, last)) return name->first <= at + 3;
  const bool goes_on = last < pieces.size() && (pieces[last].kind == PieceKind::comma ||
                                                pieces[last].kind == PieceKind::soft_break);
  if (goes_on && NoteReader(reader).is_before_name(pieces, {at, last}))
    return may_follow(reader, pieces, last + 1);  // "rehtori, FT Aino Virtanen"
  return reader.look(pieces[at]).given || are_surnames_alone(reader, pieces, at);
}

}  // namespace

// "Läsnä kokouksen alkaessa:", "Tilaisuuden osallistujat", "Henkilöstön edustajat": a word that
// says who was there stands first or last among a few that do not matter.
std::optional<AttendeeHeading> loose_heading_at(const EntryReader& reader,
                                                const std::vector<ListPiece>& pieces,
                                                std::size_t at) {
  std::size_t end = at;
  while (end < pieces.size() && pieces[end].kind == PieceKind::word) ++end;
  const std::size_t words_end = end;
  const bool party =
      end - at >= 2 && reader.words().has(AttendeeList::heading_party, pieces[end - 1].folded);
  if (party) end = past_brackets(reader, pieces, end);
  const bool colon = end < pieces.size() && pieces[end].kind == PieceKind::colon;
  const bool closed = end >= pieces.size() || pieces[end].kind == PieceKind::cell || colon;
  if (!closed || words_end == at || words_end - at > most_loose_words) return std::nullopt;
  AttendeeHeading heading;
  if (end > words_end) heading.organisation = named_in_brackets(reader, pieces, words_end, end);
  for (const std::size_t word : {at, words_end - 1}) {
    const std::string_view value =
        reader.words().value_of(AttendeeList::heading, pieces[word].folded);
    if (value == "present" || value == "absent") add_meaning(value, heading);
  }
  const bool denied =  // "Ei saapunut paikalle:"
      reader.words().value_of(AttendeeList::presence, pieces[at].folded) == "absent";
  if (denied && heading.present) {
    heading.present = false;
    heading.absent = true;
  }
  if (party && !heading.absent) heading.present = true;
  if (!heading.is_strong() || reader.find_name(pieces, at, words_end)) return std::nullopt;
  heading.loose = true;
  heading.colon = colon;
  heading.end = colon ? end + 1 : end;
  heading.in_own_cell = heading.end < pieces.size() && pieces[heading.end].kind == PieceKind::cell;
  return heading;
}

// The words of a heading, past "/" and "–" between two of them, and where each stands.
struct HeadingWords {
  std::vector<std::string> words;
  std::vector<std::size_t> at;
};

// "Närvarande/Läsnä": one heading in two languages.
void add_parts_of_heading(const EntryReader& reader, const std::string& word,
                          std::vector<std::string>& words) {
  const std::size_t slash = word.find('/');
  if (slash != std::string::npos) {
    const std::string one = word.substr(0, slash), other = word.substr(slash + 1);
    const bool both = reader.words().has(AttendeeList::heading, one) &&
                      reader.words().has(AttendeeList::heading, other);
    if (both) words.push_back(one);
    words.push_back(both ? other : word);
  } else {
    words.push_back(word);
  }
}

HeadingWords words_of_heading(const EntryReader& reader, const std::vector<ListPiece>& pieces,
                              std::size_t at) {
  HeadingWords found;
  for (; at < pieces.size(); ++at) {
    const PieceKind kind = pieces[at].kind;
    const bool joins = (kind == PieceKind::slash || kind == PieceKind::dash) &&
                       at + 1 < pieces.size() &&
                       reader.words().has(AttendeeList::heading, pieces[at + 1].folded);
    if (joins) continue;
    if (kind != PieceKind::word) break;
    add_parts_of_heading(reader, pieces[at].folded, found.words);
    found.at.resize(found.words.size(), at);
  }
  return found;
}

// False of most rows: none of the words with which a heading may begin, whom it is of left aside,
// begins one.
bool may_head(const AttendeeWords& words, const std::vector<ListPiece>& pieces, std::size_t at) {
  for (std::size_t seen = 0; at < pieces.size() && seen <= most_words_of_source; ++at) {
    if (pieces[at].kind == PieceKind::slash || pieces[at].kind == PieceKind::dash) continue;
    if (!is_word(pieces[at])) return false;
    const std::string& word = pieces[at].folded;
    if (words.may_begin(AttendeeList::heading, word) ||
        words.may_begin(AttendeeList::heading_filler, word) || word.find('/') != word.npos)
      return true;
    ++seen;
  }
  return false;
}

// "Metsäkeskuksesta" before "olivat mukana", "Från skolan" before "deltog": how many words say
// where those come from who follow.
std::size_t words_of_source(const EntryReader& reader, const HeadingWords& heading) {
  const auto& [words, places] = heading;
  const auto is_of_headings = [&](std::size_t word) {
    return reader.words().longest_at(AttendeeList::heading, words, word).length > 0 ||
           reader.words().longest_at(AttendeeList::heading_filler, words, word).length > 0;
  };
  for (std::size_t word = 0; word + 1 < words.size() && word < most_words_of_source; ++word) {
    if (reader.words().has(AttendeeList::heading, words[word])) return 0;
    if (is_of_headings(word) || !is_of_headings(word + 1)) continue;
    if (reader.words().has(AttendeeList::sent_by, words[0])) return word > 0 ? word + 1 : 0;
    const auto& readings = reader.passage().language.readings(words[word]);
    const bool from = std::any_of(readings.begin(), readings.end(), [](const Reading& reading) {
      return reading.inflection == Case::elative || reading.inflection == Case::ablative;
    });
    return from || words[word].ends_with(":sta") || words[word].ends_with(":stä") ? word + 1 : 0;
  }
  return 0;
}

// "Kosken kunnasta" is Kosken kunta; "Nuorista" names no organisation.
std::optional<std::string> source_named(const EntryReader& reader,
                                        const std::vector<ListPiece>& pieces, std::size_t first,
                                        std::size_t last) {
  const std::string_view word = reader.passage().at(pieces[last].span);
  if (reader.words().has(AttendeeList::sent_by, pieces[first].folded)) {
    const std::string_view name =
        reader.passage().at({pieces[first + 1].span.begin, pieces[last].span.end});
    return starts_upper(name) ? std::optional(single_spaced(name)) : std::nullopt;
  }
  const auto nominative = nominative_of_elative(reader.passage().language, word);
  const std::string_view before =
      reader.passage().at({pieces[first].span.begin, pieces[last].span.begin});
  if (!nominative || !starts_upper(before.empty() ? word : before)) return std::nullopt;
  if (word.ends_with("ista") || word.ends_with("istä")) return std::nullopt;
  return single_spaced(std::string(before) + *nominative);
}

std::optional<AttendeeHeading> heading_at(const EntryReader& reader,
                                          const std::vector<ListPiece>& pieces, std::size_t first) {
  std::size_t at = first;
  while (at < pieces.size() && pieces[at].kind == PieceKind::bullet) ++at;
  if (!may_head(reader.words(), pieces, at)) return loose_heading_at(reader, pieces, at);
  const HeadingWords heading_words = words_of_heading(reader, pieces, at);
  const auto& [words, places] = heading_words;
  AttendeeHeading heading;
  bool found = false, body = false;
  const std::size_t source = words_of_source(reader, heading_words);
  std::size_t word = source;
  while (word < words.size()) {
    const auto core = reader.words().longest_at(AttendeeList::heading, words, word);
    const auto filler = reader.words().longest_at(AttendeeList::heading_filler, words, word);
    if (core.length == 0 && filler.length == 0) break;
    if (core.length > 0 && core.value != "body") {
      add_meaning(core.value, heading);
      found = true;
    }
    body |= core.value == "body";
    const std::size_t next = word + std::max(core.length, filler.length);
    for (; word < next; ++word)
      heading.verb |= reader.words().has(AttendeeList::heading_verb, words[word]);
  }
  if ((!found && !body) || (source > 0 && !(heading.is_strong() && heading.verb)))
    return loose_heading_at(reader, pieces, at);
  if (source > 0)
    heading.organisation = source_named(reader, pieces, places[0], places[source - 1]);
  std::size_t after = word < places.size() ? places[word] : places.back() + 1;
  if (heading.present) after = past_count(reader.words(), pieces, after);
  if (heading.present && !heading.verb) after = past_places(reader, pieces, after);
  after = past_brackets(reader, pieces, after);
  while (after < pieces.size() &&
         (pieces[after].kind == PieceKind::colon || pieces[after].kind == PieceKind::dash)) {
    heading.colon = true;
    ++after;
  }
  if (!heading.colon && !may_follow(reader, pieces, after))
    return loose_heading_at(reader, pieces, at);
  heading.in_own_cell = after < pieces.size() && pieces[after].kind == PieceKind::cell;
  if (!found && !heading.colon && !heading.in_own_cell) return std::nullopt;
  if (heading.present) heading.absent = false;  // "Läsnä/poissa:"
  heading.end = after;
  return heading;
}

}  // namespace muistio
