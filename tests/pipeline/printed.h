// The program run for a test, as a person would run it.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "pipeline/program.h"

namespace muistio::testing {

struct Printed {
  int exit_code;
  std::string out, err;
};

// `terminal`: as if it wrote to one.
inline Printed printed_by(const std::vector<std::string>& arguments, bool terminal = false) {
  std::ostringstream out, err;
  const int exit_code = run(arguments, {out, err, terminal});
  return {exit_code, out.str(), err.str()};
}

}  // namespace muistio::testing
