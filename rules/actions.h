// Who does what by when, after the meeting.
#pragma once

#include <vector>

#include "corpus/memo.h"
#include "rules/proceedings.h"

namespace muistio {

// In the order of the text; only of kinds that record a meeting. `dates` give the days by when.
std::vector<Action> find_actions(const Proceedings& proceedings,
                                 const std::vector<DateMention>& dates, MemoKind kind);

}  // namespace muistio
