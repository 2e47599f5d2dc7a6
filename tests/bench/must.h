// A bench that cannot go on says why and ends with exit code 2.
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "corpus/result.h"

namespace muistio::bench {

template <typename Value>
Value must(Result<Value> result) {
  if (result) return std::move(result).value();
  fmt::print(stderr, "{}\n", result.error().text());
  std::exit(2);
}

}  // namespace muistio::bench
