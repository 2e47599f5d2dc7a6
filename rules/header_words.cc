#include "rules/header_words.h"

namespace muistio {

HeaderWords::HeaderWords(const Rulebook& rulebook)
    : time_fillers(rulebook, {"time_filler"}),
      weekdays(rulebook, {"weekday"}),
      connections(rulebook, {"connection"}),
      leads_in(rulebook, {"body_lead_in"}),
      general_organs(rulebook, {"general_organ"}),
      boards(rulebook, {"board"}),
      short_forms(rulebook, {"short_form"}),
      gatherings(rulebook, {"gathering"}),
      company_words(rulebook, {"company_word"}),
      company_starts(rulebook, {"company_start"}),
      general_meetings(rulebook, {"general_meeting"}),
      bare_meetings(rulebook, {"bare_meeting"}),
      group_words(rulebook, {"group_word"}),
      short_organs(rulebook, {"short_organ"}),
      numbered_bodies(rulebook, {"numbered_body"}),
      municipalities(rulebook, {"municipality"}),
      owners(rulebook, {"owner"}),
      joint_municipalities(rulebook, {"joint_municipality"}),
      organ_links(rulebook, {"organ_link"}),
      meets_with(rulebook, {"meets_with"}),
      meeting_adjectives(rulebook, {"meeting_adjective"}),
      leads_to_group(rulebook, {"group_lead_in"}),
      held(rulebook, {"held", "to_be_held"}),
      took_place(rulebook, {"held", "convened"}),
      convened(rulebook, {"convened"}),
      own_meetings(rulebook, {"own_meeting"}),
      held_or_convened(rulebook, {"held", "to_be_held", "convened", "own_meeting"}),
      recorded(rulebook, {"recorded"}),
      made(rulebook, {"made"}),
      plans(rulebook, {"plan_of_meeting"}),
      number_signs(rulebook, {"number_sign"}),
      register_signs(rulebook, {"register_sign"}),
      field_deniers(rulebook, {"field_denier"}),
      place_prepositions(rulebook, {"place_preposition"}),
      hosts(rulebook, {"host"}),
      at_address(rulebook, {"at_address"}),
      of_meeting(rulebook, {"attendee_of_meeting"}) {}

}  // namespace muistio
