// Where places alone do not tell columns of text from cells, the order of drawing does.
#include "extractors/drawing_order.h"

#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/extractors/read_sheets.h"

using namespace muistio;
using testing::Print;
using testing::read;
using testing::Sheet;

namespace {

// Two columns whose paragraphs begin side by side, as the cells of a table do, drawn one after
// the other or line by line.
std::vector<Print> side_by_side(bool left_first) {
  constexpr std::string_view left[] = {
      "Työryhmä valmisteli kesän retkiä ja",    "niiden kuluja sekä pyysi muutaman",
      "tarjouksen lisää kolmelta yrittäjältä.", "Hallitus kuuli asiasta viikolla ja piti",
      "sitä hyvänä sekä kannatti asian",        "jatkamista syksyllä uudestaan.",
      "Jäsenet toivoivat tilavaa bussia ja",    "kahvia matkalle mukaan otettavaksi."};
  constexpr std::string_view right[] = {
      "Sihteeri kertoi uudesta kirjastosta ja",   "sen aukioloista sekä jakoi muutaman",
      "esitteen kokoukseen tulleille heti.",      "Rahastonhoitaja selvitti tilikautta ja",
      "sen lukuja sekä pyysi hyväksymään",        "menot sellaisina kuin ne olivat.",
      "Puheenjohtaja kiitti kaikkia ja toivotti", "hyvää kesää sekä päätti kokouksen."};
  const auto print = [&](bool on_left, int line) {
    return Print{on_left ? 72.0 : 310.0, 100 + 13.0 * line + 6 * (line / 3),
                 on_left ? left[line] : right[line]};
  };
  std::vector<Print> prints;
  for (int i = 0; i < 16; ++i) {
    prints.push_back(left_first ? print(i < 8, i % 8) : print(i % 2 == 0, i / 2));
  }
  return prints;
}

}  // namespace

TEST_CASE("what is drawn as two columns is read so, and what is drawn line by line is not") {
  const Document columns = read({{side_by_side(true)}});
  CHECK(columns.text.starts_with("Työryhmä valmisteli kesän retkiä ja\nniiden kuluja"));
  const Document lines = read({{side_by_side(false)}});
  CHECK(lines.text.find("yrittäjältä.\tSihteeri kertoi") != std::string::npos);
}

TEST_CASE("headings side by side on top of columns belong to their columns") {
  std::vector<Print> prints = side_by_side(true);
  for (Print& print : prints) print.top += 20;
  prints.insert(prints.begin() + 8, {310, 100, "4. Tilikausi", 11, true});
  prints.insert(prints.begin(), {72, 100, "1. Retket", 11, true});
  const Document document = read({{prints}});
  CHECK(document.text.starts_with("1. Retket\n\nTyöryhmä valmisteli"));
  CHECK(document.text.find("\n\n4. Tilikausi\n\nSihteeri kertoi") != std::string::npos);
}

TEST_CASE("a row of names right above columns is none of their lines") {
  std::vector<Print> prints = side_by_side(true);
  for (Print& print : prints) print.top += 20;
  prints.insert(prints.begin(), {{72, 100, "Aino Malli"}, {310, 100, "Otso Esimerkki"}});
  const Document document = read({{prints}});
  CHECK(document.text.starts_with("Aino Malli\tOtso Esimerkki\n\nTyöryhmä valmisteli"));
}

TEST_CASE("cells of several lines in the middle of their rows stay in their rows") {
  const Document document = read({{{
      {72, 100, "Ahlgrén Aino-"},
      {72, 113, "Maria, Kuntala"},
      {170, 106.5, "x"},
      {200, 106.5, "Berg Bo, Kylälä"},
      {320, 106.5, "-"},
      {72, 133, "Cederberg Carita"},
      {170, 133, "-"},
      {200, 126.5, "Dahl-Ek Doris,"},
      {200, 139.5, "Pitäjälä"},
      {320, 133, "x"},
      {72, 153, "Ekola Eero"},
      {72, 166, "Johannes"},
      {72, 179, "Kuntala, pj"},
      {170, 166, "x"},
      {200, 166, "Forss Frej, Kylälä"},
      {320, 166, "-"},
  }}});
  REQUIRE(document.rows.size() == 3);
  std::vector<std::vector<std::string>> rows;
  for (const Row& row : document.rows) {
    rows.emplace_back();
    for (const Cell& cell : cells_of(document, row)) {
      rows.back().emplace_back(document.at(cell.span));
    }
  }
  using Cells = std::vector<std::string>;
  CHECK(rows[0] == Cells{"Ahlgrén Aino-Maria, Kuntala", "x", "Berg Bo, Kylälä", "-"});
  CHECK(rows[1] == Cells{"Cederberg Carita", "-", "Dahl-Ek Doris,\nPitäjälä", "x"});
  CHECK(rows[2] == Cells{"Ekola Eero\nJohannes\nKuntala, pj", "x", "Forss Frej, Kylälä", "-"});
}

TEST_CASE("what the order of drawing tells of two columns") {
  struct Case {
    std::string_view drawn;  // L and R with the number of their line, in the order of drawing.
    Drawing::Kind kind;
  };
  const auto [drawn, kind] = GENERATE(values<Case>({
      {"L0 L1 L2 L3 R0 R1 R2 R3", Drawing::Kind::columns},
      {"L0 L1 L2 L3 R0 R1 R2 R3 L5 R5 L6 R6", Drawing::Kind::columns},
      {"L0 R0 L1 R1 L2 R2 L3 R3", Drawing::Kind::unknown},
      {"L0 L1 R0 R1 L2 L3 R2 R3", Drawing::Kind::rows},
      {"L0 L1 L2 L0 L1 L2 R0 R1 R2", Drawing::Kind::rows},
      {"L0 R0 R1 R2 L3 R3 R4", Drawing::Kind::rows},
      {"L0 R0 L1 L2 L3 L4 L5 L6 R1 R2 R3 R4 R5 R6", Drawing::Kind::rows},
      {"", Drawing::Kind::unknown},
  }));
  CAPTURE(drawn);
  std::vector<DrawnPlace> places;
  for (std::size_t i = 0; i + 1 < drawn.size(); i += 3) {
    const auto line = static_cast<std::size_t>(drawn[i + 1] - '0');
    places.push_back({static_cast<std::uint32_t>(places.size() + 1), line, drawn[i] == 'R'});
  }
  CHECK(drawing_of(places).kind == kind);
}

TEST_CASE("a row drawn after the columns above it is none of their lines") {
  std::vector<DrawnPlace> places;
  constexpr std::size_t lines = 7;
  for (const bool on_right : {false, true}) {
    for (std::size_t line = 0; line < lines; ++line) {
      places.push_back({static_cast<std::uint32_t>(places.size() + 1), line, on_right});
    }
  }
  for (const bool on_right : {false, true, true}) {
    places.push_back({static_cast<std::uint32_t>(places.size() + 1), lines, on_right});
  }
  CHECK(drawing_of(places).lines == lines);
}

TEST_CASE("words of the same text are told apart by their neighbours") {
  PageWords page;
  PrintLine line;
  const std::vector<std::string> texts = {"Aino", "Koski", "x", "Eino", "Koski", "x"};
  for (const std::string& text : texts) {
    PageWord word;
    word.text = text;
    const auto left = 50.0 * static_cast<double>(page.words.size());
    word.box = {left, 10, left + 30, 20};
    page.words.push_back(word);
    line.fragments.push_back(
        make_fragment(page, {static_cast<std::uint32_t>(page.words.size() - 1)}));
  }
  note_drawing_order(page, {line}, {"Otsikko", "Eino", "Koski", "x", "Aino", "Koski", "x"});
  std::vector<std::uint32_t> drawn;
  for (const PageWord& word : page.words) drawn.push_back(word.drawn);
  CHECK(drawn == std::vector<std::uint32_t>{5, 6, 7, 2, 3, 4});
}
