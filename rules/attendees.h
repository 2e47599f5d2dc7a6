// Who was there: the persons recorded as being at, or away from, this meeting.
#pragma once

#include <optional>
#include <vector>

#include "corpus/memo.h"
#include "rules/passage.h"

namespace muistio {

// In the order of the text, each person once. A name that is spelt in two ways becomes one
// person and an issue (code "name_spelt_two_ways"), and so does one that OCR misread
// ("name_mended"); the issues are added to those that are there.
std::vector<Attendee> find_attendees(const Passage& passage, const std::vector<AgendaItem>& items,
                                     MemoKind kind, std::vector<Issue>& issues);

// "Hallitus" over those who came to a meeting of the board says no more than whose meeting it was:
// it is no organisation of theirs.
void leave_out_own_body(std::vector<Attendee>& attendees, const std::optional<Meeting>& meeting,
                        const Rulebook& rulebook);

}  // namespace muistio
