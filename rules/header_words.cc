#include "rules/header_words.h"

namespace muistio {

HeaderWords::HeaderWords(const Rulebook& rulebook)
    : time_fillers(rulebook, {"time_filler"}),
      weekdays(rulebook, {"weekday"}),
      connections(rulebook, {"connection"}),
      leads_in(rulebook, {"body_lead_in"}),
      general_organs(rulebook, {"general_organ"}),
      short_forms(rulebook, {"short_form"}),
      gatherings(rulebook, {"gathering"}),
      company_words(rulebook, {"company_word"}),
      bare_meetings(rulebook, {"bare_meeting"}) {}

}  // namespace muistio
