#include "extractors/ocr_tables.h"

#include <vector>

#include "tests/catch.h"

namespace muistio {
namespace {

constexpr double dpi = 200;

struct Sheet {
  PixPointer pix{pixCreate(1000, 600, 8)};

  Sheet() { pixSetAll(pix.get()); }
  void fill(int left, int top, int right, int bottom) {
    pixRasterop(pix.get(), left, top, right - left, bottom - top, PIX_CLR, nullptr, 0, 0);
  }
  // Three columns and four rows, 4 pixels thick.
  void draw_grid() {
    for (const int y : {100, 180, 260, 340, 420}) fill(100, y, 904, y + 4);
    for (const int x : {100, 400, 700, 900}) fill(x, 100, x + 4, 424);
  }
};

std::vector<PictureTable::Cell> cells_of(const Sheet& sheet) {
  const RuledPicture ruled = find_ruled_tables(sheet.pix.get(), dpi);
  REQUIRE(ruled.tables.size() == 1);
  return ruled.tables[0].cells;
}

TEST_CASE("the space between two rules around a table is no cell") {
  Sheet sheet;
  sheet.draw_grid();
  CHECK(cells_of(sheet).size() == 12);
  // A second rule on the left and under the table.
  sheet.fill(88, 100, 92, 436);
  sheet.fill(88, 432, 904, 436);
  sheet.fill(88, 100, 100, 104);
  sheet.fill(900, 420, 904, 436);
  CHECK(cells_of(sheet).size() == 12);
}

TEST_CASE("cells tell whether print stands in them, and whether it is one mark alone") {
  Sheet sheet;
  sheet.draw_grid();
  sheet.fill(130, 130, 142, 148);  // A mark.
  sheet.fill(430, 130, 442, 148);  // Two letters.
  sheet.fill(448, 130, 460, 148);
  sheet.fill(730, 140, 790, 144);  // Letters that touch.
  sheet.fill(130, 210, 132, 212);  // A speck.
  const auto cells = cells_of(sheet);
  CHECK((cells[0].printed && cells[0].lone));
  CHECK((cells[1].printed && !cells[1].lone));
  CHECK((cells[2].printed && !cells[2].lone));
  CHECK((!cells[3].printed && !cells[3].lone));
}

}  // namespace
}  // namespace muistio
