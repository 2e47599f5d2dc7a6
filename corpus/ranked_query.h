// What is asked of the text of pages: words joined by and, or, not.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace muistio {

// A way in which a word may stand in a page.
struct WordForm {
  std::string word;        // As ranked_word has it; empty: it has none.
  std::string expression;  // The same for page_index.
};

// A way in which words may stand one after the other in a page.
struct PhraseSpelling {
  std::string expression;    // For page_index, in any of its columns.
  bool in_surface, in_base;  // In which of them it counts.
};

// What is asked of the text of a page.
struct TextNode {
  enum class Kind {
    word,    // one of the forms
    phrase,  // one of the spellings
    text,    // what the expression matches; only the full-text index knows
    all,     // every child that is not unwanted, and none that is
    any,     // one child or more
  };

  Kind kind = Kind::all;
  std::vector<TextNode> children;
  bool is_unwanted = false;
  std::vector<WordForm> forms;            // Of `word`.
  std::vector<PhraseSpelling> spellings;  // Of `phrase`.
  std::string expression;                 // Of `text`.
};

// Neither all nor any of others.
inline bool is_leaf(const TextNode& node) {
  return node.kind != TextNode::Kind::all && node.kind != TextNode::Kind::any;
}

// A page that answers.
struct RankedPage {
  std::int64_t page;  // Row of table page.
  double score;
};

}  // namespace muistio
