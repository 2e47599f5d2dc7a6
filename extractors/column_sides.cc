#include "extractors/column_sides.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace muistio {
namespace {

constexpr double least_gutter = 5;  // Points.
constexpr double edge_give = 2.5;   // How far from a column's edge its lines may begin.

// The index of the fragment's first word beyond the gutter before x; 0 where a word stands in
// the gutter.
std::size_t word_at(const PageWords& page, const Fragment& fragment, double x) {
  for (std::size_t w = 1; w < fragment.words.size(); ++w) {
    const Box& before = page.words[fragment.words[w - 1]].box;
    const Box& word = page.words[fragment.words[w]].box;
    if (word.left >= x - edge_give) return before.right <= x - least_gutter ? w : 0;
  }
  return 0;
}

bool is_left_of(const Fragment& fragment, double x) {
  return fragment.box.right <= x - least_gutter;
}
bool is_right_of(const Fragment& fragment, double x) {
  return fragment.box.left >= x - edge_give;
}

void add(PrintLine& line, Fragment fragment) {
  line.box = united(line.box, fragment.box);
  line.fragments.push_back(std::move(fragment));
}

}  // namespace

std::optional<LineSides> sides_of(const PageWords& page, const PrintLine& line, double x) {
  LineSides sides;
  for (const Fragment& fragment : line.fragments) {
    if (is_left_of(fragment, x)) {
      add(sides.left, fragment);
    } else if (is_right_of(fragment, x)) {
      add(sides.right, fragment);
    } else if (const std::size_t w = word_at(page, fragment, x); w > 0) {
      const auto middle = fragment.words.begin() + static_cast<std::ptrdiff_t>(w);
      add(sides.left, make_fragment(page, {fragment.words.begin(), middle}));
      add(sides.right, make_fragment(page, {middle, fragment.words.end()}));
    } else {
      return std::nullopt;
    }
  }
  return sides;
}

Drawing drawing_of(const PageWords& page, const std::vector<LineSides>& all) {
  std::vector<DrawnPlace> places;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const PrintLine* side : {&all[i].left, &all[i].right}) {
      for (const Fragment& fragment : side->fragments) {
        places.push_back({drawn_at(page, fragment), i, side == &all[i].right});
      }
    }
  }
  return drawing_of(std::move(places));
}

bool begins_at_one_of(const std::vector<double>& known, double x) {
  return std::any_of(known.begin(), known.end(),
                     [&](double one) { return std::abs(one - x) < edge_give; });
}

}  // namespace muistio
