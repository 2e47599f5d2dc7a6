// Runs the examples that rules carry: what `muistio rules test` and our own tests do.
#pragma once

#include <string>
#include <vector>

#include "rules/rulebook.h"

namespace muistio {

struct ExampleRun {
  const Rule* rule = nullptr;  // Both owned by the rulebook.
  const Example* example = nullptr;
  std::string found;  // What came out; empty where nothing was found.
  bool right = false;
};

// All examples of all rules, in their order. A date's value is its EDTF value ("XXXX" for a
// year that is not said), an amount's is "6500000 EUR"; several stand with a space between.
// The value of another rule is what it `makes`, or the words or the value of one of its
// named parts, or the whole match.
std::vector<ExampleRun> run_examples(const Rulebook& rulebook);

}  // namespace muistio
