#include "rules/word_set.h"

#include <algorithm>

namespace muistio {
namespace {

bool any_of_them(const std::vector<std::string>& forms, const auto& holds) {
  return std::any_of(forms.begin(), forms.end(), holds);
}

}  // namespace

WordSet::WordSet(const Rulebook& rulebook, std::initializer_list<std::string_view> lists) {
  for (const std::string_view list : lists) {
    for (const std::string_view language : {"fi", "sv", ""}) {
      for (const Rulebook::WordEntry& entry : rulebook.words(list, language))
        forms_.insert(forms_.end(), entry.forms.begin(), entry.forms.end());
    }
  }
  std::sort(forms_.begin(), forms_.end());
}

bool WordSet::has(std::string_view word) const {
  return std::binary_search(forms_.begin(), forms_.end(), word);
}

bool WordSet::begins(std::string_view word) const {
  return any_of_them(forms_, [&](const std::string& form) { return word.starts_with(form); });
}

bool WordSet::ends(std::string_view word) const {
  return any_of_them(forms_, [&](const std::string& form) { return word.ends_with(form); });
}

bool WordSet::stands_in(std::string_view text) const {
  return any_of_them(forms_, [&](const std::string& form) { return text.find(form) != text.npos; });
}

}  // namespace muistio
