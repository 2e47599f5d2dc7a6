// muistio status: what became of the files, and which need attention.
#pragma once

#include <string>

#include "pipeline/program.h"

namespace muistio {

enum class StatusFormat { text, json, csv };

struct StatusOptions {
  std::string corpus = default_corpus;
  StatusFormat format = StatusFormat::text;
  bool all = false;  // Every file in the table, not only those that need attention.
};

int status(const StatusOptions& options, Streams streams);

}  // namespace muistio
