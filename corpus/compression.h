// Bytes made small: zlib streams, which any program can open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/result.h"

namespace muistio {

std::string compressed(std::string_view bytes);

// The checksum of zlib, PNG and zip.
std::uint32_t crc32_of(std::string_view bytes);

// What the zlib stream holds with which the bytes begin; absent where none of at most `most` bytes
// does, whole and undamaged.
std::optional<std::string> decompressed_begin(std::string_view bytes, std::size_t most);

// Fails with bad_corpus for anything but one whole zlib stream of at most `most` bytes.
Result<std::string> decompressed(std::string_view stream, std::size_t most);

}  // namespace muistio
