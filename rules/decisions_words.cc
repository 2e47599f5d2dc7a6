#include "rules/decisions_words.h"

namespace muistio {

DecisionWords::DecisionWords(const Rulebook& rulebook)
    : unsettling_verbs(rulebook, {"discussion_verb", "unsettling_verb"}),
      swedish_unsettling_words(rulebook, {"sv_unsettling_word"}),
      denying_verbs(rulebook, {"denying_verb"}),
      event_verbs(rulebook, {"event_verb"}),
      turning_verbs(rulebook, {"turning_verb"}),
      changing_verbs(rulebook, {"changing_verb"}),
      times(rulebook, {"time_of_plan"}),
      habits(rulebook, {"habit"}),
      reports(rulebook, {"report"}),
      often(rulebook, {"how_often"}),
      papers(rulebook, {"paper_of_meeting"}),
      requests(rulebook, {"request"}),
      partitive_verbs(rulebook, {"partitive_verb"}),
      beginning_verbs(rulebook, {"beginning_verb"}),
      talks(rulebook, {"talk"}),
      next(rulebook, {"next_meeting_word"}),
      progress_titles(rulebook, {"progress_title"}),
      next_meeting_titles(rulebook, {"next_meeting_title"}),
      electable(rulebook, {"electable"}),
      papers_sent(rulebook, {"paper_sent"}),
      this_time(rulebook, {"this_time"}),
      responsibility(rulebook, {"responsibility"}),
      proposals(rulebook, {"proposal_word"}),
      for_information(rulebook, {"for_information"}),
      deadlines(rulebook, {"deadline_word"}),
      before_clocks(rulebook, {"before_clock"}),
      weekdays(rulebook, {"weekday"}),
      resolving(rulebook, {"resolving_form"}),
      consequences(rulebook, {"consequence"}),
      of_any_meeting(rulebook, {"body_of_any_meeting"}),
      name_particles(rulebook, {"attendee_particle"}),
      before_lists(rulebook, {"before_list"}) {
  for (const char* language : {"fi", "sv"}) {
    for (const auto& entry : rulebook.words("deciding_body", language))
      for (const std::string& form : entry.forms) deciding_bodies.add(form);
  }
  for (const char* list : {"decision_verb", "resolution_verb"}) {
    for (const auto& entry : rulebook.words(list, "fi")) {
      for (const std::string& verb : entry.forms)
        kind_of_verb[verb] = parse_name<DecisionKind>(entry.value).value_or(DecisionKind::decided);
    }
  }
}

}  // namespace muistio
