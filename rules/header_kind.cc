#include "rules/header_kind.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "rules/dates.h"
#include "rules/header_body.h"
#include "rules/header_number.h"
#include "rules/header_words.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

std::optional<MemoKind> kind_named(std::string_view makes) {
  return parse_name<MemoKind>(makes);
}

bool records_a_meeting(MemoKind kind) {
  return kind == MemoKind::minutes || kind == MemoKind::memo;
}

// A word in a running sentence is no heading; and letters and applications are spoken of in
// headings, too.
bool heads_paper(const HeadLine& line) {
  if (line.kind.empty()) return false;
  if (line.kind == "letter") return line.kind_alone || line.kind_first;
  if (line.kind_alone || line.furniture || line.stands_out) return true;
  if (line.kind_first && line.meeting && !line.after_fields) return true;
  return std::count(line.text.begin(), line.text.end(), ' ') <= 8 && !line.text.ends_with('.') &&
         !line.after_fields;
}

std::optional<MemoKind> kind_in_head(const std::vector<HeadLine>& lines, bool opened) {
  std::optional<MemoKind> first;
  for (const HeadLine& line : lines) {
    if (!heads_paper(line)) continue;
    const auto kind = kind_named(line.kind);
    if (!kind) continue;
    if (!first) first = kind;
    if (records_a_meeting(*kind)) return opened || !first ? kind : first;
  }
  // "Kokouksen esityslista" heads the items of minutes, too.
  if (first && opened && !records_a_meeting(*first)) return MemoKind::minutes;
  return first;
}

std::optional<MemoKind> kind_in_title(const Passage& passage) {
  for (const Match& match : passage.rulebook.find("kind", passage.document.pdf.title, "")) {
    if (const auto kind = kind_named(match.rule->makes)) return kind;
  }
  return std::nullopt;
}

struct Words {
  std::size_t minutes = 0, memo = 0;
  bool release = false, letter = false, opened = false;
};

Words count_words(const Passage& passage) {
  Words words;
  for (const Match& match : passage.find("kind")) {
    words.minutes += match.rule->makes == "minutes" || match.rule->makes == "checked minutes";
    words.memo += match.rule->makes == "memo";
    words.opened |= match.rule->makes == "opened meeting";
    words.release |= match.rule->makes == "signed release";
    words.letter |= match.rule->makes == "signed letter";
  }
  return words;
}

// The full stop of a sentence, and not that of a day: "Tiimipalaveri 7.9."
bool ends_as_sentence(const Passage& passage, const HeadLine& line) {
  if (!line.text.ends_with('.')) return false;
  const auto dates = find_dates_in(line.text, passage.rulebook);
  return dates.empty() || dates.back().span.end != line.text.size();
}

// "tiimin palaveri 3.2. takahuone" at the top: the gathering and its day.
bool begins_with_day(const Passage& passage, const std::vector<HeadLine>& lines) {
  const auto first = std::find_if(lines.begin(), lines.end(),
                                  [](const HeadLine& line) { return !line.furniture; });
  return first != lines.end() && first->meeting && !ends_as_sentence(passage, *first) &&
         !find_dates_in(first->text, passage.rulebook).empty();
}

// "Verkoston tapaaminen" and below it "Kirjastolla tiistaina 14.5.2019 klo 12–15".
bool is_followed_by_time(const Passage& passage, const std::vector<HeadLine>& lines) {
  constexpr std::ptrdiff_t farthest = 3;
  const auto title = std::find_if(lines.begin(), lines.end(), [&](const HeadLine& line) {
    const bool top = &line == &lines.front();
    const bool named = (line.meeting && (line.stands_out || top)) || line.before_day ||
                       names_numbered_body(passage, line);
    return named && !line.furniture && !line.text.ends_with('.');
  });
  for (auto line = title; line != lines.end() && line - title < farthest; ++line) {
    if (line == title || line->text.ends_with('.')) continue;
    const auto dates = find_dates_in(line->text, passage.rulebook);
    if (std::any_of(dates.begin(), dates.end(),
                    [](const auto& date) { return date.value.find('T') != std::string::npos; }))
      return true;
  }
  return false;
}

// "Kokoonnuttiin tiistaina 3.10.2007 klo 18 kerhohuoneessa", "Vi samlades den 3 oktober 2007".
bool tells_when_gathered(const Passage& passage, std::string_view text) {
  const auto verb = passage.rulebook.kept<HeaderWords>().gathered.first_in(lower_case(text));
  return verb && verb->begin == 0 &&
         !find_dates_in(text.substr(verb->end), passage.rulebook).empty();
}

// "Kokous pidettiin kerhohuoneessa 3.10.2007 klo 18", "Asiakasraati kokoontui Kuopiossa 6.3.2018":
// a sentence at the top that gives the day of a meeting that has been.
bool tells_when_held(const Passage& passage, const std::vector<HeadLine>& lines) {
  constexpr std::size_t first_lines = 8;
  const WordSet& verbs = passage.rulebook.kept<HeaderWords>().took_place;
  for (std::size_t i = 0; i < std::min(lines.size(), first_lines); ++i) {
    const HeadLine& line = lines[i];
    const std::string lower = lower_case(line.text);
    if (!line.furniture && tells_when_gathered(passage, line.text)) return true;
    const auto verb = verbs.first_in(lower);
    if (!verb || line.furniture || lower.size() != line.text.size()) continue;
    const std::string_view who = trimmed(std::string_view(line.text).substr(0, verb->begin));
    const auto meetings = find_in(passage, line, "meeting");
    const bool met = names_organ(passage, who) ||
                     std::any_of(meetings.begin(), meetings.end(), [&](const Match& match) {
                       return match.rule->makes.empty() && match.span.end <= verb->begin;
                     });
    if (met && !find_dates_in(line.text.substr(verb->end), passage.rulebook).empty()) return true;
  }
  return false;
}

// "Paikalla olivat Aino ja Otso.", "Med var Alma Ek": one of the first words of a sentence at the
// top.
bool tells_of_presence(const Passage& passage) {
  constexpr std::size_t first_words = 3, first_sentences = 6;
  const WordSet& headings = passage.rulebook.kept<HeaderWords>().presence;
  for (std::size_t i = 0; i < std::min(passage.sentences.size(), first_sentences); ++i) {
    const std::string lower = lower_case(passage.at(passage.sentences[i]));
    const auto word = headings.first_in(lower);
    if (!word) continue;
    const auto before = std::string_view(lower).substr(0, word->begin);
    if (static_cast<std::size_t>(std::count(before.begin(), before.end(), ' ')) < first_words)
      return true;
  }
  return false;
}

// Without any word for the paper: a title that names a gathering, its fields, its items. `told`:
// its sentences may tell of it, too.
bool tells_of_a_meeting(const Passage& passage, const std::vector<HeadLine>& lines,
                        const std::vector<LabelledField>& fields, bool has_items, bool told) {
  const auto has_field = [&](std::string_view makes) {
    return std::any_of(fields.begin(), fields.end(),
                       [&](const LabelledField& field) { return field.makes.starts_with(makes); });
  };
  const bool held = told && tells_when_held(passage, lines);
  const bool title = held || std::any_of(lines.begin(), lines.end(), [&](const HeadLine& line) {
                       return (line.meeting && !ends_as_sentence(passage, line)) ||
                              (line.before_day && names_numbered_body(passage, line));
                     });
  const bool people = has_field("people"), time = held || has_field("time") ||
                                                  begins_with_day(passage, lines) ||
                                                  is_followed_by_time(passage, lines);
  const int signs = int{title} + int{people} + int{time} + int{has_items};
  return signs >= 2;
}

// "Paikalla: Aino Aalto", "Poissa: Otso Malli": a meeting that has been.
bool tells_who_came(const Passage& passage, const std::vector<LabelledField>& fields) {
  const WordSet& labels = passage.rulebook.kept<HeaderWords>().who_came;
  return std::any_of(fields.begin(), fields.end(), [&](const LabelledField& field) {
    return !field.values.empty() && labels.begins(lower_case(passage.at(field.label)));
  });
}

// "ESITYSLISTA" below the fields, in a paper that records no meeting.
bool is_headed_as_agenda(const Passage& passage, const std::vector<LabelledField>& fields) {
  return std::any_of(fields.begin(), fields.end(), [&](const LabelledField& field) {
    if (field.makes != "list") return false;
    const auto kinds = passage.rulebook.find("kind", passage.at(field.label), "");
    return !kinds.empty() && kinds.front().rule->makes == "agenda";
  });
}

}  // namespace

MemoKind kind_of(const Passage& passage, const std::vector<HeadLine>& lines,
                 const std::vector<LabelledField>& fields, bool opened, bool has_items) {
  if (const auto kind = kind_in_head(lines, opened)) return *kind;
  if (const auto kind = kind_in_title(passage); kind && (has_items || !records_a_meeting(*kind))) {
    return *kind;
  }
  const Words words = count_words(passage);
  if (!opened && !words.opened && is_headed_as_agenda(passage, fields) &&
      !tells_who_came(passage, fields))
    return MemoKind::agenda;
  const bool told = !words.letter && !words.release;
  // "Tässä eilisen palaverin muistio. Paikalla olivat ...", as an e-mail says it.
  const bool spoken_of = has_items && words.memo > 0 && tells_of_presence(passage);
  if (opened || spoken_of || tells_of_a_meeting(passage, lines, fields, has_items, told)) {
    const bool minutes = words.minutes > words.memo || (words.opened && words.memo == 0);
    return minutes ? MemoKind::minutes : MemoKind::memo;
  }
  if (words.letter) return MemoKind::letter;
  if (words.release) return MemoKind::release;
  return MemoKind::other;
}

}  // namespace muistio
