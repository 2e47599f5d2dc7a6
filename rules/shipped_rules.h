// The rule files that travel inside the program. Generated from rules/fi and rules/sv by CMake.
#pragma once

#include <string_view>
#include <vector>

namespace muistio {

struct ShippedFile {
  std::string_view name;  // Relative to rules/: "fi/dates.toml".
  std::string_view text;
};

// In the order of their names. Lives as long as the program.
const std::vector<ShippedFile>& shipped_rule_files();

}  // namespace muistio
