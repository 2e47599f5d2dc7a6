#include "extractors/spreads.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

namespace muistio {
namespace {

// A sheet is wider than high, and a text layer has two pages on it only where it is large: a
// small one is as likely a table or a page in columns.
constexpr double least_shape = 1.25, most_shape = 1.7;
constexpr double least_width = 1000;  // Points; A3 has 1191.

// Two margins stand about the fold, and the fold near the middle. Shares of the width.
constexpr double fold_from = 0.475, fold_to = 0.525, least_margins = 0.045;

// A page holds at least so many lines, and some of them run over much of it. The page on the
// right may be the last one and nearly empty, where it begins as far from the fold as the left
// one from the edge.
constexpr std::size_t fewest_lines = 6, fewest_long = 2, fewest_last_lines = 2;
constexpr double long_line = 0.4;     // Of half the width.
constexpr double same_margin = 0.02;  // Of the width.

bool has_shape_of_spread(const PageWords& page) {
  if (page.height <= 0 || page.width <= 0) return false;
  const double shape = page.width / page.height;
  const bool large = page.source == PageSource::ocr || page.width >= least_width;
  return large && shape >= least_shape && shape <= most_shape;
}

double middle_of(const Box& box) {
  return (box.left + box.right) / 2;
}

// Where the sheet is folded: in a wide band without print in its middle.
std::optional<double> fold_of(const PageWords& page) {
  std::vector<std::pair<double, double>> across;
  for (const PageWord& word : page.words) across.emplace_back(word.box.left, word.box.right);
  std::sort(across.begin(), across.end());
  double end = 0;
  for (const auto& [left, right] : across) {
    const bool in_middle = left > fold_from * page.width && end < fold_to * page.width;
    if (in_middle && left - end >= least_margins * page.width)
      return std::clamp(page.width / 2, end, left);
    end = std::max(end, right);
  }
  return std::nullopt;
}

// What stands on one half of the sheet.
struct Half {
  std::size_t lines = 0, long_lines = 0;
  double left = 0;  // Of the outermost word.

  bool is_full() const { return lines >= fewest_lines && long_lines >= fewest_long; }
};

Half half_of(const PageWords& page, double from, double to) {
  std::vector<const Box*> boxes;
  for (const PageWord& word : page.words) {
    const double x = middle_of(word.box);
    if (x >= from && x < to) boxes.push_back(&word.box);
  }
  std::sort(boxes.begin(), boxes.end(),
            [](const Box* one, const Box* other) { return one->bottom < other->bottom; });
  Half half{0, 0, to};
  for (auto box = boxes.begin(); box != boxes.end();) {
    double left = (*box)->left, right = (*box)->right;
    const double below = (*box)->bottom + (*box)->height() / 2;
    for (; box != boxes.end() && (*box)->bottom < below; ++box) {
      left = std::min(left, (*box)->left);
      right = std::max(right, (*box)->right);
    }
    half.left = std::min(half.left, left);
    ++half.lines;
    half.long_lines += right - left > long_line * page.width / 2;
  }
  return half;
}

bool are_pages(const PageWords& page, double fold) {
  const Half left = half_of(page, 0, fold), right = half_of(page, fold, page.width);
  if (!left.is_full() || right.is_full()) return left.is_full();
  const double difference = right.left - page.width / 2 - left.left;
  return right.lines >= fewest_last_lines && std::abs(difference) < same_margin * page.width;
}

// Rows of one ruled table on both sides.
bool is_table_across(const PageWords& page, double fold) {
  std::set<int> left;
  for (const PageWord& word : page.words) {
    if (word.ruled_row > 0 && middle_of(word.box) < fold) left.insert(word.ruled_row);
  }
  return std::any_of(page.words.begin(), page.words.end(), [&](const PageWord& word) {
    return middle_of(word.box) >= fold && left.contains(word.ruled_row);
  });
}

}  // namespace

std::vector<PageWords> halves_of_spread(PageWords page) {
  std::vector<PageWords> halves;
  const auto fold = has_shape_of_spread(page) ? fold_of(page) : std::nullopt;
  if (!fold || is_table_across(page, *fold) || !are_pages(page, *fold)) {
    halves.push_back(std::move(page));
    return halves;
  }
  std::vector<PageWord> words = std::exchange(page.words, {});
  halves = {page, std::move(page)};
  for (PageWord& word : words) {
    halves[middle_of(word.box) < *fold ? 0 : 1].words.push_back(std::move(word));
  }
  return halves;
}

}  // namespace muistio
