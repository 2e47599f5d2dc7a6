#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "extractors/layout.h"
#include "extractors/line_ends.h"

namespace muistio {
namespace {

int height_key(double height) {
  return static_cast<int>(std::lround(height * 2));
}

double median(std::vector<double> values, double otherwise) {
  if (values.empty()) return otherwise;
  const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), half, values.end());
  return *half;
}

// The value that most others are near; the smallest of equals. Sorts.
double commonest(std::vector<double>& values, double near) {
  std::sort(values.begin(), values.end());
  double best = values.front();
  std::size_t most = 0;
  for (std::size_t first = 0, last = 0; first < values.size(); ++first) {
    while (last < values.size() && values[last] - values[first] <= near) ++last;
    if (last - first > most) {
      most = last - first;
      best = values[first + (last - first) / 2];
    }
  }
  return best;
}

// Where justified lines end, which may be far from the margin: the edge of many of the lines,
// which hardly any pass. From the greatest to the least.
std::optional<double> justified_right(const std::vector<double>& rights) {
  constexpr double same = 1;
  constexpr std::size_t fewest = 6;
  for (std::size_t i = 0; i <= rights.size() / 10 && i < rights.size(); ++i) {
    std::size_t full = 0;
    while (i + full < rights.size() && rights[i] - rights[i + full] < same) ++full;
    if (full >= fewest && full * 10 >= rights.size() * 4) return rights[i];
  }
  return std::nullopt;
}

// Where full lines end, told by the right ends of lines: the rightmost edge that a good
// share of them end near. Where there is none, the lines are short, and the longest of them
// or a margin as wide as the left one must do.
double full_right(std::vector<double> rights, double mirrored) {
  constexpr double near = 14;
  const std::size_t enough = std::max<std::size_t>(3, rights.size() / 7);
  std::sort(rights.begin(), rights.end(), std::greater<>());
  if (const auto justified = justified_right(rights)) return *justified;
  for (std::size_t i = 0; i + enough <= rights.size(); ++i) {
    const double edge = rights[i];
    if (edge - rights[i + enough - 1] <= near && edge > 0.6 * mirrored) return edge;
  }
  const auto longest = std::find_if(rights.begin(), rights.end(),
                                    [&](double right) { return right < mirrored + near; });
  const bool long_enough = longest != rights.end() && *longest > 0.85 * mirrored;
  return long_enough ? *longest : mirrored;
}

}  // namespace

double TypeMeasure::pitch_of(double line_height) const {
  const int key = height_key(line_height);
  for (const int near : {key, key - 1, key + 1}) {
    if (const auto found = pitches.find(near); found != pitches.end()) return found->second;
  }
  double ratio = 1.25;
  if (!pitches.empty()) {
    const auto nearest =
        std::min_element(pitches.begin(), pitches.end(), [&](const auto& one, const auto& other) {
          return std::abs(one.first - key) < std::abs(other.first - key);
        });
    ratio = std::clamp(nearest->second / (nearest->first / 2.0), 1.0, 1.6);
  }
  return ratio * line_height;
}

namespace {

// The right ends of the lines that are neither in a column nor a row of cells.
void add_rights(const ReadPage& page, std::vector<double>& rights) {
  for (const ReadingZone& zone : page.zones) {
    if (zone.is_column) continue;
    for (const PrintLine& line : zone.lines) {
      if (line.fragments.size() == 1) rights.push_back(line.box.right);
    }
  }
}

// From each line of the zone that its margin ended to the next.
void add_pitches(const PageWords& page, const ReadingZone& zone, double right,
                 std::map<int, std::vector<double>>& pitches) {
  for (std::size_t i = 1; i < zone.lines.size(); ++i) {
    const PrintLine& above = zone.lines[i - 1];
    const PrintLine& below = zone.lines[i];
    const double height = above.box.height(), pitch = below.box.bottom - above.box.bottom;
    const bool alike = above.fragments.size() == 1 && below.fragments.size() == 1 &&
                       std::abs(below.box.height() - height) < 0.04 * height;
    if (!alike || pitch < 0.7 * height || pitch > 2.2 * height) continue;
    if (was_ended(page, above.fragments.front(), below.fragments.front(), right)) continue;
    pitches[height_key(height)].push_back(pitch);
  }
}

}  // namespace

TypeMeasure measure_type(const std::vector<ReadPage>& pages) {
  TypeMeasure measure;
  std::vector<double> heights, rights;
  double left = 1e9, width = 0;
  for (const ReadPage& page : pages) {
    width = std::max(width, page.words.width);
    add_rights(page, rights);
    for (const PrintLine& line : page.lines) {
      std::size_t words = 0;
      for (const Fragment& fragment : line.fragments) words += fragment.words.size();
      heights.insert(heights.end(), words, line.box.height());
      left = std::min(left, line.box.left);
    }
  }
  measure.height = std::max(median(heights, 12), 1.0);
  measure.left = heights.empty() ? 0 : left;
  measure.right = full_right(std::move(rights), width - measure.left);
  std::map<int, std::vector<double>> pitches;
  for (const ReadPage& page : pages) {
    for (const ReadingZone& zone : page.zones) {
      add_pitches(page.words, zone, measure.right_of(page, zone), pitches);
    }
  }
  for (auto& [key, values] : pitches) measure.pitches[key] = commonest(values, 0.4);
  return measure;
}

double TypeMeasure::right_of(const ReadPage& page, const ReadingZone& zone) const {
  if (zone.is_column) {
    double edge = 0;
    for (const PrintLine& line : zone.lines) edge = std::max(edge, line.box.right);
    return edge;
  }
  constexpr std::size_t enough = 10;
  std::vector<double> rights;
  add_rights(page, rights);
  if (rights.size() < enough) return right;
  const double own = full_right(std::move(rights), right);
  return own > 0.9 * right ? own : right;
}

}  // namespace muistio
