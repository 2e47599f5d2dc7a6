#include "rules/header_number.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "rules/header_body.h"
#include "rules/header_words.h"

namespace muistio {
namespace {

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
    if (is_sentence(line) && !is_of_held_meeting(words, behind)) continue;
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

// The number that is most surely one, in the text of the head rather than in its margins.
std::optional<Stated> number_in_lines(const Passage& passage, const std::vector<HeadLine>& lines) {
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
  if (!best) return std::nullopt;
  return Stated{best->number, evidence_of(passage, *best_line, best->rule, best->confidence)};
}

// "Kokous: Ohjausryhmä 5".
std::optional<Stated> number_behind_meeting(const Passage& passage,
                                            const std::vector<LabelledField>& fields) {
  constexpr std::size_t longest_number = 7;
  const LabelledField* field = field_of_meeting(passage, fields);
  if (!field) return std::nullopt;
  const std::string_view text = passage.at(field->values.front());
  const std::string_view last = text.substr(text.find_last_of(' ') + 1);
  if (last.empty() || last.size() > longest_number || last == text ||
      last.find_first_not_of("0123456789/") != std::string_view::npos)
    return std::nullopt;
  return Stated{std::string(last),
                evidence_at(passage.document, field->values.front(), field->rule, 0.75)};
}

// "Aihe: Johtoryhmän kokous 4/2023".
std::optional<Stated> number_in_subject(const Passage& passage,
                                        const std::vector<LabelledField>& fields) {
  for (const LabelledField& field : fields) {
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
  return std::nullopt;
}

// "Kokous | 2/2024", "Kokous: 4 / 2016"; else what stands under a label of its own.
std::optional<Stated> number_of_field(const Passage& passage,
                                      const std::vector<LabelledField>& fields) {
  const auto stated = [&](const LabelledField& field, std::string number) {
    return Stated{std::move(number),
                  evidence_at(passage.document, field.values.front(), field.rule, 0.8)};
  };
  for (const LabelledField& field : fields) {
    if (field.makes != "meeting" || field.values.empty()) continue;
    std::string number = without_spaces(passage.at(field.values.front()));
    if (is_only_number(number)) return stated(field, std::move(number));
  }
  for (const LabelledField& field : fields) {
    if (field.makes != "number" || field.values.empty()) continue;
    return stated(field, single_spaced(passage.at(field.values.front())));
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

std::optional<Stated> find_number(const Passage& passage, const std::vector<LabelledField>& fields,
                                  const std::vector<HeadLine>& lines) {
  if (auto number = number_in_lines(passage, lines)) return number;
  if (auto number = number_behind_meeting(passage, fields)) return number;
  if (auto number = number_in_subject(passage, fields)) return number;
  if (auto number = number_of_field(passage, fields)) return number;
  return number_of_body(passage, lines);
}

}  // namespace muistio
