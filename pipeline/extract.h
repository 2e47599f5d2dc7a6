// muistio extract: records on standard output, no database.
#pragma once

#include <string>
#include <vector>

#include "pipeline/program.h"

namespace muistio {

struct ExtractOptions {
  std::vector<std::string> paths;  // Files and folders, in the order to print.
  bool text = false;               // Add the reading text.
  bool ocr = true;
  std::string rules;  // A folder of rules; may be empty.
};

int extract(const ExtractOptions& options, Streams streams);

}  // namespace muistio
