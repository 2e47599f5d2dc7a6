// `muistio show`: one memo for a person to read.
#pragma once

#include <string>

#include "pipeline/program.h"

namespace muistio {

struct ShowOptions {
  std::string memo;  // Beginning of an id, path or file name.
  std::string corpus = default_corpus;
  bool text = false;  // The reading text instead of the facts.
  bool json = false;  // The record.
};

int show(const ShowOptions& options, Streams streams);

}  // namespace muistio
