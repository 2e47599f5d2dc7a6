// Runs the examples that rules carry: what `muistio rules test` and our own tests do.
#pragma once

#include <string>
#include <vector>

#include "rules/rulebook.h"

namespace muistio {

// What comes of a text by one rule.
struct RuleFinds {
  std::string value;      // Empty where nothing does.
  std::string matched;    // What the pattern finds though nothing comes of it; else empty.
  std::string taken_by;   // The rule of which something comes in its place, if any.
  bool computed = false;  // The value is not in the words of the text: a date, an amount.
};

RuleFinds finds_of(const Rule& rule, const std::string& text, const Rulebook& rulebook);

struct ExampleRun {
  const Rule* rule = nullptr;  // Both owned by the rulebook.
  const Example* example = nullptr;
  RuleFinds finds;
  bool right = false;
};

// All examples of all rules, in their order. A date's value is its EDTF value ("XXXX" for a
// year that is not said), an amount's is "6500000 EUR"; several stand with a space between.
// The value of another rule is what it `makes`, or the words or the value of one of its
// named parts, or the whole match.
std::vector<ExampleRun> run_examples(const Rulebook& rulebook);

}  // namespace muistio
