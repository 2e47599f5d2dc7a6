// What formats say of memos that were taken out where the standard has no word for it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "corpus/export.h"

namespace muistio {

// One line of JSON, with its end.
std::string removed_line(std::string_view key, std::string_view removed_at);

// removed.jsonl beside the files of the memos; begun with the first line.
class RemovedFile {
 public:
  explicit RemovedFile(ExportTarget& target) : target_(target) {}

  Result<Done> write(std::string_view key, std::string_view removed_at);
  Result<Done> finish();

 private:
  ExportTarget& target_;
  std::unique_ptr<ExportFile> file_;
};

}  // namespace muistio
