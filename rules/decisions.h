// What this meeting resolved: not what it discussed, was told, was proposed to it, or what
// others had resolved.
#pragma once

#include <vector>

#include "corpus/memo.h"
#include "rules/proceedings.h"

namespace muistio {

// In the order of the text; none for kinds that record no meeting, and for an agenda.
std::vector<Decision> find_decisions(const Proceedings& proceedings, MemoKind kind);

}  // namespace muistio
