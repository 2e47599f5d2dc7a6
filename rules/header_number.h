// The number of a meeting. Inside the header only.
#pragma once

#include <optional>
#include <vector>

#include "corpus/memo.h"
#include "rules/header_lines.h"
#include "rules/passage.h"

namespace muistio {

// "3", "7/2021"; a "#" before it is let go.
std::optional<Stated> find_number(const Passage& passage, const std::vector<LabelledField>& fields,
                                  const std::vector<HeadLine>& lines);

// "Johtajaneuvosto 3/2015": the number makes it the name of a meeting.
bool names_numbered_body(const Passage& passage, const HeadLine& line);

}  // namespace muistio
