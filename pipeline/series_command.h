// `muistio series`: the meetings of each body in order, and what is missing.
#pragma once

#include <string>

#include "pipeline/program.h"

namespace muistio {

struct SeriesOptions {
  std::string body;  // Part of a body's name. Empty: all.
  std::string corpus = default_corpus;
  bool json = false;
};

int series(const SeriesOptions& options, Streams streams);

}  // namespace muistio
