#include "pipeline/folder_watch.h"

#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "pipeline/listing.h"

namespace muistio {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t wanted = IN_CREATE | IN_CLOSE_WRITE | IN_MODIFY | IN_MOVED_TO |
                                 IN_MOVED_FROM | IN_DELETE | IN_ONLYDIR | IN_DONT_FOLLOW;

}  // namespace

Result<FolderWatch> FolderWatch::start(const std::vector<std::string>& paths) {
  FolderWatch watch;
  watch.paths_ = paths;
  watch.descriptor_ = Descriptor(inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
  for (const std::string& path : paths) watch.watch(path, false);
  if (!watch.descriptor_ || watch.trouble_ != 0) {
    return Error{ErrorCode::internal, "",
                 std::string("the folders cannot be watched (") + std::strerror(watch.trouble_) +
                     "); see /proc/sys/fs/inotify/max_user_watches"};
  }
  return watch;
}

// A folder that has come just now may hold files already: report_content.
void FolderWatch::watch(const std::string& path, bool report_content) {
  const int number = inotify_add_watch(descriptor_.number(), path.c_str(), wanted);
  if (number < 0) {
    if (errno == ENOSPC && trouble_ == 0) trouble_ = errno;
    return;
  }
  watched_[number] = path;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(path, ignored)) {
    const std::string name = entry.path().string();
    if (entry.is_directory(ignored) && !entry.is_symlink(ignored)) {
      watch(name, report_content);
    } else if (report_content && is_named_like_pdf(name)) {
      touched_[name] = std::chrono::steady_clock::now();
    }
  }
}

void FolderWatch::take_up() {
  alignas(inotify_event) std::array<char, 64 << 10> bytes{};
  while (true) {
    const ssize_t size = read(descriptor_.number(), bytes.data(), bytes.size());
    if (size <= 0) return;
    for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
      inotify_event event{};
      std::memcpy(&event, bytes.data() + at, sizeof event);
      const char* name = bytes.data() + at + sizeof event;
      at += sizeof event + event.len;
      if ((event.mask & IN_Q_OVERFLOW) != 0) lost_count_ = true;
      const auto folder = watched_.find(event.wd);
      if (folder == watched_.end() || event.len == 0) continue;
      const std::string path = folder->second + (folder->second.ends_with('/') ? "" : "/") + name;
      if ((event.mask & IN_ISDIR) != 0) {
        if ((event.mask & (IN_CREATE | IN_MOVED_TO)) != 0) watch(path, true);
      } else if (is_named_like_pdf(path)) {
        touched_[path] = std::chrono::steady_clock::now();
      }
    }
  }
}

std::vector<std::string> FolderWatch::settled(std::chrono::milliseconds quiet) {
  if (std::exchange(lost_count_, false)) {
    touched_.clear();
    return paths_;
  }
  const auto limit = std::chrono::steady_clock::now() - quiet;
  std::vector<std::string> paths;
  for (auto entry = touched_.begin(); entry != touched_.end();) {
    if (entry->second > limit) {
      ++entry;
      continue;
    }
    paths.push_back(entry->first);
    entry = touched_.erase(entry);
  }
  return paths;
}

}  // namespace muistio
