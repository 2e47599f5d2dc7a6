// The picture of a page is read back: its size, the print on it, and the drawing at the
// places that the document names.
#include "extractors/page_png.h"

#include <leptonica/allheaders.h>

#include <cmath>
#include <memory>
#include <string>

#include "tests/catch.h"
#include "tests/extractors/read_sheets.h"

using namespace muistio;
using testing::read_pdf;
using testing::Sheet;
using testing::small_pdf;

namespace {

struct Rgb {
  int red = 0, green = 0, blue = 0;
  bool operator==(const Rgb&) const = default;
};

constexpr Rgb paper{255, 255, 255}, paragraph_frame{26, 102, 194}, first_tint{225, 236, 255};

class ReadBack {
 public:
  explicit ReadBack(const std::string& png)
      : pix_(pixReadMemPng(reinterpret_cast<const l_uint8*>(png.data()), png.size()),
             [](Pix* pix) { pixDestroy(&pix); }) {
    REQUIRE(pix_);
    scale_ = pixGetWidth(pix_.get()) / 595.0;
  }

  int width() const { return pixGetWidth(pix_.get()); }
  int height() const { return pixGetHeight(pix_.get()); }

  // How many of the pixels in the box, in points, have the colour.
  int count(const muistio::Box& box, Rgb colour) const {
    int found = 0;
    const auto pixel = [&](double points) {
      return static_cast<int>(std::lround(points * scale_));
    };
    for (int y = pixel(box.top); y <= pixel(box.bottom); ++y) {
      for (int x = pixel(box.left); x <= pixel(box.right); ++x) {
        Rgb here{-1, -1, -1};
        pixGetRGBPixel(pix_.get(), x, y, &here.red, &here.green, &here.blue);
        found += here == colour;
      }
    }
    return found;
  }

 private:
  std::shared_ptr<Pix> pix_;
  double scale_ = 1;
};

std::string two_blocks() {
  const Sheet sheet{{{72, 100, "Kokous avattiin kello yhdeksän."}, {72, 300, "Kokous päättyi."}}};
  return small_pdf({sheet});
}

}  // namespace

TEST_CASE("a page is drawn as a PNG with its print and what was read of it") {
  const std::string pdf = two_blocks();
  const Document document = read_pdf(pdf);
  REQUIRE(document.blocks.size() == 2);
  const auto png = page_png(pdf, document, 1, {});
  REQUIRE(png.ok());
  const ReadBack picture(png.value());
  CHECK(std::abs(picture.width() * 842.0 / 595 - picture.height()) <= 2);
  for (const Block& block : document.blocks) {
    const muistio::Box& box = block.box;
    CHECK(picture.count({box.left, box.top - 3, box.right, box.top}, paragraph_frame) > 50);
    CHECK(picture.count(box, first_tint) > 500);
    CHECK(picture.count(box, {0, 0, 0}) > 20);  // The print itself.
    CHECK(picture.count({box.left - 30, box.top, box.left - 4, box.bottom}, paragraph_frame) > 20);
  }
  CHECK(picture.count({300, 400, 400, 500}, paper) > 10000);
}

TEST_CASE("a page that was not read is not drawn") {
  const std::string pdf = two_blocks();
  const auto png = page_png(pdf, read_pdf(pdf), 2, {});
  REQUIRE_FALSE(png.ok());
  CHECK(png.error().code == ErrorCode::not_found);
}

TEST_CASE("boxes off the page do no harm to its drawing") {
  const std::string pdf = two_blocks();
  Document document = read_pdf(pdf);
  document.blocks[0].box = {-1e9, -1e9, 1e9, 1e9};
  document.blocks[1].box = {500, 500, 100, 100};
  document.lines[0].box = {580, 830, 1e12, 1e12};
  CHECK(page_png(pdf, document, 1, {}).ok());
}
