#include "extractors/ocr_cells.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "extractors/ocr_look.h"

namespace muistio {
namespace {

// A cell higher than this is a piece of a page: it may hold columns.
constexpr double table_cell_inches = 2.5;

bool is_page_like(const PictureTable::Cell& cell, double dpi) {
  return cell.box.height() > table_cell_inches * dpi;
}

// Where rules tell rows; frames around pieces of a page do not.
bool has_rows(const PictureTable& table, double dpi) {
  const auto& cells = table.cells;
  const bool columns =
      std::any_of(cells.begin(), cells.end(), [](const auto& cell) { return cell.column > 0; });
  return columns && cells.back().row > 0 &&
         std::none_of(cells.begin(), cells.end(),
                      [&](const auto& cell) { return is_page_like(cell, dpi); });
}

// What is left of a rule with breaks.
bool is_of_rules(const std::string& text) {
  return text == "—" || text.find_first_not_of("|_=~") == std::string::npos;
}

}  // namespace

void place_in_cell(const RuledPicture& ruled, double dpi, PixelWord& word) {
  const int x = (word.left + word.right) / 2, y = (word.top + word.bottom) / 2;
  int number = 0, rows = 0;
  double least = 1e18;
  for (const PictureTable& table : ruled.tables) {
    const bool in_rows = has_rows(table, dpi);
    for (const PictureTable::Cell& cell : table.cells) {
      ++number;
      const PictureBox& box = cell.box;
      const double size = static_cast<double>(box.width()) * box.height();
      const bool inside = box.left <= x && x < box.right && box.top <= y && y < box.bottom;
      if (!inside || size >= least) continue;
      least = size;
      word.cell = number;
      word.ruled_row = in_rows ? rows + cell.row + 1 : 0;
    }
    rows += table.cells.back().row + 2;
  }
}

void read_cells(tesseract::TessBaseAPI& engine, const RuledPicture& ruled, double dpi,
                FirstReading& reading) {
  engine.SetImage(ruled.unruled.get());
  engine.SetSourceResolution(static_cast<int>(dpi));
  int number = 0;
  for (const PictureTable& table : ruled.tables) {
    for (const PictureTable::Cell& cell : table.cells) {
      ++number;
      if (!cell.printed) continue;
      const PictureBox& box = cell.box;
      engine.SetPageSegMode(is_page_like(cell, dpi) ? tesseract::PSM_AUTO
                                                    : tesseract::PSM_SINGLE_BLOCK);
      look_at(engine, box);
      if (engine.Recognize(nullptr) != 0) continue;
      FirstReading of_cell;
      take_reading(engine, of_cell);
      const auto is_foreign = [&](PrintedWord& word) {
        place_in_cell(ruled, dpi, word.word);
        return word.word.cell != number || is_of_rules(word.word.text);
      };
      std::erase_if(of_cell.words, is_foreign);
      std::erase_if(of_cell.alone, is_foreign);
      reading.add(std::move(of_cell));
    }
  }
  engine.SetPageSegMode(tesseract::PSM_AUTO);
  look_at(engine, {0, 0, pixGetWidth(ruled.unruled.get()), pixGetHeight(ruled.unruled.get())});
}

}  // namespace muistio
