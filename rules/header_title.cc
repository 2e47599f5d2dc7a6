#include "rules/header_title.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "rules/header_body.h"
#include "rules/header_title_lines.h"
#include "rules/header_title_text.h"
#include "rules/header_words.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

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
    const bool heading = line.kind_first && line.text.size() < 60 && !opens_text(passage, line);
    if (!announces || !heading || line.after_fields) continue;
    return Stated{std::string(trimmed(line.text, title_dividers)),
                  evidence_of(passage, line, "header.title_of_agenda", 0.5)};
  }
  return std::nullopt;
}

// "Kokous: Ohjausryhmän kokous 3.4. klo 12".
std::optional<Stated> title_in_field(const Passage& passage,
                                     const std::vector<LabelledField>& fields) {
  const LabelledField* field = field_of_meeting(passage, fields);
  if (!field) return std::nullopt;
  const Span value = field->values.front();
  return Stated{single_spaced(without_time(passage, trimmed(passage.at(value), title_dividers))),
                evidence_at(passage.document, value, field->rule, 0.8)};
}

// The line that looks most like the title, if one does.
struct TitleLine {
  const HeadLine* line = nullptr;
  double merit = 0.99;  // No line with less is a title.
};

TitleLine best_title_line(const Passage& passage, const std::vector<HeadLine>& lines) {
  double largest = 0;
  for (const HeadLine& line : lines) {
    if (!line.furniture) largest = std::max<double>(largest, line.font_size);
  }
  TitleLine best;
  for (const HeadLine& line : lines) {
    const double merit = title_merit(passage, line, largest);
    if (merit > best.merit) best = {&line, merit};
  }
  return best;
}

std::optional<Stated> title_in_sentence(const Passage& passage,
                                        const std::vector<HeadLine>& lines) {
  for (const HeadLine& line : lines) {
    auto title = meeting_told_in(passage, line);
    if (title)
      return Stated{std::move(*title), evidence_of(passage, line, "header.invited_to", 0.8)};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Stated> find_title(const Passage& passage, const std::vector<LabelledField>& fields,
                                 const std::vector<HeadLine>& lines) {
  if (auto title = title_in_field(passage, fields)) return title;
  if (auto subject = subject_of_mail(passage, fields)) return subject;
  const TitleLine found = best_title_line(passage, lines);
  const HeadLine* best = found.line;
  const bool invites = best && is_invitation(passage, *best);
  const bool names_meeting =
      best && (invites || best->meeting || !find_in(passage, *best, "named_paper").empty());
  if (!names_meeting) {
    if (auto title = title_in_sentence(passage, lines)) return title;
  }
  if (!best) {
    auto title = paper_as_title(passage, lines);
    return title ? title : body_as_title(passage, lines);
  }
  const double confidence = std::clamp(0.5 + found.merit / 10, 0.5, 0.92);
  const auto stated = [&](std::string title, std::string rule) {
    return Stated{std::move(title), evidence_of(passage, *best, std::move(rule), confidence)};
  };
  if (invites) return stated(best->text, "header.title_line");
  if (auto meeting = meeting_of_paper(passage, *best))
    return stated(std::move(*meeting), "header.title_of_paper");
  const std::string_view title = without_time(passage, trimmed(best->text, title_dividers));
  return stated(std::string(without_owner(passage, title, lines)), "header.title_line");
}

}  // namespace muistio
