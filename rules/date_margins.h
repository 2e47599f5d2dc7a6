// Dates in running heads and feet, which are kept out of the text: the day that the paper was
// written, often another than that of the meeting.
#pragma once

#include <vector>

#include "corpus/memo.h"
#include "rules/passage.h"

namespace muistio {

// Those whose day or years the text does not give, each once, where it stands first. Their spans
// are empty, as there is no such place in the text.
std::vector<DateMention> dates_of_margins(const Passage& passage,
                                          const std::vector<DateMention>& dates);

}  // namespace muistio
