#include "extractors/table_joins.h"

#include <algorithm>

#include "extractors/drawing_order.h"
#include "extractors/line_ends.h"

namespace muistio {
namespace {

// A piece of a cell, and when it is drawn.
struct DrawnCell {
  std::uint32_t drawn = 0;
  int column = 0;
  std::size_t line = 0;
  double bottom = 0;
};

// Empty where that is not known of most. A number that stands in many places may have been drawn
// at any of them; the other cells of its row tell enough.
std::vector<DrawnCell> drawn_cells(const PageWords& page, const std::vector<TableLine>& lines) {
  std::vector<DrawnCell> cells;
  std::size_t unknown = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (const LaidLine& cell : lines[i].cells) {
      const std::uint32_t drawn = drawn_at(page, cell.fragment);
      if (drawn == 0)
        ++unknown;
      else
        cells.push_back({drawn, cell.cell, i, cell.fragment.box.bottom});
    }
  }
  if (unknown > cells.size() / 3) return {};
  std::sort(cells.begin(), cells.end(),
            [](const DrawnCell& one, const DrawnCell& other) { return one.drawn < other.drawn; });
  return cells;
}

// Lines of a cell that stand as close as those known to be of one row are of one row too.
void join_at_pitch(const std::vector<DrawnCell>& cells, std::vector<Joined>& joined) {
  const auto goes_down = [&](std::size_t c) {
    return cells[c].column == cells[c - 1].column && cells[c].line > cells[c - 1].line;
  };
  double widest = 0;
  for (std::size_t c = 1; c < cells.size(); ++c) {
    if (!goes_down(c) || joined[cells[c].line] != Joined::to_row_above) continue;
    widest = std::max(widest, cells[c].bottom - cells[c - 1].bottom);
  }
  for (std::size_t c = 1; c < cells.size(); ++c) {
    Joined& line = joined[cells[c].line];
    const double pitch = cells[c].bottom - cells[c - 1].bottom;
    if (goes_down(c) && line == Joined::unknown && pitch < 1.03 * widest) {
      line = Joined::to_row_above;
    }
  }
}

// Labels drawn in a text box of their own, the values in another: then the drawing comes to the
// next column but once, and the first one does not read on from line to line as one cell would.
bool is_drawn_by_columns(const PageWords& page, const std::vector<TableLine>& lines,
                         const std::vector<DrawnCell>& cells) {
  for (std::size_t c = 1; c < cells.size(); ++c) {
    if (cells[c].column < cells[c - 1].column) return false;
  }
  for (std::size_t c = 1; c < cells.size() && cells[c].column == cells[0].column; ++c) {
    if (cells[c].line == cells[c - 1].line) continue;
    const Fragment& label = lines[cells[c].line].cells.front().fragment;
    if (cells[c].line > cells[c - 1].line + 1) return true;
    if (!starts_lower(page.words[label.words.front()].text)) return true;
  }
  return false;
}

}  // namespace

int ruled_row(const PageWords& page, const PrintLine& line) {
  int row = 0;
  for (const Fragment& fragment : line.fragments) {
    for (const std::uint32_t i : fragment.words) {
      if (page.words[i].ruled_row == 0) return 0;
      row = std::max(row, page.words[i].ruled_row);
    }
  }
  return row;
}

std::vector<Joined> joined_by_rules(const PageWords& page, const std::vector<PrintLine>& lines) {
  std::vector<Joined> joined(lines.size(), Joined::unknown);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const int row = ruled_row(page, lines[i]), row_above = ruled_row(page, lines[i - 1]);
    if (row == 0 || row_above == 0) continue;
    joined[i] = row > row_above ? Joined::to_none : Joined::to_row_above;
  }
  return joined;
}

std::vector<Joined> joined_by_drawing(const PageWords& page, const std::vector<TableLine>& lines) {
  std::vector<Joined> joined(lines.size(), Joined::unknown);
  const std::vector<DrawnCell> cells = drawn_cells(page, lines);
  if (is_drawn_by_columns(page, lines, cells)) return joined;
  std::size_t last_line = 0;
  for (std::size_t first = 0, end = 0; first < cells.size(); first = end) {
    end = first + 1;
    std::size_t top = cells[first].line, bottom = top;
    while (end < cells.size() && cells[end].column >= cells[end - 1].column) {
      top = std::min(top, cells[end].line);
      bottom = std::max(bottom, cells[end].line);
      ++end;
    }
    if (first > 0 && top <= last_line) return std::vector<Joined>(lines.size(), Joined::unknown);
    if (first > 0) joined[top] = Joined::to_none;
    last_line = bottom;
    std::size_t highest_later = lines.size();
    for (std::size_t c = end; c-- > first;) {
      if (cells[c].line > highest_later) joined[cells[c].line] = Joined::to_row_above;
      highest_later = std::min(highest_later, cells[c].line);
    }
  }
  const bool whole_cells = std::count(joined.begin(), joined.end(), Joined::to_row_above) > 0;
  if (!whole_cells) return std::vector<Joined>(lines.size(), Joined::unknown);
  join_at_pitch(cells, joined);
  return joined;
}

}  // namespace muistio
