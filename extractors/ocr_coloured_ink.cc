#include "extractors/ocr_coloured_ink.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace muistio {
namespace {

// Lengths in inches.
constexpr double tallest_print = 0.28;  // Of 24 points.
constexpr double least_size = 0.08;     // Smaller pieces are the coloured edges of black print.
constexpr double thickest_pen = 0.035;
constexpr double rule = 0.3;
constexpr double around = 0.15;  // A piece so near to handwriting may be part of it.
constexpr double same_line = 0.03, neighbourhood = 0.6;

// Shades from 0 to 255.
constexpr int least_colour = 24;    // From grey to the lightest colour, beyond that of the paper,
constexpr int pale_colour = 12;     // and of what hangs together with it.
constexpr int least_contrast = 45;  // From ink to paper.
constexpr int darkest_ink = 85;     // What is darker in all colours is print.
constexpr int darkest_pale_ink = 110;

constexpr int most_pieces = 4'000;      // A page with more is a picture.
constexpr double most_coloured = 0.15;  // Of the page.

// The shade that half of the points reach.
template <typename Shade>
int middle_shade(std::size_t count, const Shade& shade) {
  constexpr std::size_t step = 7;
  std::array<std::size_t, 256> counts{};
  std::size_t asked = 0, below = 0;
  for (std::size_t i = 0; i < count; i += step, ++asked)
    ++counts[static_cast<std::size_t>(std::clamp(shade(i), 0, 255))];
  int middle = 0;
  while (middle < 255 && (below += counts[static_cast<std::size_t>(middle)]) * 2 < asked) ++middle;
  return middle;
}

class InkEraser {
 public:
  InkEraser(Pix* grey, const std::vector<unsigned char>& lightest, double dpi)
      : grey_(grey),
        lightest_(lightest),
        dpi_(dpi),
        width_(pixGetWidth(grey)),
        height_(pixGetHeight(grey)) {}

  void erase() {
    if (!find_colours()) return;
    take_pieces();
    if (pieces_.empty()) return;
    for (Piece& piece : pieces_) piece.is_ink = is_handwriting(piece);
    take_what_belongs_to_handwriting();
    for (const Piece& piece : pieces_) {
      if (piece.is_ink) paint(piece);
    }
  }

 private:
  struct Piece {
    PixPointer points;
    int x = 0, y = 0, width = 0, height = 0, count = 0;
    bool is_ink = false;
    int right() const { return x + width; }
    int bottom() const { return y + height; }
  };

  int pixels(double inches) const { return std::max(2, static_cast<int>(inches * dpi_ + 0.5)); }
  std::size_t at(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
           static_cast<std::size_t>(x);
  }
  int shade(int x, int y) const {
    const l_uint32* const row =
        pixGetData(grey_) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(grey_);
    return GET_DATA_BYTE(row, x);
  }
  int colour(int x, int y) const { return lightest_[at(x, y)] - shade(x, y); }

  static int count_of(Pix* points) {
    int count = 0;
    return points && pixCountPixels(points, &count, nullptr) == 0 ? count : 0;
  }

  // False where there is next to none, or where the page is a coloured picture.
  bool find_colours() {
    const auto x_of = [&](std::size_t i) {
      return static_cast<int>(i % static_cast<std::size_t>(width_));
    };
    const auto y_of = [&](std::size_t i) {
      return static_cast<int>(i / static_cast<std::size_t>(width_));
    };
    paper_ = middle_shade(lightest_.size(), [&](std::size_t i) { return shade(x_of(i), y_of(i)); });
    const int paper_colour =
        middle_shade(lightest_.size(), [&](std::size_t i) { return colour(x_of(i), y_of(i)); });
    coloured_.reset(pixCreate(width_, height_, 1));
    print_.reset(pixCreate(width_, height_, 1));
    if (!coloured_ || !print_) return false;
    const PixPointer pale(pixCreate(width_, height_, 1));
    if (!pale) return false;
    for (int y = 0; y < height_; ++y) {
      for (int x = 0; x < width_; ++x) {
        if (paper_ - shade(x, y) < least_contrast) continue;
        const int beyond_paper = colour(x, y) - paper_colour;
        if (beyond_paper >= pale_colour) pixSetPixel(pale.get(), x, y, 1);
        if (beyond_paper >= least_colour) pixSetPixel(coloured_.get(), x, y, 1);
        if (is_print(x, y, beyond_paper >= least_colour)) pixSetPixel(print_.get(), x, y, 1);
      }
    }
    const int count = count_of(coloured_.get());
    if (count == 0 || count > most_coloured * static_cast<double>(lightest_.size())) return false;
    coloured_.reset(pixSeedfillBinary(nullptr, coloured_.get(), pale.get(), 8));
    return coloured_ != nullptr;
  }

  bool is_print(int x, int y, bool is_coloured) const {
    const int lightest = lightest_[at(x, y)];
    return lightest < darkest_ink || (!is_coloured && lightest < darkest_pale_ink);
  }

  void take_pieces() {
    Pixa* found = nullptr;
    const BoxaPointer boxes(pixConnComp(coloured_.get(), &found, 8));
    const int count = boxes ? boxaGetCount(boxes.get()) : 0;
    for (int i = 0; i < count && count <= most_pieces; ++i) {
      Piece piece;
      boxaGetBoxGeometry(boxes.get(), i, &piece.x, &piece.y, &piece.width, &piece.height);
      piece.points.reset(pixaGetPix(found, i, L_CLONE));
      piece.count = count_of(piece.points.get());
      pieces_.push_back(std::move(piece));
    }
    pixaDestroy(&found);
  }

  bool is_thick(const Piece& piece) const {
    const int pen = pixels(thickest_pen);
    const PixPointer core(pixErodeBrick(nullptr, piece.points.get(), pen, pen));
    return count_of(core.get()) * 50 > piece.count;
  }

  bool is_ruled(const Piece& piece) const {
    const int length = pixels(rule);
    const PixPointer across(pixOpenBrick(nullptr, piece.points.get(), length, 1));
    const PixPointer down(pixOpenBrick(nullptr, piece.points.get(), 1, length));
    return (count_of(across.get()) + count_of(down.get())) * 5 > piece.count * 3;
  }

  // The points of the piece made wider by `reach`, in a picture with `frame` more on each side.
  static PixPointer widened(const Piece& piece, int reach, int frame) {
    const PixPointer framed(pixAddBorder(piece.points.get(), frame, 0));
    const int size = 2 * reach + 1;
    return PixPointer(framed ? pixDilateBrick(nullptr, framed.get(), size, size) : nullptr);
  }

  // It runs over print that goes on beside it. The darkest points of coloured print are black,
  // too, but inside it; the coloured edges of badly scanned print run along it.
  bool crosses_print(const Piece& piece) const {
    constexpr int reach = 2;
    const int frame = pixels(around);
    const PixPointer wide = widened(piece, reach, frame);
    if (!wide) return false;
    const PixPointer print = print_around(piece, frame);
    if (!print) return false;
    const PixPointer under(pixAnd(nullptr, wide.get(), print.get()));
    const int touched = count_of(under.get());
    if (touched < pixels(thickest_pen) || touched * 3 > piece.count) return false;
    const PixPointer whole(pixSeedfillBinary(nullptr, under.get(), print.get(), 8));
    return count_of(whole.get()) > 3 * touched;
  }

  bool is_tall(const Piece& piece) const { return piece.height > pixels(tallest_print); }

  bool is_handwriting(const Piece& piece) const {
    if (std::max(piece.width, piece.height) < pixels(least_size)) return false;
    return (is_tall(piece) || crosses_print(piece)) && !is_thick(piece) && !is_ruled(piece);
  }

  bool is_near(const Piece& piece, const Piece& ink) const {
    const int room = pixels(around);
    return piece.x < ink.right() + room && ink.x - room < piece.right() &&
           piece.y < ink.bottom() + room && ink.y - room < piece.bottom();
  }

  // Letters of print have others of their height beside them.
  bool stands_in_row(const Piece& piece) const {
    constexpr int fewest = 4;  // Itself is one.
    const auto alike = [&](const Piece& other) {
      return std::abs(other.bottom() - piece.bottom()) <= pixels(same_line) &&
             std::abs(other.height - piece.height) <= pixels(same_line) &&
             std::abs(other.x - piece.x) <= pixels(neighbourhood);
    };
    return std::count_if(pieces_.begin(), pieces_.end(), alike) >= fewest;
  }

  void take_what_belongs_to_handwriting() {
    std::vector<const Piece*> ink;
    for (const Piece& piece : pieces_) {
      if (piece.is_ink && is_tall(piece)) ink.push_back(&piece);
    }
    for (Piece& piece : pieces_) {
      const auto near = [&](const Piece* other) { return is_near(piece, *other); };
      if (!piece.is_ink && std::any_of(ink.begin(), ink.end(), near) && !is_thick(piece) &&
          !is_ruled(piece) && !stands_in_row(piece)) {
        piece.is_ink = true;
      }
    }
  }

  PixPointer print_around(const Piece& piece, int frame) const {
    const int width = piece.width + 2 * frame, height = piece.height + 2 * frame;
    PixPointer print(pixCreate(width, height, 1));
    if (print) {
      pixRasterop(print.get(), 0, 0, width, height, PIX_SRC, print_.get(), piece.x - frame,
                  piece.y - frame);
    }
    return print;
  }

  // All but the print that the piece crosses; what is black in the ink only, is ink.
  void paint(const Piece& piece) {
    constexpr int reach = 3;  // The ink's pale edges.
    constexpr int frame = 2 * reach;
    const PixPointer wide = widened(piece, reach, frame);
    const PixPointer print = print_around(piece, frame);
    if (!wide || !print) return;
    const PixPointer ink = widened(piece, 0, frame);
    const PixPointer outside(pixSubtract(nullptr, print.get(), ink.get()));
    const PixPointer crossed(pixSeedfillBinary(nullptr, outside.get(), print.get(), 8));
    pixSubtract(wide.get(), wide.get(), crossed.get());
    pixSetMaskedGeneral(grey_, wide.get(), static_cast<l_uint32>(paper_), piece.x - frame,
                        piece.y - frame);
  }

  Pix* grey_;
  const std::vector<unsigned char>& lightest_;
  double dpi_;
  int width_, height_;
  int paper_ = 255;
  PixPointer coloured_, print_;
  std::vector<Piece> pieces_;
};

}  // namespace

void erase_coloured_ink(Pix* grey, const std::vector<unsigned char>& lightest, double dpi) {
  if (!grey || pixGetDepth(grey) != 8) return;
  const auto points =
      static_cast<std::size_t>(pixGetWidth(grey)) * static_cast<std::size_t>(pixGetHeight(grey));
  if (points == 0 || lightest.size() != points) return;
  InkEraser(grey, lightest, dpi).erase();
}

}  // namespace muistio
