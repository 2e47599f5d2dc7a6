// The fingerprint by which a file's content is known for ever.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/descriptor.h"

namespace muistio {

// SHA-256 in 64 hex digits, lower case.
std::string sha256_of(std::string_view bytes);

// An open regular file with the fingerprint of its content.
struct SourceFile {
  Descriptor file;  // Empty where it could not be opened or read: `trouble` says why.
  std::string sha256;
  std::uint64_t bytes = 0;
  int trouble = 0;  // errno; ENXIO for what is no regular file.
};

// Opens the file and reads it once from end to end, in little memory, whatever its size. One
// longer than `longest` bytes is not read: EFBIG.
SourceFile open_source(const std::string& path, bool follow_link, std::uint64_t longest);

}  // namespace muistio
