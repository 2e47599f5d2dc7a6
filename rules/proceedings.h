// What the decisions and the actions of a memo are both read from.
#pragma once

#include <vector>

#include "corpus/memo.h"
#include "rules/actions_doers.h"
#include "rules/decisions_bodies.h"
#include "rules/decisions_outline.h"
#include "rules/decisions_people.h"
#include "rules/passage.h"

namespace muistio {

// Made once for a memo, because it costs as much as what is read from it.
struct Proceedings {
  // All must outlive it.
  Proceedings(const Passage& of_passage, const std::vector<AgendaItem>& of_items,
              const std::vector<Attendee>& attendees)
      : passage(of_passage),
        items(of_items),
        decisions(passage, "decision"),
        tasks(passage, "action"),
        own_bodies(passage, items),
        outline(make_outline(passage, items, decisions, own_bodies)),
        people(passage, attendees),
        doers(passage, people) {}
  Proceedings(const Proceedings&) = delete;
  Proceedings& operator=(const Proceedings&) = delete;

  const Passage& passage;
  const std::vector<AgendaItem>& items;
  SubjectMatches decisions, tasks;
  OwnBodies own_bodies;
  Outline outline;
  PeopleReader people;
  DoerReader doers;
};

}  // namespace muistio
