// `muistio why`: every fact of one memo with where it stands and why it is believed.
#pragma once

#include <string>

#include "pipeline/program.h"

namespace muistio {

struct WhyOptions {
  std::string memo;  // Beginning of an id, path or file name.
  std::string corpus = default_corpus;
  bool json = false;  // One object a fact, a line each.
};

int why(const WhyOptions& options, Streams streams);

}  // namespace muistio
