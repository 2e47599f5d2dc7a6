// Names over or under "puheenjohtaja" and "sihteeri" where minutes are signed.
#pragma once

#include <string>
#include <vector>

#include "rules/attendees_entries.h"

namespace muistio {

struct Signature {
  Span span;
  std::vector<std::string> words;  // Of the name, in natural order.
  Role role = Role::other;
};

// Signatures stand after the agenda's last heading, or in the last third of a memo.
std::vector<Signature> find_signatures(const EntryReader& reader,
                                       const std::vector<AgendaItem>& items);

}  // namespace muistio
