// Pages whose truth is known, because tests/extractors/pages/render made them from it: every
// paragraph must come back whole, every table row in one piece with its cells, in order.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/extractors/read_sheets.h"

using namespace muistio;

namespace {

const std::filesystem::path folder =
    std::filesystem::path(MUISTIO_SOURCE_DIR) / "tests/extractors/pages";

std::string contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Document read(const std::string& name) {
  return testing::read_pdf(contents(folder / (name + ".pdf")));
}

std::string on_one_line(std::string_view text) {
  std::string line(text);
  for (char& c : line) {
    if (c == '\n') c = ' ';
  }
  return line;
}

// The document in the form of the expected files. What goes on over the end of a column or
// page is one line.
std::string lines_of(const Document& document) {
  std::string lines;
  std::size_t end = 0;
  for (const Block& block : document.blocks) {
    const std::string_view between = document.at({end, block.span.begin});
    if (end > 0 && between == "\n\n") lines += '\n';
    if (end > 0 && between == "\n") lines += ' ';
    end = block.span.end;
    if (block.kind != BlockKind::table) {
      lines += on_one_line(document.at(block.span));
      continue;
    }
    for (std::size_t r = block.rows.first; r < block.rows.last; ++r) {
      if (r > block.rows.first) lines += '\n';
      int column = 0;
      for (const Cell& cell : cells_of(document, document.rows[r])) {
        for (; column < cell.column; ++column) lines += " | ";
        lines += on_one_line(document.at(cell.span));
      }
    }
  }
  return lines + "\n";
}

}  // namespace

TEST_CASE("made pages come back word for word, in order, in paragraphs, rows and cells") {
  const auto name = GENERATE(values<std::string>(
      {"one-column", "two-columns", "indented-columns", "margin-labels", "tables",
       "names-in-two-columns", "small-things", "turned-page", "line-numbers", "numbered-list",
       "narrow-justified", "watermark", "labels-in-the-middle", "tables-on-each-other",
       "narrow-cells", "footnotes"}));
  CAPTURE(name);
  const Document document = read(name);
  CHECK(lines_of(document) == contents(folder / (name + ".expected.txt")));
}

TEST_CASE("heads and page counters are kept apart from the text of made pages") {
  const Document document = read("one-column");
  REQUIRE(document.furniture.size() == 2 * document.pages.size());
  CHECK(document.furniture[0].kind == FurnitureKind::running_head);
  CHECK(document.furniture[0].text == "Kotirannan kyläyhdistys");
  CHECK(document.furniture[1].kind == FurnitureKind::page_counter);
  CHECK(document.text.find("Kotirannan") == std::string::npos);
}

TEST_CASE("a watermark is kept apart from the text, also where no text is under it") {
  const Document document = read("watermark");
  REQUIRE(document.furniture.size() == 2);
  CHECK(document.furniture[0].text == "LUONNOS");
  CHECK(document.furniture[1].text == "LUONNOS");
  CHECK(document.furniture[1].page == 2);
}

TEST_CASE("a word over the end of a page has its places on both pages") {
  const Document document = read("one-column");
  for (const Block& block : document.blocks) {
    if (block.page != 2) continue;
    const Block& before =
        document.blocks[static_cast<std::size_t>(&block - &document.blocks[0]) - 1];
    const auto places = places_of(document, {before.span.begin, block.span.end});
    CHECK(places.front().page == 1);
    CHECK(places.back().page == 2);
    break;
  }
}
