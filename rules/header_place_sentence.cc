#include "rules/header_place_sentence.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "rules/header_place_text.h"
#include "rules/header_words.h"
#include "rules/text_words.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

bool is_in_date(const Token& token, const std::vector<FoundDate>& dates) {
  return std::any_of(dates.begin(), dates.end(),
                     [&](const FoundDate& date) { return date.span.overlaps(token.span); });
}

bool is_part_of_place(const Passage& passage, const Token& token) {
  if (token.kind != TokenKind::word) return false;
  const std::string_view word = passage.at(token.span);
  if (passage.rulebook.kept<HeaderWords>().held_or_convened.has(lower_case(word))) return false;
  const Reading& reading = passage.language.readings(word).front();
  return reading.inflection == Case::genitive || starts_upper(word);
}

// How long ", Salo" is, right behind an address and before a comma or the end.
std::size_t town_behind(std::string_view rest) {
  if (!rest.starts_with(", ") || !starts_upper(rest.substr(2))) return 0;
  const std::size_t end = std::min(rest.find_first_of(" ,.;\t", 2), rest.size());
  return end == rest.size() || rest[end] == ',' || rest[end] == '.' ? end : 0;
}

// ", Kirkkotie 44" right behind a place; empty where none is.
Span address_behind(const Passage& passage, std::size_t place_end, std::size_t end) {
  const Span none{place_end, place_end};
  const std::string_view rest = passage.at({place_end, end});
  if (!rest.starts_with(", ")) return none;
  for (const Match& match : passage.rulebook.find("place", rest, "")) {
    const bool street = match.rule->id == "place.address" && match.span.begin == 2;
    if (street)
      return {place_end, place_end + match.span.end + town_behind(rest.substr(match.span.end))};
  }
  return none;
}

// " 214" of "luokassa 214."; empty where a time or an address goes on.
std::string_view room_number_behind(std::string_view rest) {
  constexpr std::size_t longest = 4;
  if (rest.size() < 2 || rest[0] != ' ' || !is_digit(rest[1])) return {};
  const std::size_t end = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
  const std::string_view behind = rest.substr(end);
  const bool whole = behind.empty() || behind == "." || behind.starts_with(". ") ||
                     behind.starts_with(", ") || behind.starts_with("\n");
  return whole && end <= longest ? rest.substr(0, end) : std::string_view();
}

// "vanhalla" of "vanhalla koululla".
bool is_adjective_in_local_case(const Passage& passage, std::string_view word) {
  const auto& readings = passage.language.readings(word);
  return std::any_of(readings.begin(), readings.end(), [](const Reading& one) {
    return one.known && one.word_class == WordClass::adjective &&
           (one.inflection == Case::inessive || one.inflection == Case::adessive);
  });
}

// "Kumpulan vanha koulu" of the tokens "vanhalla koululla", with `owners` before them.
std::string place_of_tokens(const Passage& passage, std::string_view owners, Range tokens) {
  std::string place(owners);
  for (std::size_t i = tokens.first; i < tokens.last; ++i) {
    const std::string_view word = passage.at(passage.tokens[i].span);
    if (!place.empty() && place.back() != ' ') place += ' ';
    place += nominative_of_place(passage, word).value_or(std::string(word));
  }
  return place;
}

// ", Kangasniemellä" right behind a place: the town, in the nominative; none where it is no name.
std::optional<std::string> town_in_case_behind(const Passage& passage, std::size_t place_end,
                                               std::size_t end) {
  const Range tokens = passage.tokens_in({place_end, end});
  if (tokens.first + 1 >= tokens.last) return std::nullopt;
  const Token& comma = passage.tokens[tokens.first];
  const Token& town = passage.tokens[tokens.first + 1];
  const bool behind = comma.span.begin == place_end && passage.at(comma.span) == "," &&
                      town.kind == TokenKind::word && starts_upper(passage.at(town.span));
  return behind ? nominative_of_place(passage, passage.at(town.span)) : std::nullopt;
}

// "Hotelli Savossa" of the tokens right behind "Iisalmessa".
std::optional<std::string> house_behind_town(const Passage& passage, Range tokens,
                                             const std::vector<FoundDate>& dates) {
  constexpr std::size_t most_words = 4;
  const std::size_t end = std::min(tokens.last, tokens.first + most_words);
  for (std::size_t i = tokens.first; i < end; ++i) {
    const Token& token = passage.tokens[i];
    if (token.kind != TokenKind::word || is_in_date(token, dates)) return std::nullopt;
    if (nominative_of_place(passage, passage.at(token.span))) {
      const std::size_t begin = passage.tokens[tokens.first].span.begin;
      if (!starts_upper(passage.at(passage.tokens[tokens.first].span))) return std::nullopt;
      return place_of_tokens(passage, passage.at({begin, token.span.begin}), {i, i + 1});
    }
  }
  return std::nullopt;
}

// "(hallintotalo, 3. krs)" right behind the day.
std::optional<Stated> place_in_brackets(const Passage& passage, Span rest,
                                        const std::vector<FoundDate>& dates) {
  constexpr std::string_view open = " (";
  for (const FoundDate& date : dates) {
    if (date.span.begin < rest.begin || date.span.end >= rest.end) continue;
    const std::string_view behind = passage.at({date.span.end, rest.end});
    const std::size_t close = behind.find(')');
    if (!behind.starts_with(open) || close == std::string_view::npos) continue;
    const Span inside{date.span.end + open.size(), date.span.end + close};
    if (passage.rulebook.find("place", passage.at(inside), "").empty()) continue;
    return Stated{single_spaced(passage.at(inside)),
                  evidence_at(passage.document, inside, "header.place_in_sentence", 0.8)};
  }
  return std::nullopt;
}

// Where the verb of a meeting stands in a sentence in small letters, or, where the verb is of the
// paper, what follows the meeting: "Pöytäkirja, joka tehtiin seuran kokouksessa Metsäpirtillä".
std::optional<std::size_t> behind_verb_of_meeting(const Passage& passage, std::string_view lower) {
  const HeaderWords& words = passage.rulebook.kept<HeaderWords>();
  const auto verb = words.held_or_convened.first_in(lower);
  const auto told = verb ? verb : words.made.first_in(lower);
  if (!told) return std::nullopt;
  const WordSet& at_meeting = passage.rulebook.kept<TextWords>().at_meeting;
  for (const std::string_view word : words_of(lower.substr(told->end)))
    if (at_meeting.ends(word)) return word.data() + word.size() - lower.data();
  return verb ? std::optional(verb->begin) : std::nullopt;
}

}  // namespace

bool is_town(const Passage& passage, std::string_view name) {
  const auto& readings = passage.language.readings(name);
  return std::any_of(readings.begin(), readings.end(), [](const Reading& one) {
    return one.word_class == WordClass::place_name && one.inflection == Case::nominative;
  });
}

std::optional<Stated> place_after(const Passage& passage, Span rest,
                                  const std::vector<FoundDate>& dates) {
  const Range tokens = passage.tokens_in(rest);
  const auto is_local = [&](std::size_t i) {
    return i < tokens.last && passage.tokens[i].kind == TokenKind::word &&
           !is_in_date(passage.tokens[i], dates) &&
           nominative_of_place(passage, passage.at(passage.tokens[i].span));
  };
  for (std::size_t i = tokens.first; i < tokens.last; ++i) {
    if (!is_local(i)) continue;
    std::size_t last = i;
    while (is_adjective_in_local_case(passage, passage.at(passage.tokens[last].span)) &&
           is_local(last + 1))
      ++last;
    const Token& token = passage.tokens[last];
    std::size_t first = i;
    while (first > tokens.first && is_part_of_place(passage, passage.tokens[first - 1])) --first;
    const bool named = starts_upper(passage.at(passage.tokens[first].span)) ||
                       !passage.rulebook.find("place", passage.at(token.span), "").empty();
    if (!named) continue;
    const Span address = address_behind(passage, token.span.end, rest.end);
    const Span span{passage.tokens[first].span.begin, address.end};
    std::string place = place_of_tokens(
        passage, passage.at({span.begin, passage.tokens[i].span.begin}), {i, last + 1});
    place += passage.at(address);
    if (span.end == token.span.end) place += room_number_behind(passage.at({span.end, rest.end}));
    if (const auto town = town_in_case_behind(passage, token.span.end, rest.end))
      place += ", " + *town;
    if (span.size() == token.span.size() && is_town(passage, place)) {
      if (const auto house = house_behind_town(passage, {last + 1, tokens.last}, dates))
        place += ", " + *house;
    }
    return Stated{single_spaced(place),
                  evidence_at(passage.document, span, "header.place_in_sentence", 0.75)};
  }
  return std::nullopt;
}

std::optional<Stated> swedish_place_after(const Passage& passage, Span rest,
                                          const std::vector<FoundDate>& dates) {
  constexpr std::size_t longest_place = 60;
  const HeaderWords& words = passage.rulebook.kept<HeaderWords>();
  const std::string text = without_times(passage, rest, dates);
  for (const std::string_view word : words_of(text)) {
    const bool host = words.hosts.has(word);
    if (!host && !words.place_prepositions.has(word)) continue;
    const std::size_t begin = static_cast<std::size_t>(word.data() - text.data());
    const std::size_t name = begin + word.size() + 1;
    const std::size_t end = std::min(text.find_first_of("\t,.;(", name), text.size());
    if (name >= end || end - name > longest_place) continue;
    const std::string place =
        longest_piece(passage, std::string_view(text).substr(name, end - name));
    const bool named = starts_upper(place) || !passage.rulebook.find("place", place, "").empty();
    if (!named) continue;
    const Span span{rest.begin + (host ? begin : name), rest.begin + end};
    return Stated{host ? std::string(word) + " " + place : place,
                  evidence_at(passage.document, span, "header.place_in_sentence", 0.7)};
  }
  return std::nullopt;
}

std::optional<Stated> place_of_sentence(const Passage& passage, Span sentence,
                                        const std::vector<FoundDate>& dates) {
  const std::string_view text = passage.at(sentence);
  const std::string lower = lower_case(text);
  if (lower.size() != text.size()) return std::nullopt;
  const HeaderWords& words = passage.rulebook.kept<HeaderWords>();
  const auto behind = behind_verb_of_meeting(passage, lower);
  if (!behind) return std::nullopt;
  if (const auto lead = words.at_address.first_in(std::string_view(lower).substr(*behind))) {
    const Span span = trimmed(passage.flow, {sentence.begin + *behind + lead->end, sentence.end});
    std::string place = single_spaced(passage.at(span));
    if (place.ends_with('.')) place.pop_back();
    return Stated{std::move(place),
                  evidence_at(passage.document, span, "header.place_at_address", 0.8)};
  }
  const Span rest{sentence.begin + *behind, sentence.end};
  if (auto place = place_in_brackets(passage, rest, dates)) return place;
  if (auto place = place_after(passage, rest, dates)) return place;
  return swedish_place_after(passage, rest, dates);
}

}  // namespace muistio
