// Where tables end, and what makes their rows and columns.
#include "extractors/tables.h"

#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/extractors/read_sheets.h"

using namespace muistio;
using testing::Print;
using testing::Sheet;

namespace {

constexpr double columns[] = {74, 140, 260, 330};

std::string text_of(const std::vector<Print>& prints) {
  return testing::read({Sheet{prints}}).text;
}

// Two rows of cells, a line below them at `left`, and the rows of another table.
std::string text_with_line_below(double left, const std::string& line) {
  const std::vector<std::vector<std::string>> rows{{"Projekti", "Arkisto", "Laatija", "Otso Malli"},
                                                   {"Versio", "1.0", "Tila", "Luonnos"},
                                                   {},
                                                   {"Nimi", "Yksikkö", "Rooli", "Läsnä"},
                                                   {"Aino Malli", "Arkisto", "pj", "X"}};
  std::vector<Print> prints;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < rows[r].size(); ++c)
      prints.push_back({columns[c], 72 + 13.0 * static_cast<double>(r), rows[r][c], 11});
  }
  prints.push_back({left, 72 + 25.0, line, 11});
  return text_of(prints);
}

}  // namespace

TEST_CASE("labels drawn apart from what stands beside them are rows of their own") {
  const std::string text = text_of({{72, 72, "Aika", 11},
                                    {72, 92, "Paikka", 11},
                                    {72, 112, "Paikalla", 11},
                                    {72, 172, "Poissa", 11},
                                    {150, 72, "ti 3.4.2018 klo 9", 11},
                                    {150, 92, "Kirjasto", 11},
                                    {150, 112, "Aino Malli", 11},
                                    {150, 126, "Otso Malli", 11},
                                    {150, 140, "Kari Laine", 11},
                                    {150, 154, "Pekka Puu", 11},
                                    {150, 172, "Maija Aho", 11}});
  CAPTURE(text);
  CHECK(text.find("Aika\tti 3.4.2018 klo 9\nPaikka\tKirjasto\nPaikalla\tAino Malli\n") == 0);
  CHECK(text.find("\nPoissa\tMaija Aho") != text.npos);
}

TEST_CASE("a list in two columns that are drawn one after the other is read so") {
  std::vector<Print> prints{
      {72, 72, "Jokien seuran hallituksen kokous talven asioista seuran talolla", 11}};
  const std::vector<std::string> left{"Läsnä", "Aino Malli, pj.", "Kari Laine, jäsen", "Pekka Puu",
                                      "Liisa Ranta"};
  const std::vector<std::string> right{"Maija Aho, siht.", "Otso Saari", "Poissa", "Helmi Niemi",
                                       "Veikko Kallio"};
  double top = 100;
  for (const std::string& entry : left) prints.push_back({72, top += 14, entry, 11});
  top = 100;
  for (const std::string& entry : right) prints.push_back({255, top += 14, entry, 11});
  const std::string text = text_of(prints);
  CAPTURE(text);
  CHECK(text.find("Liisa Ranta\n") < text.find("Maija Aho, siht."));
  CHECK(text.find("Otso Saari\nPoissa\n") != text.npos);

  std::vector<Print> rows{prints.front()};  // Drawn row by row it is a table.
  for (std::size_t i = 0; i < left.size(); ++i) {
    rows.push_back(prints[1 + i]);
    rows.push_back(prints[1 + left.size() + i]);
  }
  CHECK(text_of(rows).find("Aino Malli, pj.\tOtso Saari") != text.npos);
}

TEST_CASE("labels that reach the middle of the page are no half of a list") {
  const std::string text = text_of({{72, 72, "Kokouksen aika", 11},
                                    {72, 87, "Kokouksen paikka", 11},
                                    {72, 102, "Läsnä olleet", 11},
                                    {72, 132, "Poissa olleet", 11},
                                    {300, 72, "ti 3.4.2018 klo 9", 11},
                                    {300, 87, "Kylien kirjasto", 11},
                                    {300, 102, "Aino Malli", 11},
                                    {300, 117, "Otso Malli", 11},
                                    {300, 132, "Maija Aho", 11}});
  CAPTURE(text);
  CHECK(text.find("Kokouksen paikka\tKylien kirjasto\n") != text.npos);
  CHECK(text.find("Poissa olleet\tMaija Aho") != text.npos);
}

TEST_CASE("a cell of several lines that read on is one cell") {
  const std::string text = text_of({{72, 72, "Paikalla", 11},
                                    {72, 86, "olleet jäsenet", 11},
                                    {180, 72, "Aino Malli", 11},
                                    {180, 86, "Otso Malli", 11}});
  CAPTURE(text);
  CHECK(text.find("Paikalla\nolleet jäsenet\tAino Malli\nOtso Malli") == 0);
}

TEST_CASE("the heads of narrow columns of marks are cells of their own") {
  std::vector<Print> prints{{72, 72, "Nimi", 11}, {250, 72, "läsnä poissa", 11}};
  const std::vector<std::pair<std::string, bool>> rows{
      {"Aino Malli", true}, {"Otso Malli", false}, {"Kari Laine", true}, {"Pekka Puu", false}};
  double top = 72;
  for (const auto& [name, present] : rows) {
    prints.push_back({72, top += 14, name, 11});
    prints.push_back({present ? 250.0 : 280.0, top, "x", 11});
  }
  const std::string text = text_of(prints);
  CAPTURE(text);
  CHECK(text.find("Nimi\tläsnä\tpoissa\n") == 0);
}

TEST_CASE("a line left of the edge that cells share stands below the table") {
  const std::string text = text_with_line_below(72, "Osallistujat");
  CAPTURE(text);
  CHECK(text.find("\nOsallistujat\n") != text.npos);
  CHECK(text.find("\nNimi\tYksikkö\tRooli\tLäsnä\n") != text.npos);
}
