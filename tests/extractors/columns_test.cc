// Text that goes on over the ends of columns and pages.
#include "extractors/columns.h"

#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/extractors/read_sheets.h"

using namespace muistio;
using testing::Print;
using testing::Sheet;

namespace {

using Lines = std::vector<std::string_view>;

void print(Sheet& sheet, double left, double top, const Lines& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i)
    sheet.prints.push_back({left, top + 13.0 * static_cast<double>(i), lines[i], 11});
}

std::string text_of(const std::vector<Sheet>& sheets) {
  std::string text = testing::read(sheets).text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool lone = text[i] == '\n' && text[i + 1] != '\n' && (i == 0 || text[i - 1] != '\n');
    if (lone) text[i] = ' ';
  }
  return text;
}

constexpr double left = 60, right = 310, top = 80;

Sheet page_of_columns() {
  Sheet sheet;
  print(sheet, left, top,
        {"Johtokunta kävi läpi kevään tilaisuudet ja", "totesi, että niistä useimmat olivat hyvin",
         "onnistuneita ja väkeä riitti jokaiseen. Kun", "talkoita on syksyllä enemmän, niistä on",
         "kerrottava ajoissa kaikille niille kyläläisille,",
         "jotka eivät lue sähköpostia eivätkä käy"});
  print(
      sheet, right, top,
      {"yhdistyksen sivuilla. Sihteeri kirjoittaa", "lapun kaupan seinälle ja koulun oveen niin",
       "pian kuin päivät tiedetään. Samalla sovittiin",
       "siitä, että kahvit keitetään jatkossa omilla",
       "keittimillä, jotka on jo hankittu rahoilla,", "joita saatiin arpajaisista ja kirpputorin"});
  return sheet;
}

}  // namespace

TEST_CASE("a line or two on the next page end the columns of the page before") {
  Sheet next;
  print(next, left, top, {"tuotosta. Loput rahoista menevät kesällä"});
  print(next, right, top, {"rannan uuteen laituriin."});
  print(next, left, top + 40, {"Kokous päättyi."});
  const std::string text = text_of({page_of_columns(), next});
  CAPTURE(text);
  CHECK(text.find("kirpputorin tuotosta. Loput rahoista menevät kesällä rannan uuteen laituriin."
                  "\n\nKokous päättyi.") != text.npos);
}

TEST_CASE("a row of a table below columns is none of their lines") {
  Sheet next;
  print(next, left, top, {"Aino Malli"});
  print(next, right, top, {"puheenjohtaja"});
  const std::string text = text_of({page_of_columns(), next});
  CAPTURE(text);
  CHECK(text.find("Aino Malli\tpuheenjohtaja") != text.npos);
}

TEST_CASE("a sentence whose first line ends the page goes on in a number") {
  Sheet first, next;
  print(first, left, top,
        {"Johtokunta kävi läpi kevään tilaisuudet ja totesi, että niistä useimmat olivat hyvin",
         "onnistuneita."});
  print(first, left, top + 40,
        {"Puheenjohtaja kertoi laiturista ja sen rakentamisesta. Kylän väki kokoontuu rantaan"});
  print(next, left, top,
        {"18.5.2016 puhdistamaan paikkoja ja kantamaan lankkuja, joita on hankittu talven aikana",
         "riittävästi."});
  const std::string text = text_of({first, next});
  CAPTURE(text);
  CHECK(text.find("rantaan 18.5.2016 puhdistamaan") != text.npos);
}

TEST_CASE("names and what belongs to them are rows, and names in two columns are not") {
  struct Case {
    Lines beside;
    bool rows;
  };
  const auto [beside, rows] = GENERATE(values<Case>({
      {{"Kuntaliitto", "Malliranta ry", "Metsäkeskus", "Kansalaisopisto", "Vesihuolto Oy"}, true},
      {{"Seija Koski", "Esko Laine", "Tarja Niemi", "Jorma Salo", "Anja Rautio"}, false},
      {{"1. Avaus", "2. Asialista", "3. Talous", "4. Talkoot", "5. Muut asiat"}, false},
  }));
  Sheet sheet;
  print(sheet, left, top,
        {"Aino Malli", "Kalle Kivi", "Oiva Lampi", "Marketta Ruoho", "Tuomo Kumpu"});
  print(sheet, right, top, beside);
  const std::string text = text_of({sheet});
  CAPTURE(text);
  CHECK((text.find(beside[1]) < text.find("Tuomo Kumpu")) == rows);
}

TEST_CASE("what stands under the words of a list item goes on from it on the next page") {
  constexpr double words = left + 8;  // Behind the dash.
  Sheet sheet, next;
  print(sheet, left, top, {"Johtokunta jakoi syksyn työt näin, ja kaikki", "suostuivat."});
  print(sheet, left, top + 40, {"- Aino kysyy uuden laiturin hinnan kahdelta"});
  print(sheet, words, top + 53, {"tekijältä, ja naulat ovat jo pihalla."});
  const bool under_words = GENERATE(true, false);
  const double below = under_words ? words : left;
  print(next, below, top, {"Lankut tuo Otso. Vanha laituri puretaan, kun"});
  print(next, below, top + 13, {"vesi on alhaalla."});
  print(next, left, top + 40, {"- Aino kutsuu naapurit."});
  print(next, left, top + 70, {"Kokous päättyi kello yhdeksän, ja kaikki", "lähtivät."});
  const std::string text = text_of({sheet, next});
  CAPTURE(text);
  CHECK((text.find("jo pihalla. Lankut tuo Otso.") != text.npos) == under_words);
}

TEST_CASE("whether a full line that ends a sentence ends its paragraph, the paper's others tell") {
  const bool long_paragraphs = GENERATE(true, false);
  const Lines paragraph{
      "Johtokunta kävi läpi kevään tilaisuudet ja totesi, että niistä useimmat olivat "
      "onnistuneita.",
      "Väkeä riitti niistä jokaiseen oikein mukavasti, ja kahvia keitettiin koko ajan kaikille.",
      "Ensi syksynä on talkoita enemmän kuin ennen, ja niistä on kerrottava ajoissa kyläläisille.",
      "Kahvit keitetään."};
  Sheet sheet, next;
  double y = top;
  for (int i = 0; i < 6; ++i, y += 66) {
    if (long_paragraphs) {
      print(sheet, left, y, paragraph);
    } else {
      print(sheet, left, y, {paragraph[0].substr(0, 88), "niin."});
      print(sheet, left, y + 33, {paragraph[2].substr(0, 88), "näin."});
    }
  }
  print(sheet, left, y,
        {"Aino kertoi, että naulat on jo ostettu koulun uuteen varastoon, ja niitä on siellä nyt "
         "paljon,",
         "ja samalla, että laudat tulevat vasta viikolla siitä, kun Otso hakee ne lauantaina."});
  print(next, left, top, {"Rahastonhoitajalta kysytään rahat, ja hän", "vastaa."});
  const std::string text = text_of({sheet, next});
  CAPTURE(text);
  CHECK((text.find("lauantaina. Rahastonhoitajalta") != text.npos) == long_paragraphs);
}

TEST_CASE("columns are found below a table whose cells begin at more places") {
  Sheet sheet;
  for (int row = 0; row < 8; ++row) {
    const double y = 60 + 13.0 * row;
    for (const double x : {60.0, 130.0, 220.0, 345.0, 420.0, 490.0}) {
      constexpr std::string_view cells[] = {"Aino", "Malli", "Kylä", "Seura", "x"};
      sheet.prints.push_back({x, y, cells[static_cast<std::size_t>(x + row) % 5], 11});
    }
  }
  for (Print print : page_of_columns().prints) {
    print.top += 120;
    sheet.prints.push_back(print);
  }
  const std::string text = text_of({sheet});
  CAPTURE(text);
  CHECK(text.find("eivätkä käy yhdistyksen sivuilla") != text.npos);
}

TEST_CASE("marks of a table do not draw the edge of the column that begins beside them") {
  constexpr double inset = 18, marks = 285;  // The longest line of the left column ends at 281.
  Sheet sheet;
  constexpr std::string_view names[] = {"Aino Malli", "Kalle Kivi", "Oiva Lampi", "Otso Kari"};
  for (int row = 0; row < 4; ++row) {
    print(sheet, left, 60 + 16.0 * row, {names[row]});
    print(sheet, marks, 60 + 16.0 * row, {"x"});
  }
  for (Print print : page_of_columns().prints) {
    print.left += print.left < right ? inset : 0;
    print.top += 60;
    sheet.prints.push_back(print);
  }
  const std::string text = text_of({sheet});
  CAPTURE(text);
  CHECK(text.find("eivätkä käy yhdistyksen sivuilla") != text.npos);
}

TEST_CASE("a word too long for its column does not keep stretched lines apart") {
  Sheet sheet = page_of_columns();
  for (Print& print : sheet.prints) print.top += print.left < right ? 0 : 65;
  sheet.prints.insert(sheet.prints.begin() + 6,
                      {right, top, "Yhdistyksen kirpputorien arpajaistuottojenkin", 11});
  constexpr std::string_view ends[] = {"", "ja lankkuja", "sekä nauloja", "vielä lautoja", "niin"};
  constexpr double widths[] = {0, 52, 61.8, 58.1, 17.1};
  for (int line = 1; line < 5; ++line) {
    print(sheet, right, top + 13.0 * line, {"laituriin saadaan"});
    print(sheet, right + 208 - widths[line], top + 13.0 * line, {ends[line]});
  }
  const std::string text = text_of({sheet});
  CAPTURE(text);
  CHECK(text.find("laituriin saadaan vielä lautoja") != text.npos);
}

TEST_CASE("a few lines stand beside the column that goes on in them") {
  Sheet sheet, whole = page_of_columns();
  for (const Print& print : whole.prints) {
    if (print.left < right) sheet.prints.push_back(print);
  }
  print(sheet, left, top + 78,
        {"torilla. Siellä on silti hyvä käydä aina kun", "on aikaa, ja moni"});
  print(sheet, right, top, {"käykin, vaikka matkaa on", "peninkulma."});
  const std::string text = text_of({sheet});
  CAPTURE(text);
  CHECK(text.find("ja moni käykin, vaikka") != text.npos);
}

TEST_CASE("a few lines drawn where columns stood before are columns") {
  Sheet next;
  print(next, left, top, {"- Aino kysyy tilin kulut", "pankista."});
  print(next, left, top + 30, {"- Otso hakee torilta jääneet pöydät", "kylätalolle ja pesee ne"});
  print(next, right, top, {"sekä tuolit."});
  print(next, right, top + 17, {"- Oiva lämmittää saunan."});
  const std::string text = text_of({page_of_columns(), next});
  CAPTURE(text);
  CHECK(text.find("kysyy tilin kulut pankista.") != text.npos);
  CHECK(text.find("pesee ne sekä tuolit.") != text.npos);
}

TEST_CASE("a paragraph goes on from one short column in the other above a table") {
  Sheet next;
  print(next, left, top, {"Lopuksi todettiin, että rahoja on vielä", "jäljellä, ja ne pannaan"});
  print(next, right, top, {"säästöön kesän", "varalle."});
  for (int row = 0; row < 3; ++row) {
    print(next, left, top + 60 + 30.0 * row, {"Lankkujen haku", "rannasta"});
    print(next, right, top + 60 + 30.0 * row, {"Otso", "Malli"});
  }
  const std::string text = text_of({page_of_columns(), next});
  CAPTURE(text);
  CHECK(text.find("ne pannaan säästöön kesän varalle.") != text.npos);
  CHECK(text.find("Lankkujen haku rannasta\tOtso Malli") != text.npos);
}
