// Amounts of money, with inflected units: "6,5 miljoonan euron".
#pragma once

#include <vector>

#include "corpus/memo.h"
#include "rules/passage.h"

namespace muistio {

std::vector<Amount> find_amounts(const Passage& passage);

}  // namespace muistio
