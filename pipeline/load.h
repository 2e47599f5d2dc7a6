// muistio load: folders of PDFs into a corpus file, every file accounted for.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "corpus/file_state.h"
#include "pipeline/program.h"
#include "pipeline/progress.h"
#include "pipeline/reading_settings.h"

namespace muistio {

struct LoadOptions {
  std::vector<std::string> paths;
  std::string corpus = default_corpus;
  bool follow_links = false;
  std::set<FileState> retry;  // Contents in these states are read once more.
  bool reprocess = false;     // So are those read by another version or with other rules.
  bool watch = false;         // Then go on with what comes into the folders.
  std::string quarantine;     // A folder for links to files that need attention; may be empty.
  bool quarantine_copies = false;
  bool json = false;                     // The summary as JSON.
  std::optional<ProgressKind> progress;  // By default a line on a terminal.
  ReadingSettings reading;
};

// Exit code as program.h says; 128 and the signal's number where one stopped it.
int load(const LoadOptions& options, Streams streams);

}  // namespace muistio
