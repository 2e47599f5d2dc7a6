// The piece of a text around what was found in it, to be shown to a person.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.h"

namespace muistio {

// Characters of a text that answer to one word of a query.
struct Mark {
  Span span;
  std::size_t word = 0;  // Which of the query's words.
};

// Text in one line, with "…" where it was cut; the marks lie in it, in order.
struct Snippet {
  std::string text;
  std::vector<Span> marks;
};

// About `length` bytes of the text, cut at words, where most of the query's words stand
// together. `marks` are in order; without any the text's beginning is shown.
Snippet snippet_of(std::string_view text, const std::vector<Mark>& marks, std::size_t length);

}  // namespace muistio
