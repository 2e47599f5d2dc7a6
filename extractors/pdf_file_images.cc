#include "extractors/pdf_file_images.h"

#include <GfxState.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <Stream.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <utility>
#include <vector>

#include "extractors/image_scaling.h"
#include "extractors/pdf_file_rectangle.h"

namespace muistio {
namespace {

constexpr unsigned char white = 255;

// Points of the picture, half-open.
struct Area {
  int left = 0, top = 0, right = 0, bottom = 0;
  int width() const { return right - left; }
  int height() const { return bottom - top; }
};

// Where an image stands on the picture, and how it is turned.
struct Placement {
  Area area;
  bool turned = false;        // Its rows run down or up.
  bool columns_back = false;  // Its first column is the right or lower one.
  bool rows_back = false;     // Its first row is the lower or right one.
  int columns() const { return turned ? area.height() : area.width(); }
  int rows() const { return turned ? area.width() : area.height(); }
};

Area area_of(double x, double y, double other_x, double other_y) {
  const auto point = [](double place) {
    constexpr double far = 1e8;
    return static_cast<int>(std::lround(std::clamp(place, -far, far)));
  };
  Area area{point(std::min(x, other_x)), point(std::min(y, other_y)), point(std::max(x, other_x)),
            point(std::max(y, other_y))};
  area.right = std::max(area.right, area.left + 1);
  area.bottom = std::max(area.bottom, area.top + 1);
  return area;
}

// Absent where it is drawn askew.
std::optional<Placement> placement_of(GfxState* state) {
  constexpr double askew = 1;  // Points of the picture from one end of the image to the other.
  const auto& matrix = state->getCTM();
  if (!std::all_of(&matrix[0], &matrix[0] + 6, [](double part) { return std::isfinite(part); }))
    return std::nullopt;
  const auto is_small = [&](int i) { return std::abs(matrix[i]) < askew; };
  // An image is a square from its lower left corner; y grows downwards here.
  Placement placement;
  placement.area = area_of(matrix[4], matrix[5], matrix[4] + matrix[0] + matrix[2],
                           matrix[5] + matrix[1] + matrix[3]);
  if (is_small(1) && is_small(2)) {
    placement.columns_back = matrix[0] < 0;
    placement.rows_back = matrix[3] > 0;
  } else if (is_small(0) && is_small(3)) {
    placement.turned = true;
    placement.columns_back = matrix[1] < 0;
    placement.rows_back = matrix[2] > 0;
  } else {
    return std::nullopt;
  }
  return placement;
}

struct Shade {
  unsigned char grey = 0, lightest = 0;
};

Shade shade_of(int red, int green, int blue) {
  return {static_cast<unsigned char>((30 * red + 59 * green + 11 * blue + 50) / 100),
          static_cast<unsigned char>(std::max({red, green, blue}))};
}

Shade shade_of(const GfxRGB& colour) {
  return shade_of(colToByte(colour.r), colToByte(colour.g), colToByte(colour.b));
}

// What the samples of an image stand for.
class Samples {
 public:
  // Of one that is painted in one colour where its samples are 0, or else 1.
  explicit Samples(bool inverted) : components_(1), bits_(1), table_(2) {
    table_[inverted ? 1 : 0] = {white, white};
  }

  explicit Samples(GfxImageColorMap& colours)
      : colours_(&colours), components_(colours.getNumPixelComps()), bits_(colours.getBits()) {
    constexpr int most_bits = 8;
    if (components_ == 1) {
      table_.resize(std::size_t{1} << std::min(bits_, most_bits));
      for (std::size_t i = 0; i < table_.size(); ++i) {
        const auto sample = static_cast<unsigned char>(i);
        GfxRGB colour;
        colours.getRGB(&sample, &colour);
        table_[i] = shade_of(colour);
      }
    }
    plain_ = bits_ == most_bits && components_ == 3 && is_of_red_green_and_blue(colours);
  }

  int components() const { return components_; }
  int bits() const { return bits_; }

  bool may_have_colour() const {
    return table_.empty() || std::any_of(table_.begin(), table_.end(), [](const Shade& shade) {
             return shade.grey != shade.lightest;
           });
  }

  // `lightest` may be null.
  void read(unsigned char* samples, int width, unsigned char* grey, unsigned char* lightest) {
    if (!table_.empty()) {
      for (int x = 0; x < width; ++x) grey[x] = shade_at(samples[x]).grey;
      for (int x = 0; lightest && x < width; ++x) lightest[x] = shade_at(samples[x]).lightest;
      return;
    }
    const unsigned char* point = samples;
    if (!plain_) {
      converted_.resize(static_cast<std::size_t>(width) * 3);
      colours_->getRGBLine(samples, converted_.data(), width);
      point = converted_.data();
    }
    for (int x = 0; x < width; ++x, point += 3) {
      const Shade shade = shade_of(point[0], point[1], point[2]);
      grey[x] = shade.grey;
      if (lightest) lightest[x] = shade.lightest;
    }
  }

 private:
  const Shade& shade_at(unsigned char sample) const {
    return table_[std::min<std::size_t>(sample, table_.size() - 1)];
  }

  // A colour profile changes shades by less than the scanner does.
  static bool is_of_red_green_and_blue(GfxImageColorMap& colours) {
    for (int i = 0; i < colours.getNumPixelComps(); ++i) {
      if (colours.getDecodeLow(i) != 0 || colours.getDecodeHigh(i) != 1) return false;
    }
    GfxColorSpace* space = colours.getColorSpace();
    if (space->getMode() == csICCBased)
      space = static_cast<GfxICCBasedColorSpace*>(space)->getAlt();
    return space && (space->getMode() == csDeviceRGB || space->getMode() == csCalRGB);
  }

  GfxImageColorMap* colours_ = nullptr;
  int components_, bits_;
  bool plain_ = false;
  std::vector<Shade> table_;  // Of each sample, where one tells all.
  std::vector<unsigned char> converted_;
};

// The page as far as it is painted.
class Canvas {
 public:
  explicit Canvas(Picture empty) : picture_(std::move(empty)) {
    picture_.grey.assign(
        static_cast<std::size_t>(picture_.width) * static_cast<std::size_t>(picture_.height),
        white);
  }

  double dpi() const { return picture_.dpi; }
  Area all() const { return {0, 0, picture_.width, picture_.height}; }
  void give_colour() {
    if (picture_.lightest.empty()) picture_.lightest = picture_.grey;
  }
  bool has_colour() const { return !picture_.lightest.empty(); }

  // A row of an image, from its first column on; the lightest shades may be null.
  void put(const Placement& placement, const Area& clip, int row, const unsigned char* grey,
           const unsigned char* lightest) {
    put_into(picture_.grey, placement, clip, row, [&](unsigned char, int i) { return grey[i]; });
    if (!has_colour()) return;
    put_into(picture_.lightest, placement, clip, row,
             [&](unsigned char, int i) { return lightest ? lightest[i] : grey[i]; });
  }

  // A row of a mask, of what is to be painted as much as it says.
  void paint(const Placement& placement, const Area& clip, int row, const unsigned char* mask,
             const Shade& shade) {
    const auto mixed = [&](unsigned char below, unsigned char above, int i) {
      const int sum = above * mask[i] + below * (white - mask[i]);
      return static_cast<unsigned char>((sum + white / 2) / white);
    };
    put_into(picture_.grey, placement, clip, row,
             [&](unsigned char below, int i) { return mixed(below, shade.grey, i); });
    if (!has_colour()) return;
    put_into(picture_.lightest, placement, clip, row,
             [&](unsigned char below, int i) { return mixed(below, shade.lightest, i); });
  }

  Picture take() { return std::move(picture_); }

 private:
  template <typename Point>
  void put_into(std::vector<unsigned char>& shades, const Placement& placement, const Area& clip,
                int row, const Point& point) {
    const Area& area = placement.area;
    const int place = placement.rows_back ? placement.rows() - 1 - row : row;
    const int from = placement.turned ? clip.top - area.top : clip.left - area.left;
    const int to = placement.turned ? clip.bottom - area.top : clip.right - area.left;
    const int across = placement.turned ? area.left + place : area.top + place;
    const bool inside = placement.turned ? clip.left <= across && across < clip.right
                                         : clip.top <= across && across < clip.bottom;
    if (!inside) return;
    const int last = placement.columns() - 1;
    for (int i = std::max(from, 0); i < std::min(to, last + 1); ++i) {
      const int x = placement.turned ? across : area.left + i;
      const int y = placement.turned ? area.top + i : across;
      unsigned char& shade =
          shades[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture_.width) +
                 static_cast<std::size_t>(x)];
      shade = point(shade, placement.columns_back ? last - i : i);
    }
  }

  Picture picture_;
};

// Paints images on the canvas as long as nothing else is painted.
class ImagePainter : public OutputDev {
 public:
  ImagePainter(Canvas& canvas, std::size_t most_points)
      : canvas_(canvas), points_left_(most_points) {}

  bool gave_up() const { return gave_up_; }
  bool painted() const { return painted_; }
  bool reduced() const { return reduced_; }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int) override { return true; }

  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                 GfxImageColorMap* colours, bool interpolate, const int* mask_colours,
                 bool is_inline) override {
    if (is_inline)
      return skip([&] {
        OutputDev::drawImage(state, ref, stream, width, height, colours, interpolate, mask_colours,
                             is_inline);
      });
    if (mask_colours || !colours->isOk()) return give_up();
    Samples samples(*colours);
    if (samples.may_have_colour()) canvas_.give_colour();
    paint(state, stream, width, height, samples, nullptr);
  }

  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height,
                     bool inverted, bool interpolate, bool is_inline) override {
    if (is_inline)
      return skip([&] {
        OutputDev::drawImageMask(state, ref, stream, width, height, inverted, interpolate,
                                 is_inline);
      });
    if (state->getFillColorSpace()->getMode() == csPattern) return give_up();
    GfxRGB colour;
    state->getFillRGB(&colour);
    const Shade shade = shade_of(colour);
    if (shade.grey != shade.lightest) canvas_.give_colour();
    Samples samples(inverted);
    paint(state, stream, width, height, samples, &shade);
  }

  void drawMaskedImage(GfxState*, Object*, Stream*, int, int, GfxImageColorMap*, bool, Stream*, int,
                       int, bool, bool) override {
    give_up();
  }
  void drawSoftMaskedImage(GfxState*, Object*, Stream*, int, int, GfxImageColorMap*, bool, Stream*,
                           int, int, GfxImageColorMap*, bool) override {
    give_up();
  }
  void setSoftMaskFromImageMask(GfxState*, Object*, Stream*, int, int, bool, bool,
                                double*) override {
    give_up();
  }
  void setSoftMask(GfxState*, const double*, bool, Function*, GfxColor*) override { give_up(); }
  void beginTransparencyGroup(GfxState*, const double*, GfxColorSpace*, bool, bool, bool) override {
    give_up();
  }

  void drawChar(GfxState* state, double, double, double, double, double, double, CharCode, int,
                const Unicode* letters, int count) override {
    constexpr int not_to_be_seen = 3;  // The text rendering mode of PDF.
    const bool is_space = letters && count == 1 && (letters[0] == ' ' || letters[0] == 0xA0);
    if (state->getRender() != not_to_be_seen && !is_space) give_up();
  }

  void stroke(GfxState*) override { give_up(); }
  void fill(GfxState* state) override { fill_with(state); }
  void eoFill(GfxState* state) override { fill_with(state); }
  bool tilingPatternFill(GfxState*, Gfx*, Catalog*, GfxTilingPattern*, const double*, int, int, int,
                         int, double, double) override {
    give_up();
    return true;
  }
  bool functionShadedFill(GfxState*, GfxFunctionShading*) override { return give_up_filling(); }
  bool axialShadedFill(GfxState*, GfxAxialShading*, double, double) override {
    return give_up_filling();
  }
  bool radialShadedFill(GfxState*, GfxRadialShading*, double, double) override {
    return give_up_filling();
  }
  bool gouraudTriangleShadedFill(GfxState*, GfxGouraudTriangleShading*) override {
    return give_up_filling();
  }
  bool patchMeshShadedFill(GfxState*, GfxPatchMeshShading*) override { return give_up_filling(); }

  void clip(GfxState* state) override { clip_to(state); }
  void eoClip(GfxState* state) override { clip_to(state); }
  void clipToStrokePath(GfxState*) override { give_up(); }

 private:
  void give_up() { gave_up_ = true; }
  bool give_up_filling() {
    give_up();
    return true;
  }

  // Poppler goes on reading after the bytes of an image that stands among the operators.
  template <typename Read>
  void skip(const Read& read) {
    give_up();
    read();
  }

  // White on the white page is nothing.
  void fill_with(GfxState* state) {
    GfxRGB colour;
    state->getFillRGB(&colour);
    if (painted_ || shade_of(colour).grey < white || !is_plain(state)) give_up();
  }

  void clip_to(GfxState* state) {
    if (!upright_rectangle(state)) give_up();
  }

  static bool is_plain(GfxState* state) {
    return state->getFillOpacity() >= 1 && state->getBlendMode() == gfxBlendNormal &&
           !state->getTransfer()[0];
  }

  Area visible(GfxState* state) const {
    double left = 0, top = 0, right = 0, bottom = 0;
    state->getClipBBox(&left, &top, &right, &bottom);
    const Area clip = area_of(left, top, right, bottom), all = canvas_.all();
    return {std::max(clip.left, all.left), std::max(clip.top, all.top),
            std::min(clip.right, all.right), std::min(clip.bottom, all.bottom)};
  }

  // False where the image is too large.
  bool take_points(int width, int height) {
    constexpr int longest_side = 50'000;
    constexpr std::size_t for_each_image = 10'000;
    if (width <= 0 || height <= 0 || width > longest_side || height > longest_side) return false;
    const std::size_t points =
        static_cast<std::size_t>(width) * static_cast<std::size_t>(height) + for_each_image;
    if (points > points_left_) return false;
    points_left_ -= points;
    return true;
  }

  // In `shade` where the image is a mask.
  void paint(GfxState* state, Stream* stream, int width, int height, Samples& samples,
             const Shade* shade) {
    if (gave_up_) return;
    constexpr int most_larger = 8, most_smaller = 64;
    const auto placement = placement_of(state);
    if (!placement || !is_plain(state)) return give_up();
    const int columns = placement->columns(), rows = placement->rows();
    if (!take_points(width, height) || !take_points(columns, rows)) return give_up();
    // A very small image that fills the page is no scan.
    if (columns / most_larger > width || rows / most_larger > height ||
        width / most_smaller > columns || height / most_smaller > rows) {
      return give_up();
    }
    constexpr double hardly = 0.9;
    painted_ = true;
    reduced_ |= columns < hardly * width;
    const Mixing across(width, columns), down(height, rows);
    ImageStream image(stream, width, samples.components(), samples.bits());
    image.reset();
    const bool colour = canvas_.has_colour() && !shade;
    RowScaler grey(across, down, width), lightest(across, down, colour ? width : 0);
    const auto length = static_cast<std::size_t>(columns);
    std::vector<unsigned char> grey_row(length), lightest_row(colour ? length : 0);
    const Area clip = visible(state);
    int row = 0;
    for (int y = 0; y < height && row < rows; ++y) {
      unsigned char* const line = image.getLine();
      if (!line) return give_up();
      unsigned char* const to = grey.next_row();
      samples.read(line, width, to, colour ? lightest.next_row() : nullptr);
      for (; row < rows && down.firsts[static_cast<std::size_t>(row)] + down.count <= y + 1;
           ++row) {
        grey.mix(row, grey_row.data());
        if (colour) lightest.mix(row, lightest_row.data());
        if (shade)
          canvas_.paint(*placement, clip, row, grey_row.data(), *shade);
        else
          canvas_.put(*placement, clip, row, grey_row.data(),
                      colour ? lightest_row.data() : nullptr);
      }
    }
    image.close();
  }

  Canvas& canvas_;
  std::size_t points_left_;
  bool gave_up_ = false, painted_ = false, reduced_ = false;
};

}  // namespace

std::optional<Picture> picture_of_images(PDFDoc& document, int page, Picture empty,
                                         std::size_t most_points) {
  Canvas canvas(std::move(empty));
  ImagePainter painter(canvas, most_points);
  const auto gave_up = [](void* painting) {
    return static_cast<ImagePainter*>(painting)->gave_up();
  };
  const double dpi = canvas.dpi();
  constexpr bool media_box = false, crop = true, printing = false;
  document.displayPageSlice(&painter, page, dpi, dpi, 0, media_box, crop, printing, -1, -1, -1, -1,
                            gave_up, &painter);
  if (painter.gave_up()) return std::nullopt;
  Picture picture = canvas.take();
  picture.unreduced = painter.painted() && !painter.reduced();
  return picture;
}

}  // namespace muistio
