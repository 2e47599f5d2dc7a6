// muistio evaluate: how well records agree with what a careful reader wrote down. The gold
// format and the rules of annotation: docs/annotating.md.
#pragma once

#include <string>

#include "pipeline/program.h"

namespace muistio {

struct EvaluateOptions {
  std::string gold;          // A folder of gold files, one JSON object each.
  std::string predicted;     // A file of records, one a line; "-" reads standard input.
  bool details = false;      // List every miss and every extra.
  std::string only;          // With details: this field alone; empty for all.
  bool calibration = false;  // How often facts of each stated confidence are right.
  bool json = false;         // The figures as one JSON object.
};

int evaluate(const EvaluateOptions& options, Streams streams);

}  // namespace muistio
