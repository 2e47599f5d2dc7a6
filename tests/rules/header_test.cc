#include "rules/header.h"

#include <string>

#include "rules/agenda.h"
#include "rules/header_body.h"
#include "rules/header_clock.h"
#include "tests/catch.h"
#include "tests/rules/document_builder.h"
#include "tests/rules/shipped.h"

using namespace muistio;
using testing::document_of;
using testing::language;
using testing::rulebook;

namespace {

Header header_of(const Document& document) {
  const Passage passage = make_passage(document, rulebook(), language());
  return find_header(passage, find_dates(passage), find_items(passage));
}

std::string field(const std::string& markup, std::optional<Stated> Meeting::*member) {
  const Document document = document_of(markup);
  const Header header = header_of(document);
  if (!header.meeting) return "no meeting";
  const auto& stated = (*header.meeting).*member;
  return stated ? stated->value : "none";
}

std::string times(const std::string& markup) {
  return field(markup, &Meeting::start) + "-" + field(markup, &Meeting::end);
}

constexpr const char* item =
    "\n\n# 1. Kokouksen avaus\nAino avasi kokouksen.\n\n# 2. Laituri\nSe "
    "korjataan.\n\n# 3. Lopetus\nKiitettiin.";

}  // namespace

TEST_CASE("a label in the last cell of a row is over its value, not over the row below") {
  const std::string markup = std::string(
                                 "Kosken kunta\tPÖYTÄKIRJA\tNro\nTekninen lautakunta\t\t5/2004\n\n"
                                 "Kokousaika\tTi 21.9.2004 klo 16.30") +
                             item;
  CHECK(field(markup, &Meeting::number) == "5/2004");
  CHECK(field(markup, &Meeting::body) == "Tekninen lautakunta");
}

TEST_CASE("networks that meet are bodies in Swedish, too") {
  CHECK(field("Nätverket för bybiblioteken\n\nPromemoria\n\nTid: 12.3.2020 kl. 10" +
                  std::string(item),
              &Meeting::body) == "Nätverket för bybiblioteken");
}

TEST_CASE("fields are read inline, in a margin column and below their label") {
  const auto head = GENERATE(values<const char*>({
      "# Hallituksen kokous\n\nAika: ti 3.4.2018 klo 17.00\nPaikka: Kylätalo\nLäsnä: Aino",
      "# Hallituksen kokous\n\nAika ti 3.4.2018 klo 17.00\nPaikka Kylätalo\nLäsnä Aino",
      "# Hallituksen kokous\n\nAIKA\tti 3.4.2018 klo 17.00\nPAIKKA\tKylätalo\nLÄSNÄ\tAino",
      "# Hallituksen kokous\n\n**Aika**\nti 3.4.2018 klo "
      "17.00\n\n**Paikka**\nKylätalo\n\n**Läsnä**\n"
      "Aino",
      "# Hallituksen kokous\n\nKokousaika\n\nti 3.4.2018 klo 17.00\n\nKokouspaikka\n\nKylätalo",
      "# Hallituksen kokous\n\nAika ja paikka: ti 3.4.2018 klo 17.00, Kylätalo\nLäsnä: Aino",
      "# Hallituksen kokous\n\nPaikka ja aika: Kylätalo, ti 3.4.2018 klo 17.00\nLäsnä: Aino",
      "# Hallituksen kokous 3.4.2018 klo 17.00\n\nKylätalo\n\nLäsnä: Aino",
      "# Hallituksen kokous\n\nKokous pidettiin tiistaina 3.4.2018 klo 17.00 Kylätalolla.",
  }));
  CAPTURE(head);
  const std::string markup = std::string(head) + item;
  CHECK(field(markup, &Meeting::date) == "2018-04-03");
  CHECK(field(markup, &Meeting::start) == "17:00");
  CHECK(field(markup, &Meeting::place) == "Kylätalo");
}

TEST_CASE("a time beside the place is that of the beginning") {
  const std::string head = "Rantapallo ry, juniorijaosto\n\nMuistio 31.8.2015\n\n";
  CHECK(field(head +
                  "Paikka: Urheilutalon kahvio, klo 19.00\n\nLäsnä: Aino Aalto\n\n1. Avaus\nAino "
                  "avasi.",
              &Meeting::start) == "19:00");
  CHECK(field(head + "Paikka: Kahvio, huone 3.14\n\nLäsnä: Aino Aalto\n\n1. Avaus\nAino avasi.",
              &Meeting::start) == "none");
}

TEST_CASE("Swedish fields are read") {
  const std::string markup =
      "# Styrelsemöte 2/2017\n\nTid: torsdagen den 9 mars 2017 kl. 18.30\nPlats: Byagården\n"
      "Närvarande: Maja\n\n# 1 § Mötets öppnande\nMaja öppnade mötet kl. 18.35.\n\n# 2 § "
      "Badstranden\nDen städas.\n\n# 3 § Mötets avslutande\nMötet avslutades kl. 20.10.";
  CHECK(field(markup, &Meeting::date) == "2017-03-09");
  CHECK(field(markup, &Meeting::number) == "2/2017");
  CHECK(field(markup, &Meeting::place) == "Byagården");
  CHECK(times(markup) == "18:35-20:10");
}

TEST_CASE("the recorded closing wins, and the opening where the head gives only a beginning") {
  struct Case {
    const char* text;
    const char* expected;
  };
  const auto [text, expected] = GENERATE(values<Case>({
      {"Aika: 3.4.2018 klo 17\n\n# 1. Avaus\nAino Aalto avasi kokouksen kello 17.06.\n\n# 2. "
       "Lopetus\nAino päätti kokouksen klo 18.55.",
       "17:06-18:55"},
      {"Aika: 3.4.2018 klo 17–19\n\n# 1. Avaus\nAino Aalto avasi kokouksen kello 17.06.\n\n# 2. "
       "Lopetus\nKokous päättyi.",
       "17:00-19:00"},
      {"Aika: 3.4.2018 klo 17–19\n\n# 1. Avaus\nAino avasi kokouksen klo 17.06.\n\n# 2. "
       "Lopetus\nKokous päättyi klo 19.25.",
       "17:06-19:25"},
      {"Aika: 3.4.2018 klo 17\n\n# 1. Avaus\nAino avasi kokouksen.\n\n# 2. Lopetus\nLopetettiin "
       "klo 18.40.",
       "17:00-18:40"},
      {"Aika: 3.4.2018\n\n# 1. Avaus\nKokous avattiin klo. 9.\n\n# 2. Lopetus\nKokous päätettiin "
       "11.20",
       "09:00-11:20"},
      {"Aika: 3.4.2018 klo 17\n\n1. Avattiin 17.05.\n\n2. Laituri\n\n3. Lopetettiin klo 18.",
       "17:05-18:00"},
      {"Aika: 3.4.2018\n\n# 1. Kokouksen avaus klo 9.05\nTervetuloa.\n\n# 2. Lopetus\nKokous alkoi "
       "klo 9.05 ja päättyi klo 11.20.",
       "09:05-11:20"},
      {"Pvm: 3.4.2018\nAloitusaika 18.02, lopetusaika 19.47\n\n# 1. Avaus\nAlku.\n\n# 2. "
       "Lopetus\nLoppu.",
       "18:02-19:47"},
      {"Datum: 3.4.2018\nTid: 18.00\n\n# 1. Avaus\nAlku.\n\n# 2. Lopetus\nLoppu.", "18:00-none"},
      {"Päivä\t3.4.2018\nKlo\t12–14.30\n\n# 1. Avaus\nAlku.\n\n# 2. Lopetus\nLoppu.",
       "12:00-14:30"},
      {"Päivä\t3.4.2018\nKlo\t12–99\n\n# 1. Avaus\nAlku.\n\n# 2. Lopetus\nLoppu.", "none-none"},
      {"Aika: 3.4.2018 klo 17\n\n# 1. Avaus\nAino avasi kokouksen.\n\n# 2. Seuraava kokous\nKokous "
       "päätettiin pitää klo 18.\n\n# 3. Lopetus\nLoppu.",
       "17:00-none"},
  }));
  CAPTURE(text);
  CHECK(times(text) == expected);
}

TEST_CASE("a clock time is read as it is written, and no other number") {
  CHECK(parse_clock("18.05") == "18:05");
  CHECK(parse_clock("klo 9") == "09:00");
  CHECK(parse_clock("7:30") == "07:30");
  CHECK_FALSE(parse_clock("25.10"));
  CHECK_FALSE(parse_clock("123"));
  CHECK_FALSE(parse_clock("klo"));
}

TEST_CASE("the body stands in the nominative") {
  struct Case {
    const char* head;
    const char* body;
  };
  const auto [head, body] = GENERATE(values<Case>({
      {"# Koulukuljetustyöryhmän kokous 2/2021", "Koulukuljetustyöryhmä"},
      {"# PÖYTÄKIRJA\n\npidetty Hiiden osakaskunnan varsinaisessa kokouksessa koululla 3.4.2018.",
       "Hiiden osakaskunta"},
      {"# PROTOKOLL\n\nfört vid ordinarie stämma med Sundnäs enskilda väglag i Bystugan 3.4.2018.",
       "Sundnäs enskilda väglag"},
      {"Hiiden kunta\n\nSivistyslautakunta\n\n# Kuljetustyöryhmän 4. kokous", "Kuljetustyöryhmä"},
      {"Hiiden kunta\n\nSivistyslautakunta\n\n# Lautakunnan kokous 4/2018", "Sivistyslautakunta"},
      {"Sundnäs byaråd\n\n# Byarådets möte 4/2018", "Sundnäs byaråd"},
      {"# Anteckningar från arbetsgruppens möte\n\nArbetsgruppen för vägarna, Byagården, tisdag "
       "3.4.2018 kl. 18",
       "Arbetsgruppen för vägarna"},
      {"# YHTEISEN TILATYÖRYHMÄN KOKOUS", "Yhteinen tilatyöryhmä"},
      {"# Pienten museoiden neuvoston kokous", "Pienten museoiden neuvosto"},
      {"# Harjun koulun vanhempainyhdistyksen hallituksen kokous",
       "Harjun koulun vanhempainyhdistyksen hallitus"},
      {"# Soutajat ry:n sääntömääräinen vuosikokous", "Soutajat ry"},
      {"Soutajat ry\n\n# Hallituksen kokous 3/2014", "Soutajat ry, hallitus"},
      {"ASUNTO OY KUUSIRINNE\n\n# YHTIÖKOKOUS", "Asunto Oy Kuusirinne"},
      {"Hiiden kunta\nSivistyslautakunta\n\n# PÖYTÄKIRJA 4/2019", "Sivistyslautakunta"},
      {"# Verkosto, kuvailuryhmän kokous 5/2022", "Kuvailuryhmä"},
      {"# X-HANKE / TUOTANTOTYÖRYHMÄN KOKOUS", "Tuotantotyöryhmä"},
      {"Hiiden kaupunki\n\nTekninen lautakunta 18.5.2021\n\n# Pöytäkirja", "Tekninen lautakunta"},
      {"Toimielin: Nuorisovaltuusto\n\n# Pöytäkirja", "Nuorisovaltuusto"},
      {"Byalaget rf\n\n# Styrelsemöte", "Byalaget rf, styrelsen"},
      {"Protokoll fört vid Sjöns hembygdsförening r.f:s årsmöte den 14 mars 2018.",
       "Sjöns hembygdsförening r.f."},
      {"Pöytäkirja Soutajat ry:n hallituksen kokouksesta 4.2.2013", "Soutajat ry:n hallitus"},
      {"# Pöytäkirja\n\nTalon yhteistyötoimikunta\n\nKokous 5/2019", "Talon yhteistyötoimikunta"},
      {"# NUORISOTALON KÄYTTÄJÄTOIMIKUNNAN KOKOUS", "Nuorisotalon käyttäjätoimikunta"},
      {"# OHJAUSRYHMÄN KOKOUS 3\n\n**LUMO-hankkeen ohjausryhmän kokous 3**",
       "LUMO-hankkeen ohjausryhmä"},
      {"TUOHIMUSEOSÄÄTIÖ SR\n\n# HALLITUKSEN KOKOUS", "Tuohimuseosäätiö sr, hallitus"},
      {"**STORBY KOMMUN**\nTekniska nämnden PROTOKOLL", "Tekniska nämnden"},
      {"PROMEMORIA\n\n**Arbetsgruppen för skolskjutsar**\n\n# Möte 3",
       "Arbetsgruppen för skolskjutsar"},
      {"Gemensamma kyrkorädet\n\n# PROTOKOLL 5/2014", "Gemensamma kyrkorådet"},
      {"# Purojen ystävien verkoston työpaja", "Purojen ystävien verkosto"},
      {"# Viikkopalaveri 12", "none"},
      {"# Soutajat ry – hallituksen kokous 22.5.2014", "Soutajat ry, hallitus"},
      {"As. Oy Kuusirinne / varsinainen yhtiökokous", "As. Oy Kuusirinne"},
      {"Opiskelijakunta Majakka\n\n# Hallituksen kokous", "Opiskelijakunta Majakka, hallitus"},
      {"# Pöytäkirja 5/2019\n\nMelontajaosto kokoontui maanantaina 6.5.2019 Venevajalla.",
       "Melontajaosto"},
      {"PÖYTÄKIRJA, joka laadittiin Soutajat ry:n johtokunnan kokouksessa majalla.",
       "Soutajat ry:n johtokunta"},
      {"# EU-ASIOIDEN KOMITEAN KOETYÖRYHMÄ (JAOSTO 99), LAAJA", "EU-asioiden komitean koetyöryhmä"},
      {"Sammanträdesdatum\n\nByggnads- och miljönämnden\n\n3.4.2018\n\n# PROTOKOLL\n\nTid: "
       "3.4.2018",
       "Byggnads- och miljönämnden"},
      {"Vaikuttamistoimielin: Koeneuvosto", "Koeneuvosto"},
      {"# Muistio vesihuollon seurantaryhmän kokouksesta", "Vesihuollon seurantaryhmä"},
      {"# Ulkoalueiden ja katujen yhteisen pienen työryhmän kokous",
       "Ulkoalueiden ja katujen yhteinen pieni työryhmä"},
      {"# Seurantaryhmän XY 12 kokous 2/2016", "Seurantaryhmä XY 12"},
      {"# Minnesanteckningar från skolrådets träff", "Skolrådet"},
      {"# Mötesanteckningar från Sundnäs byaråds möte", "Sundnäs byaråd"},
      {"Projektet Blåsväder 2020 | Styrgruppen\n\n# Protokoll nr 5", "Styrgruppen"},
      {"Saarikunta – Ökommun\n\nSatamalautakunta – Hamnnämnden\n\n# Kokous – Möte 5/2018",
       "Satamalautakunta"},
      {"Kisailijat ry • lentopallojaosto\n\n# Palaveri", "Lentopallojaosto"},
      {"# Johtokuntakokous 3/2012", "Johtokunta"},
      {"Soutajat ry\n\n# Hallituspalaveri", "Soutajat ry, hallitus"},
      {"Hiiden kunta\n\n# Johtoryhmän kokous", "Johtoryhmä"},
      {"Hiiden kunta, sivistyslautakunta\n\n# PÖYTÄKIRJA", "Sivistyslautakunta"},
      {"Soutajat ry, melontajaosto\n\n# Palaveri", "Soutajat ry, melontajaosto"},
      {"Soutajat ry\nmelontajaosto\n\n# Melontajaoston kokous", "Soutajat ry, melontajaosto"},
      {"# Soutajat ry / Melontajaoston palaveri\n\n# Reittiverkosto\n\nReitti on auki.",
       "Melontajaosto"},
      {"# Tiimipalaveri 3.4.2018", "none"},
      {"Soutajat ry\n\n# Yhdistyksen hallituksen kokous", "Soutajat ry, hallitus"},
      {"Föräldraföreningen vid Sunds skola\n\n# Möte med föräldraföreningens styrelse",
       "Föräldraföreningen vid Sunds skola, styrelsen"},
      {"Stiftelsen Fyren s.r.\n\n# STYRELSEMÖTE 6/2018", "Stiftelsen Fyren s.r., styrelsen"},
      {"PUUALAN TYÖVÄEN\nAMMATTIOSASTO 61\n\n# SYYSKOKOUS", "Puualan työväen ammattiosasto 61"},
      {"# Järven kalastusalueen vuosikokous", "Järven kalastusalue"},
      {"Järven Venekerho\n\n# Johtokunnan kokous 2/2022", "Järven Venekerho, johtokunta"},
      {"**JÄRVEN YKSITYISTIE**\n\n# Tiekunnan vuosikokous", "Järven yksityistien tiekunta"},
      {"Polku kutsuu -hanke\n\n# Ohjausryhmän kokous 3", "Polku kutsuu -hankkeen ohjausryhmä"},
      {"Metallin ammattiosasto 118\n\n# TOIMIKUNNAN 2. KOKOUS",
       "Metallin ammattiosasto 118, toimikunta"},
      {"Lehdon säätiö sr\n\n# Pöytäkirja\n\nKokous\tHallituksen kokous 1/2018\nPaikka\tMaja",
       "Lehdon säätiö sr, hallitus"},
      {"Andelslaget Sunds Vatten\n\n# ORDINARIE ANDELSSTÄMMA", "Andelslaget Sunds Vatten"},
      {"# Byalagets möte", "Byalaget"},
      {"Pohjan Pelimannit\n\n# Hallituksen kokous", "Pohjan Pelimannit, hallitus"},
      {"JOKIVARREN KALAMIEHET\n\n# PÖYTÄKIRJA\n\nVuosikokous", "Jokivarren kalamiehet"},
      {"Luottamuksellinen\n\n# Hallituksen kokous", "Hallitus"},
      {"Kylän Pallo, jalkapallojaosto\n\n# Muistio", "Kylän Pallo, jalkapallojaosto"},
      {"Hallituksen kokous 2.11.2006 klo 18, paikka: Kerhohuone\n\nSoutajat ry",
       "Soutajat ry, hallitus"},
      {"METSÄ- JA SAHATYÖVÄEN\nAMMATTIOSASTO 118\n\n# SYYSKOKOUS",
       "Metsä- ja sahatyöväen ammattiosasto 118"},
      {"# Kallelse\n\nSunds Båtklubb rf håller sitt årsmöte i Klubbstugan.", "Sunds Båtklubb rf"},
      {"# KOKOUSKUTSU\n\nSoutajat ry kutsuu jäsenensä kevätkokoukseen tiistaina 3.4.2018.",
       "Soutajat ry"},
      {"**AIKA**\n3.4.2018\n\n**TILAISUUS**\nVesityöryhmän kokous", "Vesityöryhmä"},
      {"**METSÄPOLUN PÄIVÄKODIN**\n**VANHEMPAINNEUVOSTON KOKOUS**",
       "Metsäpolun päiväkodin vanhempainneuvosto"},
      {"Lossipolut -hanke\n\nSeurantaryhmä 4 17.2.2020\n\n# Kokousmuistio", "Seurantaryhmä"},
      {"Vesialan ELY-keskus\n\n# Neuvottelu: Lahden kaava", "Vesialan ELY-keskus"},
      {"Hiiden kunta\nHyvinvointivaliokunta\nVanhusneuvosto\n\n# Kokous 3/2018", "Vanhusneuvosto"},
      {"# KOKOUSMUISTIO\n\nTyöryhmä\tVesiasioiden seurantaryhmä", "Vesiasioiden seurantaryhmä"},
      {"Työryhmä\tMUISTIO\t3", "Työryhmä"},
      {"**Kokouksen nimi**\nVesityöryhmän kokous", "Vesityöryhmä"},
      {"# Seurantaryhmän kokous 5 – 3.10.2018 – Hiiden ammattiopisto", "Seurantaryhmä"},
      {"Hiiden koulun vanhempainyhdistys ry, kokous 23.1.2020",
       "Hiiden koulun vanhempainyhdistys ry"},
  }));
  CAPTURE(head);
  CHECK(field(std::string(head) + "\n\nAika: 3.4.2018" + item, &Meeting::body) == body);
}

TEST_CASE("an association may be named beside the signatures alone") {
  const std::string minutes = "# PÖYTÄKIRJA\n\n# Syyskokous\n\nAika: 3.4.2018" + std::string(item);
  CHECK(field(minutes + "\n\nLammen Soutajat ry\n\nAino Aalto", &Meeting::body) ==
        "Lammen Soutajat ry");
  CHECK(field(minutes + "\n\nTilataan vene, Lammen Soutajat ry", &Meeting::body) == "none");
}

TEST_CASE("the title is the heading of the meeting, not the word of the kind") {
  struct Case {
    const char* head;
    const char* title;
  };
  const auto [head, title] = GENERATE(values<Case>({
      {"# PÖYTÄKIRJA\n\n# Hallituksen kokous 3/2014", "Hallituksen kokous 3/2014"},
      {"Soutajat ry\n\n# Soutajat ry:n vuosikokous", "vuosikokous"},
      {"Vesiryhmä\n\n# Muistio 3/2024", "Muistio 3/2024"},
      {"**AINEISTOTYÖRYHMÄN 4.**\n**KOKOUS**", "AINEISTOTYÖRYHMÄN 4. KOKOUS"},
      {"**AINEISTOTYÖRYHMÄN**\n**4. KOKOUS**", "AINEISTOTYÖRYHMÄN 4. KOKOUS"},
      {"# Kokouspöytäkirja 1/2011\n\nKokous pidettiin 3.4.2011 Kylätalolla.",
       "Kokouspöytäkirja 1/2011"},
      {"# Vesiryhmän kokouksen 3/2024 pöytäkirja", "Vesiryhmän kokous"},
      {"# P Ö Y T Ä K I R J A", "none"},
      {"Soutajat ry\n\n# Vuosikokouspöytäkirja", "Vuosikokouspöytäkirja"},
      {"Vesiryhmä\n\n# Kokousmuistio", "none"},
      {"# Soutajat ry\n\n**Vuosikokouksen pöytäkirja**", "Vuosikokous"},
      {"# KOKOUKSEN PÖYTÄKIRJA 3.4.2018", "KOKOUKSEN PÖYTÄKIRJA 3.4.2018"},
      {"# Höstmöte torsdagen den 15.11.2018 kl 18.30", "Höstmöte"},
      {"# Jäsenkokous 6.11.2010", "Jäsenkokous 6.11.2010"},
      {"# PROTOKOLL FÖRT VID ÅRSMÖTE", "PROTOKOLL FÖRT VID ÅRSMÖTE"},
      {"# Muistio vesihuollon seurantaryhmän kokouksesta",
       "Muistio vesihuollon seurantaryhmän kokouksesta"},
      {"PROTOKOLL\n\nfört vid Sunds båtklubbs årsmöte den 14 mars 2018 i Bystugan.",
       "Sunds båtklubbs årsmöte"},
      {"# PÖYTÄKIRJA\n\nKokous\n\nAika: 3.4.2018", "none"},
      {"Hiiden kunta\tPÖYTÄKIRJA\t3/2014\nTekninen lautakunta", "PÖYTÄKIRJA 3/2014"},
      {"# Partiokolon johtajaneuvosto 3/2015", "Partiokolon johtajaneuvosto 3/2015"},
      {"Johtokunnan kokous seurantalolla 22.9.1987 klo 19.", "Johtokunnan kokous"},
      {"# Kylän syyskokous pidetään seurantalolla", "Kylän syyskokous"},
      {"**KUTSU KYLÄKOKOUKSEEN**\n\nKylän kevätkokous pidetään 3.4.2018 klo 18 koululla.",
       "KUTSU KYLÄKOKOUKSEEN"},
      {"HIIDEN KUNTA\n\n# ESITYSLISTA", "ESITYSLISTA"},
      {"MÖTE\vHamnkommittén 3/2024\tDATUM OCH TID\v2.10.2024 kl. 13", "Hamnkommittén 3/2024"},
      {"Kokous\tAika\nTiimin kokous\t21.2.2017", "Tiimin kokous"},
      {"Soutajat ry\n\n# KOKOUSKUTSU\n\nSoutajien sääntömääräinen syyskokous pidetään "
       "perjantaina 3.10.2014 klo 18 venevajalla.",
       "Soutajien sääntömääräinen syyskokous"},
      {"Osakkaat kutsutaan ylimääräiseen yhtiökokoukseen, joka pidetään 3.10.2014.",
       "ylimääräinen yhtiökokous"},
      {"Pöytäkirja Soutajat ry:n hallituksen kokouksesta 4.2.2013",
       "Soutajat ry:n hallituksen kokous"},
      {"Protokoll fört vid Byalagets årsmöte den 14 mars 2018 i Bystugan kl. 19.",
       "Byalagets årsmöte"},
      {"**Protokoll fört vid årsmöte söndagen den 18.2.2018 kl. 14 på Föreningshuset Solhem**",
       "årsmöte"},
      {"YLÄ-PURON OSAKASKUNTA\n\nPöytäkirja varsinaisesta kokouksesta, joka pidettiin lauantaina "
       "toukokuun 5 päivänä 2018 klo 13.00 koululla.",
       "varsinainen kokous"},
      {"PÖYTÄKIRJA, joka laadittiin Soutajat ry:n syyskokouksessa majalla.", "syyskokous"},
      {"PÖYTÄKIRJA tehty Soutajat ry:n johtokunnan kokouksessa majalla.", "johtokunnan kokous"},
      {"# PROTOKOLL\n\nfört vid ordinarie stämma med Sundnäs väglag 3.4.2018.", "ordinarie stämma"},
      {"MUISTIO\n\n**YM 2009-00417**", "none"},
      {"Asunto Oy Kuusi\n\n# VARSINAISEN YHTIÖKOKOUKSEN PÖYTÄKIRJA", "Varsinainen yhtiökokous"},
      {"Projekti\tSähköinen arkisto\nKokous\tOhjausryhmä 5\nPvm\t3.4.2018", "Ohjausryhmä 5"},
      {"HIIDEN KUNTA\n\nSIVISTYSLAUTAKUNTA\n\n# PÖYTÄKIRJA", "none"},
      {"PROTOKOLL 2/2018\n\nStyrelsemöte i byagården tisdagen den 3 april 2018.", "Styrelsemöte"},
      {"PÖYTÄKIRJA\n\nVuosikokous pidettiin majalla.", "Vuosikokous"},
      {"# Puutarhayhdistys ry:n syyskokous", "Puutarhayhdistys ry:n syyskokous"},
      {"# Puutarha Oy:n yhtiökokous", "yhtiökokous"},
      {"Sunds byaförening\n\nProtokoll fört vid årsmötet söndagen den 24 mars 2018", "årsmötet"},
      {"PÖYTÄKIRJA\n\nVesiryhmän kokous 3/2018 pidettiin majalla tiistaina.",
       "Vesiryhmän kokous 3/2018"},
      {"Hiiden vesialue\tVESIRYHMÄ\tAika: 3.4.2018\nHallinto\tKokousmuistio 5/2018\tPaikka: Maja",
       "Kokousmuistio 5/2018"},
  }));
  CAPTURE(head);
  CHECK(field(std::string(head) + "\n\nAika: 3.4.2018" + item, &Meeting::title) == title);
}

TEST_CASE("a number is that of the meeting, not a date, a page or a record number") {
  struct Case {
    const char* head;
    const char* number;
  };
  const auto [head, number] = GENERATE(values<Case>({
      {"# Hallituksen kokous 3/2014", "3/2014"},
      {"# Hallituksen kokous 10/23", "10/23"},
      {"# Hallituksen kokous #7 (k2018)", "7"},
      {"# VIIKKOPALAVERI 7", "7"},
      {"Vesiryhmä\n\n# MUISTIO nro 12", "12"},
      {"# Hallituksen kokous\n\n8/2014", "8/2014"},
      {"# Hallituksen kokous 27.4.17", "none"},
      {"# Hallituksen kokous 2014", "none"},
      {"# Hallituksen kokous\n\nDnro 45/2014", "none"},
      {"# Hallituksen kokous\n\nNumero: kevät 3", "kevät 3"},
      {"# Hallituksen kokous\n\nYM/311/00.02/2018", "none"},
      {"MUISTIO 1(1)\n\n# Hallituksen kokous 1/2024", "1/2024"},
      {"YM/311/2018\n\n# MUISTIO\n\nVesiryhmän kokous 2/2018", "2/2018"},
      {"# MUISTIO 311/2018\n\nVesiryhmän kokous 2/2018", "2/2018"},
      {"# Hallituksen kokous 2-2018", "2-2018"},
      {"# Hallituksen kokous 2018/2", "2018/2"},
      {"# Hallituksen kokous XII", "XII"},
      {"# VESIRYHMÄN VI KOKOUS", "VI"},
      {"# Johtokunnan kokous III/2018", "III/2018"},
      {"# Pöytäkirja johtokunnan kokouksesta nro 4 tiistaina 3.4.2018", "4"},
      {"# Johtokunnan kokous 4 (3.4.2018)", "4"},
      {"# 5. johtokuntakokous", "5"},
      {"# Styrelsens 4:e möte 2018", "4"},
      {"Vesiryhmä\tKokous\t2/2018", "2/2018"},
      {"Aihe: Vesiryhmän kokous 2/2018", "2/2018"},
      {"# Tekninen lautakunta\n\nPÖYTÄKIRJA\n\nPykälät §§ 23–35", "none"},
      {"Soutajat ry:n hallituksen kokous 3/2018 pidettiin tiistaina majalla.", "3/2018"},
      {"Edellisen kokouksen 2/2018 pöytäkirja hyväksyttiin majalla.", "none"},
      {"Ohjausryhmä 4\n\n# Muistio", "4"},
      {"# KOKOUS NRO 3 / 12.9.2018", "3"},
      {"PROTOKOLL\n\nMöte nr\t3/2018\nOrgan\tKulturutskottet", "3/2018"},
      {"Metallin osasto 61\n\n# Muistio", "none"},
  }));
  CAPTURE(head);
  CHECK(field(std::string(head) + "\n\nAika: 3.4.2018" + item, &Meeting::number) == number);
}

TEST_CASE("a place is what is left when date and time are gone") {
  struct Case {
    const char* head;
    const char* place;
  };
  const auto [head, place] = GENERATE(values<Case>({
      {"Paikka: Kunnantalo, kokoushuone Koivu", "Kunnantalo, kokoushuone Koivu"},
      {"Läsnä:\nHallitus: Eero Elo\nToimisto: Aino Aalto", "none"},
      {"Paikka:\nUimahalli\nAulakabinetti\nRantakatu 4\n\nLäsnä: Aino",
       "Uimahalli, Aulakabinetti, Rantakatu 4"},
      {"Paikka ja aika: Aulakabinetti, klo 12-13.30", "Aulakabinetti"},
      {"Rantakatu 4, 90100 Oulu, klo 17", "Rantakatu 4, 90100 Oulu"},
      {"Paikka: B204", "B204"},
      {"klo 13.00-14.10, kokoustila Haapa", "kokoustila Haapa"},
      {"Aika: 3.4.2018", "none"},
      {"Aika ja paikka: sunnuntaina\t3.4.2018 klo 12,\tVenevaja", "Venevaja"},
      {"Missä: Venevaja", "Venevaja"},
      {"8.10.2018 klo 18, Pesä", "Pesä"},
      {"Paikka: nh 2", "nh 2"},
      {"8.10.2018 klo 18 · Nuokkari Pesä", "Nuokkari Pesä"},
      {"kl 20 på Hamnbaren, övre våningen", "Hamnbaren, övre våningen"},
      {"den 8 mars 2018 klockan 19 hos Maja Ek.", "hos Maja Ek"},
      {"Pidetty la 12.6.2018 klo 10.00 Rantapirtin kodalla", "Rantapirtin kota"},
      {"Aika ja paikka\t17. päivänä klo 16.00\n\tMajatalo Kotka", "Majatalo Kotka"},
      {"Plats: Byagården\nNärvarande: Maja Ek\nEj på plats: Bo Ek", "Byagården"},
      {"Sijainti: Salo, Rantakatu 4", "Salo, Rantakatu 4"},
      {"Aika To 5.3.2015 klo 14.15\n\nPaikka kokoushuone C311", "kokoushuone C311"},
      {"Itä-Hiiden yliopisto\n\nti 3.4.2018 klo 13–14, Rehtorin kokoushuone",
       "Rehtorin kokoushuone"},
      {"ke 5.9.2018 klo 17.30\n\nkoulun opettajainhuone", "koulun opettajainhuone"},
      {"8.10.2018 klo 18 @ Pesä", "Pesä"},
      {"8.10.2018 klo 18 Teamsissa", "Teams"},
      {"Melontajaosto kokoontui maanantaina 6.5.2019 klo 17 Venevajalla.", "Venevaja"},
      {"8.10.2018 klo 18, kokous alkaa heti.", "none"},
      {"ti 3.4.2018 klo 9.15 · Meet", "Meet"},
      {"Aika: 3.4.2018 klo 18 (etäkokous)", "etäkokous"},
      {"to 2.2.2023 kl. 10–11.30, Zoom\n\nPå plats:\n\n- Maja Ek, ordf.\n- Ulf Berg", "Zoom"},
      {"Tiekunnan kokous pidetään torstaina 11.6.2020 klo 18.00 Malliniemen seurantalossa, "
       "Kirkkotie 44. Tervetuloa.",
       "Malliniemen seurantalo, Kirkkotie 44"},
      {"Kokous pidettiin Malliniemen koululla, Rantatie 4, Salo, 11.6.2020 klo 18.",
       "Malliniemen koulu, Rantatie 4, Salo"},
      {"Raati kokoontui Salossa 11.6.2020.", "Salo"},
      {"Stämma med Sundnäs väglag i Byagården 11.6.2020 kl. 19. Närvarande 14 delägare, bilaga A.",
       "Byagården"},
      {"Raati kokoontui Salossa 11.6.2020. Se piti kokouksensa Malliniemen koululla, Rantatie 4.",
       "Malliniemen koulu, Rantatie 4"},
      {"Nuorisoraati, Malliniemen koulu, Rantatie 4, 11.6.2020 klo 18",
       "Malliniemen koulu, Rantatie 4"},
      {"Pidettiin Malliniemen entisellä koululla, Sonkajärvellä, lauantaina 11.6.2020 klo 12.",
       "Malliniemen entinen koulu, Sonkajärvi"},
      {"Missä – Kioski Kulma", "Kioski Kulma"},
      {"Aika / Time: 3.4.2018\nPaikka / Place: Teams", "Teams"},
      {"Aika – Tid\t3.4.2018\nPaikka – Plats\tMaja", "Maja"},
      {"Paikka – Majalla", "Majalla"},
      {"Styrelsen samlades hos Gun Back den 12.11.2003 kl. 18.", "hos Gun Back"},
      {"Möte hölls med Sundby hamnlag i Bystugan fredagen den 6 juni 2003.", "Bystugan"},
      {"Aika ..... 3.4.2018\nPaikka ..... Kioski Kulma", "Kioski Kulma"},
      {"Paikka huoltorakennus\nLäsnä Aino Aalto", "huoltorakennus"},
      {"ti 5.11.2013 klo 14–15 / nh Sumppi", "nh Sumppi"},
      {"ti 5.11.2013\n\nklo 14–15\n\nOpiston kahvio", "Opiston kahvio"},
      {"Aino Aalto avasi kokouksen kello 13.05 Malliniemen koululla.", "Malliniemen koulu"},
      {"Aino Aalto avasi kokouksen kello 13.05 hyvillä mielin.", "none"},
      {"Pöytäkirja: Melontaryhmä, 3.4.2018, Salo", "Salo"},
      {"Pöytäkirja: Melontaryhmä, 3.4.2018, Aino Aalto", "none"},
      {"Raati kokoontui Salossa Hotelli Kotkassa 3.4.2018.", "Salo, Hotelli Kotka"},
      {"Soutumaja, kello 18-19.35\n\nMukana: Aino\n\nSeuraava kokous ke 11.10.2018 Venevajalla.",
       "Soutumaja"},
      {"Pvm\tKlo\tPaikka\tMuistion teki\n3.4.2018\t9–10\tNeukkari Kuu\tAino Aalto", "Neukkari Kuu"},
      {"Plats\tByagården\nOrdf.\tMaja Ek", "Byagården"},
      {"Aika\tKuulolla\tEi päässyt\nto 3.4.2018\tAino Aalto\tEero Elo\nPaikka\tIida Ilo, Salo\n"
       "Teams\tOtso Oja",
       "Teams"},
      {"13.2.2019 kl. 13–15 i Academill, Vasa", "Academill, Vasa"},
      {"Muistio | Vesityöryhmä | 3.4.2018 klo 9–10.30 | Kirjasto, sali 2", "Kirjasto, sali 2"},
  }));
  CAPTURE(head);
  CHECK(field("# Hallituksen kokous 5.5.2015\n\n" + std::string(head) + item, &Meeting::place) ==
        place);
}

TEST_CASE("a place may stand behind the time in the title") {
  CHECK(field("Salon verkosto\n\n# Kokous 3/2017, 12.9.2017 klo 12–14.30, Hovioikeus, Salo" +
                  std::string(item),
              &Meeting::place) == "Hovioikeus, Salo");
  CHECK(field("Protokoll från ledningsgruppens möte den 2 mars 2020 kl. 9 i stadshuset i Nystad" +
                  std::string(item),
              &Meeting::place) == "stadshuset i Nystad");
  CHECK(field("Muistio 6/2022\n\nNuorten talon käyttäjäneuvosto, 4.10.2022 klo 17" +
                  std::string(item),
              &Meeting::place) == "none");
  CHECK(field("# Kerhon kokous to 5.4.2018 klo 18, koulun opettajainhuone" + std::string(item),
              &Meeting::place) == "koulun opettajainhuone");
  CHECK(field("# Jaoston palaveri ma 10.11.2014 klo 18.30, huoltamo" + std::string(item),
              &Meeting::place) == "huoltamo");
  CHECK(field("# Jaoston palaveri ma 10.11.2014 klo 18.30, kahvit" + std::string(item),
              &Meeting::place) == "none");
  CHECK(field("**Protokoll fört vid årsmöte den 18.2.2018 kl. 14 på Föreningshuset Solhem**" +
                  std::string(item),
              &Meeting::place) == "Föreningshuset Solhem");
  CHECK(
      field("**Protokoll fört vid Sunds byalags årsmöte på Solhem söndagen den 9.2.2014 kl. 14.**" +
                std::string(item),
            &Meeting::place) == "Solhem");
}

TEST_CASE("a place may stand in brackets behind the day of a sentence") {
  const auto place = [](const std::string& sentence) {
    return field("Muistio\n\nPaikallisneuvottelu palkoista\n\n" + sentence + std::string(item),
                 &Meeting::place);
  };
  CHECK(
      place("Neuvottelu käytiin keskiviikkona 19.2.2003 klo 10.00-11.35 (hallintotalo, 3. krs).") ==
      "hallintotalo, 3. krs");
  CHECK(place("Kokous pidettiin 19.2.2003 klo 10 (Kirkkotie 4).") == "Kirkkotie 4");
  CHECK(place("Neuvottelu käytiin 19.2.2003 klo 10.00-11.35 (kutsu liitteenä).") == "none");
}

TEST_CASE("a place may be a bare name behind the time in the title, or stand in its sentence") {
  CHECK(field("**Virasto EU/2018/0457**\n\n# Kerhon kokous 5.4.2018 klo 18, Visala" +
                  std::string(item),
              &Meeting::place) == "Visala");
  CHECK(field("PÖYTÄKIRJA, joka tehtiin Metsätien tiekunnan vuosikokouksessa Takalan "
              "seurantalolla.\n\nAika: 5.4.2018" +
                  std::string(item),
              &Meeting::place) == "Takalan seurantalo");
}

TEST_CASE("a place may run on farther in, right above the next label") {
  const auto place_of = [](const std::string& next) {
    Document document = document_of("# Hallituksen kokous\n\nPaikka: Talo\n\n    Rantakatu 3\n\n" +
                                    next + ": Aino" + std::string(item));
    for (std::size_t i = 0; i < document.rows.size(); ++i) {
      document.rows[i].box.top = 57 + 14 * static_cast<double>(i);
      document.rows[i].box.bottom = document.rows[i].box.top + 12;
    }
    const Header header = header_of(document);
    return header.meeting && header.meeting->place ? header.meeting->place->value : "none";
  };
  CHECK(place_of("Läsnä") == "Talo, Rantakatu 3");
  CHECK(place_of("Kahvit") == "Talo");
}

TEST_CASE("a field may name the meeting") {
  const std::string head = "Kokous: Ohjausryhmä 5\nPvm: 3.4.2018" + std::string(item);
  CHECK(field(head, &Meeting::body) == "Ohjausryhmä");
  CHECK(field(head, &Meeting::number) == "5");
  CHECK(field("# PÖYTÄKIRJA\n\nKokous: 3.4.2018 klo 17" + std::string(item), &Meeting::number) ==
        "none");
}

TEST_CASE("a staircase that OCR has glued to its house is set apart") {
  const Document document =
      document_of("# Hallituksen kokous\n\nPaikka: Kerhohuone, Rantakatu 3A" + std::string(item),
                  PageSource::ocr);
  const Header header = header_of(document);
  REQUIRE(header.meeting);
  CHECK(header.meeting->place->value == "Kerhohuone, Rantakatu 3 A");
}

TEST_CASE("the day of the paper is not that of the meeting") {
  const auto head = GENERATE(values<const char*>({
      "20.4.2018\n\n# KUTSU\n\nKylän syyskokous pidetään\nsunnuntaina 3.4.2018 alkaen klo 15. "
      "Paikka: Maja",
      "20.4.2018\n\n# Neuvottelu laduista\n\nKunnantalo, ti 3.4.2018 klo 9",
      "Viestintä\n\n20.4.2018\n\n# Nuorisoneuvosto kokoontui Salossa 3.4.2018",
      "20.4.2018\n\n# Nuorisoneuvosto\n\nNeuvosto piti kokouksensa tiistaina 3.4.2018 klo 9 "
      "Salossa.",
      "3.4.2018\n\n# Neuvottelu laduista\n\nTarjoukset on jätettävä 20.4.2018 mennessä.",
  }));
  CAPTURE(head);
  CHECK(field("Muistio\n\n" + std::string(head) + item, &Meeting::date) == "2018-04-03");
}

TEST_CASE("a year that the head leaves out is taken from the number") {
  CHECK(field(std::string("# Hallituksen kokous 3/2014\n\nAika: ti 8.4. klo 17") + item,
              &Meeting::date) == "2014-04-08");
}

TEST_CASE("a body stands in the nominative before the word of its meeting") {
  const auto body = [](const char* title) {
    return field(
        std::string("Hiiden opetuskeskus\n\n# ") + title + "\n\nAika: ti 8.4.2014 klo 17" + item,
        &Meeting::body);
  };
  CHECK(body("LUKUNEUVOTTELUKUNTA, kokous 5/2022") == "Lukuneuvottelukunta");
  CHECK(body("Vammaisneuvosto – kokous 3/2022") == "Vammaisneuvosto");
  CHECK(body("Ohjausryhmä, 3. kokous") == "Ohjausryhmä");
  CHECK(body("Kyläkehitys-hankkeen ohjausryhmä / palaveri 2") ==
        "Kyläkehitys-hankkeen ohjausryhmä");
  CHECK(body("Kevät, kokous 5/2022") == "none");
}

TEST_CASE("the kind is told by the heading, or else by what the paper tells") {
  struct Case {
    const char* text;
    MemoKind kind;
  };
  const auto [text, kind] = GENERATE(values<Case>({
      {"# PÖYTÄKIRJA 3/2014\n\nAika: 3.4.2014", MemoKind::minutes},
      {"# Hallituksen kokous, muistio\n\nAika: 3.4.2014", MemoKind::memo},
      {"# ESITYSLISTA\n\nHallituksen kokous\n\nAika: 3.4.2014", MemoKind::agenda},
      {"# KOKOUSKUTSU\n\nHallituksen kokous\n\nAika: 3.4.2014", MemoKind::notice},
      {"# TIEDOTE 3.4.2014\n\nSilta avattiin liikenteelle.", MemoKind::release},
      {"# LAUSUNTO\n\nYhdistys pitää suunnitelmaa hyvänä.", MemoKind::letter},
      {"Hyvä naapuri\n\nTalkoot ovat lauantaina.\n\nYstävällisin terveisin\nAino",
       MemoKind::letter},
      {"# Silta avattiin\n\nSe on pitkä.\n\nLisätietoja: Eero Elo, p. 040 123", MemoKind::release},
      {"# PROTOKOLL\n\nTid: 3.4.2014", MemoKind::minutes},
      {"# Ryhmän tapaaminen\n\nAika: 3.4.2014\nLäsnä: Aino ja Eero (muistio)\n\n# 1. Alku\nJuotiin "
       "kahvia.\n\n# 2. Loppu\nLähdettiin.",
       MemoKind::memo},
      {"Kokouksen esityslista\n\n# 1. Avaus\nPuheenjohtaja avasi kokouksen klo 18.05.\n\n# 2. "
       "Lopetus\nKokous päättyi klo 19.",
       MemoKind::minutes},
      {"Pöytäkirja kalastajien kokouksesta, joka pidettiin kylätalolla.\n\nLupia myy Aino.",
       MemoKind::minutes},
      {"# Soutajien kevätkokous\n\nAika: 3.4.2014 klo 18\n\n**ESITYSLISTA**\n\n1. Kokouksen avaus\n"
       "2. Pöytäkirjantarkastajien valinta\n3. Kokouksen päättäminen",
       MemoKind::agenda},
      {"# Ylisen tietoryhmä\n\nAika: 3.4.2014 klo 18\nPaikalla: Aino Aalto\nPoissa: Eero Elo\n\n"
       "**ASIALISTA**\n\n# 1. Malli\nMalli hyväksytty.\n\n# 2. Muut\nEi muuta.",
       MemoKind::memo},
      {"# Styrelsemöte 5/2017\n\nTid: 3.4.2017\n\n# 1. Mötets öppnande\nMajken Ek öppnade "
       "mötet.\n\n"
       "# 2. Val av protokolljusterare\nValdes Ture Öst.",
       MemoKind::minutes},
      {"**Muistio: Vajaryhmän palaveri**\n\n8.6.2022 klo 14", MemoKind::memo},
      {"# Saarten yhteysverkoston tapaaminen\n\nKirjastolla tiistaina 14.5.2019 kello "
       "12–15\n\nAiheena "
       "olivat lautat.",
       MemoKind::memo},
      {"# Saarten yhteysverkoston tapaaminen\n\nTavattiin tiistaina 14.5.2019 kello 12.\n\nAiheena "
       "olivat lautat.",
       MemoKind::other},
      {"Kissa istuu puussa.", MemoKind::other},
      {"Taloryhmä\n\nKokous pidettiin majassa 3.10.07 klo 18–19\n\nPiha. Päätettiin haravoida.",
       MemoKind::memo},
      {"**Koeraati kokoontui Salossa 6.3.2018**\n\nPaikka: Maja", MemoKind::memo},
      {"Silta avattiin. Kokous pidetään 3.10.2018 klo 18.", MemoKind::other},
      {"Kokous pidettiin majassa 3.10.2018.\n\nLisätietoja: Eero Elo, p. 040 123",
       MemoKind::release},
      {"# Kylätoimikunta\n\nKokoonnuttiin tiistaina 14.5.2019 klo 12 kirjastolla.\n\nAiheena "
       "olivat "
       "lautat.",
       MemoKind::memo},
      {"Vesityöryhmä 3/2019, ti 14.5.2019 klo 12.15–13.50, Majala P7.\n\nLautoista kerrottiin.",
       MemoKind::memo},
      {"Muistio 5.6.2019 klo 16 / kerhohuone. Koolla hall. pj. Aino Aalto, hall. jäsen Eero Elo ja "
       "isännöitsijä Maija Malli.",
       MemoKind::memo},
      {"Kylätoimikunta, ti 14.5.2019 klo 12 on talkoot, ja kaikki ovat tervetulleita.",
       MemoKind::other},
      {"# Tiimipalaveri 7.9.\n\nKetkä: Aino, Eero ja Maija\nKlo 9–9.45", MemoKind::memo},
      {"Muistiinpanot kyläillasta 3.10.2017\n\nPirtillä oli väkeä.", MemoKind::memo},
      {"Moi!\n\nTässä muistio palaverista 3.10.2018. Paikalla olivat Aino Aalto ja Eero Elo.\n\n"
       "**Tilanne**\n\nOn valmis.\n\n**Vene**\n\nOn hyvä.\n\n**Muuta**\n\nEi ollut.",
       MemoKind::memo},
      {"Moi!\n\nMuistio tulee myöhemmin. Paikalla olivat Aino Aalto ja Eero Elo.", MemoKind::other},
      {"Samarbetsmöte mellan skolan och biblioteket\n\n3.2.2014 kl 14–15, Lillby skola\n\nBokprat "
       "ordnas.",
       MemoKind::memo},
      {"Sataman käyttäjäkokous\n\nPidettiin 19.4.2012 satamatoimistolla kello 17.00.\n\nPaikat "
       "jaettiin.",
       MemoKind::memo},
      {"Muistiinpanoja kylältä\n\nPirtillä oli väkeä.", MemoKind::other},
      {"", MemoKind::other},
  }));
  CAPTURE(text);
  const Document document = document_of(text);
  CHECK(header_of(document).kind == kind);
}

TEST_CASE("a whole head may stand in one line") {
  const auto text = GENERATE(values<const char*>({
      "Kylän vesityöryhmä 3/2019, ti 14.5.2019 klo 12.15–13.50, Majala P7.\nLäsnä Aino Aalto.",
      "Kylän vesityöryhmä 3/2019 – ti 14.5.2019 klo 12.15–13.50, Majala P7\n\nLäsnä Aino Aalto.",
  }));
  CAPTURE(text);
  CHECK(field(text, &Meeting::body) == "Kylän vesityöryhmä");
  CHECK(field(text, &Meeting::title) == "Kylän vesityöryhmä 3/2019");
  CHECK(field(text, &Meeting::number) == "3/2019");
  CHECK(field(text, &Meeting::date) == "2019-05-14");
  CHECK(field(text, &Meeting::place) == "Majala P7");
  CHECK(times(text) == "12:15-13:50");
}

TEST_CASE("a sentence with the day at the top is the head, and what follows it the text") {
  const std::string text =
      "# Tuvan palaveri\n\nTo 12.3.2015 klo 14–15.40 nuorisotila Tupla. Paikalla Aino Aalto "
      "(koollekutsuja), "
      "Eero Elo (tekninen toimi) ja Maija Malli (nuorisovaltuusto) sekä allekirjoittanut.";
  CHECK(field(text, &Meeting::place) == "nuorisotila Tupla");
  CHECK(times(text) == "14:00-15:40");
  CHECK(
      field("# Muistiinpanot kyläillasta 3.10.2017\n\nPirtillä oli koolla parikymmentä kyläläistä.",
            &Meeting::place) == "none");
  CHECK(field("# Möte med entreprenören 3.5.2016 kl. 9–10.15, byggplatsen\n\nPM",
              &Meeting::place) == "byggplatsen");
  CHECK(field("# Tapaaminen autoilijoiden kanssa 4.4.2019 kunnantalolla klo 10–11\n\nMuistio",
              &Meeting::title) == "Tapaaminen autoilijoiden kanssa");
  CHECK(field("# Luokan ilta\n\nMuistio\n\nVanhempainilta pidettiin 14.9.2017 klo 18 luokassa 214.",
              &Meeting::place) == "luokka 214");
  CHECK(field("# Palaveri\n\nAsiakas: Hiiden Vesi Oy\nPäivämäärä: 2.3.2020\nLäsnä: Aino Aalto",
              &Meeting::body) == "none");
  CHECK(field("# Kyläilta\n\nAika: 4.9.2016 klo 12\nLähtöpaikka: koulun piha", &Meeting::place) ==
        "koulun piha");
  CHECK(field("Muistio\n\nKohde: Rantatie 4, As Oy Ranta\nAika: 14.9.2017 klo 18",
              &Meeting::body) == "none");
}

TEST_CASE("numbers with spaces, and bodies behind the word for the paper") {
  CHECK(field("# Puistotyöryhmä\n\nKokous: 4 / 2016\nAika: ti 8.11.2016 klo 17\nLäsnä: Aino Aalto",
              &Meeting::number) == "4/2016");
  const std::string text =
      "Minnesanteckningar, föräldraföreningens styrelse\n\ntisdag 5.2.2019 kl. 18–19.30 i skolans "
      "bibliotek\nNärvarande: Alma Ek";
  CHECK(field(text, &Meeting::body) == "Föräldraföreningens styrelse");
  CHECK(field(text, &Meeting::place) == "skolans bibliotek");
  CHECK(field("Muistio, huomenna lisää\n\nAika: ti 8.11.2016 klo 17", &Meeting::body) == "none");
}

TEST_CASE("what stands before the meeting of a title tells whose group met") {
  const std::string rest = "\n\nHiiden ministeriö\n\nAika: ti 8.11.2016 klo 17\nLäsnä: Aino Aalto";
  CHECK(field("# Pihlaja-hanke: Ohjausryhmän kokous 3/2021" + rest, &Meeting::body) ==
        "Pihlaja-hankkeen ohjausryhmä");
  CHECK(field("# Pihlaja-hanke, työryhmän 5. kokous" + rest, &Meeting::body) ==
        "Pihlaja-hankkeen työryhmä");
  CHECK(field("# Pihlaja-hanke, ohjausryhmän 5. kokous" + rest, &Meeting::body) ==
        "Pihlaja-hankkeen ohjausryhmä");
  const std::string mail =
      "Lähettäjä: Aino Aalto\nAihe: Hiihtojaoston palaveri 12.10.2015\n\nMoi,\n\n";
  const std::string fields = "\n\nAika: ti 8.11.2016 klo 17\nLäsnä: Aino Aalto";
  CHECK(field(mail + "Salon Kiri, hiihtojaosto" + fields, &Meeting::body) ==
        "Salon Kiri, hiihtojaosto");
  CHECK(field(mail + "Hei, hallitus" + fields, &Meeting::body) == "Hiihtojaosto");
}

TEST_CASE("the sentence that sends a memo is no title, and may name who met") {
  const std::string text =
      "Hej!\n\nHär kommer anteckningarna från styrgruppens träff den 3 oktober 2018 på Arcada. Med "
      "var "
      "Alma Ek, Maja Öst, Nina Berg och "
      "jag.\n\n**Läget**\n\nBra.\n\n**Budget**\n\nBra.\n\n**Mera**\n\nNej.";
  CHECK(field(text, &Meeting::body) == "Styrgruppen");
  CHECK(field(text, &Meeting::title) == "none");
  CHECK(field(text, &Meeting::date) == "2018-10-03");
}

TEST_CASE("an inspection of a house is a meeting") {
  const std::string text =
      "As Oy Koivikko\tVuositakuukatselmus\n\nMuistio 5.6.2019 klo 16 / kerhohuone. Koolla hall. "
      "pj. "
      "Aino Aalto, jäsen Eero Elo ja isännöitsijä Maija Malli.";
  CHECK(field(text, &Meeting::body) == "As Oy Koivikko");
  CHECK(field(text, &Meeting::title) == "Vuositakuukatselmus");
  CHECK(field(text, &Meeting::date) == "2019-06-05");
  CHECK(field(text, &Meeting::place) == "kerhohuone");
  CHECK(times(text) == "16:00-none");
}

TEST_CASE("a body in whose name a word for a place stands is no place") {
  CHECK(field("ALATALON SEURAKUNTAYHTYMÄ\n\nPÖYTÄKIRJA 3.4.2018", &Meeting::place) == "none");
  CHECK(field("HIIDEN KAUPUNKI\nTekninen keskus\n\nPÖYTÄKIRJA 3.4.2018", &Meeting::place) ==
        "none");
  CHECK(field("Soutajien yhdistys\nSeurantalo\n\nPÖYTÄKIRJA 3.4.2018", &Meeting::place) ==
        "Seurantalo");
  CHECK(field("Kylän koulu\n\nPÖYTÄKIRJA 3.4.2018", &Meeting::place) == "Kylän koulu");
}

TEST_CASE("when an e-mail was sent is not when the meeting began") {
  const std::string head =
      "Lähettäjä:\tAino Aalto\nLähetetty:\t3. helmikuuta 2017 9:12\nAihe:\tMuistio palaverista to "
      "2.2.\n\n";
  const std::string text = head + "Moi, tässä muistio.\n\nPaikalla Aino Aalto ja Eero Elo.";
  CHECK(field(text, &Meeting::date) == "2017-02-02");
  CHECK(field(text, &Meeting::start) == "none");
  CHECK(field(text, &Meeting::title) == "Muistio palaverista to 2.2.");
  CHECK(
      field("Från: Alma Ek\nÄmne: SV: Minnesanteckningar från mötet 3.4.2018\n\nHej, på plats var "
            "Alma Ek och Maja Ek.",
            &Meeting::title) == "Minnesanteckningar från mötet 3.4.2018");
  CHECK(field("Aihe: Muistio palaverista\n\nAika: 3.4.2018 klo 9\nLäsnä: Aino Aalto",
              &Meeting::title) == "Muistio palaverista");
  CHECK(field("Muistio 3.4.2018\n\nAihe: Katon palaveri\nAika: 3.4.2018 klo 9", &Meeting::title) !=
        "Katon palaveri");
}

TEST_CASE("a body is the title where it is the only heading, or where a day stands before it") {
  const std::string told = "\n\nKokoonnuttiin tiistaina 14.5.2019 klo 12 kirjastolla.";
  CHECK(field("# Kylän vesityöryhmä" + told, &Meeting::title) == "Kylän vesityöryhmä");
  CHECK(field("# Kylän vesityöryhmä\n\nMuistio" + told, &Meeting::title) == "none");
  const std::string wiki =
      "# 2019-05-14 Vesityöryhmä\n\nPäivämäärä\n\ntiistai 14.5.2019 klo 12\n\nOsallistujat\n\nAino "
      "Aalto";
  CHECK(field(wiki, &Meeting::title) == "2019-05-14 Vesityöryhmä");
  CHECK(field(wiki, &Meeting::body) == "Vesityöryhmä");
}

TEST_CASE("a place stands behind the meeting that Swedish notes are of") {
  CHECK(
      field("# Minnesanteckningar från föräldramötet i matsalen 8.2.2012\n\nPå plats var Alma Ek.",
            &Meeting::place) == "matsalen");
  CHECK(field("# Minnesanteckningar från föräldramötet 8.2.2012\n\nPå plats var Alma Ek.",
              &Meeting::place) == "none");
}

TEST_CASE("the foot of the page may be all that tells the day") {
  Document document = document_of("# Saarten neuvottelu\n\nTeams klo 9–10\n\nPoissa Aino Aalto");
  Furniture foot;
  foot.text = "12.11.2020";
  foot.kind = FurnitureKind::running_foot;
  document.furniture.push_back(foot);
  const Header header = header_of(document);
  REQUIRE(header.meeting);
  REQUIRE(header.meeting->date);
  CHECK(header.meeting->date->value == "2020-11-12");
}

TEST_CASE("the text of a paper without items is no head") {
  const std::string next = "\n\nSeuraava kokous on 17.5. klo 18 Kylätalolla.";
  const std::string prose = "Kylän kalastuskunta\n\nMuistio 3.5.2011\n\nPaikalla Aino Aalto\n\n";
  CHECK(field(prose + "Laituri on rikki." + next, &Meeting::date) == "2011-05-03");
  CHECK(field(prose + "Laituri on rikki." + next, &Meeting::start) == "none");
  const std::string text =
      "Eero kertoi, että kunnanhallituksen kokous on 17.6.2011 klo 16 kunnantalolla. Sovittiin "
      "asiasta.";
  CHECK(field(prose + text, &Meeting::place) == "none");
  CHECK(field(prose + text, &Meeting::body) == "Kylän kalastuskunta");
  CHECK(field("palaveri 3.2.2015\n\nklo 8.30 paikalla Taru, Minttu (kirjuri) ja Harri. Anu on "
              "sairaana ja Eero matkoilla.",
              &Meeting::start) == "08:30");
}

TEST_CASE("a gathering and its day at the top tell of a meeting") {
  const std::string text = "\n\n# budjetti\n\n- päätettiin korottaa maksua\n";
  CHECK(field("tiimin palaveri 3.2.2015 takahuone" + text, &Meeting::date) == "2015-02-03");
  CHECK(field("tiimin kuulumisia 3.2.2015 takahuoneesta" + text, &Meeting::date) == "no meeting");
}

TEST_CASE("what records no meeting has none, and a release has the one it reports") {
  CHECK(field("# LAUSUNTO\n\nYhdistys pitää suunnitelmaa hyvänä.", &Meeting::body) == "no meeting");
  CHECK(field("# TIEDOTE\n\nSilta avattiin liikenteelle keväällä.", &Meeting::body) ==
        "no meeting");
  CHECK(field("# TIEDOTE\n\nKylien johtajat kokoontuivat tietyöryhmän kokoukseen Hankasalmelle.",
              &Meeting::body) == "Tietyöryhmä");
  CHECK(field("# TIEDOTE\n\nKylien johtajat kokoontuivat tietyöryhmän kokoukseen Hankasalmelle.",
              &Meeting::place) == "Hankasalmi");
  CHECK(field("# TIEDOTE\n\nSoutuseuran hallitus esitti kokouksessaan uutta venettä.",
              &Meeting::body) == "Soutuseuran hallitus");
  CHECK(
      field("# TIEDOTE\n\nAino ja Otso Mallin säätiön hallitus esitti kokouksessaan uutta venettä.",
            &Meeting::body) == "Aino ja Otso Mallin säätiön hallitus");
  CHECK(field("# TIEDOTE\n\nAla-Joen vesihuolto -kuntayhtymän hallitus esitti kokouksessaan uutta "
              "kaivoa.",
              &Meeting::body) == "Ala-Joen vesihuolto -kuntayhtymän hallitus");
  CHECK(field("# TIEDOTE 4.10.2021\n\n# Jokiseudun koulun ohjausryhmä valitsi rakentajan\n\nUuden "
              "koulun rakentamista valmisteleva ohjausryhmä kokoontui perjantaina 1. lokakuuta.",
              &Meeting::date) == "2021-10-01");
  CHECK(field("# TIEDOTE 4.10.2021\n\n# Jokiseudun koulun ohjausryhmä valitsi rakentajan\n\nKoulua "
              "rakentava yritys kokoontui perjantaina 1. lokakuuta.",
              &Meeting::date) == "none");
  const std::string decided = "# TIEDOTE 27.10.2021\n\nSoutuseuran hallitus päätti ";
  CHECK(field(decided + "tiistaina 26. lokakuuta, että vene ostetaan.", &Meeting::date) ==
        "2021-10-26");
  CHECK(field(decided + "28. joulukuuta ostaa veneen.", &Meeting::date) == "2020-12-28");
  const std::string headline = "# TIEDOTE 10.9.2021\n\n# Valtuusto hyväksyi laiturin\n\n";
  const std::string lead = headline +
                           "Hiiden kunnanvaltuusto kokoontui torstaina 9.9.2021 "
                           "Koivulahdessa. Laituri tehdään keväällä.";
  CHECK(field(lead, &Meeting::body) == "Hiiden kunnanvaltuusto");
  CHECK(field(lead, &Meeting::date) == "2021-09-09");
  CHECK(field(lead, &Meeting::place) == "Koivulahti");
  CHECK(field(decided + "juhlia satavuotista seuraa 3.11.2021.", &Meeting::date) == "none");
}

TEST_CASE("a running head may hold number and date") {
  Document document = document_of("Vesiryhmä\n\nLäsnä: Aino ja Eero" + std::string(item));
  Furniture furniture;
  furniture.text = "Hiiden kunta MUISTIO 5/21 10.5.2021";
  document.furniture.push_back(furniture);
  const Header header = header_of(document);
  REQUIRE(header.meeting);
  CHECK(header.kind == MemoKind::memo);
  REQUIRE(header.meeting->number);
  CHECK(header.meeting->number->value == "5/21");
  REQUIRE(header.meeting->date);
  CHECK(header.meeting->date->value == "2021-05-10");
  document.furniture.front().text = "HIIDEN KUNTA PÖYTÄKIRJA Nro 7";
  CHECK(header_of(document).meeting->number->value == "7");
  document.furniture.front().text = "HIIDEN KUNTA PÖYTÄKIRJA 7";
  CHECK(header_of(document).meeting->number == std::nullopt);  // A page, as far as one can see.
  Document with_counter = document;
  furniture.text = "1 (2)";
  furniture.kind = FurnitureKind::page_counter;
  with_counter.furniture.push_back(furniture);
  CHECK(header_of(with_counter).meeting->number->value == "7");
  Document repeated = document;
  repeated.furniture.push_back(document.furniture.front());
  repeated.furniture.back().page = 2;
  CHECK(header_of(repeated).meeting->number->value == "7");
}

TEST_CASE("the kind in two languages is no title") {
  CHECK(field("Muistio – Promemoria\n\nAika: 3.4.2018\nLäsnä: Aino ja Eero" + std::string(item),
              &Meeting::title) == "none");
}

TEST_CASE("an illegible genitive gives no body") {
  const Document document = document_of("x");
  const Passage passage = make_passage(document, rulebook(), language());
  CHECK(body_in_nominative(passage, "kissan") == std::nullopt);
  CHECK(body_in_nominative(passage, "") == std::nullopt);
  CHECK(body_in_nominative(passage, "laajennetun johtoryhmän") == "Laajennettu johtoryhmä");
}
