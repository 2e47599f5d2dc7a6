#include "rules/word_set.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "corpus/unicode.h"

namespace muistio {
namespace {

bool any_of_them(const std::vector<std::string>& forms, const auto& holds) {
  return std::any_of(forms.begin(), forms.end(), holds);
}

// Where the form stands in the text and begins a word, and ends one, too, unless it is a stem.
std::size_t place_of(std::string_view form, bool stem, std::string_view text) {
  for (std::size_t at = text.find(form); at != text.npos; at = text.find(form, at + 1))
    if (!inside_word(text, at) && (stem || !inside_word(text, at + form.size()))) return at;
  return text.npos;
}

}  // namespace

WordSet::WordSet(const Rulebook& rulebook, std::initializer_list<std::string_view> lists) {
  for (const std::string_view list : lists) {
    for (const std::string_view language : {"fi", "sv", ""}) {
      for (const Rulebook::WordEntry& entry : rulebook.words(list, language)) {
        for (const std::string& form : entry.forms) add(form);
      }
    }
  }
  std::sort(forms_.begin(), forms_.end());
  std::sort(stems_.begin(), stems_.end());
  for (const std::string& form : forms_) endings_.add(form);
  for (const std::string& stem : stems_)
    if (shortest_stems_.empty() || !stem.starts_with(shortest_stems_.back()))
      shortest_stems_.push_back(stem);
}

void WordSet::add(std::string form) {
  const bool stem = form.ends_with('~');
  if (stem) form.pop_back();
  if (stem) stems_.push_back(form);
  forms_.push_back(std::move(form));
}

bool WordSet::has(std::string_view word) const {
  if (endings_.may_end(word) && std::binary_search(forms_.begin(), forms_.end(), word)) return true;
  const auto after = std::upper_bound(shortest_stems_.begin(), shortest_stems_.end(), word);
  return after != shortest_stems_.begin() && word.starts_with(*std::prev(after));
}

bool WordSet::begins(std::string_view word) const {
  return any_of_them(forms_, [&](const std::string& form) { return word.starts_with(form); });
}

bool WordSet::ends(std::string_view word) const {
  return endings_.end(word);
}

bool WordSet::stands_in(std::string_view text) const {
  return any_of_them(forms_, [&](const std::string& form) { return text.find(form) != text.npos; });
}

std::optional<Span> WordSet::first_in(std::string_view text) const {
  std::optional<Span> first;
  for (const std::string& form : forms_) {
    const bool stem = std::binary_search(stems_.begin(), stems_.end(), form);
    const std::size_t at = place_of(form, stem, text);
    if (at == text.npos) continue;
    const Span span{at, at + form.size()};
    if (!first || span.begin < first->begin ||
        (span.begin == first->begin && span.end > first->end))
      first = span;
  }
  return first;
}

}  // namespace muistio
