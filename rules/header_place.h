// Where a meeting was held. Inside the header only.
#pragma once

#include <optional>
#include <vector>

#include "corpus/memo.h"
#include "rules/dates.h"
#include "rules/header_lines.h"
#include "rules/passage.h"

namespace muistio {

// From a labelled field, an unlabelled line of the head that names a building, an address or a
// connection, or a sentence ("Kokous pidettiin Kylätalolla"), in this order. `dates` of the
// passage, in order; `head_end`: the byte of the flow at which the head ends.
std::optional<Stated> find_place(const Passage& passage, const std::vector<FoundDate>& dates,
                                 const std::vector<LabelledField>& fields,
                                 const std::vector<HeadLine>& lines, std::size_t head_end);

}  // namespace muistio
