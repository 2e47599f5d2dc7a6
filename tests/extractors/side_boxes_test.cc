#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/extractors/read_sheets.h"

using namespace muistio;
using testing::Print;
using testing::Sheet;

namespace {

std::string text_of(const std::vector<Print>& prints) {
  return testing::read({Sheet{prints}}).text;
}

// Two sections of a memo, from `left` on.
std::vector<Print> sections(double left) {
  return {{left, 200, "3. Talkoot", 11, true},
          {left, 214, "Sihteeri esitteli talkoiden tulokset, joihin kaikki olivat"},
          {left, 228, "tyytyväisiä, ja kiitti ahkerimpia. Päätettiin hankkia uusi"},
          {left, 242, "lumilinko ennen talvea sekä myydä vanha linko pois."},
          {left, 264, "4. Muut asiat", 11, true},
          {left, 278, "Tilintarkastajaksi valittiin Raili Malli ja varalle toinen"},
          {left, 292, "Malli, joka ei ollut kokouksessa vaan matkoilla saaressa."}};
}

const std::string sections_text =
    "3. Talkoot\n\n"
    "Sihteeri esitteli talkoiden tulokset, joihin kaikki olivat\n"
    "tyytyväisiä, ja kiitti ahkerimpia. Päätettiin hankkia uusi\n"
    "lumilinko ennen talvea sekä myydä vanha linko pois.\n\n";
const std::string rest_text =
    "4. Muut asiat\n\n"
    "Tilintarkastajaksi valittiin Raili Malli ja varalle toinen\n"
    "Malli, joka ei ollut kokouksessa vaan matkoilla saaressa.";

std::vector<Print> joined(std::vector<Print> one, const std::vector<Print>& other) {
  one.insert(one.end(), other.begin(), other.end());
  return one;
}

}  // namespace

TEST_CASE("a stamp beside running text stands between its paragraphs") {
  const std::vector<Print> stamp{
      {430, 209, "SAAPUNUT"}, {430, 222, "12.3.2021"}, {430, 235, "Dnro 44/2021"}};
  const bool stamp_first = GENERATE(false, true);
  const Print above{72, 150, "Pöytäkirja"};
  const std::vector<Print> memo = joined({above}, sections(72));
  CHECK(text_of(stamp_first ? joined(stamp, memo) : joined(memo, stamp)) ==
        "Pöytäkirja\n\n" + sections_text + "SAAPUNUT\n12.3.2021\nDnro 44/2021\n\n" + rest_text);
}

TEST_CASE("an address in the left margin is no column of labels") {
  const std::vector<Print> address{{40, 196, "Mallilan seura", 8},
                                   {40, 206, "Rantatie 4", 8},
                                   {40, 216, "99990 Mallila", 8},
                                   {40, 226, "puh. 040 000 0000", 8},
                                   {40, 236, "mallila.example", 8}};
  const std::string text = text_of(joined(sections(170), address));
  CHECK(text.find("Mallilan seura\nRantatie 4\n99990 Mallila\npuh. 040 000 0000\n"
                  "mallila.example") != std::string::npos);
  CHECK(text.find("lumilinko ennen talvea sekä myydä vanha linko pois.") != std::string::npos);
  CHECK(text.ends_with(rest_text));
}

TEST_CASE("cells beside running text stay in their rows") {
  struct Case {
    const char* what;
    std::vector<Print> prints;
    const char* row;
  };
  const auto [what, prints, row] = GENERATE(values<Case>({
      {"drawn with their row",
       {{72, 200, "Päätettiin hankkia uusi lumilinko ennen talvea, jotta tie"},
        {72, 214, "pysyy auki myös kokousten aikaan koko pitkän talven ajan."},
        {72, 228, "Vanha linko myydään pois, ja rahat käytetään valaistukseen."},
        {430, 200, "Eero"},
        {430, 214, "Tiina"},
        {72, 260, "Seuraava kokous pidetään talvella, kun lunta on satanut jo"},
        {72, 274, "enemmän kuin viime vuonna, ja silloin katsotaan linkoa."},
        {430, 260, "Oona Malli"}},
       "tie\tEero\n"},
      {"small labels a little below their rows, drawn first",
       {{72, 201.5, "Aika", 9},
        {72, 221.5, "Paikka", 9},
        {72, 241.5, "Läsnä", 9},
        {170, 200, "maanantai 3.6.2019 klo 8.30"},
        {170, 220, "Hallintotalo, kokoustila Aapinen (videoyhteys mökille ja saareen)"},
        {170, 240, "Auli Malli, kuntayhtymän johtaja ja kokouksen puheenjohtaja"}},
       "Paikka\tHallintotalo"},
  }));
  CAPTURE(what);
  const std::string text = text_of(prints);
  CAPTURE(text);
  CHECK(text.find(row) != std::string::npos);
}
