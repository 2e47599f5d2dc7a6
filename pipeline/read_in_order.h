// Files read by workers and taken in the order in which they stand.
#pragma once

#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "pipeline/listing.h"
#include "pipeline/reading_settings.h"
#include "pipeline/verdict.h"

namespace muistio {

// What came of one file.
struct FileRead {
  Job job;  // Its path as it is shown, its size and hash.
  Verdict verdict;
  std::optional<ReadMemo> read;  // Where the state of the verdict is ok, partial or no_text.
};

// The files of the paths in the order of listing; a file that cannot be read is among them.
Result<std::vector<Found>> files_of(const std::vector<std::string>& paths, bool follow_links);

// Reads the files, of which there is at least one, and hands what came of each to `take`, which
// returns false where no more is wanted. At most 64 files wait for one before them. Fails where no
// worker can work; warns of a sandbox that holds less than it could.
Result<Done> read_in_order(const ReadingSettings& settings, const std::vector<Found>& files,
                           std::ostream& warnings, const std::function<bool(FileRead)>& take);

}  // namespace muistio
