#include "extractors/ocr_straightening.h"

#include <cmath>
#include <utility>

#include "extractors/ocr_direction.h"
#include "extractors/ocr_engines.h"
#include "extractors/ocr_print.h"
#include "extractors/ocr_rotation.h"

namespace muistio {
namespace {

// Skew below this is left alone: straightening blurs more than it mends.
constexpr double least_skew = 0.15;  // Degrees.

constexpr int darkest_paper = 160;

}  // namespace

Straightened straightened(PixPointer pix) {
  const PixPointer binary = print_of(pix.get(), darkest_paper);
  float angle = 0, confidence = 0;
  if (!binary || pixFindSkew(binary.get(), &angle, &confidence) != 0 || confidence < 3 ||
      std::abs(angle) < least_skew) {
    return {std::move(pix)};
  }
  const double radians = angle * M_PI / 180;
  PixPointer turned = rotated(pix.get(), static_cast<float>(radians));
  if (!turned) return {std::move(pix)};
  return {std::move(turned), radians};
}

int turns_to_upright(Pix* pix) {
  tesseract::TessBaseAPI* engine = orientation_engine();
  if (!engine) return 0;
  engine->SetImage(pix);
  int degrees = 0;
  float confidence = 0, script_confidence = 0;
  const char* script = nullptr;
  if (!engine->DetectOrientationScript(&degrees, &confidence, &script, &script_confidence)) {
    return 0;
  }
  return confidence < 1 ? 0 : (4 - degrees / 90 % 4) % 4;
}

void turn(Straightened& read, int turns) {
  PixPointer turned(turns == 0 ? nullptr : pixRotateOrth(read.pix.get(), turns));
  if (!turned) return;
  read.pix = std::move(turned);
  read.quarter_turns = (read.quarter_turns + turns) % 4;
}

void turn_upright(Straightened& read) {
  if (const auto turns = turns_by_letters(read.pix.get())) {
    turn(read, *turns);
  } else if (lies_sideways(read.pix.get())) {
    turn(read, turns_to_upright(read.pix.get()));
  }
}

}  // namespace muistio
