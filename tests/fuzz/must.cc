#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/target.h"

namespace muistio {

void must(bool promise, const char* what) {
  if (promise) return;
  std::fprintf(stderr, "a promise is broken: %s\n", what);
  std::abort();
}

}  // namespace muistio
