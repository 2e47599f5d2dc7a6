// `muistio people`: persons over all memos, and rulings on whose names are whose.
#pragma once

#include <string>
#include <vector>

#include "pipeline/program.h"

namespace muistio {

struct PeopleOptions {
  std::string name;  // Part of a name: only these persons, with every memo. Empty: all.
  std::string corpus = default_corpus;
  std::vector<std::string> merge, split;  // Two names, or none.
  bool undo = false;
  bool json = false;
};

int people(const PeopleOptions& options, Streams streams);

}  // namespace muistio
