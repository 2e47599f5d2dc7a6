// Scans made worse: what is printed must still come back.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "extractors/ocr.h"
#include "extractors/ocr_direction.h"
#include "extractors/pdf_file.h"
#include "tests/catch.h"

namespace muistio {
namespace {

constexpr double dpi = 200;

std::string bytes_of(const std::string& name) {
  std::ifstream file(std::string(MUISTIO_SOURCE_DIR) + "/tests/extractors/scans/" + name,
                     std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Scan {
  PageWords page;
  Picture picture;

  explicit Scan(const std::string& name) {
    REQUIRE(prepare_ocr().ok());
    const std::string bytes = bytes_of(name);
    const auto file = PdfFile::open(bytes);
    REQUIRE(file.ok());
    page = file.value().words_of(1, {}).value();
    picture = file.value().picture_of(1, dpi, {}).value();
  }
  unsigned char point(int x, int y) const {
    return picture.grey[static_cast<std::size_t>(y) * picture.width + x];
  }
  // Every point, from its shade and its place in shares of the picture.
  void shade(const std::function<double(double shade, double x, double y)>& change) {
    for (int y = 0; y < picture.height; ++y) {
      for (int x = 0; x < picture.width; ++x) {
        auto& point = picture.grey[static_cast<std::size_t>(y) * picture.width + x];
        const double changed = change(point, static_cast<double>(x) / picture.width,
                                      static_cast<double>(y) / picture.height);
        point = static_cast<unsigned char>(std::clamp(changed, 0.0, 255.0));
      }
    }
  }
  // Print in dark blue where it is black.
  void colour_print() {
    picture.lightest = picture.grey;
    for (unsigned char& shade : picture.lightest)
      shade = static_cast<unsigned char>(shade + (255 - shade) / 2);
  }
  // A loop in blue ink from the left to the right over the rows of print from `top` to `bottom`,
  // shares of the picture.
  void sign(double top, double bottom) {
    if (picture.lightest.empty()) picture.lightest = picture.grey;
    constexpr int steps = 20'000, pen = 4;
    for (int step = 0; step < steps; ++step) {
      const double along = static_cast<double>(step) / steps;
      const double swing = (std::sin(along * 60) + 1) / 2;
      const int x = static_cast<int>(picture.width * (0.15 + 0.6 * along));
      const int y = static_cast<int>(picture.height * (top + (bottom - top) * swing));
      for (int point = 0; point < pen * pen; ++point) {
        const auto at = static_cast<std::size_t>(y + point / pen) * picture.width + x + point % pen;
        picture.lightest[at] = std::min<unsigned char>(picture.lightest[at], 150);
        picture.grey[at] = std::min<unsigned char>(picture.grey[at], 60);
      }
    }
  }
  std::vector<std::string> read() const {
    const auto words = words_in_picture(picture, page);
    REQUIRE(words.ok());
    std::vector<std::string> texts;
    for (const PageWord& word : words.value().words) texts.push_back(word.text);
    return texts;
  }
};

// The share of the words of the text that were not read.
double missing(const std::string& text, std::vector<std::string> read) {
  std::istringstream stream(bytes_of(text));
  std::vector<std::string> words{std::istream_iterator<std::string>(stream), {}}, left;
  std::sort(words.begin(), words.end());
  std::sort(read.begin(), read.end());
  std::set_difference(words.begin(), words.end(), read.begin(), read.end(),
                      std::back_inserter(left));
  return static_cast<double>(left.size()) / static_cast<double>(words.size());
}

// The engine reads beyond a picture that is smaller than it is told; sanitizers see it.
TEST_CASE("a mark at the very edge of a page is looked at within the page") {
  Scan scan("prose.pdf");
  for (int y = scan.picture.height - 24; y < scan.picture.height; ++y) {
    for (int x = scan.picture.width - 18; x < scan.picture.width; ++x)
      scan.picture.grey[static_cast<std::size_t>(y) * scan.picture.width + x] = 0;
  }
  CHECK(missing("prose.txt", scan.read()) < 0.03);
}

TEST_CASE("a page on its side is told before it is read") {
  const auto [name, turns] = GENERATE(table<std::string, int>({
      {"prose.pdf", 0},
      {"table.pdf", 0},
      {"ruled.pdf", 0},
      {"upside-down.pdf", 2},
      {"sideways.pdf", 3},
  }));
  const bool sideways = turns == 3;
  CAPTURE(name);
  const Scan scan(name);
  const PixPointer pix(pixCreate(scan.picture.width, scan.picture.height, 8));
  REQUIRE(pix);
  for (int y = 0; y < scan.picture.height; ++y) {
    for (int x = 0; x < scan.picture.width; ++x) pixSetPixel(pix.get(), x, y, scan.point(x, y));
  }
  CHECK(lies_sideways(pix.get()) == sideways);
  const PixPointer turned(pixRotateOrth(pix.get(), 1));
  CHECK(lies_sideways(turned.get()) == !sideways);
  CHECK(turns_by_letters(pix.get()).value_or(turns) == turns);
  CHECK(turns_by_letters(turned.get()).value_or((turns + 3) % 4) == (turns + 3) % 4);
  if (name != "table.pdf" && name != "ruled.pdf") CHECK(turns_by_letters(pix.get()));
}

TEST_CASE("print on grey paper and in uneven light comes back") {
  Scan scan("prose.pdf");
  SECTION("grey paper, uneven in itself") {
    scan.shade([](double shade, double x, double y) {
      return 80 + shade * (0.22 + 0.1 * x * x - 0.06 * y);
    });
  }
  SECTION("a photograph with a shadow over one corner") {
    scan.shade([](double shade, double x, double y) {
      return 15 + shade * std::clamp(1.1 - 0.8 * x * y - 0.3 * y, 0.25, 0.9);
    });
  }
  CHECK(missing("prose.txt", scan.read()) < 0.03);
}

TEST_CASE("print under a signature in blue ink comes back, and nothing is read of the ink") {
  Scan scan("prose.pdf");
  const std::vector<std::string> clean = scan.read();
  scan.sign(0.2, 0.3);
  const std::vector<std::string> signed_over = scan.read();
  CHECK(missing("prose.txt", signed_over) < 0.03);
  CHECK(signed_over.size() <= clean.size() + 2);
  scan.picture.lightest.clear();  // In black ink it spoils what it crosses.
  CHECK(missing("prose.txt", scan.read()) > 0.05);
}

TEST_CASE("print in colour is read as black print is") {
  Scan scan("prose.pdf");
  const std::vector<std::string> black = scan.read();
  scan.colour_print();
  CHECK(scan.read() == black);
}

}  // namespace
}  // namespace muistio
