#include "rules/bold_words.h"

#include <algorithm>

namespace muistio {
namespace {

// The first word that ends behind the offset.
std::vector<Word>::const_iterator word_from(const Document& document, std::size_t offset) {
  return std::lower_bound(document.words.begin(), document.words.end(), offset,
                          [](const Word& one, std::size_t at) { return one.span.end <= at; });
}

}  // namespace

Span bold_beginning(const Document& document, Span span) {
  auto word = word_from(document, span.begin);
  if (word == document.words.end() || !word->bold) return {span.begin, span.begin};
  Span bold = word->span;
  for (; word != document.words.end() && word->bold && word->span.begin < span.end; ++word)
    bold.end = word->span.end;
  return bold;
}

std::size_t end_of_bold(const Document& document, Span span) {
  const Span bold = bold_beginning(document, span);
  const auto next = word_from(document, bold.end);
  const bool parted = next != document.words.end() && next->span.begin < span.end;
  return !bold.empty() && parted ? bold.end : span.end;
}

bool is_bold_at(const Document& document, std::size_t offset) {
  const auto word = word_from(document, offset);
  return word != document.words.end() && word->bold && word->span.begin <= offset;
}

}  // namespace muistio
