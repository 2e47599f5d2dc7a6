// Date expressions of running Finnish and Swedish, as EDTF values.
//
// Found in two steps, because a missing year is told by the meeting's date, and the meeting's
// date is itself one of the expressions found.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/memo.h"
#include "rules/passage.h"

namespace muistio {

struct FoundDate {
  Span span;                       // Weekday and attached clock time belong to it.
  std::string value;               // EDTF; XXXX stands for a year that is not said.
  DateUse use = DateUse::mention;  // As far as the expression and its sentence tell.
  std::string rule;
  double confidence = 0;
  std::optional<int> weekday;  // 1 = Monday .. 7, where one is written.
  bool year_given = true;
};

// In the order of the text; none overlaps another.
std::vector<FoundDate> find_dates(const Passage& passage);

// The same expressions with missing years told by the meeting's date, the weekday and the
// tense, and with their final use. Each inference and each weekday that contradicts its date
// becomes an issue (codes "year_inferred", "weekday_contradicts").
std::vector<DateMention> resolve_dates(const Passage& passage, const std::vector<FoundDate>& found,
                                       const std::optional<Meeting>& meeting,
                                       std::vector<Issue>& issues);

}  // namespace muistio
