// Which of several matches stand. Inside the rulebook only.
#pragma once

#include <vector>

#include "rules/rulebook.h"

namespace muistio {

// In order of their beginnings; where two overlap, the longer wins, then the earlier rule, then
// the earlier place. The rules are those of one rulebook.
std::vector<Match> without_overlaps(std::vector<Match> matches);

}  // namespace muistio
