// The language, opened once for a test program.
#pragma once

#include "corpus/language.h"
#include "tests/catch.h"

namespace muistio::testing {

inline Language& language() {
  static const auto opened = Language::open();
  if (!opened) FAIL(opened.error().text());
  return *opened.value();
}

}  // namespace muistio::testing
