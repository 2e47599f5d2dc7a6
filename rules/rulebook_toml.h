// A look at a TOML file before the parser: inside the reading of rule files only.
#pragma once

#include <optional>
#include <string_view>

namespace muistio {

// The line, from 1, of the first character beyond ASCII that stands outside quotation marks and
// comments; TOML allows none there, and the parser (toml++ 3.3) is undefined on some of them.
std::optional<int> line_of_bare_letter(std::string_view text);

}  // namespace muistio
