// Decisions in running text.
#include <algorithm>

#include "corpus/unicode.h"
#include "rules/decisions_finder.h"
#include "rules/decisions_people.h"

namespace muistio {

bool DecisionFinder::has_label(const OutlinedSentence& sentence) const {
  return sentence.item && outline_.item_has_decision_label[*sentence.item];
}

// "Sihteeri: | Aino Kallio" in an item that elects: the label in a cell, the name in the next.
bool DecisionFinder::take_officer_in_cells(std::size_t index, const std::vector<Anchor>& anchors) {
  const OutlinedSentence& label = outline_.sentences[index];
  if (anchors.size() != 1 || anchors[0].rule != "decision.officer" || !is_item(election_, label) ||
      anchors[0].span.end != label.span.end || words_in(label.span) > 3 ||
      index + 1 >= outline_.sentences.size())
    return false;
  const OutlinedSentence& name = outline_.sentences[index + 1];
  const auto row = row_at(passage_.document, label.span.begin);
  if (!row || row != row_at(passage_.document, name.span.begin) || people_.in(name.span).empty())
    return false;
  add({{label.span.begin, name.span.end}, DecisionKind::elected, anchors[0].rule, 0.8});
  next_ = index + 2;
  return true;
}

void DecisionFinder::take_free(std::size_t index, std::vector<Anchor> anchors) {
  if (take_officer_in_cells(index, anchors)) return;
  if (has_label(outline_.sentences[index])) {
    std::erase_if(anchors,
                  [&](const Anchor& anchor) { return !decides_beside_label(anchor, index); });
  }
  std::erase_if(anchors, [&](const Anchor& anchor) { return !decides_in_text(anchor, index); });
  if (anchors.empty()) {
    if (auto settled = settlement(index)) anchors.push_back(std::move(*settled));
  } else if (resolves_in_present_ && std::all_of(anchors.begin(), anchors.end(), is_present)) {
    add_settled_before(anchors, index);
  }
  if (anchors.empty() && (take_task_behind_arrow(index) || take_task(index))) return;
  if (anchors.empty()) {
    if (auto settled = later_settlement(index)) anchors.push_back(std::move(*settled));
  }
  add_from(index, anchors);
}

// "Kuvat poistetaan ja laskelmat siirretään seuraavaan kokoukseen.": the first verb settles, too.
void DecisionFinder::add_settled_before(std::vector<Anchor>& anchors, std::size_t index) const {
  const OutlinedSentence& sentence = outline_.sentences[index];
  const ClauseView& view = view_of(sentence);
  auto settled = settling_verb(view, index);
  if (!settled || settled->span.begin >= anchors.front().span.begin ||
      !may_settle(index, sentence.span))
    return;
  for (Anchor& anchor : anchors)
    anchor.kind = kind_after(view.from_clause_of(anchor.span), anchor.kind);
  anchors.insert(anchors.begin(), std::move(*settled));
}

// "Tila puuttuu -> Aino varaa tilan": what an arrow points at was settled.
bool DecisionFinder::take_task_behind_arrow(std::size_t index) {
  OutlinedSentence task = outline_.sentences[index];
  const auto begin = behind_arrow(passage_.flow, task.span);
  if (!begin || kind_ == MemoKind::release) return false;
  task.span.begin = *begin;
  const ClauseView view(passage_, task.span);
  if (is_told_only(task)) return false;
  if (!is_task(task, main_verb(view)) && !is_work_of_body(task.span)) return false;
  add({task.span, DecisionKind::assigned, "decision.assigned", 0.7});
  last_taken_ = index;
  return true;
}

// "Rakennuttaja laskee hinnan.": one word in the nominative before a verb of work.
bool DecisionFinder::is_work_of_body(Span sentence) const {
  const Match* work = work_.first_in(sentence);
  if (!work || work->rule->makes == "obligation") return false;
  const Range before = passage_.tokens_in({sentence.begin, work->span.begin});
  if (before.size() != 1) return false;
  const std::string_view doer = passage_.at(passage_.tokens[before.first].span);
  const Reading& reading = passage_.language.readings(doer).front();
  return starts_upper(doer) && (!reading.known || reading.inflection == Case::nominative);
}

// Among tasks only what says itself that it was agreed: "Sovittiin, että ...".
void DecisionFinder::take_beside_tasks(std::size_t index, std::vector<Anchor> anchors) {
  const std::size_t begin = outline_.sentences[index].span.begin;
  std::erase_if(anchors, [&](const Anchor& anchor) {
    return anchor.rule != "decision.passive_past" || anchor.span.begin != begin;
  });
  add_from(index, anchors);
}

// What stands above the decision label is background, but for a plain "sovittiin" in a memo.
bool DecisionFinder::decides_beside_label(const Anchor& anchor, std::size_t index) const {
  return kind_ == MemoKind::memo && anchor.rule == "decision.passive_past" &&
         (anchor.kind == DecisionKind::agreed || anchor.kind == DecisionKind::decided) &&
         anchor.span.begin == outline_.sentences[index].span.begin;
}

// "Sihteerinä jatkaa Aino Kallio": a sentence of its own that says who it is to be.
bool DecisionFinder::elects_by_name(const Anchor& anchor, const OutlinedSentence& sentence) const {
  return anchor.span.begin == sentence.span.begin && sentence.item &&
         !is_item(reporting_, sentence) && !people_.in(sentence.span).empty();
}

bool DecisionFinder::decides_in_text(const Anchor& anchor, std::size_t index) const {
  const OutlinedSentence& sentence = outline_.sentences[index];
  if (kind_ == MemoKind::release) return decides_in_release(anchor, index);
  if (anchor.rule == "decision.organ_proposes") return false;
  if (anchor.rule == "decision.organ_concluded") return !is_answered(anchor, sentence);
  if (anchor.rule == "decision.no_support")
    return !is_item(proposed_in_, sentence) && !is_resolved_later(sentence);
  if (anchor.rule == "decision.proposal_accepted") return is_last_word(anchor, sentence);
  if (anchor.rule == "decision.organ_resolves") return resolves_now(anchor, index);
  if (anchor.rule == "decision.amount_is") return sets_amount(anchor, sentence);
  if (is_present(anchor)) return settles(anchor, index);
  if (is_participle(anchor) && !sentence.item && words_in(sentence.span) < 2)
    return false;  // "Tila: Hyväksytty" of the paper itself
  if (anchor.rule == "decision.organ_proposes_to") return is_last_word(anchor, sentence);
  if (anchor.rule.starts_with("decision.continues")) {
    const bool in_office = anchor.rule == "decision.continues_in_office";
    return (in_office && elects_by_name(anchor, sentence)) || is_item(election_, sentence) ||
           past_arrow(passage_.flow, sentence.span.begin) > sentence.span.begin;
  }
  if (anchor.rule == "decision.scrutinise") return elects_by_name(anchor, sentence);
  if (anchor.rule == "decision.officers_continue")
    return is_item(election_, sentence) && !people_.in(sentence.span).empty();
  if (anchor.rule == "decision.officer") {
    return is_item(election_, sentence) && anchor.span.begin == sentence.span.begin &&
           !people_.in(sentence.span).empty();
  }
  if (anchor.rule == "decision.passive_past_act" && anchor.span.begin != sentence.span.begin) {
    return kinds_.first_in(sentence.span) != nullptr;
  }
  return !is_item(reporting_, sentence) ||
         (anchor.kind != DecisionKind::elected && anchor.kind != DecisionKind::approved) ||
         answers_request(anchor, index);
}

// "Työväenyhdistys pyytää avustusta. Myönnettiin 500 markkaa." among letters that came in.
bool DecisionFinder::answers_request(const Anchor& anchor, std::size_t index) const {
  const OutlinedSentence& sentence = outline_.sentences[index];
  if (anchor.span.begin != sentence.span.begin || index == 0) return false;
  const OutlinedSentence& before = outline_.sentences[index - 1];
  return before.item == sentence.item &&
         words_.requests.stands_in(lower_case(passage_.at(before.span)));
}

// "Ryhmä päätyi esittämään, että ... Kokous hyväksyi esityksen."
bool DecisionFinder::is_answered(const Anchor& anchor, const OutlinedSentence& sentence) const {
  const std::string proposed = lower_case(passage_.at(anchor.span));
  return words_.proposals.stands_in(proposed) && is_resolved_later(sentence);
}

bool DecisionFinder::is_resolved_later(const OutlinedSentence& sentence) const {
  return sentence.item && last_past_[*sentence.item].any >= sentence.span.end;
}

// In a release only what the body itself did counts.
bool DecisionFinder::decides_in_release(const Anchor& anchor, std::size_t index) const {
  if (anchor.organ) return true;
  if (anchor.rule != "decision.passive_past") return false;
  const bool goes_on =
      index > 0 && last_taken_ + 1 == index;  // "Neuvosto päätti ... Valittiin ..."
  if (goes_on) return true;
  const std::string text = lower_case(passage_.at(outline_.sentences[index].span));
  return text_words_.at_meeting.stands_in(text);
}

bool DecisionFinder::is_for_information(const Anchor& anchor) const {
  const std::string_view behind = passage_.at({anchor.span.end, passage_.flow.size()});
  return behind.starts_with(' ') && words_.for_information.begins(behind.substr(1));
}

// A present passive settles a question where the memo has no labels for decisions, where
// nothing was decided after it in the same item, and where it begins its sentence or is
// what a chair would say: "Lista hyväksytään".
bool DecisionFinder::settles(const Anchor& anchor, std::size_t index) const {
  const OutlinedSentence& sentence = outline_.sentences[index];
  if (!is_last_word(anchor, sentence)) return false;
  if (anchor.kind == DecisionKind::noted && is_for_information(anchor)) return true;
  if (labels_decisions_) return false;
  if (anchor.kind == DecisionKind::elected)  // "Mittausväliksi valitaan kaksi viikkoa."
    return !people_.in(sentence.span).empty() || !elects(sentence.span);
  const DecisionKind kind = kind_after(sentence.span, anchor.kind);
  const bool formal =
      kind == DecisionKind::approved || kind == DecisionKind::noted || kind == DecisionKind::tabled;
  if (anchor.span.begin != sentence.span.begin) {
    return (formal || closes_item(anchor, index)) && !is_item(reporting_, sentence);
  }
  return formal || !is_item(reporting_, sentence);
}

// "Päätettiin tehdä retki. Omavastuu on 70 euroa.": what is told of it goes with the resolution;
// with nothing resolved before it, it is how things are.
bool DecisionFinder::sets_amount(const Anchor& anchor, const OutlinedSentence& sentence) const {
  return sentence.item && anchor.span.begin == sentence.span.begin &&
         last_past_[*sentence.item].first < sentence.span.begin;
}

// "Johtoryhmä hyväksyy siirron.", but not what it always does, nor what is proposed to it.
bool DecisionFinder::resolves_now(const Anchor& anchor, std::size_t index) const {
  constexpr std::size_t most_words_before = 1;
  const OutlinedSentence& sentence = outline_.sentences[index];
  if (labels_decisions_ || is_item(proposed_in_, sentence) || is_item(reporting_, sentence) ||
      !is_last_word(anchor, sentence) || tells_habit(sentence.span))
    return false;
  return anchor.organ &&
         words_in({sentence.span.begin, anchor.organ->begin}) <= most_words_before &&
         words_in({anchor.organ->end, anchor.span.begin}) == 0;
}

// "Kilpailuttajille perustetaan oma luokka." as the last word of an item, but not what is only
// done: "Kysely tehdään viikolla 15."
bool DecisionFinder::closes_item(const Anchor& anchor, std::size_t index) const {
  constexpr std::size_t farthest = 4;
  const OutlinedSentence& sentence = outline_.sentences[index];
  if (!sentence.item || sentence.list_item || !passage_.at(sentence.span).ends_with("."))
    return false;
  const bool last =
      index + 1 == outline_.sentences.size() || outline_.sentences[index + 1].item != sentence.item;
  return last && !tells_when(sentence.span) &&
         words_in({sentence.span.begin, anchor.span.begin}) <= farthest &&
         has_base_in(anchor.span, words_.changing_verbs);
}

}  // namespace muistio
