#include "rules/header_title_lines.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "rules/dates.h"
#include "rules/header_body.h"
#include "rules/header_number.h"
#include "rules/header_words.h"
#include "rules/text_words.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

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

// "YM 2009-00417": the number under which the paper was registered.
bool is_register_number(std::string_view text) {
  constexpr std::size_t longest_code = 6;
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos || space > longest_code) return false;
  const std::string_view rest = text.substr(space + 1);
  return starts_upper(text) && rest.size() >= 4 &&
         rest.find_first_not_of("0123456789-/.: ") == std::string_view::npos;
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

// "2021-04-22 Ohjausryhmä": as wikis call their pages.
bool names_dated_body(const Passage& passage, const HeadLine& line) {
  if (line.text.empty() || !is_digit(line.text[0]) || !line.stands_out) return false;
  const std::string_view name = behind_day(passage, line.text);
  return name.size() < line.text.size() && starts_upper(name) && names_organ(passage, name);
}

}  // namespace

bool is_whole_heading(const Passage& passage, const HeadLine& line) {
  return line.kind_first && line.meeting && !line.text.ends_with('.') &&
         line.text.find_first_of("0123456789") == std::string::npos &&
         !passage.rulebook.kept<TextWords>().relatives.first_in(lower_case(line.text));
}

bool opens_text(const Passage& passage, const HeadLine& line) {
  const WordSet& recorded = passage.rulebook.kept<HeaderWords>().recorded;
  const WordSet& relatives = passage.rulebook.kept<TextWords>().relatives;
  for (const WordSet* words : {&recorded, &relatives}) {
    const auto first = words->first_in(line.text);
    if (first && first->begin == 0) return true;
  }
  if (!line.kind_first || is_whole_heading(passage, line)) return false;
  return line.text.ends_with('.') || recorded.first_in(lower_case(line.text));
}

bool tells_place_in_swedish(const HeaderWords& words, std::string_view behind_meeting) {
  const auto parts = words_of(behind_meeting);
  return parts.size() > 1 && words.place_prepositions.has(parts.front());
}

bool is_bare_meeting(const Passage& passage, std::string_view text) {
  return passage.rulebook.kept<HeaderWords>().bare_meetings.has(
      lower_case(trimmed(text, title_dividers)));
}

bool is_invitation(const Passage& passage, const HeadLine& line) {
  if (!line.kind_first || line.kind != "notice" || line.text.size() > 80) return false;
  const auto meetings = find_in(passage, line, "meeting");
  return std::any_of(meetings.begin(), meetings.end(), [&](const Match& match) {
    return match.rule->makes == "illative" && match.span.end == line.text.size();
  });
}

double title_merit(const Passage& passage, const HeadLine& line, double largest) {
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
  if (is_sentence(line) && !is_meeting_with_time(passage, line)) merit -= 3;
  if (opens_text(passage, line)) merit -= 6;
  return merit;
}

}  // namespace muistio
