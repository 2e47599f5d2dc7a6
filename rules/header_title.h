// The title of a meeting. Inside the header only.
#pragma once

#include <optional>
#include <vector>

#include "corpus/memo.h"
#include "rules/header_lines.h"
#include "rules/passage.h"

namespace muistio {

// The heading as it is printed; absent where nothing but the word of the kind
// ("PÖYTÄKIRJA") heads the paper.
std::optional<Stated> find_title(const Passage& passage, const std::vector<LabelledField>& fields,
                                 const std::vector<HeadLine>& lines);

}  // namespace muistio
