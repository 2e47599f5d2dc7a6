// Upright rectangles among the paths that a page draws. In poppler's own classes.
#pragma once

#include <optional>

#include "corpus/document.h"

class GfxState;

namespace muistio {

// The path in hand, in points of the page as it is shown, where it is one such rectangle.
std::optional<Box> upright_rectangle(GfxState* state);

}  // namespace muistio
