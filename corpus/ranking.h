// Which rows of a full-text match are the best: BM25, looked at only as closely as the best
// rows need.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <queue>
#include <vector>

#include "corpus/database.h"

namespace muistio {

// Something a query asks for: a word or a phrase, with all the ways in which it may be
// written in the MATCH expression.
struct RankedWord {
  int phrases = 1;    // How many phrases of the expression are it, one after the other.
  double weight = 1;  // The rarer, the more; 0: it does not count.
};

// How much a place counts in each column of the full-text table.
using ColumnWeights = std::array<double, 4>;

// The parts of BM25. How rare a word is that so many of all rows have.
double rarity(double rows, double rows_with_word);

// What places of such a weight are worth in a row of such a length, compared with the mean.
double saturated(double places, double relative_length);

// Scores the rows of one run of a statement, and gives no score to rows that are certainly
// not among the `wanted` best of those it has seen: most rows need no look at their length.
// Where thousands of rows would need one, those after them are taken to be of mean length:
// so it is with the commonest words, which tell rows apart by little.
class BestRows : public MatchScorer {
 public:
  BestRows(std::vector<RankedWord> words, const ColumnWeights& columns, std::size_t wanted)
      : words_(std::move(words)), columns_(columns), wanted_(wanted) {}

  std::optional<double> score(const MatchRow& row) override;

 private:
  double sum(double length) const;

  std::vector<RankedWord> words_;
  ColumnWeights columns_;
  std::size_t wanted_;
  std::size_t looks_ = 0;       // At the lengths of rows.
  double mean_words_ = 0;       // 0 before the first row.
  std::vector<double> places_;  // Of each word in the current row.
  std::priority_queue<double, std::vector<double>, std::greater<>> best_;  // Worst on top.
};

}  // namespace muistio
