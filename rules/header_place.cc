#include "rules/header_place.h"

#include <algorithm>
#include <array>

#include "corpus/unicode.h"
#include "rules/header_words.h"
#include "rules/text_words.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

constexpr std::size_t most_place_lines = 5;

// The text of the span with its dates and clock times blanked out.
std::string without_times(const Passage& passage, Span span, const std::vector<FoundDate>& dates) {
  std::string text(passage.at(span));
  const auto blank = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < std::min(end, text.size()); ++i) text[i] = '\t';
  };
  for (const FoundDate& date : dates) {
    if (date.span.begin >= span.end) break;
    if (date.span.end <= span.begin) continue;
    blank(std::max(date.span.begin, span.begin) - span.begin, date.span.end - span.begin);
  }
  for (const Match& match : passage.rulebook.find("clock", text, "")) {
    blank(match.span.begin, match.span.end);
  }
  return text;
}

bool is_filler(const HeaderWords& words, std::string_view word) {
  const std::string lower = lower_case(word.substr(0, word.find_last_not_of(".,:") + 1));
  return words.time_fillers.has(lower) || words.weekdays.has(lower);
}

// What is left of a line once times are gone: its longest piece, without words that only
// held the time.
std::string longest_piece(const Passage& passage, std::string_view text) {
  const HeaderWords& words = passage.rulebook.kept<HeaderWords>();
  std::string best;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\t', begin), text.size());
    std::string piece = single_spaced(text.substr(begin, end - begin));
    constexpr std::string_view unreadable = "\uFFFD";
    if (piece.starts_with(unreadable)) piece.erase(0, unreadable.size());
    begin = end + 1;
    for (bool trimming = true; trimming && !piece.empty();) {
      piece = std::string(trimmed(piece, U",;:–-/·|»@"));
      piece.erase(0, std::min(piece.find_first_not_of(" ."), piece.size()));
      if (piece.starts_with('(') && piece.ends_with(')')) piece = piece.substr(1, piece.size() - 2);
      const std::size_t first_space = piece.find(' '), last_space = piece.rfind(' ');
      trimming = false;
      if (is_filler(words, piece.substr(0, first_space))) {
        piece.erase(0, first_space == std::string::npos ? piece.size() : first_space + 1);
        trimming = true;
      } else if (last_space != std::string::npos &&
                 is_filler(words, piece.substr(last_space + 1))) {
        piece.resize(last_space);
        trimming = true;
      }
    }
    if (piece.size() > best.size()) best = std::move(piece);
  }
  return best;
}

bool has_letters(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
         }) >= 3;
}

bool is_read_by_ocr(const Document& document, std::size_t offset) {
  return std::any_of(document.pages.begin(), document.pages.end(), [&](const Page& page) {
    return page.source == PageSource::ocr && page.span.contains(offset);
  });
}

// OCR reads "Rantakatu 3 A" as "Rantakatu 3A".
std::string with_staircase_apart(std::string place) {
  for (std::size_t i = 1; i + 1 <= place.size(); ++i) {
    const bool digit = is_digit(place[i - 1]);
    const bool letter = place[i] >= 'A' && place[i] <= 'Z';
    const bool last = i + 1 == place.size() || place[i + 1] == ' ' || place[i + 1] == ',';
    if (digit && letter && last) place.insert(i, " ");
  }
  return place;
}

std::optional<Stated> place_of_field(const Passage& passage, const std::vector<FoundDate>& dates,
                                     const LabelledField& field) {
  std::string place;
  Span whole{};
  for (std::size_t i = 0; i < std::min(field.values.size(), most_place_lines); ++i) {
    const std::string piece =
        longest_piece(passage, without_times(passage, field.values[i], dates));
    const bool number = field.makes == "place" &&  // "214"
                        piece.find_first_of("0123456789") != std::string::npos;
    if (!has_letters(piece) && !number) continue;
    if (whole.empty()) whole = field.values[i];
    whole.end = field.values[i].end;
    place += place.empty() ? piece : ", " + piece;
    if (field.makes != "place" && has_letters(place)) break;
  }
  const bool room = field.makes == "place" && !place.empty();  // "B204", "nh 2"
  if (!has_letters(place) && !room) return std::nullopt;
  if (is_read_by_ocr(passage.document, whole.begin)) {
    place = with_staircase_apart(std::move(place));
  }
  return Stated{std::move(place),
                evidence_at(passage.document, whole, field.rule, field.confidence)};
}

bool is_local(Case inflection) {
  return inflection == Case::inessive || inflection == Case::adessive;
}

// "Teamsissa" -> "Teams": the names of connections are in no dictionary.
std::optional<std::string> nominative_of_connection(const Passage& passage, std::string_view word) {
  const std::string lower = lower_case(word);
  for (const std::string& name : passage.rulebook.kept<HeaderWords>().connections.forms()) {
    if (!lower.starts_with(name)) continue;
    const std::string_view ending = std::string_view(lower).substr(name.size());
    for (const std::string_view local : {"issa", "issä", "ssa", "ssä", "illa", "illä", "lla"}) {
      if (ending == local) return std::string(word.substr(0, name.size()));
    }
  }
  return std::nullopt;
}

// The nominative of the last word of a place: "Kylätalolla" -> "Kylätalo".
std::optional<std::string> nominative_of_place(const Passage& passage, std::string_view word) {
  if (auto connection = nominative_of_connection(passage, word)) return connection;
  const std::size_t hyphen = word.rfind('-');
  const std::string_view last = hyphen == std::string_view::npos ? word : word.substr(hyphen + 1);
  // A name that no dictionary has may be a compound of common words: "Koivulahdessa".
  for (const std::string& form : {std::string(last), lower_case(last)}) {
    for (const Reading& reading : passage.language.readings(form)) {
      if (!is_local(reading.inflection) || !reading.known) continue;
      std::string base = reading.base;
      if (starts_upper(last) && base[0] >= 'a' && base[0] <= 'z') {
        base[0] = static_cast<char>(base[0] - 32);
      }
      return std::string(word.substr(0, word.size() - last.size())) + base;
    }
  }
  return std::nullopt;
}

// "Kumpulan koululla" -> "Kumpulan koulu".
std::string in_nominative(const Passage& passage, std::string place) {
  const std::size_t space = place.find_last_of(' ');
  const std::size_t begin = space == std::string::npos ? 0 : space + 1;
  if (const auto base = nominative_of_place(passage, std::string_view(place).substr(begin))) {
    place.replace(begin, std::string::npos, *base);
  }
  return place;
}

// "vid" of " vid sjön"; empty where the text does not begin with a space and a word.
std::string_view first_word(std::string_view text) {
  if (!text.starts_with(' ')) return {};
  return text.substr(1, text.find(' ', 1) - 1);
}

// "hos Alma Ek" -> "Alma Ek".
std::string_view without_host(const HeaderWords& words, std::string_view place) {
  const std::size_t space = place.find(' ');
  const bool host = space != place.npos && words.hosts.has(place.substr(0, space));
  return host ? place.substr(space + 1) : place;
}

// "8.10.2015 klo 18, Kolo": a name behind a day or a time and a comma is where it was.
bool is_named_behind_time(const HeaderWords& words, std::string_view text, std::string_view place) {
  const std::size_t last = text.find_last_of('\t');
  if (last == std::string_view::npos || text.find_first_not_of("\t ") < last) return false;
  const std::string_view behind = text.substr(last + 1);
  static constexpr std::array<std::string_view, 5> marks{", ", " · ", " | ", " – ", " @ "};
  const std::string_view first = first_word(behind);
  const bool lead = std::any_of(marks.begin(), marks.end(),
                                [&](std::string_view mark) { return behind.starts_with(mark); }) ||
                    words.place_prepositions.has(first) || words.hosts.has(first);
  return lead && starts_upper(without_host(words, place)) && place.size() <= 60 &&
         std::count(place.begin(), place.end(), ' ') <= 4 &&
         (!behind.ends_with('.') || words.hosts.has(first));
}

// "Kunnantalo, klo 18", "Kylätalo Kumpula": a line of the head that names a place.
std::optional<Stated> place_of_line(const Passage& passage, const std::vector<FoundDate>& dates,
                                    const HeadLine& line) {
  if (line.furniture || line.meeting || line.text.size() > 160) return std::nullopt;
  const HeaderWords& words = passage.rulebook.kept<HeaderWords>();
  if (words.convened.first_in(line.text)) return std::nullopt;  // A sentence.
  const auto matches = find_in(passage, line, "place");
  const std::string text = without_times(passage, line.span, dates);
  std::string place = longest_piece(passage, text);
  if (without_host(words, place).size() < place.size()) place = std::string(trimmed(place, U"."));
  if (!line.kind.empty()) {  // "Muistio | Johtoryhmä | 3.4.2018 | Teams"
    const auto named = passage.rulebook.find("place", place, "");
    if (named.empty() || !is_named_behind_time(words, text, place)) return std::nullopt;
    return Stated{std::move(place),
                  evidence_at(passage.document, line.span, "header.place_behind_time", 0.65)};
  }
  if (matches.empty()) {
    if (!is_named_behind_time(words, text, place)) return std::nullopt;
    return Stated{std::move(place),
                  evidence_at(passage.document, line.span, "header.place_behind_time", 0.65)};
  }
  const bool beside_time = text.find('\t') != std::string::npos;  // "klo 13, kokoustila Aalto"
  if (!has_letters(place) || (!starts_upper(place) && !beside_time)) return std::nullopt;
  place = in_nominative(passage, std::move(place));
  return Stated{std::move(place), evidence_at(passage.document, line.span, matches.front().rule->id,
                                              matches.front().rule->confidence)};
}

bool tells_time(const Passage& passage, const std::vector<FoundDate>& dates, const HeadLine& line) {
  return !line.furniture &&
         without_times(passage, line.span, dates).find('\t') != std::string::npos;
}

// "Yhdistyksen kokous ke 5.9.2018 klo 17.30" and below it "koulun opettajainhuone".
std::optional<Stated> place_below_time(const Passage& passage, const std::vector<FoundDate>& dates,
                                       const std::vector<HeadLine>& lines) {
  constexpr std::size_t longest = 60;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const HeadLine& below = lines[i + 1];
    if (!tells_time(passage, dates, lines[i]) || below.furniture || below.meeting ||
        !below.kind.empty() || below.text.size() > longest || starts_upper(below.text))
      continue;
    const auto named = find_in(passage, below, "place");
    if (named.empty() || named.back().span.end != below.text.size()) continue;
    return Stated{below.text,
                  evidence_at(passage.document, below.span, named.back().rule->id, 0.7)};
  }
  return std::nullopt;
}

bool is_part_of_place(const Passage& passage, const Token& token) {
  if (token.kind != TokenKind::word) return false;
  const std::string_view word = passage.at(token.span);
  const Reading& reading = passage.language.readings(word).front();
  return reading.inflection == Case::genitive || starts_upper(word);
}

// ", Kirkkotie 44" right behind a place; empty where none is.
Span address_behind(const Passage& passage, std::size_t place_end, std::size_t end) {
  const Span none{place_end, place_end};
  const std::string_view rest = passage.at({place_end, end});
  if (!rest.starts_with(", ")) return none;
  for (const Match& match : passage.rulebook.find("place", rest, "")) {
    const bool street = match.rule->id == "place.address" && match.span.begin == 2;
    if (street) return {place_end, place_end + match.span.end};
  }
  return none;
}

// "... pidettiin 3.4.2018 Puustolan museon luentosalissa": the words in a local case after
// the verb, with the genitives before them.
std::optional<Stated> place_after(const Passage& passage, Span rest,
                                  const std::vector<FoundDate>& dates) {
  const Range tokens = passage.tokens_in(rest);
  for (std::size_t i = tokens.first; i < tokens.last; ++i) {
    const Token& token = passage.tokens[i];
    const bool in_date = std::any_of(dates.begin(), dates.end(), [&](const FoundDate& date) {
      return date.span.overlaps(token.span);
    });
    if (token.kind != TokenKind::word || in_date) continue;
    const auto base = nominative_of_place(passage, passage.at(token.span));
    if (!base) continue;
    std::size_t first = i;
    while (first > tokens.first && is_part_of_place(passage, passage.tokens[first - 1])) --first;
    const bool named = starts_upper(passage.at(passage.tokens[first].span)) ||
                       !passage.rulebook.find("place", passage.at(token.span), "").empty();
    if (!named) continue;
    const Span address = address_behind(passage, token.span.end, rest.end);
    const Span span{passage.tokens[first].span.begin, address.end};
    const std::string place = std::string(passage.at({span.begin, token.span.begin})) + *base +
                              std::string(passage.at(address));
    return Stated{single_spaced(place),
                  evidence_at(passage.document, span, "header.place_in_sentence", 0.75)};
  }
  return std::nullopt;
}

// "Hallituksen kokous 3.4.2018 Venevajalla", "Muistio, 5. kokous, 14.2.2012, Kirjastotalo".
std::optional<Stated> place_behind_meeting(const Passage& passage, const HeadLine& line,
                                           const std::vector<FoundDate>& dates) {
  const auto matches = find_in(passage, line, "meeting");
  if (matches.empty() || line.text.size() != line.span.size()) return std::nullopt;
  const Span rest{line.span.begin + matches.front().span.end, line.span.end};
  if (auto place = place_after(passage, rest, dates)) return place;
  const std::string text = without_times(passage, rest, dates);
  const std::string piece = longest_piece(passage, text);
  if (is_named_behind_time(passage.rulebook.kept<HeaderWords>(), text, piece))
    return Stated{std::string(trimmed(piece, U".")),
                  evidence_at(passage.document, rest, "header.place_behind_time", 0.7)};
  const auto named = passage.rulebook.find("place", piece, "");
  if (named.empty()) return std::nullopt;
  const bool whole = named.back().span.end == piece.size();  // ", koulun opettajainhuone"
  if (!starts_upper(piece) && !whole) return std::nullopt;
  return Stated{piece, evidence_at(passage.document, rest, named.front().rule->id, 0.7)};
}

// "Työryhmän Teams-kokous 3.4.2018".
std::optional<Stated> connection_in_title(const Passage& passage,
                                          const std::vector<HeadLine>& lines) {
  for (const HeadLine& line : lines) {
    if (!line.meeting) continue;
    for (const Match& match : find_in(passage, line, "place")) {
      if (match.rule->id != "place.online") continue;
      return Stated{line.text.substr(match.span.begin, match.span.size()),
                    evidence_of(passage, line, match.rule->id, match.rule->confidence)};
    }
  }
  return std::nullopt;
}

// Where the verb of a meeting stands in a sentence in small letters, or, where the verb is of the
// paper, what follows the meeting: "Pöytäkirja, joka tehtiin seuran kokouksessa Metsäpirtillä".
std::optional<std::size_t> behind_verb_of_meeting(const Passage& passage, std::string_view lower) {
  const HeaderWords& words = passage.rulebook.kept<HeaderWords>();
  const auto held = words.held.first_in(lower), convened = words.convened.first_in(lower);
  if (held || convened)
    return std::min(held ? held->begin : lower.size(), convened ? convened->begin : lower.size());
  const auto made = words.made.first_in(lower);
  if (!made) return std::nullopt;
  const WordSet& at_meeting = passage.rulebook.kept<TextWords>().at_meeting;
  for (const std::string_view word : words_of(lower.substr(made->end)))
    if (at_meeting.ends(word)) return word.data() + word.size() - lower.data();
  return std::nullopt;
}

}  // namespace

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
  return place_after(passage, {sentence.begin + *behind, sentence.end}, dates);
}

std::optional<Stated> find_place(const Passage& passage, const std::vector<FoundDate>& dates,
                                 const std::vector<LabelledField>& fields,
                                 const std::vector<HeadLine>& lines, std::size_t head_end) {
  for (const std::string_view makes : {"place", "time place"}) {
    for (const LabelledField& field : fields) {
      if (field.makes != makes) continue;
      if (makes == "time place") {
        for (const Span value : field.values) {
          if (auto place = place_of_sentence(passage, value, dates)) return place;
        }
      }
      if (auto place = place_of_field(passage, dates, field)) return place;
    }
  }
  for (const HeadLine& line : lines) {
    if (!line.meeting || line.furniture) continue;
    if (auto place = place_behind_meeting(passage, line, dates)) return place;
  }
  for (const bool beside_time : {true, false}) {  // A letterhead may name a place, too.
    for (const HeadLine& line : lines) {
      if (tells_time(passage, dates, line) != beside_time) continue;
      if (auto place = place_of_line(passage, dates, line)) return place;
    }
    if (auto place = place_below_time(passage, dates, lines); place && beside_time) return place;
  }
  for (const LabelledField& field : fields) {  // "Aika: 3.4.2018 klo 18 (etäkokous)"
    if (field.makes != "time" || field.values.empty()) continue;
    auto place = place_of_field(passage, dates, field);
    if (place && !passage.rulebook.find("place", place->value, "").empty()) return place;
  }
  for (const Span sentence : passage.sentences) {
    if (sentence.begin > head_end) break;
    if (auto place = place_of_sentence(passage, sentence, dates)) return place;
  }
  return connection_in_title(passage, lines);
}

}  // namespace muistio
