// Labels that stand in the middle of their rows or at the foot of them: cells aligned to the
// middle or the bottom beside longer ones ("Läsnä" beside the third of six names).
#pragma once

#include <vector>

#include "extractors/page_words.h"
#include "extractors/print_lines.h"

namespace muistio {

// Moves such labels to the first line of the rows they belong to, where a reader begins; their
// words keep their places on the page. Told by the order of drawing, so only where
// PageWord::drawn is set. A label that stands a little lower than its value joins it anyhow. True
// where labels of two lines are seen to be drawn before what stands beside them.
bool raise_labels(const PageWords& page, std::vector<PrintLine>& lines);

}  // namespace muistio
