// What stands in the folders that were asked for. Names are bytes; nothing is opened but
// folders, so nothing can block.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/result.h"
#include "pipeline/descriptor.h"

namespace muistio {

enum class FoundKind {
  file,         // A regular file, or what was named on the command line and is no folder.
  not_regular,  // Named like a PDF, but a folder, FIFO, socket or device.
  link,         // A symbolic link that is not followed.
  unreadable,   // A folder that cannot be read, in whole or in part.
};

struct Found {
  FoundKind kind = FoundKind::file;
  std::string path;     // As given, with what was found beneath; bytes.
  std::string message;  // For unreadable: the reason.
};

struct ListingOptions {
  // In the order of their bytes, folder by folder. Takes memory for the names of a folder.
  bool sorted = true;
  bool follow_links = false;  // Each folder and file is still visited once.
};

struct ListingCounts {
  std::uint64_t found = 0;
  std::uint64_t others = 0;  // Regular files in folders that are not named like a PDF.
};

// Calls `take` for every file named like a PDF (any case) beneath the folders, and for
// every other path as it is given. Links among the given paths are followed. Fails with
// not_found or unreadable where a given path does not exist or cannot be looked at; what
// `take` returns as an error ends the listing.
Result<ListingCounts> list_files(const std::vector<std::string>& paths,
                                 const ListingOptions& options,
                                 const std::function<Result<Done>(const Found&)>& take);

bool is_named_like_pdf(std::string_view name);

// Path without "." and doubled or trailing slashes, from the root of the file system.
// Links and ".." stay, because what they mean can change.
std::string absolute_path(std::string_view path);

// The path as valid UTF-8 on one line: bytes that are not UTF-8, control characters and '%'
// before two hex digits are percent-encoded. Different paths stay different.
std::string shown_path(std::string_view path);

// Opens for reading without ever waiting for a FIFO or a terminal; paths may be longer than
// the system's limit on one name. A link at the end of the path is refused (ELOOP) unless
// it may be followed: it may have taken the place of a file since that was listed. Fails as
// open(2): errno is set and the descriptor empty.
Descriptor open_for_reading(const std::string& path, bool follow_link);

}  // namespace muistio
