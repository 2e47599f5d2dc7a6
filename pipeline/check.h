// muistio check: whether the corpus file is whole, and whether the source files are still
// what was read.
#pragma once

#include <string>

#include "pipeline/program.h"

namespace muistio {

struct CheckOptions {
  std::string corpus = default_corpus;
  bool repair = false;
  bool fixity = true;  // Read every source file and compare its SHA-256.
  bool json = false;
};

// 0: all is well, or has been repaired; 3: something is not.
int check(const CheckOptions& options, Streams streams);

}  // namespace muistio
