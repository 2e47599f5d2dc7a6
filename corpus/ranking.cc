#include "corpus/ranking.h"

#include <algorithm>
#include <cmath>

namespace muistio {
namespace {

// Of BM25: how soon more places stop counting, and how much the length of a text counts.
constexpr double saturation = 1.2, length_share = 0.75;
// A text much shorter than the mean is no better than one of this part of it. It also
// bounds what an unknown length may do to a score.
constexpr double least_length = 0.5;
constexpr std::size_t most_looks = 4000;

}  // namespace

double rarity(double rows, double rows_with_word) {
  return std::log(1 + (std::max(rows - rows_with_word, 0.0) + 0.5) / (rows_with_word + 0.5));
}

double saturated(double places, double relative_length) {
  const double length = std::max(least_length, relative_length);
  const double steadiness = saturation * (1 - length_share + length_share * length);
  return places * (saturation + 1) / (places + steadiness);
}

double BestRows::sum(double length) const {
  double sum = 0;
  for (std::size_t i = 0; i < words_.size(); ++i)
    sum += words_[i].weight * saturated(places_[i], length);
  return sum;
}

std::optional<double> BestRows::score(const MatchRow& row) {
  if (mean_words_ == 0) mean_words_ = row.mean_words();
  places_.assign(words_.size(), 0);
  const int phrases = row.phrases();
  int phrase = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const int end = std::min(phrases, phrase + words_[i].phrases);
    for (; phrase < end; ++phrase)
      if (words_[i].weight > 0) places_[i] += row.weighted_places(phrase, columns_);
  }
  const bool full = best_.size() >= wanted_;
  const bool may_look = !full || looks_ < most_looks;
  const double most = sum(may_look ? least_length : 1);
  if (full && (best_.empty() || most <= best_.top())) return std::nullopt;
  if (may_look) ++looks_;
  const double score = may_look ? sum(row.words() / mean_words_) : most;
  if (full && score <= best_.top()) return std::nullopt;
  best_.push(score);
  if (full) best_.pop();
  return score;
}

}  // namespace muistio
