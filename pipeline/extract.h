// muistio extract: records on standard output, no database.
#pragma once

#include <string>
#include <vector>

#include "pipeline/program.h"
#include "pipeline/reading_settings.h"

namespace muistio {

struct ExtractOptions {
  std::vector<std::string> paths;  // Files and folders, in the order to print.
  bool text = false;               // Add the reading text.
  bool follow_links = false;
  ReadingSettings reading;
};

// One record a file, in the order of the paths; one line on `err` for each file that needs
// attention. Ends early, without complaint, where nobody reads the output any more.
int extract(const ExtractOptions& options, Streams streams);

}  // namespace muistio
