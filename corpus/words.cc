#include "corpus/words.h"

#include <algorithm>

#include "corpus/unicode.h"

namespace muistio {

std::vector<std::string_view> words_of_list(std::string_view file, std::string_view list) {
  std::vector<std::string_view> words;
  for (const WordFile& each : word_files()) {
    if (each.name != file) continue;
    std::string_view rest = each.text;
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      const bool is_wanted = line.starts_with(list) && line.substr(list.size()).starts_with(": ");
      if (!is_wanted) continue;
      const auto more = words_of(line.substr(list.size() + 2), " ");
      words.insert(words.end(), more.begin(), more.end());
    }
  }
  return words;
}

}  // namespace muistio
