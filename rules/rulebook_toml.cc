#include "rules/rulebook_toml.h"

#include <algorithm>

namespace muistio {
namespace {

// Where the string that begins at `at` ends, behind its mark; the end of the text, or of the line
// for a short string, where it never does.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  const char mark = text[at];
  const std::string_view thrice = text.substr(at, 3);
  const bool is_long = thrice.size() == 3 && thrice[1] == mark && thrice[2] == mark;
  const std::size_t width = is_long ? 3 : 1;
  for (std::size_t i = at + width; i < text.size(); ++i) {
    if (text[i] == '\\' && mark == '"') {
      ++i;
    } else if (!is_long && text[i] == '\n') {
      return i;
    } else if (text.substr(i, width) == thrice.substr(0, width)) {
      return i + width;
    }
  }
  return text.size();
}

}  // namespace

std::optional<int> line_of_bare_letter(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '#') {
      i = std::min(text.find('\n', i), text.size());
    } else if (text[i] == '"' || text[i] == '\'') {
      i = end_of_string(text, i);
    } else if ((static_cast<unsigned char>(text[i]) & 0x80U) != 0) {
      return 1 + static_cast<int>(std::count(text.data(), text.data() + i, '\n'));
    } else {
      ++i;
    }
  }
  return std::nullopt;
}

}  // namespace muistio
