// The words in the cells of ruled tables.
#pragma once

#include <tesseract/baseapi.h>

#include <functional>

#include "extractors/ocr_first_reading.h"
#include "extractors/ocr_tables.h"

namespace muistio {

// Sets cell and row of the word: the smallest cell that it stands in, because a cell's box
// reaches over others where rules have breaks.
void place_in_cell(const RuledPicture& ruled, double dpi, PixelWord& word);

// `number` is that of the cell in PixelWord.
using WantedCell = std::function<bool(const PictureTable::Cell& cell, int number)>;

// Reads the printed cells that are `wanted`, those of a column together. The engine then holds the
// picture without rules.
FirstReading read_cells(tesseract::TessBaseAPI& engine, const RuledPicture& ruled, double dpi,
                        const WantedCell& wanted);

}  // namespace muistio
