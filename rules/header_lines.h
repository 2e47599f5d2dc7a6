// The head of a memo without its fields: letterhead, title lines, running heads. Inside the
// header only.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "corpus/memo.h"
#include "rules/header_fields.h"
#include "rules/passage.h"

namespace muistio {

// A line or a cell of the head; a heading over several lines is one.
struct HeadLine {
  std::string text;         // With "P Ö Y T Ä K I R J A" drawn together.
  Rulebook::Glance glance;  // At the text.
  Span span;                // Empty for furniture, which is not in the text.
  int page = 1;
  Box box;
  bool stands_out = false;  // Bold, larger than the text, or capitals.
  float font_size = 0;      // In points.
  bool furniture = false;
  bool after_fields = false;  // Stands below the first labelled field.
  bool meeting = false;       // Names a gathering: "Hallituksen kokous".
  std::string kind;           // What a word of a kind in it makes: "minutes"; or empty.
  bool kind_first = false;    // It begins with that word.
  bool kind_alone = false;    // Nothing else stands in it: "PÖYTÄKIRJA".
  bool before_day = false;    // The day of the meeting stands behind it, in the same line.
};

// The lines that begin before byte `end` of the flow, in printed order, and furniture of the first
// page after them.
std::vector<HeadLine> head_lines(const Passage& passage, std::size_t end,
                                 const std::vector<LabelledField>& fields);

// Four words or more that end in a full stop.
inline bool is_sentence(const HeadLine& line) {
  return std::count(line.text.begin(), line.text.end(), ' ') >= 3 && line.text.ends_with('.');
}

// All matches of the subject's rules in the line.
inline std::vector<Match> find_in(const Passage& passage, const HeadLine& line,
                                  std::string_view subject) {
  return passage.rulebook.find(subject, line.text, line.glance);
}

// Evidence for what a line says.
Evidence evidence_of(const Passage& passage, const HeadLine& line, std::string rule,
                     double confidence);

}  // namespace muistio
