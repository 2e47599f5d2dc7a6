// Every fact of a memo in one list, for commands that tell where facts come from.
#pragma once

#include <string>
#include <vector>

#include "corpus/memo.h"

namespace muistio {

struct Fact {
  std::string kind;   // "attendee", "date"; the field's name for a fact of the header.
  std::string value;  // What is known, in short: "2014-05-31, deadline".
  Evidence evidence;
};

// The header first, then all else in the order of the paper.
std::vector<Fact> facts_of(const Memo& memo);

}  // namespace muistio
