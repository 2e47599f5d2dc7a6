#include "extractors/column_finder.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "extractors/column_text.h"
#include "extractors/line_ends.h"

namespace muistio {
namespace {

// True where text stands on both sides of x at the height of the line.
bool is_two_sided(const std::vector<LineSides>& all, std::size_t i) {
  const auto& line = all[i];
  if (line.both()) return true;
  const bool left = !line.left.fragments.empty();
  const Box& box = left ? line.left.box : line.right.box;
  for (const std::size_t other : {i - 2, i - 1, i + 1, i + 2}) {
    if (other >= all.size()) continue;
    const PrintLine& beside = left ? all[other].right : all[other].left;
    if (beside.fragments.empty()) continue;
    const double apart = std::max(beside.box.top - box.bottom, box.top - beside.box.bottom);
    if (apart < 0.3 * box.height()) return true;
  }
  return false;
}

// From the foot of the first column to the head of the second, which is drawn after all of it.
bool goes_on_in_second(const PageWords& page, const TwoColumns& columns) {
  if (columns.left.size() < 2 || !goes_on(page, columns.right) || !is_prose(page, columns.left))
    return false;
  std::uint32_t last_left = 0;
  for (const PrintLine& line : columns.left) {
    if (line.fragments.size() > 1) return false;
    last_left = std::max(last_left, drawn_at(page, line.fragments.front()));
  }
  const Fragment& foot = columns.left.back().fragments.front();
  return last_left > 0 && !ends_sentence(last_word(page, foot)) &&
         last_left < drawn_at(page, columns.right.front().fragments.front());
}

// The parts of one line, each to the end of its column.
void add(TwoColumns& columns, LineSides line) {
  if (!line.left.fragments.empty()) columns.left.push_back(std::move(line.left));
  if (!line.right.fragments.empty()) columns.right.push_back(std::move(line.right));
}

}  // namespace

std::optional<TwoColumns> ColumnFinder::find() const {
  for (const double x : candidates()) {
    for (std::size_t first = 0; first < lines_.size(); ++first) {
      if (!opens_columns(first, x) || is_row_of_table_above(first)) continue;
      TwoColumns columns = run_from(first, x);
      const bool rows = columns.drawing.kind == Drawing::Kind::rows;
      const std::size_t end = rows ? first + columns.drawing.lines : columns.last;
      trim_head(columns, x);
      if (rule_.are_columns(columns)) return at_own_edge(std::move(columns));
      first = std::max(first, end - 1);
    }
  }
  return std::nullopt;
}

std::optional<TwoColumns> ColumnFinder::find_rest_at_top() const {
  constexpr std::size_t most = 5, most_drawn = 12;
  constexpr double indent = 45;  // Of the lines of a list.
  for (const double x : known_) {
    TwoColumns columns = lines_at_top(x, most_drawn + 1);
    const bool both_go_on =
        columns.last <= most && goes_on(page_, columns.left) && goes_on(page_, columns.right);
    const bool one_goes_on = columns.last <= most_drawn && goes_on_in_second(page_, columns);
    if ((both_go_on || one_goes_on) && columns.right.front().box.left - x < indent) {
      return columns;
    }
  }
  return std::nullopt;
}

// Those that stand close to each other, and nothing across the gutter.
TwoColumns ColumnFinder::lines_at_top(double x, std::size_t most) const {
  TwoColumns columns{0, 0, {}, {}, x};
  for (std::size_t& i = columns.last; i < std::min(lines_.size(), most); ++i) {
    if (i > 0 && gap_before(i) > 0.7 * lines_[i].box.height()) break;
    auto sides = sides_of(page_, lines_[i], x);
    if (!sides) break;
    add(columns, std::move(*sides));
  }
  return columns;
}

// Where many fragments begin, well to the right of the leftmost; from left to right.
std::vector<double> ColumnFinder::candidates() const {
  struct Edge {
    double x = 0;
    std::size_t count = 0;
  };
  constexpr double least_column = 60;
  const double left = left_edge(lines_);
  std::vector<Edge> edges;
  for (const PrintLine& line : lines_) {
    for (const Fragment& fragment : line.fragments) {
      const double x = fragment.box.left;
      if (x < left + least_column) continue;
      const auto known = std::find_if(edges.begin(), edges.end(),
                                      [&](const Edge& edge) { return std::abs(edge.x - x) < 1.5; });
      if (known == edges.end()) {
        edges.push_back({x, 1});
      } else {
        ++known->count;
      }
    }
  }
  constexpr std::size_t most = 8;
  std::erase_if(edges, [&](const Edge& edge) {
    return edge.count < fewest_lines_of_column - 1 && !begins_second_half(page_, edge.x);
  });
  std::stable_sort(edges.begin(), edges.end(),
                   [](const Edge& one, const Edge& other) { return one.count > other.count; });
  if (edges.size() > most) edges.resize(most);
  std::sort(edges.begin(), edges.end(),
            [](const Edge& one, const Edge& other) { return one.x < other.x; });
  std::vector<double> xs;
  for (const Edge& edge : edges) xs.push_back(edge.x);
  xs.insert(xs.begin(), known_.begin(), known_.end());
  return xs;
}

// Both columns begin at the same height, or nearly; the second may begin with an indent.
bool ColumnFinder::opens_columns(std::size_t i, double x) const {
  constexpr double indent = 30;
  auto sides = sides_of(page_, lines_[i], x);
  if (!sides) return false;
  if (!sides->both() && i + 1 < lines_.size() &&
      lines_[i + 1].box.top - lines_[i].box.top < lines_[i].box.height()) {
    auto next = sides_of(page_, lines_[i + 1], x);
    if (!next) return false;
    if (sides->left.fragments.empty()) sides->left = std::move(next->left);
    if (sides->right.fragments.empty()) sides->right = std::move(next->right);
  }
  return sides->both() && sides->right.box.left - x < indent;
}

// Three cells or more that begin where those of the line above do. The marks of the last
// column may stand where a column of text begins below.
bool ColumnFinder::is_row_of_table_above(std::size_t i) const {
  constexpr std::size_t enough = 3;
  if (i == 0 || lines_[i].fragments.size() < enough) return false;
  const std::vector<Fragment>& above = lines_[i - 1].fragments;
  const auto same = std::count_if(
      lines_[i].fragments.begin(), lines_[i].fragments.end(), [&](const Fragment& cell) {
        return std::any_of(above.begin(), above.end(), [&](const Fragment& other) {
          return std::abs(other.box.left - cell.box.left) < 1;
        });
      });
  return static_cast<std::size_t>(same) >= enough;
}

// From the first line on until something stands across, without one-sided lines at the end
// that stand apart.
TwoColumns ColumnFinder::run_from(std::size_t first, double x) const {
  TwoColumns columns{first, first, {}, {}, x};
  std::vector<LineSides> all;
  for (std::size_t i = first; i < lines_.size(); ++i) {
    auto sides = sides_of(page_, lines_[i], x);
    if (!sides) break;
    const bool indented_far = !sides->right.fragments.empty() && sides->right.box.left > x + 45;
    if (indented_far) break;
    all.push_back(std::move(*sides));
  }
  const Drawing drawing = drawing_of(page_, all);
  columns.drawing = drawing;
  const bool drawn = drawing.kind == Drawing::Kind::columns;
  if (drawn) all.resize(drawing.lines);
  std::size_t two_sided = all.size();
  while (two_sided > 0 && !is_two_sided(all, two_sided - 1)) --two_sided;
  if (drawn) two_sided = all.size();
  columns.last = first + std::max<std::size_t>(two_sided, 1);
  if (two_sided == 0) return columns;
  while (columns.last < first + all.size() &&
         gap_before(columns.last) < 0.9 * lines_[columns.last].box.height()) {
    ++columns.last;
  }
  for (std::size_t i = first; i < columns.last; ++i) {
    add(columns, std::move(all[i - first]));
  }
  columns.is_table = has_inner_column(columns.left) || has_inner_column(columns.right);
  columns.left = rejoined(page_, columns.left, drawn);
  columns.right = rejoined(page_, columns.right, drawn);
  return columns;
}

// Marks of a table above may stand a little to the left of the second column, where some lines of
// the first reach: the column's own edge tells more. Headings side by side on top of the columns
// make them look less like text, and one column may begin higher; the drawing tells that each
// belongs to its column.
TwoColumns ColumnFinder::at_own_edge(TwoColumns columns) const {
  const double x = left_edge(columns.right);
  if (TwoColumns own = run_from(columns.first, x);
      own.last > columns.last && rule_.are_columns(own)) {
    columns = std::move(own);
  }
  columns.x = x;
  for (std::size_t i = columns.first; i > 0 && sides_of(page_, lines_[i - 1], x); --i) {
    if (!opens_columns(i - 1, x)) continue;
    TwoColumns more = run_from(i - 1, x);
    if (more.drawing.kind != Drawing::Kind::columns || more.last < columns.last) break;
    columns = std::move(more);
  }
  return columns;
}

// A list or table in two columns above the text is not part of it: lines at the head that
// end early on both sides, with space across both columns below them.
void ColumnFinder::trim_head(TwoColumns& columns, double x) const {
  if (columns.drawing.kind == Drawing::Kind::columns) return;
  std::optional<TwoColumns> rest;
  const std::size_t end = columns.last;
  for (std::size_t i = columns.first + 2; i < end; ++i) {
    if (gap_before(i) < 0.6 * lines_[i].box.height()) continue;
    if (!is_list_above(columns.left, i) || !is_list_above(columns.right, i)) break;
    if (!opens_columns(i, x)) continue;
    TwoColumns below = run_from(i, x);
    if (!rule_.are_columns(below)) continue;
    rest = std::move(below);
    if (rest->drawing.kind == Drawing::Kind::columns) break;
  }
  if (rest) columns = std::move(*rest);
}

// True where nearly all of the column's lines above the line at `i` were ended.
bool ColumnFinder::is_list_above(const std::vector<PrintLine>& column, std::size_t i) const {
  const double right = right_edge(column), until = lines_[i].box.top;
  std::size_t asked = 0, ended = 0;
  for (std::size_t l = 1; l < column.size() && column[l].box.top < until; ++l) {
    const bool whole = column[l - 1].fragments.size() == 1;
    ++asked;
    ended += !whole ||
             was_ended(page_, column[l - 1].fragments.front(), column[l].fragments.front(), right);
  }
  return ended * 10 >= asked * 8;
}

}  // namespace muistio
