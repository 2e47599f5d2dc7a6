#include "rules/analyse.h"

#include <utility>

#include "rules/actions.h"
#include "rules/agenda.h"
#include "rules/amounts.h"
#include "rules/attendees.h"
#include "rules/date_margins.h"
#include "rules/dates.h"
#include "rules/decisions.h"
#include "rules/header.h"
#include "rules/passage.h"
#include "rules/proceedings.h"

namespace muistio {
namespace {

// Mean over the OCR pages, weighted by their length.
std::optional<double> ocr_confidence_of(const Document& document) {
  double sum = 0, weight = 0;
  for (const Page& page : document.pages) {
    if (!page.ocr_confidence) continue;
    const double length = static_cast<double>(page.span.size()) + 1;
    sum += *page.ocr_confidence * length;
    weight += length;
  }
  if (weight == 0) return std::nullopt;
  return sum / weight;
}

// Headings of a release or a letter are no items of a meeting.
bool has_agenda(MemoKind kind) {
  return kind == MemoKind::minutes || kind == MemoKind::memo || kind == MemoKind::agenda ||
         kind == MemoKind::notice;
}

bool found_nothing(const Memo& memo) {
  return !memo.meeting && memo.attendees.empty() && memo.items.empty() && memo.decisions.empty() &&
         memo.dates.empty() && memo.amounts.empty();
}

}  // namespace

TextSource text_source_of(const Document& document) {
  bool layer = false, ocr = false;
  for (const Page& page : document.pages) {
    layer |= page.source == PageSource::text_layer;
    ocr |= page.source == PageSource::ocr;
  }
  if (layer && ocr) return TextSource::mixed;
  if (layer) return TextSource::text_layer;
  return ocr ? TextSource::ocr : TextSource::none;
}

Memo analyse(const Document& document, Source source, const Rulebook& rulebook,
             Language& language) {
  Memo memo;
  memo.source = std::move(source);
  memo.source.text = text_source_of(document);
  memo.source.ocr_confidence = ocr_confidence_of(document);
  memo.issues = document.issues;

  const Passage passage = make_passage(document, rulebook, language);
  memo.language = passage.main_language;
  const std::vector<FoundDate> dates = find_dates(passage);
  memo.items = find_items(passage);
  Header header = find_header(passage, dates, memo.items);
  memo.kind = header.kind;
  memo.meeting = std::move(header.meeting);
  if (!has_agenda(memo.kind)) memo.items.clear();
  memo.attendees = find_attendees(passage, memo.items, memo.kind, memo.issues);
  leave_out_own_body(memo.attendees, memo.meeting, rulebook);
  memo.dates = resolve_dates(passage, dates, memo.meeting, memo.issues);
  const Proceedings proceedings(passage, memo.items, memo.attendees);
  memo.decisions = find_decisions(proceedings, memo.kind);
  memo.actions = find_actions(proceedings, memo.dates, memo.kind);
  for (DateMention& date : dates_of_margins(passage, memo.dates))
    memo.dates.push_back(std::move(date));
  memo.amounts = find_amounts(passage);
  if (found_nothing(memo) && !document.text.empty()) {
    memo.issues.push_back({"nothing_found", "no meeting, person, decision or date was found", {}});
  }
  return memo;
}

}  // namespace muistio
