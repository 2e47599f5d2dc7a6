#include "rules/header_place.h"

#include <algorithm>
#include <array>

#include "corpus/unicode.h"
#include "rules/header_body.h"
#include "rules/header_place_sentence.h"
#include "rules/header_place_text.h"
#include "rules/header_words.h"
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
      const bool met = line.meeting || line.kind_first;  // "Anteckningar från mötet i matsalen"
      if (!met || line.furniture || planned) continue;
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
    if (const std::string last = longest_piece(passage_, from_time); is_place_alone(last))
      return stated(last, rest, "header.place_behind_time", 0.65);
    const auto named = passage_.rulebook.find("place", piece, "");
    if (named.empty()) return std::nullopt;
    const bool whole = named.back().span.end == piece.size();  // ", koulun opettajainhuone"
    const bool led =                                           // "i stadshuset i Nystad"
        named.front().span.begin == 0 &&
        words_.place_prepositions.has(
            first_word(std::string_view(text).substr(text.find_last_of('\t') + 1)));
    if (!starts_upper(piece) && !whole && !led) return std::nullopt;
    return stated(piece, rest, named.front().rule->id, 0.7);
  }

  // "byggplatsen" of "Möte med entreprenören 3.5.2016 kl. 9, byggplatsen".
  bool is_place_alone(std::string_view piece) const {
    const auto named = passage_.rulebook.find("place", piece, "");
    return !named.empty() && named.front().span.begin == 0 &&
           named.back().span.end == piece.size() && named.size() == 1;
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
      if (tells_time(line) != with_time || is_department(line)) continue;
      if (auto place = of_line(line)) return place;
    }
    return std::nullopt;
  }

  std::optional<Stated> of_line(const HeadLine& line) const {
    if (line.furniture || line.meeting || line.text.size() > 160) return std::nullopt;
    constexpr std::ptrdiff_t most_spaces = 3;
    const bool sentence = line.text.ends_with('.') && !tells_time(line) &&
                          line.text.find_first_of("0123456789") == std::string::npos &&
                          std::count(line.text.begin(), line.text.end(), ' ') > most_spaces;
    if (sentence || words_.held_or_convened.first_in(lower_case(line.text))) return std::nullopt;
    const auto matches = find_in(passage_, line, "place");
    const std::string text = without_times(passage_, line.span, dates_);
    std::string place = longest_piece(passage_, text);
    place = without_organ(std::move(place));
    if (without_host(words_, place).size() < place.size())
      place = std::string(trimmed(place, U"."));
    if (!line.kind.empty()) return behind_time_of_paper(line, text);
    if (names_organ(passage_, place) || is_owner_in_name(place)) return std::nullopt;
    if (matches.empty()) {
      if (!is_named_behind_time(words_, text, place)) return std::nullopt;
      return stated(std::move(place), line.span, "header.place_behind_time", 0.65);
    }
    const std::string_view behind = std::string_view(line.text).substr(matches.front().span.end);
    if (behind.starts_with(':')) return std::nullopt;  // "Toimisto: Aino Aalto", who came from it.
    const bool beside_time = text.find('\t') != std::string::npos;  // "klo 13, kokoustila Aalto"
    if (!has_letters(place) || (!starts_upper(place) && !beside_time)) return std::nullopt;
    const Rule& rule = *matches.front().rule;
    return stated(in_nominative(passage_, std::move(place)), line.span, rule.id, rule.confidence);
  }

  // "Tekninen keskus" in the line below "HIIDEN KAUPUNKI": a letterhead, and nowhere that they met.
  bool is_department(const HeadLine& line) const {
    if (&line == &lines_.front() || tells_time(line)) return false;
    const HeadLine& above = *(&line - 1);
    const bool below = !above.furniture && !line.furniture && above.page == line.page &&
                       line.box.top - above.box.bottom < 0.8 * line.box.height();
    return below && words_.departments.ends(lower_case(line.text)) &&
           names_body(passage_, above.text);
  }

  // "ALATALON SEURAKUNTAYHTYMÄ": the word for a place is not the last, and that is a body's.
  bool is_owner_in_name(std::string_view place) const {
    const auto named = passage_.rulebook.find("place", place, "");
    return !named.empty() && named.back().span.end < place.size() && names_body(passage_, place) &&
           place.find_first_of("0123456789,") == std::string_view::npos;
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

std::optional<Stated> find_place(const Passage& passage, const std::vector<FoundDate>& dates,
                                 const std::vector<LabelledField>& fields,
                                 const std::vector<HeadLine>& lines, std::size_t head_end) {
  return PlaceFinder(passage, dates, fields, lines, head_end).place();
}

}  // namespace muistio
