// Decisions under "Päätös:".
#include <algorithm>

#include "corpus/unicode.h"
#include "rules/decisions_finder.h"
#include "rules/decisions_people.h"

namespace muistio {

void DecisionFinder::take_labelled(std::size_t index, std::vector<Anchor> anchors) {
  const OutlinedSentence& sentence = outline_.sentences[index];
  for (const Match* match : label_anchors_.in(sentence.span)) anchors.push_back(anchor_of(*match));
  for (Anchor& anchor : anchors) anchor.confidence = std::min(0.97, anchor.confidence + 0.05);
  if (anchors.empty() && is_told_only(sentence)) return;
  const ClauseView& view = view_of(sentence);
  const auto verb = main_verb(view);
  if (anchors.empty() && is_task(sentence, verb)) {
    return add_list({sentence.span, DecisionKind::assigned, "decision.assigned", 0.75}, index);
  }
  if (anchors.empty() && verb && is_done_by_body(*verb, sentence)) {
    return add_list({sentence.span, DecisionKind::decided, "decision.labelled_body", 0.8}, index);
  }
  if (anchors.empty()) {
    if (auto refused = refusing_verb(view)) anchors.push_back(std::move(*refused));
  }
  if (anchors.empty() && verb && verb->conditional) return;  // "Näin säästettäisiin ..."
  if (verb && verb->passive && !is_told_only(sentence)) {
    add_passive(*verb, view, anchors);
    add_later_passives(view, anchors);
  }
  if (!anchors.empty()) return add_from(index, anchors);
  if (sentence.place > 0 && !continues_list(index)) return;
  if (verb && better_follows(index)) return;
  if (!verb && (is_next_heading(sentence) || is_only_a_time(sentence.span))) return;
  const DecisionKind kind = kind_after(sentence.span, kind_of_terse(sentence));
  add_list({sentence.span, kind, "decision.labelled", verb ? 0.7 : 0.85}, index);
}

// The title of the item tells what a text without a verb is about.
DecisionKind DecisionFinder::kind_of_terse(const OutlinedSentence& sentence) const {
  if (is_item(lawful_, sentence)) return DecisionKind::noted;
  if (is_item(election_, sentence) && !people_.in(sentence.span).empty()) {
    return DecisionKind::elected;
  }
  const bool noted = words_.for_information.begins(lower_case(passage_.at(sentence.span)));
  return noted ? DecisionKind::noted : DecisionKind::decided;
}

// The first finite verb that is not in what the sentence tells about.
std::optional<FiniteVerb> DecisionFinder::main_verb(const ClauseView& view) const {
  for (FiniteVerb& verb : view.finite_verbs(view.sentence())) {
    if (!view.is_subordinate(verb.span.begin)) return std::move(verb);
  }
  return std::nullopt;
}

// Under a decision label any passive resolves, unless an anchor stands in its clause.
void DecisionFinder::add_passive(const FiniteVerb& verb, const ClauseView& view,
                                 std::vector<Anchor>& anchors) {
  const std::size_t clause = view.clause_at(verb.span.begin);
  const bool covered = std::any_of(anchors.begin(), anchors.end(), [&](const Anchor& anchor) {
    // "Ohjetta täydennetään ja se lähetetään jäsenille": both say what was decided.
    if (anchor.kind == DecisionKind::decided && anchor.span.begin >= verb.span.end) return false;
    return view.clause_at(anchor.span.begin) <= clause || anchor.span.overlaps(verb.span);
  });
  if (!covered)
    anchors.insert(anchors.begin(), Anchor{verb.span, DecisionKind::decided,
                                           "decision.labelled_passive", 0.85, std::nullopt});
}

// "Ohje hyväksytään, käyttöönoton päiväksi kirjataan 4.6.": the passive of a later clause, too.
void DecisionFinder::add_later_passives(const ClauseView& view, std::vector<Anchor>& anchors) {
  const auto& clauses = view.clauses();
  for (std::size_t i = anchors.empty() ? clauses.size()
                                       : view.clause_at(anchors.back().span.begin) + 1;
       i < clauses.size(); ++i) {
    for (const FiniteVerb& verb : view.finite_verbs(clauses[i].span)) {
      if (!verb.passive || !verb.present || view.is_subordinate(verb.span.begin)) break;
      anchors.push_back({verb.span, DecisionKind::decided, "decision.labelled_passive", 0.8, {}});
      break;
    }
  }
}

// What opens, closes or only discusses.
bool DecisionFinder::is_told_only(const OutlinedSentence& sentence) const {
  const auto excluded = excluded_.in(sentence.span);
  return std::any_of(excluded.begin(), excluded.end(), [](const Match* match) {
    const std::string_view reason = match->rule->makes;
    return reason == "proceeding" || reason == "discussion" || reason == "nothing";
  });
}

// A person is to do it, or somebody by a day.
bool DecisionFinder::is_task(const OutlinedSentence& sentence,
                             const std::optional<FiniteVerb>& verb) const {
  const auto people = people_.in(sentence.span);
  std::size_t after = sentence.span.begin;
  for (const NamedPerson& person : people) {
    if (passage_.tokens_in({after, person.span.begin}).size() > (after > sentence.span.begin))
      break;
    after = person.span.end;
  }
  if (const Match* role = roles_.first_in(sentence.span);
      role && role->span.begin == sentence.span.begin) {
    after = role->span.end;
  }
  if (after > sentence.span.begin && does_now({after, sentence.span.end})) return true;
  if (is_work_of_somebody(sentence.span)) return true;
  return after == sentence.span.begin && !verb &&
         words_.deadlines.stands_in(lower_case(passage_.at(sentence.span)));
}

// "Vammaisneuvosto antaa lausunnon.": what the body that meets is going to do.
bool DecisionFinder::is_done_by_body(const FiniteVerb& verb,
                                     const OutlinedSentence& sentence) const {
  if (verb.passive || !verb.present || verb.base == "olla" || verb.base == "ei") return false;
  const Range before = passage_.tokens_in({sentence.span.begin, verb.span.begin});
  constexpr std::size_t most_words_of_body = 3;
  if (before.empty() || before.size() > most_words_of_body || is_told_only(sentence)) return false;
  return names_body(before.last - 1) && own_bodies_.has(passage_.tokens[before.last - 1].span);
}

// "Lausunnon valmistelevat Aino ja Olli", "Aino Kallio skriver ansökan".
bool DecisionFinder::is_work_of_somebody(Span sentence) const {
  for (const Match* work : work_.in(sentence)) {
    if (work->rule->makes == "obligation") continue;
    if (doers_.at_beginning_of({sentence.begin, work->span.begin}) ||
        doers_.after_verb({work->span.end, sentence.end})) {
      return true;
    }
  }
  return false;
}

// True where the next word, further names left aside, can be a verb of somebody who does
// something.
bool DecisionFinder::does_now(Span span) const {
  const Range tokens = passage_.tokens_in(span);
  for (std::size_t i = tokens.first; i < std::min(tokens.last, tokens.first + 6); ++i) {
    const std::string_view word = passage_.at(passage_.tokens[i].span);
    for (const Reading& reading : passage_.language.readings(word)) {
      if (reading.verb_form == VerbForm::present && reading.person == 3 && !reading.passive &&
          reading.base != "olla" && reading.base != "ei") {
        return true;
      }
    }
    const bool goes_on = starts_upper(word) || text_words_.coordinators.has(word) || word == ",";
    if (!goes_on && i > tokens.first) return false;
  }
  return false;
}

// Under a label that was left empty: "Päätös:", and on the next line "5. Hankinnat".
bool DecisionFinder::is_next_heading(const OutlinedSentence& sentence) const {
  const std::string_view text = passage_.at(sentence.span);
  const bool own_line = sentence.span.begin > sentence.label.end + 2;
  const std::size_t number = text.find_first_not_of("0123456789.");
  return own_line && number != 0 && number != std::string_view::npos && text[number] == ' ' &&
         starts_upper(text.substr(number + 1)) && !text.ends_with(".");
}

// "To 13.4. klo 12.30", "Torstaina 13.4.": when the next meeting is.
bool DecisionFinder::is_only_a_time(Span span) const {
  const Range tokens = passage_.tokens_in(span);
  bool day = false;
  for (std::size_t i = tokens.first; i < tokens.last; ++i) {
    const Token& token = passage_.tokens[i];
    const std::string_view word = passage_.lower(i);
    day |= token.kind == TokenKind::date || token.kind == TokenKind::ordinal;
    const bool number = word.find_first_not_of("0123456789.:-") == word.npos;
    const bool of_time =
        words_.before_clocks.has(word) || words_.weekdays.has(word) || word.size() == 2;
    if (!number && !of_time && token.kind != TokenKind::punctuation &&
        token.kind != TokenKind::date)
      return false;
  }
  return day;
}

bool DecisionFinder::continues_list(std::size_t index) const {
  if (index == 0 || last_taken_ + 1 != index || !outline_.sentences[index].list_item) return false;
  return outline_.sentences[index - 1].list_item;
}

bool DecisionFinder::better_follows(std::size_t index) {
  const Span label = outline_.sentences[index].label;
  for (std::size_t i = index + 1; i < outline_.sentences.size() && i < index + 12; ++i) {
    const OutlinedSentence& next = outline_.sentences[i];
    if (next.section != Section::decision || !(next.label == label)) return false;
    if (!believed_anchors(next).empty()) return true;
  }
  return false;
}

// "Lautakunta päätti hyväksyä ehdotuksen." in a paragraph below the proposal, as the last word
// of the item.
bool DecisionFinder::answers_proposal(const Anchor& anchor, std::size_t index) const {
  const OutlinedSentence& sentence = outline_.sentences[index];
  if (!is_last_word(anchor, sentence)) return false;
  const std::size_t begin = sentence.span.begin;
  if (begin == 0 || passage_.flow[begin - 1] == ' ') return false;
  const bool refers = words_.proposals.stands_in(lower_case(passage_.at(sentence.span)));
  const bool last =
      index + 1 == outline_.sentences.size() || outline_.sentences[index + 1].item != sentence.item;
  return refers || (last && !tells_when(sentence.span));
}

// Only what accepts or refuses it, in a sentence of its own.
void DecisionFinder::take_proposal(std::size_t index, std::vector<Anchor> anchors) {
  const OutlinedSentence& sentence = outline_.sentences[index];
  if (has_label(sentence)) return proposals_.keep(sentence);
  std::erase_if(anchors, [&](const Anchor& anchor) {
    if (anchor.rule == "decision.proposal_accepted") return false;
    if (sentence.place == 0 || is_present(anchor) || anchor.rule == "decision.organ_resolves")
      return true;
    return anchor.organ && !answers_proposal(anchor, index);
  });
  if (anchors.empty()) return proposals_.keep(sentence);
  add_from(index, anchors);
}

}  // namespace muistio
