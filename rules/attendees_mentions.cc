#include "rules/attendees_mentions.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "rules/attendees_notes.h"
#include "rules/elative.h"

namespace muistio {
namespace {

constexpr std::size_t most_title_words = 5;

bool is_word(const std::vector<ListPiece>& pieces, std::size_t at) {
  return at < pieces.size() && pieces[at].kind == PieceKind::word;
}

}  // namespace

std::vector<std::string> MentionFinder::nominative(const std::vector<ListPiece>& pieces,
                                                   std::size_t first, std::size_t last) const {
  std::string name;
  for (std::size_t i = first; i < last; ++i) {
    name += (name.empty() ? "" : " ") + name_cased(reader_.passage().at(pieces[i].span));
    if (reader_.look(pieces[i]).initial && pieces[i].dot) name += '.';
  }
  name = reader_.passage().nominative(name, pieces[first].span.begin, attested_);
  const std::vector<std::string_view> words = words_of(name);
  return {words.begin(), words.end()};
}

// "Mervi Sandelinin" where the list has "Mervi Sandelin", which no dictionary inflects.
void MentionFinder::take_known_without_ending(NameMention& mention) const {
  for (const std::string_view ending : {"in", "n", "ia", "iä", "a", "ä", "ta", "tä"}) {
    std::vector<std::string> words = mention.words;
    if (!words.back().ends_with(ending) || words.back().size() < ending.size() + 3) continue;
    words.back().resize(words.back().size() - ending.size());
    mention.person = people_.find(words);
    if (!mention.person) continue;
    mention.words = std::move(words);
    return;
  }
}

// "poroisäntä Oula ...", "sihteeriksi Oula ...", "valittiin Oula ...": a given name that the
// dictionary does not have is known by what stands before it.
bool MentionFinder::follows_office(const std::vector<ListPiece>& pieces, std::size_t at) const {
  if (at == 0 || !is_word(pieces, at - 1)) return false;
  const ListPiece& before = pieces[at - 1];
  const NoteReader notes(reader_);
  if (notes.is_job_title(pieces, {at - 1, at}) || notes.role_of(pieces, {at - 1, at}) ||
      reader_.words().has(AttendeeList::office, before.folded))
    return true;
  const Reading& reading = reader_.passage().language.readings(before.folded).front();
  return reading.passive && reading.verb_form == VerbForm::past;
}

// A given name and what follows it up to the surname.
std::optional<NameMention> MentionFinder::full_name_at(const std::vector<ListPiece>& pieces,
                                                       std::size_t at) const {
  const WordLook& first = reader_.look(pieces[at]);
  if (!first.may_name()) return std::nullopt;
  std::size_t last = at + 1;
  const auto goes_on = [&](std::size_t i) {
    if (!is_word(pieces, i) || (pieces[i - 1].dot && !reader_.look(pieces[i - 1]).initial))
      return false;
    const WordLook& look = reader_.look(pieces[i]);
    return look.may_name() ||
           (look.particle && is_word(pieces, i + 1) && reader_.look(pieces[i + 1]).may_name());
  };
  // More given names, initials and particles, then one surname.
  while (goes_on(last) && last - at < 4) {
    const WordLook& look = reader_.look(pieces[last]);
    ++last;
    const bool inner = (look.given && !look.surname) || look.initial || look.particle;
    if (!inner) break;
  }
  if (last - at < 2) return std::nullopt;
  const WordLook& surname = reader_.look(pieces[last - 1]);
  const bool likely =
      first.given || (first.unknown && (surname.surname || surname.unknown || surname.compound) &&
                      !first.inflected && follows_office(pieces, at));
  NameMention mention;
  mention.first = at;
  mention.last = last;
  mention.words = nominative(pieces, at, last);
  mention.person = people_.find(mention.words);
  if (!mention.person) take_known_without_ending(mention);
  // A third word may belong to a name that the list has in full.
  if (!mention.person && goes_on(last)) {
    const auto longer = nominative(pieces, at, last + 1);
    if (const auto person = people_.find(longer)) {
      mention.person = person;
      mention.words = longer;
      mention.last = last + 1;
    }
  }
  if (!mention.person && !likely) return std::nullopt;
  mention.full = true;
  return mention;
}

// A first name or a surname that one known person has.
std::optional<NameMention> MentionFinder::single_at(const std::vector<ListPiece>& pieces,
                                                    std::size_t at) const {
  const WordLook& look = reader_.look(pieces[at]);
  if (!look.may_name()) return std::nullopt;
  NameMention mention;
  mention.first = at;
  mention.last = at + 1;
  mention.words = {name_cased(reader_.passage().at(pieces[at].span))};
  mention.person = people_.find(mention.words);
  if (mention.person) return mention;
  for (const Reading& reading : reader_.passage().language.readings(mention.words[0])) {
    if (reading.word_class != WordClass::first_name && reading.word_class != WordClass::last_name &&
        reading.word_class != WordClass::place_name)
      continue;
    mention.person = people_.find({reading.base});
    if (!mention.person) continue;
    mention.words = {reading.base};
    return mention;
  }
  return std::nullopt;
}

std::optional<NameMention> MentionFinder::mention_at(const std::vector<ListPiece>& pieces,
                                                     std::size_t at) const {
  if (auto full = full_name_at(pieces, at)) return full;
  return single_at(pieces, at);
}

// "Hallituksen puheenjohtaja" before a name: the words up to a verb or a mark.
void MentionFinder::add_title(const std::vector<ListPiece>& pieces, NameMention& mention) const {
  const NoteReader notes(reader_);
  std::size_t first = mention.first;
  const std::size_t least = first > most_title_words ? first - most_title_words : 0;
  std::optional<std::size_t> begins;
  while (first > least && is_word(pieces, first - 1)) {
    --first;
    const ListPiece& piece = pieces[first];
    if (reader_.words().value_of(AttendeeList::conjunction, piece.folded) == "and" ||
        reader_.words().has(AttendeeList::office, piece.folded))
      break;
    const auto& readings = reader_.passage().language.readings(piece.folded);
    const bool last_word = first + 1 == mention.first;
    const bool verb = std::any_of(readings.begin(), readings.end(), [](const Reading& reading) {
      return reading.known && reading.word_class == WordClass::verb &&
             reading.verb_form != VerbForm::participle_past;
    });
    const bool genitive = std::any_of(readings.begin(), readings.end(), [](const Reading& reading) {
      return reading.inflection == Case::genitive || reading.inflection == Case::nominative;
    });
    const bool name = genitive && !last_word && starts_upper(reader_.passage().at(piece.span));
    if (verb && !name && !(last_word && notes.is_job_title(pieces, {first, mention.first}))) break;
    if (!last_word && !genitive && !piece.dot) break;
    if (last_word && !notes.is_job_title(pieces, {first, mention.first}) &&
        !notes.role_of(pieces, {first, mention.first}))
      break;
    begins = first;
  }
  if (!begins) return;
  const Stretch stretch{*begins, mention.first};
  mention.role = notes.role_of(pieces, stretch);
  if (!mention.role) mention.title = notes.text_of(pieces, stretch);
}

// "Sivi Esimerkki (Kosken kunta)"
void MentionFinder::add_bracketed(const std::vector<ListPiece>& pieces,
                                  NameMention& mention) const {
  std::size_t close = mention.last + 1;
  while (is_word(pieces, close)) ++close;
  if (close >= pieces.size() || pieces[close].kind != PieceKind::close) return;
  AttendeeEntry said;
  NoteReader(reader_).add(pieces, {mention.last + 1, close}, true, said);
  if (!said.organisations.empty()) mention.organisation = said.organisations.front();
}

// "Sivi Esimerkki Kosken kyläyhdistyksestä", "Sivi Esimerkki Kosken kylät ry:stä"
bool MentionFinder::add_many_worded(const std::vector<ListPiece>& pieces,
                                    NameMention& mention) const {
  constexpr std::size_t most_words = 6;
  std::string words;
  for (std::size_t at = mention.last; is_word(pieces, at) && at < mention.last + most_words; ++at) {
    const std::string_view word = reader_.passage().at(pieces[at].span);
    const Reading& reading = reader_.passage().language.readings(word).front();
    const auto last =
        at > mention.last ? nominative_of_elative(reader_.passage().language, word) : std::nullopt;
    if (last) {
      mention.organisation = words + ' ' + *last;
      return true;
    }
    const bool part = starts_upper(word) || reading.inflection == Case::genitive ||
                      reading.inflection == Case::nominative;
    if (!part || reading.word_class == WordClass::verb) return false;
    words += (words.empty() ? "" : " ") + std::string(word);
  }
  return false;
}

// "Sivi Esimerkki Koskesta"
void MentionFinder::add_organisation(const std::vector<ListPiece>& pieces,
                                     NameMention& mention) const {
  if (mention.last < pieces.size() && pieces[mention.last].kind == PieceKind::open)
    return add_bracketed(pieces, mention);
  if (!is_word(pieces, mention.last)) return;
  const std::string_view word = reader_.passage().at(pieces[mention.last].span);
  if (!starts_upper(word)) {  // "Sivi Esimerkki aluehallintovirastosta"
    const auto named = nominative_of_elative(reader_.passage().language, word);
    if (named && reader_.words().ends_in(AttendeeList::organisation, "organisation", *named))
      mention.organisation = named;
    return;
  }
  if (add_many_worded(pieces, mention)) return;
  mention.organisation = nominative_of_elative(reader_.passage().language, word);
  if (mention.organisation) return;
  for (const std::string_view ending : {"sta", "stä"}) {
    if (word.ends_with(ending) && word.size() > ending.size() + 3)
      mention.organisation = std::string(word.substr(0, word.size() - ending.size()));
  }
}

// "Aino ja Otso Virtanen": Aino, who has the same surname.
std::optional<NameMention> MentionFinder::sharing_surname(const std::vector<ListPiece>& pieces,
                                                          const NameMention& whole) const {
  if (whole.first < 2 || whole.words.size() != 2 || !whole.full) return std::nullopt;
  const std::size_t at = whole.first - 2;
  if (!is_word(pieces, at) || !is_word(pieces, at + 1) || !reader_.look(pieces[at]).given ||
      reader_.words().value_of(AttendeeList::conjunction, pieces[at + 1].folded) != "and")
    return std::nullopt;
  NameMention mention;
  mention.first = at;
  mention.last = at + 1;
  mention.span = pieces[at].span;
  mention.words = {name_cased(reader_.passage().at(pieces[at].span)), whole.words.back()};
  mention.person = people_.find(mention.words);
  mention.full = true;
  return mention;
}

std::vector<NameMention> MentionFinder::find(const std::vector<ListPiece>& pieces) const {
  std::vector<NameMention> mentions;
  for (std::size_t at = 0; at < pieces.size();) {
    auto mention = is_word(pieces, at) ? mention_at(pieces, at) : std::nullopt;
    if (!mention) {
      ++at;
      continue;
    }
    mention->span = {pieces[mention->first].span.begin, pieces[mention->last - 1].span.end};
    if (auto first = sharing_surname(pieces, *mention);
        first && (mentions.empty() || mentions.back().last <= first->first))
      mentions.push_back(std::move(*first));
    add_title(pieces, *mention);
    add_organisation(pieces, *mention);
    at = mention->last;
    mentions.push_back(std::move(*mention));
  }
  return mentions;
}

}  // namespace muistio
