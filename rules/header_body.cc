#include "rules/header_body.h"

#include <algorithm>
#include <array>

#include "corpus/unicode.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

struct Organ {
  std::string nominative;  // As it is to be printed: the whole last word.
  bool is_organ = false;   // And not an organisation, which has organs.
};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \t\n", begin), text.size());
    if (end > begin) words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += text.empty() ? word : " " + word;
  return text;
}

// A compound may end in the form; an abbreviation ("ry", "oy") stands alone.
bool ends_in(std::string_view word, std::string_view form) {
  if (!word.ends_with(form)) return false;
  return word.size() == form.size() || code_points(form) > 4;
}

std::string as_printed(std::string_view word, std::string_view lower, std::size_t form_size,
                       const std::string& value) {
  if (lower.size() != word.size() || is_all_capitals(word)) {
    return std::string(lower.substr(0, lower.size() - form_size)) + value;
  }
  const std::string stem(word.substr(0, word.size() - form_size));
  if (!stem.empty() || !starts_upper(word)) return stem + value;
  std::string capital = value;
  if (capital[0] >= 'a' && capital[0] <= 'z') capital[0] = static_cast<char>(capital[0] - 32);
  return capital;
}

// OCR reads "församlingsrådet" as "församlingsrädet".
std::string without_rings(std::string text) {
  for (std::size_t at = text.find("å"); at != std::string::npos; at = text.find("å", at)) {
    text.replace(at, std::string_view("å").size(), "ä");
  }
  return text;
}

// The organ or organisation that the word is, in the nominative or in another form.
std::optional<Organ> organ_of(const Passage& passage, std::string_view word, bool nominative) {
  const std::string lower = lower_case(word);
  for (const std::string_view list : {"organ", "organisation"}) {
    for (const std::string_view language : {"fi", "sv"}) {
      for (const auto& entry : passage.rulebook.words(list, language)) {
        const bool is_organ = list == "organ";
        if (nominative && ends_in(lower, entry.value)) return Organ{std::string(word), is_organ};
        const std::string misread = without_rings(entry.value);
        if (nominative && language == "sv" && ends_in(lower, misread)) {
          return Organ{as_printed(word, lower, misread.size(), entry.value), is_organ};
        }
        for (const std::string& form : entry.forms) {
          if (nominative && language == "fi") break;
          if (!ends_in(lower, form)) continue;
          if (nominative) return Organ{std::string(word), is_organ};
          return Organ{as_printed(word, lower, form.size(), entry.value), is_organ};
        }
      }
    }
  }
  return std::nullopt;
}

// An adjective agrees with the organ: "yhteisen" -> "yhteinen"; a noun stays: "kirjastojen".
std::string modifier(const Passage& passage, std::string_view word) {
  const std::string lower = lower_case(word);
  for (const Reading& reading : passage.language.readings(lower)) {
    if (!reading.known || reading.inflection != Case::genitive || reading.plural) continue;
    const bool agrees = reading.word_class == WordClass::adjective ||
                        reading.verb_form == VerbForm::participle_present;
    if (!agrees) return std::string(word);
    return starts_upper(word) ? capitalised(reading.base) : reading.base;
  }
  return std::string(word);
}

constexpr std::u32string_view dividers = U",;:/–-";

// What stands behind the last divider: "X-hanke / Työryhmän", "Verkosto, kuvailuryhmän".
std::string_view last_part(std::string_view text) {
  std::size_t begin = 0;
  for (const std::string_view divider : {" / ", ", ", " – ", " - ", ": ", " | "}) {
    const std::size_t at = text.rfind(divider);
    if (at != std::string_view::npos) begin = std::max(begin, at + divider.size());
  }
  return text.substr(begin);
}

struct Candidate {
  std::string body;
  bool is_organ = false;
  const HeadLine* line = nullptr;
  std::string rule;
  double confidence = 0;
};

// Only the word itself, which many organisations have: "Hallitus".
bool is_general(std::string_view body) {
  static constexpr std::array general{"hallitus",  "johtokunta", "styrelsen",  "styrelse",
                                      "valtuusto", "johtoryhmä", "ohjausryhmä"};
  const std::string lower = lower_case(body);
  return std::find(general.begin(), general.end(), lower) != general.end();
}

class BodyFinder {
 public:
  BodyFinder(const Passage& passage, const std::vector<HeadLine>& lines)
      : passage_(passage), lines_(lines) {}

  std::optional<Stated> body() {
    for (const HeadLine& line : lines_) {
      add_named(line);
      add_genitive(line);
    }
    const Candidate* organ = best(true);
    const Candidate* organisation = best(false);
    if (!organ) return organisation ? stated(*organisation, organisation->body) : std::nullopt;
    const std::string name = without_caps_name(fuller(*organ).body);
    if (organisation && is_general(name)) {
      return stated(*organ, organisation->body + ", " + lower_case(name));
    }
    return stated(*organ, capitalised(name));
  }

 private:
  std::optional<Stated> stated(const Candidate& candidate, std::string value) const {
    return Stated{std::move(value),
                  evidence_of(passage_, *candidate.line, candidate.rule, candidate.confidence)};
  }

  // The earlier line wins; a line that is nothing but the name wins over a title.
  const Candidate* best(bool is_organ) const {
    const Candidate* chosen = nullptr;
    for (const Candidate& candidate : candidates_) {
      if (candidate.is_organ != is_organ) continue;
      if (!chosen || candidate.confidence > chosen->confidence) chosen = &candidate;
    }
    return chosen;
  }

  // "Pihlajahankkeen ohjausryhmä" where a heading says only "Ohjausryhmä".
  const Candidate& fuller(const Candidate& organ) const {
    if (organ.body.find(' ') != std::string::npos) return organ;
    const std::string ending = " " + lower_case(organ.body);
    for (const Candidate& other : candidates_) {
      const bool says_more = other.is_organ && lower_case(other.body).ends_with(ending);
      if (says_more && !other.line->furniture) return other;
    }
    return organ;
  }

  // A line, or its part before a comma, that is the name of an organ.
  void add_named(const HeadLine& line) {
    std::string_view text = trimmed(line.text, dividers);
    if (line.after_fields && !line.stands_out) return;
    text = text.substr(0, std::min(text.find(", "), text.find(" (")));
    if (!line.kind_first) text = without_kind(text);
    text = without_date(before_verb(text));
    const auto words = words_of(text);
    if (words.empty() || words.size() > 9 || !starts_upper(text)) return;
    std::size_t last = words.size() - 1;
    for (std::size_t i = 1; i < words.size(); ++i) {
      if (words[i] == "för") last = i - 1;  // "Arbetsgruppen för skolskjutsar"
    }
    const auto organ = organ_of(passage_, words[last], true);
    if (!organ) return add_company(line, trimmed(line.text, dividers));
    std::string name(text);
    if (last + 1 == words.size()) {
      name = std::string(text.substr(0, text.size() - words[last].size())) + organ->nominative;
    }
    candidates_.push_back({organ->is_organ ? name : without_caps_name(name), organ->is_organ, &line,
                           "header.body_line",
                           line.furniture ? 0.8 : (line.meeting ? 0.85 : 0.92)});
  }

  // "Nuorisojaosto kokoontui maanantaina" -> "Nuorisojaosto".
  static std::string_view before_verb(std::string_view text) {
    for (const std::string_view verb : {" kokoontui ", " sammanträdde "}) {
      const std::size_t at = text.find(verb);
      if (at != std::string_view::npos) return text.substr(0, at);
    }
    return text;
  }

  // "Tekninen lautakunta 18.5.2021" -> "Tekninen lautakunta".
  static std::string_view without_date(std::string_view text) {
    const std::size_t space = text.rfind(' ');
    if (space == std::string_view::npos || space + 1 >= text.size()) return text;
    return is_digit(text[space + 1]) ? trimmed(text.substr(0, space), dividers) : text;
  }

  // "Bildningsnämnden PROTOKOLL 3/2014" -> "Bildningsnämnden".
  std::string_view without_kind(std::string_view text) const {
    for (const Match& match : passage_.rulebook.find("kind", text, "")) {
      if (match.span.begin > 0 && match.rule->makes.find(' ') == std::string::npos) {
        return trimmed(text.substr(0, match.span.begin), dividers);
      }
    }
    return text;
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
      text = trimmed(text.substr(0, divider), dividers);
    } else if (!line.kind.empty()) {
      return;
    }
    const auto words = words_of(text);
    const bool company = std::any_of(words.begin(), words.end(), [](std::string_view word) {
      const std::string lower = lower_case(word);
      return lower == "oy" || lower == "ry" || lower == "ry." || lower == "rf";
    });
    if (words.size() > 7 || !(company || is_named_organisation(words))) return;
    candidates_.push_back(
        {without_caps_name(text), false, &line, "header.body_organisation", 0.75});
  }

  // "ASUNTO OY PIHLAJARINNE" -> "Asunto Oy Pihlajarinne": names and what follows "Oy" keep
  // their capitals.
  std::string without_caps_name(std::string_view text) const {
    return is_all_capitals(text) ? names_capital(text) : std::string(text);
  }

  std::string names_capital(std::string_view text) const {
    std::vector<std::string> result;
    bool after_company = false;
    for (const std::string_view word : words_of(text)) {
      std::string lower = lower_case(word);
      const bool company = lower == "oy" || lower == "as" || lower == "asunto" || lower == "ab";
      const bool name = is_name(lower);
      if (const std::size_t hyphen = lower.find('-'); is_short_form(lower.substr(0, hyphen))) {
        result.push_back(std::string(word.substr(0, hyphen)) + lower.substr(hyphen));
        continue;
      }
      result.push_back(result.empty() || company || after_company || name ? capitalised(lower)
                                                                          : lower);
      after_company = company;
    }
    return joined(result);
  }

  // "EU-ASIOIDEN" -> "EU-asioiden".
  static bool is_short_form(std::string_view before_hyphen) {
    static constexpr std::array<std::string_view, 9> forms{"eu",  "it", "ict", "atk", "yt",
                                                           "tki", "ay", "hr",  "yk"};
    return std::find(forms.begin(), forms.end(), before_hyphen) != forms.end();
  }

  bool is_name(const std::string& lower) const {
    const auto& readings = passage_.language.readings(capitalised(lower));
    return std::any_of(readings.begin(), readings.end(), [](const Reading& reading) {
      return reading.word_class == WordClass::proper_noun ||
             reading.word_class == WordClass::place_name ||
             reading.word_class == WordClass::last_name ||
             reading.word_class == WordClass::first_name;
    });
  }

  // "Kuljetustyöryhmän kokous 2/2021": the genitive before the word of the meeting.
  void add_genitive(const HeadLine& line) {
    const std::size_t before = before_meeting(line);
    if (before == std::string::npos || before == 0) return;
    const std::string_view head = last_part(std::string_view(line.text).substr(0, before));
    std::string_view genitive = trimmed(head, dividers);
    for (const Match& match : passage_.rulebook.find("kind", genitive, "")) {
      if (match.span.begin == 0) genitive = without_lead_in(genitive.substr(match.span.end));
      break;
    }
    if (genitive.starts_with("joka ")) genitive = without_lead_in(genitive);
    const std::string lower = is_all_capitals(genitive) ? names_capital(genitive) : "";
    if (!lower.empty()) genitive = lower;
    bool is_organ = false;
    auto body = nominative(genitive, is_organ);
    if (!body) return;
    candidates_.push_back(
        {std::move(*body), is_organ, &line, "header.body_of_title", line.furniture ? 0.78 : 0.9});
  }

  // "fört vid Sjöbackens förenings" -> "Sjöbackens förenings".
  static std::string_view without_lead_in(std::string_view text) {
    text = trimmed(text, dividers);
    while (!text.empty() && !starts_upper(text)) {
      const std::size_t space = text.find(' ');
      if (space == std::string_view::npos) break;
      text = trimmed(text.substr(space), dividers);
    }
    return text;
  }

  // Where the word of the meeting begins, or that of the kind.
  std::size_t before_meeting(const HeadLine& line) const {
    for (const std::string_view subject : {"meeting", "kind"}) {
      for (const Match& match : passage_.rulebook.find(subject, line.text, "")) {
        if (match.rule->makes != "inessive" || line.kind_first) return match.span.begin;
      }
    }
    return std::string::npos;
  }

  // Words behind the organ are let go: "hallituksen järjestäytymis-", "ry:n sääntömääräinen".
  std::optional<std::string> nominative(std::string_view genitive, bool& is_organ) const {
    auto words = words_of(genitive);
    while (!words.empty()) {
      const auto organ = organ_of(passage_, words.back(), false);
      if (!organ) {
        words.pop_back();
        continue;
      }
      is_organ = organ->is_organ;
      return phrase(words, *organ);
    }
    return std::nullopt;
  }

  std::string phrase(const std::vector<std::string_view>& words, const Organ& organ) const {
    std::vector<std::string> result;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      const bool next_to_organ = i + 2 == words.size();
      result.push_back(next_to_organ ? modifier(passage_, words[i]) : std::string(words[i]));
    }
    result.push_back(organ.nominative);
    return joined(result);
  }

  friend std::optional<std::string> muistio::body_in_nominative(const Passage&, std::string_view);

  const Passage& passage_;
  const std::vector<HeadLine>& lines_;
  std::vector<Candidate> candidates_;
};

}  // namespace

std::string capitalised(std::string text) {
  if (text.empty()) return text;
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  if (static_cast<unsigned char>(text[0]) == 0xC3 && text.size() > 1 &&
      static_cast<unsigned char>(text[1]) >= 0xA0) {
    text[1] = static_cast<char>(text[1] - 0x20);  // ä, ö, å
  }
  return text;
}

std::optional<std::string> body_in_nominative(const Passage& passage, std::string_view genitive) {
  const std::vector<HeadLine> none;
  bool is_organ = false;
  auto body = BodyFinder(passage, none).nominative(genitive, is_organ);
  if (!body) return std::nullopt;
  return capitalised(*body);
}

bool is_organ(const Passage& passage, std::string_view word) {
  const auto organ = organ_of(passage, word, true);
  return organ && organ->is_organ;
}

bool names_body(const Passage& passage, std::string_view line) {
  const auto words = words_of(trimmed(line, dividers));
  if (words.empty()) return false;
  const auto is_company = [](std::string_view word) {
    const std::string lower = lower_case(word);
    return lower == "oy" || lower == "ry" || lower == "rf";
  };
  return organ_of(passage, words.back(), true).has_value() ||
         std::any_of(words.begin(), words.end(), is_company);
}

const LabelledField* field_of_meeting(const Passage& passage,
                                      const std::vector<LabelledField>& fields) {
  for (const LabelledField& field : fields) {
    if (field.makes != "meeting" || field.values.empty()) continue;
    const Span value = field.values.front();
    if (row_at(passage.document, field.label.begin) != row_at(passage.document, value.begin))
      continue;  // A heading of its own
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
    auto body = nominative ? std::optional(joined({until.begin(), until.end()}))
                           : body_in_nominative(passage, joined({until.begin(), until.end()}));
    if (!body) continue;
    return Stated{capitalised(std::move(*body)),
                  evidence_at(passage.document, field.values.front(), field.rule, 0.85)};
  }
  return std::nullopt;
}

std::optional<Stated> find_body(const Passage& passage, const std::vector<LabelledField>& fields,
                                const std::vector<HeadLine>& lines) {
  for (const LabelledField& field : fields) {
    if (field.makes != "body" || field.values.empty()) continue;
    return Stated{
        single_spaced(passage.at(field.values.front())),
        evidence_at(passage.document, field.values.front(), field.rule, field.confidence)};
  }
  if (const LabelledField* field = field_of_meeting(passage, fields)) {
    if (auto body = body_of_meeting_field(passage, *field)) return body;
  }
  return BodyFinder(passage, lines).body();
}

}  // namespace muistio
