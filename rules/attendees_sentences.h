// Persons whom running text records as present: who opened, chaired, wrote, was elected to
// an office of the meeting, came late or left early.
#pragma once

#include <vector>

#include "rules/attendees_mentions.h"

namespace muistio {

// What a sentence says of one person.
struct SaidOfPerson {
  NameMention name;
  std::optional<Role> role;
  bool of_the_meeting = false;  // The role was given for this meeting.
  bool proposed = false;        // Somebody proposed the role; whether it came so is not said.
  bool limited = false;         // The role was held for a part of the meeting.
  Presence presence = Presence::present;
  std::optional<std::string> partial;
  bool adds = true;  // A person not yet known was there; else it only tells more of a known one.
  std::string rule;
  double confidence = 0;
};

struct SentenceContext {
  const EntryReader& reader;
  const People& people;
  const std::vector<AgendaItem>& items;
  const std::vector<Span>& lists;  // Text already read as lists.
  MemoKind kind;
  bool listed = false;  // There is a list of more than officers.
};

// In the order of the text.
std::vector<SaidOfPerson> find_in_sentences(const SentenceContext& context);

}  // namespace muistio
