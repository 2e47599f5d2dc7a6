#include "extractors/table_columns.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace muistio {
namespace {

void add_to_columns(TableColumns& columns, const Fragment& fragment) {
  std::size_t touched = 0, count = 0;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (overlap(columns[c], fragment.box) <= 0) continue;
    touched = c;
    ++count;
  }
  if (count == 0) {
    const auto at = std::find_if(columns.begin(), columns.end(), [&](const TableColumn& column) {
      return column.left > fragment.box.left;
    });
    columns.insert(at, {fragment.box.left, fragment.box.right});
  } else if (count == 1) {
    columns[touched].left = std::min(columns[touched].left, fragment.box.left);
    columns[touched].right = std::max(columns[touched].right, fragment.box.right);
  }
}

// The word of the fragment that begins the column: it stands at the column's left edge, or
// the gap before it is wide and lies over the gutter. 0 where there is none.
std::size_t word_at_column(const PageWords& page, const Fragment& fragment,
                           const TableColumn& before, const TableColumn& column) {
  for (std::size_t w = 1; w < fragment.words.size(); ++w) {
    const Box& left = page.words[fragment.words[w - 1]].box;
    const Box& right = page.words[fragment.words[w]].box;
    const double gap = right.left - left.right, height = fragment.box.height();
    const double from_edge = std::abs(right.left - column.left);
    const bool at_edge =
        (from_edge < 2 && gap > 0.3 * height) || (from_edge < 0.7 && gap > 0.12 * height);
    const bool over_gutter =
        gap > 0.5 * height && left.right < column.left + 1 && right.left > before.right - 1;
    if (at_edge || over_gutter) return w;
  }
  return 0;
}

}  // namespace

TableColumns columns_of(std::vector<const PrintLine*> lines) {
  std::stable_sort(lines.begin(), lines.end(), [](const auto* one, const auto* other) {
    return one->fragments.size() > other->fragments.size();
  });
  TableColumns columns;
  for (const PrintLine* line : lines) {
    for (const Fragment& fragment : line->fragments) add_to_columns(columns, fragment);
  }
  return columns;
}

TableColumns columns_of(const std::vector<PrintLine>& lines) {
  std::vector<const PrintLine*> pointers;
  for (const PrintLine& line : lines) pointers.push_back(&line);
  return columns_of(std::move(pointers));
}

std::vector<Fragment> cut_at_columns(const PageWords& page, const Fragment& fragment,
                                     const TableColumns& columns) {
  std::vector<Fragment> parts{fragment};
  for (std::size_t c = 1; c < columns.size(); ++c) {
    const Fragment& rest = parts.back();
    if (overlap(columns[c - 1], rest.box) <= 0 || overlap(columns[c], rest.box) <= 0) continue;
    const std::size_t w = word_at_column(page, rest, columns[c - 1], columns[c]);
    if (w == 0) continue;
    const auto middle = rest.words.begin() + static_cast<std::ptrdiff_t>(w);
    Fragment left = make_fragment(page, {rest.words.begin(), middle});
    Fragment right = make_fragment(page, {middle, rest.words.end()});
    parts.back() = std::move(left);
    parts.push_back(std::move(right));
  }
  return parts;
}

PrintLine cut_at_columns(const PageWords& page, const PrintLine& line,
                         const TableColumns& columns) {
  PrintLine cut{{}, line.box};
  for (const Fragment& fragment : line.fragments) {
    for (Fragment& part : cut_at_columns(page, fragment, columns)) {
      cut.fragments.push_back(std::move(part));
    }
  }
  return cut;
}

int column_at(const TableColumns& columns, const Box& box) {
  int best = 0;
  double most = -1e9;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const double shared = overlap(columns[c], box);
    if (shared > 0 && std::abs(columns[c].left - box.left) < 2) return static_cast<int>(c);
    if (shared > most + 0.5) {
      most = shared;
      best = static_cast<int>(c);
    }
  }
  return best;
}

}  // namespace muistio
