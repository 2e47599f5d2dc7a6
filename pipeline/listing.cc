#include "pipeline/listing.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr int deepest = 1000;  // Folders within folders; each holds a descriptor.
constexpr int descriptors_held = 200;

using Folder = std::unique_ptr<DIR, int (*)(DIR*)>;

struct Entry {
  std::string name;
  unsigned char type = DT_UNKNOWN;
};

class Walk {
 public:
  Walk(const ListingOptions& options, const std::function<Result<Done>(const Found&)>& take)
      : options_(options), take_(take) {}

  Result<Done> visit_given(const std::string& path);
  ListingCounts counts() const { return counts_; }

 private:
  Result<Done> visit_folder(Descriptor folder, const std::string& path, int depth);
  Result<Done> visit_entry(int folder, const std::string& path, const Entry& entry, int depth);
  Result<Done> visit_link(int folder, const std::string& path, const Entry& entry, int depth);
  Result<Done> visit_entries(Folder folder, const std::string& path, int depth);
  Result<Done> report(FoundKind kind, const std::string& path, std::string message = "") {
    ++counts_.found;
    return take_({kind, path, std::move(message)});
  }
  bool is_first_visit(const struct stat& status) {
    return visited_.emplace(status.st_dev, status.st_ino).second;
  }

  const ListingOptions& options_;
  const std::function<Result<Done>(const Found&)>& take_;
  ListingCounts counts_;
  std::set<std::pair<dev_t, ino_t>> visited_;  // Folders; files only where links are followed.
};

Result<Done> Walk::visit_given(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) {
    const bool missing = errno == ENOENT || errno == ENOTDIR;
    return Error{missing ? ErrorCode::not_found : ErrorCode::unreadable, shown_path(path),
                 missing ? "there is no such file or folder" : std::strerror(errno)};
  }
  if (!S_ISDIR(status.st_mode)) return report(FoundKind::file, path);
  Descriptor folder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder) return Error{ErrorCode::unreadable, shown_path(path), std::strerror(errno)};
  return visit_folder(std::move(folder), path, 0);
}

Result<Done> Walk::visit_folder(Descriptor folder, const std::string& path, int depth) {
  struct stat status {};
  if (!folder || fstat(folder.number(), &status) != 0) {
    return report(FoundKind::unreadable, path, std::strerror(errno));
  }
  if (!is_first_visit(status)) return Done{};
  if (depth > deepest) return report(FoundKind::unreadable, path, "folders too deep in folders");
  const int copy = fcntl(folder.number(), F_DUPFD_CLOEXEC, 0);
  Folder open_folder(copy >= 0 ? fdopendir(copy) : nullptr, closedir);
  if (!open_folder) return report(FoundKind::unreadable, path, std::strerror(errno));
  folder = Descriptor();
  return visit_entries(std::move(open_folder), path, depth);
}

Result<Done> Walk::visit_entries(Folder folder, const std::string& path, int depth) {
  const std::string prefix = path.ends_with('/') ? path : path + "/";
  std::vector<Entry> entries;
  while (true) {
    errno = 0;
    const dirent* read = readdir(folder.get());
    if (!read) break;
    const std::string_view name = read->d_name;
    if (name == "." || name == "..") continue;
    Entry entry{std::string(name), read->d_type};
    if (options_.sorted || depth > descriptors_held) {
      entries.push_back(std::move(entry));
    } else if (auto done = visit_entry(dirfd(folder.get()), prefix + entry.name, entry, depth);
               !done) {
      return done;
    }
  }
  const int trouble = errno;
  std::sort(entries.begin(), entries.end(),
            [](const Entry& one, const Entry& other) { return one.name < other.name; });
  for (const Entry& entry : entries) {
    if (auto done = visit_entry(dirfd(folder.get()), prefix + entry.name, entry, depth); !done) {
      return done;
    }
  }
  if (trouble != 0) return report(FoundKind::unreadable, path, std::strerror(trouble));
  return Done{};
}

Result<Done> Walk::visit_entry(int folder, const std::string& path, const Entry& entry, int depth) {
  unsigned char type = entry.type;
  struct stat status {};
  if (type == DT_UNKNOWN || (options_.follow_links && type == DT_REG)) {
    if (fstatat(folder, entry.name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
      return is_named_like_pdf(entry.name) ? report(FoundKind::file, path) : Done{};
    }
    type = static_cast<unsigned char>(IFTODT(status.st_mode));
  }
  if (type == DT_LNK) return visit_link(folder, path, entry, depth);
  if (type == DT_DIR) {
    if (is_named_like_pdf(entry.name)) {
      if (auto done = report(FoundKind::not_regular, path); !done) return done;
    }
    constexpr int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW;
    return visit_folder(Descriptor(openat(folder, entry.name.c_str(), flags)), path, depth + 1);
  }
  if (!is_named_like_pdf(entry.name)) {
    counts_.others += type == DT_REG ? 1 : 0;
    return Done{};
  }
  if (type != DT_REG) return report(FoundKind::not_regular, path);
  if (options_.follow_links && !is_first_visit(status)) return Done{};
  return report(FoundKind::file, path);
}

Result<Done> Walk::visit_link(int folder, const std::string& path, const Entry& entry, int depth) {
  struct stat status {};
  const bool leads_somewhere = fstatat(folder, entry.name.c_str(), &status, 0) == 0;
  const bool folder_link = leads_somewhere && S_ISDIR(status.st_mode);
  if (!folder_link && !is_named_like_pdf(entry.name)) return Done{};
  if (!options_.follow_links) return report(FoundKind::link, path);
  if (!leads_somewhere) return report(FoundKind::file, path);  // Opening it tells why.
  if (folder_link) {
    constexpr int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
    return visit_folder(Descriptor(openat(folder, entry.name.c_str(), flags)), path, depth + 1);
  }
  return is_first_visit(status) ? report(FoundKind::file, path) : Done{};
}

bool is_hex(char c) {
  return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}

// Bytes of the character at the front where it is valid UTF-8, else 0.
std::size_t character_size(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (size > text.size() || !is_valid_utf8(text.substr(0, size))) return 0;
  return size;
}

// C0 and DEL, C1, and the marks that turn the direction of writing.
bool is_control(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  if (character.size() == 1) return first < 0x20 || first == 0x7f;
  if (character.size() == 2)
    return first == 0xc2 && static_cast<unsigned char>(character[1]) < 0xa0;
  if (character.size() != 3 || first != 0xe2) return false;
  const auto second = static_cast<unsigned char>(character[1]);
  const auto third = static_cast<unsigned char>(character[2]);
  return (second == 0x80 && ((third >= 0xa8 && third <= 0xae) || third == 0x8e || third == 0x8f)) ||
         (second == 0x81 && third >= 0xa6 && third <= 0xa9);
}

}  // namespace

bool is_named_like_pdf(std::string_view name) {
  constexpr std::string_view ending = ".pdf";
  if (name.size() <= ending.size()) return false;
  name.remove_prefix(name.size() - ending.size());
  return std::equal(name.begin(), name.end(), ending.begin(), [](char one, char other) {
    return std::tolower(static_cast<unsigned char>(one)) == other;
  });
}

Result<ListingCounts> list_files(const std::vector<std::string>& paths,
                                 const ListingOptions& options,
                                 const std::function<Result<Done>(const Found&)>& take) {
  Walk walk(options, take);
  for (const std::string& path : paths) {
    if (auto done = walk.visit_given(path); !done) return done.error();
  }
  return walk.counts();
}

std::string absolute_path(std::string_view path) {
  std::string whole;
  if (!path.starts_with('/')) {
    std::error_code ignored;
    whole = std::filesystem::current_path(ignored).string() + "/";
  }
  whole.append(path);
  std::string clean;
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t end = std::min(whole.find('/', at), whole.size());
    const std::string_view part = std::string_view(whole).substr(at, end - at);
    if (!part.empty() && part != ".") clean.append("/").append(part);
    at = end + 1;
  }
  return clean.empty() ? "/" : clean;
}

std::string shown_path(std::string_view path) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string shown;
  while (!path.empty()) {
    const std::size_t size = character_size(path);
    const bool escape =
        path.front() == '%' && path.size() > 2 && is_hex(path[1]) && is_hex(path[2]);
    if (size > 0 && !escape && !is_control(path.substr(0, size))) {
      shown.append(path.substr(0, size));
      path.remove_prefix(size);
      continue;
    }
    for (std::size_t i = 0; i < std::max<std::size_t>(size, 1); ++i) {
      const auto byte = static_cast<unsigned char>(path[i]);
      shown += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    path.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return shown;
}

Descriptor open_for_reading(const std::string& path, bool follow_link) {
  const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (follow_link ? 0 : O_NOFOLLOW);
  if (path.size() < PATH_MAX) return Descriptor(open(path.c_str(), flags));
  // Too long for one call: go down in steps.
  Descriptor folder(open(path.starts_with('/') ? "/" : ".", O_PATH | O_DIRECTORY | O_CLOEXEC));
  std::size_t at = path.find_first_not_of('/');
  while (folder && at != std::string::npos) {
    std::size_t end = path.size();
    if (end - at >= PATH_MAX) {
      end = path.rfind('/', at + PATH_MAX - 2);
      if (end == std::string::npos || end <= at) break;
    }
    const std::string step = path.substr(at, end - at);
    if (end == path.size()) return Descriptor(openat(folder.number(), step.c_str(), flags));
    folder = Descriptor(openat(folder.number(), step.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    at = path.find_first_not_of('/', end);
  }
  return {};
}

}  // namespace muistio
