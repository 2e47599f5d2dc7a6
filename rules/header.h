// What kind of paper it is, and the head of the minutes: body, title, number, date, times,
// place.
#pragma once

#include <optional>
#include <vector>

#include "corpus/memo.h"
#include "rules/dates.h"
#include "rules/passage.h"

namespace muistio {

struct Header {
  MemoKind kind = MemoKind::other;
  std::optional<Meeting> meeting;  // Absent where the document records no meeting.
};

// The recorded opening and closing times win over the times of the head; a date that stands
// only in a title or a signature block is used where there is no other.
Header find_header(const Passage& passage, const std::vector<FoundDate>& dates,
                   const std::vector<AgendaItem>& items);

}  // namespace muistio
