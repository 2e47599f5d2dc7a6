#include "extractors/ocr_fills.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "extractors/ocr_pix.h"
#include "extractors/ocr_print.h"

namespace muistio {
namespace {

// Lengths in inches.
constexpr double widest_stroke = 0.06, least_width = 0.4, least_height = 0.1;
constexpr double rule_below = 0.18;  // So far a rule goes on below the field.
constexpr double edge = 0.02;

constexpr double darkest_paper = 0.72;  // Of the shade of the paper: what is darker is a field.
constexpr double least_fullness = 0.6;  // Bold capitals on paper have 0.45 at most.
constexpr int contrast = 40;            // From the field to its print.
constexpr double most_print = 0.4, least_print = 0.005;  // Of the field.
constexpr int rule_darkness = 18;

struct Field {
  int left = 0, top = 0, right = 0, bottom = 0;
};

int shade_at(Pix* picture, int x, int y) {
  const l_uint32* const row =
      pixGetData(picture) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(picture);
  return GET_DATA_BYTE(row, x);
}

void set_shade(Pix* picture, int x, int y, int shade) {
  l_uint32* const row = pixGetData(picture) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(picture);
  SET_DATA_BYTE(row, x, shade);
}

class Shades {
 public:
  Shades(Pix* picture, const Field& field) {
    for (int y = field.top; y < field.bottom; ++y) {
      for (int x = field.left; x < field.right; ++x, ++all_)
        ++counts_[static_cast<std::size_t>(shade_at(picture, x, y))];
    }
  }

  int median() const {
    std::size_t below = 0;
    for (std::size_t shade = 0; shade < counts_.size(); ++shade) {
      below += counts_[shade];
      if (2 * below >= all_) return static_cast<int>(shade);
    }
    return 255;
  }

  // Shares of the points.
  double lighter_than(int shade) const { return share(shade + 1, 256); }
  double darker_than(int shade) const { return share(0, shade); }

 private:
  double share(int from, int to) const {
    std::size_t count = 0;
    for (int shade = std::max(from, 0); shade < std::min(to, 256); ++shade)
      count += counts_[static_cast<std::size_t>(shade)];
    return all_ == 0 ? 0 : static_cast<double>(count) / static_cast<double>(all_);
  }

  std::array<std::size_t, 256> counts_{};
  std::size_t all_ = 0;
};

class FillTurner {
 public:
  FillTurner(Pix* picture, double dpi) : picture_(picture), dpi_(dpi) {
    constexpr int step = 4;
    l_uint32 middle = 0;
    if (pixGetRankValue(picture, step, 0.5F, &middle) == 0) paper_ = static_cast<int>(middle);
  }

  void turn() {
    for (const Field& field : fields()) {
      const Shades shades(picture_, field);
      const int fill = shades.median();
      const double light = shades.lighter_than(fill + contrast);
      if (light < least_print || light > most_print ||
          shades.darker_than(fill - contrast) * 2 > light) {
        continue;
      }
      const std::vector<int> rules = rules_through(field, fill);
      turn(field, fill);
      if (!rules.empty()) draw_frame(field);
      for (const int x : rules) draw({x, field.top, x + pixels(edge) / 2, field.bottom});
    }
  }

 private:
  int pixels(double inches) const { return std::max(2, static_cast<int>(inches * dpi_ + 0.5)); }

  // False where the picture surely has none: a look at it in a quarter of its size.
  bool may_have_fields(Pix* dark) const {
    constexpr int half_of_four = 2, smaller = 4;
    constexpr double least = 0.9 * least_fullness;
    const PixPointer small(pixReduceRankBinaryCascade(dark, half_of_four, half_of_four, 0, 0));
    if (!small) return true;
    const int stroke = pixels(widest_stroke) / smaller + 1;
    const PixPointer closed(pixCloseSafeBrick(nullptr, small.get(), stroke, stroke));
    const PixPointer solid(closed ? pixOpenBrick(nullptr, closed.get(),
                                                 pixels(least_width) / smaller - 2,
                                                 pixels(least_height) / smaller - 1)
                                  : nullptr);
    const BoxaPointer boxes(solid ? pixConnComp(solid.get(), nullptr, 4) : nullptr);
    for (int i = 0; boxes && i < boxaGetCount(boxes.get()); ++i) {
      const std::unique_ptr<Box, void (*)(Box*)> box(boxaGetBox(boxes.get(), i, L_CLONE),
                                                     [](Box* owned) { boxDestroy(&owned); });
      int count = 0;
      const double area = static_cast<double>(box->w) * box->h;
      if (pixCountPixelsInRect(small.get(), box.get(), &count, nullptr) == 0 &&
          count >= least * area) {
        return true;
      }
    }
    return !boxes;
  }

  std::vector<Field> fields() const {
    std::vector<Field> fields;
    const int darkest = static_cast<int>(darkest_paper * paper_);
    const PixPointer dark = print_of(picture_, darkest);
    if (!dark || !may_have_fields(dark.get())) return fields;
    const int stroke = pixels(widest_stroke);
    const PixPointer closed(pixCloseSafeCompBrick(nullptr, dark.get(), stroke, stroke));
    const PixPointer solid(
        closed ? pixOpenCompBrick(nullptr, closed.get(), pixels(least_width), pixels(least_height))
               : nullptr);
    const BoxaPointer boxes(solid ? pixConnComp(solid.get(), nullptr, 4) : nullptr);
    const int count = boxes ? boxaGetCount(boxes.get()) : 0;
    for (int i = 0; i < count; ++i) {
      int left = 0, top = 0, width = 0, height = 0;
      boxaGetBoxGeometry(boxes.get(), i, &left, &top, &width, &height);
      const Field field{left, top, left + width, top + height};
      if (Shades(picture_, field).darker_than(darkest) >= least_fullness) fields.push_back(field);
    }
    return fields;
  }

  // The middles of the rules that run down from the foot of the field, where no print is in
  // their way.
  std::vector<int> rules_through(const Field& field, int fill) const {
    std::vector<int> rules;
    const int top = field.bottom + pixels(edge);
    const int bottom = std::min(pixGetHeight(picture_), top + pixels(rule_below));
    if (bottom <= top) return rules;
    // The rows of a table may be shaded, too.
    const int ground = Shades(picture_, {field.left, top, field.right, bottom}).median();
    int first = -1;
    for (int x = field.left + pixels(edge); x < field.right - pixels(edge); ++x) {
      const bool rule =
          Shades(picture_, {x, top, x + 1, bottom}).darker_than(ground - rule_darkness) > 0.9;
      if (rule && first < 0) first = x;
      if (rule || first < 0) continue;
      const int middle = (first + x) / 2;
      const bool thin = x - first <= pixels(edge) * 2;
      const Field through{middle, field.top, middle + 1, field.bottom};
      if (thin && Shades(picture_, through).lighter_than(fill + contrast) < 0.1)
        rules.push_back(middle);
      first = -1;
    }
    return rules;
  }

  void turn(const Field& field, int fill) {
    std::array<int, 256> turned{};
    for (int shade = 0; shade < 256; ++shade) {
      const int lighter = std::max(0, shade - fill);
      turned[static_cast<std::size_t>(shade)] = 255 - lighter * 255 / std::max(1, 255 - fill);
    }
    for (int y = field.top; y < field.bottom; ++y) {
      for (int x = field.left; x < field.right; ++x)
        set_shade(picture_, x, y, turned[static_cast<std::size_t>(shade_at(picture_, x, y))]);
    }
  }

  void draw(const Field& line) {
    pixRasterop(picture_, line.left, line.top, line.right - line.left, line.bottom - line.top,
                PIX_CLR, nullptr, 0, 0);
  }

  void draw_frame(const Field& field) {
    const int thickness = pixels(edge) / 2;
    draw({field.left, field.top, field.right, field.top + thickness});
    draw({field.left, field.bottom - thickness, field.right, field.bottom});
    draw({field.left, field.top, field.left + thickness, field.bottom});
    draw({field.right - thickness, field.top, field.right, field.bottom});
  }

  Pix* picture_;
  double dpi_;
  int paper_ = 255;
};

}  // namespace

void turn_dark_fills(Pix* picture, double dpi) {
  if (picture && pixGetDepth(picture) == 8) FillTurner(picture, dpi).turn();
}

}  // namespace muistio
