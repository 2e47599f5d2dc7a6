// muistio pages: what the reader saw on the pages of one file, for whoever wonders why a
// memo came out as it did.
#pragma once

#include <optional>
#include <string>

#include "corpus/document.h"
#include "pipeline/program.h"
#include "pipeline/reading_settings.h"

namespace muistio {

enum class PagesView { words, lines, blocks, svg, png };

struct PagesOptions {
  std::string path;
  PagesView view = PagesView::blocks;
  int page = 0;  // The page to draw, or the only one to print; 0: all.
  ReadingSettings reading;
};

int pages(const PagesOptions& options, Streams streams);

// One JSON object a line: the words, lines or blocks with their places, then the furniture.
std::string pages_json(const Document& document, PagesView view, int page);

// The page as SVG: every line of print in its place, blocks framed and numbered in reading
// order, cells of tables tinted by column, furniture in grey. Absent where the document has
// no such page.
std::optional<std::string> page_drawing(const Document& document, int page);

}  // namespace muistio
