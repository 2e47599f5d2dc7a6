// The shipped rule files and the language, opened once for a test program.
#pragma once

#include "rules/rulebook.h"
#include "tests/language.h"

namespace muistio::testing {

inline const Rulebook& rulebook() {
  static const auto shipped = Rulebook::shipped();
  if (!shipped) FAIL(shipped.error().text());
  return shipped.value();
}

}  // namespace muistio::testing
