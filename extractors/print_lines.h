// The words of a page as lines of print: what a ruler laid across the page would touch,
// divided where the gap between two words is wider than the space between words.
#pragma once

#include <cstdint>
#include <vector>

#include "corpus/document.h"
#include "extractors/page_words.h"

namespace muistio {

// Words side by side on one baseline, with no wide gap between them.
struct Fragment {
  std::vector<std::uint32_t> words;  // Indices into PageWords::words, left to right.
  Box box;              // As high as its longest word: bullets and superscripts do not count.
  float font_size = 0;  // Of the longest word.
  bool bold = false;    // All of its letters.
};

// Fragments on one baseline, left to right. They may belong to a line of text, to the cells
// of a table row or to two columns of text.
struct PrintLine {
  std::vector<Fragment> fragments;
  Box box;
};

// Halfway between top and bottom.
inline double middle(const Box& box) {
  return (box.top + box.bottom) / 2;
}

// In points; less than 0 where they overlap.
inline double gap_between(const PrintLine& above, const PrintLine& below) {
  return below.box.top - above.box.bottom;
}

// Top to bottom. Every word is in exactly one fragment.
std::vector<PrintLine> print_lines(const PageWords& page);

// A fragment of the given words, left to right.
Fragment make_fragment(const PageWords& page, std::vector<std::uint32_t> words);

// The fragments of a line joined into one.
Fragment joined(const PageWords& page, const std::vector<Fragment>& fragments);

// True where all words of the line stand equally far from each other: a justified line of
// text with few words.
bool is_stretched(const PageWords& page, const std::vector<std::uint32_t>& words);

// True for what opens a list item: a bullet, a dash, "1.", "2.3", "a)", "(ii)", "§ 5".
bool is_list_marker(std::string_view word);

}  // namespace muistio
