// The meeting that a release or a piece of news reports. Inside the header only.
#pragma once

#include <optional>
#include <vector>

#include "corpus/memo.h"
#include "rules/dates.h"
#include "rules/passage.h"

namespace muistio {

// Body, place and day as far as the first paragraphs tell; absent where no organ is said to
// have met.
std::optional<Meeting> reported_meeting(const Passage& passage,
                                        const std::vector<FoundDate>& dates);

}  // namespace muistio
