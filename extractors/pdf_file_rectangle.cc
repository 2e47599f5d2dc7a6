#include "extractors/pdf_file_rectangle.h"

#include <GfxState.h>

#include <algorithm>
#include <cmath>

namespace muistio {

std::optional<Box> upright_rectangle(GfxState* state) {
  constexpr int fewest = 4, most = 5;
  constexpr double same = 0.01;
  const GfxPath* path = state->getPath();
  if (!path || path->getNumSubpaths() != 1) return std::nullopt;
  const GfxSubpath* corners = path->getSubpath(0);
  if (corners->getNumPoints() < fewest || corners->getNumPoints() > most) return std::nullopt;
  Box box{1e9, 1e9, -1e9, -1e9};
  double x_before = 0, y_before = 0;
  for (int i = 0; i < corners->getNumPoints(); ++i) {
    double x = 0, y = 0;
    if (corners->getCurve(i)) return std::nullopt;
    state->transform(corners->getX(i), corners->getY(i), &x, &y);
    const bool upright = std::abs(x - x_before) < same || std::abs(y - y_before) < same;
    if (i > 0 && !upright) return std::nullopt;
    box = {std::min(box.left, x), std::min(box.top, y), std::max(box.right, x),
           std::max(box.bottom, y)};
    x_before = x;
    y_before = y;
  }
  return box;
}

}  // namespace muistio
