#include "rules/header_place.h"

#include <algorithm>
#include <array>

#include "corpus/unicode.h"
#include "rules/header_body.h"
#include "rules/header_place_text.h"
#include "rules/header_words.h"
#include "rules/text_words.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

constexpr std::size_t most_place_lines = 5;

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
  static constexpr std::array<std::string_view, 6> marks{", ", " · ", " | ", " / ", " – ", " @ "};
  const std::string_view first = first_word(behind);
  const bool lead = std::any_of(marks.begin(), marks.end(),
                                [&](std::string_view mark) { return behind.starts_with(mark); }) ||
                    words.place_prepositions.has(first) || words.hosts.has(first);
  return lead && starts_upper(without_host(words, place)) && place.size() <= 60 &&
         std::count(place.begin(), place.end(), ' ') <= 4 &&
         (!behind.ends_with('.') || words.hosts.has(first));
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

// "Iisalmi", and no name of a person: that is two words.
bool is_town(const Passage& passage, std::string_view name) {
  const auto& readings = passage.language.readings(name);
  return std::any_of(readings.begin(), readings.end(), [](const Reading& one) {
    return one.word_class == WordClass::place_name && one.inflection == Case::nominative;
  });
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
    const bool in_date = std::any_of(dates.begin(), dates.end(), [&](const FoundDate& date) {
      return date.span.overlaps(token.span);
    });
    if (token.kind != TokenKind::word || in_date) return std::nullopt;
    if (nominative_of_place(passage, passage.at(token.span))) {
      const std::size_t begin = passage.tokens[tokens.first].span.begin;
      if (!starts_upper(passage.at(passage.tokens[tokens.first].span))) return std::nullopt;
      return place_of_tokens(passage, passage.at({begin, token.span.begin}), {i, i + 1});
    }
  }
  return std::nullopt;
}

// "... pidettiin 3.4.2018 Puustolan museon luentosalissa": the words in a local case after
// the verb, with the genitives before them.
std::optional<Stated> place_after(const Passage& passage, Span rest,
                                  const std::vector<FoundDate>& dates) {
  const Range tokens = passage.tokens_in(rest);
  const auto in_date = [&](const Token& token) {
    return std::any_of(dates.begin(), dates.end(),
                       [&](const FoundDate& date) { return date.span.overlaps(token.span); });
  };
  const auto is_local = [&](std::size_t i) {
    return i < tokens.last && passage.tokens[i].kind == TokenKind::word &&
           !in_date(passage.tokens[i]) &&
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

// "... samlades hos Alma Ek den 12.11.2003", "... hölls i Bystugan": the name behind a preposition,
// up to a day, a mark or the sentence's end.
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

// Looks in one way after another: those that say most of where the meeting was come first.
class PlaceFinder {
 public:
  PlaceFinder(const Passage& passage, const std::vector<FoundDate>& dates,
              const std::vector<LabelledField>& fields, const std::vector<HeadLine>& lines,
              std::size_t head_end)
      : passage_(passage),
        words_(passage.rulebook.kept<HeaderWords>()),
        dates_(dates),
        fields_(fields),
        lines_(lines),
        head_end_(head_end) {}

  std::optional<Stated> place() const {
    using Way = std::optional<Stated> (PlaceFinder::*)() const;
    static constexpr std::array<Way, 9> ways{
        &PlaceFinder::in_field,
        &PlaceFinder::in_field_with_time,
        &PlaceFinder::behind_meeting,
        &PlaceFinder::on_line_with_time,
        &PlaceFinder::below_time,
        &PlaceFinder::on_line_without_time,
        &PlaceFinder::in_field_of_time,
        &PlaceFinder::in_sentence,
        &PlaceFinder::connection_in_title,
    };
    for (const Way way : ways) {
      if (auto place = (this->*way)()) return place;
    }
    return std::nullopt;
  }

 private:
  // "Paikka: Kylätalo".
  std::optional<Stated> in_field() const {
    for (const LabelledField& field : fields_) {
      if (field.makes != "place") continue;
      if (auto place = of_field(field)) return place;
    }
    return std::nullopt;
  }

  // "Aika ja paikka: 3.4.2018 klo 18, Kylätalo", "... pidettiin Kylätalolla".
  std::optional<Stated> in_field_with_time() const {
    for (const LabelledField& field : fields_) {
      if (field.makes != "time place") continue;
      for (const Span value : field.values) {
        if (auto place = place_of_sentence(passage_, value, dates_)) return place;
      }
      if (auto place = of_field(field)) return place;
    }
    return std::nullopt;
  }

  // "Hallituksen kokous 3.4.2018 Venevajalla", "Muistio, 5. kokous, 14.2.2012, Kirjastotalo".
  std::optional<Stated> behind_meeting() const {
    for (const HeadLine& line : lines_) {
      const bool planned = words_.plans.stands_in(lower_case(line.text));  // "Seuraava kokous"
      if (!line.meeting || line.furniture || planned) continue;
      if (auto place = behind_meeting_of(line)) return place;
    }
    return std::nullopt;
  }

  // "Kunnantalo, klo 18".
  std::optional<Stated> on_line_with_time() const { return on_line(true); }

  // "Kylätalo Kumpula": a letterhead may name a place, too.
  std::optional<Stated> on_line_without_time() const { return on_line(false); }

  // "Yhdistyksen kokous ke 5.9.2018 klo 17.30" and below it "koulun opettajainhuone".
  std::optional<Stated> below_time() const {
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      if (!tells_time(lines_[i])) continue;
      if (auto place = of_continuation(lines_[i + 1])) return place;
    }
    return std::nullopt;
  }

  // "Aika: 3.4.2018 klo 18 (etäkokous)".
  std::optional<Stated> in_field_of_time() const {
    for (const LabelledField& field : fields_) {
      if (field.makes != "time" || field.values.empty()) continue;
      auto place = of_field(field);
      if (place && names_place(place->value)) return place;
    }
    return std::nullopt;
  }

  // "Kokous pidettiin Kylätalolla."; "kokoontui Salossa" says less than the next sentence may.
  std::optional<Stated> in_sentence() const {
    std::optional<Stated> town;
    for (const Span sentence : passage_.sentences) {
      if (sentence.begin > head_end_) break;
      auto place = place_of_sentence(passage_, sentence, dates_);
      if (!place) place = behind_opening(sentence);
      if (!place) continue;
      const bool whole = place->value.find(' ') != std::string::npos || names_place(place->value);
      if (whole) return place;
      if (!town) town = std::move(place);
    }
    return town;
  }

  // "Aino Aalto avasi kokouksen kello 13.05 Suonsalmen koululla."
  std::optional<Stated> behind_opening(Span sentence) const {
    for (const Match& match : passage_.rulebook.find("opening", passage_.at(sentence), "")) {
      auto place = place_after(passage_, {sentence.begin + match.span.end, sentence.end}, dates_);
      if (place && names_place(place->value)) return place;
    }
    return std::nullopt;
  }

  // "Työryhmän Teams-kokous 3.4.2018".
  std::optional<Stated> connection_in_title() const {
    for (const HeadLine& line : lines_) {
      if (!line.meeting) continue;
      for (const Match& match : find_in(passage_, line, "place")) {
        if (match.rule->id != "place.online") continue;
        return Stated{line.text.substr(match.span.begin, match.span.size()),
                      evidence_of(passage_, line, match.rule->id, match.rule->confidence)};
      }
    }
    return std::nullopt;
  }

  Stated stated(std::string place, Span span, const std::string& rule, double confidence) const {
    return {std::move(place), evidence_at(passage_.document, span, rule, confidence)};
  }

  bool names_place(std::string_view text) const {
    return !passage_.rulebook.find("place", text, "").empty();
  }

  bool tells_time(const HeadLine& line) const {
    return !line.furniture &&
           without_times(passage_, line.span, dates_).find('\t') != std::string::npos;
  }

  std::optional<Stated> of_field(const LabelledField& field) const {
    const bool only_place = field.makes == "place";
    std::string place;
    Span whole{};
    for (std::size_t i = 0; i < std::min(field.values.size(), most_place_lines); ++i) {
      const std::string piece =
          longest_piece(passage_, without_times(passage_, field.values[i], dates_));
      const bool number =  // "214"
          only_place && piece.find_first_of("0123456789") != std::string::npos;
      if (!has_letters(piece) && !number) continue;
      if (whole.empty()) whole = field.values[i];
      whole.end = field.values[i].end;
      place += place.empty() ? piece : ", " + piece;
      if (!only_place && has_letters(place)) break;
    }
    const bool room = only_place && !place.empty();  // "B204", "nh 2"
    if (!has_letters(place) && !room) return std::nullopt;
    if (is_read_by_ocr(passage_.document, whole.begin))
      place = with_staircase_apart(std::move(place));
    return stated(std::move(place), whole, field.rule, field.confidence);
  }

  std::optional<Stated> behind_meeting_of(const HeadLine& line) const {
    const auto matches = find_in(passage_, line, "meeting");
    if (matches.empty()) return std::nullopt;
    std::string_view behind = std::string_view(line.text).substr(matches.front().span.end);
    if (const auto group = group_behind(passage_, behind)) behind.remove_prefix(group->end);
    Span rest{line.span.end - std::min(behind.size(), line.span.size()), line.span.end};
    if (single_spaced(passage_.at(rest)) != single_spaced(behind)) return std::nullopt;
    rest.end = end_of_sentence(rest);
    if (auto place = place_after(passage_, rest, dates_)) return place;
    const std::string text = without_times(passage_, rest, dates_);
    const std::string piece = longest_piece(passage_, text);
    const std::string_view from_time =  // "Kokous 3/2017, 12.9.2017 klo 12, Hovioikeus"
        std::string_view(text).substr(std::min(text.find('\t'), text.size()));
    if (is_named_behind_time(words_, from_time, piece) || is_named_behind_meeting(behind, piece))
      return stated(std::string(trimmed(piece, U".")), rest, "header.place_behind_time", 0.7);
    if (words_.held.first_in(piece)) return swedish_place_after(passage_, rest, dates_);
    if (is_thing_behind_time(text, piece))
      return stated(piece, rest, "header.place_behind_time", 0.6);
    const auto named = passage_.rulebook.find("place", piece, "");
    if (named.empty()) return std::nullopt;
    const bool whole = named.back().span.end == piece.size();  // ", koulun opettajainhuone"
    const bool led =                                           // "i stadshuset i Nystad"
        named.front().span.begin == 0 &&
        words_.place_prepositions.has(first_word(text.substr(text.find_last_of('\t') + 1)));
    if (!starts_upper(piece) && !whole && !led) return std::nullopt;
    return stated(piece, rest, named.front().rule->id, 0.7);
  }

  // "palaveri ma 10.11.2014 klo 18.30, huoltamo": one noun, and the line ends.
  bool is_thing_behind_time(std::string_view text, std::string_view piece) const {
    const std::size_t last = text.find_last_of('\t');
    if (last == std::string_view::npos || text.substr(last + 1) != ", " + std::string(piece))
      return false;
    const auto& readings = passage_.language.readings(piece);
    return std::any_of(readings.begin(), readings.end(), [](const Reading& one) {
      return one.known && one.word_class == WordClass::noun && !one.plural &&
             one.inflection == Case::nominative;
    });
  }

  // "årsmöte på Solhem söndagen den 9.2.2014".
  bool is_named_behind_meeting(std::string_view behind, std::string_view place) const {
    return words_.place_prepositions.has(first_word(behind)) && starts_upper(place) &&
           place.size() <= 60 && std::count(place.begin(), place.end(), ' ') <= 4;
  }

  // Of the one that the span begins in, where a point closes it, and at most the span's own.
  std::size_t end_of_sentence(Span span) const {
    const auto sentence =
        std::upper_bound(passage_.sentences.begin(), passage_.sentences.end(), span.begin,
                         [](std::size_t offset, const Span& each) { return offset < each.end; });
    const bool closed =
        sentence != passage_.sentences.end() && passage_.at(*sentence).ends_with('.');
    return closed ? std::min(span.end, sentence->end) : span.end;
  }

  std::optional<Stated> on_line(bool with_time) const {
    for (const HeadLine& line : lines_) {
      if (tells_time(line) != with_time) continue;
      if (auto place = of_line(line)) return place;
    }
    return std::nullopt;
  }

  std::optional<Stated> of_line(const HeadLine& line) const {
    if (line.furniture || line.meeting || line.text.size() > 160) return std::nullopt;
    if (words_.held_or_convened.first_in(lower_case(line.text))) return std::nullopt;  // A sentence
    const auto matches = find_in(passage_, line, "place");
    const std::string text = without_times(passage_, line.span, dates_);
    std::string place = longest_piece(passage_, text);
    place = without_organ(std::move(place));
    if (without_host(words_, place).size() < place.size())
      place = std::string(trimmed(place, U"."));
    if (!line.kind.empty()) return behind_time_of_paper(line, text);
    if (names_organ(passage_, place)) return std::nullopt;
    if (matches.empty()) {
      if (!is_named_behind_time(words_, text, place)) return std::nullopt;
      return stated(std::move(place), line.span, "header.place_behind_time", 0.65);
    }
    const bool beside_time = text.find('\t') != std::string::npos;  // "klo 13, kokoustila Aalto"
    if (!has_letters(place) || (!starts_upper(place) && !beside_time)) return std::nullopt;
    const Rule& rule = *matches.front().rule;
    return stated(in_nominative(passage_, std::move(place)), line.span, rule.id, rule.confidence);
  }

  // "Muistio | Johtoryhmä | 3.4.2018 | Teams".
  std::optional<Stated> behind_time_of_paper(const HeadLine& line, std::string_view text) const {
    const std::size_t time = text.find('\t');
    if (time == std::string_view::npos) return std::nullopt;
    text.remove_prefix(time);
    std::string place = longest_piece(passage_, text.substr(text.find_last_of('\t')));
    const bool named = names_place(place) || is_town(passage_, place);
    if (!named || !is_named_behind_time(words_, text, place)) return std::nullopt;
    return stated(std::move(place), line.span, "header.place_behind_time", 0.65);
  }

  // "Vanhusneuvosto, Kylätalo, Rantatie 4": who met, and where.
  std::string without_organ(std::string place) const {
    const std::size_t comma = place.find(", ");
    if (comma == std::string::npos || !names_place(std::string_view(place).substr(comma)))
      return place;
    const bool met = names_organ(passage_, std::string_view(place).substr(0, comma));
    return met ? place.substr(comma + 2) : place;
  }

  // A line in small letters that ends in a word for a place.
  std::optional<Stated> of_continuation(const HeadLine& line) const {
    constexpr std::size_t longest = 60;
    if (line.furniture || line.meeting || !line.kind.empty() || line.text.size() > longest ||
        starts_upper(line.text))
      return std::nullopt;
    const auto named = find_in(passage_, line, "place");
    if (named.empty() || named.back().span.end != line.text.size()) return std::nullopt;
    return stated(line.text, line.span, named.back().rule->id, 0.7);
  }

  const Passage& passage_;
  const HeaderWords& words_;
  const std::vector<FoundDate>& dates_;
  const std::vector<LabelledField>& fields_;
  const std::vector<HeadLine>& lines_;
  std::size_t head_end_;
};

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
  const Span rest{sentence.begin + *behind, sentence.end};
  if (auto place = place_after(passage, rest, dates)) return place;
  return swedish_place_after(passage, rest, dates);
}

std::optional<Stated> find_place(const Passage& passage, const std::vector<FoundDate>& dates,
                                 const std::vector<LabelledField>& fields,
                                 const std::vector<HeadLine>& lines, std::size_t head_end) {
  return PlaceFinder(passage, dates, fields, lines, head_end).place();
}

}  // namespace muistio
