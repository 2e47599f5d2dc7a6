#include "rules/header_lines.h"

#include <algorithm>
#include <cmath>

#include "corpus/unicode.h"
#include "rules/dates.h"
#include "rules/header_body.h"
#include "rules/header_words.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

constexpr std::size_t most_lines = 60;
constexpr std::size_t longest_line = 300;

// "P Ö Y T Ä K I R J A  7/2012" -> "PÖYTÄKIRJA 7/2012".
std::string drawn_together(std::string_view text) {
  const std::string spaced = single_spaced(text);
  std::string result, run;
  std::size_t letters = 0;
  const auto flush = [&] {
    if (run.empty()) return;
    std::string word = run;
    if (letters >= 4) word.erase(std::remove(word.begin(), word.end(), ' '), word.end());
    if (!result.empty()) result += ' ';
    result += word;
    run.clear();
    letters = 0;
  };
  for (std::size_t begin = 0; begin < spaced.size();) {
    const std::size_t end = std::min(spaced.find(' ', begin), spaced.size());
    const std::string word = spaced.substr(begin, end - begin);
    begin = end + 1;
    if (code_points(word) == 1 && starts_upper(word)) {
      run += run.empty() ? word : " " + word;
      ++letters;
      continue;
    }
    flush();
    if (!result.empty()) result += ' ';
    result += word;
  }
  flush();
  return result;
}

bool is_mail(const std::vector<LabelledField>& fields) {
  return std::any_of(fields.begin(), fields.end(),
                     [](const LabelledField& field) { return field.makes == "mail"; });
}

// "Aihe: Muistio palaverista 2.2.", "Ämne: SV: Minnesanteckningar": what the paper is.
bool is_subject_of_memo(const Passage& passage, const LabelledField& field, bool mail) {
  const HeaderWords& words = passage.rulebook.kept<HeaderWords>();
  if (field.values.empty() || !words.mail_subjects.has(lower_case(passage.at(field.label))))
    return false;
  const std::string_view value = passage.at(field.values.front());
  if (mail && !passage.rulebook.find("meeting", value, "").empty()) return true;
  const auto kinds = passage.rulebook.find("kind", value, "");
  const std::size_t behind_reply = value.find(": ");
  return !kinds.empty() &&
         (kinds.front().span.begin == 0 || kinds.front().span.begin == behind_reply + 2);
}

// "PÖYTÄKIRJA", "ESITYSLISTA": a heading as much as a field without value, and "Muistio:
// Verkkosivuryhmän palaveri" is one with it.
bool is_heading(const Passage& passage, const LabelledField& field, bool mail) {
  if (field.makes == "list") return field.values.empty();
  if (field.makes != "other") return false;
  return field.values.empty() ||
         !passage.rulebook.find("kind", passage.at(field.label), "").empty() ||
         is_subject_of_memo(passage, field, mail);
}

bool is_in_field(const Passage& passage, const std::vector<LabelledField>& fields, Span span) {
  const bool mail = is_mail(fields);
  return std::any_of(fields.begin(), fields.end(), [&](const LabelledField& field) {
    if (is_heading(passage, field, mail)) return false;
    if (field.label.overlaps(span)) return true;
    return std::any_of(field.values.begin(), field.values.end(),
                       [&](Span value) { return value.overlaps(span); });
  });
}

bool is_only_dividers(std::string_view text) {
  for (const std::string_view dash : {"–", "—"}) {
    if (const std::size_t at = text.find(dash); at != std::string_view::npos)
      return is_only_dividers(text.substr(0, at)) &&
             is_only_dividers(text.substr(at + dash.size()));
  }
  return text.find_first_not_of(" .:-/0123456789") == std::string_view::npos;
}

// "1/2019" is no page of two thousand.
bool is_number_of_year(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || slash == 0) return false;
  const std::string_view year = text.substr(slash + 1);
  return year.size() == 4 && (year.starts_with("19") || year.starts_with("20")) &&
         year.find_first_not_of("0123456789") == std::string_view::npos &&
         text.substr(0, slash).find_first_not_of("0123456789") == std::string_view::npos;
}

// Notes what words of meetings and of kinds the line holds.
void read_words(const Passage& passage, HeadLine& line) {
  for (const Match& match : find_in(passage, line, "meeting")) {
    const std::string& makes = match.rule->makes;
    line.meeting |= makes.empty() || makes == "genitive" || makes == "elative";
  }
  std::string rest;
  std::size_t at = 0;
  for (const Match& match : find_in(passage, line, "kind")) {
    if (match.rule->makes.find(' ') != std::string::npos) continue;
    rest += line.text.substr(at, match.span.begin - at);
    at = match.span.end;
    // "ESITYSLISTA / PÖYTÄKIRJA" has become the minutes.
    if (!line.kind.empty() && match.rule->makes != "minutes") continue;
    line.kind = match.rule->makes;
    line.kind_first |= match.span.begin == 0;
  }
  rest += line.text.substr(at);
  const HeaderWords& words = passage.rulebook.kept<HeaderWords>();
  if (words.of_meeting.has(lower_case(trimmed(rest)))) rest.clear();  // "Kokouksen esityslista"
  line.kind_alone = !line.kind.empty() && is_only_dividers(rest);
}

bool begins_row(const Passage& passage, const LabelledField& field) {
  const auto row = row_at(passage.document, field.label.begin);
  return row && passage.document.rows[*row].span.begin == field.label.begin;
}

class HeadReader {
 public:
  HeadReader(const Passage& passage, std::size_t end, const std::vector<LabelledField>& fields)
      : passage_(passage), fields_(fields), end_(end), first_field_(end) {
    const bool mail = is_mail(fields);
    std::string_view below;
    for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
      if (is_heading(passage, *field, mail)) continue;
      // "Sammanträdesdatum" of a letterhead stands above "Tid", "Nro" at the end of its first row.
      const bool letterhead = (field->makes == "time" && below == "time") ||
                              field->makes == "mail" ||
                              (field->makes == "number" && !begins_row(passage, *field));
      if (!letterhead && begins_line(*field)) first_field_ = field->label.begin;
      below = field->makes;
    }
  }

  std::vector<HeadLine> lines() {
    const Document& document = passage_.document;
    for (std::size_t i = 0; i < document.lines.size() && lines_.size() < most_lines; ++i) {
      if (document.lines[i].span.begin >= end_) break;
      add(document.lines[i]);
    }
    divide_at_day();
    for (const Furniture& furniture : document.furniture) add(furniture);
    for (HeadLine& line : lines_) {
      line.text = drawn_together(line.text);
      line.glance = passage_.rulebook.glance(line.text);
      read_words(passage_, line);
    }
    for (HeadLine& line : lines_) join_number(line);
    return std::move(lines_);
  }

 private:
  // The label does not stand inside a title: "Kokous klo 18, paikka: Kerhohuone".
  bool begins_line(const LabelledField& field) const {
    const auto line = line_at(passage_.document, field.label.begin);
    return line && passage_.document.lines[*line].span.begin == field.label.begin;
  }

  // "Kylätiimi 3/2018, ke 6.6.2018 klo 14, Pirtti." and "Muistio 5.6.2018 klo 16 / kerhohuone.
  // Koolla Aino Aalto, ...": a whole head in one line. What stands before its day is one line, and
  // the day with what its sentence tells besides is another.
  void divide_at_day() {
    constexpr std::size_t first_lines = 6;
    for (std::size_t i = 0; i < std::min(lines_.size(), first_lines); ++i) {
      if (lines_[i].after_fields) return;
      if (cut_behind_first_sentence(lines_[i])) return;
      const auto day = day_behind_name(lines_[i].span);
      if (!day) continue;
      HeadLine below = lines_[i];
      below.span = trimmed(passage_.flow, *day, U".");
      below.text = std::string(passage_.at(below.span));
      HeadLine& name = lines_[i];
      name.span = trimmed(passage_.flow, {name.span.begin, day->begin}, U",;:–-|/");
      name.text = std::string(passage_.at(name.span));
      name.before_day = true;
      lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(below));
      return;
    }
  }

  // "To 12.3.2015 klo 14 nuorisotila Tupla. Paikalla Aino Aalto ...": the head ends with its
  // sentence.
  bool cut_behind_first_sentence(HeadLine& line) const {
    const auto dates = find_dates_in(passage_.at(line.span), passage_.rulebook);
    const bool begins = !dates.empty() && dates.front().span.begin == 0 &&
                        dates.front().value.find('T') != std::string::npos;
    if (!begins) return false;
    const std::size_t end =
        end_of_sentence(line.span.begin + dates.front().span.end, line.span.end);
    if (end >= line.span.end) return false;
    line.span = trimmed(passage_.flow, {line.span.begin, end}, U".");
    line.text = std::string(passage_.at(line.span));
    return true;
  }

  // From a day with a time of the day to the end of its sentence, where nothing but the word for
  // the paper or a body stands before it, and something behind.
  std::optional<Span> day_behind_name(Span line) const {
    const std::string_view text = passage_.at(line);
    for (const FoundDate& date : find_dates_in(text, passage_.rulebook)) {
      if (date.value.find('T') == std::string::npos) continue;
      const std::string_view lead = text.substr(0, date.span.begin);
      const std::string_view name = trimmed(lead, U",;:–-|/");
      const bool closed = name.size() + 1 < lead.size();  // "Kylätiimi, ke ...", not "Kylätiimi ke"
      if (name.empty() || !(is_paper(name) || (closed && names_numbered_or_bare_body(name))))
        return {};
      const Span day{line.begin + date.span.begin,
                     end_of_sentence(line.begin + date.span.end, line.end)};
      return day.size() > date.span.size() + 2 ? std::optional(day) : std::nullopt;
    }
    return std::nullopt;
  }

  // "Muistio", "Muistio 3/2018"
  bool is_paper(std::string_view text) const {
    const auto kinds = passage_.rulebook.find("kind", text, "");
    return !kinds.empty() && kinds.front().span.begin == 0 &&
           is_only_dividers(text.substr(kinds.front().span.end));
  }

  bool names_numbered_or_bare_body(std::string_view text) const {
    constexpr std::ptrdiff_t most_spaces = 5;
    if (std::count(text.begin(), text.end(), ' ') > most_spaces) return false;
    const std::size_t space = text.rfind(' ');
    const bool numbered = space != std::string_view::npos && is_only_dividers(text.substr(space));
    return names_body(passage_, numbered ? text.substr(0, space) : text);
  }

  std::size_t end_of_sentence(std::size_t offset, std::size_t limit) const {
    const auto sentence =
        std::lower_bound(passage_.sentences.begin(), passage_.sentences.end(), offset,
                         [](const Span& each, std::size_t at) { return each.end <= at; });
    return sentence == passage_.sentences.end() ? limit : std::min(limit, sentence->end);
  }

  // "PÖYTÄKIRJA" and "3/2014", in cells beside each other or one under the other, are one heading.
  void join_number(HeadLine& kind) const {
    if (!kind.kind_alone || kind.text.find_first_of("0123456789") != std::string::npos) return;
    for (const HeadLine& line : lines_) {
      if (line.page != kind.page || !is_only_number(line.text)) continue;
      const double height = kind.box.height();
      const bool beside =
          std::abs(line.box.top - kind.box.top) < 0.5 * height && line.box.left > kind.box.right;
      const bool below = line.box.top >= kind.box.bottom - 0.3 * height &&
                         line.box.top < kind.box.bottom + 0.6 * height &&
                         line.box.left < kind.box.right && line.box.right > kind.box.left;
      if (!beside && !below) continue;
      kind.text += " " + line.text;
      kind.glance = passage_.rulebook.glance(kind.text);
      return;
    }
  }

  // "3/2014", "N:o 3/2014".
  bool is_only_number(std::string_view text) const {
    const std::size_t space = text.rfind(' ');
    const std::string lead =
        space == std::string_view::npos ? "" : lower_case(text.substr(0, space));
    const WordSet& signs = passage_.rulebook.kept<HeaderWords>().number_signs;
    return (lead.empty() || signs.has(lead)) && is_number_of_year(text.substr(space + 1));
  }

  // A line that runs on in the flow belongs to the one before. Names of a letterhead that
  // stand under each other run on by their width alone.
  bool continues(const Line& line) const {
    if (lines_.empty() || line.span.begin == 0) return false;
    const HeadLine& before = lines_.back();
    if (before.span.end == line.span.begin) return true;  // Divided by a hyphen.
    if (is_torn(before, line) || tells_of_paper(before, line) || divides_ordinal(before, line) ||
        divides_name(before, line))
      return true;
    if (before.span.end + 1 != line.span.begin || passage_.flow[before.span.end] != ' ') {
      return false;
    }
    if (names_body(passage_, before.text) && names_body(passage_, passage_.at(line.span))) {
      return false;  // "HIIDEN KUNTA" over "Tekninen lautakunta"
    }
    const Block& block = passage_.document.blocks[passage_.document.rows[line.row].block];
    return block.kind == BlockKind::heading || !starts_upper(passage_.at(line.span)) ||
           std::count(before.text.begin(), before.text.end(), ' ') >= 6;
  }

  // "PÖYTÄKIRJA" and below it "pidetty seuran kokouksessa 3.4.2018".
  bool tells_of_paper(const HeadLine& before, const Line& line) const {
    const std::string_view text = passage_.at(line.span);
    const WordSet& recorded = passage_.rulebook.kept<HeaderWords>().recorded;
    const auto told = recorded.first_in(lower_case(text));
    if (!told || told->begin != 0 || starts_upper(text) || line.page != before.page) return false;
    const std::string paper = drawn_together(before.text);
    const auto kinds = passage_.rulebook.find("kind", paper, "");
    return kinds.size() == 1 && kinds.front().span.size() == paper.size();
  }

  // "TYÖRYHMÄN 4." and in the next line "KOKOUS", or "TYÖRYHMÄN" and "4. KOKOUS".
  bool divides_ordinal(const HeadLine& before, const Line& line) const {
    if (line.span.begin > before.span.end + 2 || line.page != before.page) return false;
    const std::string above = lower_case(before.text);
    std::string below = lower_case(passage_.at(line.span));
    const std::size_t digits = std::min(below.find_first_not_of("0123456789"), below.size());
    const bool starts = digits > 0 && below.substr(digits, 2) == ". ";
    if (starts) below.erase(0, digits + 2);
    const bool ends = above.size() > 2 && above.back() == '.' && is_digit(above[above.size() - 2]);
    if (starts ? !before.stands_out || !above.ends_with('n') : !ends) return false;
    const auto gathering = passage_.rulebook.kept<HeaderWords>().gatherings.first_in(below);
    return gathering && gathering->begin == 0;
  }

  // "METSÄPOLUN PÄIVÄKODIN" over "VANHEMPAINNEUVOSTON KOKOUS": a heading over two lines.
  bool divides_name(const HeadLine& before, const Line& line) const {
    const double gap = line.box.top - before.box.bottom;
    const bool right_below = line.page == before.page && gap > -3 &&
                             gap < 0.6 * line.box.height() && line.box.left < before.box.right &&
                             line.box.right > before.box.left;
    const bool alike =
        before.stands_out && stands_out(line) && std::abs(line.font_size - before.font_size) < 0.5;
    if (!right_below || !alike) return false;
    const auto words = words_of(before.text);
    if (words.empty() || names_body(passage_, before.text)) return false;
    const auto& readings = passage_.language.readings(lower_case(words.back()));
    const bool genitive = std::any_of(readings.begin(), readings.end(), [](const Reading& one) {
      return one.known && one.inflection == Case::genitive && one.verb_form == VerbForm::none;
    });
    return genitive && !passage_.rulebook.find("meeting", passage_.at(line.span), "").empty();
  }

  bool stands_out(const Line& line) const {
    const Block& block = passage_.document.blocks[passage_.document.rows[line.row].block];
    const std::string_view text = passage_.at(line.span);
    return line.bold || block.kind == BlockKind::heading ||
           (is_all_capitals(text) && text.size() > 5);
  }

  // "Seuraava kokous ke 11.10. klo 18 majalla".
  bool is_of_next_meeting(const Line& line) const {
    const std::string lower = lower_case(passage_.at(line.span));
    return passage_.rulebook.kept<HeaderWords>().plans.has(
        std::string_view(lower).substr(0, lower.find(' ')));
  }

  // OCR takes a wide space for the gap between two cells.
  bool is_torn(const HeadLine& before, const Line& line) const {
    return before.span.end + 1 == line.span.begin && passage_.flow[before.span.end] == '\t' &&
           line.box.left - before.box.right < 1.2 * line.font_size && line.page == before.page &&
           std::abs(line.box.top - before.box.top) < 0.5 * line.font_size;
  }

  // "sunnuntaina 23.11.2014 klo 15. Paikka: Seurantalo" without what its label begins.
  Line before_label(Line line) const {
    for (const LabelledField& field : fields_) {
      const bool inside = field.label.begin > line.span.begin && field.label.begin < line.span.end;
      if (inside) line.span = trimmed(passage_.flow, {line.span.begin, field.label.begin});
    }
    return line;
  }

  void add(const Line& whole) {
    const Line line = before_label(whole);
    if (is_in_field(passage_, fields_, line.span) || line.span.empty()) return;
    if (is_of_next_meeting(line)) return;
    if (continues(line)) {
      HeadLine& before = lines_.back();
      if (before.text.size() > longest_line) return;
      before.span.end = line.span.end;
      before.box.right = std::max(before.box.right, line.box.right);
      before.box.bottom = std::max(before.box.bottom, line.box.bottom);
      before.text = std::string(passage_.at(before.span));
      return;
    }
    HeadLine head;
    head.text = std::string(passage_.at(line.span));
    head.span = line.span;
    head.page = line.page;
    head.box = line.box;
    head.font_size = line.font_size;
    head.stands_out = stands_out(line);
    head.after_fields = line.span.begin > first_field_ && !is_before_label_in_row(line);
    lines_.push_back(std::move(head));
  }

  // "Kokousmuistio 5/2016 | Paikka: Kunnantalo": a letterhead beside the fields.
  bool is_before_label_in_row(const Line& line) const {
    const Span row = passage_.document.rows[line.row].span;
    return std::any_of(fields_.begin(), fields_.end(), [&](const LabelledField& field) {
      const bool head = field.makes == "place" || field.makes.starts_with("time");
      return head && field.label.begin > line.span.end && row.contains(field.label.begin);
    });
  }

  void add(const Furniture& furniture) {
    const bool counter =
        furniture.kind == FurnitureKind::page_counter && !is_number_of_year(furniture.text);
    if (furniture.page > 1 || counter || furniture.kind == FurnitureKind::initials ||
        lines_.size() >= 2 * most_lines) {
      return;
    }
    const bool margin = furniture.kind == FurnitureKind::running_head ||
                        furniture.kind == FurnitureKind::page_counter;
    if (!margin || furniture.text.size() > longest_line) return;
    HeadLine head;
    head.text = furniture.text;
    head.page = furniture.page;
    head.box = furniture.box;
    head.font_size = furniture.font_size;
    head.furniture = true;
    lines_.push_back(std::move(head));
  }

  const Passage& passage_;
  const std::vector<LabelledField>& fields_;
  const std::size_t end_;
  std::size_t first_field_;
  std::vector<HeadLine> lines_;
};

}  // namespace

std::vector<HeadLine> head_lines(const Passage& passage, std::size_t end,
                                 const std::vector<LabelledField>& fields) {
  return HeadReader(passage, end, fields).lines();
}

Evidence evidence_of(const Passage& passage, const HeadLine& line, std::string rule,
                     double confidence) {
  if (!line.furniture) return evidence_at(passage.document, line.span, rule, confidence);
  Evidence evidence;
  evidence.page = line.page;
  evidence.box = line.box;
  evidence.rule = std::move(rule);
  evidence.confidence = confidence;
  return evidence;
}

}  // namespace muistio
