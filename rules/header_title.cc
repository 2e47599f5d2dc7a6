#include "rules/header_title.h"

#include <algorithm>
#include <array>

#include "corpus/unicode.h"
#include "rules/dates.h"
#include "rules/header_body.h"
#include "rules/header_organs.h"
#include "rules/header_words.h"
#include "rules/text_words.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

constexpr std::u32string_view dividers = U",;:–-";

bool is_sentence(std::string_view text) {
  return std::count(text.begin(), text.end(), ' ') >= 3 && text.ends_with('.');
}

// More than one sentence, and not an abbreviation or a day before a capital.
bool is_prose(std::string_view text) {
  constexpr std::size_t longest_abbreviation = 4;
  if (!text.ends_with('.')) return false;
  for (std::size_t at = text.find(". "); at != text.npos; at = text.find(". ", at + 1)) {
    const std::size_t space = text.rfind(' ', at);
    const std::size_t begin = space == text.npos ? 0 : space + 1;
    const bool word = at - begin > longest_abbreviation && !is_digit(text[at - 1]);
    if (word && starts_upper(text.substr(at + 2))) return true;
  }
  return false;
}

// "PROTOKOLL FÖRT VID ÅRSMÖTE", with no day behind it, is a heading as it stands.
bool is_whole_heading(const Passage& passage, const HeadLine& line) {
  return line.kind_first && line.meeting && !line.text.ends_with('.') &&
         line.text.find_first_of("0123456789") == std::string::npos &&
         !passage.rulebook.kept<TextWords>().relatives.first_in(lower_case(line.text));
}

// "Protokoll fört vid årsmöte den 14 mars på Solhem": the opening of the text, not its title.
bool runs_on(const Passage& passage, const HeadLine& line) {
  const WordSet& recorded = passage.rulebook.kept<HeaderWords>().recorded;
  const WordSet& relatives = passage.rulebook.kept<TextWords>().relatives;
  for (const WordSet* words : {&recorded, &relatives}) {
    const auto first = words->first_in(line.text);
    if (first && first->begin == 0) return true;
  }
  if (!line.kind_first || is_whole_heading(passage, line)) return false;
  return line.text.ends_with('.') || recorded.first_in(lower_case(line.text));
}

// "YM 2009-00417": the number under which the paper was registered.
bool is_register_number(std::string_view text) {
  constexpr std::size_t longest_code = 6;
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos || space > longest_code) return false;
  const std::string_view rest = text.substr(space + 1);
  return starts_upper(text) && rest.size() >= 4 &&
         rest.find_first_not_of("0123456789-/.: ") == std::string_view::npos;
}

// " i byagården".
bool tells_place_in_swedish(const HeaderWords& words, std::string_view behind_meeting) {
  const auto parts = words_of(behind_meeting);
  return parts.size() > 1 && words.place_prepositions.has(parts.front());
}

// "Johtokunnan kokous seurantalolla 22.9.1987 klo 19.", "Byarådets möte måndagen den 8 mars.":
// a day stands where the verb of a sentence would.
bool is_meeting_with_time(const Passage& passage, const HeadLine& line) {
  const auto meetings = find_in(passage, line, "meeting");
  if (meetings.empty() || !meetings.front().rule->makes.empty()) return false;
  const std::size_t meeting_end = meetings.front().span.end;
  for (const FoundDate& date : find_dates_in(line.text, passage.rulebook)) {
    if (date.span.begin < meeting_end) continue;
    const std::string_view between =
        std::string_view(line.text).substr(meeting_end, date.span.begin - meeting_end);
    const HeaderWords& words = passage.rulebook.kept<HeaderWords>();
    const auto verb = words.held.first_in(between);
    const auto spaces = std::count(between.begin(), between.end(), ' ');
    return !(verb && verb->begin == 1) &&
           spaces <= (tells_place_in_swedish(words, between) ? 4 : 2);
  }
  return false;
}

// "Kokous", "MÖTE": the label of a meeting, which says nothing of it.
bool is_bare_meeting(const Passage& passage, std::string_view text) {
  return passage.rulebook.kept<HeaderWords>().bare_meetings.has(
      lower_case(trimmed(text, dividers)));
}

// "Kutsu kyläkokoukseen", "Kallelse till höstmöte": the paper's own heading.
bool is_invitation(const Passage& passage, const HeadLine& line) {
  if (!line.kind_first || line.kind != "notice" || line.text.size() > 80) return false;
  const auto meetings = find_in(passage, line, "meeting");
  return std::any_of(meetings.begin(), meetings.end(), [&](const Match& match) {
    return match.rule->makes == "illative" && match.span.end == line.text.size();
  });
}

// "2021-04-22 Ohjausryhmä": as wikis call their pages.
bool names_dated_body(const Passage& passage, const HeadLine& line) {
  if (line.text.empty() || !is_digit(line.text[0]) || !line.stands_out) return false;
  const std::string_view name = behind_day(passage, line.text);
  return name.size() < line.text.size() && starts_upper(name) && names_organ(passage, name);
}

// How much the line looks like the title; nothing below 1 is one.
double merit_of(const Passage& passage, const HeadLine& line, double largest) {
  if (!line.meeting && line.kind.empty() && !line.before_day && !names_dated_body(passage, line) &&
      (names_body(passage, line.text) || is_register_number(line.text)))
    return 0;
  if (line.kind_alone && line.text.find_first_of("0123456789") == std::string::npos) {
    if (find_in(passage, line, "named_paper").empty()) return 0;
  }
  if (is_bare_meeting(passage, line.text)) return 0;
  double merit = 0;
  if (line.meeting) merit += 3;
  if (!line.kind.empty()) merit += line.meeting ? 0.2 : 1.2;
  if (names_numbered_body(passage, line) || (line.before_day && line.kind.empty()) ||
      names_dated_body(passage, line))
    merit += 1.2;
  if (line.kind_alone) merit -= 0.1;
  if (line.stands_out) merit += 0.8;
  if (line.font_size >= largest && !line.furniture) merit += 0.6;
  if (line.furniture) merit -= line.kind_alone ? 0.1 : 0.6;
  if (line.after_fields) merit -= line.stands_out ? 0.8 : 2;
  if (line.text.size() > 130) merit -= 1.5;
  if (is_prose(line.text)) merit -= 4;
  if (is_sentence(line.text) && !is_meeting_with_time(passage, line)) merit -= 3;
  if (runs_on(passage, line)) merit -= 6;
  return merit;
}

// "Pöytäkirja Soutajat ry:n" -> "Soutajat ry:n".
std::string without_kind(const Passage& passage, std::string_view text) {
  for (const Match& match : passage.rulebook.find("kind", text, "")) {
    if (match.span.begin == 0) return std::string(trimmed(text.substr(match.span.end), dividers));
  }
  return std::string(trimmed(text, dividers));
}

// "varsinaisen", which an adjective is before "kokouksen" -> "Varsinainen".
std::string with_last_word_in_nominative(const Passage& passage, const std::string& words) {
  const std::size_t space = words.rfind(' ');
  const std::size_t begin = space == std::string::npos ? 0 : space + 1;
  const std::string word = words.substr(begin);
  for (const Reading& reading : passage.language.readings(lower_case(word))) {
    if (reading.word_class != WordClass::adjective || reading.inflection != Case::genitive)
      continue;
    return words.substr(0, begin) + (starts_upper(word) ? capitalised(reading.base) : reading.base);
  }
  return words;
}

// "X:n kokouksen 1/2010 pöytäkirja", "Pöytäkirja X:n kokouksesta" -> "X:n kokous": the paper
// is not the meeting.
std::optional<std::string> meeting_of_paper(const Passage& passage, const HeadLine& line) {
  if (line.kind.empty()) return std::nullopt;
  for (const Match& match : find_in(passage, line, "meeting")) {
    const bool genitive = match.rule->makes == "genitive";
    if (!genitive && match.rule->makes != "elative") continue;
    if (is_whole_heading(passage, line)) return std::nullopt;
    const std::string_view word =
        std::string_view(line.text).substr(match.span.begin, match.span.size());
    for (const Reading& reading : passage.language.readings(lower_case(word))) {
      if (reading.inflection != (genitive ? Case::genitive : Case::elative)) continue;
      const std::string before =
          without_kind(passage, std::string_view(line.text).substr(0, match.span.begin));
      if (!before.empty())
        return with_last_word_in_nominative(passage, before) + ' ' + reading.base;
      if (is_bare_meeting(passage, reading.base)) return std::nullopt;
      return starts_upper(word) ? capitalised(reading.base) : reading.base;
    }
  }
  return std::nullopt;
}

bool is_local(const Passage& passage, std::string_view word) {
  const auto& readings = passage.language.readings(word);
  return std::any_of(readings.begin(), readings.end(), [](const Reading& one) {
    return one.known && (one.inflection == Case::inessive || one.inflection == Case::adessive);
  });
}

// "Höstmöte torsdagen den 15.11.2007 kl 18.30" -> "Höstmöte": a time is the field of a line
// that has no label. A day alone is part of the name: "Jäsenkokous 6.11.2010".
std::string_view without_time(const Passage& passage, std::string_view title) {
  const auto meetings = passage.rulebook.find("meeting", title, "");
  const HeaderWords& words = passage.rulebook.kept<HeaderWords>();
  const auto verb = words.held.first_in(title);
  if (verb && verb->begin > 0) return title.substr(0, verb->begin - 1);
  for (const FoundDate& date : find_dates_in(title, passage.rulebook)) {
    const bool clock = date.value.find('T') != std::string::npos ||  // "3.4. Kylätalolla klo 18"
                       !passage.rulebook.find("clock", title.substr(date.span.end), "").empty();
    if (meetings.empty() || meetings.front().span.end > date.span.begin) continue;
    const std::size_t meeting_end = meetings.front().span.end;
    const std::string_view between =
        trimmed(title.substr(meeting_end, date.span.begin - meeting_end), dividers);
    const bool place = !between.empty() && (is_local(passage, between) ||  // "kokous koululla 3.4."
                                            tells_place_in_swedish(words, between));
    if (!clock && !place) continue;
    return trimmed(title.substr(0, place ? meeting_end : date.span.begin), dividers);
  }
  return title;
}

// "Oy", but not "ry".
bool is_company(const Passage& passage, std::string_view word) {
  const std::string lower = lower_case(word);
  for (const std::string_view language : {"fi", "sv"}) {
    for (const auto& entry : passage.rulebook.words("company_word", language)) {
      const bool has =
          std::find(entry.forms.begin(), entry.forms.end(), lower) != entry.forms.end();
      if (has && entry.value == "company") return true;
    }
  }
  return false;
}

// "Esimerkki Oy:n yhtiökokous" -> "yhtiökokous": one word says it all. The name of an association
// goes only where another line of the head has it.
std::string_view without_owner(const Passage& passage, std::string_view title,
                               const std::vector<HeadLine>& lines) {
  const auto words = words_of(title);
  if (words.size() < 3 || is_all_capitals(title)) return title;
  const std::string_view last = words[words.size() - 2];
  const std::size_t colon = last.find(':');
  if (colon == last.npos || !is_company_word(passage, last.substr(0, colon))) return title;
  const std::string name =
      lower_case(title.substr(0, static_cast<std::size_t>(last.data() - title.data()) + colon));
  const bool named = std::any_of(lines.begin(), lines.end(), [&](const HeadLine& line) {
    const std::string text = lower_case(line.text);
    return text.starts_with(name) && text.find(lower_case(title)) == std::string::npos;
  });
  return named || is_company(passage, last.substr(0, colon)) ? words.back() : title;
}

// "kutsutaan varsinaiseen yhtiökokoukseen" -> "varsinainen yhtiökokous"; with the elative,
// "pöytäkirja varsinaisesta kokouksesta".
std::optional<std::string> meeting_in_case(const Passage& passage, std::string_view text,
                                           std::string_view makes, Case inflection) {
  for (const Match& match : passage.rulebook.find("meeting", text, "")) {
    if (match.rule->makes != makes) continue;
    const auto base_of = [&](std::string_view word) -> std::optional<std::string> {
      for (const Reading& reading : passage.language.readings(lower_case(word))) {
        if (reading.inflection == inflection) return reading.base;
      }
      return std::nullopt;
    };
    auto meeting = base_of(text.substr(match.span.begin, match.span.size()));
    if (!meeting) continue;
    const std::string_view before = trimmed(text.substr(0, match.span.begin), dividers);
    const std::size_t space = before.find_last_of(' ');
    const auto adjective =
        base_of(space == std::string_view::npos ? before : before.substr(space + 1));
    if (!adjective && is_bare_meeting(passage, *meeting)) {
      const std::string_view whose =  // "johtokunnan kokouksessa"
          space == std::string_view::npos ? before : before.substr(space + 1);
      if (!whose.empty() && body_in_nominative(passage, whose))
        return std::string(whose) + " " + *meeting;
      continue;  // "Kokoukseen osallistuivat ..."
    }
    return adjective ? *adjective + " " + *meeting : *meeting;
  }
  return std::nullopt;
}

// How long " 3/2024" is at the beginning of the text; 0 where no number stands there.
std::size_t number_behind(std::string_view text) {
  if (text.size() < 2 || text[0] != ' ' || !is_digit(text[1])) return 0;
  const std::size_t end = std::min(text.find(' ', 1), text.size());
  return text.substr(1, end - 1).find_first_not_of("0123456789/") == std::string_view::npos ? end
                                                                                            : 0;
}

// "Yhdistyksen sääntömääräinen kevätkokous pidetään ...", "Johtokunnan kokous 3/2024 pidettiin ..."
// -> what stands before the verb.
std::optional<std::string> announced(const Passage& passage, std::string_view text) {
  const WordSet& held = passage.rulebook.kept<HeaderWords>().held;
  for (const Match& match : passage.rulebook.find("meeting", text, "")) {
    const std::size_t end = match.span.end + number_behind(text.substr(match.span.end));
    const auto verb = held.first_in(text.substr(end));
    const std::string_view title = text.substr(0, end);
    if (!match.rule->makes.empty() || !verb || verb->begin != 1) continue;
    const auto spaces = std::count(title.begin(), title.end(), ' ');
    if (is_bare_meeting(passage, title) || spaces > 8) return std::nullopt;
    return single_spaced(title);
  }
  return std::nullopt;
}

// "fört vid ordinarie stämma" -> "ordinarie stämma".
std::string with_adjective(const Passage& passage, std::string_view text, Span meeting) {
  const WordSet& adjectives = passage.rulebook.kept<HeaderWords>().meeting_adjectives;
  const auto before = words_of(text.substr(0, meeting.begin));
  const std::string name(text.substr(meeting.begin, meeting.size()));
  const bool told = !before.empty() && adjectives.has(lower_case(before.back()));
  return told ? std::string(before.back()) + " " + name : name;
}

// "Protokoll fört vid Byalagets årsmöte den 14 mars": the words from the first capital behind
// the word of the kind to the word of the meeting.
std::optional<std::string> kept_at(const Passage& passage, const HeadLine& line) {
  if (!runs_on(passage, line)) return std::nullopt;
  for (const Match& match : find_in(passage, line, "meeting")) {
    std::string title =
        without_kind(passage, std::string_view(line.text).substr(0, match.span.end));
    while (!title.empty() && !starts_upper(title)) {
      const std::size_t space = title.find(' ');
      title.erase(0, space == std::string::npos ? title.size() : space + 1);
    }
    const auto lead = passage.rulebook.kept<HeaderWords>().recorded.first_in(lower_case(title));
    if (lead && lead->begin == 0) title.erase(0, lead->end + 1);  // "FÖRT VID ÅRSMÖTE"
    if (title.empty()) title = with_adjective(passage, line.text, match.span);
    if (match.rule->makes.empty() || match.rule->makes == "definite") return title;
  }
  auto meeting = meeting_in_case(passage, line.text, "elative", Case::elative);
  return meeting ? meeting : meeting_in_case(passage, line.text, "inessive", Case::inessive);
}

// A number that is part of a date ("kokous 27.4.17"), of a time or of a page count ("1 (3)").
bool goes_on_as_date(std::string_view after) {
  if (after.size() >= 2 && (after[0] == '.' || after[0] == ':') && is_digit(after[1])) {
    return true;
  }
  const std::size_t count = after.find_first_not_of(" (");
  if (after.substr(0, count).find('(') != std::string_view::npos && count < after.size() &&
      is_digit(after[count])) {
    const std::size_t end = after.find_first_not_of("0123456789", count);
    return end == std::string_view::npos || after[end] != '.';  // "1 (2)", not "4 (3.4.2018)".
  }
  return after.starts_with("/") || after.starts_with(" /") || after.starts_with("–") ||
         after.starts_with(". ");
}

// "00/2018" of "VM/2187/00.01.02/2018" and "318/2022" of "VM/318/2022" end a register number.
bool goes_on_from_code(std::string_view before) {
  if (before.size() < 2) return false;
  if (before.back() == '/') return before[before.size() - 2] != ' ';
  return std::string_view(".-:").find(before.back()) != std::string_view::npos &&
         is_digit(before[before.size() - 2]);
}

std::string without_spaces(std::string_view text) {
  std::string result(text);
  result.erase(std::remove(result.begin(), result.end(), ' '), result.end());
  return result;
}

struct Numbered {
  std::string number;
  std::string rule;
  double confidence = 0;
  double merit = 0;  // What speaks for it beside the other numbers of the head.
};

// "PÖYTÄKIRJA 3" in the running head is no page number where pages are counted elsewhere in the
// margin, or where another page has the same.
bool is_no_page_number(const Document& document, const HeadLine& line) {
  return std::any_of(document.furniture.begin(), document.furniture.end(),
                     [&](const Furniture& furniture) {
                       if (furniture.page == line.page)
                         return furniture.kind == FurnitureKind::page_counter;
                       return furniture.text == line.text;
                     });
}

// "Hallituksen kokous 3/2024 pidettiin tiistaina ...".
bool is_of_held_meeting(const HeaderWords& words, std::string_view behind_number) {
  const auto verb = words.held.first_in(behind_number);
  return verb && verb->begin == 1;
}

std::optional<Numbered> number_in(const Passage& passage, const HeadLine& line) {
  const HeaderWords& words = passage.rulebook.kept<HeaderWords>();
  for (const Match& match : find_in(passage, line, "number")) {
    const auto group = match.group("number");
    const std::string_view behind = std::string_view(line.text).substr(match.span.end);
    if (!group || goes_on_as_date(behind)) continue;
    if (is_sentence(line.text) && !is_of_held_meeting(words, behind)) continue;
    if (goes_on_from_code(std::string_view(line.text).substr(0, group->begin))) continue;
    const bool no_year =
        line.text.substr(group->begin, group->size()).find('/') == std::string::npos;
    const std::string lower = lower_case(line.text);
    const bool named = words.number_signs.first_in(lower).has_value();
    const bool of_paper =
        match.rule->id == "number.of_paper" && is_no_page_number(passage.document, line);
    if (line.furniture && no_year && !named && !of_paper) continue;  // The number of the page.
    const bool bare = match.rule->id == "number.short_year" || match.rule->id == "number.hash";
    if (bare && !line.meeting && line.kind.empty()) continue;
    if (match.rule->id == "number.of_year" && words.register_signs.stands_in(lower)) continue;
    const bool of_meeting = line.meeting || !line.kind.empty();
    const std::string_view number = std::string_view(line.text).substr(group->begin, group->size());
    const bool many = number.size() > 3 &&
                      number.substr(0, 3).find('/') == std::string_view::npos &&
                      number.find_first_not_of("0123456789") > 2;  // As registers count papers.
    return Numbered{without_spaces(number), match.rule->id, match.rule->confidence,
                    1.0 * of_meeting - 1.0 * many - 0.5 * line.furniture};
  }
  return std::nullopt;
}

// "VI/2010", but not the "I" of a name.
bool is_only_number(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (slash == std::string_view::npos || !digits(text.substr(slash + 1))) return false;
  const std::string_view number = text.substr(0, slash);
  return digits(number) || number.find_first_not_of("IVX") == std::string_view::npos;
}

// "VS: Muistio palaverista" -> "Muistio palaverista".
std::string_view without_reply(const HeaderWords& words, std::string_view subject) {
  while (true) {
    const std::size_t colon = subject.find(':');
    if (colon == std::string_view::npos ||
        !words.mail_replies.has(lower_case(subject.substr(0, colon))))
      return subject;
    subject = trimmed(subject.substr(colon + 1));
  }
}

// "Lähettäjä: Aino Aalto" and below it "Aihe: Muistio palaverista to 2.2.": what the sender called
// it.
std::optional<Stated> subject_of_mail(const Passage& passage,
                                      const std::vector<LabelledField>& fields) {
  const HeaderWords& words = passage.rulebook.kept<HeaderWords>();
  const bool mail = std::any_of(fields.begin(), fields.end(),
                                [](const auto& field) { return field.makes == "mail"; });
  for (const LabelledField& field : fields) {
    const auto row = row_at(passage.document, field.label.begin);
    if (!row || !words.mail_subjects.has(lower_case(passage.at(field.label)))) continue;
    const Span value =
        trimmed(passage.flow, {field.label.end, passage.document.rows[*row].span.end}, U":");
    const std::string_view subject = without_reply(words, passage.at(value));
    const auto kinds = passage.rulebook.find("kind", subject, "");
    const bool paper = !kinds.empty() && kinds.front().span.begin == 0;
    const bool named =
        paper ||
        (mail && (!kinds.empty() || !passage.rulebook.find("meeting", subject, "").empty()));
    if (!named) return std::nullopt;
    return Stated{single_spaced(subject),
                  evidence_at(passage.document, value, "header.subject_of_mail", 0.8)};
  }
  return std::nullopt;
}

// "Kylän vanhempaintoimikunta" over the text, where no word for the paper stands: its only heading.
std::optional<Stated> body_as_title(const Passage& passage, const std::vector<HeadLine>& lines) {
  const HeadLine* heading = nullptr;
  for (const HeadLine& line : lines) {
    if (line.kind_first || line.furniture) {
      if (!line.kind.empty()) return std::nullopt;
      continue;
    }
    const bool names = !line.after_fields && line.stands_out && !line.text.ends_with('.') &&
                       names_organ(passage, line.text);
    if (names && !heading) heading = &line;
  }
  if (!heading) return std::nullopt;
  return Stated{heading->text, evidence_of(passage, *heading, "header.title_of_body", 0.5)};
}

// "FÖREDRAGNINGSLISTA", "Kokouskutsu ja esityslista", where nothing else heads the paper.
std::optional<Stated> paper_as_title(const Passage& passage, const std::vector<HeadLine>& lines) {
  for (const HeadLine& line : lines) {
    const bool announces = line.kind == "agenda" || line.kind == "notice";
    const bool heading = line.kind_first && line.text.size() < 60 && !runs_on(passage, line);
    if (!announces || !heading || line.after_fields) continue;
    return Stated{std::string(trimmed(line.text, dividers)),
                  evidence_of(passage, line, "header.title_of_agenda", 0.5)};
  }
  return std::nullopt;
}

bool starts_with_digit(std::string_view text) {
  return !text.empty() && is_digit(text[0]);
}

// "Ohjausryhmä 4", "Ohjausryhmä 4 17.2.2020": the number behind who met.
std::optional<Stated> number_of_body(const Passage& passage, const std::vector<HeadLine>& lines) {
  constexpr std::size_t longest_number = 2;
  const WordSet& numbered = passage.rulebook.kept<HeaderWords>().numbered_bodies;
  for (const HeadLine& line : lines) {
    if (line.furniture || line.after_fields || !starts_upper(line.text)) continue;
    const std::size_t space = line.text.find_first_of("0123456789");
    if (space == std::string::npos || space < 2 || line.text[space - 1] != ' ') continue;
    const std::string_view name = std::string_view(line.text).substr(0, space - 1);
    const std::string_view behind = std::string_view(line.text).substr(space);
    const std::string_view number = behind.substr(0, behind.find(' '));
    const bool short_number = number.size() <= longest_number &&
                              number.find_first_not_of("0123456789") == std::string_view::npos;
    const bool day_behind =
        number.size() == behind.size() || starts_with_digit(behind.substr(number.size() + 1));
    if (!short_number || !day_behind || !names_organ(passage, name)) continue;
    if (numbered.ends(lower_case(words_of(name).back()))) continue;
    return Stated{std::string(number), evidence_of(passage, line, "header.number_of_body", 0.7)};
  }
  return std::nullopt;
}

}  // namespace

bool names_numbered_body(const Passage& passage, const HeadLine& line) {
  if (line.meeting || !line.kind.empty()) return false;
  const std::size_t space = line.text.rfind(' ');
  if (space == std::string::npos) return false;
  const std::string_view number = std::string_view(line.text).substr(space + 1);
  return is_digit(number[0]) && number.find('/') != std::string_view::npos &&
         number.find_first_not_of("0123456789/") == std::string_view::npos &&
         names_body(passage, std::string_view(line.text).substr(0, space));
}

std::optional<Stated> find_title(const Passage& passage, const std::vector<LabelledField>& fields,
                                 const std::vector<HeadLine>& lines) {
  if (const LabelledField* field = field_of_meeting(passage, fields)) {
    const std::string_view text = passage.at(field->values.front());
    return Stated{single_spaced(without_time(passage, trimmed(text, dividers))),
                  evidence_at(passage.document, field->values.front(), field->rule, 0.8)};
  }
  if (auto subject = subject_of_mail(passage, fields)) return subject;
  double largest = 0;
  for (const HeadLine& line : lines) {
    if (!line.furniture) largest = std::max<double>(largest, line.font_size);
  }
  const HeadLine* best = nullptr;
  double best_merit = 0.99;
  for (const HeadLine& line : lines) {
    const double merit = merit_of(passage, line, largest);
    if (merit > best_merit) {
      best = &line;
      best_merit = merit;
    }
  }
  const double confidence = std::clamp(0.5 + best_merit / 10, 0.5, 0.92);
  if (best && is_invitation(passage, *best)) {
    return Stated{best->text, evidence_of(passage, *best, "header.title_line", confidence)};
  }
  const bool named = best && !find_in(passage, *best, "named_paper").empty();
  if (!best || !(best->meeting || named)) {
    for (const HeadLine& line : lines) {
      auto title = meeting_in_case(passage, line.text, "illative", Case::illative);
      if (!title) title = announced(passage, line.text);
      if (!title) title = kept_at(passage, line);
      if (title) {
        return Stated{std::move(*title), evidence_of(passage, line, "header.invited_to", 0.8)};
      }
    }
  }
  if (!best) {
    auto title = paper_as_title(passage, lines);
    return title ? title : body_as_title(passage, lines);
  }
  if (auto meeting = meeting_of_paper(passage, *best)) {
    return Stated{std::move(*meeting),
                  evidence_of(passage, *best, "header.title_of_paper", confidence)};
  }
  const std::string_view title = without_time(passage, trimmed(best->text, dividers));
  return Stated{std::string(without_owner(passage, title, lines)),
                evidence_of(passage, *best, "header.title_line", confidence)};
}

std::optional<Stated> find_number(const Passage& passage, const std::vector<LabelledField>& fields,
                                  const std::vector<HeadLine>& lines) {
  std::optional<Numbered> best;
  const HeadLine* best_line = nullptr;
  for (const bool furniture : {false, true}) {
    for (const HeadLine& line : lines) {
      if (line.furniture != furniture) continue;
      if (line.after_fields && !line.meeting && line.kind.empty()) continue;
      auto found = number_in(passage, line);
      if (!found || (best && found->merit <= best->merit)) continue;
      best = std::move(found);
      best_line = &line;
    }
  }
  if (best)
    return Stated{best->number, evidence_of(passage, *best_line, best->rule, best->confidence)};
  if (const LabelledField* field = field_of_meeting(passage, fields)) {
    const std::string_view text = passage.at(field->values.front());
    const std::string_view last = text.substr(text.find_last_of(' ') + 1);  // "Ohjausryhmä 5"
    if (!last.empty() && last.size() <= 7 && last != text &&
        last.find_first_not_of("0123456789/") == std::string_view::npos)
      return Stated{std::string(last),
                    evidence_at(passage.document, field->values.front(), field->rule, 0.75)};
  }
  for (const LabelledField& field : fields) {  // "Aihe: Johtoryhmän kokous 4/2023"
    if (field.makes != "other" || field.values.empty()) continue;
    const std::string_view text = passage.at(field.values.front());
    for (const Match& match : passage.rulebook.find("number", text, "")) {
      const auto group = match.group("number");
      if (match.rule->id != "number.of_paper" || !group || goes_on_as_date(text.substr(group->end)))
        continue;
      return Stated{without_spaces(text.substr(group->begin, group->size())),
                    evidence_at(passage.document, field.values.front(), match.rule->id, 0.75)};
    }
  }
  for (const LabelledField& field : fields) {  // "Kokous | 2/2024"
    if (field.makes != "meeting" || field.values.empty()) continue;
    const std::string text = without_spaces(passage.at(field.values.front()));  // "4 / 2016"
    if (is_only_number(text))
      return Stated{text, evidence_at(passage.document, field.values.front(), field.rule, 0.8)};
  }
  for (const LabelledField& field : fields) {
    if (field.makes != "number" || field.values.empty()) continue;
    return Stated{single_spaced(passage.at(field.values.front())),
                  evidence_at(passage.document, field.values.front(), field.rule, 0.8)};
  }
  return number_of_body(passage, lines);
}

}  // namespace muistio
