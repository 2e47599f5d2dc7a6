#include "rules/agenda.h"

#include <string>

#include "corpus/unicode.h"
#include "rules/agenda_misread.h"
#include "rules/agenda_number.h"
#include "tests/catch.h"
#include "tests/rules/document_builder.h"
#include "tests/rules/shipped.h"

using namespace muistio;
using testing::document_of;
using testing::language;
using testing::rulebook;

namespace {

const AgendaWords& agenda_words() {
  return rulebook().kept<AgendaWords>();
}

// "1 Avaus|2 Päätös": number and title of each item.
std::string items_in(const Document& document) {
  const Passage passage = make_passage(document, rulebook(), language());
  std::string all;
  for (const AgendaItem& item : find_items(passage)) {
    if (!all.empty()) all += '|';
    all += item.number.value_or("-");
    if (!item.title.empty()) all += ' ' + item.title;
  }
  return all;
}

std::string items(const std::string& markup, PageSource source = PageSource::text_layer) {
  return items_in(document_of(markup, source));
}

// As items(), with the words of each paragraph up to its first full stop in bold.
std::string items_run_in(const std::string& markup) {
  Document document = document_of(markup);
  for (const Block& block : document.blocks) {
    for (Word& word : document.words) {
      if (!block.span.contains(word.span.begin)) continue;
      word.bold = true;
      if (document.at(word.span).ends_with('.')) break;
    }
  }
  return items_in(document);
}

constexpr const char* three =
    "1 Kokouksen avaus|2 Soutukilpailun järjestelyt|3 Kokouksen päättäminen";

}  // namespace

TEST_CASE("an item's number is read in every way it is printed") {
  struct Case {
    const char* line;
    const char* printed;
    NumberStyle style;
    const char* rest;
  };
  const auto [line, printed, style, rest] = GENERATE(values<Case>({
      {"1. Avaus", "1", NumberStyle::point, "Avaus"},
      {"12 Avaus", "12", NumberStyle::plain, "Avaus"},
      {"020\tAvaus", "020", NumberStyle::plain, "Avaus"},
      {"3) Avaus", "3", NumberStyle::bracket, "Avaus"},
      {"§ 4 Avaus", "4", NumberStyle::section, "Avaus"},
      {"§4. Avaus", "4", NumberStyle::section, "Avaus"},
      {"5 § Avaus", "5", NumberStyle::section, "Avaus"},
      {"5. § Avaus", "5", NumberStyle::section, "Avaus"},
      {"5§ Avaus", "5", NumberStyle::section, "Avaus"},
      {"5 §Avaus", "5", NumberStyle::section, "Avaus"},
      {"§5Avaus", "5", NumberStyle::section, "Avaus"},
      {"7.1 Avaus", "7.1", NumberStyle::point, "Avaus"},
      {"7.1. Avaus", "7.1", NumberStyle::point, "Avaus"},
      {"Asia 2: Avaus", "2", NumberStyle::word, "Avaus"},
      {"Ärende 2 Öppnande", "2", NumberStyle::word, "Öppnande"},
      {"IV. Avaus", "IV", NumberStyle::roman, "Avaus"},
      {"b) Avaus", "b", NumberStyle::letter, "Avaus"},
      {"Siv.ltk § 50", "50", NumberStyle::organ, ""},
      {"Kunnanhallitus 12.3.2020 § 45", "45", NumberStyle::organ, ""},
      {"Tark.ltk 61 §", "61", NumberStyle::organ, ""},
      {"I Avaus", "I", NumberStyle::roman, "Avaus"},
      {"1.Avaus", "1", NumberStyle::point, "Avaus"},
      {"4.. Avaus", "4", NumberStyle::point, "Avaus"},
      {"6", "6", NumberStyle::plain, ""},
      {"214/2019 Avaus", "214/2019", NumberStyle::point, "Avaus"},
      {"§ 12/2019 Avaus", "12/2019", NumberStyle::section, "Avaus"},
      {"12/2019 § Avaus", "12/2019", NumberStyle::section, "Avaus"},
      {"8 b. Avaus", "8 b", NumberStyle::point, "Avaus"},
      {"12a § Avaus", "12a", NumberStyle::section, "Avaus"},
      {"#3 Avaus", "3", NumberStyle::plain, "Avaus"},
      {"(3) Avaus", "3", NumberStyle::bracket, "Avaus"},
  }));
  CAPTURE(line);
  const auto number = parse_item_number(line, agenda_words());
  REQUIRE(number);
  CHECK(number->printed == printed);
  CHECK(number->style == style);
  CHECK(std::string_view(line).substr(number->length) == rest);
}

TEST_CASE("the text in the cell below a title is no part of it") {
  CHECK(items("Asia 1\tKAHVIVUOROT\n\tVuorot jaettiin.\n\nAsia 2\tVeneet\n\tVeneet on "
              "maalattu.\n\nAsia 3\tKokouksen\n\tpäättäminen") ==
        "1 KAHVIVUOROT|2 Veneet|3 Kokouksen päättäminen");
}

TEST_CASE("a line that runs on with a day parts no repeated number from its twin") {
  CHECK(
      items("# 1 Avaus\nAvattiin.\n\n# 2 Syyskokous\nKokous on seuratalolla, ja Aino laatii siitä "
            "kutsun kaikille viimeistään\n10.10. mennessä.\n\n# 2 Muut asiat\nEi ollut.\n\n# 3 "
            "Lopetus\nPäätettiin.") == "1 Avaus|2 Syyskokous|2 Muut asiat|3 Lopetus");
}

TEST_CASE("dates, times, amounts and words are no item numbers") {
  const auto line = GENERATE(values<const char*>(
      {"12.3.2014 Kokous", "40100 Jyväskylä", "10/2014 muistio", "3/14 Muistio", "5% korotus",
       "3-4 henkeä", "A Aalto", "kohta on selvä", "Liite", "(i) malli", "(3 kpl)",
       "(2014) Avaus ja", "#kanava", "", "Aino Aalto § 5 ja muut asiat"}));
  CAPTURE(line);
  CHECK_FALSE(parse_item_number(line, agenda_words()));
}

TEST_CASE("numbers run on over parts and skipped numbers") {
  struct Case {
    const char* one;
    const char* next;
    int steps;
  };
  const auto [one, next, steps] = GENERATE(values<Case>({
      {"7. a", "8. a", 1},
      {"7. a", "7.1 a", 1},
      {"7.1 a", "7.2 a", 1},
      {"7.2 a", "8. a", 1},
      {"7. a", "7. a", 0},
      {"7. a", "7 a. Aa", 1},
      {"7 a. Aa", "7 b. Aa", 1},
      {"7 b. Aa", "8. Aa", 1},
      {"7. a", "9. a", 2},
      {"7. a", "6. a", -1},
      {"7.2 a", "7. a", -1},
  }));
  CAPTURE(one, next);
  CHECK(steps_between(*parse_item_number(one, agenda_words()),
                      *parse_item_number(next, agenda_words()))
            .value_or(-1) == steps);
}

TEST_CASE("items are found in every numbering") {
  const auto markup = GENERATE(values<const char*>({
      "1. Kokouksen avaus\nAino avasi kokouksen.\n\n2. Soutukilpailun järjestelyt\nSovittiin "
      "vuoroista.\n\n3. Kokouksen päättäminen\nPäätettiin kokous.",
      "1 Kokouksen avaus\n\nAino avasi kokouksen.\n\n2 Soutukilpailun järjestelyt\n\nSovittiin "
      "vuoroista.\n\n3 Kokouksen päättäminen\n\nPäätettiin kokous.",
      "1) Kokouksen avaus\n\nAino avasi kokouksen.\n\n2) Soutukilpailun järjestelyt\n\nSovittiin "
      "vuoroista.\n\n3) Kokouksen päättäminen\n\nPäätettiin kokous.",
      "# 1 § Kokouksen avaus\nAino avasi kokouksen.\n\n# 2 § Soutukilpailun järjestelyt\nSovittiin "
      "vuoroista.\n\n# 3 § Kokouksen päättäminen\nPäätettiin kokous.",
      "§ 1 Kokouksen avaus\n\nAino avasi kokouksen.\n\n§ 2 Soutukilpailun järjestelyt\n\nSovittiin "
      "vuoroista.\n\n§ 3 Kokouksen päättäminen\n\nPäätettiin kokous.",
      "1 §\nKokouksen avaus\n\nAino avasi kokouksen.\n\n2 §\nSoutukilpailun "
      "järjestelyt\n\nSovittiin "
      "vuoroista.\n\n3 §\nKokouksen päättäminen\n\nPäätettiin kokous.",
      "Asia 1: Kokouksen avaus\n\nAino avasi kokouksen.\n\nAsia 2: Soutukilpailun järjestelyt\n\n"
      "Sovittiin vuoroista.\n\nAsia 3: Kokouksen päättäminen\n\nPäätettiin kokous.",
      "1.\tKokouksen avaus\n\nAino avasi kokouksen.\n\n2.\tSoutukilpailun järjestelyt\n\nSovittiin "
      "vuoroista.\n\n3.\tKokouksen päättäminen\n\nPäätettiin kokous.",
      "Kokouksen avaus § 1\n\nAino avasi kokouksen.\n\nSoutukilpailun järjestelyt § 2\n\n"
      "Sovittiin vuoroista.\n\nKokouksen päättäminen § 3\n\nPäätettiin kokous.",
      "1. Kokouksen avaus: Aino avasi kokouksen.\n\n2. Soutukilpailun järjestelyt: Sovitaan "
      "vuoroista.\n\n3. Kokouksen päättäminen: Lopetetaan kokous.",
      "Kokouksen avaus\t1 §\n\nAino avasi kokouksen.\n\nSoutukilpailun järjestelyt\t2 §\n\n"
      "Sovittiin vuoroista.\n\nKokouksen päättäminen\t3 §\n\nPäätettiin kokous.",
      "1. Kokouksen avaus: Aino avasi kokouksen.\n\n2. Soutukilpailun järjestelyt. Sovittiin "
      "vuoroista.\n\n3. Kokouksen päättäminen. Aino päätti kokouksen.",
      "1. Kokouksen avaus\n2. Soutukilpailun järjestelyt\n3. Kokouksen päättäminen",
      "1 – Kokouksen avaus\n\nAino avasi.\n\n2 – Soutukilpailun järjestelyt\n\nSovittiin.\n\n"
      "3 – Kokouksen päättäminen\n\nLoppu.",
      "1. Kokouksen avaus\tAino avasi kokouksen.\n2. Soutukilpailun\tSovittiin, että Eero "
      "tuo\njärjestelyt\tveneen rantaan.\n3. Kokouksen päättäminen\tPäätettiin kokous.",
      "== 1. Kokouksen avaus ==\nAino avasi kokouksen.\n\n== 2. Soutukilpailun järjestelyt ==\n"
      "Sovittiin vuoroista.\n\n== 3. Kokouksen päättäminen ==\nPäätettiin kokous.",
      "1\tKokouksen avaus\tAvattiin.\tAino\n2\tSoutukilpailun järjestelyt\tSovittiin.\tEero\n3\t"
      "Kokouksen päättäminen\tPäätettiin.\t",
  }));
  CAPTURE(markup);
  CHECK(items(markup) == three);
}

TEST_CASE("Roman numbers and Swedish sections are numberings, too") {
  CHECK(
      items(
          "# I. Avaus\nAino avasi.\n\n# II. Talous\nRahaa on.\n\n# III. Lopetus\nSe oli siinä.") ==
      "I Avaus|II Talous|III Lopetus");
  CHECK(items("§ 11 Mötets öppnande\n\nMaja öppnade mötet.\n\n§ 12 Val av sekreterare\n\nTill "
              "sekreterare valdes Olof.\n\n§ 13 Mötets avslutande\n\nMaja avslutade mötet.") ==
        "11 Mötets öppnande|12 Val av sekreterare|13 Mötets avslutande");
  CHECK(items("1. Mötets öppnande\n2. Val av dem som är i tur att avgå\n3. Mötets avslutande") ==
        "1 Mötets öppnande|2 Val av dem som är i tur att avgå|3 Mötets avslutande");
}

TEST_CASE("sub-items follow their item") {
  CHECK(items("# 1. Avaus\nAino avasi.\n\n# 2. Talous\n\n# 2.1 Tilikauden tulos\nYlijäämä.\n\n"
              "# 2.2 Jäsenmaksu\nPysyy.\n\n# 3. Lopetus\nLoppu.") ==
        "1 Avaus|2 Talous|2.1 Tilikauden tulos|2.2 Jäsenmaksu|3 Lopetus");
}

TEST_CASE("numbers over the year, repeated and skipped ones stay as printed") {
  CHECK(items("# 118 § Avaus\nAvattiin.\n\n# 119 § Laituri\nKorjataan.\n\n# 120 § Loppu\nOhi.") ==
        "118 Avaus|119 Laituri|120 Loppu");
  CHECK(items("# 1. Avaus\nAvattiin.\n\n# 2. Laituri\nKorjataan.\n\n# 2. Sauna\nMaalataan.\n\n"
              "# 3. Loppu\nOhi.") == "1 Avaus|2 Laituri|2 Sauna|3 Loppu");
  CHECK(items("# 1. Avaus\nAvattiin.\n\n# 2. Laituri\nKorjataan.\n\n# 4. Loppu\nOhi.") ==
        "1 Avaus|2 Laituri|4 Loppu");
}

TEST_CASE("a numbered list inside an item is no part of the agenda") {
  CHECK(items("# 1. Avaus\nAino avasi kokouksen.\n\n# 2. Rantasaunan vaihtoehdot\nVaihtoehtoja "
              "ovat:\n\n1. Uusi sauna\n2. Vanhan korjaus\n3. Myynti\n4. Vuokraus\n\nAsiasta "
              "keskusteltiin.\n\n# 3. Muut asiat\nEi ollut.\n\n# 4. Lopetus\nKokous päättyi.") ==
        "1 Avaus|2 Rantasaunan vaihtoehdot|3 Muut asiat|4 Lopetus");
  CHECK(items("1. Avaus\nAino avasi kokouksen.\n\n2. Rantasaunan vaihtoehdot\nVaihtoehtoja "
              "ovat:\n\n1. Uusi sauna\n2. Vanhan korjaus\n3. Myynti\n\nAsiasta "
              "keskusteltiin.\n\n3. Muut asiat\nEi ollut.\n\n4. Lopetus\nKokous päättyi.") ==
        "1 Avaus|2 Rantasaunan vaihtoehdot|3 Muut asiat|4 Lopetus");
  CHECK(items("# 1. Avaus\nAino avasi kokouksen.\n\n# 2. Tehtävät\nJaettiin tehtävät:\n\n1. Aino "
              "hankkii maalin.\n\nMaali on vihreää.\n\n2. Eero hankkii siveltimet.\n\nNiitä "
              "tarvitaan viisi.\n\n3. Kerttu keittää kahvin.\n\nPannullinen riittää.\n\n"
              "# 3. Lopetus\nKokous päättyi.") == "1 Avaus|2 Tehtävät|3 Lopetus");
}

TEST_CASE("a list of people under an item is no part of the agenda") {
  CHECK(items("1. Avaus\n\nKokouksen avasi Aino.\n\n2. Läsnäolijat\n\n1. Aino Aalto\n2. Eero "
              "Elo\n3. Kerttu Kivi\n4. Olli Oja\n\n3. Hiihtolatu\n\nOlli ajaa ladun.\n\n4. "
              "Lopetus\n\nLoppu.") == "1 Avaus|2 Läsnäolijat|3 Hiihtolatu|4 Lopetus");
}

TEST_CASE("dates, addresses and fields at the beginning of a line are no items") {
  CHECK(items("Läsnä: Aino ja Eero\n\n# 1. Avaus\nAvattiin.\n\n# 2. Retket\n2.5. Kemi\n12.6. "
              "Tornio\n40100 Jyväskylä\n2020 Toimintavuosi oli hyvä\n\nPäätös: Lähdetään.\n\n"
              "# 3. Lopetus\nLoppu.\n\nLiite 1 Matkaohjelma") == "1 Avaus|2 Retket|3 Lopetus");
}

TEST_CASE("a list of the items in front does not double them") {
  CHECK(items("# PÖYTÄKIRJA\n\nKäsiteltävät asiat\n\n1\tKokouksen avaus\n2\tSoutukilpailun "
              "järjestelyt\n3\tKokouksen päättäminen\n\n\f# 1 KOKOUKSEN AVAUS\nAino avasi "
              "kokouksen.\n\n# 2 SOUTUKILPAILUN JÄRJESTELYT\nSovittiin vuoroista.\n\n"
              "# 3 KOKOUKSEN PÄÄTTÄMINEN\nKokous päättyi.") ==
        "1 KOKOUKSEN AVAUS|2 SOUTUKILPAILUN JÄRJESTELYT|3 KOKOUKSEN PÄÄTTÄMINEN");
  CHECK(items("Asialista\n\n1 Kokouksen avaus ........ 2\n2 Soutukilpailun järjestelyt ...... 3\n"
              "3 Kokouksen päättäminen ....... 4") == three);
}

TEST_CASE("a listed item is found in the body by its words where its number is not there") {
  const Document document = document_of(
      "Käsiteltävät asiat\n\n7\tKokouksen avaus\n8\tLaiturin korjaus\n9\tMuut asiat\n\n\f"
      "# KOKOUKSEN AVAUS\nAino avasi kokouksen.\n\n# LAITURIN KORJAUS\nKorjataan.\n\n"
      "# MUUT ASIAT\nEi ollut.");
  const Passage passage = make_passage(document, rulebook(), language());
  const auto found = find_items(passage);
  REQUIRE(found.size() == 3);
  const AgendaItem* item = item_at(found, document.text.find("Korjataan"));
  REQUIRE(item);
  CHECK(item->number == "8");
}

TEST_CASE("an item that only the list in front names is kept") {
  CHECK(items("Käsiteltävät asiat\n\n7\tKokouksen avaus\n8\tLaiturin korjaus\n9\tMuut asiat\n\n\f"
              "# 7 KOKOUKSEN AVAUS\nAino avasi kokouksen.\n\n# 8 LAITURIN KORJAUS\nKorjataan.") ==
        "7 KOKOUKSEN AVAUS|8 LAITURIN KORJAUS|9 Muut asiat");
}

TEST_CASE("a section that repeats its number under the heading is one item") {
  CHECK(items("# 50 KOKOUKSEN AVAUS\nRak.ltk § 50\n\nPuheenjohtaja avasi kokouksen.\n\n# 51 "
              "TALOUSARVIO\nRak.ltk § 51\n\nHyväksyttiin.") == "50 KOKOUKSEN AVAUS|51 TALOUSARVIO");
  CHECK(items("# KOKOUKSEN AVAUS\nRak.ltk § 50\n\nPuheenjohtaja avasi kokouksen.\n\n# TALOUSARVIO\n"
              "Rak.ltk § 51\n\nHyväksyttiin talousarvio.") == "50 KOKOUKSEN AVAUS|51 TALOUSARVIO");
}

TEST_CASE("who handled an item before is no other item and no list in front") {
  const Document document = document_of(
      "56 § **TARKASTAJAT**\n\nValittiin Aino ja Eero.\n\n57 § **VEROPROSENTTI**\n\nKhall "
      "27.10.2014 § 212\n\nHyväksyttiin.\n\nKvalt 17.11.2014 § 57\n\nPäätös: Hyväksyttiin.\n\n"
      "58 § **LOPPU**\n\nOhi.");
  const Passage passage = make_passage(document, rulebook(), language());
  const auto found = find_items(passage);
  REQUIRE(found.size() == 3);
  CHECK(item_at(found, document.text.find("212"))->number == "57");
}

TEST_CASE("a heading may stand above its number") {
  const auto* mark = GENERATE("§ ", "Kunnanhallitus § ");
  CAPTURE(mark);
  const auto item = [&](const char* title, const char* number, const char* text) {
    return "**" + std::string(title) + "**\n" + mark + number + "\n\n" + text + "\n\n";
  };
  CHECK(items(item("Kokouksen avaus", "36", "Puheenjohtaja avasi kokouksen.") +
              item("Pöytäkirjan tarkastajat", "37", "Päätös: Valittiin Aino ja Eero.") +
              item("Soutukilpailun järjestelyt", "38", "Päätös: Hyväksyttiin.")) ==
        "36 Kokouksen avaus|37 Pöytäkirjan tarkastajat|38 Soutukilpailun järjestelyt");
}

TEST_CASE("a title goes on over wrapped lines and not into the text") {
  CHECK(
      items("# 1. Avaus\nAino avasi kokouksen.\n\n**2. Selvitys kylän yhteisten venepaikkojen "
            "jakamisesta ja**\n**niiden hinnoista**\nPaikkoja on viisi.\n\n# 3. Lopetus\nLoppu.") ==
      "1 Avaus|2 Selvitys kylän yhteisten venepaikkojen jakamisesta ja niiden hinnoista|3 Lopetus");
  CHECK(
      items("1. Avaus\nAino avasi kokouksen.\n\n2. Selvitys kylän yhteisten venepaikkojen "
            "jakamisesta ja\nniiden hinnoista\nPaikkoja on viisi ja ne on jaettu arvalla kaikille "
            "niitä\npyytäneille.\n\n3. Lopetus\nLoppu.") ==
      "1 Avaus|2 Selvitys kylän yhteisten venepaikkojen jakamisesta ja niiden hinnoista|3 Lopetus");
}

TEST_CASE("a title goes on in the cell below it, with figures, too") {
  CHECK(items("1. Kokouksen avaus\tAino avasi kokouksen.\n2. Talouden tilanne\tRahaa on ja sitä "
              "tulee\n1/2018–3/2018\tlisää syksyllä.\n3. Kokouksen\tPäätettiin kokous\npäättäminen"
              "\tilman kahvia.") ==
        "1 Kokouksen avaus|2 Talouden tilanne 1/2018–3/2018|3 Kokouksen päättäminen");
}

TEST_CASE("a line that had room ends the title in its cell") {
  CHECK(items("Hankkeen kokous\n\nNro\tAsia\tPäätös\n"
              "1\tEdellisen kokouksen muistio\tHyväksyttiin.\n"
              "2\tTestaus\vTestit alkavat viikolla 39.\tMerkittiin.\n"
              "3\tTilat\vAvain puuttuu.\tHankitaan.\n") ==
        "1 Edellisen kokouksen muistio|2 Testaus|3 Tilat");
  CHECK(items("Hoitokunnan kokous\n\n14 §\tKokouksen avaus\vLeena avasi kokouksen kello kuusi "
              "illalla.\n"
              "15 §\tIstutukset\vTilataan poikasia.\n16 §\tLoppu\vKokous päättyi.\n") ==
        "14 Kokouksen avaus|15 Istutukset|16 Loppu");
}

TEST_CASE("numbers that run over the year may name it") {
  CHECK(items("118/2019 Avaus\nAino avasi kokouksen.\n\n119/2019 Ilmoitusasiat\na) Kesäleiri 3.7.\n"
              "b) Talvileiri 5.2.\n\n120/2019 Loppu\nKokous päättyi.") ==
        "118/2019 Avaus|119/2019 Ilmoitusasiat|120/2019 Loppu");
  CHECK(items("3/2014 Pöytäkirja\n\n4. Avaus\nAino avasi.\n\n5. Laituri\nKorjataan.\n\n6. "
              "Loppu\nOhi.") == "4 Avaus|5 Laituri|6 Loppu");
}

TEST_CASE("what is a field on some forms may head an item on others") {
  CHECK(items("# Hallituksen kokous 3.4.2018\n\nAika: 3.4.2018 klo 17\n\n**LAILLISUUS JA "
              "PÄÄTÖSVALTAISUUS**\nTodettiin.\n\n**LAITURIN KORJAUS**\nTyö tehdään "
              "talkoilla.\n\n**MUUT ASIAT**\nEi ollut.") ==
        "- LAILLISUUS JA PÄÄTÖSVALTAISUUS|- LAITURIN KORJAUS|- MUUT ASIAT");
}

TEST_CASE("a heading that is a whole sentence is a heading") {
  CHECK(items("# 1. Avataan kokous\nAino avasi.\n\n# 2. Todetaan läsnäolijat.\nTodettiin.\n\n"
              "# 3. Valitaan kokoukselle sihteeri\nValittiin Eero.") ==
        "1 Avataan kokous|2 Todetaan läsnäolijat|3 Valitaan kokoukselle sihteeri");
}

TEST_CASE("a heading of two sentences is one heading where its text stands under it") {
  CHECK(items("1. Avaus\n\nAino avasi kokouksen.\n\n2. Venepaikkojen jako. Mietitään, miten paikat "
              "jaetaan.\n\nArvotaan.\n\n3. Lopetus\n\nLoppu.") ==
        "1 Avaus|2 Venepaikkojen jako. Mietitään, miten paikat jaetaan|3 Lopetus");
}

TEST_CASE("numbered sentences have no title") {
  CHECK(items("1. Puheenjohtaja Aino Aalto avasi kokouksen.\n2. Kokous todettiin "
              "päätösvaltaiseksi.\n3. Hyväksyttiin esityslista.\n4. Retki tehdään keväällä. Eero "
              "varaa bussin.\n5. Muut asiat") == "1|2|3|4|5 Muut asiat");
  CHECK(items("1. Aino avasi kokouksen.\n2. Talous: Tilillä on 100 euroa.\n3. Talkoot pidetään "
              "lauantaina. Eero tuo haravat.\n4. Lista luettu ja hyväksytty.\n5. Yhdistys liittyy "
              "kampanjaan.\n6. Muut asiat") == "1|2 Talous|3|4|5|6 Muut asiat");
  CHECK(items("1. Maja Lind öppnade mötet kl. 18.\n2. Till sekreterare valdes Olof Strand.\n3. "
              "Beslöts bevilja styrelsen ansvarsfrihet.\n4. Bokslutet för det gångna året "
              "upplästes och godkändes.\n5. Övriga ärenden") == "1|2|3|4|5 Övriga ärenden");
}

TEST_CASE("a few words over what is told of them are a heading, verb or not") {
  CHECK(items("§ 1 Mötet öppnades\n\nMaja hälsade alla välkomna.\n\n§ 2 Bokslut\n\nBokslutet "
              "godkändes.\n\n§ 3 Mötet avslutades\n\nKlockan var 20.") ==
        "1 Mötet öppnades|2 Bokslut|3 Mötet avslutades");
  CHECK(items("1. Kokous avattiin.\n\n2. Tilit\n\nTilit hyväksyttiin.\n\n3. Valittiin "
              "tarkastajiksi Aino Malli ja Otso Puu") == "1|2 Tilit|3");
}

TEST_CASE("bold headings are the items where nothing is numbered") {
  CHECK(items("# Hallituksen kokous 3.4.2018\n\nAika: 3.4.2018 klo 17\n\n**Läsnä**\nAino ja "
              "Eero\n\n**Kokouksen avaus**\nAino avasi kokouksen.\n\n**Laiturin korjaus**\nTyö "
              "tehdään talkoilla.\n\n**Muut asiat**\nEi ollut.\n\n**Allekirjoitukset**\nAino") ==
        "- Kokouksen avaus|- Laiturin korjaus|- Muut asiat");
}

TEST_CASE("a sentence about those present ends the head as fields do") {
  const std::string rest =
      "\n\n**Kyläkaupan tulevaisuus**\nKauppias kertoi.\n\n**Laiturin korjaus**\nTyö jatkuu.";
  CHECK(items("# Kylien tapaaminen\n\nMukana olivat Aino ja Eero." + rest) ==
        "- Kyläkaupan tulevaisuus|- Laiturin korjaus");
  CHECK(items("# Kylien kuulumisia\n\nAino ja Eero kirjoittavat." + rest) == "");
}

TEST_CASE("headings without number or weight are known by the words of agendas among them") {
  constexpr const char* expected =
      "- Kokouksen avaus|- Vajan katto|- Muut asiat|- Kokouksen päättäminen";
  const std::string head = "# Hallituksen kokous 3.4.2018\n\nAika: 3.4.2018 klo 17\n\n";
  CHECK(items(head + "Kokouksen avaus\n\nAino avasi kokouksen.\n\nVajan katto\n\nKatto vuotaa.\n\n"
                     "Muut asiat\n\nEi ollut.\n\nKokouksen päättäminen\n\nLopetettiin.") ==
        expected);
  CHECK(items(head +
              "Kokouksen avaus:\n\nAino avasi kokouksen.\n\nVajan katto:\n\nKatto vuotaa.\n\n"
              "Muut asiat:\n\nEi ollut.\n\nKokouksen päättäminen:\n\nLopetettiin.") == expected);
  CHECK(items(head + "Talkoopäivä\n\nPäivä on sovittu.\n\nVajan katto\n\nKatto vuotaa.\n\nUusi "
                     "vene\n\nVene on hyvä.") == "");
}

TEST_CASE("lines that stand out below a head of sentences are headings") {
  constexpr const char* expected = "- Vajan katto|- Uusi vene|- Talkoot";
  const std::string text =
      "\n\n**Vajan katto**\n\nKatto vuotaa.\n\n**Uusi vene**\n\nVene on hyvä.\n\n**Talkoot**\n\n"
      "Pidetään keväällä.";
  const auto head = GENERATE(values<const char*>({
      "# Soutajien tapaaminen\n\nTavattiin torstaina 3.4.2018. Mukana olivat Aino ja Eero.",
      "# Soutajien tapaaminen\n\nNeuvottelussa mukana Aino Aalto ja Eero Elo.",
      "**Soutajat ry**\n\nPohjantie 14, 57100 Savonlinna\n\n**MUISTIO**\n\n3.4.2018\n\n**Kevään "
      "soutut, Etelävuori**\n\nAino ja Eero kävivät läpi kevään.",
      "**Soutajat 3/2018, to 3.4.2018 klo 17, venevaja.**\n\n**Läsnä Aino Aalto, Eero Elo, Maija "
      "Malli ja "
      "Otso Salo sekä etänä Pekka Puu.**",
      "# Minnesanteckningar från träffen\n\nPå plats var Alma Ek och Maja Ek.",
  }));
  CAPTURE(head);
  CHECK(items(head + text) == expected);
  CHECK(items("# Soutajien uutiset\n\nAino ja Eero kirjoittavat keväästä." + text) == "");
}

TEST_CASE("capital letters number headings, and are initials elsewhere") {
  const std::string head = "# Hallituksen kokous 3.4.2018\n\nAika: 3.4.2018 klo 17\n\n";
  CHECK(items(head + "**A. Vajan katto**\n\nKatto vuotaa.\n\n**B. Vene**\n\nVene on hyvä.\n\n"
                     "**C. Muut asiat**\n\nEi ollut.") == "A Vajan katto|B Vene|C Muut asiat");
  CHECK(items(head + "A) Vajan katto\nKatto vuotaa.\n\nB) Vene\nVene on hyvä.\n\nC) Muuta\nEi.") ==
        "A Vajan katto|B Vene|C Muuta");
  CHECK(items(head + "A) Vajan katto\nKatto vuotaa.") == "");
  CHECK(items(head + "A. Aalto\nB. Berg\nC. Salo\n\nKäytiin läpi vajan katto.") == "");
}

TEST_CASE("bold words that open paragraphs are their headings") {
  const std::string head = "Hallitus kokoontui torstaina\n\n";
  CHECK(items_run_in(head + "Kokouksen avaus. Aino avasi kokouksen.\n\nVajan katto. Katto "
                            "vuotaa.\n\nUusi vene. Vene on hyvä.\n\nMuuta. Ei ollut.") ==
        "- Kokouksen avaus|- Vajan katto|- Uusi vene|- Muuta");
  CHECK(items_run_in(head + "Aino Malli. Kertoi.\n\nVajan katto. Katto vuotaa.\n\nUusi vene. "
                            "Hyvä.\n\nMuuta. Ei.") == "");
  CHECK(items_run_in(head + "Avaus. Kerrottiin.\n\nPäätös. Ostetaan.\n\nVene. Hyvä.\n\nPäätös. "
                            "Myydään.") == "");
}

TEST_CASE("the first column of a table of what was dealt with names the items") {
  const std::string rows =
      "\nTalous\tTilit ovat kunnossa\tHyväksyttiin\nUusi vene\tTarjouksia on\tTilataan";
  CHECK(items("# Hallituksen kokous 3.4.2018\n\nAsia\tKäsittely\tPäätös" + rows) ==
        "- Talous|- Uusi vene");
  CHECK(items("# Hallituksen kokous 3.4.2018\n\nAsia\tKuka\tMilloin" + rows) == "");
  CHECK(items("# Hallituksen kokous 3.4.2018\n\nLasku\tKäsittely\tPäätös" + rows) == "");
}

TEST_CASE("a numbered list under one of several bare headings is no agenda") {
  CHECK(items("# Hallituksen kokous 3.4.2018\n\nAika: 3.4.2018 klo 17\n\n**Kokouksen avaus**\nAino "
              "avasi kokouksen.\n\n**Kesän tehtävät**\nJaettiin tehtävät.\n\n1. Aino maalaa "
              "laiturin\n2. Eero korjaa airot\n3. Kerttu keittää kahvin\n\n**Muut asiat**\nEi "
              "ollut.") == "- Kokouksen avaus|- Kesän tehtävät|- Muut asiat");
}

TEST_CASE("lines that stand apart are the items where OCR tells no weight") {
  Document document = document_of(
      "Viikkopalaveri 3.4.2018\n\nOsallistujat: Aino ja Eero\n\nTyövuorot\n\nEero tekee listan.\n\n"
      "Laiturin maalaus ja kunnostus\n\nMaali on vihreää.\n\nKahvikassa\n\nKassa on tyhjä.",
      PageSource::ocr);
  const auto is_heading = [&](const Row& row) {
    const std::string_view text = document.at(row.span);
    return text == "Työvuorot" || text == "Kahvikassa" || text.starts_with("Laiturin");
  };
  for (std::size_t i = 1; i < document.rows.size(); ++i) {  // Text close under its heading.
    if (!is_heading(document.rows[i - 1])) continue;
    Box& box = document.rows[i].box;
    const double lift = box.top - document.rows[i - 1].box.bottom - 2;
    box.top -= lift;
    box.bottom -= lift;
  }
  const Passage passage = make_passage(document, rulebook(), language());
  std::string all;
  for (const AgendaItem& item : find_items(passage)) all += item.title + "|";
  CHECK(all == "Työvuorot|Laiturin maalaus ja kunnostus|Kahvikassa|");
}

TEST_CASE("a text that records no meeting has no items") {
  CHECK(items("# Uusi silta avattiin liikenteelle\n\nSilta valmistui ajoissa.\n\n**Liikenne sujuu "
              "taas**\nJonoja ei enää ole.\n\n**Lisätietoja antaa Eero**\np. 040 123") == "");
  CHECK(items("") == "");
}

TEST_CASE("OCR may misread a number or the section sign") {
  CHECK(items("l. Kokouksen avaus\n\nAvattiin.\n\n2, Portti\n\n2. Portin kunnostus\n\nTilataan."
              "\n\n3 Kokouksen päättäminen\n\nLoppu.",
              PageSource::ocr) == "1 Kokouksen avaus|2 Portin kunnostus|3 Kokouksen päättäminen");
  CHECK(items("61 § Kokouksen avaus\n\nAvattiin.\n\n62 8 Portin kunnostus\n\nTilataan.\n\n63 & "
              "Kokouksen päättäminen\n\nLoppu.",
              PageSource::ocr) ==
        "61 Kokouksen avaus|62 Portin kunnostus|63 Kokouksen päättäminen");
}

TEST_CASE("a title ends before a verb that tells what was done") {
  CHECK(items("1 §\tStämmans öppnande\nMaja öppnade stämman.\n2 §\tProtokolljusterare och "
              "rösträknare\vValdes Alma Ek och Otto Ståhl\n3 §\tStämmans laglighet\nKallelsen har "
              "utsänts.") ==
        "1 Stämmans öppnande|2 Protokolljusterare och rösträknare|3 Stämmans "
        "laglighet");
}

TEST_CASE("an item that was taken before another stands out of order") {
  const auto numbers = [](std::initializer_list<int> order) {
    std::string text;
    for (const int number : order)
      text += "# " + std::to_string(number) + " Asia portista\n\nKeskusteltiin portista.\n\n";
    return text;
  };
  CHECK(items(numbers({1, 2, 3, 5, 4, 6})) ==
        "1 Asia portista|2 Asia portista|3 Asia portista|5 Asia portista|4 Asia portista|6 Asia "
        "portista");
  // A list inside an item looks different.
  CHECK(items("# 1 Avaus\n\nAvattiin.\n\n# 2 Portti\n\nTilataan.\n\n5 kappaletta "
              "riittää.\n\n# 4 Aita\n\nTilataan.\n\n# 6 Muut asiat\n\nEi ollut.") ==
        "1 Avaus|2 Portti|4 Aita|6 Muut asiat");
}

TEST_CASE("a figure of a section number that OCR misread is told by those around it") {
  const auto sections = [](std::initializer_list<const char*> numbers) {
    std::string text;
    for (const char* const number : numbers)
      text += std::string(number) + " Asia portista\n\nTilataan portti.\n\n";
    std::string all;
    for (const AgendaItem& item : [&] {
           const Document document = document_of(text, PageSource::ocr);
           const Passage passage = make_passage(document, rulebook(), language());
           return find_items(passage);
         }())
      all += (all.empty() ? "" : " ") + item.number.value_or("-");
    return all;
  };
  CHECK(sections({"21 §", "28 §", "29 §", "30 §"}) == "27 28 29 30");
  CHECK(sections({"27 §", "23 §", "29 §", "30 §"}) == "27 28 29 30");
  CHECK(sections({"32 §", "33.8", "34 §"}) == "32 33 34");
  // Figures that look different, or too few that follow.
  CHECK(sections({"22 §", "28 §", "29 §", "30 §"}) == "22 28 29 30");
  CHECK(sections({"21 §", "28 §", "29 §"}) == "28 29");
  CHECK(sections({"32.", "33.7", "33.8", "34."}) == "32 33.7 33.8 34");
}

TEST_CASE("organisations over their people are no items") {
  const Document document = document_of(
      "Paikka: Imatra\n\n**OSALLISTUJAT**\n\n**Saimaan matkailukeskus**\n\nAino Aalto, "
      "projektipäällikkö\nAsko Virtanen\n\n**Imatran kaupunki**\n\nPaula Korpi (estynyt)\n\n"
      "**Rahoitus**\n\nHanke on saanut rahoitusta vuodelle 2012.\n\n**Viestintä**\n\nReitti "
      "avataan kesällä.");
  CHECK(items_in(document) == "- Rahoitus|- Viestintä");
}

TEST_CASE("headings in capitals are of one look on a scan, though their measured sizes differ") {
  Document document = document_of(
      "Aika\t3.4.2012\nPaikka\tKoulu\n\nLAILLISUUS\n\nTodettiin.\n\nTARKASTAJAT\n\nValittiin Aino "
      "Aalto.\n\nLAUSUNTO SATAMASTA\n\nAnnettiin lausunto.\n\nMUUT ASIAT\n\nEi ollut.",
      PageSource::ocr);
  const float sizes[]{10.8F, 12.1F, 11.4F, 12.6F};
  std::size_t capitals = 0;
  for (Line& line : document.lines) {
    const std::string_view text(document.text.data() + line.span.begin, line.span.size());
    if (is_all_capitals(text)) line.font_size = sizes[capitals++ % 4];
  }
  const Passage passage = make_passage(document, rulebook(), language());
  CHECK(find_items(passage).size() == 4);
}

TEST_CASE("a number that a scan lost is that between its neighbours") {
  const auto text = [](const std::string& lost) {
    return "1. Kokouksen avaus\n\nAvattiin kokous.\n\n" + lost +
           "\n\nKeskusteltiin pitkään.\n\n3. Muut asiat\n\nEi ollut.\n\n4. Kokouksen "
           "päättäminen\n\nKokous päättyi.";
  };
  const std::string others = "|3 Muut asiat|4 Kokouksen päättäminen";
  CHECK(items(text("Portin kunnostus"), PageSource::ocr) ==
        "1 Kokouksen avaus|2 Portin kunnostus" + others);
  // Which of two it was, nobody knows; a sentence was none.
  CHECK(items(text("Portin kunnostus\n\nPortin hinta"), PageSource::ocr) ==
        "1 Kokouksen avaus" + others);
  CHECK(items(text("Portti kunnostetaan keväällä"), PageSource::ocr) ==
        "1 Kokouksen avaus" + others);
  // The writer may have skipped it.
  CHECK(items(text("Portin kunnostus")) == "1 Kokouksen avaus" + others);
}

TEST_CASE("a few words that tell what was done are a heading over text, and else a sentence") {
  CHECK(items("1. Aino avasi kokouksen\n2. kokous on laillinen\n3. hyväksyttiin lista\n4. Talkoot "
              "jätettiin syksyyn") == "1|2|3|4");
  CHECK(items("1. Kokous avattiin\n\nAino toivotti muut tervetulleiksi.\n\n2. Talkoot\n\nPidetään "
              "talkoot.\n\n3. Muut asiat\n\nEi ollut.") ==
        "1 Kokous avattiin|2 Talkoot|3 Muut asiat");
}

TEST_CASE("a speck behind a section number is no title") {
  const std::string text =
      "§ 44 5\n\nPortin kunnostus\n\nPäätös\n\nTilataan.\n\n§ 45\n\nMuut asiat\n\nPäätös\n\nEi "
      "ollut.\n\n§ 46 N\n\nKokouksen päättäminen\n\nLoppu.";
  CHECK(items(text, PageSource::ocr) ==
        "44 Portin kunnostus|45 Muut asiat|46 Kokouksen päättäminen");
}

TEST_CASE("a section sign behind an organ may be misread") {
  const std::string clean =
      "LÄSNÄ\n\nAalto Aino, puheenjohtaja\n\nMetsä Eero, jäsen\n\nKÄSITELTÄVÄT "
      "ASIAT\n\n14\tKokouksen avaus\n15\tPortin kunnostus\n16\tMuut asiat\n\n14 KOKOUKSEN "
      "AVAUS\n\nTekn.ltk § "
      "14\n\nAvattiin.\n\n15 PORTIN KUNNOSTUS\n\nTekn.ltk § 15\n\nTilataan.\n\n16 MUUT "
      "ASIAT\n\nTekn.ltk § 16\n\nEi ollut.";
  const std::string expected = "14 KOKOUKSEN AVAUS|15 PORTIN KUNNOSTUS|16 MUUT ASIAT";
  CHECK(items(clean, PageSource::ocr) == expected);
  for (const char* const sign : {"8", "$", "&", "S"}) {
    std::string read = clean;
    for (std::size_t at = 0; (at = read.find("§", at)) != std::string::npos;)
      read.replace(at, std::string_view("§").size(), sign);
    INFO(sign);
    CHECK(items(read, PageSource::ocr) == expected);
  }
  CHECK(parse_misread_number("Tark.ltk 61 8", agenda_words())->printed == "61");
  CHECK_FALSE(parse_misread_number("puhelin 8 50", agenda_words()));
  CHECK_FALSE(parse_misread_number("Hinta 8,50 S", agenda_words()));
}

TEST_CASE("a section sign that OCR read as a figure is known by the run of the numbers") {
  struct Case {
    const char *first, *second, *third, *numbers;
  };
  const Case cases[]{
      {"61 8", "62 8", "63 §", "61 62 63"}, {"618", "628", "63 8", "61 62 63"},
      {"18", "28", "38", "1 2 3"},          {"18", "2 8", "3 §", "1 2 3"},
      {"8 1", "$ 2", "8 3", "1 2 3"},       {"8 5", "8 6", "8 7", "5 6 7"},
      {"88", "89", "810", "8 9 10"},        {"841", "842", "843", "41 42 43"},
      {"17", "18", "19", "17 18 19"},       {"87", "88", "89", "87 88 89"},
      {"185", "19 §", "206", "18 19 20"},   {"14", "15", "16", "14 15 16"},
  };
  for (const Case& each : cases) {
    const std::string text = std::string(each.first) + " Kokouksen avaus\n\nAvattiin.\n\n" +
                             each.second + " Portin kunnostus\n\nTilataan.\n\n" + each.third +
                             " Kokouksen päättäminen\n\nLoppu.";
    const std::string numbers(each.numbers);
    const std::size_t one = numbers.find(' '), two = numbers.rfind(' ');
    INFO(text);
    CHECK(items(text, PageSource::ocr) ==
          numbers.substr(0, one) + " Kokouksen avaus|" + numbers.substr(one + 1, two - one - 1) +
              " Portin kunnostus|" + numbers.substr(two + 1) + " Kokouksen päättäminen");
  }
  CHECK(items("617 Kokouksen avaus\n\nAvattiin.\n\n618 Portin kunnostus\n\nTilataan.\n\n619 "
              "Kokouksen päättäminen\n\nLoppu.") ==
        "617 Kokouksen avaus|618 Portin kunnostus|619 Kokouksen päättäminen");
}

TEST_CASE("an extent goes to the next item, a sub-item's to the next of its kind") {
  const Document document = document_of(
      "# 1. Avaus\nAino avasi.\n\n# 2. Talous\nJohdanto.\n\n# 2.1 Tulos\nYlijäämä.\n\n# 3. "
      "Lopetus\nLoppu.\n\nVakuudeksi\nAino Aalto");
  const Passage passage = make_passage(document, rulebook(), language());
  const auto found = find_items(passage);
  REQUIRE(found.size() == 4);
  const auto item_of = [&](std::string_view word) -> std::string {
    const AgendaItem* item = item_at(found, document.text.find(word));
    return item ? item->number.value_or("-") : "none";
  };
  CHECK(item_of("avasi") == "1");
  CHECK(item_of("Johdanto") == "2");
  CHECK(item_of("Ylijäämä") == "2.1");
  CHECK(item_of("Loppu.") == "3");
  CHECK(item_of("Vakuudeksi") == "none");
  CHECK(found[1].extent.contains(found[2].extent));
}
