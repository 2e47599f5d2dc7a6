#include "tests/rules/attendees_in.h"

namespace muistio::testing {
namespace {

TEST_CASE("running text tells who chaired, wrote and checked") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Kokouksen puheenjohtajaksi valittiin Anja Virtanen ja sihteeriksi Mari Halonen.",
       "Anja Virtanen chair; Mari Halonen secretary"},
      {"Kokouksen puheenjohtajaksi valittiin Anja Virtanen ja sihteeriksi Mari\nHalonen.",
       "Anja Virtanen chair; Mari Halonen secretary"},
      {"Valittiin puheenjohtajaksi Anja Virtanen, sihteeriksi Mari Halonen, "
       "pöytäkirjantarkastajiksi Otso Malli ja Pekka Puu.",
       "Anja Virtanen chair; Mari Halonen secretary; Otso Malli inspector; Pekka Puu inspector"},
      {"Anja Virtanen valittiin puheenjohtajaksi ja Mari Halonen sihteeriksi.",
       "Anja Virtanen chair; Mari Halonen secretary"},
      {"Valittiin Anja Virtanen kokouksen puheenjohtajaksi.", "Anja Virtanen chair"},
      {"Puheenjohtajana toimi Anja Virtanen ja sihteerinä Mari Halonen.",
       "Anja Virtanen chair; Mari Halonen secretary"},
      {"Suunnittelija Mari Halonen toimi kokouksen sihteerinä.",
       "Mari Halonen secretary (Suunnittelija)"},
      {"Puheenjohtaja Anja Virtanen avasi kokouksen klo 18.02.", "Anja Virtanen chair"},
      {"Hallituksen puheenjohtaja Pekka Puu avasi kokouksen.\n\nKokouksen puheenjohtajaksi "
       "valittiin Anja Virtanen.",
       "Pekka Puu (Hallituksen puheenjohtaja); Anja Virtanen chair"},
      {"Puheenjohtajaksi ehdotettiin Anja Virtasta ja hänet valittiin.", "Anja Virtanen chair"},
      {"Pöytäkirjantarkastajiksi ja ääntenlaskijoiksi valittiin Otso Malli ja Pekka Puu.",
       "Otso Malli inspector; Pekka Puu inspector"},
      {"Sihteeriksi kutsuttiin Mari Halonen.", "Mari Halonen secretary"},
      {"Kokouksen puheenjohtajaksi valittiin poroisäntä Ovlan Ylikoskenranta.",
       "Ovlan Ylikoskenranta chair (poroisäntä)"},
      {"Pöytäkirjantarkastajiksi valittiin Otso ja Pekka Malli.",
       "Otso Malli inspector; Pekka Malli inspector"},
      {"Jäsen Otso Malli oli ilmoittanut olevansa estynyt.", "-Otso Malli"},
      {"Seuraavaksi puheenjohtajaksi valittiin Anja Virtanen.", ""},
      {"Kokous valitsi puheenjohtajakseen Anja Virtasen.", "Anja Virtanen chair"},
      {"Muistion laati Mari Halonen", "Mari Halonen secretary"},
      {"Puhetta johti Anja Virtanen ja pöytäkirjaa piti Mari Halonen.",
       "Anja Virtanen chair; Mari Halonen secretary"},
      {"Till ordförande valdes Alma Lindberg. Hon kallade Otto Ståhl till sekreterare.",
       "Alma Lindberg chair; Otto Ståhl secretary"},
      {"Till ordförande valdes Alma Lindberg och till sekreterare Otto Ståhl.",
       "Alma Lindberg chair; Otto Ståhl secretary"},
      {"Otto Ståhl fungerade som sekreterare.", "Otto Ståhl secretary"},
      {"Till protokolljusterare valdes Alma Lindberg och Siv Berg.",
       "Alma Lindberg inspector; Siv Berg inspector"},
      {"Till ordförande valdes Helmi Norrkulla och till sekreterare Otto Ståhl.",
       "Helmi Norrkulla chair; Otto Ståhl secretary"},
      {"Till protokolljusterare valdes Runar Kullback och Lillemor Storskär.",
       "Runar Kullback inspector; Lillemor Storskär inspector"},
      {"2 § Puheenjohtajana toimi Anja Virtanen ja sihteerinä Mari Halonen.",
       "Anja Virtanen chair; Mari Halonen secretary"},
      {"Kokouksen avasi hallituksen puheenjohtaja Pekka Puu.",
       "Pekka Puu (hallituksen puheenjohtaja)"},
      {"Kari Ahonen veti kokousta ja Mari Halonen kirjasi.",
       "Kari Ahonen chair; Mari Halonen secretary"},
      {"Sihteeriksi valittiin Mari Halonen ja rahastonhoitajaksi Otso Malli.",
       "Mari Halonen secretary"},
      {"Mötet öppnades av ordförande Alma Lindberg. Till mötesordförande valdes Otto Ståhl.",
       "Otto Ståhl chair"},
      {"Toimitusjohtaja Otso Malli esitteli tilinpäätöksen.", "Otso Malli (Toimitusjohtaja)"},
      {"Asiantuntijana kuultiin Anja Virtasta Metsäkeskuksesta.",
       "Anja Virtanen expert @Metsäkeskus"},
      {"Asiantuntijoina kuultiin Anja Virtasta ja Otso Norrstrandia.",
       "Anja Virtanen expert; Otso Norrstrand expert"},
      {"Anja Virtasta kuultiin asiantuntijana.", "Anja Virtanen expert"},
      {"Kokouksessa oli vieraana Anja Virtanen.", "Anja Virtanen expert"},
      {"Toimikunta kokoontui 3. lokakuuta puheenjohtaja Anja Virtasen johdolla.",
       "Anja Virtanen chair"},
      {"Anja Virtasen johdolla tehty selvitys valmistui.", ""},
      {"Emäntä Anja Virtanen piti esitelmän leivonnasta.", "Anja Virtanen (Emäntä)"},
      {"Lärare Otto Ståhl höll ett föredrag om bin.", "Otto Ståhl (Lärare)"},
      {"Otto Ståhl hade anmält förhinder.", "-Otto Ståhl"},
      {"Som sakkunnig hördes Otto Ståhl.", "Otto Ståhl expert"},
      {"Otto Ståhl hälsade alla välkomna.", "Otto Ståhl"},
      {"Vieraana kokouksessa oli Anja Virtanen.", "Anja Virtanen expert"},
      {"Puhetta johti Anja Virtanen, kirjurina Otso Malli.",
       "Anja Virtanen chair; Otso Malli secretary"},
      {"Alma Lindberg ledde mötet och Otto Ståhl skrev protokoll.",
       "Alma Lindberg chair; Otto Ståhl secretary"},
  }));
  CAPTURE(markup);
  CHECK(lines_of("# Kokous\n\n" + std::string(markup)) == lines);
}

TEST_CASE("offices stand beside names in a table under an item that organises the meeting") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"# 2. Kokouksen toimihenkilöt\n\nPuheenjohtaja:\tAnja Virtanen\nSihteeri:\tMari Halonen\n"
       "Pöytäkirjan tarkastajat:\tOtso Malli ja Pekka Puu",
       "Anja Virtanen chair; Mari Halonen secretary; Otso Malli inspector; Pekka Puu inspector"},
      {"# 2. Järjestäytyminen\n\npj\tAnja Virtanen\nsiht\tMari Halonen",
       "Anja Virtanen chair; Mari Halonen secretary"},
      {"# 2. Kokouksen toimihenkilöt\n\n- puheenjohtaja: Anja Virtanen\n\n- pöytäkirjantarkastajat "
       "ja "
       "ääntenlaskijat: Otso Malli ja Pekka Puu",
       "Anja Virtanen chair; Otso Malli inspector; Pekka Puu inspector"},
      {"# 2. Pöytäkirjantarkastajat ja ääntenlaskijat\n\nValittiin Otso Malli ja Pekka Puu.",
       "Otso Malli inspector; Pekka Puu inspector"},
      {"1. Avaus\nKokous avattiin.\n\n2. Pöytäkirjantarkastajat\nValittiin Otso Malli ja "
       "Pekka\nPuu.",
       "Otso Malli inspector; Pekka Puu inspector"},
      {"# 2. Pöytäkirjan tarkastajat\n\nVuorossa Otso Malli ja Pekka Puu.",
       "Otso Malli inspector; Pekka Puu inspector"},
      {"# 2. Val av funktionärer\n\n- ordförande: Alma Lindberg\n\n- sekreterare: Otto Ståhl",
       "Alma Lindberg chair; Otto Ståhl secretary"},
      {"# 2. Hallituksen järjestäytyminen vuodelle 2019\n\npj\tAnja Virtanen\nsiht\tMari Halonen",
       ""},
  }));
  CAPTURE(markup);
  CHECK(lines_of("# 1. Avaus\n\nKokous avattiin.\n\n" + std::string(markup) +
                 "\n\n# 3. Muut asiat\n\nMuita asioita ei ollut.") == lines);
}

TEST_CASE("the heading of an item tells the office that is filled under it") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"# 2. Pöytäkirjan tarkastajat\nValittiin Otso Malli ja Pekka Puu.",
       "Otso Malli inspector; Pekka Puu inspector"},
      {"# 2. Kokouksen puheenjohtajan valinta\nValittiin Aino Virtanen.", "Aino Virtanen chair"},
      {"# 3. Sihteerin valinta\nPäätös: Aino Virtanen", "Aino Virtanen secretary"},
      {"# 2. Kokouksen järjestäytyminen\nPäätös: Puheenjohtaja Aino Virtanen, sihteeri Otso Malli, "
       "pöytäkirjantarkastajat Pekka Puu ja Kari Laine.",
       "Aino Virtanen chair; Otso Malli secretary; Pekka Puu inspector; Kari Laine inspector"},
      {"# 2. Kokouksen järjestäytyminen\n- Puheenjohtaja: Aino Virtanen\n- Sihteeri: Otso Malli",
       "Aino Virtanen chair; Otso Malli secretary"},
      {"# 4. Hallituksen puheenjohtajan valinta\nValittiin Aino Virtanen.", ""},
  }));
  CAPTURE(markup);
  CHECK(lines_of("# Kokous\n\n" + std::string(markup)) == lines);
}

TEST_CASE("a relative clause about another body gives nobody an office here") {
  CHECK(lines_of("# Kokous\n\nPuheenjohtaja Anja Virtanen avasi kokouksen.\n\nSuunnitelma on tehty "
                 "työryhmässä, jonka puheenjohtajana on toiminut rehtori Pekka Puu.") ==
        "Anja Virtanen chair");
  CHECK(lines_of("# Kokous\n\nPuheenjohtaja Anja Virtanen avasi kokouksen.\n\n"
                 "Palkintolautakunta, johon kuuluvat Otso Malli ja Pekka Puu, esitti palkintoa.") ==
        "Anja Virtanen chair");
}

TEST_CASE("where a speaker comes from may stand before the verb") {
  const auto* text =
      GENERATE("Mari Halonen Pohjois-Savon maaseutukeskuksesta kertoi kalakannoista.",
               "Mari Halonen (Pohjois-Savon maaseutukeskus) kertoi kalakannoista.",
               "Mari Halonen Pohjois-Savon kylät ry:stä esitteli kalakannat.",
               "Mari Halonen toivotti osallistujat tervetulleiksi.");
  CAPTURE(text);
  CHECK(lines_of("# Työpaja\n\n" + std::string(text)).starts_with("Mari Halonen"));
}

TEST_CASE("where a speaker comes from is the organisation") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Mari Halonen (Pohjolan yliopisto) esitteli tulokset.", "Mari Halonen @Pohjolan yliopisto"},
      {"Mari Halonen Länsirannan vesiyhdistyksestä esitteli tulokset.",
       "Mari Halonen @Länsirannan vesiyhdistys"},
      {"Mari Halonen Pohjolan kylät ry:stä esitteli tulokset.", "Mari Halonen @Pohjolan kylät ry"},
      {"Mari Halonen Koskesta esitteli tulokset.", "Mari Halonen @Koski"},
      {"Mari Halonen (klo 10) esitteli tulokset.", "Mari Halonen"},
  }));
  CAPTURE(markup);
  CHECK(lines_of("# Työpaja\n\n" + std::string(markup)) == lines);
}

TEST_CASE("a heading of a seminar may name who speaks") {
  const std::string head = "# Jokiseminaari\n\nAika: 3.4.2018\nPuheenjohtaja: Mari Halonen\n\n";
  CHECK(lines_of(head + "**Jokien tila, tutkija Aino Virtanen, Vesikeskus**\nKerrottiin "
                        "tilasta.\n\n**Keskustelu**\nKeskusteltiin.") ==
        "Mari Halonen chair; Aino Virtanen (tutkija) @Vesikeskus");
  CHECK(lines_of("Läsnä: Mari Halonen, Pekka Puu\n\n**Valitus, tutkija Aino Virtanen**\nLuettiin "
                 "valitus.\n\n**Muut asiat**\nEi ollut.") == "Mari Halonen; Pekka Puu");
}

TEST_CASE("who led only until the election is not the chair") {
  CHECK(lines_of("# Kokous\n\nVarapuheenjohtaja Mari Halonen avasi kokouksen ja toimi "
                 "puheenjohtajana kohtaan 2 saakka.\n\nKokouksen puheenjohtajaksi valittiin Pekka "
                 "Puu.")
            .find("Pekka Puu chair") != std::string::npos);
}

TEST_CASE("offices stand in a list under the verb") {
  CHECK(lines_of("# 2. Järjestäytyminen\nValittiin kokoukselle:\n• puheenjohtajaksi Anja "
                 "Virtanen\n• sihteeriksi Mari Halonen\n• pöytäkirjantarkastajiksi Otso Malli ja "
                 "Pekka Puu") ==
        "Anja Virtanen chair; Mari Halonen secretary; Otso Malli inspector; Pekka Puu inspector");
}

TEST_CASE("who is elected to something else, or mentioned, was not there for it") {
  const auto markup = GENERATE(
      "# 5. Hallituksen valinta\nHallituksen puheenjohtajaksi valittiin Aino Virtanen.",
      "Yhdistyksen sihteeriksi valittiin Aino Virtanen.",
      "# 8. Vaalilautakunnan asettaminen\nPuheenjohtajaksi valittiin Aino Virtanen.",
      "Tarkastuslautakunnan puheenjohtajaksi valittiin Aino Virtanen.",
      "Hankkeen ohjausryhmään valittiin puheenjohtajaksi Aino Virtanen.",
      "Toiminnantarkastajaksi valittiin Otso Malli.", "Kirjoitetaan kiitoskirje Aino Virtaselle.",
      "Nimettiin Aino Virtasen tutkielman tarkastajiksi professorit.",
      "Ministeri Virtanen totesi asian.", "Raportin on koonnut Aino Virtanen.");
  CAPTURE(markup);
  CHECK(lines_of("Läsnä: Pekka Puu, Maija Korhonen\n\n" + std::string(markup)) ==
        "Pekka Puu; Maija Korhonen");
}

TEST_CASE("who speaks was there where the list stands in an annex") {
  const std::string said = "\n\n# 1. Avaus\nOsakas Aino Virtanen ehdotti äänestystä.";
  CHECK(lines_of("Läsnä: Pekka Puu, Maija Korhonen" + said) == "Pekka Puu; Maija Korhonen");
  CHECK(lines_of("Läsnä: ääniluettelon (liite 1) mukaiset osakkaat. Lisäksi läsnä oli Pekka Puu." +
                 said) == "Pekka Puu other; Aino Virtanen");
}

TEST_CASE("a sentence about one person ends a list, also behind an abbreviation") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Läsnä: Pekka Puu pj, Maija Korhonen siht. Otso Malli oli estynyt.",
       "Pekka Puu chair; Maija Korhonen secretary; -Otso Malli"},
      {"Paikalla: Aino, Otso, Heidi T., Maija (rehtori) ja Lotta (sihteerinä).\nPuheenjohtajana "
       "Aino.",
       "Aino chair; Otso; Heidi T.; Maija (rehtori); Lotta secretary"},
  }));
  CAPTURE(markup);
  CHECK(lines_above_items(markup) == lines);
}

TEST_CASE("an office may be given to a title that one of the list has") {
  const std::string list =
      "Läsnä: Pekka Puu, asiamies, Maija Korhonen, toimittaja, Otso Malli, toimittaja";
  CHECK(lines_of(list + "\n\n# 1. Avaus\nSihteeriksi valittiin asiamies.") ==
        "Pekka Puu secretary (asiamies); Maija Korhonen (toimittaja); Otso Malli (toimittaja)");
  CHECK(lines_of(list + "\n\n# 1. Avaus\nSihteeriksi valittiin toimittaja.") ==
        "Pekka Puu (asiamies); Maija Korhonen (toimittaja); Otso Malli (toimittaja)");
}

TEST_CASE("running text adds to the persons of a list") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Puheenjohtajaksi valittiin Pekka Puu.", "Pekka Puu chair; Maija Korhonen"},
      {"Pekka avasi kokouksen. Maija toimi sihteerinä.", "Pekka Puu; Maija Korhonen secretary"},
      {"Maija Korhonen poistui klo 14.35.", "Pekka Puu; Maija Korhonen |poistui klo 14.35"},
      {"Korhonen saapui klo 9.15 ja Puu jatkoi.", "Pekka Puu; Maija Korhonen |saapui klo 9.15"},
      {"Pöytäkirjan tarkastavat Pekka Puun lisäksi muut.", "Pekka Puu; Maija Korhonen"},
      {"Pöytäkirjantarkastajiksi valittiin Pekka Puu ja Maia Korhonen.",
       "Pekka Puu inspector; Maija Korhonen inspector"},
      {"Puheenjohtajana toimi Pekka Puu § 5 ajan.", "Pekka Puu chair; Maija Korhonen"},
  }));
  CAPTURE(markup);
  CHECK(lines_of("Läsnä: Pekka Puu, Maija Korhonen\n\n# 1. Avaus\n" + std::string(markup)) ==
        lines);
}

TEST_CASE("a surname that no dictionary inflects is known by the list") {
  CHECK(lines_of("Läsnä: Pekka Puu, Mervi Sandelin\n\n# 1. Avaus\nPuheenjohtaja kutsui "
                 "sihteeriksi isännöitsijä Mervi Sandelinin.\n\n# 2. Laituri\nLaituri on hyvä.\n\n"
                 "# 3. Muut asiat\nEi ollut.") == "Pekka Puu; Mervi Sandelin secretary");
}

TEST_CASE("the meeting's own election outweighs the list") {
  CHECK(lines_of("Läsnä\nAino Virtanen, puheenjohtaja\nOtso Malli\n\n# 2. "
                 "Järjestäytyminen\nKokouksen puheenjohtajaksi valittiin Otso Malli.") ==
        "Aino Virtanen; Otso Malli chair");
}

TEST_CASE("who drafted something did not write the minutes") {
  CHECK(lines_of("Läsnä: Aino Virtanen, Otso Malli (sihteeri)\n\n# 4. Lausunto\nAino Virtanen oli "
                 "laatinut luonnoksen.") == "Aino Virtanen; Otso Malli secretary");
  CHECK(lines_of("Läsnä: Aino Virtanen, Otso Malli\n\n# 4. Päätös\nKokous päättyi.\n\nLaati "
                 "Otso Malli") == "Aino Virtanen; Otso Malli secretary");
}

TEST_CASE("the chair of the body that meets leads it") {
  CHECK(lines_of("**Edustajiston kokous**\n\nLäsnä: Aino Virtanen, Otso Malli\n\n# 1. "
                 "Avaus\nEdustajiston puheenjohtaja Otso Malli avasi kokouksen.") ==
        "Aino Virtanen; Otso Malli chair");
}

TEST_CASE("a signature tells the office") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Aino Virtanen\tOtso Malli\npuheenjohtaja\tsihteeri",
       "Aino Virtanen chair; Otso Malli secretary"},
      {"Puheenjohtaja\tSihteeri\nAino Virtanen\tOtso Malli",
       "Aino Virtanen chair; Otso Malli secretary"},
      {"Puheenjohtaja\n_______________\nAino Virtanen\n\nSihteeri\n_______________\nOtso Malli",
       "Aino Virtanen chair; Otso Malli secretary"},
      {"Aino Virtanen, puheenjohtaja\n\nOtso Malli, sihteeri",
       "Aino Virtanen chair; Otso Malli secretary"},
      {"Aino Virtanen\tOtso Malli\ndekaani, puheenjohtaja\tsihteeri",
       "Aino Virtanen chair; Otso Malli secretary"},
      {"Aino Virtanen Otso Malli\npj siht", "Aino Virtanen chair; Otso Malli secretary"},
      {"Puheenjohtaja Aino Virtanen\n\nSihteeri Otso Malli",
       "Aino Virtanen chair; Otso Malli secretary"},
  }));
  CAPTURE(markup);
  CHECK(lines_of("Läsnä: Aino Virtanen, Otso Malli\n\n# 1. Avaus\nKokous avattiin.\n\n# 2. "
                 "Päättäminen\nKokous päättyi klo 20.\n\n" +
                 std::string(markup)) == lines);
}

TEST_CASE("a numbered sentence goes on behind its first line") {
  CHECK(lines_of("# Kokous\n\n1. Kokouksen avasi Pekka Puu.\n\n"
                 "2. Pöytäkirjan tarkastajiksi valittiin Aino Virtanen ja\nOtso Malli.\n\n"
                 "3. Kokous todettiin lailliseksi.") ==
        "Pekka Puu; Aino Virtanen inspector; Otso Malli inspector");
}

TEST_CASE("a name spelt in two ways is one person and an issue") {
  const auto found = attendees_in(
      "Läsnä: Eetu Rantakangas, Maija Korhonen\n\n# 1. Tarkastajat\nPöytäkirjantarkastajaksi "
      "valittiin Eetu Rautakangas.");
  REQUIRE(found.attendees.size() == 2);
  REQUIRE(found.issues.size() == 1);
  CHECK(found.issues[0].code == "name_spelt_two_ways");
  CHECK(found.attendees[0].name == "Eetu Rantakangas");
}

TEST_CASE("a name that OCR misread by a letter is mended, and it is said") {
  struct Case {
    const char* read;
    const char* name;
  };
  const auto [read, name] = GENERATE(values<Case>({
      {"Häkan Esimerkki", "Håkan Esimerkki"},
      {"Jan Lindgvist", "Jan Lindqvist"},
      {"Matti Makinen", "Matti Mäkinen"},
      {"Annika Aulen", "Annika Aulén"},
      {"Xhelal Zeqiri", "Xhelal Zeqiri"},
      {"Pekka Hansen", "Pekka Hansen"},
      {"Pekka Tallgren", "Pekka Tallgren"},
  }));
  CAPTURE(read);
  const std::string markup = "Läsnä\n" + std::string(read) + "\nMaija Korhonen";
  const auto scanned = attendees_in(markup, MemoKind::minutes, PageSource::ocr);
  REQUIRE(scanned.attendees.size() == 2);
  CHECK(scanned.attendees[0].name == name);
  CHECK(scanned.attendees[0].written == read);
  CHECK(scanned.issues.size() == (std::string(read) == name ? 0U : 1U));
  CHECK(attendees_in(markup).attendees[0].name == read);
}

TEST_CASE("those who came for a party are told in sentences above the items") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Neuvottelu pidettiin 3.3.2014. Työnantajaa edustivat talousjohtaja Aino Virtanen ja Otso "
       "Malli. Järjestöjä edustivat pääluottamusmies Sari Salo (Tehyläiset) ja Pekka Puu "
       "(Lääkärikunta).",
       "Aino Virtanen (talousjohtaja); Otso Malli; Sari Salo (pääluottamusmies) @Tehyläiset; Pekka "
       "Puu @Lääkärikunta"},
      {"Työnantajan edustajina olivat johtaja Aino Virtanen ja Otso Malli.",
       "Aino Virtanen (johtaja); Otso Malli"},
      {"Neuvotteluun osallistuivat kunnan puolesta tekninen johtaja Aino Virtanen ja Otso Malli. "
       "Tiekuntaa edusti Sari Salo.",
       "Aino Virtanen (tekninen johtaja) @kunta; Otso Malli @kunta; Sari Salo"},
      {"Arbetsgivaren representerades av direktör Alma Ek. Personalen företräddes av Siv Berg "
       "(JHL).",
       "Alma Ek (direktör); Siv Berg @JHL"},
      // Where all are listed, or of games, nobody is added.
      {"Läsnä: Aino Virtanen ja Otso Malli\n\nSeuraa edusti kisoissa Pekka Puu.",
       "Aino Virtanen; Otso Malli"},
      {"# 1. Kisat\nSeuraa edustivat Pekka Puu ja Sari Salo.", ""},
  }));
  CAPTURE(markup);
  CHECK(lines_above_items(markup) == lines);
}

TEST_CASE("speakers may stand behind their verb, and say where they come from") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Tilaisuudessa alustivat professori Aino Virtanen (Koulu) ja tutkija Otso Malli. "
       "Terveystarkastaja Sari Salo täydensi.",
       "Aino Virtanen (professori) @Koulu; Otso Malli (tutkija); Sari Salo (Terveystarkastaja)"},
      {"Ylitarkastaja Aino Virtanen aluehallintovirastosta avasi seminaarin.",
       "Aino Virtanen (Ylitarkastaja) @Aluehallintovirasto"},
      {"Kosken vesiosuuskunnan isännöitsijä Otso Malli kertoi viasta.",
       "Otso Malli (isännöitsijä) @Kosken vesiosuuskunta"},
      {"Kosken lautakunnan esittelijä Otso Malli kertoi viasta.",
       "Otso Malli (Kosken lautakunnan esittelijä)"},
      {"Muistion laati suunnittelija Aino Virtanen, Kyläyhdistys, 14.2.2017",
       "Aino Virtanen secretary (suunnittelija) @Kyläyhdistys"},
      {"Muistion laati Aino Virtanen, Turussa 14.2.2017", "Aino Virtanen secretary"},
      {"Laskelman esitteli Kosken edustaja, ja sen tekijä on Otso Malli.", ""},
  }));
  CAPTURE(markup);
  CHECK(lines_of("Vesiseminaari\n\n" + std::string(markup), MemoKind::memo) == lines);
}

TEST_CASE("news and letters record only who led the meeting they tell of") {
  CHECK(lines_of("Työryhmän puheenjohtaja Aino Virtanen kiitti osallistujia. Asiantuntija Pekka "
                 "Puu kommentoi asiaa.",
                 MemoKind::release) == "Aino Virtanen chair (Työryhmän puheenjohtaja)");
  CHECK(lines_of("Työ on hyvä, sanoo hallituksen puheenjohtaja, professori Aino Virtanen.",
                 MemoKind::release) == "Aino Virtanen chair (professori)");
  CHECK(lines_of("Asiamies Otso Malli esitteli kokouksessa lakia. Otso Salo esitteli lakia.",
                 MemoKind::release) == "Otso Malli presenter (Asiamies)");
  CHECK(lines_of("Keskusteli vastuuvalmistelija Aino Virtasen kanssa. Ohjausryhmän puheenjohtaja "
                 "Otso Malli totesi asian.",
                 MemoKind::letter) == "");
}

}  // namespace
}  // namespace muistio::testing
