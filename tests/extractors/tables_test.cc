// Where tables end: text right below one is no cell of it.
#include "extractors/tables.h"

#include <string>
#include <vector>

#include "extractors/read_document.h"
#include "tests/catch.h"
#include "tests/extractors/small_pdf.h"
#include "tests/language.h"

using namespace muistio;
using muistio::test::Sheet;
using muistio::test::small_pdf;
using muistio::testing::language;

namespace {

constexpr double columns[] = {74, 140, 260, 330};

// Two rows of cells, a line below them at `left`, and the rows of another table.
std::string text_with_line_below(double left, const std::string& line) {
  const std::vector<std::vector<std::string>> rows{{"Projekti", "Arkisto", "Laatija", "Otso Malli"},
                                                   {"Versio", "1.0", "Tila", "Luonnos"},
                                                   {},
                                                   {"Nimi", "Yksikkö", "Rooli", "Läsnä"},
                                                   {"Aino Malli", "Arkisto", "pj", "X"}};
  Sheet sheet;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < rows[r].size(); ++c)
      sheet.prints.push_back({columns[c], 72 + 13.0 * static_cast<double>(r), rows[r][c], 11});
  }
  sheet.prints.push_back({left, 72 + 25.0, line, 11});
  REQUIRE(prepare_reading({}).ok());
  auto document = read_document(small_pdf({sheet}), {}, language());
  REQUIRE(document.ok());
  return document.value().text;
}

}  // namespace

TEST_CASE("a line left of the edge that cells share stands below the table") {
  const std::string text = text_with_line_below(72, "Osallistujat");
  CAPTURE(text);
  CHECK(text.find("\nOsallistujat\n") != text.npos);
  CHECK(text.find("\nNimi\tYksikkö\tRooli\tLäsnä\n") != text.npos);
}
