// Pages that are images, read as they are, beside what poppler draws of them.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/image_scaling.h"
#include "extractors/pdf_file.h"
#include "tests/catch.h"

using namespace muistio;
using namespace std::string_literals;

namespace {

constexpr int width = 60, height = 80;  // Of the sample, and of the page in points.

// Shades in fields of 20 points, so that each corner, turned or mirrored, is told from the others.
int shade_at(int x, int y) {
  constexpr std::array<std::array<int, 3>, 4> fields{
      {{0, 90, 255}, {255, 40, 200}, {130, 255, 255}, {255, 180, 60}}};
  return fields.at(static_cast<std::size_t>(y / 20)).at(static_cast<std::size_t>(x / 20));
}

template <typename Add>
std::string data_of(Add add) {
  std::string data;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) add(data, shade_at(x, y));
  }
  return data;
}

std::string grey() {
  return data_of([](std::string& data, int shade) { data += static_cast<char>(shade); });
}

// A bit for each point, 1 where it is light.
std::string bits() {
  std::string data;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; x += 8) {
      int byte = 0;
      for (int i = 0; i < 8; ++i) byte = byte << 1 | (x + i < width && shade_at(x + i, y) > 128);
      data += static_cast<char>(byte);
    }
  }
  return data;
}

struct ImagePdf {
  std::string content = "60 0 0 80 0 0 cm /I Do";
  std::string image = "/ColorSpace/DeviceGray/BitsPerComponent 8";  // And its width and height.
  std::string data = grey();
  std::string page;       // More entries.
  std::string resources;  // More entries.
  std::string more;       // Object 6.
  int width = ::width, height = ::height;
};

std::string pdf_of(const ImagePdf& parts) {
  std::string pdf = "%PDF-1.5\n";
  std::vector<std::size_t> offsets;
  const auto add = [&](const std::string& object) {
    offsets.push_back(pdf.size());
    pdf += std::to_string(offsets.size()) + " 0 obj\n" + object + "\nendobj\n";
  };
  const auto stream = [](const std::string& entries, const std::string& data) {
    return "<<" + entries + "/Length " + std::to_string(data.size()) + ">>\nstream\n" + data +
           "\nendstream";
  };
  add("<</Type/Catalog/Pages 2 0 R>>");
  add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
  add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 60 80]/Contents 4 0 R" + parts.page +
      "/Resources<</XObject<</I 5 0 R>>/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>" +
      parts.resources + ">>>>");
  add(stream("", parts.content));
  add(stream("/Type/XObject/Subtype/Image/Width " + std::to_string(parts.width) + "/Height " +
                 std::to_string(parts.height) + parts.image,
             parts.data));
  add(parts.more.empty() ? "null" : parts.more);
  const std::size_t table = pdf.size();
  pdf += "xref\n0 " + std::to_string(offsets.size() + 1) + "\n0000000000 65535 f \n";
  for (const std::size_t offset : offsets) {
    const std::string digits = std::to_string(offset);
    pdf += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
  }
  return pdf + "trailer<</Root 1 0 R/Size " + std::to_string(offsets.size() + 1) +
         ">>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

Picture picture_of(const std::string& pdf, PdfWay way, double dpi = 72,
                   const ReadingLimits& limits = {}) {
  const auto file = PdfFile::open(pdf, way);
  REQUIRE(file.ok());
  auto picture = file.value().picture_of(1, dpi, limits);
  REQUIRE(picture.ok());
  return std::move(picture).value();
}

// The mean of what the shades differ by from the most alike one around their place: poppler takes
// an image for a point wider than it is.
double difference(const std::vector<unsigned char>& one, const std::vector<unsigned char>& other,
                  int wide) {
  REQUIRE(one.size() == other.size());
  constexpr int around = 2;
  const int high = one.empty() ? 0 : static_cast<int>(one.size()) / wide;
  const auto shade = [&](const std::vector<unsigned char>& shades, int x, int y) -> int {
    return shades[static_cast<std::size_t>(y * wide + x)];
  };
  double sum = 0;
  for (int y = 0; y < high; ++y) {
    for (int x = 0; x < wide; ++x) {
      int least = 255;
      for (int j = std::max(y - around, 0); j <= std::min(y + around, high - 1); ++j) {
        for (int i = std::max(x - around, 0); i <= std::min(x + around, wide - 1); ++i)
          least = std::min(least, std::abs(shade(one, x, y) - shade(other, i, j)));
      }
      sum += least;
    }
  }
  return one.empty() ? 0 : sum / static_cast<double>(one.size());
}

constexpr double alike = 6;

void check_as_drawn(const ImagePdf& parts, double dpi = 72) {
  CAPTURE(parts.content, parts.image, parts.page, dpi);
  const std::string pdf = pdf_of(parts);
  const Picture read = picture_of(pdf, PdfWay::quickest, dpi);
  const Picture drawn = picture_of(pdf, PdfWay::interface, dpi);
  REQUIRE(read.width == drawn.width);
  REQUIRE(read.height == drawn.height);
  CHECK(difference(read.grey, drawn.grey, read.width) < alike);
  REQUIRE(read.lightest.empty() == drawn.lightest.empty());
  CHECK(difference(read.lightest, drawn.lightest, read.width) < alike);
}

}  // namespace

TEST_CASE("an image of any sort becomes the shades that poppler draws") {
  const std::string cmyk = data_of([](std::string& data, int shade) {
    data += {static_cast<char>(255 - shade), 0, static_cast<char>(shade / 2), 20};
  });
  const std::string colours = data_of([](std::string& data, int shade) {
    data += {static_cast<char>(shade), static_cast<char>(shade / 2), static_cast<char>(40)};
  });
  const std::string fine = data_of([](std::string& data, int shade) {
    data += {static_cast<char>(shade), '\x7F'};
  });
  const std::string sixteen = data_of([n = 0](std::string& data, int shade) mutable {
    if (n++ % 2 == 0)
      data += static_cast<char>(shade & 0xF0);
    else
      data.back() = static_cast<char>(data.back() | shade >> 4);
  });
  std::string palette;
  for (int i = 0; i < 16; ++i) palette += i % 2 == 0 ? "FF" + "8000"s : "0000" + "C0"s;
  const std::string profile = "<</N 3/Alternate/DeviceRGB/Length 4>>\nstream\nnone\nendstream";
  const ImagePdf parts = GENERATE_COPY(values<ImagePdf>({
      {},
      {.image = "/ColorSpace/DeviceGray/BitsPerComponent 8/Decode[1 0]"},
      {.image = "/ColorSpace/DeviceGray/BitsPerComponent 1", .data = bits()},
      {.image = "/ColorSpace/DeviceGray/BitsPerComponent 1/Decode[1 0]", .data = bits()},
      {.image = "/ImageMask true/BitsPerComponent 1", .data = bits()},
      {.image = "/ImageMask true/BitsPerComponent 1/Decode[1 0]", .data = bits()},
      {.content = "0 0 0.8 rg 60 0 0 80 0 0 cm /I Do",
       .image = "/ImageMask true/BitsPerComponent 1",
       .data = bits()},
      {.image = "/ColorSpace[/Indexed/DeviceRGB 15<" + palette + ">]/BitsPerComponent 4",
       .data = sixteen},
      {.image = "/ColorSpace/DeviceGray/BitsPerComponent 4", .data = sixteen},
      {.image = "/ColorSpace/DeviceGray/BitsPerComponent 16", .data = fine},
      {.image = "/ColorSpace/DeviceRGB/BitsPerComponent 8", .data = colours},
      {.image = "/ColorSpace/DeviceRGB/BitsPerComponent 8/Decode[1 0 1 0 0 1]", .data = colours},
      {.image = "/ColorSpace[/ICCBased 6 0 R]/BitsPerComponent 8",
       .data = colours,
       .more = profile},
      {.image = "/ColorSpace/DeviceCMYK/BitsPerComponent 8", .data = cmyk},
      {.image = "/ColorSpace/DeviceCMYK/BitsPerComponent 8/Decode[1 0 1 0 1 0 1 0]", .data = cmyk},
      {.image = "/ColorSpace[/Separation/X/DeviceGray<</FunctionType 2/Domain[0 1]/N 1/C0[1]"
                "/C1[0]>>]/BitsPerComponent 8"},
      {.data = grey().substr(0, width * height / 2)},  // Half of it is lost.
  }));
  check_as_drawn(parts);
}

TEST_CASE("an image stands where poppler draws it, turned and mirrored as it is") {
  const std::string content = GENERATE(values<std::string>({
      "60 0 0 80 0 0 cm /I Do",
      "-60 0 0 80 60 0 cm /I Do",
      "60 0 0 -80 0 80 cm /I Do",
      "-60 0 0 -80 60 80 cm /I Do",
      "0 80 60 0 0 0 cm /I Do",
      "0 80 -60 0 60 0 cm /I Do",
      "0 -80 60 0 0 80 cm /I Do",
      "0 -80 -60 0 60 80 cm /I Do",
      "30 0 0 40 10 30 cm /I Do",                                 // Margins.
      "120 0 0 160 -30 -40 cm /I Do",                             // Larger than the page.
      "q 60 0 0 40 0 0 cm /I Do Q q 60 0 0 40 0 40 cm /I Do Q",   // Two strips.
      "q 60 0 0 80 0 0 cm /I Do Q q 20 0 0 20 20 20 cm /I Do Q",  // One upon the other.
      "20 30 25 35 re W n 60 0 0 80 0 0 cm /I Do",
      "1 g 0 0 60 80 re f 60 0 0 80 0 0 cm /I Do",
      "BT 3 Tr /F 20 Tf 5 30 Td (not to be seen) Tj ET 60 0 0 80 0 0 cm /I Do",
      "",
  }));
  const std::string page = GENERATE(values<std::string>(
      {"", "/Rotate 90", "/Rotate 180", "/Rotate 270", "/CropBox[10 20 50 70]"}));
  const double dpi = GENERATE(36.0, 72.0, 100.0, 200.0);
  check_as_drawn({.content = content, .page = page}, dpi);
}

TEST_CASE("an image of the picture's size comes back point by point") {
  const std::string pdf = pdf_of({});
  const auto file = PdfFile::open(pdf);
  REQUIRE(file.ok());
  if (!file.value().tells_drawing_order()) return;  // Poppler draws it in this build.
  const Picture picture = picture_of(pdf, PdfWay::quickest);
  CHECK(std::string(picture.grey.begin(), picture.grey.end()) == grey());
}

TEST_CASE("a page with anything beside images is drawn by poppler") {
  const std::string image = "q 60 0 0 80 0 0 cm /I Do Q ";
  const std::string states = "/ExtGState<</G<</ca 0.5>>/M<</BM/Multiply>>>>";
  const std::string shading =
      "/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 60 80]"
      "/Function<</FunctionType 2/Domain[0 1]/N 1/C0[0]/C1[1]>>>>>>";
  const ImagePdf parts = GENERATE_COPY(values<ImagePdf>({
      {.content = image + "BT /F 20 Tf 5 30 Td (Stamp) Tj ET"},
      {.content = image + "0 g 10 10 30 30 re f"},
      {.content = image + "1 g 10 10 30 30 re f"},
      {.content = image + "0 G 3 w 0 0 m 60 80 l S"},
      {.content = image + "/S sh", .resources = shading},
      {.content = image + "q 10 0 0 10 5 5 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x40 EI Q"},
      {.content = "0 g 0 0 60 80 re f 30 0 0 40 10 30 cm /I Do"},
      {.content = "50 20 -20 60 20 0 cm /I Do"},
      {.content = "0 0 m 60 0 l 30 80 l h W n " + image},
      {.content = "/G gs " + image, .resources = states},
      {.content = "0.5 g " + image + "/M gs " + image, .resources = states},
      {.image = "/ColorSpace/DeviceGray/BitsPerComponent 8/Mask[0 100]"},
      {.image = "/ColorSpace/DeviceGray/BitsPerComponent 8/SMask 6 0 R",
       .more = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
               "/BitsPerComponent 8/Length 1>>\nstream\n\x60\nendstream"},
      {.data = "\x10", .width = 1, .height = 1},
  }));
  CAPTURE(parts.content, parts.image);
  const std::string pdf = pdf_of(parts);
  constexpr double dpi = 144;
  CHECK(picture_of(pdf, PdfWay::quickest, dpi).grey ==
        picture_of(pdf, PdfWay::interface, dpi).grey);
}

TEST_CASE("an image with too many points is left to poppler") {
  constexpr int side = 400;
  const ImagePdf parts{.data = std::string(side * side, '\x33'), .width = side, .height = side};
  const std::string pdf = pdf_of(parts);
  ReadingLimits limits;
  limits.pixels = width * height;
  CHECK(picture_of(pdf, PdfWay::quickest, 72, limits).grey ==
        picture_of(pdf, PdfWay::interface, 72, limits).grey);
  limits.pixels = width * height - 1;
  const auto file = PdfFile::open(pdf);
  REQUIRE(file.ok());
  const auto picture = file.value().picture_of(1, 72, limits);
  REQUIRE_FALSE(picture.ok());
  CHECK(picture.error().code == ErrorCode::too_big);
}

TEST_CASE("rows of shades become fewer and more") {
  struct Case {
    std::vector<unsigned char> from, to;
  };
  const auto example = GENERATE(values<Case>({
      {{10, 20, 30, 40}, {15, 35}},
      {{10, 20, 30, 40}, {10, 20, 30, 40}},
      {{0, 90, 240}, {30, 190}},
      {{0, 100}, {0, 25, 75, 100}},
      {{70}, {70, 70, 70}},
      {{0, 0, 255, 255, 255, 255, 255, 255}, {191}},
  }));
  const int from = static_cast<int>(example.from.size()), to = static_cast<int>(example.to.size());
  const Mixing mixing(from, to), one(1, 1);
  std::vector<unsigned char> across(example.to.size()), down(example.to.size());
  RowScaler wide(mixing, one, from), high(one, mixing, 1);
  std::copy(example.from.begin(), example.from.end(), wide.next_row());
  wide.mix(0, across.data());
  std::size_t row = 0;
  for (int y = 0; y < from; ++y) {
    *high.next_row() = example.from[static_cast<std::size_t>(y)];
    for (; row < down.size() && mixing.firsts[row] + mixing.count <= y + 1; ++row)
      high.mix(static_cast<int>(row), &down[row]);
  }
  CHECK(across == example.to);
  CHECK(down == example.to);
}

TEST_CASE("smoothing takes a little from every neighbour") {
  std::vector<unsigned char> shades(25, 200);
  shades[12] = 40;
  smooth(shades, 5, 5);
  CHECK(shades[12] == 94);  // 40 -> 70 across, and again in the column.
  CHECK(shades[11] == 188);
  CHECK(shades[7] == 188);
  CHECK(shades[6] == 199);
  CHECK(shades[0] == 200);
  std::vector<unsigned char> one{7};
  smooth(one, 1, 1);
  CHECK(one[0] == 7);
  std::vector<unsigned char> none;
  smooth(none, 0, 0);
  CHECK(none.empty());
}
