// The fingerprint by which a file's content is known for ever.
#pragma once

#include <string>
#include <string_view>

namespace muistio {

// SHA-256 in 64 hex digits, lower case.
std::string sha256_of(std::string_view bytes);

}  // namespace muistio
