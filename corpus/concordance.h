// A concordance (keyword in context): every place where a query's words stand, one line
// each, with what stands before and after.
#pragma once

#include <string>
#include <vector>

#include "corpus/search.h"

namespace muistio {

struct ConcordanceLine {
  MemoName memo;
  int page = 1;
  Span span;  // Of the keyword, in the memo's text.
  // In one line each; before and after have at most `width` characters.
  std::string before, keyword, after;
};

enum class ConcordanceOrder {
  rank,    // as the hits came
  before,  // by the words before, the nearest first
  after,   // by the words after
};

// For hits of HitUnit::page and ::memo.
Result<std::vector<ConcordanceLine>> concordance(Corpus& corpus, const std::vector<Hit>& hits,
                                                 std::size_t width, ConcordanceOrder order);

}  // namespace muistio
