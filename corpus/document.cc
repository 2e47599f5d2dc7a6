#include "corpus/document.h"

#include <algorithm>

namespace muistio {
namespace {

bool is_nothing(const Box& box) {
  return box.width() <= 0 && box.height() <= 0;
}

// Index of the last of `parts` (in the order of their spans) that begins at or before the
// offset.
template <typename Part>
std::optional<std::size_t> part_at(const std::vector<Part>& parts, std::size_t offset) {
  if (parts.empty()) return std::nullopt;
  const auto after =
      std::upper_bound(parts.begin(), parts.end(), offset,
                       [](std::size_t value, const Part& part) { return value < part.span.begin; });
  if (after == parts.begin()) return 0;
  return static_cast<std::size_t>(after - parts.begin()) - 1;
}

}  // namespace

Box united(const Box& one, const Box& other) {
  if (is_nothing(one)) return other;
  if (is_nothing(other)) return one;
  return {std::min(one.left, other.left), std::min(one.top, other.top),
          std::max(one.right, other.right), std::max(one.bottom, other.bottom)};
}

std::vector<Place> places_of(const Document& document, Span span) {
  std::vector<Place> places;
  const auto first = line_at(document, span.begin);
  if (!first) return places;
  for (std::size_t i = *first; i < document.lines.size(); ++i) {
    const Line& line = document.lines[i];
    if (line.span.begin >= span.end) break;
    Place place{line.page, {}};
    for (std::size_t w = line.words.first; w < line.words.last; ++w) {
      const Word& word = document.words[w];
      if (word.span.overlaps(span)) place.box = united(place.box, word.box);
    }
    if (!is_nothing(place.box)) places.push_back(place);
  }
  return places;
}

std::optional<std::size_t> line_at(const Document& document, std::size_t offset) {
  return part_at(document.lines, offset);
}

std::optional<std::size_t> row_at(const Document& document, std::size_t offset) {
  return part_at(document.rows, offset);
}

std::optional<std::size_t> block_at(const Document& document, std::size_t offset) {
  return part_at(document.blocks, offset);
}

std::vector<Cell> cells_of(const Document& document, const Row& row) {
  std::vector<Cell> cells;
  for (std::size_t i = row.lines.first; i < row.lines.last; ++i) {
    const Line& line = document.lines[i];
    if (!cells.empty() && cells.back().column == line.cell) {
      cells.back().span.end = line.span.end;
      cells.back().lines.last = i + 1;
    } else {
      cells.push_back({line.cell, line.span, {i, i + 1}});
    }
  }
  return cells;
}

}  // namespace muistio
