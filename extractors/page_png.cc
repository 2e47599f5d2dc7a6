#include "extractors/page_png.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "extractors/divided_rows.h"
#include "extractors/ocr_pix.h"
#include "extractors/pdf_file.h"

namespace muistio {
namespace {

struct DestroyFrame {
  void operator()(::Box* frame) const { boxDestroy(&frame); }
};
using FramePointer = std::unique_ptr<::Box, DestroyFrame>;

struct DestroyFont {
  void operator()(L_Bmf* font) const { bmfDestroy(&font); }
};
using FontPointer = std::unique_ptr<L_Bmf, DestroyFont>;

struct Colour {
  l_uint8 red = 0, green = 0, blue = 0;

  l_uint32 value() const {
    l_uint32 value = 0;
    composeRGBPixel(red, green, blue, &value);
    return value;
  }
};

constexpr Colour paper{255, 255, 255}, furniture_tint{205, 205, 205}, row_frame{190, 165, 225},
    order_line{235, 130, 40};
constexpr Colour column_tints[] = {
    {225, 236, 255}, {255, 228, 225}, {222, 244, 228}, {255, 242, 200}, {238, 224, 255}};

constexpr Colour colour_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::heading:
      return {179, 38, 30};
    case BlockKind::list_item:
      return {27, 127, 59};
    case BlockKind::table:
      return {106, 63, 181};
    case BlockKind::footnote:
      return {138, 109, 0};
    case BlockKind::paragraph:
      break;
  }
  return {26, 102, 194};
}

PixPointer coloured(const Picture& picture) {
  PixPointer grey(pixCreate(picture.width, picture.height, 8));
  if (!grey) return nullptr;
  const int words_per_line = pixGetWpl(grey.get());
  auto pixel = picture.grey.begin();
  for (int y = 0; y < picture.height; ++y) {
    l_uint32* const line = pixGetData(grey.get()) + static_cast<std::ptrdiff_t>(y) * words_per_line;
    for (int x = 0; x < picture.width; ++x) SET_DATA_BYTE(line, x, *pixel++);
  }
  return PixPointer(pixConvert8To32(grey.get()));
}

// Draws on a picture of a page, in the page's points.
class Sheet {
 public:
  Sheet(PixPointer pix, double dpi)
      : pix_(std::move(pix)), scale_(dpi / 72), font_(bmfCreate(nullptr, 4)) {}

  void tint(const Box& box, Colour colour) {
    const FramePointer frame = frame_of(box);
    if (frame) pixMultiplyByColor(pix_.get(), pix_.get(), frame.get(), colour.value());
  }

  void frame(const Box& box, Colour colour, int width) {
    const FramePointer frame = frame_of(box);
    if (!frame) return;
    pixRenderBoxArb(pix_.get(), frame.get(), width, colour.red, colour.green, colour.blue);
  }

  void line(double from_x, double from_y, double to_x, double to_y, Colour colour) {
    pixRenderLineArb(pix_.get(), pixels(from_x), pixels(from_y), pixels(to_x), pixels(to_y), 2,
                     colour.red, colour.green, colour.blue);
  }

  // A number on a label that ends at the point; at the edge of the page where there is no room.
  void number(std::size_t number, double right, double top, Colour colour) {
    const std::string digits = std::to_string(number);
    int width = 0, overflow = 0;
    if (!font_ || bmfGetStringWidth(font_.get(), digits.c_str(), &width) != 0) return;
    constexpr int height = 16, margin = 3;
    const int left = std::max(pixels(right) - width - 2 * margin, 0);
    const int upper = std::max(pixels(top), 0);
    const FramePointer label(boxCreate(left, upper, width + 2 * margin, height + margin));
    if (!label) return;
    pixSetInRectArbitrary(pix_.get(), label.get(), colour.value());
    pixSetTextline(pix_.get(), font_.get(), digits.c_str(), paper.value(), left + margin,
                   upper + height - margin, &width, &overflow);
  }

  std::optional<std::string> png() const {
    l_uint8* bytes = nullptr;
    std::size_t size = 0;
    if (pixWriteMemPng(&bytes, &size, pix_.get(), 0) != 0 || !bytes) return std::nullopt;
    std::string png(reinterpret_cast<const char*>(bytes), size);
    lept_free(bytes);
    return png;
  }

 private:
  int pixels(double points) const {
    constexpr double far = 100'000;
    return static_cast<int>(std::lround(std::clamp(points * scale_, -far, far)));
  }

  // What of the box is on the page.
  FramePointer frame_of(const Box& box) const {
    const int left = std::max(pixels(box.left), 0), top = std::max(pixels(box.top), 0);
    const int right = std::min(pixels(box.right), pixGetWidth(pix_.get()));
    const int bottom = std::min(pixels(box.bottom), pixGetHeight(pix_.get()));
    if (left >= right || top >= bottom) return nullptr;
    return FramePointer(boxCreate(left, top, right - left, bottom - top));
  }

  PixPointer pix_;
  double scale_;
  FontPointer font_;
};

Box widened(const Box& box, double by) {
  return {box.left - by, box.top - by, box.right + by, box.bottom + by};
}

void draw_line(const Line& line, Sheet& sheet) {
  const auto column = static_cast<std::size_t>(std::max(line.cell, 0));
  sheet.tint(line.box, column_tints[column % std::size(column_tints)]);
}

void draw_block(const Document& document, std::size_t number, Sheet& sheet) {
  const Block& block = document.blocks[number];
  for (std::size_t r = block.rows.first; r < block.rows.last; ++r) {
    const Row& row = document.rows[r];
    for (std::size_t l = row.lines.first; l < row.lines.last; ++l) {
      if (document.lines[l].page == block.page) draw_line(document.lines[l], sheet);
    }
    if (block.kind == BlockKind::table) sheet.frame(row.box, row_frame, 1);
  }
  sheet.frame(widened(block.box, 1.5), colour_of(block.kind), 2);
}

// What belongs to a row that begins on an earlier page, with the number of its block.
void draw_rest_of_row(const Document& document, const Page& page, Sheet& sheet) {
  const std::vector<std::size_t> rest = rest_of_row(document, page);
  if (rest.empty()) return;
  Box box;
  for (const std::size_t l : rest) {
    draw_line(document.lines[l], sheet);
    box = united(box, document.lines[l].box);
  }
  const Colour colour = colour_of(BlockKind::table);
  sheet.frame(widened(box, 1.5), colour, 2);
  sheet.number(page.blocks.first - 1, box.left - 3, box.top, colour);
}

// From the end of each block to the beginning of the next.
void draw_order(const Document& document, const Range& blocks, Sheet& sheet) {
  for (std::size_t b = blocks.first + 1; b < blocks.last; ++b) {
    const Box& from = document.blocks[b - 1].box;
    const Box& to = document.blocks[b].box;
    sheet.line(from.left, from.bottom, to.left, to.top, order_line);
  }
}

void draw(const Document& document, const Page& page, Sheet& sheet) {
  for (const Furniture& piece : document.furniture) {
    if (piece.page == page.number) sheet.tint(piece.box, furniture_tint);
  }
  draw_rest_of_row(document, page, sheet);
  for (std::size_t b = page.blocks.first; b < page.blocks.last; ++b) {
    draw_block(document, b, sheet);
  }
  draw_order(document, page.blocks, sheet);
  for (std::size_t b = page.blocks.first; b < page.blocks.last; ++b) {
    const Block& block = document.blocks[b];
    sheet.number(b, block.box.left - 3, block.box.top, colour_of(block.kind));
  }
}

// Fine enough to read the print, and no larger than a screen can make use of.
double dpi_of(const Page& page) {
  constexpr double usual = 120, longest_side = 4000;
  return std::min(usual, longest_side * 72 / std::max({page.width, page.height, 1.0}));
}

}  // namespace

Result<std::string> page_png(std::string_view bytes, const Document& document, int number,
                             const ReadingLimits& limits) {
  const auto page = std::find_if(document.pages.begin(), document.pages.end(),
                                 [&](const Page& other) { return other.number == number; });
  if (page == document.pages.end()) {
    return Error{ErrorCode::not_found, "",
                 "there is no page " + std::to_string(number) + " that was read"};
  }
  const auto file = PdfFile::open(bytes);
  if (!file) return file.error();
  const auto picture = file.value().picture_of(number, dpi_of(*page), limits);
  if (!picture) return picture.error();
  PixPointer pix = coloured(picture.value());
  if (!pix) return Error{ErrorCode::too_big, "", "the page is too large to be drawn"};
  Sheet sheet(std::move(pix), picture.value().dpi);
  draw(document, *page, sheet);
  auto png = sheet.png();
  if (!png) return Error{ErrorCode::internal, "", "the page cannot be written as a PNG"};
  return std::move(*png);
}

}  // namespace muistio
