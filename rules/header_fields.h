// The labelled fields at the head of a memo: "Aika: ...", with the label inline, in a margin
// column, or on a line of its own. Inside the header only.
#pragma once

#include <string>
#include <vector>

#include "rules/passage.h"

namespace muistio {

struct LabelledField {
  std::string makes;  // As the label's rule says: "time", "place", "time place", "body", ...
  std::string rule;
  double confidence = 0;
  Span label;
  std::vector<Span> values;  // Line by line; none where the field is empty.
  bool in_column = false;    // A row of labels, with the values below them.
};

// Fields whose label stands before the offset, in the order of the text.
std::vector<LabelledField> labelled_fields(const Passage& passage, std::size_t end);

// True where a label's match is a label: a colon, a gap or the line's end follows.
bool is_labelled(const Passage& passage, Span match, std::size_t line_end);

}  // namespace muistio
