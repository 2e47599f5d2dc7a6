#include "extractors/column_text.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "extractors/line_ends.h"

namespace muistio {
namespace {

using Lines = std::vector<PrintLine>;

double widest_gap(const PrintLine& line) {
  double widest = 0;
  for (std::size_t f = 1; f < line.fragments.size(); ++f) {
    widest = std::max(widest, line.fragments[f].box.left - line.fragments[f - 1].box.right);
  }
  return widest;
}

// Where the lines of a column end as many others do, though a word too long for it may reach
// farther; else where the longest ends.
double common_right_edge(const Lines& lines) {
  constexpr double same = 1.5;
  const std::size_t enough = std::max<std::size_t>(3, lines.size() / 3);
  std::vector<double> rights;
  for (const PrintLine& line : lines) rights.push_back(line.box.right);
  std::sort(rights.begin(), rights.end(), std::greater<>());
  for (std::size_t i = 0; i + enough <= rights.size(); ++i) {
    if (rights[i] - rights[i + enough - 1] < same) return rights[i];
  }
  return rights.front();
}

// Half of the lines or more end at the same edge.
bool is_justified(const Lines& lines, double right) {
  const auto full = std::count_if(lines.begin(), lines.end(), [&](const PrintLine& line) {
    return right - line.box.right < 1.5;
  });
  return static_cast<std::size_t>(full) * 2 >= lines.size();
}

// The tops of the lines that stand apart from the line above.
std::vector<double> paragraph_tops(const Lines& lines) {
  std::vector<double> pitches, tops;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    pitches.push_back(lines[i].box.bottom - lines[i - 1].box.bottom);
  }
  std::vector<double> sorted = pitches;
  std::sort(sorted.begin(), sorted.end());
  const double usual = sorted.empty() ? 0 : sorted[sorted.size() / 3];
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (pitches[i - 1] > 1.06 * usual) tops.push_back(lines[i].box.top);
  }
  return tops;
}

}  // namespace

double right_edge(const Lines& lines) {
  double edge = 0;
  for (const PrintLine& line : lines) edge = std::max(edge, line.box.right);
  return edge;
}

double left_edge(const Lines& lines) {
  double edge = lines.front().box.left;
  for (const PrintLine& line : lines) edge = std::min(edge, line.box.left);
  return edge;
}

bool has_inner_column(const Lines& lines) {
  std::vector<double> lefts;
  const double right = common_right_edge(lines);
  for (const PrintLine& line : lines) {
    for (std::size_t f = 1; f < line.fragments.size(); ++f) {
      const Box& box = line.fragments[f].box;
      if (std::abs(right - box.right) > 1.5) lefts.push_back(box.left);
    }
  }
  const std::size_t enough = lines.size() < 8 ? 2 : std::max<std::size_t>(3, lines.size() / 6);
  return std::any_of(lefts.begin(), lefts.end(), [&](double left) {
    const auto near = std::count_if(lefts.begin(), lefts.end(),
                                    [&](double other) { return std::abs(other - left) < 0.5; });
    return static_cast<std::size_t>(near) >= enough;
  });
}

Lines rejoined(const PageWords& page, const Lines& lines, bool is_surely_column) {
  if (lines.empty()) return lines;
  const double left = left_edge(lines), right = common_right_edge(lines);
  const bool justified = is_surely_column || is_justified(lines, right);
  Lines whole;
  for (const PrintLine& line : lines) {
    const double height = line.box.height();
    const bool mark = last_word(page, line.fragments.back()).size() < 2 &&
                      line.fragments.back().words.size() == 1;
    const bool full =
        justified && std::abs(right - line.box.right) < 1.5 && line.box.left - left < 3 * height;
    const bool close = widest_gap(line) < 3 * height;
    Fragment all = joined(page, line.fragments);
    if (line.fragments.size() < 2 || mark || !(full || close || is_stretched(page, all.words))) {
      whole.push_back(line);
    } else {
      const Box box = all.box;
      whole.push_back({{std::move(all)}, box});
    }
  }
  return whole;
}

bool is_running_text(const PageWords& page, const Lines& lines, std::size_t fewest) {
  if (lines.size() < fewest) return false;
  const double right = right_edge(lines);
  Box all;
  std::size_t words = 0, whole = 0, turned = 0, lower = 0;
  double heights = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    all = united(all, lines[i].box);
    whole += lines[i].fragments.size() == 1;
    heights += lines[i].box.height();
    for (const Fragment& fragment : lines[i].fragments) words += fragment.words.size();
    lower += starts_lower(first_word(page, lines[i].fragments.front()));
    if (i == 0 || lines[i - 1].fragments.size() > 1) continue;
    turned += !was_ended(page, lines[i - 1].fragments.front(), lines[i].fragments.front(), right);
  }
  const auto count = static_cast<double>(lines.size());
  return static_cast<double>(words) >= 1.5 * count && static_cast<double>(whole) >= 0.8 * count &&
         static_cast<double>(turned) >= (fewest < fewest_lines_of_column ? 0.3 : 0.45) * count &&
         static_cast<double>(lower) >= 0.25 * count && all.width() >= 9 * heights / count;
}

bool is_prose(const PageWords& page, const Lines& lines) {
  std::size_t lower = 0, words = 0;
  for (const PrintLine& line : lines) {
    lower += starts_lower(first_word(page, line.fragments.front()));
    for (const Fragment& fragment : line.fragments) words += fragment.words.size();
  }
  return lines.size() > 1 && lower * 5 >= lines.size() && words * 2 >= lines.size() * 3;
}

bool goes_on(const PageWords& page, const Lines& column) {
  return !column.empty() && starts_lower(first_word(page, column.front().fragments.front())) &&
         std::all_of(column.begin(), column.end(),
                     [](const PrintLine& line) { return line.fragments.size() == 1; });
}

bool begin_side_by_side(const Lines& left, const Lines& right) {
  const std::vector<double> one = paragraph_tops(left), other = paragraph_tops(right);
  if (one.empty() || other.empty()) return false;
  const auto paired = std::count_if(one.begin(), one.end(), [&](double top) {
    return std::any_of(other.begin(), other.end(),
                       [&](double beside) { return std::abs(beside - top) < 2; });
  });
  const std::size_t fewer = std::min(one.size(), other.size());
  return fewer >= 2 && static_cast<std::size_t>(paired) * 10 >= fewer * 7;
}

}  // namespace muistio
