#include "pipeline/quarantine.h"

#include <sys/stat.h>

#include <filesystem>
#include <limits>
#include <system_error>

#include "pipeline/fixity.h"
#include "pipeline/listing.h"

namespace muistio {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_name = 200;  // Bytes; file systems allow 255.

fs::path name_in_quarantine(const std::string& path) {
  std::string name = path.substr(path.rfind('/') + 1);
  if (name.size() > longest_name) name = name.substr(name.size() - longest_name);
  return sha256_of(path).substr(0, 8) + "-" + name;
}

std::error_code put(const LedgerFile& file, const fs::path& place, bool copy) {
  std::error_code trouble;
  if (fs::exists(fs::symlink_status(place, trouble))) return {};
  trouble.clear();
  if (copy) {
    fs::copy_file(file.path, place, trouble);
  } else {
    fs::create_symlink(file.path, place, trouble);
  }
  return trouble;
}

}  // namespace

Result<Done> fill_quarantine(Ledger& ledger, RunId run, const std::string& folder, bool copies) {
  const auto files = ledger.attention(run, std::numeric_limits<int>::max());
  if (!files) return files.error();
  for (const LedgerFile& file : files.value()) {
    const fs::path place = fs::path(folder) / std::string(row_of(file.state).name);
    std::error_code trouble;
    fs::create_directories(place, trouble);
    if (!trouble) fs::permissions(folder, fs::perms::owner_all, trouble);
    if (!trouble) trouble = put(file, place / name_in_quarantine(file.path), copies);
    // What cannot be read cannot be copied; that it needs attention is told anyway.
    if (trouble && !(copies && file.state == FileState::unreadable)) {
      return Error{
          ErrorCode::unreadable, shown_path(folder),
          "the folder for files that need attention cannot be written: " + trouble.message()};
    }
  }
  return Done{};
}

}  // namespace muistio
