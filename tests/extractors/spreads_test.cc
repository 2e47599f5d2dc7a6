#include "extractors/spreads.h"

#include <algorithm>
#include <string>

#include "tests/catch.h"

namespace muistio {
namespace {

struct Spread {
  PageWords page;

  Spread(double width, double height, PageSource source) {
    page.width = width;
    page.height = height;
    page.source = source;
  }
  // A line of words of 40 points.
  void add_line(double left, double right, double top, int ruled_row = 0) {
    for (double x = left; x + 40 <= right; x += 44) {
      PageWord word;
      word.text = "sana";
      word.box = {x, top, x + 40, top + 12};
      word.ruled_row = ruled_row;
      page.words.push_back(word);
    }
  }
  void add_lines(double left, double right, int count, bool in_ruled_rows = false) {
    for (int i = 0; i < count; ++i) add_line(left, right, 60 + 18 * i, in_ruled_rows ? i + 1 : 0);
  }
};

constexpr double a3_width = 1191, a4_width = 842;

TEST_CASE("two pages on one sheet are read one after the other") {
  Spread spread(a3_width, 842, PageSource::ocr);
  spread.add_lines(60, 520, 30);
  spread.add_lines(655, 1120, 20);
  const auto halves = halves_of_spread(spread.page);
  REQUIRE(halves.size() == 2);
  CHECK(halves[0].words.size() == 300);
  CHECK(halves[1].words.size() == 200);
  CHECK(halves[1].width == a3_width);
  for (const PageWord& word : halves[0].words) CHECK(word.box.right < 560);
}

TEST_CASE("a nearly empty last page is one where it begins as the page before does") {
  const auto [left, pages] =
      GENERATE(table<double, std::size_t>({{60 + a3_width / 2, 2}, {90 + a3_width / 2, 1}}));
  Spread spread(a3_width, 842, PageSource::ocr);
  spread.add_lines(60, 520, 30);
  spread.add_lines(left, left + 200, 3);
  CHECK(halves_of_spread(spread.page).size() == pages);
}

TEST_CASE("a wide sheet that holds no two pages stays whole") {
  SECTION("a heading over both columns") {
    Spread spread(a3_width, 842, PageSource::ocr);
    spread.add_lines(60, 520, 30);
    spread.add_lines(655, 1120, 20);
    spread.add_line(400, 800, 30);
    CHECK(halves_of_spread(spread.page).size() == 1);
  }
  SECTION("a ruled table") {
    Spread spread(a3_width, 842, PageSource::ocr);
    spread.add_lines(60, 520, 30, true);
    spread.add_lines(655, 1120, 30, true);
    CHECK(halves_of_spread(spread.page).size() == 1);
  }
  SECTION("a small page with a text layer may be in columns") {
    Spread spread(a4_width, 595, PageSource::text_layer);
    spread.add_lines(40, 370, 20);
    spread.add_lines(460, 800, 20);
    CHECK(halves_of_spread(spread.page).size() == 1);
    spread.page.source = PageSource::ocr;
    CHECK(halves_of_spread(spread.page).size() == 2);
  }
  SECTION("short cells on one side") {
    Spread spread(a3_width, 842, PageSource::ocr);
    spread.add_lines(60, 200, 30);
    spread.add_lines(655, 1120, 30);
    CHECK(halves_of_spread(spread.page).size() == 1);
  }
  SECTION("an upright page") {
    Spread spread(595, 842, PageSource::ocr);
    spread.add_lines(60, 270, 30);
    spread.add_lines(330, 540, 30);
    CHECK(halves_of_spread(spread.page).size() == 1);
  }
}

}  // namespace
}  // namespace muistio
