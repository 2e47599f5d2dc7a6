// What kind of paper a document is. Inside the header only.
#pragma once

#include <vector>

#include "corpus/memo.h"
#include "rules/header_lines.h"
#include "rules/passage.h"

namespace muistio {

// By the word that heads the paper; where there is none, by what the paper tells.
// `opened` says that the opening or closing of a meeting is recorded.
MemoKind kind_of(const Passage& passage, const std::vector<HeadLine>& lines,
                 const std::vector<LabelledField>& fields, bool opened, bool has_items);

}  // namespace muistio
