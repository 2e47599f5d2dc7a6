// Bytes made small: zlib streams, which any program can open.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "corpus/result.h"

namespace muistio {

std::string compressed(std::string_view bytes);

// Fails with bad_corpus for anything but one whole zlib stream of at most `most` bytes.
Result<std::string> decompressed(std::string_view stream, std::size_t most);

}  // namespace muistio
