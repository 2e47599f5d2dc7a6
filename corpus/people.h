// Persons over all memos: the names that attendees have, joined where they are surely one
// person's, and what each was present at.
//
// Names are joined conservatively: the same words in any case and order; initials, a lone
// surname or a second given name only where no other person could be meant. Everything
// less sure is left to people, whose rulings come before any rule.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/memo.h"
#include "corpus/result.h"
#include "corpus/store.h"

namespace muistio {

// One memo in which a person is named.
struct Appearance {
  MemoName memo;
  std::string written;  // The name there, nominative.
  Presence presence = Presence::unknown;
  std::optional<Role> role;
  int page = 1;
};

// Another name of a person.
struct NameVariant {
  std::string name;
  double confidence = 1;  // That it is the same person's; 1 where a person said so.
};

struct Person {
  std::string name;                     // The fullest of the names, or as ruled.
  std::vector<NameVariant> variants;    // The others, in alphabetical order.
  std::vector<Appearance> appearances;  // In the order of the memos' dates.

  std::size_t count(Presence presence) const;
};

// Those with most memos first.
Result<std::vector<Person>> find_people(Corpus& corpus);

enum class Ruling { same, different };

// What a person says of two names. For a corpus that can be written.
Result<Done> rule_on_names(Corpus& corpus, Ruling ruling, std::string_view name,
                           std::string_view other);

struct UndoneRuling {
  Ruling ruling;
  std::string name, other;
};

// Takes the last ruling back; not_found where there is none.
Result<UndoneRuling> undo_ruling(Corpus& corpus);

}  // namespace muistio
