#include "rules/word_endings.h"

#include <algorithm>
#include <iterator>

namespace muistio {
namespace {

bool comes_before(std::string_view one, std::string_view other) {
  return std::lexicographical_compare(
      one.rbegin(), one.rend(), other.rbegin(), other.rend(),
      [](char a, char b) { return static_cast<unsigned char>(a) < static_cast<unsigned char>(b); });
}

}  // namespace

void WordEndings::add(std::string_view form) {
  if (end(form)) return;
  if (form.size() < 2)
    any_ = true;
  else
    marks_.set(place(form));
  std::erase_if(shortest_, [&](const std::string& other) { return other.ends_with(form); });
  shortest_.emplace(std::upper_bound(shortest_.begin(), shortest_.end(), form, comes_before), form);
}

bool WordEndings::end(std::string_view word) const {
  if (!may_end(word)) return false;
  const auto after = std::upper_bound(shortest_.begin(), shortest_.end(), word, comes_before);
  return after != shortest_.begin() && word.ends_with(*std::prev(after));
}

}  // namespace muistio
