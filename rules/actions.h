// Who does what by when, after the meeting.
#pragma once

#include <vector>

#include "corpus/memo.h"
#include "rules/passage.h"

namespace muistio {

std::vector<Action> find_actions(const Passage& passage, const std::vector<AgendaItem>& items,
                                 const std::vector<Attendee>& attendees,
                                 const std::vector<DateMention>& dates, MemoKind kind);

}  // namespace muistio
