#include "extractors/ocr_cells.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "extractors/ocr_look.h"

namespace muistio {
namespace {

// A cell higher than this is a piece of a page: it may hold columns.
constexpr double table_cell_inches = 2.5;

constexpr double same_edge_inches = 0.06;

constexpr int same_shade = 12;  // Of the ground; print on another one would be taken for ground.

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

// The shade that half of the cell reaches.
int ground_of(Pix* unruled, const PictureBox& cell) {
  constexpr int step = 3;
  const std::unique_ptr<::Box, void (*)(::Box*)> box(
      boxCreate(cell.left, cell.top, cell.width(), cell.height()),
      [](::Box* owned) { boxDestroy(&owned); });
  const PixPointer part(pixClipRectangle(unruled, box.get(), nullptr));
  l_uint32 shade = 255;
  return part && pixGetRankValue(part.get(), step, 0.5F, &shade) == 0 ? static_cast<int>(shade)
                                                                      : 255;
}

// Cells of a table that stand over one another, equally wide and on ground of one shade, with no
// others between them. Their rows of print are read together as a column of text: one by one, each
// would be tried with both languages.
struct Column {
  bool alone = false;  // Takes no second cell.
  int ground = 255;
  PictureBox box;
  std::vector<int> numbers;  // Of the cells, as in PixelWord.

  bool has(int number) const {
    return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
  }
};

class ColumnFinder {
 public:
  // `before` is the number of the cell before the first of the table.
  ColumnFinder(Pix* unruled, const PictureTable& table, int before, double dpi)
      : table_(table), before_(before), dpi_(dpi) {
    for (const PictureTable::Cell& cell : table.cells)
      grounds_.push_back(cell.printed ? ground_of(unruled, cell.box) : 255);
  }

  // Of the printed cells that are `wanted`.
  std::vector<Column> columns(const WantedCell& wanted) const {
    std::vector<Column> columns;
    for (std::size_t i = 0; i < table_.cells.size(); ++i) {
      if (!table_.cells[i].printed || !wanted(table_.cells[i], number_of(i))) continue;
      const Column one{stands_alone(i), grounds_[i], table_.cells[i].box, {}};
      const auto column = std::find_if(columns.begin(), columns.end(), [&](const Column& other) {
        return !one.alone && goes_on(other, i);
      });
      Column& taker = column == columns.end() ? columns.emplace_back(one) : *column;
      taker.box = united(taker.box, one.box);
      taker.numbers.push_back(number_of(i));
    }
    return columns;
  }

 private:
  int number_of(std::size_t cell) const { return before_ + static_cast<int>(cell) + 1; }

  static PictureBox united(const PictureBox& one, const PictureBox& other) {
    return {std::min(one.left, other.left), std::min(one.top, other.top),
            std::max(one.right, other.right), std::max(one.bottom, other.bottom)};
  }

  // Pieces of a page; rows whose cells run together and boxes that reach over others, as they are
  // where rules have breaks.
  bool stands_alone(std::size_t cell) const {
    const PictureTable::Cell& one = table_.cells[cell];
    return is_page_like(one, dpi_) || 10 * one.box.width() > 8 * table_.box.width() ||
           std::any_of(table_.cells.begin(), table_.cells.end(), [&](const auto& other) {
             return &other != &one && overlap(other.box, one.box);
           });
  }

  bool is_alike(const Column& column, std::size_t cell) const {
    const double same = same_edge_inches * dpi_;
    const PictureBox& box = table_.cells[cell].box;
    return !column.alone && std::abs(grounds_[cell] - column.ground) <= same_shade &&
           std::abs(box.left - column.box.left) <= same &&
           std::abs(box.right - column.box.right) <= same;
  }

  bool goes_on(const Column& column, std::size_t cell) const {
    if (!is_alike(column, cell)) return false;
    const PictureBox whole = united(column.box, table_.cells[cell].box);
    for (std::size_t i = 0; i < table_.cells.size(); ++i) {
      const PictureTable::Cell& other = table_.cells[i];
      if (other.printed && overlap(other.box, whole) && !is_alike(column, i)) return false;
    }
    return true;
  }

  const PictureTable& table_;
  int before_;
  double dpi_;
  std::vector<int> grounds_;
};

// The engine holds the picture without rules.
FirstReading read_column(tesseract::TessBaseAPI& engine, const RuledPicture& ruled, double dpi,
                         const Column& column) {
  FirstReading reading;
  engine.SetPageSegMode(column.box.height() > table_cell_inches * dpi && column.alone
                            ? tesseract::PSM_AUTO
                            : tesseract::PSM_SINGLE_BLOCK);
  look_at(engine, column.box);
  if (engine.Recognize(nullptr) != 0) return reading;
  take_reading(engine, reading);
  const auto is_foreign = [&](PrintedWord& word) {
    place_in_cell(ruled, dpi, word.word);
    return !column.has(word.word.cell) || is_of_rules(word.word.text);
  };
  std::erase_if(reading.words, is_foreign);
  std::erase_if(reading.alone, is_foreign);
  return reading;
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

FirstReading read_cells(tesseract::TessBaseAPI& engine, const RuledPicture& ruled, double dpi,
                        const WantedCell& wanted) {
  Pix* const unruled = ruled.unruled.get();
  FirstReading reading;
  engine.SetImage(unruled);
  engine.SetSourceResolution(static_cast<int>(dpi));
  int before = 0;
  for (const PictureTable& table : ruled.tables) {
    for (const Column& column : ColumnFinder(unruled, table, before, dpi).columns(wanted))
      reading.add(read_column(engine, ruled, dpi, column));
    before += static_cast<int>(table.cells.size());
  }
  engine.SetPageSegMode(tesseract::PSM_AUTO);
  look_at(engine, {0, 0, pixGetWidth(unruled), pixGetHeight(unruled)});
  return reading;
}

}  // namespace muistio
