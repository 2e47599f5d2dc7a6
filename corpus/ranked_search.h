// The best pages for words joined by and, or, not: from the blocks of ranked_blocks.h, and from
// the full-text index for what they do not hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/database.h"
#include "corpus/result.h"

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

struct RankedPage {
  std::int64_t page;  // Row of table page.
  double score;
};

struct RankedPages {
  std::vector<RankedPage> best;  // As many as were wanted; the best first, then by page.
  std::size_t total = 0;
};

// Every page is scored exactly: BM25 with the frequency of each word in the whole corpus.
// Absent where the corpus has no blocks yet.
Result<std::optional<RankedPages>> find_ranked_pages(Database& database, const TextNode& query,
                                                     std::size_t wanted);

}  // namespace muistio
