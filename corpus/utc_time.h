// The time as the corpus notes it.
#pragma once

#include <string>

namespace muistio {

// UTC, ISO 8601, to the second: 2024-11-18T09:00:00Z.
std::string utc_now();

}  // namespace muistio
