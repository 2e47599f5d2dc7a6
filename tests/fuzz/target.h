// What a fuzz target gives: the entry that libFuzzer calls, and inputs to begin from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// Must not crash, hang or leak, whatever the bytes are. Returns 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace muistio {

std::vector<std::string> fuzz_seeds();

// Ends the program with a message where a promise of the parser does not hold.
void must(bool promise, const char* what);

}  // namespace muistio
