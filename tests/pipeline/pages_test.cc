#include "pipeline/pages.h"

#include <string>

#include "tests/catch.h"
#include "tests/pipeline/printed.h"

using namespace muistio;

namespace {

// One row of a table: a label, an empty column, a value; and a page counter.
Document one_row() {
  Document document;
  document.text = "Aika\tklo 9 < 10";
  document.words = {{{0, 4}, {10, 10, 30, 20}},
                    {{5, 8}, {100, 10, 115, 20}},
                    {{9, 10}, {118, 10, 122, 20}},
                    {{11, 12}, {124, 10, 128, 20}},
                    {{13, 15}, {130, 10, 140, 20}}};
  document.text = "Aika\tklo 9 < 10";
  document.lines = {{{0, 4}, {10, 10, 30, 20}, {0, 1}}, {{5, 15}, {100, 10, 140, 20}, {1, 5}}};
  document.lines[1].cell = 2;
  document.rows = {{{0, 15}, {10, 10, 140, 20}, {0, 2}, 0}};
  document.blocks = {{BlockKind::table, {0, 15}, {10, 10, 140, 20}, {0, 1}, 1}};
  Page page;
  page.width = 200;
  page.height = 100;
  page.blocks = {0, 1};
  document.pages = {page};
  document.furniture = {{FurnitureKind::page_counter, 1, {180, 2, 190, 8}, "1 (2)", false, 8}};
  return document;
}

}  // namespace

TEST_CASE("pages prints tables by rows and columns, an empty column as null") {
  CHECK(pages_json(one_row(), PagesView::blocks, 0) ==
        "{\"page\":1,\"block\":0,\"kind\":\"table\",\"box\":[10.0,10.0,140.0,20.0],"
        "\"rows\":[[\"Aika\",null,\"klo 9 < 10\"]]}\n"
        "{\"page\":1,\"furniture\":\"page_counter\",\"text\":\"1 "
        "(2)\",\"box\":[180.0,2.0,190.0,8.0]}\n");
}

TEST_CASE("pages prints only the page that is asked for") {
  CHECK(pages_json(one_row(), PagesView::words, 2) == "");
}

TEST_CASE("a page is drawn with its text escaped, and only where there is one") {
  const auto drawing = page_drawing(one_row(), 1);
  REQUIRE(drawing);
  CHECK(drawing->find("klo 9 &lt; 10") != std::string::npos);
  CHECK(drawing->find("1 (2)") != std::string::npos);
  CHECK_FALSE(page_drawing(one_row(), 2));
}

TEST_CASE("a file to look into that is not there was never listed") {
  const auto printed = testing::printed_by({"pages", "no-such.pdf"});
  CHECK(printed.exit_code == exit_could_not_run);
  CHECK(printed.err == "muistio: no-such.pdf: there is no such file\n");
}
