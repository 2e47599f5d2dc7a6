#include "extractors/columns.h"

#include <cstddef>
#include <utility>

#include "extractors/column_finder.h"

namespace muistio {
namespace {

using Lines = std::vector<PrintLine>;

// No person reads a page like this, and looking for its columns and tables would take long.
bool is_crowded(const Lines& lines) {
  constexpr std::size_t most_lines = 1000, most_fragments = 5000;
  std::size_t fragments = 0;
  for (const PrintLine& line : lines) fragments += line.fragments.size();
  return lines.size() > most_lines || fragments > most_fragments;
}

}  // namespace

std::vector<ReadingZone> ZoneFinder::zones_of(const PageWords& page, Lines lines) {
  std::vector<ReadingZone> zones;
  if (is_crowded(lines)) {
    for (PrintLine& line : lines) line.fragments = {joined(page, line.fragments)};
    zones.push_back({std::move(lines), false});
    return zones;
  }
  add_zones(page, zones, std::move(lines), false, 0);
  return zones;
}

void ZoneFinder::add_zones(const PageWords& page, std::vector<ReadingZone>& zones, Lines lines,
                           bool is_column, int depth) {
  constexpr int deepest = 6;
  constexpr std::size_t most_known = 4;
  if (lines.empty()) return;
  const ColumnFinder finder(page, lines, column_edges_, language_);
  auto columns = depth < deepest ? finder.find() : std::nullopt;
  if (depth == 0 && (!columns || columns->first > 0)) {
    if (auto rest = finder.find_rest_at_top()) columns = std::move(rest);
  }
  if (!columns) {
    zones.push_back({std::move(lines), is_column});
    return;
  }
  if (!begins_at_one_of(column_edges_, columns->x) && column_edges_.size() < most_known) {
    column_edges_.push_back(columns->x);
  }
  const auto at = [&](std::size_t i) { return lines.begin() + static_cast<std::ptrdiff_t>(i); };
  add_zones(page, zones, Lines(lines.begin(), at(columns->first)), is_column, depth + 1);
  zones.push_back({std::move(columns->left), true});
  add_zones(page, zones, std::move(columns->right), true, depth + 1);
  add_zones(page, zones, Lines(at(columns->last), lines.end()), is_column, depth + 1);
}

}  // namespace muistio
