#include "rules/decisions.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "rules/decisions_finder.h"

namespace muistio {

DecisionFinder::DecisionFinder(const Proceedings& proceedings, MemoKind kind)
    : passage_(proceedings.passage),
      items_(proceedings.items),
      kind_(kind),
      outline_(proceedings.outline),
      own_bodies_(proceedings.own_bodies),
      people_(proceedings.people),
      doers_(proceedings.doers),
      anchors_(proceedings.decisions),
      work_(proceedings.tasks),
      label_anchors_(passage_, "label_decision"),
      excluded_(passage_, "no_decision"),
      kinds_(passage_, "decision_kind"),
      votes_(passage_, "vote"),
      roles_(passage_, "action_who"),
      settling_(passage_, "settling"),
      spelling_(passage_),
      words_(passage_.rulebook.kept<DecisionWords>()),
      text_words_(passage_.rulebook.kept<TextWords>()),
      proposals_(passage_) {
  views_.resize(outline_.sentences.size());
  reporting_ = items_titled("reporting");
  election_ = items_titled("election");
  lawful_ = items_titled("lawful");
  proposed_in_.resize(items_.size());
  for (const OutlinedSentence& sentence : outline_.sentences) {
    if (sentence.item && sentence.section == Section::proposal) proposed_in_[*sentence.item] = true;
  }
  find_last_past();
  const auto labelled = std::count(outline_.item_has_decision_label.begin(),
                                   outline_.item_has_decision_label.end(), true);
  labels_decisions_ = outline_.has_decision_labels &&
                      3 * static_cast<std::size_t>(labelled) >= items_.size() &&
                      labelled >= resolved_without_label();
  find_tenses();
}

// Of the items, how many resolve in the past and have no label for it.
std::ptrdiff_t DecisionFinder::resolved_without_label() const {
  std::ptrdiff_t count = 0;
  for (std::size_t i = 0; i < items_.size(); ++i)
    count += !outline_.item_has_decision_label[i] && last_past_[i].any > 0;
  return count;
}

std::vector<Decision> DecisionFinder::found() {
  for (std::size_t i = 0; i < outline_.sentences.size(); ++i) {
    if (i < next_) continue;
    next_ = i + 1;
    take(i);
  }
  return std::move(decisions_);
}

const ClauseView& DecisionFinder::view_of(const OutlinedSentence& sentence) const {
  auto& view = views_[static_cast<std::size_t>(&sentence - outline_.sentences.data())];
  if (!view) view.emplace(passage_, sentence.span);
  return *view;
}

std::vector<bool> DecisionFinder::items_titled(std::string_view subject) const {
  const SubjectMatches titles(passage_, subject);
  std::vector<bool> titled(items_.size());
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const Span heading = items_[i].evidence.span;
    titled[i] = heading.size() < 200 && titles.first_in(heading) != nullptr;
  }
  return titled;
}

bool DecisionFinder::is_item(const std::vector<bool>& titled, const OutlinedSentence& sentence) {
  return sentence.item && titled[*sentence.item];
}

// "Laituri jätetään ennalleen": of rules for both tenses.
bool DecisionFinder::is_told_in_present(Span anchor) const {
  const Range words = passage_.tokens_in(anchor);
  for (std::size_t i = words.first; i < words.last; ++i) {
    const Reading& reading =
        passage_.language.readings(passage_.at(passage_.tokens[i].span)).front();
    if (reading.passive && reading.verb_form == VerbForm::present) return true;
  }
  return false;
}

void DecisionFinder::find_last_past() {
  last_past_.resize(items_.size());
  for (const OutlinedSentence& sentence : outline_.sentences) {
    if (!sentence.item) continue;
    LastPast& last = last_past_[*sentence.item];
    if (!sentence.heading) last.first_sentence = std::min(last.first_sentence, sentence.span.begin);
    for (const Match* match : anchors_.in(sentence.span)) {
      const Anchor anchor = anchor_of(*match);
      if (is_present(anchor) || is_weak(anchor) || is_told_in_present(match->span)) continue;
      if (needs_body(anchor) && !body_beside(anchor, view_of(sentence))) continue;
      last.first = std::min(last.first, anchor.span.begin);
      last.any = anchor.span.begin;
      if (anchor.rule != "decision.passive_past_act") last.of_kind[anchor.kind] = anchor.span.begin;
    }
  }
}

// What the rest of the sentence says of it ("esityksen mukaan") decides nothing anew.
bool DecisionFinder::is_last_word(const Anchor& anchor, const OutlinedSentence& sentence) const {
  if (!sentence.item) return true;
  const LastPast& last = last_past_[*sentence.item];
  if (sentence.span.begin == last.first_sentence) return last.any < sentence.span.end;
  const auto same = last.of_kind.find(anchor.kind);
  return same == last.of_kind.end() || same->second < sentence.span.end;
}

void DecisionFinder::take(std::size_t index) {
  const OutlinedSentence& sentence = outline_.sentences[index];
  proposals_.enter(sentence.item);
  std::vector<Anchor> anchors = believed_anchors(sentence);
  if (sentence.heading && !is_sentence(sentence, anchors)) return;
  switch (sentence.section) {
    case Section::decision:
      return take_labelled(index, std::move(anchors));
    case Section::proposal:
      return take_proposal(index, std::move(anchors));
    case Section::none:
      return take_free(index, std::move(anchors));
    case Section::action:
      return take_beside_tasks(index, std::move(anchors));
    case Section::background:
      return;
  }
}

// A numbered line that itself says what was decided: "4. Hyväksyttiin lista", and with a
// full stop also "4. Lista hyväksytty." What stands in bold below the heading of its item may be
// in the present, too: "Tilataan vene."
bool DecisionFinder::is_sentence(const OutlinedSentence& sentence,
                                 const std::vector<Anchor>& anchors) const {
  const bool full_stop = passage_.at(sentence.span).ends_with(".");
  const bool below =
      sentence.item && sentence.span.begin >= items_[*sentence.item].evidence.span.end;
  return std::any_of(anchors.begin(), anchors.end(), [&](const Anchor& anchor) {
    const bool first = below && anchor.span.begin == sentence.span.begin;
    return anchor.rule.starts_with("decision.passive_past") ||
           (full_stop && (first || !is_present(anchor)));
  });
}

std::vector<Decision> find_decisions(const Proceedings& proceedings, MemoKind kind) {
  if (kind == MemoKind::agenda || kind == MemoKind::notice || kind == MemoKind::letter) return {};
  return DecisionFinder(proceedings, kind).found();
}

}  // namespace muistio
