#include "pipeline/load_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace muistio {
namespace {

constexpr int look_every_microseconds = 100'000;

struct NetworkFileSystem {
  long kind;
  std::string_view name;
};
constexpr std::array network_file_systems{
    NetworkFileSystem{0x6969, "NFS"},        NetworkFileSystem{0x517b, "SMB"},
    NetworkFileSystem{0xff534d42, "CIFS"},   NetworkFileSystem{0xfe534d42, "SMB"},
    NetworkFileSystem{0x0bd00bd0, "Lustre"}, NetworkFileSystem{0x47504653, "GPFS"},
    NetworkFileSystem{0x19830326, "BeeGFS"}, NetworkFileSystem{0x00c36400, "Ceph"},
    NetworkFileSystem{0x5346414f, "AFS"},    NetworkFileSystem{0x01021997, "9p"},
    NetworkFileSystem{0x7461636f, "OCFS2"},  NetworkFileSystem{0x01161970, "GFS2"},
};

}  // namespace

std::string_view network_file_system(long kind) {
  for (const NetworkFileSystem& row : network_file_systems) {
    if (row.kind == (kind & 0xffffffff)) return row.name;
  }
  return {};
}

Result<Done> check_place(const std::string& corpus) {
  if (corpus == ":memory:") return Done{};
  const std::string parent = std::filesystem::path(corpus).parent_path().string();
  struct statfs status {};
  if (statfs(parent.empty() ? "." : parent.c_str(), &status) != 0) {
    return Error{errno == ENOENT ? ErrorCode::not_found : ErrorCode::unreadable, parent,
                 errno == ENOENT ? "there is no such folder to make the corpus file in"
                                 : std::strerror(errno)};
  }
  const std::string_view name = network_file_system(static_cast<long>(status.f_type));
  if (name.empty()) return Done{};
  return Error{ErrorCode::unreadable, corpus,
               "a corpus cannot be written safely over a network (" + std::string(name) +
                   "); load into a file on a local disk and move it afterwards"};
}

Result<LoadLock> LoadLock::take(const std::string& corpus, const std::function<void()>& on_wait,
                                const std::function<bool()>& go_on) {
  if (corpus == ":memory:") return LoadLock(Descriptor());
  Descriptor file(open(corpus.c_str(), O_RDWR | O_CLOEXEC | O_NOCTTY));
  if (!file) return Error{ErrorCode::unreadable, corpus, std::strerror(errno)};
  bool waited = false;
  while (flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == ENOLCK || errno == EINVAL || errno == ENOSYS) break;  // Not to be had here.
    if (!waited) on_wait();
    waited = true;
    if (!go_on()) {
      return Error{ErrorCode::corpus_busy, corpus, "another load is writing to this corpus"};
    }
    usleep(look_every_microseconds);
  }
  return LoadLock(std::move(file));
}

std::optional<bool> LoadLock::is_held(const std::string& corpus) {
  const Descriptor file(open(corpus.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (!file) return std::nullopt;
  // Given back at once, with the descriptor.
  if (flock(file.number(), LOCK_SH | LOCK_NB) == 0) return false;
  if (errno == EWOULDBLOCK) return true;
  return std::nullopt;
}

}  // namespace muistio
