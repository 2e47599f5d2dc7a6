#include "extractors/read_document.h"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/extractors/read_sheets.h"

using namespace muistio;
using testing::language;
using testing::Print;
using testing::read;
using testing::Sheet;

TEST_CASE("lines with a gap as wide as between lines are one paragraph") {
  const Document document = read({{{
      {72, 100, "Lautakunta keskusteli pitkään siitä, miten kevään retki pitäisi järjestää, ja"},
      {72, 114, "totesi asian olevan vielä kesken."},
      {72, 142, "Kokous päättyi."},
  }}});
  CHECK(document.text ==
        "Lautakunta keskusteli pitkään siitä, miten kevään retki pitäisi järjestää, ja\n"
        "totesi asian olevan vielä kesken.\n\nKokous päättyi.");
  CHECK(document.blocks.size() == 2);
}

TEST_CASE("a word divided by a hyphen stands whole in the text and has two boxes") {
  const Document document = read({{{
      {72, 100, "Puheenjohtaja kertoi, että toiminta jatkuu ensi vuonnakin entisessä toimin-"},
      {72, 114, "tasuunnitelmassa sovitussa laajuudessa."},
  }}});
  const std::size_t at = document.text.find("toimintasuunnitelmassa");
  REQUIRE(at != std::string::npos);
  CHECK(places_of(document, {at, at + 22}).size() == 2);
}

TEST_CASE("a divided word goes on in the next line, whatever the height of the letters") {
  const Document document = read({{{
      {72, 100, "Puheenjohtajaksi valittiin Aino Esimerkki, sih-", 10},
      {72, 116, "teeriksi Otso Malli.", 13},
      {72, 200, "Kevään talous-", 10},
      {72, 260, "asiat ovat ennallaan.", 13},
  }}});
  CHECK(document.text ==
        "Puheenjohtajaksi valittiin Aino Esimerkki, sihteeriksi Otso Malli.\n\nKevään "
        "talous-\n\nasiat ovat ennallaan.");
}

TEST_CASE("a label in the margin and its value are two cells of one row") {
  const Document document = read({{{
      {72, 100, "Aika"},
      {200, 100, "12.3.2014 klo 17.00"},
      {72, 114, "Paikka"},
      {200, 114, "Kirjaston kokoushuone"},
  }}});
  CHECK(document.text == "Aika\t12.3.2014 klo 17.00\nPaikka\tKirjaston kokoushuone");
}

TEST_CASE("bullets of fonts that have no letters open list items") {
  struct Case {
    std::string_view sign;
    std::string read;
  };
  const auto [sign, read_as] = GENERATE(values<Case>({{"\u00B7", "•"},
                                                      {"\u00A7", "▪"},
                                                      {"\u00D8", "•"},
                                                      {"v", "•"},
                                                      {"\u00FC", "✓"},
                                                      {"\u00A8", "☐"},
                                                      {"\u00FE", "☒"}}));
  CAPTURE(read_as);
  const Document document = read({{{
      {76, 100, sign, 11, false, true},
      {90, 100, "Tarjoukset pyydetään kolmelta urakoitsijalta ennen seuraavaa kokousta, joka"},
      {90, 114, "pidetään koululla toukokuussa."},
      {76, 128, sign, 11, false, true},
      {90, 128, "Laituri korjataan."},
  }}});
  REQUIRE(document.blocks.size() == 2);
  CHECK(document.blocks[1].kind == BlockKind::list_item);
  CHECK(document.at(document.blocks[1].span) == read_as + " Laituri korjataan.");
}

TEST_CASE("a file that is no PDF, or one without pages, is refused with a reason") {
  struct Case {
    std::string bytes;
    ErrorCode code;
  };
  const auto [bytes, code] = GENERATE(values<Case>({
      {"", ErrorCode::not_pdf},
      {"<html>", ErrorCode::not_pdf},
      {"%PDF-1.4\nnothing more", ErrorCode::broken},
      {testing::small_pdf({}), ErrorCode::broken},
  }));
  REQUIRE(prepare_reading({}).ok());
  const auto document = read_document(bytes, {}, language());
  REQUIRE_FALSE(document.ok());
  CHECK(document.error().code == code);
  CHECK(document.error().message != "");
}

TEST_CASE("names and roles one below the other are rows, whatever case the roles are in") {
  const Document document = read({{{
      {72, 100, "Läsnä:"},
      {200, 100, "Ahti Karhula"},
      {330, 100, "puheenjohtaja"},
      {200, 114, "Birgit Lundqvist"},
      {330, 114, "jäsen"},
      {200, 128, "Cecilia af Forselles"},
      {330, 128, "jäsen"},
      {200, 142, "Veli-Matti Ylä-Outinen"},
      {330, 142, "sihteeri"},
      {72, 172, "Poissa:"},
      {200, 172, "Irene Haikara"},
      {330, 172, "jäsen"},
  }}});
  CHECK(document.rows.size() == 5);
  CHECK(document.text.find("Cecilia af Forselles\tjäsen\n") != std::string::npos);
}

TEST_CASE("a section's number in the margin and its title are a heading, and the table ends") {
  const Document document = read({{{
      {72, 100, "Aika"},
      {190, 100, "3.5.2011"},
      {72, 140, "4 §", 11, true},
      {190, 140, "KATUVALOT", 11, true},
      {190, 158, "Todettiin valot sammuneiksi."},
      {72, 190, "5 §", 11, true},
      {190, 190, "MUUT ASIAT", 11, true},
      {72, 208, "Päätös"},
      {190, 208, "Ei muita asioita."},
  }}});
  CHECK(document.text ==
        "Aika\t3.5.2011\n\n4 § KATUVALOT\n\nTodettiin valot sammuneiksi.\n\n"
        "5 § MUUT ASIAT\n\nPäätös\tEi muita asioita.");
}

TEST_CASE("a typed section's number in the margin heads the text that stands under its title") {
  const Document document = read({{{
      {72, 100, "4 §"},
      {108, 100, "Katuvalot"},
      {108, 113, "Todettiin valot sammuneiksi."},
      {72, 139, "5§"},
      {108, 139, "Muut asiat"},
      {108, 152, "Ei muita asioita."},
  }}});
  CHECK(document.text ==
        "4 § Katuvalot\n\nTodettiin valot sammuneiksi.\n\n5§ Muut asiat\n\nEi muita asioita.");
}

TEST_CASE("a page counter must count, and a head must repeat or count with the pages") {
  const auto sheet = [](std::string_view head, std::string_view counter, std::string_view body) {
    return Sheet{{{72, 40, head},
                  {500, 40, counter},
                  {72, 120, body},
                  {72, 160, "Lopuksi todettiin muuta."}}};
  };
  const Document document = read({sheet("Kuntala #2", "1 (2)", "Ensimmäinen sivu."),
                                  sheet("Kuntala #2", "2 (2)", "Toinen sivu.")});
  REQUIRE(document.furniture.size() == 4);
  CHECK(document.furniture[0].text == "Kuntala #2");
  CHECK(document.furniture[1].kind == FurnitureKind::page_counter);
  const Document single = read({{{{72, 40, "020"},
                                  {120, 40, "Kokouksen avaus"},
                                  {72, 60, "021"},
                                  {120, 60, "Muut asiat"}}}});
  CHECK(single.furniture.empty());
}

TEST_CASE("a word that ends lines at the head of different columns is no running head") {
  const auto sheet = [](double x) {
    return Sheet{{{72, 85, "Hallitus"}, {x, 85, "päätti"}, {72, 99, "retkestä."}}};
  };
  const bool elsewhere = GENERATE(true, false);
  const Document document = read({sheet(260), sheet(elsewhere ? 470 : 260)});
  const auto found = std::count_if(document.furniture.begin(), document.furniture.end(),
                                   [](const auto& piece) { return piece.text == "päätti"; });
  CHECK((found == 0) == elsewhere);
}

TEST_CASE("a word under text is no running head, though it stands so on the next page") {
  const auto sheet = [](std::string_view above) {
    return Sheet{{{72, 80, above}, {72, 94, "retkestä"}, {72, 160, "Muuta ei ollut."}}};
  };
  const Document document =
      read({sheet("Hallitus päätti syksyn"), sheet("Jäsenet kuulivat kevään")});
  CHECK(document.furniture.empty());
}

TEST_CASE("text is no heading where most lines are those of a table in small print") {
  Sheet sheet;
  constexpr std::string_view names[] = {"Aino Malli", "Otso Kari", "Oiva Lampi"};
  for (int row = 0; row < 14; ++row) {
    for (int cell = 0; cell < 3; ++cell) {
      sheet.prints.push_back({72 + 120.0 * cell, 80 + 16.0 * row, names[cell], 9});
    }
  }
  const bool ends = GENERATE(true, false);
  const std::string_view lines[] = {"Hallitus kävi läpi kevään retket ja", "kulut sekä totesi ne",
                                    ends ? "hyviksi. Samalla sovittiin" : "hyviksi ja piti niin",
                                    "siitä, että niitä jatketaan"};
  for (int i = 0; i < 4; ++i) sheet.prints.push_back({72, 340 + 15.0 * i, lines[i], 12});
  const Document document = read({sheet});
  CAPTURE(document.text);
  CHECK((document.blocks.back().kind == BlockKind::paragraph) == ends);
}

TEST_CASE("running text tells the usual height of print, although a table has more lines") {
  Sheet sheet;
  for (int row = 0; row < 6; ++row) sheet.prints.push_back({72, 80 + 16.0 * row, "Aino", 9});
  const std::string_view lines[] = {"Hallitus kävi läpi kevään retket ja kulut sekä",
                                    "totesi ne hyviksi niin kuin ne olivat"};
  for (int i = 0; i < 2; ++i) sheet.prints.push_back({72, 240 + 15.0 * i, lines[i], 12});
  const Document document = read({sheet});
  CAPTURE(document.text);
  CHECK(document.blocks.back().kind == BlockKind::paragraph);
}

TEST_CASE("the number of a row at the foot of a page is no page counter") {
  struct Case {
    double below;  // Of the row above.
    std::size_t counters;
  };
  const auto [below, counters] = GENERATE(values<Case>({{14, 0}, {45, 1}}));
  const Document document = read({{{{72, 100, "Kokous"},
                                    {72, 730, "Nro"},
                                    {140, 730, "Asia"},
                                    {72, 730 + below, "1"},
                                    {140, 730 + below, "Talkoiden ajankohta"}}}});
  CAPTURE(document.text);
  const auto found =
      std::count_if(document.furniture.begin(), document.furniture.end(),
                    [](const auto& piece) { return piece.kind == FurnitureKind::page_counter; });
  CHECK(static_cast<std::size_t>(found) == counters);
}

TEST_CASE("a page reads the same whichever way it is turned") {
  const int rotate = GENERATE(0, 90, 180, 270);
  CAPTURE(rotate);
  const Document document =
      read({{{{72, 100, "Aika"}, {200, 100, "12.3.2014 klo 17.00"}, {72, 160, "Kokous avattiin."}},
             595,
             842,
             rotate}});
  CHECK(document.text == "Aika\t12.3.2014 klo 17.00\n\nKokous avattiin.");
  REQUIRE(document.pages.size() == 1);
  CHECK(document.pages[0].width == (rotate % 180 == 0 ? 595 : 842));
}

TEST_CASE("headings printed letter by letter are words") {
  struct Case {
    std::string_view printed, read;
  };
  const auto [printed, text] = GENERATE(values<Case>({
      {"P Ö Y T Ä K I R J A", "PÖYTÄKIRJA"},
      {"M U I S T I O", "MUISTIO"},
      {"P Ö Y T Ä K I R J A   4 / 2 0 1 4", "PÖYTÄKIRJA 4/2014"},
      {"K O K O U K S E N        A V A U S", "KOKOUKSEN AVAUS"},
      {"K O K O U S   P Ä Ä T T Y I", "KOKOUS PÄÄTTYI"},
      {"x x x x x", "x x x x x"},
      {"A B", "A B"},
  }));
  CAPTURE(printed);
  const Document document = read({{{{72, 100, printed, 14, true}, {72, 160, "Tervetuloa."}}}});
  CHECK(document.text.substr(0, document.text.find('\n')) == text);
}

TEST_CASE("a title is not cut where a column of the table below it happens to begin") {
  const Document document = read({{{
      {72, 100, "Jaoston kokous 11", 11, true},
      {72, 114, "Aika"},
      {157, 114, "12.3.2014 klo 17.00"},
      {72, 128, "Paikka"},
      {157, 128, "Kirjaston kokoushuone"},
  }}});
  CHECK(document.text.starts_with("Jaoston kokous 11\n"));
}

TEST_CASE("the wide spaces of typed print cut no title where a column begins below it") {
  const Document document = read({{{
      {72, 100, "HANKE"},  // Its spaces are 6.6 points wide, as those of a typewriter.
      {116.5, 100, "SUOMI"},
      {159.2, 100, "KOKOUS"},
      {72, 120, "Aika"},
      {116.5, 120, "12.3.2014 klo 17.00"},
      {72, 134, "Paikka"},
      {116.5, 134, "Kirjaston kokoushuone"},
  }}});
  CHECK(document.text.starts_with("HANKE SUOMI KOKOUS\n"));
}

TEST_CASE("a sentence is not cut where a signature below it happens to begin") {
  const Print sentence{72, 100, "Puheenjohtaja lopetti istunnon klo 15.07."};
  const Document alone = read({{{sentence}}});
  REQUIRE(alone.words.size() == 5);
  const double column = alone.words[3].box.left;
  const Document document = read({{{
      sentence,
      {72, 118, "Aino Aalto"},
      {column, 118, "Otso Malli"},
  }}});
  CHECK(document.text.starts_with("Puheenjohtaja lopetti istunnon klo 15.07.\n"));
}

TEST_CASE("a cell of two lines beside cells of one, half a line lower, is of their row") {
  const Document document = read({{{
      {330, 93, "Vastuu ja", 11, true},
      {72, 100, "Asia", 11, true},
      {200, 100, "Ratkaisu", 11, true},
      {330, 107, "aikataulu", 11, true},
      {72, 126, "Talous"},
      {200, 126, "Merkittiin tiedoksi."},
      {330, 126, "Aino"},
      {72, 145, "Tilat"},
      {200, 145, "Vuokrataan koulu."},
      {330, 145, "Otso"},
  }}});
  CHECK(document.blocks.size() == 1);
  CHECK(document.rows.size() == 3);
  CHECK(cells_of(document, document.rows[0]).size() == 3);
}

TEST_CASE("a paragraph goes on over the end of a page after a line that is full") {
  const auto sheets = [](std::string_view last_line) {
    return std::vector<Sheet>{
        {{{72, 700, "Lautakunta keskusteli pitkään siitä, miten kevään retki pitäisi järjestää ja"},
          {72, 714,
           "mitä siitä tulee maksamaan, ja totesi asian olevan kesken. Lopulta sovittiin,"},
          {72, 728, last_line}}},
        {{{72, 100,
           "Puheenjohtaja kertoi, että toiminta jatkuu ensi vuonnakin entisessä laajuudessa"},
          {72, 114, "ja että uusi opas on painossa."}}}};
  };
  const Document full = read(
      sheets("että retkestä päätetään vasta huhtikuussa, kun kaikki tarjoukset ovat tulleet."));
  CHECK(full.text.find("tulleet.\nPuheenjohtaja") != std::string::npos);
  const Document ended = read(sheets("että retkestä päätetään vasta huhtikuussa."));
  CHECK(ended.text.find("huhtikuussa.\n\nPuheenjohtaja") != std::string::npos);
}

TEST_CASE("dots that lead to a page number are no text, and the number is a cell") {
  const Document document = read({{{
      {72, 100, "1 Avaus........................................................3"},
      {72, 114, "2 Talous"},
      {130, 114, ". . . . . . . . . . . . . . . . . . . . . . . ."},
      {320, 114, "12"},
      {72, 150, "Asiaa jatketaan... ja lopuksi pidetään tauko 15"},
      {72, 164, "minuuttia."},
  }}});
  CHECK(document.text.find("1 Avaus\t3\n") != std::string::npos);
  CHECK(document.text.find("2 Talous\t12\n") != std::string::npos);
  CHECK(document.text.find("jatketaan... ja lopuksi pidetään tauko 15\n") != std::string::npos);
}

TEST_CASE("cells of a few words stand apart although most gaps of their row are wide") {
  const Document document = read({{{
      {72, 100, "Eino Esimerkki"},
      {165, 100, "jäsen"},
      {260, 100, "x"},
      {72, 114, "Aarni Mallinen"},
      {165, 114, "sihteeri"},
      {260, 114, "-"},
      {72, 128, "Oili Mallikas"},
      {165, 128, "jäsen"},
      {260, 128, "x"},
  }}});
  CHECK(document.text ==
        "Eino Esimerkki\tjäsen\tx\nAarni Mallinen\tsihteeri\t-\nOili Mallikas\tjäsen\tx");
}

TEST_CASE("the space after a list marker does not make stretched words cells") {
  const Document document = read({{{
      {72, 100, "-"},
      {84, 100, "Toimikunta"},
      {157.8, 100, "täydensi"},
      {218.8, 100, "ohjelmaa"},
      {84, 114, "seuraavassa kokouksessa."},
  }}});
  CHECK(document.text == "- Toimikunta täydensi ohjelmaa\nseuraavassa kokouksessa.");
}

TEST_CASE("the last row of a table stays its own where a column begins below its marks") {
  Sheet sheet{{{72, 100, "Eino Esimerkki"},
               {200, 100, "puheenjohtaja"},
               {320, 100, "x"},
               {72, 116, "Aarni Mallinen"},
               {200, 116, "sihteeri"},
               {320, 116, "-"},
               {72, 132, "Oili Mallikas"},
               {200, 132, "varajäsen"},
               {320, 132, "-"}}};
  const std::vector<std::string> left = {
      "Retki tehdään keväällä saareen, jos jää on",   "lähtenyt ajoissa ja vene on saatu veteen",
      "ennen juhannusta. Ilmoittautua pitää hyvissä", "ajoin, koska paikkoja on vähän ja moni on",
      "jo kysellyt niistä. Ruokaa varataan kaikille", "samalla tavalla."};
  const std::vector<std::string> right = {
      "Talkoot pidetään syksyllä, kun lehdet ovat", "pudonneet ja haravat on saatu korjatuksi",
      "varastossa. Mukaan tulevat myös naapurit,",  "jotka ovat luvanneet tuoda kärryt ja kahvia",
      "koko väelle. Lopuksi lämmitetään sauna ja",  "istutaan iltaa rannalla niin kuin ennenkin."};
  for (const auto* column : {&left, &right}) {
    const double x = column == &left ? 72 : 320;
    for (std::size_t l = 0; l < column->size(); ++l) {
      sheet.prints.push_back({x, 160 + 14 * static_cast<double>(l), (*column)[l]});
    }
  }
  const Document document = read({sheet});
  CAPTURE(document.text);
  CHECK(document.text.find("Oili Mallikas\tvarajäsen\t-\n\nRetki tehdään") != std::string::npos);
  CHECK(document.text.find("samalla tavalla.\n\nTalkoot pidetään") != std::string::npos);
}

TEST_CASE("the number of a section stays in the text where only running heads tell it") {
  const auto page = [](std::string_view number, bool told) {
    Sheet sheet{{{72, 40, "Rantakylän johtokunta"},
                 {260, 40, number},
                 {480, 40, "12.3.2014"},
                 {72, 200, "Venevalkaman kunnostus"},
                 {72, 230, "Johtokunta päätti korjata laiturin ennen kesää."}}};
    if (told) sheet.prints[3].text = "§ 8 Venevalkaman kunnostus";
    return sheet;
  };
  const Document document = read({page("§ 7", false), page("§ 7", false), page("§ 8", false)});
  CAPTURE(document.text);
  CHECK(document.text.starts_with("§ 7\n\nVenevalkaman kunnostus"));
  CHECK(document.text.find("§ 7", 3) == std::string::npos);
  CHECK(document.text.find("§ 8\n\nVenevalkaman kunnostus") != std::string::npos);
  CHECK(document.text.find("Rantakylän") == std::string::npos);
  const Document told = read({page("§ 7", false), page("§ 7", false), page("§ 8", true)});
  CHECK(told.text.find("§ 8") == told.text.rfind("§ 8"));
}

TEST_CASE("paragraphs of one indented line each are not run together") {
  const Document document = read({{{
      {84, 100, "Kokous avattiin. Paikalla oli kymmenen jäsentä ja kaksi vierasta."},
      {84, 114, "Retki tehdään keväällä saareen, jos jää on lähtenyt ajoissa ja vene on"},
      {72, 128, "saatu veteen ennen juhannusta."},
  }}});
  CHECK(document.blocks.size() == 2);
  CHECK(document.text.find("vierasta.\n\nRetki tehdään") != std::string::npos);
}

TEST_CASE("a number far to the left of its title is a cell") {
  const Document document = read({{{
      {72, 100, "50"},
      {180, 100, "Kokouksen avaus, laillisuus ja työjärjestys"},
      {72, 116, "51"},
      {180, 116, "Tarkastajien valinta"},
  }}});
  CHECK(document.text ==
        "50\tKokouksen avaus, laillisuus ja työjärjestys\n51\tTarkastajien valinta");
}

TEST_CASE("a page on which words are painted over is told") {
  const std::vector<Print> prints{{72, 203, "Hakija Otso Malli saa avustuksen"}};
  CHECK(read({Sheet{prints}}).issues.empty());
  const Document covered =
      read({Sheet{prints}, Sheet{.prints = prints, .painted_over = "0 g 105 636 58 14 re f"}});
  if (covered.text.rfind("Malli") != covered.text.find("Malli")) return;  // Not seen by this build.
  REQUIRE(covered.issues.size() == 1);
  CHECK(covered.issues[0].code == "text_covered");
  CHECK(covered.issues[0].page == 2);
}
