#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "corpus/export/markup.h"
#include "extractors/divided_rows.h"
#include "pipeline/pages.h"

namespace muistio {
namespace {

std::string frame(const Box& box, std::string_view style) {
  return fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" {}/>\n",
                     box.left, box.top, box.width(), box.height(), style);
}

// Text stretched to the width that it has on the page, whatever font the viewer has.
std::string print(const Box& box, std::string_view text, bool bold, std::string_view colour) {
  if (box.width() <= 0 || text.empty()) return "";
  return fmt::format(
      "<text x=\"{:.1f}\" y=\"{:.1f}\" textLength=\"{:.1f}\" lengthAdjust=\"spacingAndGlyphs\" "
      "font-size=\"{:.1f}\"{} fill=\"{}\">{}</text>\n",
      box.left, box.bottom - 0.2 * box.height(), box.width(), 0.85 * box.height(),
      bold ? " font-weight=\"bold\"" : "", colour, escaped_markup(text));
}

std::string_view frame_style(BlockKind kind) {
  switch (kind) {
    case BlockKind::heading:
      return "fill=\"none\" stroke=\"#b3261e\"";
    case BlockKind::list_item:
      return "fill=\"none\" stroke=\"#1b7f3b\"";
    case BlockKind::table:
      return "fill=\"none\" stroke=\"#6a3fb5\"";
    case BlockKind::footnote:
      return "fill=\"none\" stroke=\"#8a6d00\"";
    case BlockKind::paragraph:
      break;
  }
  return "fill=\"none\" stroke=\"#1a66c2\"";
}

Box widened(const Box& box, double by) {
  return {box.left - by, box.top - by, box.right + by, box.bottom + by};
}

// A line of print; in tables on the tint of its column.
std::string line_drawing(const Document& document, const Line& line, bool tinted) {
  constexpr std::string_view tints[] = {"#e8f0fe", "#fdecea", "#e6f4ea", "#fff4d6", "#f1e8fd"};
  const auto tint = tints[static_cast<std::size_t>(line.cell) % std::size(tints)];
  const std::string text = print(line.box, document.at(line.span), line.bold, "#000");
  return tinted ? frame(line.box, fmt::format("fill=\"{}\"", tint)) + text : text;
}

std::string block_drawing(const Document& document, std::size_t number) {
  const Block& block = document.blocks[number];
  std::string drawing;
  for (std::size_t r = block.rows.first; r < block.rows.last; ++r) {
    const Range lines = document.rows[r].lines;
    const bool table = block.kind == BlockKind::table;
    for (std::size_t l = lines.first; l < lines.last; ++l) {
      const Line& line = document.lines[l];
      if (line.page == block.page) drawing += line_drawing(document, line, table);
    }
    if (table) {
      drawing +=
          frame(document.rows[r].box, "fill=\"none\" stroke=\"#cbb8ea\" stroke-width=\"0.5\"");
    }
  }
  drawing += frame(widened(block.box, 1.5), frame_style(block.kind));
  drawing +=
      fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"7\" fill=\"#b3261e\">{}</text>\n",
                  std::max(block.box.left - 16, 1.0), block.box.top + 6, number);
  return drawing;
}

}  // namespace

std::optional<std::string> page_drawing(const Document& document, int number) {
  const auto page = std::find_if(document.pages.begin(), document.pages.end(),
                                 [&](const Page& other) { return other.number == number; });
  if (page == document.pages.end()) return std::nullopt;
  std::string drawing = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.1f}\" height=\"{1:.1f}\" "
      "viewBox=\"0 0 {0:.1f} {1:.1f}\" font-family=\"sans-serif\">\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
      page->width, page->height);
  for (const std::size_t l : rest_of_row(document, *page)) {
    drawing += line_drawing(document, document.lines[l], true);
  }
  for (std::size_t b = page->blocks.first; b < page->blocks.last; ++b) {
    drawing += block_drawing(document, b);
  }
  for (const Furniture& piece : document.furniture) {
    if (piece.page == number) drawing += print(piece.box, piece.text, piece.bold, "#999");
  }
  return drawing + "</svg>\n";
}

}  // namespace muistio
