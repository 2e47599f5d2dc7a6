#include "corpus/export/doers.h"

#include <algorithm>
#include <array>

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::array<std::string_view, 5> separators{", ", " ja ", " sekä ", " och ", " & "};

// "Talous-" goes on in the next word, and a title begins with a small letter.
bool is_name(std::string_view part) {
  if (part.empty() || part.ends_with('-')) return false;
  const std::string_view first = part.substr(0, next_character(part, 0));
  return lower_case(first) != first;
}

}  // namespace

std::vector<std::string> doers_in(std::string_view who) {
  std::vector<std::string> doers;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < who.size(); ++at) {
    for (const std::string_view separator : separators) {
      if (!who.substr(at).starts_with(separator)) continue;
      doers.emplace_back(who.substr(begin, at - begin));
      begin = at + separator.size();
      at = begin - 1;
      break;
    }
  }
  doers.emplace_back(who.substr(begin));
  if (std::all_of(doers.begin(), doers.end(), is_name)) return doers;
  return {std::string(who)};
}

}  // namespace muistio
