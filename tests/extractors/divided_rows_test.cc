// Tables over the end of a page: a row that it divides is one row; the head that stands
// again above the rest is told once.
#include "extractors/divided_rows.h"

#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/extractors/read_sheets.h"

using namespace muistio;
using testing::Print;
using testing::read;
using testing::Sheet;

namespace {

// The text of cells, line by line; "" leaves a cell's place empty.
using TableText = std::vector<std::vector<std::string>>;

constexpr double columns[] = {72, 250, 380};
constexpr double pitch = 14;

Sheet sheet(double top, const TableText& lines, bool head = false) {
  Sheet sheet;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    for (std::size_t c = 0; c < lines[l].size(); ++c) {
      if (lines[l][c].empty()) continue;
      const double y = top + pitch * static_cast<double>(l);
      sheet.prints.push_back({columns[c], y, lines[l][c], 11, head && l == 0});
    }
  }
  return sheet;
}

std::string one_line(std::string text) {
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  return text;
}

// The rows of all tables, cells divided by " | "; other blocks as they are.
std::vector<std::string> rows_of(const Document& document) {
  std::vector<std::string> rows;
  for (const Block& block : document.blocks) {
    for (std::size_t r = block.rows.first; r < block.rows.last; ++r) {
      std::string row;
      for (const Cell& cell : cells_of(document, document.rows[r])) {
        if (!row.empty()) row += " | ";
        row += one_line(std::string(document.at(cell.span)));
      }
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

const TableText first_page = {
    {"Tehtävä", "Vastuu", "Huomioita"},
    {"Tilataan uudet tuolit saliin", "Aino Malli", "Hinnat kysytään"},
    {"Laaditaan luonnos sopimuksen", "Eino Esimerkki", "Luonnos käsitellään"}};

using Rows = std::vector<std::string>;

}  // namespace

TEST_CASE("a row that the end of a page divides is one row") {
  const Document document = read(
      {sheet(740, first_page, true), sheet(72, {{"uusista ehdoista", "", "seuraavassa kokouksessa"},
                                                {"Siivotaan varasto", "Oiva Malli", "Talkoot"}})});
  CHECK(rows_of(document) ==
        Rows{"Tehtävä | Vastuu | Huomioita",
             "Tilataan uudet tuolit saliin | Aino Malli | Hinnat kysytään",
             "Laaditaan luonnos sopimuksen uusista ehdoista | Eino Esimerkki | "
             "Luonnos käsitellään seuraavassa kokouksessa",
             "Siivotaan varasto | Oiva Malli | Talkoot"});
  const std::size_t rest = document.text.find("uusista");
  CHECK(places_of(document, {rest, rest + 3}).front().page == 2);
  CHECK(document.blocks.front().page == 1);
  CHECK(rest_of_row(document, document.pages[1]).size() == 2);
  CHECK(rest_of_row(document, document.pages[0]).empty());
}

TEST_CASE("the rest of one cell joins its row, with or without more rows below") {
  const TableText more = {{"", "", "seuraavassa kokouksessa"},
                          {"Siivotaan", "Oiva Malli", "Talkoot"}};
  const auto next = GENERATE_COPY(values<TableText>({more, {more.front()}}));
  const Document document = read({sheet(740, first_page, true), sheet(72, next)});
  const Rows rows = rows_of(document);
  REQUIRE(rows.size() == first_page.size() + next.size() - 1);
  CHECK(rows[first_page.size() - 1] ==
        "Laaditaan luonnos sopimuksen | Eino Esimerkki | "
        "Luonnos käsitellään seuraavassa kokouksessa");
  CHECK(document.pages.size() == 2);
  CHECK(document.pages[1].blocks.size() == next.size() - 1);
}

TEST_CASE("a word divided by the end of the page stands whole in its cell") {
  TableText lines = first_page;
  lines.back()[2] = "Luonnos käsitel-";
  const Document document =
      read({sheet(740, lines, true), sheet(72, {{"", "", "lään kokouksessa"}})});
  CHECK(document.text.ends_with("Luonnos käsitellään kokouksessa"));
}

TEST_CASE("the head of a table that stands again on the next page is furniture") {
  const Document document =
      read({sheet(700, first_page, true), sheet(160,
                                                {first_page.front(),
                                                 {"uusista ehdoista", "", "kokouksessa"},
                                                 {"Siivotaan varasto", "Oiva Malli", "Talkoot"}},
                                                true)});
  CHECK(rows_of(document) ==
        Rows{"Tehtävä | Vastuu | Huomioita",
             "Tilataan uudet tuolit saliin | Aino Malli | Hinnat kysytään",
             "Laaditaan luonnos sopimuksen uusista ehdoista | Eino Esimerkki | "
             "Luonnos käsitellään kokouksessa",
             "Siivotaan varasto | Oiva Malli | Talkoot"});
  REQUIRE(document.furniture.size() == 3);
  CHECK(document.furniture.front().text == "Tehtävä");
  CHECK(document.furniture.front().page == 2);
}

TEST_CASE("a row of its own at the top of a page stays one") {
  const auto next = GENERATE(values<TableText>({
      {{"Siivotaan varasto", "Oiva Malli", "Talkoot"}},
      {{"vuokrataan sali", "Oiva Malli", "talkoot"}},  // A name begins an entry.
      {{"Uusista ehdoista", "", "seuraavassa kokouksessa"}},
  }));
  const std::size_t rows = first_page.size() + next.size();
  CHECK(rows_of(read({sheet(740, first_page, true), sheet(72, next)})).size() == rows);
}

TEST_CASE("lists in lower case are not run together over the end of a page") {
  const TableText above = {{"Tulot", "Vuosi"}, {"vuokrat salista", "sata"}, {"myynti", "tuhat"}};
  CHECK(rows_of(read({sheet(740, above, true), sheet(72, {{"jäsenmaksut", "kymmenen"}})})).size() ==
        4);
}
