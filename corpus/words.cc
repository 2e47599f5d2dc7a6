#include "corpus/words.h"

#include <algorithm>

namespace muistio {
namespace {

void add_words(std::string_view line, std::vector<std::string_view>& words) {
  while (!line.empty()) {
    const std::size_t size = line.find(' ');
    if (size != 0) words.push_back(line.substr(0, size));
    line.remove_prefix(size == std::string_view::npos ? line.size() : size + 1);
  }
}

}  // namespace

std::vector<std::string_view> words_of_list(std::string_view file, std::string_view list) {
  std::vector<std::string_view> words;
  for (const WordFile& each : word_files()) {
    if (each.name != file) continue;
    std::string_view rest = each.text;
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      const bool is_wanted = line.starts_with(list) && line.substr(list.size()).starts_with(": ");
      if (is_wanted) add_words(line.substr(list.size() + 2), words);
    }
  }
  return words;
}

}  // namespace muistio
