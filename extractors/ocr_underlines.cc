#include "extractors/ocr_underlines.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

#include "extractors/ocr_pix.h"
#include "extractors/ocr_print.h"

namespace muistio {
namespace {

// Lengths in inches, as they are in print of 8 to 14 points.
constexpr double shortest = 0.3;  // Longer than any bar of large letters that touch: "tt".
constexpr double shortest_piece = 0.12, widest_gap = 0.1;  // Where its ink is broken.
constexpr double thickest = 0.03;
constexpr double letter_foot = 0.03;  // From the baseline down to the line.
constexpr double letter = 0.09;
constexpr double stem = 0.14;  // Longer strokes that run down are rules.

// Shares of the columns over the line and right under it in which there is print.
constexpr double least_feet = 0.2, least_letters = 0.45, most_below = 0.35;

constexpr int darkest_paper = 160;
constexpr int most_pieces = 5'000;  // A page with more is hatched, not underlined.

class UnderlineEraser {
 public:
  UnderlineEraser(Pix* picture, double dpi)
      : picture_(picture),
        dpi_(dpi),
        print_(print_of(picture, darkest_paper)),
        height_(pixGetHeight(picture)) {
    if (!print_) return;
    lines_.reset(pixOpenCompBrick(nullptr, print_.get(), pixels(shortest_piece), 1));
  }

  void erase() {
    if (!lines_) return;
    const BoxaPointer boxes(pixConnComp(lines_.get(), nullptr, 8));
    if (!boxes || boxaGetCount(boxes.get()) > most_pieces) return;
    std::vector<Place> pieces;
    for (int i = 0; i < boxaGetCount(boxes.get()); ++i) {
      Place place;
      boxaGetBoxGeometry(boxes.get(), i, &place.x, &place.y, &place.width, &place.height);
      if (place.height <= 2 * pixels(thickest)) pieces.push_back(place);
    }
    std::sort(pieces.begin(), pieces.end(),
              [](const Place& one, const Place& other) { return one.x < other.x; });
    for (std::vector<Place>& line : lines_of(std::move(pieces))) {
      if (!is_underline(united(line))) continue;
      const int thickness = thickness_of(line);
      for (const Place& piece : line) paint(piece, thickness);
    }
  }

 private:
  struct Place {
    int x = 0, y = 0, width = 0, height = 0;
  };

  // Pieces that go on in one another, from left to right.
  std::vector<std::vector<Place>> lines_of(std::vector<Place> pieces) const {
    std::vector<std::vector<Place>> lines;
    for (const Place& piece : pieces) {
      const auto line = std::find_if(lines.begin(), lines.end(), [&](const auto& pieces_of_line) {
        const Place& last = pieces_of_line.back();
        const int gap = piece.x - (last.x + last.width);
        return gap <= pixels(widest_gap) && std::abs(piece.y - last.y) <= pixels(thickest) / 2;
      });
      if (line == lines.end())
        lines.push_back({piece});
      else
        line->push_back(piece);
    }
    return lines;
  }

  static Place united(const std::vector<Place>& pieces) {
    Place whole = pieces.front();
    int right = whole.x + whole.width, bottom = whole.y + whole.height;
    for (const Place& piece : pieces) {
      right = std::max(right, piece.x + piece.width);
      bottom = std::max(bottom, piece.y + piece.height);
      whole.y = std::min(whole.y, piece.y);
    }
    whole.width = right - whole.x;
    whole.height = bottom - whole.y;
    return whole;
  }

  int pixels(double inches) const { return std::max(2, static_cast<int>(inches * dpi_ + 0.5)); }

  static bool is_set(Pix* pix, int x, int y) {
    l_uint32 value = 0;
    return pixGetPixel(pix, x, y, &value) == 0 && value != 0;  // Outside: not set.
  }

  // The share of the columns that have print in rows [top, bottom).
  double printed_columns(const Place& place, int top, int bottom) const {
    int printed = 0;
    for (int x = place.x; x < place.x + place.width; ++x) {
      bool found = false;
      for (int y = std::max(top, 0); y < bottom && !found; ++y) found = is_set(print_.get(), x, y);
      printed += found;
    }
    return static_cast<double>(printed) / place.width;
  }

  // A stroke that runs through the end of the line, up or down, longer than a letter is tall.
  bool meets_rule(const Place& place) const {
    const int length = pixels(stem);
    for (const int end : {place.x, place.x + place.width - 1}) {
      for (int x = end - 3; x <= end + 3; ++x) {
        const auto runs = [&](int from, int step) {
          int count = 0;
          while (count < length && is_set(print_.get(), x, from + step * count)) ++count;
          return count == length;
        };
        if (runs(place.y - 1, -1) || runs(place.y + place.height, 1)) return true;
      }
    }
    return false;
  }

  bool is_underline(const Place& place) const {
    if (place.height > 2 * pixels(thickest) || place.width < pixels(shortest)) return false;
    const int top = place.y, bottom = place.y + place.height;
    return printed_columns(place, bottom + 1, bottom + 1 + pixels(letter_foot)) <= most_below &&
           printed_columns(place, top - pixels(letter_foot), top) >= least_feet &&
           printed_columns(place, top - pixels(letter_foot) - pixels(letter), top) >=
               least_letters &&
           !meets_rule(place);
  }

  // Rows [top, bottom) of the line in one column; empty where it has none there.
  std::pair<int, int> rows_at(const Place& place, int x) const {
    int top = place.y;
    while (top < place.y + place.height && !is_set(lines_.get(), x, top)) ++top;
    int bottom = top;
    while (bottom < place.y + place.height && is_set(lines_.get(), x, bottom)) ++bottom;
    return {top, bottom};
  }

  // How thick the line is where no letter stands on it.
  int thickness_of(const std::vector<Place>& line) const {
    std::vector<int> thicknesses;
    for (const Place& piece : line) {
      for (int x = piece.x; x < piece.x + piece.width; ++x) {
        const auto [top, bottom] = rows_at(piece, x);
        if (bottom > top) thicknesses.push_back(bottom - top);
      }
    }
    if (thicknesses.empty()) return 0;
    // Letters have gaps between them, and feet make it thicker: the lower quarter has none.
    const auto quarter = thicknesses.begin() + static_cast<std::ptrdiff_t>(thicknesses.size() / 4);
    std::nth_element(thicknesses.begin(), quarter, thicknesses.end());
    return *quarter;
  }

  // Feet of letters ("E", "L") that stand on the line stay.
  void paint(const Place& place, int thickness) {
    const int most = pixels(thickest);
    for (int x = place.x; x < place.x + place.width; ++x) {
      auto [top, bottom] = rows_at(place, x);
      const bool crossed = is_set(print_.get(), x, top - 1) && is_set(print_.get(), x, bottom);
      if (top == bottom || bottom - top > most || crossed) continue;
      if (bottom - top > thickness + 1) top = bottom - thickness;
      for (int y = std::max(top - 1, 0); y < std::min(bottom + 1, height_); ++y) {
        const bool edge = y < top || y >= bottom;  // Grey, or the foot of a letter.
        if (!edge || !is_set(print_.get(), x, y)) pixSetPixel(picture_, x, y, 255);
      }
    }
  }

  Pix* picture_;
  double dpi_;
  PixPointer print_, lines_;
  int height_;
};

}  // namespace

void erase_underlines(Pix* picture, double dpi) {
  if (picture && pixGetDepth(picture) == 8) UnderlineEraser(picture, dpi).erase();
}

}  // namespace muistio
