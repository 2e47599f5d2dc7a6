// `muistio show`: memos for a person to read.
#pragma once

#include <string>
#include <vector>

#include "pipeline/program.h"

namespace muistio {

struct ShowOptions {
  std::vector<std::string> memos;  // Each the beginning of an id, a path or a file name.
  std::string corpus = default_corpus;
  bool text = false;  // The reading text instead of the facts.
  bool json = false;  // The record.
};

int show(const ShowOptions& options, Streams streams);

}  // namespace muistio
