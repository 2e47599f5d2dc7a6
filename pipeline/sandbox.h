// What keeps a worker from doing anything but read: no network, no new programs, no
// writing, no files but fonts and character tables, limits on memory and on how it dies.
//
// Nothing here protects the parent from what a worker *says*; that is protocol.h's part.
#pragma once

#include <cstdint>
#include <string>

#include "corpus/result.h"

namespace muistio {

// What of it this kernel gives.
struct SandboxStrength {
  bool seccomp = false;
  int landlock = 0;  // Version of Landlock's interface; 0: none.
};

// Asks the kernel; changes nothing.
SandboxStrength sandbox_strength();

struct SandboxLimits {
  std::uint64_t memory = 1u << 30;  // Bytes of address space; 0: no limit.
};

// Takes from this process, for good, all that a worker does not need. Everything that has
// to be opened must be open by now. Where Landlock is missing no file at all can be opened
// afterwards. Fails where the kernel lacks seccomp: then nothing may be read.
Result<SandboxStrength> enter_sandbox(const SandboxLimits& limits);

// Only the limits that need no kernel support: memory, core dumps, file size.
void limit_resources(const SandboxLimits& limits);

}  // namespace muistio
