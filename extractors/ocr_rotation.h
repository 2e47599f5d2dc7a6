// Turns a picture by a small angle.
#pragma once

#include "extractors/ocr_pix.h"

namespace muistio {

// The picture of eight bits turned clockwise about its middle, as large as it was; what comes in is
// white. Point for point what pixRotate gives by area, in about half of its time. Null where there
// is no room for it.
PixPointer rotated(Pix* grey, float radians);

}  // namespace muistio
