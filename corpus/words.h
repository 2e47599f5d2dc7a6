// Lists of words that are data: corpus/words/*.txt, embedded by CMake.
#pragma once

#include <string_view>
#include <vector>

namespace muistio {

struct WordFile {
  std::string_view name;  // "references.txt"
  std::string_view text;
};

const std::vector<WordFile>& word_files();

// The words of one list of the file, in the order of its lines "list: word word". None where
// there is no such list.
std::vector<std::string_view> words_of_list(std::string_view file, std::string_view list);

}  // namespace muistio
