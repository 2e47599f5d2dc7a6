// What a paper that tells of its meeting in the past says in the present: "Aino laatii luonnoksen."
//
// "Sovittiin juhlasta. Aino varaa tilan.": told beside what was settled, the work is given by
// the meeting. Where the writer tells in the present what people said ("Aino esittelee hankkeen"),
// the present says nothing of it.
#include <algorithm>

#include "corpus/unicode.h"
#include "rules/decisions_finder.h"
#include "rules/decisions_people.h"

namespace muistio {

// In one past resolution alone the meeting may have settled no more than its order of business: it
// gives tasks, but what the present passive tells may be anybody's. Where labels tell what was
// decided, tenses need not.
void DecisionFinder::find_tenses() {
  constexpr std::ptrdiff_t least_past = 2;
  constexpr std::size_t most_told_by_chance = 1;
  if (labels_decisions_) return;
  const auto resolves = [&](const OutlinedSentence& sentence) {
    const auto matches = anchors_.in(sentence.span);
    return !sentence.heading && std::any_of(matches.begin(), matches.end(), [](const Match* match) {
      const Anchor anchor = anchor_of(*match);
      return !is_present(anchor) && (!is_weak(anchor) || anchor.rule == "decision.arrow");
    });
  };
  const auto past = std::count_if(outline_.sentences.begin(), outline_.sentences.end(), resolves);
  if (past == 0) return;
  const SubjectMatches tellings(passage_, "telling");
  gives_tasks_ = tellings.in({0, passage_.flow.size()}).size() <= most_told_by_chance;
  resolves_in_present_ = gives_tasks_ && past >= least_past;
}

// A report or an article may resolve in the past, too, but nobody attends it.
bool DecisionFinder::is_meeting_without_items() const {
  return items_.empty() &&
         (kind_ == MemoKind::memo || kind_ == MemoKind::minutes || people_.knows_attendees());
}

// In a memo of such tenses; in minutes, which keep what is resolved apart, where the item has
// resolved something before.
bool DecisionFinder::may_give_task(std::size_t index) const {
  const OutlinedSentence& sentence = outline_.sentences[index];
  if (sentence.heading || kind_ == MemoKind::release || has_label(sentence)) return false;
  if (passage_.at(sentence.span).ends_with("?") || is_item(reporting_, sentence)) return false;
  if (gives_tasks_ && kind_ != MemoKind::minutes)
    return sentence.item || is_meeting_without_items();
  return sentence.item && last_past_[*sentence.item].first < sentence.span.begin;
}

// "Aino lähettää kutsun.", and anything in the item about when to meet next: it serves the meetings
// themselves.
bool DecisionFinder::serves_meetings(const OutlinedSentence& sentence, Span task) const {
  if (words_.papers_sent.stands_in(lower_case(passage_.at(task)))) return true;
  return sentence.item &&
         words_.next_meeting_titles.stands_in(lower_case(items_[*sentence.item].title));
}

// The clause in which somebody named does something, to the end of the sentence.
std::optional<Span> DecisionFinder::task_in(const OutlinedSentence& sentence,
                                            const ClauseView& view) const {
  for (const Match* work : work_.in(sentence.span)) {
    if (!work->rule->makes.empty() || view.is_subordinate(work->span.begin) ||
        has_base_in(work->span, words_.beginning_verbs))
      continue;
    const Span clause = view.clauses()[view.clause_at(work->span.begin)].span;
    const Span from{view.from_clause_of(work->span).begin, sentence.span.end};
    if (!doers_.at_beginning_of({from.begin, work->span.begin}) &&
        !doers_.after_verb({work->span.end, clause.end}))
      continue;
    const auto verbs = view.finite_verbs({from.begin, work->span.begin});
    if (verbs.empty()) return from;
  }
  return std::nullopt;
}

bool DecisionFinder::take_task(std::size_t index) {
  if (!may_give_task(index)) return false;
  const OutlinedSentence& sentence = outline_.sentences[index];
  if (tells_habit(sentence.span)) return false;
  const ClauseView& view = view_of(sentence);
  const auto task = task_in(sentence, view);
  if (!task || serves_meetings(sentence, *task)) return false;
  if (kind_ == MemoKind::minutes && !people_.any_attends(*task)) return false;
  add({*task, DecisionKind::assigned, "decision.task", 0.7});
  last_taken_ = index;
  return true;
}

}  // namespace muistio
