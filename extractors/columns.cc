#include "extractors/columns.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

namespace muistio {
namespace {

// Lines [first, last) stand in two columns, the second of which begins at x.
struct Gutter {
  std::size_t first = 0, last = 0;
  double x = 0;
};

constexpr double least_gutter = 5;  // Points.
constexpr std::size_t fewest_lines = 4;

bool is_left_of(const Fragment& fragment, double x) {
  return fragment.box.right <= x - least_gutter;
}
bool is_right_of(const Fragment& fragment, double x) {
  return fragment.box.left >= x - 2.5;
}

bool is_clear(const PrintLine& line, double x) {
  return std::all_of(line.fragments.begin(), line.fragments.end(), [&](const Fragment& fragment) {
    return is_left_of(fragment, x) || is_right_of(fragment, x);
  });
}

PrintLine part_of(const PrintLine& line, double x, bool right) {
  PrintLine part;
  for (const Fragment& fragment : line.fragments) {
    if (is_right_of(fragment, x) != right) continue;
    part.box = united(part.box, fragment.box);
    part.fragments.push_back(fragment);
  }
  return part;
}

std::vector<PrintLine> side_of(const std::vector<PrintLine>& lines, const Gutter& gutter,
                               bool right) {
  std::vector<PrintLine> side;
  for (std::size_t i = gutter.first; i < gutter.last; ++i) {
    PrintLine part = part_of(lines[i], gutter.x, right);
    if (!part.fragments.empty()) side.push_back(std::move(part));
  }
  return side;
}

// Running text fills its lines: most of them reach the column's right edge, and hold some
// words. Names in a list and cells of a table do not.
bool is_running_text(const std::vector<PrintLine>& lines) {
  if (lines.size() < fewest_lines) return false;
  Box all;
  std::size_t words = 0, whole = 0;
  double heights = 0;
  for (const PrintLine& line : lines) {
    all = united(all, line.box);
    whole += line.fragments.size() == 1;
    heights += line.box.height();
    for (const Fragment& fragment : line.fragments) words += fragment.words.size();
  }
  const auto count = static_cast<double>(lines.size());
  const auto full = std::count_if(lines.begin(), lines.end(), [&](const PrintLine& line) {
    return line.box.right >= all.left + 0.8 * all.width();
  });
  return static_cast<double>(words) >= 3.2 * count && static_cast<double>(whole) >= 0.8 * count &&
         static_cast<double>(full) >= 0.5 * count && all.width() >= 9 * heights / count;
}

// The tops of the lines that stand apart from the line above.
std::vector<double> paragraph_tops(const std::vector<PrintLine>& lines) {
  std::vector<double> pitches, tops;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    pitches.push_back(lines[i].box.bottom - lines[i - 1].box.bottom);
  }
  std::vector<double> sorted = pitches;
  std::sort(sorted.begin(), sorted.end());
  const double usual = sorted[sorted.size() / 3];
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (pitches[i - 1] > 1.25 * usual) tops.push_back(lines[i].box.top);
  }
  return tops;
}

// In a table of long cells the cells of a row begin side by side.
bool begin_side_by_side(const std::vector<PrintLine>& left, const std::vector<PrintLine>& right) {
  const std::vector<double> one = paragraph_tops(left), other = paragraph_tops(right);
  if (one.empty() || other.empty()) return false;
  const auto paired = std::count_if(one.begin(), one.end(), [&](double top) {
    return std::any_of(other.begin(), other.end(),
                       [&](double beside) { return std::abs(beside - top) < 2; });
  });
  const std::size_t fewer = std::min(one.size(), other.size());
  return fewer >= 2 && static_cast<std::size_t>(paired) * 10 >= fewer * 7;
}

bool holds_columns(const std::vector<PrintLine>& lines, const Gutter& gutter) {
  const std::vector<PrintLine> left = side_of(lines, gutter, false);
  const std::vector<PrintLine> right = side_of(lines, gutter, true);
  return is_running_text(left) && is_running_text(right) && !begin_side_by_side(left, right);
}

// Where second fragments begin, commonest first.
std::vector<double> candidates(const std::vector<PrintLine>& lines) {
  struct Edge {
    double x = 0;
    std::size_t count = 0;
  };
  std::vector<Edge> edges;
  for (const PrintLine& line : lines) {
    for (std::size_t f = 1; f < line.fragments.size(); ++f) {
      const double x = line.fragments[f].box.left;
      const auto known = std::find_if(edges.begin(), edges.end(),
                                      [&](const Edge& edge) { return std::abs(edge.x - x) < 2; });
      if (known == edges.end()) {
        edges.push_back({x, 1});
      } else {
        ++known->count;
      }
    }
  }
  constexpr std::size_t most = 4;
  std::erase_if(edges, [](const Edge& edge) { return edge.count < fewest_lines - 1; });
  std::stable_sort(edges.begin(), edges.end(),
                   [](const Edge& one, const Edge& other) { return one.count > other.count; });
  std::vector<double> xs;
  for (const Edge& edge : edges) {
    if (xs.size() < most) xs.push_back(edge.x);
  }
  std::sort(xs.begin(), xs.end());
  return xs;
}

// The run of clear lines that begins at `first`, without lines at its end that stand apart
// and on one side only.
Gutter run_from(const std::vector<PrintLine>& lines, std::size_t first, double x) {
  Gutter run{first, first, x};
  while (run.last < lines.size() && is_clear(lines[run.last], x)) ++run.last;
  while (run.last > run.first + 1) {
    const PrintLine& last = lines[run.last - 1];
    const bool two_sided =
        is_left_of(last.fragments.front(), x) && is_right_of(last.fragments.back(), x);
    const double gap = last.box.top - lines[run.last - 2].box.bottom;
    if (two_sided || gap < last.box.height()) break;
    --run.last;
  }
  return run;
}

std::optional<Gutter> find_gutter(const std::vector<PrintLine>& lines) {
  for (const double x : candidates(lines)) {
    for (std::size_t first = 0; first < lines.size();) {
      if (!is_clear(lines[first], x)) {
        ++first;
        continue;
      }
      const Gutter run = run_from(lines, first, x);
      if (run.last - run.first >= fewest_lines && holds_columns(lines, run)) return run;
      while (first < lines.size() && is_clear(lines[first], x)) ++first;
    }
  }
  return std::nullopt;
}

using Lines = std::vector<PrintLine>;

void add_zones(std::vector<ReadingZone>& zones, Lines lines, bool is_column, int depth) {
  constexpr int deepest = 6;
  if (lines.empty()) return;
  const auto gutter = depth < deepest ? find_gutter(lines) : std::nullopt;
  if (!gutter) {
    zones.push_back({std::move(lines), is_column});
    return;
  }
  const auto at = [&](std::size_t i) { return lines.begin() + static_cast<std::ptrdiff_t>(i); };
  add_zones(zones, Lines(lines.begin(), at(gutter->first)), is_column, depth + 1);
  zones.push_back({side_of(lines, *gutter, false), true});
  add_zones(zones, side_of(lines, *gutter, true), true, depth + 1);
  add_zones(zones, Lines(at(gutter->last), lines.end()), is_column, depth + 1);
}

}  // namespace

std::vector<ReadingZone> reading_zones(std::vector<PrintLine> lines) {
  std::vector<ReadingZone> zones;
  add_zones(zones, std::move(lines), false, 0);
  return zones;
}

}  // namespace muistio
