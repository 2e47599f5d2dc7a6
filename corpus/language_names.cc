#include <algorithm>

#include "corpus/language_parts.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

bool is_name(const Reading& reading) {
  return reading.word_class == WordClass::proper_noun ||
         reading.word_class == WordClass::first_name ||
         reading.word_class == WordClass::last_name || reading.word_class == WordClass::place_name;
}

}  // namespace

std::string Language::nominative(std::string_view name, const std::vector<std::string>&) {
  std::string result;
  for (std::size_t begin = 0; begin < name.size();) {
    const std::size_t end = std::min(name.find_first_of(" -", begin), name.size());
    const std::string_view word = name.substr(begin, end - begin);
    std::string base(word);
    for (const Reading& reading : readings(word)) {
      if (!is_name(reading)) continue;
      base = reading.base;
      break;
    }
    result += base;
    if (end < name.size()) result += name[end];
    begin = end + 1;
  }
  return result;
}

}  // namespace muistio
