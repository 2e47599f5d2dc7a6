#include "rules/header_title_text.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "rules/dates.h"
#include "rules/header_body.h"
#include "rules/header_organs.h"
#include "rules/header_title_lines.h"
#include "rules/header_words.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

// "Pöytäkirja Soutajat ry:n" -> "Soutajat ry:n".
std::string without_kind(const Passage& passage, std::string_view text) {
  for (const Match& match : passage.rulebook.find("kind", text, "")) {
    if (match.span.begin == 0)
      return std::string(trimmed(text.substr(match.span.end), title_dividers));
  }
  return std::string(trimmed(text, title_dividers));
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

bool is_local(const Passage& passage, std::string_view word) {
  const auto& readings = passage.language.readings(word);
  return std::any_of(readings.begin(), readings.end(), [](const Reading& one) {
    return one.known && (one.inflection == Case::inessive || one.inflection == Case::adessive);
  });
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
    const std::string_view before = trimmed(text.substr(0, match.span.begin), title_dividers);
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
std::optional<std::string> announced_in(const Passage& passage, std::string_view text) {
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
std::optional<std::string> recorded_in(const Passage& passage, const HeadLine& line) {
  if (!opens_text(passage, line)) return std::nullopt;
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

}  // namespace

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

std::optional<std::string> meeting_told_in(const Passage& passage, const HeadLine& line) {
  auto meeting = meeting_in_case(passage, line.text, "illative", Case::illative);
  if (!meeting) meeting = announced_in(passage, line.text);
  return meeting ? meeting : recorded_in(passage, line);
}

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
        trimmed(title.substr(meeting_end, date.span.begin - meeting_end), title_dividers);
    const bool place = !between.empty() && (is_local(passage, between) ||  // "kokous koululla 3.4."
                                            tells_place_in_swedish(words, between));
    if (!clock && !place) continue;
    return trimmed(title.substr(0, place ? meeting_end : date.span.begin), title_dividers);
  }
  return title;
}

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

}  // namespace muistio
