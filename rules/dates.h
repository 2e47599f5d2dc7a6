// Date expressions of running Finnish and Swedish, as EDTF values.
//
// Found in two steps, because a missing year is told by the meeting's date, and the meeting's
// date is itself one of the expressions found.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/memo.h"
#include "rules/passage.h"

namespace muistio {

struct FoundDate {
  Span span;          // Weekday and attached clock time belong to it.
  std::string value;  // EDTF; XXXX stands for a year that is not said, XXXX-W12 for its week 12.
  DateUse use = DateUse::mention;  // As far as the expression and its sentence tell.
  std::string rule;
  double confidence = 0;
  std::optional<int> weekday;  // 1 = Monday .. 7, where one is written.
  bool year_given = true;
  std::optional<int> years_ahead;  // "ensi vuonna", "ensi vuoden toukokuussa" = 1, "viime" = -1.
  std::optional<int> nearness;     // "ensi toukokuussa" = 1, the first after the meeting.
};

// In the order of the text; none overlaps another. Days that no calendar has are left out.
std::vector<FoundDate> find_dates(const Passage& passage);

// As find_dates, of any text in which a paragraph is one line.
std::vector<FoundDate> find_dates_in(std::string_view text, const Rulebook& rulebook);

// The same expressions with missing years told by the meeting's date, the weekday and the
// tense, and with their final use. Each inference and each weekday that contradicts its date
// becomes an issue (codes "year_inferred", "weekday_contradicts").
std::vector<DateMention> resolve_dates(const Passage& passage, const std::vector<FoundDate>& found,
                                       const std::optional<Meeting>& meeting,
                                       std::vector<Issue>& issues);

}  // namespace muistio
