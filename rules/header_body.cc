#include "rules/header_body.h"

#include <algorithm>
#include <array>

#include "corpus/unicode.h"
#include "rules/dates.h"
#include "rules/header_body_choice.h"
#include "rules/header_organs.h"
#include "rules/header_words.h"
#include "rules/text_words.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

// "A – B", "A | B", "A • B", "A / B": parts of a line that each may be a name.
constexpr std::array<std::string_view, 6> between_parts{" / ", " – ", " - ", " | ", " • ", " · "};

// What stands behind the last divider: "X-hanke / Työryhmän", "Verkosto, kuvailuryhmän".
std::string_view last_part(std::string_view text) {
  std::size_t begin = 0;
  const auto look_behind = [&](std::string_view divider) {
    const std::size_t at = text.rfind(divider);
    if (at != std::string_view::npos) begin = std::max(begin, at + divider.size());
  };
  for (const std::string_view divider : between_parts) look_behind(divider);
  look_behind(", ");
  look_behind(": ");
  return text.substr(begin);
}

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    std::size_t end = text.size(), next = text.size();
    for (const std::string_view divider : between_parts) {
      const std::size_t at = text.find(divider);
      if (at >= end) continue;
      end = at;
      next = at + divider.size();
    }
    parts.push_back(trimmed(text.substr(0, end), name_dividers));
    if (end == text.size()) return parts;
    text = text.substr(next);
  }
}

// "Nuorisojaosto kokoontui maanantaina" -> "Nuorisojaosto", "Soutajat ry kutsuu vuosikokoukseen" ->
// "Soutajat ry", but "Polku kutsuu -hanke".
std::string_view before_verb(const Passage& passage, std::string_view text) {
  const HeaderWords& words = passage.rulebook.kept<HeaderWords>();
  auto verb = words.convened.first_in(text);
  if (!verb) {
    verb = words.summons.first_in(text);
    if (verb && passage.rulebook.find("meeting", text.substr(verb->end), "").empty()) return text;
  }
  return verb && verb->begin > 0 ? text.substr(0, verb->begin - 1) : text;
}

// "Tekninen lautakunta 18.5.2021", "Ohjausryhmä 4 17.2.2020" -> the name alone, but "Metallin
// osasto 61".
std::string_view without_date(const HeaderWords& words, std::string_view text) {
  while (true) {
    const std::size_t space = text.rfind(' ');
    if (space == std::string_view::npos || space + 1 >= text.size()) return text;
    if (words.numbered_bodies.ends(lower_case(text.substr(0, space)))) return text;
    if (!is_digit(text[space + 1])) return text;
    text = trimmed(text.substr(0, space), name_dividers);
  }
}

// "Bildningsnämnden PROTOKOLL 3/2014" -> "Bildningsnämnden".
std::string_view without_kind_behind(const Passage& passage, std::string_view text) {
  for (const Match& match : passage.rulebook.find("kind", text, "")) {
    if (match.span.begin > 0 && match.rule->makes.find(' ') == std::string::npos) {
      return trimmed(text.substr(0, match.span.begin), name_dividers);
    }
  }
  return text;
}

// "Möte med byalagets styrelse" -> "byalagets styrelse".
std::string_view met_with(const HeaderWords& words, std::string_view text) {
  const std::string lower = lower_case(text);
  const auto lead = words.leads_to_group.first_in(lower);
  const bool begins = lead && lead->begin == 0 && lead->end < text.size() && starts_upper(text);
  return begins ? trimmed(text.substr(lead->end)) : text;
}

// Words that come before a name in "fört vid Byns årsmöte", "joka pidettiin seuran kokouksessa":
// small words, verbs and days. A genitive or a word that no dictionary knows begins the name.
bool is_lead_in(const Passage& passage, std::string_view word) {
  if (starts_upper(word) || word.ends_with('-')) return false;  // "kasvatus- ja opetuslautakunnan"
  if (passage.rulebook.kept<HeaderWords>().leads_in.has(word) || is_digit(word[0])) return true;
  const auto& readings = passage.language.readings(word);
  const auto is_known = [](const Reading& one) { return one.known; };
  const auto is_owner = [](const Reading& one) {
    return one.known && one.inflection == Case::genitive;
  };
  return std::any_of(readings.begin(), readings.end(), is_known) &&
         std::none_of(readings.begin(), readings.end(), is_owner);
}

std::string_view without_lead_in(const Passage& passage, std::string_view text) {
  text = trimmed(text, name_dividers);
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    if (!is_lead_in(passage, text.substr(0, space))) break;
    if (space == std::string_view::npos) return {};
    text = trimmed(text.substr(space), name_dividers);
  }
  return text;
}

// The last word of the name proper: of "Arbetsgruppen för skolskjutsar" the first.
std::size_t head_word(const Passage& passage, const std::vector<std::string_view>& words) {
  const WordSet& links = passage.rulebook.kept<HeaderWords>().organ_links;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (links.has(words[i]) && organ_of(passage, words[i - 1], true)) return i - 1;
  }
  return words.size() - 1;
}

class BodyFinder {
 public:
  BodyFinder(const Passage& passage, const std::vector<HeadLine>& lines)
      : passage_(passage),
        words_(passage.rulebook.kept<HeaderWords>()),
        text_words_(passage.rulebook.kept<TextWords>()),
        lines_(lines) {
    for (const HeadLine& line : lines_) {
      add_named(line);
      add_genitive(line);
      add_nominative(line);
      add_group_behind(line);
      add_meeting_of_organ(line);
    }
    add_undersigned();
    add_letterhead();
  }

  BodyChoice choice() const { return {passage_, lines_, candidates_}; }

 private:
  // A line, or a part of it, that is the name of an organ.
  void add_named(const HeadLine& line) {
    if (line.after_fields && !line.stands_out) return;
    add_owner_in_title(line);
    if (add_organ_of(line) || add_organ_behind_kind(line)) return;
    const auto parts = parts_of(line.text);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::string_view first = parts[i].substr(0, parts[i].find(' '));
      const bool small_start = i > 0 && !text_words_.coordinators.has(first);
      if (add_organ(line, parts[i], small_start)) return;
    }
    if (!add_organisation(line)) add_company(line, trimmed(line.text, name_dividers));
  }

  // "Soutajat ry, hiihtojaosto", or the two in lines of their own, the second small.
  bool add_organ_of(const HeadLine& line) {
    const std::size_t comma = line.text.rfind(", ");
    const HeadLine* above = comma == std::string::npos ? line_above(lines_, line) : nullptr;
    if (comma == std::string::npos && (!above || starts_upper(line.text))) return false;
    const std::string_view text = trimmed(line.text, name_dividers);
    const std::string owner(
        trimmed(above ? std::string_view(above->text) : text.substr(0, comma), name_dividers));
    const std::string_view name = above ? text : text.substr(comma + 2);
    const auto words = words_of(name);
    constexpr std::size_t most_words = 3;
    if (words.empty() || words.size() > most_words) return false;
    if (!names_body(passage_, owner) && !is_name_at_top(line, owner, name) &&
        !is_name_alone(line, owner, name))
      return false;
    const auto organ = organ_of(passage_, words.back(), true);
    if (!organ || !organ->is_organ || is_organ(passage_, words_of(owner).back())) return false;
    std::string body = without_capitals(passage_, owner) + ", " + lower_case(name);
    if (is_municipality(words_, owner) || (!above && starts_upper(name)))
      body = capitalised(std::string(name));
    candidates_.push_back({std::move(body), true, &line, "header.body_line", 0.92});
    return true;
  }

  // "Minnesanteckningar, föräldraföreningens styrelse"
  bool add_organ_behind_kind(const HeadLine& line) {
    const std::size_t comma = line.text.find(", ");
    if (!line.kind_first || comma == std::string::npos) return false;
    return add_organ(line, std::string_view(line.text).substr(comma + 2), true);
  }

  // "Vesaisten Pallo, jalkapallojaosto" in the first line: no word tells that the owner is one.
  bool is_name_at_top(const HeadLine& line, std::string_view owner, std::string_view name) const {
    constexpr std::size_t most_words = 4;
    return &line == &lines_.front() && starts_upper(owner) && !starts_upper(name) &&
           words_of(owner).size() <= most_words && !line.meeting && line.kind.empty() &&
           owner.find_first_of("0123456789,:") == std::string_view::npos;
  }

  // "Vesaisten Pallo, jalkapallojaosto" in a line of its own further down: capitals tell the name.
  static bool is_name_alone(const HeadLine& line, std::string_view owner, std::string_view name) {
    const auto words = words_of(owner);
    return words.size() >= 2 && words.size() <= 4 && words_of(name).size() == 1 &&
           !line.text.ends_with('.') && !line.meeting && line.kind.empty() && !starts_upper(name) &&
           std::all_of(words.begin(), words.end(), [](std::string_view word) {
             return starts_upper(word) && word.find_first_of("0123456789,:.") == word.npos;
           });
  }

  std::string_view name_in(const HeadLine& line, std::string_view text) const {
    text = text.substr(0, std::min(text.find(", "), text.find(" (")));
    text = behind_day(passage_, text);
    if (!line.kind_first) text = without_kind_behind(passage_, text);
    return without_date(words_, before_verb(passage_, met_with(words_, text)));
  }

  // An organ's name alone on a line is sure, but not below a title that has named another: there
  // "Latuverkosto" is the first heading.
  double confidence_of_name(const HeadLine& line, bool is_organ) const {
    if (line.furniture) return 0.8;
    const bool below_title =
        is_organ &&
        std::any_of(candidates_.begin(), candidates_.end(), [](const BodyCandidate& other) {
          return other.is_organ && other.rule == body_of_title && !other.line->furniture;
        });
    return line.meeting || below_title ? 0.85 : 0.92;
  }

  bool add_organ(const HeadLine& line, std::string_view part, bool small_start) {
    const std::string_view text = name_in(line, part);
    const auto words = words_of(text);
    const bool behind_lead = text.data() != part.data();
    if (words.empty() || words.size() > 9) return false;
    if (!starts_upper(text) && !small_start && !behind_lead) return false;
    const std::size_t last = head_word(passage_, words);
    const auto organ = organ_of(passage_, words[last], true);
    if (!organ || !organ->is_organ) return false;
    std::string name(text);
    if (last + 1 == words.size()) {
      name = std::string(text.substr(0, text.size() - words[last].size())) + organ->nominative;
    }
    const double confidence = confidence_of_name(line, true);
    candidates_.push_back({std::move(name), true, &line, "header.body_line", confidence});
    return true;
  }

  // The whole line: "Kylän kotiseutuyhdistys – Byns hembygdsförening" is one.
  bool add_organisation(const HeadLine& line) {
    const std::string_view text = name_in(line, trimmed(line.text, name_dividers));
    const auto words = words_of(text);
    if (words.empty() || words.size() > 9 || !starts_upper(text)) return false;
    if (line.meeting && !passage_.rulebook.find("meeting", text, "").empty()) return false;
    const bool numbered =
        words.size() > 1 && words.back().find_first_not_of("0123456789") == std::string_view::npos;
    const std::size_t last = numbered ? words.size() - 2 : head_word(passage_, words);
    const auto organ = organ_of(passage_, words[last], true);
    const bool only_word = words.size() == 1 && is_common_organisation(passage_, lower_case(text));
    if (!organ || only_word) return false;
    const std::string name = last == 0 ? begun_above(line) + std::string(text) : std::string(text);
    const double confidence = confidence_of_name(line, organ->is_organ);
    candidates_.push_back(
        {without_capitals(passage_, name), organ->is_organ, &line, "header.body_line", confidence});
    return true;
  }

  // "ALAJOEN JA YLÄJOEN " over "SEURAKUNTAYHTYMÄ": a letterhead in two lines; empty where the
  // line above is a name of its own.
  std::string begun_above(const HeadLine& line) const {
    const HeadLine* above = line_above(lines_, line);
    if (!above || above->text.find_first_of("0123456789:,") != std::string::npos) return {};
    const auto words = words_of(above->text);
    if (words.empty() || words.size() > 4 || !starts_upper(above->text)) return {};
    const auto& readings = passage_.language.readings(lower_case(words.back()));
    const bool genitive = std::any_of(readings.begin(), readings.end(), [](const Reading& one) {
      return one.inflection == Case::genitive;
    });
    const bool unknown = std::none_of(readings.begin(), readings.end(),
                                      [](const Reading& one) { return one.known; });
    const bool owner = genitive || (unknown && lower_case(words.back()).ends_with('n'));
    return owner || words.back().ends_with('-') ? above->text + ' ' : "";
  }

  // "Opiskelijakunta Kide": what it is, and then its name.
  bool is_named_organisation(const std::vector<std::string_view>& words) const {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      const auto organ = organ_of(passage_, words[i], true);
      if (organ && !organ->is_organ && code_points(words[i]) > 4) return starts_upper(words[i + 1]);
    }
    return false;
  }

  // "Asunto Oy Pihlajarinne", "Oy Esimerkki Ab"; in a title, what stands before a divider:
  // "Esimerkki ry – hallituksen kokous".
  void add_company(const HeadLine& line, std::string_view text) {
    if (line.meeting) {
      const std::size_t divider = std::min(text.find(" – "), text.find(" / "));
      if (divider == std::string_view::npos) return;
      text = trimmed(text.substr(0, divider), name_dividers);
    } else if (!line.kind.empty()) {
      return;
    }
    const auto words = words_of(text);
    const bool company = has_company_word(passage_, words);
    if (words.size() > 7 || !(company || is_named_organisation(words))) return;
    candidates_.push_back(
        {without_capitals(passage_, text), false, &line, "header.body_organisation", 0.75});
  }

  // "Pihlaja-hanke: ohjausryhmän kokous 3/2021", "Pihlaja-hanke, ohjausryhmän 5. kokous".
  void add_owner_in_title(const HeadLine& line) {
    const std::string_view text = line.text;
    const std::size_t mark = std::min({text.find(": "), text.find(", "), text.find(" – ")});
    if (!line.meeting || mark == std::string_view::npos) return;
    const std::string_view name = trimmed(text.substr(0, mark), name_dividers);
    const std::size_t hyphen = name.rfind('-');
    if (hyphen == std::string_view::npos || !starts_upper(name)) return;
    if (!words_.owners.has(lower_case(name.substr(hyphen + 1)))) return;
    const std::size_t meeting = before_meeting(line);  // Whose group is said behind the mark.
    if (meeting == std::string::npos || meeting <= mark) return;
    const auto words = words_of(text.substr(0, meeting));
    const bool group = std::any_of(words.begin(), words.end(), [&](std::string_view word) {
      const auto organ = organ_of(passage_, word, false);
      return organ && organ->is_organ;
    });
    if (!group) return;
    candidates_.push_back({std::string(name), false, &line, std::string(body_of_title), 0.94});
  }

  // "Kuljetustyöryhmän kokous 2/2021": the genitive before the word of the meeting.
  void add_genitive(const HeadLine& line) {
    const std::size_t before = before_meeting(line);
    if (before == std::string::npos || before == 0) return;
    std::string_view genitive =
        trimmed(last_part(std::string_view(line.text).substr(0, before)), name_dividers);
    for (const Match& match : passage_.rulebook.find("kind", genitive, "")) {
      const bool prose =
          line.text.ends_with('.');  // "Här kommer anteckningarna från rådets träff."
      if (match.span.begin == 0 || prose) genitive = genitive.substr(match.span.end);
      break;
    }
    const std::string name = without_capitals(passage_, without_lead_in(passage_, genitive));
    auto organ = organ_of_genitive(passage_, name);
    if (!organ) return;
    candidates_.push_back({capitalised(std::move(organ->name)), organ->is_organ, &line,
                           std::string(body_of_title), line.furniture ? 0.78 : 0.9});
  }

  // "Vammaisneuvosto, kokous 3/2022", "Ohjausryhmä – 3. kokous": the name as it is, before a mark
  // or the word of the meeting at once.
  void add_nominative(const HeadLine& line) {
    constexpr std::size_t most_words = 6;
    const std::size_t before = before_meeting(line);
    if (!line.meeting || before == std::string::npos || before == 0) return;
    std::string_view name = trimmed(std::string_view(line.text).substr(0, before), name_dividers);
    const std::size_t space = name.rfind(' ');  // "3."
    if (name.ends_with('.') && space != name.npos && is_digit(name[space + 1]))
      name = trimmed(name.substr(0, space), name_dividers);
    const auto words = words_of(name);
    if (words.empty() || words.size() > most_words || !starts_upper(name) ||
        name.find_first_of(",:;") != name.npos || !is_organ(passage_, words.back()))
      return;
    candidates_.push_back({without_capitals(passage_, name), true, &line,
                           std::string(body_of_title), line.furniture ? 0.78 : 0.9});
  }

  // "Stämma med Byns väglag".
  void add_group_behind(const HeadLine& line) {
    for (const Match& match : find_in(passage_, line, "meeting")) {
      const std::string_view behind = std::string_view(line.text).substr(match.span.end);
      const auto group = group_behind(passage_, behind);
      if (!group) continue;
      const std::string_view name = behind.substr(group->begin, group->size());
      candidates_.push_back({std::string(name), is_organ(passage_, words_of(name).back()), &line,
                             std::string(body_of_title), 0.9});
    }
  }

  // "Styrelsemöte 4/2019": the word of the meeting holds the organ.
  void add_meeting_of_organ(const HeadLine& line) {
    if (line.after_fields && !line.stands_out) return;
    for (const Match& match : find_in(passage_, line, "meeting")) {
      const auto organ = organ_that_meets(
          passage_, std::string_view(line.text).substr(match.span.begin, match.span.size()));
      if (!organ) continue;
      candidates_.push_back(
          {organ->nominative, true, &line, "header.body_in_meeting", line.furniture ? 0.7 : 0.8});
    }
  }

  // "Soutajat ry" alone on a line above or below the signatures.
  void add_undersigned() {
    constexpr std::size_t lines_at_end = 14;
    const auto& lines = passage_.document.lines;
    const std::size_t first = lines.size() - std::min(lines.size(), lines_at_end);
    for (std::size_t i = std::max(first, lines_.size()); i < lines.size(); ++i) {
      const std::string_view text = passage_.at(lines[i].span);
      const auto words = words_of(text);
      const bool name = words.size() >= 2 && words.size() <= 6 &&
                        is_company_word(passage_, words.back()) && starts_upper(text) &&
                        lower_case(words.back()).front() == 'r' &&
                        text.find_first_of("0123456789,:(") == std::string_view::npos;
      if (!name) continue;
      foot_.text = std::string(text);
      foot_.span = lines[i].span;
      candidates_.push_back(
          {without_capitals(passage_, text), false, &foot_, "header.body_undersigned", 0.55});
      return;
    }
  }

  // "Pohjan Pelimannit" over "Hallituksen kokous" or "Vuosikokous": a name that no word tells to be
  // one, at the very top, above a meeting that every association has.
  void add_letterhead() {
    if (choice().best(false) || lines_.empty()) return;
    const HeadLine& top = lines_.front();
    const BodyCandidate* organ = choice().best(true);
    const bool whose = organ ? words_.boards.has(lower_case(organ->body)) : has_general_meeting();
    const auto words = words_of(top.text);
    constexpr std::size_t most_words = 5;
    const bool name = words.size() <= most_words && starts_upper(top.text) && top.kind.empty() &&
                      !top.meeting && !top.furniture && !top.after_fields &&
                      top.text.find_first_of("0123456789:,.()/") == std::string::npos &&
                      passage_.rulebook.find("place", top.text, "").empty();
    if (!whose || !name || words.size() < 2) return;
    candidates_.push_back(
        {without_capitals(passage_, top.text), false, &top, "header.body_letterhead", 0.5});
  }

  // "Vuosikokous": of the members of an association, and no group's.
  bool has_general_meeting() const {
    return std::any_of(lines_.begin(), lines_.end(), [&](const HeadLine& line) {
      if (line.furniture || line.after_fields) return false;
      const auto words = words_of(line.text);
      return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return words_.general_meetings.has(lower_case(trimmed(word, name_dividers)));
      });
    });
  }

  // Where the word of the meeting begins, or that of the kind.
  std::size_t before_meeting(const HeadLine& line) const {
    for (const std::string_view subject : {"meeting", "kind"}) {
      for (const Match& match : find_in(passage_, line, subject)) {
        if (match.rule->makes != "inessive" || line.kind_first) return match.span.begin;
      }
    }
    return std::string::npos;
  }

  const Passage& passage_;
  const HeaderWords& words_;
  const TextWords& text_words_;
  const std::vector<HeadLine>& lines_;
  std::vector<BodyCandidate> candidates_;
  HeadLine foot_;  // The line at the end that names the association, if one does.
};

}  // namespace

std::optional<std::string> body_in_nominative(const Passage& passage, std::string_view genitive) {
  auto organ = organ_of_genitive(passage, genitive);
  if (!organ) return std::nullopt;
  return capitalised(std::move(organ->name));
}

std::string_view behind_day(const Passage& passage, std::string_view text) {
  if (text.empty() || !is_digit(text[0])) return text;
  for (const FoundDate& date : find_dates_in(text, passage.rulebook)) {
    if (date.span.begin == 0) return trimmed(text.substr(date.span.end), name_dividers);
    break;
  }
  return text;
}

bool is_organ(const Passage& passage, std::string_view word) {
  const auto organ = organ_of(passage, word, true);
  return organ && organ->is_organ;
}

bool names_organ(const Passage& passage, std::string_view name) {
  const auto words = words_of(name);
  return !words.empty() && is_organ(passage, words[head_word(passage, words)]);
}

std::optional<Span> group_behind(const Passage& passage, std::string_view text) {
  constexpr std::size_t most_words = 7;
  const WordSet& links = passage.rulebook.kept<HeaderWords>().meets_with;
  const auto words = words_of(text);
  if (words.size() < 2 || !links.has(words.front()) || !starts_upper(words[1])) return std::nullopt;
  for (std::size_t i = 1; i < std::min(words.size(), most_words); ++i) {
    if (!organ_of(passage, trimmed(words[i], name_dividers), true)) continue;
    const auto begin = static_cast<std::size_t>(words[1].data() - text.data());
    const std::string_view last = trimmed(words[i], name_dividers);
    return Span{begin, static_cast<std::size_t>(last.data() - text.data()) + last.size()};
  }
  return std::nullopt;
}

bool names_body(const Passage& passage, std::string_view line) {
  const auto words = words_of(trimmed(line, name_dividers));
  if (words.empty()) return false;
  return organ_of(passage, words.back(), true).has_value() || has_company_word(passage, words);
}

// The paper sets its labels over their values: "Aika" over a day.
bool stands_over_value(const Passage& passage, const std::vector<LabelledField>& fields) {
  return std::any_of(fields.begin(), fields.end(), [&](const LabelledField& field) {
    const bool head = field.makes == "place" || field.makes.starts_with("time");
    return head && !field.values.empty() &&
           row_at(passage.document, field.label.begin) !=
               row_at(passage.document, field.values.front().begin);
  });
}

const LabelledField* field_of_meeting(const Passage& passage,
                                      const std::vector<LabelledField>& fields) {
  for (const LabelledField& field : fields) {
    if (field.makes != "meeting" || field.values.empty()) continue;
    const Span value = field.values.front();
    const bool beside =
        row_at(passage.document, field.label.begin) == row_at(passage.document, value.begin);
    const bool one_word = passage.at(field.label).find(' ') == std::string_view::npos;
    const bool heading = one_word && !stands_over_value(passage, fields);
    if (!beside && !field.in_column && heading) continue;  // A heading of its own
    const std::string_view text = passage.at(value);
    const auto words = words_of(text);
    const bool organ = std::any_of(words.begin(), words.end(), [&](std::string_view word) {
      return organ_of(passage, word, true) || organ_of(passage, word, false);
    });
    if (organ || !passage.rulebook.find("meeting", text, "").empty()) return &field;
  }
  return nullptr;
}

// "Ohjausryhmä 5", "Ohjausryhmän kokous 5/2016" behind the label.
std::optional<Stated> body_of_meeting_field(const Passage& passage, const LabelledField& field) {
  const auto words = words_of(passage.at(field.values.front()));
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool nominative = organ_of(passage, words[i], true).has_value();
    if (!nominative && !organ_of(passage, words[i], false)) continue;
    const std::vector<std::string_view> until(words.begin(),
                                              words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    auto body =
        nominative ? std::optional(joined(until)) : body_in_nominative(passage, joined(until));
    if (!body) continue;
    return Stated{capitalised(std::move(*body)),
                  evidence_at(passage.document, field.values.front(), field.rule, 0.85)};
  }
  return std::nullopt;
}

std::optional<Stated> find_body(const Passage& passage, const std::vector<LabelledField>& fields,
                                const std::vector<HeadLine>& lines) {
  for (const LabelledField& field : fields) {
    if ((field.makes != "body" && field.makes != "group") || field.values.empty()) continue;
    return Stated{
        single_spaced(passage.at(field.values.front())),
        evidence_at(passage.document, field.values.front(), field.rule, field.confidence)};
  }
  const BodyFinder finder(passage, lines);
  if (const LabelledField* field = field_of_meeting(passage, fields)) {
    if (auto body = body_of_meeting_field(passage, *field)) {
      body->value = finder.choice().with_owner(body->value);
      return body;
    }
  }
  return finder.choice().body();
}

}  // namespace muistio
