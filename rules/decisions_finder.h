// One reading of a memo for its decisions: which words may carry one, what takes them away,
// and what each says. Its parts are told in decisions_anchors.cc, _labelled.cc, _text.cc,
// _settling.cc, _tasks.cc and _writing.cc.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "corpus/memo.h"
#include "rules/decisions_anchors.h"
#include "rules/decisions_clause.h"
#include "rules/decisions_proposals.h"
#include "rules/decisions_spelling.h"
#include "rules/decisions_words.h"
#include "rules/proceedings.h"
#include "rules/text_words.h"

namespace muistio {

class DecisionFinder {
 public:
  // The proceedings must outlive it.
  DecisionFinder(const Proceedings& proceedings, MemoKind kind);

  std::vector<Decision> found();

 private:
  // A clause that may carry a decision, before it is written down.
  struct Candidate {
    Span span;
    DecisionKind kind = DecisionKind::decided;
    std::string rule;
    double confidence = 0;
  };

  // A present passive before a past one in the same item says what was to be decided: where
  // it opens the item, or where the past one decides the same kind of thing.
  struct LastPast {
    std::size_t first = std::string::npos;  // The first past one.
    std::size_t any = 0;
    std::map<DecisionKind, std::size_t> of_kind;
    std::size_t first_sentence = std::string::npos;
  };

  // Of a sentence of the outline; read once.
  const ClauseView& view_of(const OutlinedSentence& sentence) const;

  // What must be known of the whole memo.
  std::vector<bool> items_titled(std::string_view subject) const;
  static bool is_item(const std::vector<bool>& titled, const OutlinedSentence& sentence);
  bool is_told_in_present(Span anchor) const;
  void find_last_past();
  std::ptrdiff_t resolved_without_label() const;
  bool is_last_word(const Anchor& anchor, const OutlinedSentence& sentence) const;
  bool settles_a_part(const Anchor& anchor, const OutlinedSentence& sentence) const;

  void take(std::size_t index);
  bool is_sentence(const OutlinedSentence& sentence, const std::vector<Anchor>& anchors) const;

  // Which words carry a decision.
  std::vector<Anchor> anchors_in(Span sentence);
  std::vector<Anchor> believed_anchors(const OutlinedSentence& sentence);
  static bool may_be_subordinate(const Anchor& anchor);
  bool is_excluded(const Anchor& anchor, const std::vector<const Match*>& excluded,
                   const ClauseView& view) const;
  bool holds(const Anchor& anchor, const ClauseView& view) const;
  static bool needs_body(const Anchor& anchor);
  std::optional<Span> body_beside(const Anchor& anchor, const ClauseView& view) const;
  bool names_body(std::size_t token) const;
  bool names_office(const Anchor& anchor, const ClauseView& view) const;
  bool may_stand_before_name(Span between) const;
  bool is_due_by_a_day(Span verb, Span sentence) const;
  bool names_person_behind(const Anchor& anchor, Span sentence) const;
  bool is_genitive(std::size_t token) const;
  bool follows_presentation(const Anchor& anchor, const ClauseView& view) const;
  bool is_predicate(const Anchor& anchor, const ClauseView& view) const;
  bool is_infinitive(Span word) const;
  bool infinitive_in(Span span) const;
  bool ends_in_passive(Span span) const;

  // Under "Päätös:" and "Esitys:".
  void take_labelled(std::size_t index, std::vector<Anchor> anchors);
  DecisionKind kind_of_terse(const OutlinedSentence& sentence) const;
  std::optional<FiniteVerb> main_verb(const ClauseView& view) const;
  static void add_passive(const FiniteVerb& verb, const ClauseView& view,
                          std::vector<Anchor>& anchors);
  static void add_later_passives(const ClauseView& view, std::vector<Anchor>& anchors);
  bool is_told_only(const OutlinedSentence& sentence) const;
  bool is_task(const OutlinedSentence& sentence, const std::optional<FiniteVerb>& verb) const;
  bool is_done_by_body(const FiniteVerb& verb, const OutlinedSentence& sentence) const;
  bool is_work_of_somebody(Span sentence) const;
  bool does_now(Span span) const;
  bool is_next_heading(const OutlinedSentence& sentence) const;
  bool is_only_a_time(Span span) const;
  bool continues_list(std::size_t index) const;
  bool better_follows(std::size_t index);
  bool answers_proposal(const Anchor& anchor, std::size_t index) const;
  void take_proposal(std::size_t index, std::vector<Anchor> anchors);

  // In running text.
  bool has_label(const OutlinedSentence& sentence) const;
  void add_settled_before(std::vector<Anchor>& anchors, std::size_t index) const;
  bool take_task_behind_arrow(std::size_t index);
  bool is_work_of_body(Span sentence) const;
  bool take_officer_in_cells(std::size_t index, const std::vector<Anchor>& anchors);
  void take_free(std::size_t index, std::vector<Anchor> anchors);
  void take_beside_tasks(std::size_t index, std::vector<Anchor> anchors);
  bool decides_beside_label(const Anchor& anchor, std::size_t index) const;
  bool elects_by_name(const Anchor& anchor, const OutlinedSentence& sentence) const;
  bool decides_in_text(const Anchor& anchor, std::size_t index) const;
  bool sets_amount(const Anchor& anchor, const OutlinedSentence& sentence) const;
  bool resolves_now(const Anchor& anchor, std::size_t index) const;
  bool is_resolved_later(const OutlinedSentence& sentence) const;
  bool is_answered(const Anchor& anchor, const OutlinedSentence& sentence) const;
  bool answers_request(const Anchor& anchor, std::size_t index) const;
  bool decides_in_release(const Anchor& anchor, std::size_t index) const;
  bool is_for_information(const Anchor& anchor) const;
  bool settles(const Anchor& anchor, std::size_t index) const;
  bool closes_item(const Anchor& anchor, std::size_t index) const;

  // What a present passive of any verb settles.
  std::optional<Anchor> settlement(std::size_t index) const;
  std::optional<Anchor> later_settlement(std::size_t index) const;
  std::optional<Anchor> swedish_settlement(std::size_t index) const;
  bool may_settle(std::size_t index, Span part) const;
  std::optional<Anchor> settling_verb(const ClauseView& view, std::size_t index) const;
  std::optional<Anchor> refusing_verb(const ClauseView& view) const;
  bool has_base_in(Span word, const WordSet& verbs) const;
  bool may_tell_when(const Anchor& anchor, std::size_t index) const;
  bool is_settled_in_present(const FiniteVerb& verb, const ClauseView& view,
                             const OutlinedSentence& outlined) const;
  bool has_whole_object(Span before) const;
  bool is_accepted_later(const OutlinedSentence& sentence) const;
  bool has_nominative(Span before) const;
  bool has_whole_object_after(Span after) const;
  bool follows_report(std::size_t index) const;
  bool tells_when(Span sentence) const;
  bool tells_habit(Span sentence) const;
  DecisionKind kind_of_verb(const std::string& base) const;

  // What a memo that tells of its meeting in the past says in the present.
  void find_tenses();
  bool is_meeting_without_items() const;
  bool may_give_task(std::size_t index) const;
  bool take_task(std::size_t index);
  bool serves_meetings(const OutlinedSentence& sentence, Span task) const;
  std::optional<Span> task_in(const OutlinedSentence& sentence, const ClauseView& view) const;

  // Writing down.
  bool is_bare_verb(std::string_view text) const;
  bool elects(Span span) const;
  bool may_name_somebody(Span span) const;
  DecisionKind kind_after(Span span, DecisionKind kind) const;
  void add_from(std::size_t index, const std::vector<Anchor>& anchors);
  bool points_back(Span span) const;
  std::size_t with_antecedent(Span sentence, Span decision) const;
  std::vector<Anchor> heads_of(const std::vector<Anchor>& anchors, const ClauseView& view) const;
  bool have_own_subjects(const Anchor& from, const Anchor& to, const ClauseView& view) const;
  static bool is_called_by_chair(const Anchor& anchor);
  static bool is_of_deputy(const Anchor& anchor);
  static Span span_from(const Anchor& head, const ClauseView& view);
  std::size_t begin_behind(const Anchor& before, const Anchor& head, const ClauseView& view) const;
  bool may_go_on(const Anchor& from, const Anchor& to, const ClauseView& view) const;
  static const Anchor& first_that_says(const std::vector<Anchor>& anchors);
  std::size_t end_before(std::size_t offset) const;
  std::optional<DecisionKind> kind_of_infinitive(Span entry) const;
  void add_each(const Candidate& candidate, std::size_t index, std::size_t end);
  void add_list(Candidate candidate, std::size_t index);
  std::size_t words_in(Span span) const;
  std::size_t list_end(std::size_t index) const;
  bool gives_office(Span entry) const;
  void add(const Candidate& candidate);
  std::optional<Vote> vote_in(Span span) const;

  const Passage& passage_;
  const std::vector<AgendaItem>& items_;
  MemoKind kind_;
  const Outline& outline_;
  mutable std::vector<std::optional<ClauseView>> views_;  // Of its sentences.
  const OwnBodies& own_bodies_;
  const PeopleReader& people_;
  const DoerReader& doers_;
  const SubjectMatches &anchors_, &work_;
  SubjectMatches label_anchors_, excluded_, kinds_, votes_, roles_, settling_;
  VerbSpelling spelling_;
  const DecisionWords& words_;
  const TextWords& text_words_;
  Proposals proposals_;  // Of the item that is being read.
  std::vector<bool> reporting_, election_, lawful_, proposed_in_;
  bool labels_decisions_ = false;  // Under most headings, not for hard questions only.
  std::vector<LastPast> last_past_;
  // The paper tells of its meeting in the past: its present gives tasks, and where it resolved
  // more than one thing, settles questions.
  bool gives_tasks_ = false, resolves_in_present_ = false;
  std::size_t next_ = 0;
  std::size_t last_taken_ = static_cast<std::size_t>(-2);
  std::vector<Decision> decisions_;
};

}  // namespace muistio
