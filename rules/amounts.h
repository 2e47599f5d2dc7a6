// Amounts of money, with inflected units: "6,5 miljoonan euron".
#pragma once

#include <string_view>
#include <vector>

#include "corpus/memo.h"
#include "rules/passage.h"

namespace muistio {

struct FoundAmount {
  Span span;
  double value = 0;
  std::string currency;  // ISO 4217.
  std::string rule;
  double confidence = 0;
};

// In the order of the text; of "10–15 euroa" both.
std::vector<FoundAmount> find_amounts_in(std::string_view text, const Rulebook& rulebook);

std::vector<Amount> find_amounts(const Passage& passage);

}  // namespace muistio
