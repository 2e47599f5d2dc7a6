#include <random>
#include <string>
#include <vector>

#include "tests/rules/attendees_in.h"
#include "tests/rules/mixture.h"

namespace muistio::testing {
namespace {

TEST_CASE("persons stand under any of the headings of a list") {
  const std::string heading = GENERATE(
      as<std::string>{}, "Läsnä", "Läsnä:", "LÄSNÄ",
      "Linjalla:", "Läsnä (hallitus):", "Läsnä olivat:", "Osallistujat", "Osanottajat:", "Paikalla",
      "Paikalla olivat", "Läsnäolijat:", "Kuulolla:", "Saapuvilla", "Saapuvilla olleet jäsenet",
      "Päätöksen tekijät", "Läsnä olleet:", "Närvarande", "Närvarande:", "Beslutande", "Deltagare:",
      "Kokouksessa olivat läsnä:", "Läsnä olivat seuraavat henkilöt:", "Kokoukseen osallistuivat");
  CAPTURE(heading);
  const auto found = attendees_in("Hallituksen kokous\n\n" + heading +
                                  "\nAino Esimerkki\nOtso Malli\n\n1. Avaus\nAvattiin kokous.");
  REQUIRE(found.attendees.size() == 2);
  CHECK(found.attendees[0].name == "Aino Esimerkki");
  CHECK(found.attendees[1].presence == Presence::present);
  CHECK(found.attendees[1].evidence.confidence > 0.9);
}

TEST_CASE("persons stand in running lists with commas and conjunctions") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Läsnä: Aino Virtanen, Otso Malli ja Pekka Puu", "Aino Virtanen; Otso Malli; Pekka Puu"},
      {"Läsnä: Aino Virtanen, Otso Malli sekä Pekka Puu.", "Aino Virtanen; Otso Malli; Pekka Puu"},
      {"Läsnä: Aino Virtanen; Otso Malli; Pekka Puu", "Aino Virtanen; Otso Malli; Pekka Puu"},
      {"Läsnä Aino Virtanen, Otso Malli", "Aino Virtanen; Otso Malli"},
      {"Närvarande: Alma Lindberg, Otto Ståhl och Siv Berg", "Alma Lindberg; Otto Ståhl; Siv Berg"},
      {"Osallistujat: Aino Virtanen (pj) ja Otso Malli. Maija Korhonen, tutkija (sihteeri).",
       "Aino Virtanen chair; Otso Malli; Maija Korhonen secretary (tutkija)"},
      {"Läsnä: Aino Virtanen (pj.), Otso Malli (siht.) ja Pekka Puu",
       "Aino Virtanen chair; Otso Malli secretary; Pekka Puu"},
      {"Läsnä: Aino Virtanen, pj, Otso Malli, sihteeri, Pekka Puu",
       "Aino Virtanen chair; Otso Malli secretary; Pekka Puu"},
      {"Läsnä: pj. Aino Virtanen, siht. Otso Malli, Pekka Puu",
       "Aino Virtanen chair; Otso Malli secretary; Pekka Puu"},
      {"Läsnä: puheenjohtaja Aino Virtanen, jäsenet Otso Malli ja Pekka Puu sekä sihteeri Maija "
       "Korhonen",
       "Aino Virtanen chair; Otso Malli member; Pekka Puu member; Maija Korhonen secretary"},
      {"Läsnä: Aino Virtanen PJ, Otso Malli, Maija Korhonen (muistio)",
       "Aino Virtanen chair; Otso Malli; Maija Korhonen secretary"},
      {"Läsnä: Aino Virtanen (Kunta), Otso Malli (Liitto), Pekka Puu (Liitto, siht.)",
       "Aino Virtanen @Kunta; Otso Malli @Liitto; Pekka Puu secretary @Liitto"},
      {"Läsnä: Aino Virtanen (Kunta), Otso Malli ja Pekka Puu (Liitto)",
       "Aino Virtanen @Kunta; Otso Malli @Liitto; Pekka Puu @Liitto"},
      {"Läsnä: Aino Virtanen, AVI ja toiminnanjohtaja Otso Malli, Liitto ry sekä sihteeri Sari "
       "Salo, "
       "THL",
       "Aino Virtanen @AVI; Otso Malli (toiminnanjohtaja) @Liitto ry; Sari Salo secretary @THL"},
      {"Läsnä: Aino Virtanen, Koti ja koulu, Otso Malli, Kunta",
       "Aino Virtanen @Koti ja koulu; Otso Malli @Kunta"},
      {"Läsnä: Aino Virtanen puheenjohtaja, Otso Malli varapuheenjohtaja, Sari Salo\nsihteeri, "
       "Pekka "
       "Puu",
       "Aino Virtanen chair; Otso Malli vice_chair (varapuheenjohtaja); Sari Salo secretary; Pekka "
       "Puu"},
      {"Läsnä: Aino Virtanen, Otso Malli ja Pekka Puu (Kyläyhdistys)",
       "Aino Virtanen @Kyläyhdistys; Otso Malli @Kyläyhdistys; Pekka Puu @Kyläyhdistys"},
      {"Läsnä: Aino Virtanen, Otso Malli, Maija\nKorhonen ja rehtori\nPekka Puu",
       "Aino Virtanen; Otso Malli; Maija Korhonen; Pekka Puu (rehtori)"},
      {"Läsnä: Aino Virtanen, pj. Otso Malli, siht. Pekka Puu, Maija Korhonen",
       "Aino Virtanen chair; Otso Malli secretary; Pekka Puu; Maija Korhonen"},
      {"Närvarande: Alma Lindberg, ordf. Otto Ståhl, sekr. Siv Berg",
       "Alma Lindberg chair; Otto Ståhl secretary; Siv Berg"},
      {"Läsnä: Aino Virtanen, Otso Malli, Wuffi, Pekka Puu, Maija Korhonen",
       "Aino Virtanen; Otso Malli; Wuffi; Pekka Puu; Maija Korhonen"},
      {"Läsnä: Aino Virtanen, Trafi, Otso Malli, Finavia, Pekka Puu, Maija Korhonen",
       "Aino Virtanen @Trafi; Otso Malli @Finavia; Pekka Puu; Maija Korhonen"},
      {"Närvarande/Läsnä: Alma Lindberg (ordf./pj.), Otso Malli\nFrånvarande/Poissa: Siv Ek",
       "Alma Lindberg chair; Otso Malli; -Siv Ek"},
      {"Läsnä: Aino Virtanen, Otso Malli (kirjasi)", "Aino Virtanen; Otso Malli secretary"},
      {"Närvarande: Alma Lindberg, Otto Ståhl (antecknade)", "Alma Lindberg; Otto Ståhl secretary"},
      {"Läsnä: Aino Virtanen, Otso Malli\n\n(siht.)\n\nPoissa: Pekka Puu",
       "Aino Virtanen; Otso Malli secretary; -Pekka Puu"},
      {"Läsnä\nXhoi Puro\nOtso Malli", "Xhoi Puro; Otso Malli"},
      {"Läsnä\nAino Sarin\nOtso Malli", "Aino Sarin; Otso Malli"},
      {"Läsnä: Aino, Otso, Maija ja Pekka", "Aino; Otso; Maija; Pekka"},
      {"Läsnä\nAino Virtanen\nLeila ben Omari\nOtso Malli",
       "Aino Virtanen; Leila ben Omari; Otso Malli"},
      {"Läsnä\nAarre Vuolijärvi, pj\nSimo Kukkapää", "Aarre Vuolijärvi chair; Simo Kukkapää"},
      {"Läsnä: Aino Virtanen, J-P Salo, Pekka \"Pekku\" Puu, Otso Malli (O.M.)",
       "Aino Virtanen; J-P Salo; Pekka Pekku Puu; Otso Malli"},
      {"Läsnä: Aino Virtanen, Kirsi W. ja Pekka", "Aino Virtanen; Kirsi W.; Pekka"},
      {"Jäsenet (x = paikalla)\nx Aino Virtanen\n– Otso Malli\nx Maija Korhonen",
       "Aino Virtanen member; -Otso Malli member; Maija Korhonen member"},
      {"Jäsenet (x = paikalla)\nAino Virtanen, pj\nOtso Malli",
       "Aino Virtanen chair; Otso Malli member"},
      {"Läsnä: Aino Virtanen, Otso ja Pekka Malli", "Aino Virtanen; Otso Malli; Pekka Malli"},
      {"Läsnä: Virtanen Aino, Malli Otso ja Pekka", "Aino Virtanen; Otso Malli; Pekka Malli"},
      {"Läsnä: Aino Virtanen, Otso ’Ode’ Malli, Pekka ”Pekku” Puu",
       "Aino Virtanen; Otso Ode Malli; Pekka Pekku Puu"},
      {"Läsnä\n- otso_m\n- Aino Virtanen (siht)\n- jokke77\n- @hilma",
       "otso_m; Aino Virtanen secretary; jokke77; @hilma"},
      {"Läsnä: Aino Virtanen, Otso Malli Pekka Ahon tilalla, Maija Korhonen",
       "Aino Virtanen; Otso Malli deputy; -Pekka Aho member; Maija Korhonen"},
      {"Läsnä: Aino Virtanen, Otso Nguyen Malli", "Aino Virtanen; Otso Nguyen Malli"},
      {"Läsnä:\n\nDI Aino Virtanen\n\nFT Otso Malli", "Aino Virtanen (DI); Otso Malli (FT)"},
      {"Läsnä:\n\nKosken kunta – Aino Virtanen, Otso Malli\n\nLiitto – Pekka Puu",
       "Aino Virtanen @Kosken kunta; Otso Malli @Kosken kunta; Pekka Puu @Liitto"},
      {"Pj. Aino Virtanen\n\nSiht. Otso Malli\n\nLäsnä: Pekka Puu",
       "Aino Virtanen chair; Otso Malli secretary; Pekka Puu"},
      {"Päätösvaltaiset: Aino Virtanen\n\nPuhe- ja läsnäolo-oikeus: Otso Malli",
       "Aino Virtanen; Otso Malli other"},
      {"Paikan päällä: Aino Virtanen\n\nTeamsissa: Otso Malli", "Aino Virtanen; Otso Malli ~"},
      {"\tAino Virtanen, pj\nLäsnä\tOtso Malli\n\tPekka Puu\nPoissa\tMaija Korhonen",
       "Aino Virtanen chair; Otso Malli; Pekka Puu; -Maija Korhonen"},
      {"Läsnä\tAino Virtanen\vOtso Malli\tpj\n\tPekka Puu\tsiht.",
       "Aino Virtanen chair; Otso Malli; Pekka Puu secretary"},
      {"Hallitus: Aino Virtanen (pj), Otso Malli", "Aino Virtanen chair; Otso Malli"},
      {"Kokoustajat:\nAino Virtanen\nOtso Malli", "Aino Virtanen; Otso Malli"},
      {"Läsnä 17 jäsentä, mm.\n\nAino Virtanen\n\nOtso Malli", "Aino Virtanen; Otso Malli"},
      {"Läsnä/poissa:\n\nAino Virtanen, läsnä\n\nOtso Malli, poissa", "Aino Virtanen; -Otso Malli"},
      {"Puheenjohtaja:\nAino Virtanen\n\nSihteeri:\nOtso Malli\n\nPoissa: Pekka Puu",
       "Aino Virtanen chair; Otso Malli secretary; -Pekka Puu"},
      {"Läsnä: Aino Virtanen = pj, Otso Malli", "Aino Virtanen chair; Otso Malli"},
      {"Läsnä: Aino Virtanen, Otso Malli\nLaati: Otso Malli",
       "Aino Virtanen; Otso Malli secretary"},
      {"Puheenjohtaja\tSihteeri\tLäsnä\tPoissa\nAino Virtanen\tOtso Malli\tPekka Puu\tMaija "
       "Korhonen",
       "Aino Virtanen chair; Otso Malli secretary; Pekka Puu; -Maija Korhonen"},
      {"Taho\tEdustaja\tVaraedustaja\nKunta\tAino Virtanen, pj x\tOtso Malli\nLiitto\tPekka Puu "
       "-\tMaija Korhonen x",
       "Aino Virtanen chair @Kunta; -Otso Malli deputy @Kunta; -Pekka Puu @Liitto; Maija Korhonen "
       "deputy @Liitto"},
      {"Läsnä\n\nAino Virtanen\n\nKosken kaupunki\n\nOtso Malli\n\nMaakuntaliitto\n\nPekka "
       "Puu\n\nKyläyhdistys",
       "Aino Virtanen @Kosken kaupunki; Otso Malli @Maakuntaliitto; Pekka Puu @Kyläyhdistys"},
      {"Paikalla:\n\nAava Tuohimetsä, pj\n\nUsva Kivimetsä",
       "Aava Tuohimetsä chair; Usva Kivimetsä"},
      {"Läsnä: Aino Virtanen, Otso Malli + etänä Pekka Puu",
       "Aino Virtanen; Otso Malli; Pekka Puu ~"},
      {"Läsnä: kaikki jäsenet paitsi Otso Malli", "-Otso Malli"},
      {"Läsnä: Aino Virtanen\n\nEstynyt: Otso Malli (tilalla Pekka Puu)",
       "Aino Virtanen; -Otso Malli; Pekka Puu deputy"},
      {"Participants: Aino Virtanen (chair), Otso Malli (secretary)\n\nAbsent: Pekka Puu",
       "Aino Virtanen chair; Otso Malli secretary; -Pekka Puu"},
      {"Taho\tNimi\tLäsnä\nKosken kunta\tAino Virtanen\tx\n\tOtso Malli\tx\nLiitto\tPekka Puu\t-",
       "Aino Virtanen @Kosken kunta; Otso Malli @Kosken kunta; -Pekka Puu @Liitto"},
      {"Nimi\tTaho\tRooli\nAino Virtanen\tKosken kunta\tpuheenjohtaja\nOtso Malli\tLiitto\tjäsen",
       "Aino Virtanen chair @Kosken kunta; Otso Malli member @Liitto"},
      {"Närvarande var Alma Lindberg och Siv Berg. Otto Ståhl hade\nanmält förhinder.",
       "Alma Lindberg; Siv Berg; -Otto Ståhl"},
      {"Läsnä: Aino Virtanen\nPoissa: Otso Malli\nKutsuttuna asiantuntijana: Pekka Puu (kohta 2)",
       "Aino Virtanen; -Otso Malli; Pekka Puu expert |kohta 2"},
      {"Läsnä\tVirtanen Aino, rehtori, esittelijä ja sihteeri\vMalli Otso, jäsen",
       "Aino Virtanen secretary (rehtori); Otso Malli member"},
      {"Läsnä: Aino Virtanen, Otso Malli (poissa: Pekka Puu ja Maija Korhonen)",
       "Aino Virtanen; Otso Malli; -Pekka Puu; -Maija Korhonen"},
      {"Läsnä: Aino Virtanen, Otso Malli, Pöllö, Pekka Puu, Maija Korhonen",
       "Aino Virtanen; Otso Malli; Pöllö; Pekka Puu; Maija Korhonen"},
      {"Läsnä\n\nVirtanen Aino\n\nSarin Marina\n\nMalli Otso",
       "Aino Virtanen; Marina Sarin; Otso Malli"},
      {"Läsnä: Aino, Otso, Maija ja Pekka Malli", "Aino; Otso; Maija; Pekka Malli"},
      {"Läsnä: Aino Virtanen, Otso\nMalli, Maija Korhonen",
       "Aino Virtanen; Otso Malli; Maija Korhonen"},
      {"Läsnä: Ohjelmajohtaja Aino Virtanen, Otso Malli",
       "Aino Virtanen (Ohjelmajohtaja); Otso Malli"},
      {"Läsnä: Kommodori Aino Virtanen, Otso Malli", "Aino Virtanen chair; Otso Malli"},
      {"Läsnä: Aino Virtanen (Kunta), Otso Malli (Liitto,\nsiht.), Kari Laine",
       "Aino Virtanen @Kunta; Otso Malli secretary @Liitto; Kari Laine"},
      {"Läsnä: Anna-Kaarina Virtanen, Marketta Aaltio-Reen ja Gun-Lis Berg",
       "Anna-Kaarina Virtanen; Marketta Aaltio-Reen; Gun-Lis Berg"},
      {"Mukana: Aino Virtanen (vetäjä), Otso Malli\nEi päässyt: Kari Laine",
       "Aino Virtanen chair; Otso Malli; -Kari Laine"},
      {"Läsnä\nAino Virtanen\tpj\tkyllä\nOtso Malli\tjäsen\tei\nKari Laine\tsihteeri\tkyllä",
       "Aino Virtanen chair; -Otso Malli member; Kari Laine secretary"},
      {"Läsnä\n• [x] Aino Virtanen, pj\n• [ ] Otso Malli, jäsen\n• [x] Kari Laine, sihteeri",
       "Aino Virtanen chair; -Otso Malli member; Kari Laine secretary"},
      {"Läsnä: Aino Virtanen, Arkkitehdit Malli & Laine Oy, Otso Puu, Talo Oy",
       "Aino Virtanen @Arkkitehdit Malli & Laine Oy; Otso Puu @Talo Oy"},
      {"Läsnä: Aino Virtanen, Nordvikin Instituutti; Otso Malli, Yrkesinstitutet Norrvik (pj); "
       "Pekka "
       "Puu",
       "Aino Virtanen @Nordvikin Instituutti; Otso Malli chair @Yrkesinstitutet Norrvik; Pekka "
       "Puu"},
      {"Läsnä\nAino Virtanen\tArkkitehdit Malli & Puro\nOtso & Pekka Puu",
       "Aino Virtanen @Arkkitehdit Malli & Puro; Otso Puu; Pekka Puu"},
      {"Läsnä: Aino Virtanen, pöytäkirjan pitäjä, Otso Malli",
       "Aino Virtanen secretary; Otso Malli"},
      {"Läsnä olivat: Eero Kaukoranta, Otso ja Pekka Malli, Tauno Karhumaa, Aulis Karhumaa, Olavi "
       "Näätälampi, Reino Susisaari ja Veikko Ilvesmäki.",
       "Eero Kaukoranta; Otso Malli; Pekka Malli; Tauno Karhumaa; Aulis Karhumaa; Olavi "
       "Näätälampi; "
       "Reino Susisaari; Veikko Ilvesmäki"},
      {"Läsnä: Henna, Jarno (muistio), Kuutti, Ossi P", "Henna; Jarno secretary; Kuutti; Ossi P"},
      {"Läsnä: Aino (pj), Otso (siht.), etänä Maija", "Aino chair; Otso secretary; Maija ~"},
      {"Läsnä: Aino Virtanen (pj./ordf.), Otso Malli (siht./sekr.)",
       "Aino Virtanen chair; Otso Malli secretary"},
      {"Läsnä: Aino Patana, siht., Otso Malli", "Aino Patana secretary; Otso Malli"},
      {"Läsnä: kontiomax (pj.), Pirkkonen77, liekkix, jukka_v",
       "kontiomax chair; Pirkkonen77; liekkix; jukka_v"},
      {"Läsnä: 1) Aino Virtanen, pj 2) Otso Malli 3) Pekka Puu, siht",
       "Aino Virtanen chair; Otso Malli; Pekka Puu secretary"},
      {"Läsnä: Aino Virtanen ja kirjurina Otso Malli", "Aino Virtanen; Otso Malli secretary"},
      {"Läsnä: puheenjohtajana toiminut Aino Virtanen ja pöytäkirjaa pitänyt Otso Malli",
       "Aino Virtanen chair; Otso Malli secretary"},
      {"Läsnä: Aino Virtanen sekä valtakirjalla Otso Malli (Pekka Puun valtuuttamana)",
       "Aino Virtanen; Otso Malli"},
      {"Läsnä: Heikkilä, Marja; Kinnunen, Juha; Palola, Mikael",
       "Marja Heikkilä; Juha Kinnunen; Mikael Palola"},
      {"Läsnä: Aino Virtanen ja Otso Malli\nPoissa: Pekka Puu",
       "Aino Virtanen; Otso Malli; -Pekka Puu"},
  }));
  CAPTURE(markup);
  CHECK(lines_of(std::string(markup) + "\n\n1. Avaus\nKokous avattiin.") == lines);
}

TEST_CASE("persons stand one in a line, with role, title and organisation") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Läsnä: arkkitehti Aino Virtanen, Liitto, pj\nkaavoittaja Otso Malli, Kunta\ninsinööri "
       "Pekka "
       "Puu, Liitto, siht.",
       "Aino Virtanen chair (arkkitehti) @Liitto; Otso Malli (kaavoittaja) @Kunta; Pekka Puu "
       "secretary (insinööri) @Liitto"},
      {"Läsnä\nAino Virtanen, puheenjohtaja\nOtso Malli, varapuheenjohtaja\nPekka Puu, jäsen",
       "Aino Virtanen chair; Otso Malli vice_chair (varapuheenjohtaja); Pekka Puu member"},
      {"Läsnä\nP. Kivioja, puheenjohtaja\nK. Talvensaari, varapuheenjohtaja\nV-M. Norrena\n"
       "M. Ylivainio\nO. Jokimies, toiminnanjohtaja, sihteeri",
       "P. Kivioja chair; K. Talvensaari vice_chair (varapuheenjohtaja); V-M. Norrena; "
       "M. Ylivainio; O. Jokimies secretary (toiminnanjohtaja)"},
      {"Osallistujat:\nAino Virtanen, Kunta (pj)\nOtso Malli, Hiiden kunta, tekninen toimi\n"
       "Pekka Puu, Liitto",
       "Aino Virtanen chair @Kunta; Otso Malli (tekninen toimi) @Hiiden kunta; Pekka Puu "
       "@Liitto"},
      {"Läsnä:\nAino Virtanen ja Otso Malli (Kunta, jälkimmäinen siht.)\nPekka Puu (Liitto)",
       "Aino Virtanen @Kunta; Otso Malli secretary @Kunta; Pekka Puu @Liitto"},
      {"Läsnä: Aino Virtanen (pj) ja Otso Malli (kirjasi muistion)",
       "Aino Virtanen chair; Otso Malli secretary"},
      {"Läsnä: Aino Virtanen (pj) ja Otso Malli, ympäristökeskus; Pekka Puu, poliisi; Maija "
       "Korhonen, rehtori",
       "Aino Virtanen chair @ympäristökeskus; Otso Malli @ympäristökeskus; Pekka Puu @poliisi; "
       "Maija Korhonen (rehtori)"},
      {"Med på träffen: Alma Lindberg, Otto Ståhl (antecknade)",
       "Alma Lindberg; Otto Ståhl secretary"},
      {"Läsnä\nAino Virtanen – puheenjohtaja\nOtso Malli - sihteeri",
       "Aino Virtanen chair; Otso Malli secretary"},
      {"Läsnä:\n- Aino Virtanen (pj)\n- Otso Malli\n- Pekka Puu (poissa)",
       "Aino Virtanen chair; Otso Malli; -Pekka Puu"},
      {"Läsnä:\nAino Virtanen,\npj\nOtso Malli,\nsihteeri",
       "Aino Virtanen chair; Otso Malli secretary"},
      {"Läsnä\nAino Virtanen, Into Rakennus Oy\nOtso Malli, Pro Agria",
       "Aino Virtanen @Into Rakennus Oy; Otso Malli @Pro Agria"},
      {"Paikalla: Essi, Ville H, Ville K, Ananya, Tomppa (muistio)",
       "Essi; Ville H; Ville K; Ananya; Tomppa secretary"},
      {"Paikalla: Jontte, Sari K., Henkka, Mirva, Pekka Puu ja Aino",
       "Jontte; Sari K.; Henkka; Mirva; Pekka Puu; Aino"},
      {"Läsnä: Aino (pj), Otso, Maija sekä koulun edustajana rehtori Kari\nLaine ja Pekka Puu",
       "Aino chair; Otso; Maija; Kari Laine (rehtori) @koulu; Pekka Puu"},
      {"Läsnä\n1. Aino Virtanen\n2. Otso Malli", "Aino Virtanen; Otso Malli"},
      {"Läsnä\n1) Aino Virtanen pj\n2) Otso Malli siht",
       "Aino Virtanen chair; Otso Malli secretary"},
      {"Läsnä\nlehtori, FT Aino Virtanen\nOtso Malli/Liitto",
       "Aino Virtanen (FT, lehtori); Otso Malli @Liitto"},
      {"LÄSNÄ\nAINO VIRTANEN (PJ)\nOTSO PUU", "Aino Virtanen chair; Otso Puu"},
      {"Beslutande\nNyström Kaj, ledamot §§ 14–19\nHolm Peter, I vice ordförande",
       "Kaj Nyström member |§§ 14–19; Peter Holm vice_chair (i vice ordförande)"},
      {"Läsnä\nAino Virtanen, hankepäällikkö, Seinäjoen kaupunki\nOtso Malli, suunnittelija, "
       "Liitto",
       "Aino Virtanen (hankepäällikkö) @Seinäjoen kaupunki; Otso Malli (suunnittelija) @Liitto"},
      {"Läsnä\nAino Virtanen, kunnanhallituksen puheenjohtaja\nOtso Malli, pj",
       "Aino Virtanen (kunnanhallituksen puheenjohtaja); Otso Malli chair"},
      {"Läsnä\nrehtori Aino Virtanen\nvt. kunnanjohtaja Otso Malli",
       "Aino Virtanen (rehtori); Otso Malli (vt. kunnanjohtaja)"},
      {"Läsnä\nAino Virtanen, Ylikylä (poistui klo 11.05)\nOtso Malli, Alakylä\nPekka Puu, Ylikylä",
       "Aino Virtanen @Ylikylä |poistui klo 11.05; Otso Malli @Alakylä; Pekka Puu @Ylikylä"},
      {"Läsnä\nPuheenjohtaja: Aino Virtanen\nJäsenet: Otso Malli, Pekka Puu\nSihteeri: Maija "
       "Korhonen",
       "Aino Virtanen chair; Otso Malli member; Pekka Puu member; Maija Korhonen secretary"},
      {"Läsnä\nPuheenjohtaja: Aino Virtanen\nHallituksen jäsenet:\n• Otso Malli\n• Pekka Puu "
       "(sihteeri)",
       "Aino Virtanen chair; Otso Malli member; Pekka Puu secretary"},
      {"Läsnä\nAino Virtanen, kohdat 2–4\nOtso Malli", "Aino Virtanen |kohdat 2–4; Otso Malli"},
      {"Läsnä\nAino Virtanen, klo 17.10 alkaen\nOtso Malli",
       "Aino Virtanen |klo 17.10 alkaen; Otso Malli"},
      {"Läsnä\nAino Virtanen (etänä)\nOtso Malli (Teams)", "Aino Virtanen ~; Otso Malli ~"},
      {"Läsnä\nAino Virtanen, puh. 040 123 4567\nOtso Malli, otso@example.org",
       "Aino Virtanen; Otso Malli"},
  }));
  CAPTURE(markup);
  CHECK(lines_above_items(markup) == lines);
}

TEST_CASE("groups of a list tell who was there, away or invited") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Läsnä\nJäsenet\nAino Virtanen\nVarajäsenet\nOtso Malli\nMuut\nPekka Puu, siht.",
       "Aino Virtanen member; Otso Malli deputy; Pekka Puu secretary"},
      {"Läsnä: Aino Virtanen\nKutsuttuna: Otso Malli\nAsiantuntijat: Pekka Puu",
       "Aino Virtanen; Otso Malli other; Pekka Puu expert"},
      {"Läsnä\nAino Virtanen\nPoissa\nOtso Malli", "Aino Virtanen; -Otso Malli"},
      {"Läsnä\nAino Virtanen\nPois: Otso Malli", "Aino Virtanen; -Otso Malli"},
      {"Läsnä\nAino Virtanen\nEstynyt: Otso Malli", "Aino Virtanen; -Otso Malli"},
      {"Närvarande\nAlma Lindberg\nFrånvarande\nOtto Ståhl", "Alma Lindberg; -Otto Ståhl"},
      {"Paikalla kirjastolla:\nAino Virtanen\nEtänä:\nOtso Malli", "Aino Virtanen; Otso Malli ~"},
      {"Paikalla:\nAino Virtanen\nEtänä:\nOtso Malli", "Aino Virtanen; Otso Malli ~"},
      {"Läsnä\nAino Virtanen\nMuut läsnäolijat\nOtso Malli", "Aino Virtanen; Otso Malli other"},
      {"Osallistujat\nSeinäjoen kaupunki\nAino Virtanen\nOtso Malli\nKylien Liitto\nPekka Puu",
       "Aino Virtanen @Seinäjoen kaupunki; Otso Malli @Seinäjoen kaupunki; Pekka Puu @Kylien "
       "Liitto"},
      {"Läsnä: Aino Virtanen, Otso Malli\nPoissa:", "Aino Virtanen; Otso Malli"},
      {"Läsnä: Aino Virtanen, Otso Malli\nPoissa: -", "Aino Virtanen; Otso Malli"},
      {"Läsnä: Aino Virtanen\nEi paikalla: Otso Malli", "Aino Virtanen; -Otso Malli"},
      {"Läsnä: Aino Virtanen\nPoissaolosta ilmoittaneet: Otso Malli", "Aino Virtanen; -Otso Malli"},
      {"Läsnä\nKunta: Aino Virtanen, Otso Malli\nSuunnittelu Oy: Pekka Puu",
       "Aino Virtanen @Kunta; Otso Malli @Kunta; Pekka Puu @Suunnittelu Oy"},
      {"Työnantajan edustajat\nAino Virtanen, rehtori (pj)\nHenkilöstön edustajat\nOtso Malli, "
       "OAJ\nPekka Puu, JHL (poissa)\nMuut\nMaija Korhonen, siht.",
       "Aino Virtanen chair (rehtori); Otso Malli @OAJ; -Pekka Puu @JHL; Maija Korhonen secretary"},
      {"Läsnä\tAino Virtanen\tjäsen\nPoissa\tOtso Malli\tjäsen\nSihteeri\tPekka "
       "Puu\thallintojohtaja",
       "Aino Virtanen member; -Otso Malli member; Pekka Puu secretary (hallintojohtaja)"},
      {"Läsnä: Aino Virtanen\nPoissa: Otso Malli, jäsen\nEsittelijä: rehtori Pekka "
       "Puu\nPöytäkirjanpitäjä: Maija Korhonen",
       "Aino Virtanen; -Otso Malli member; Pekka Puu presenter (rehtori); Maija Korhonen "
       "secretary"},
      {"Läsnä: rehtori Aino Virtanen (pj), Otso Malli klo 9 alkaen ja Maija Korhonen\n(siht.)\n"
       "Poissa: Kari Laine",
       "Aino Virtanen chair (rehtori); Otso Malli |klo 9 alkaen; Maija Korhonen secretary; -Kari "
       "Laine"},
      {"Läsnä: Aino Virtanen\nEsteen ilmoittanut: Otso Malli", "Aino Virtanen; -Otso Malli"},
      {"Läsnä: Aino Virtanen, Otso Malli ja Kari Laine. Maija Korhonen estynyt.",
       "Aino Virtanen; Otso Malli; Kari Laine; -Maija Korhonen"},
      {"Paikalla Aino Virtanen pj, Otso, Kari Laine siht. ja Pena Sutinen. Esko Tarvo\nestynyt.",
       "Aino Virtanen chair; Otso; Kari Laine secretary; Pena Sutinen; -Esko Tarvo"},
      {"Läsnä: Aino Virtanen\nAnteeksi pyytäneet: Otso Malli", "Aino Virtanen; -Otso Malli"},
      {"Läsnä Aino Virtanen (pj), Otso Malli. Poissa Pekka Puu.",
       "Aino Virtanen chair; Otso Malli; -Pekka Puu"},
      {"Läsnä Aino Virtanen ja opettaja\nOtso Malli. Poissa Pekka Puu.",
       "Aino Virtanen; Otso Malli (opettaja); -Pekka Puu"},
      {"Läsnä: Aino Virtanen, Otso Malli. Poissa: Kari Laine. Muut: Pekka Puu (sihteeri)",
       "Aino Virtanen; Otso Malli; -Kari Laine; Pekka Puu secretary"},
      {"Läsnä: Aino Virtanen, Otso Malli; poissa: Kari Laine",
       "Aino Virtanen; Otso Malli; -Kari Laine"},
      {"Paikalla: Aino, Otso ja Maija (muistio). Poissa: Jontte ja Late.",
       "Aino; Otso; Maija secretary; -Jontte; -Late"},
      {"MUUT SAAPUVILLA\tAino Virtanen\tjohtaja, esittelijä\nOLLEET\tOtso Malli\tsihteeri",
       "Aino Virtanen presenter (johtaja); Otso Malli secretary"},
      {"Läsnä: Liitteen 1 mukaiset osakkaat sekä isännöitsijä Aino Virtanen Tilikulma Malli Oy:stä",
       "Aino Virtanen (isännöitsijä) @Tilikulma Malli Oy"},
      {"Läsnä: Aino Virtanen ja isännöitsijä Otso Malli, Tilikulma Oy",
       "Aino Virtanen; Otso Malli (isännöitsijä) @Tilikulma Oy"},
      {"Kokoukseen osallistuivat hallituksen puheenjohtaja, professori Aino Virtanen ja jäsenet "
       "Otso "
       "Malli ja Pekka Puu.",
       "Aino Virtanen chair (professori); Otso Malli member; Pekka Puu member"},
      {"Paikalla\tPuheenjohtaja\vjohtaja Aino Virtanen, Vesala\n\tJäsenet\vtutkija Otso Malli, "
       "Vesala\n\tSihteeri\vsuunnittelija Pekka Puu",
       "Aino Virtanen chair (johtaja) @Vesala; Otso Malli member (tutkija) @Vesala; Pekka Puu "
       "secretary (suunnittelija)"},
      {"Läsnä: Aino Virtanen, Otso Malli. Skypen kautta osallistuivat Kari Laine ja Pekka Puu.",
       "Aino Virtanen; Otso Malli; Kari Laine ~; Pekka Puu ~"},
      {"# Puheenjohtaja\n\nAino Virtanen, johtaja, Vesala\n\n# Jäsenet ja varajäsenet\n\nOtso "
       "Malli\n"
       "Pekka Puu\n\n# Esteestä ilmoittaneet\n\nKari Laine",
       "Aino Virtanen chair (johtaja) @Vesala; Otso Malli member; Pekka Puu member; -Kari Laine"},
      {"Läsnä: Aino Virtanen (pj.) ja Otso Malli. Kari Laine poissa. Asiantuntijana Pekka Puu "
       "kohdassa 3.",
       "Aino Virtanen chair; Otso Malli; -Kari Laine; Pekka Puu expert |kohdassa 3."},
      {"Läsnä: Aino Virtanen (pj.) ja Otso Malli. Kutsuttuna Pekka Puu (kohta 3).",
       "Aino Virtanen chair; Otso Malli; Pekka Puu other |kohta 3"},
      {"Läsnä 19 jäsentä sekä toiminnanjohtaja Aino Virtanen.", "Aino Virtanen (toiminnanjohtaja)"},
      {"Läsnä: Aino Virtanen\nTiedoksi: Otso Malli, Pekka Puu", "Aino Virtanen"},
      {"Läsnä: Aino Virtanen\nJakelu: Otso Malli, Pekka Puu", "Aino Virtanen"},
  }));
  CAPTURE(markup);
  CHECK(lines_above_items(markup) == lines);
}

TEST_CASE("a group of a list may stand behind a sentence, and a list before one") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Mukana olivat Anja Virtanen ja Otso Malli. Pekka Puu oli paikalla kohdassa 4. Ei päässyt: "
       "Mari Halonen, Kaisa Aho",
       "Anja Virtanen; Otso Malli; Pekka Puu; -Mari Halonen; -Kaisa Aho"},
      {"Kokous pidettiin koululla 3.2.2021. Paikalla olivat lehtori\nAnja Virtanen (pj) ja Otso "
       "Malli.\nAsiantuntijana kuultiin Mari Halosta.",
       "Anja Virtanen chair (lehtori); Otso Malli; Mari Halonen expert"},
      {"Läsnä olivat Anja Virtanen ja Otso Malli. \nKutsuttuna oli Pekka Puu. Asiantuntijana "
       "kuultiin Mari Halosta.",
       "Anja Virtanen; Otso Malli; Pekka Puu other; Mari Halonen expert"},
      {"Läsnä: Anja Virtanen, Otso Malli\nIlmoittivat esteestä: Mari Halonen, Pekka Puu",
       "Anja Virtanen; Otso Malli; -Mari Halonen; -Pekka Puu"},
      {"Läsnä: Anja Virtanen, pj., ja Otso Malli, siht. Poissa: Mari Halonen ja Pekka Puu.",
       "Anja Virtanen chair; Otso Malli secretary; -Mari Halonen; -Pekka Puu"},
      {"Raadin jäsenistä paikalla olivat Anja V., Otso M. ja Mari H. Poissa olivat Pekka P. ja "
       "Kari L. Vesalan kunnasta mukana olivat suunnittelija Maija\nKorhonen (sihteeri) ja Sari "
       "Salo.\n\nKokous pidettiin koululla 3.2.2021, ja siellä oli kahvia.",
       "Anja V.; Otso M.; Mari H.; -Pekka P.; -Kari L.; Maija Korhonen secretary "
       "(suunnittelija) @Vesalan kunta; Sari Salo @Vesalan kunta"},
      {"Kokous pidettiin koululla 3.2.2021. Aluetoimistosta osallistuivat Mari Halonen ja Otso "
       "Malli.",
       "Mari Halonen @Aluetoimisto; Otso Malli @Aluetoimisto"},
  }));
  CAPTURE(markup);
  CHECK(lines_of("# Kokous\n\n" + std::string(markup)) == lines);
}

TEST_CASE("lists of other shapes") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Läsnä prof. Hakala (pj.), Kivelä, Tuomi-Lehto, Örn ja Heino (siht.) sekä asiantuntijoina "
       "P. Laine (Vesala) ja kohdan 4 ajan dos. J. Salmi.",
       "Hakala chair (prof.); Kivelä; Tuomi-Lehto; Örn; Heino secretary; P. Laine @Vesala; "
       "J. Salmi |kohdan 4 ajan dos."},
      {"Läsnä: pastori Hakala, suntio Kivelä, ympäristöpääll. Tuomi, Heino ja Ruusunen",
       "Hakala (pastori); Kivelä (suntio); Tuomi (ympäristöpääll); Heino; Ruusunen"},
      {"Paikalla olivat Hakala, Kivelä ja Laine.", "Hakala; Kivelä; Laine"},
      {"Läsnä olivat Espoo, Vantaa ja Kauniainen.", ""},
      {"Läsnä: Hakala (pj), Kivelä (siht), Tuomi, Ruusunen, Heino\nPoissa: Laaksonen",
       "Hakala chair; Kivelä secretary; Tuomi; Ruusunen; Heino; -Laaksonen"},
      {"Läsnä: puheenjohtaja Anja Virtanen, jäsenet Otso Malli ja Kalle Heino, varajäsen Ossi "
       "Niemi",
       "Anja Virtanen chair; Otso Malli member; Kalle Heino member; Ossi Niemi deputy"},
      {"Läsnä: Hakala, Maija (Kivelä); Salo, Anja (Niemi)\nPoissa: Vehkaoja, Sanni (Harjula)",
       "Maija Hakala @Kivelä; Anja Salo @Niemi; -Sanni Vehkaoja @Harjula"},
      {"Läsnä pj Anja Virtanen, Otso Malli, Pekka Puu, pois Kalle Heino",
       "Anja Virtanen chair; Otso Malli; Pekka Puu; -Kalle Heino"},
      {"Läsnä: Anja Virtanen ja Otso Malli Etelän kunnasta, Jorma Tuomi\nPohjoisen kaupungista",
       "Anja Virtanen @Etelän kunta; Otso Malli @Etelän kunta; Jorma Tuomi @Pohjoisen kaupunki"},
      {"Läsnä olivat Anja Virtanen ja Otso Malli. Jäsen Ossi Niemi\noli ilmoittanut esteestä. "
       "Sihteerinä toimi Mari Halonen.",
       "Anja Virtanen; Otso Malli; -Ossi Niemi; Mari Halonen secretary"},
      {"Närvarande: Per Håkans (ordf), Maj Kvarn (sekr), Johan Ek från Söderby kommun",
       "Per Håkans chair; Maj Kvarn secretary; Johan Ek @Söderby kommun"},
  }));
  CAPTURE(markup);
  CHECK(lines_of("# Kokous\n\n" + std::string(markup)) == lines);
}

TEST_CASE("names are turned into natural order, told by the whole list") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Virtanen Aino\nMalli Otso\nKorhonen Maija", "Aino Virtanen; Otso Malli; Maija Korhonen"},
      {"Virtanen, Aino\nMalli, Otso\nKorhonen, Maija", "Aino Virtanen; Otso Malli; Maija Korhonen"},
      {"Virtanen. Aino\nMalli, Otso\nKorhonen, Maija", "Aino Virtanen; Otso Malli; Maija Korhonen"},
      {"Heino Paula\nVirtanen Aino\nMalli Otso\nKorhonen Maija",
       "Paula Heino; Aino Virtanen; Otso Malli; Maija Korhonen"},
      {"Paula Heino\nAino Virtanen\nOtso Malli", "Paula Heino; Aino Virtanen; Otso Malli"},
      {"Virtanen Aino, jäsen\nKorhonen, Maija, jäsen\nNieminen Pekka, jäsen",
       "Aino Virtanen member; Maija Korhonen member; Pekka Nieminen member"},
      {"VIRTANEN Aino\nKORHONEN Maija", "Aino Virtanen; Maija Korhonen"},
      {"Nurmi-Kokko, Tiina\nAho, Ulla-Maija", "Tiina Nurmi-Kokko; Ulla-Maija Aho"},
      {"Anna Maria Virtanen\nMikko von Bruun\nK. Korhonen",
       "Anna Maria Virtanen; Mikko von Bruun; K. Korhonen"},
      {"von Bruun, Mikko\nVirtanen, Aino", "Mikko von Bruun; Aino Virtanen"},
  }));
  CAPTURE(markup);
  CHECK(lines_above_items("Läsnä\n" + std::string(markup)) == lines);
}

TEST_CASE("a table tells presence by marks and columns") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Osallistujat\nVirtanen, Aino\tHankepäällikkö, Kylien liitto\tx\n"
       "Malli, Otso\tJohtaja, Vesala\t-\nPuu, Pekka\tSuunnittelija, Vesala\tx",
       "Aino Virtanen (Hankepäällikkö) @Kylien liitto; -Otso Malli (Johtaja) @Vesala; Pekka Puu "
       "(Suunnittelija) @Vesala"},
      {"Läsnä\nVirtanen Aino\tpuheenjohtaja\tx\nMalli Otso\tjäsen\t\nPuu Pekka\tjäsen\tx",
       "Aino Virtanen chair; -Otso Malli member; Pekka Puu member"},
      {"Nimi\tOrganisaatio\tLäsnä\nAino Virtanen\tKunta\tx\nOtso Malli\tLiitto\t\nPekka "
       "Puu\tLiitto\tx",
       "Aino Virtanen @Kunta; -Otso Malli @Liitto; Pekka Puu @Liitto"},
      {"Namn\tTitel\tKommun\tPå plats\nAlva Ek (ordf.)\trektor\tEkby\tja\nBo Sten\tlektor\tEkby\t"
       "nej\nTage Holm\tlärare\tStensund\tja, från kl. 9",
       "Alva Ek chair (rektor) @Ekby; -Bo Sten (lektor) @Ekby; Tage Holm (lärare) @Stensund |från "
       "kl. 9"},
      {"Läsnä\nJäsen\t\tVarajäsen\t\nAino Virtanen\tx\tPekka Puu\t\nOtso Malli\tx\tKari "
       "Laine\t\nMuut läsnä olleet\nMaija Korhonen\tjohtaja, esittelijä",
       "Aino Virtanen; -Pekka Puu deputy; Otso Malli; -Kari Laine deputy; Maija Korhonen "
       "presenter (johtaja)"},
      {"Läsnä\nJäsenet\tHenkilökohtaiset varajäsenet\njohtaja Aino Virtanen\t(tutkija Pekka "
       "Puu)\n(Otso Malli)\tlehtori Kari Laine",
       "Aino Virtanen (johtaja); -Pekka Puu deputy (tutkija); -Otso Malli; Kari Laine deputy "
       "(lehtori)"},
      {"Nimi\tOrganisaatio\tLäsnä\tHuom.\nAino Virtanen\tKunta\tx\tpj.\nOtso "
       "Malli\tLiitto\tx\tpuhelimitse\nPekka Puu\tKunta\tx\tsiht.",
       "Aino Virtanen chair @Kunta; Otso Malli @Liitto ~; Pekka Puu secretary @Kunta"},
      {"Läsnä\nVirtanen, Aino\tjohtaja\tx\nKorpivaara, Tuulia\tsihteeri\tx\nXhelal, "
       "Besa\tjäsen\t-",
       "Aino Virtanen (johtaja); Tuulia Korpivaara secretary; -Besa Xhelal member"},
      {"Läsnä\n[x] Aino Virtanen\n[x] Otso Malli\n[ ] Pekka Puu",
       "Aino Virtanen; Otso Malli; -Pekka Puu"},
      {"Läsnä\nx Aino Virtanen\nx Otso Malli\nPekka Puu", "Aino Virtanen; Otso Malli; -Pekka Puu"},
      {"Läsnä\nVirtanen Aino, pj ............ x\nMalli Otso ............ x\nPuu Pekka ......... -",
       "Aino Virtanen chair; Otso Malli; -Pekka Puu"},
      {"Läsnä\nEtunimi\tSukunimi\tOrganisaatio\nAino\tVirtanen\tKunta\nOtso\tMalli\tLiitto",
       "Aino Virtanen @Kunta; Otso Malli @Liitto"},
      {"LÄSNÄOLIJAT\nNimi\tYritys\tLäsnä Jakelu\nAino Virtanen, pj\tRakennus Oy\tx\tx\nPekka "
       "Puu\tSähkö Oy\t-\tx\nOtso Malli\tKaupunki\tx\tx",
       "Aino Virtanen chair @Rakennus Oy; -Pekka Puu @Sähkö Oy; Otso Malli @Kaupunki"},
      {"Läsnä\nAino Virtanen\tKoti ja koulu\nPekka Puu\tSähkö Oy",
       "Aino Virtanen @Koti ja koulu; Pekka Puu @Sähkö Oy"},
      {"Nimi / Namn\tRooli / Roll\tLäsnä / Närvarande\nAino Virtanen\tpuheenjohtaja / "
       "ordförande\tx\nHugo Lindgård\tjäsen / medlem\t-\nSari Salo\tnuoriso-ohjaaja, sihteeri / "
       "sekreterare\tx\nOtso Malli\tjäsen / medlem\tx",
       "Aino Virtanen chair; -Hugo Lindgård member; Sari Salo secretary (nuoriso-ohjaaja); Otso "
       "Malli member"},
      {"Nimi\tTehtävä\tPaikalla\nAino Virtanen\tpuheenjohtaja\tkyllä\nOtso Malli\tjäsen\tei\nPekka "
       "Puu\tjäsen\tkyllä",
       "Aino Virtanen chair; -Otso Malli member; Pekka Puu member"},
      {"Paikalla Aino, Otso ja Sari P. (Pekka ei päässyt)", "Aino; Otso; Sari P.; -Pekka"},
      {"Läsnä: Aino Virtanen (Kunta), Otso Malli (Liitto) (Sari Salo sairaana)",
       "Aino Virtanen @Kunta; Otso Malli @Liitto; -Sari Salo"},
      {"LÄSNÄ\n\nTilaaja\tAino Virtanen\tKunta, pj\n\tOtso Malli\tKunta\nPU\tPekka "
       "Puro\tRakennus Oy\nARK\tSari Salo\tPiirto Oy, siht.",
       "Aino Virtanen chair @Kunta; Otso Malli @Kunta; Pekka Puro @PU, Rakennus Oy; Sari Salo "
       "secretary "
       "@ARK, Piirto Oy"},
      {"Läsnä: Aino Virtanen, Otso Malli\nPoissa: Kari Kuisma",
       "Aino Virtanen; Otso Malli; -Kari "
       "Kuisma"},
      {"Mukana: Aino Virtanen (vetäjä), Pekka Puu\nEi päässyt: Otso Malli",
       "Aino Virtanen chair; Pekka Puu; -Otso Malli"},
      {"Jakelu\tTehtävä\tLäsnä\tPoissa\nAino Virtanen\tjohtaja, pj\tx\nOtso Malli\trehtori\t\tx\n"
       "Pekka Puu\topettaja\tx",
       "Aino Virtanen chair (johtaja); -Otso Malli (rehtori); Pekka Puu (opettaja)"},
      {"Ordf.\tAlma Lindberg, Skolan\nMedl.\tOtto Ståhl, Lilla byns förbund\nSekr.\tNippe Berg, "
       "Skolan\nFrånv.\tSiv Ek, Kommunen",
       "Alma Lindberg chair @Skolan; Otto Ståhl member @Lilla byns förbund; Nippe Berg secretary "
       "@Skolan; -Siv Ek @Kommunen"},
      {"Aika\tTiistai 26.5.2015 klo 10\n\nLäsnäolijat\n\nNimi\tYhteisö\t10.2.\t26.5.\n"
       "Aino Virtanen, pj\tKunta\tx\tx\nOtso Malli\tLiitto\tx\t-\nPekka Puu\tOpisto\t-\tx",
       "Aino Virtanen chair @Kunta; -Otso Malli @Liitto; Pekka Puu @Opisto"},
      {"Aika: 10.2.2015\n\nNimi\t10.2.2015\t26.5.2015\nAino Virtanen\tx\t\n"
       "Otso Malli\t-\t\nPekka Puu\tx\t",
       "Aino Virtanen; -Otso Malli; Pekka Puu"},
      {"Leiri 10.–11.2.2015\n\n\t10.2.\t11.2.\nAino Virtanen (pj)\tx\tx\nOtso Malli\tx\t-\n"
       "Pekka Puu\t-\tx\nMaija Korhonen\t-\t-",
       "Aino Virtanen chair; Otso Malli; Pekka Puu; -Maija Korhonen"},
      {"Deltagare\tOrganisation\tNärv.\nAlma Lindberg, ordf.\tSkolan\tx\nOtto Ståhl\tByn\t-",
       "Alma Lindberg chair @Skolan; -Otto Ståhl @Byn"},
      {"Nimi\tLäsnä\tPoissa\nAino Virtanen\tx\nOtso Malli\t\tx\nPekka Puu\tx",
       "Aino Virtanen; -Otso Malli; Pekka Puu"},
      {"Läsnä:\tAino Virtanen\nPoissa:\tPekka Puu\nMuut:\tOtso Malli, sihteeri",
       "Aino Virtanen; -Pekka Puu; Otso Malli secretary"},
      {"Läsnä\tAino Virtanen\tpuheenjohtaja\n\tOtso Malli\tjäsen\nPoissa\tPekka Puu\tjäsen",
       "Aino Virtanen chair; Otso Malli member; -Pekka Puu member"},
      {"Aika\t12.3.2024\nLäsnä\tAino Virtanen, Otso Malli,\vPekka Puu\nPoissa\tMaija Korhonen",
       "Aino Virtanen; Otso Malli; Pekka Puu; -Maija Korhonen"},
      {"Läsnä\nKunta\tAino Virtanen\tsuunnittelija\nLiitto\tOtso Malli\tjohtaja",
       "Aino Virtanen (suunnittelija) @Kunta; Otso Malli (johtaja) @Liitto"},
      {"Läsnä\nAino Virtanen\tPekka Puu\nOtso Malli\tMaija Korhonen",
       "Aino Virtanen; Pekka Puu; Otso Malli; Maija Korhonen"},
      {"Osallistuja\tOrganisaatio\tRooli ryhmässä\tStatus\nAino Virtanen, CIO\tKunta\tpj\t"
       "Osallistui\nOtso Malli\tLiitto\tesittelijä ja sihteeri\tPoissa\nPekka Puu\tLiitto\tjäsen\t"
       "Osallistui",
       "Aino Virtanen chair @CIO, Kunta; -Otso Malli presenter @Liitto; Pekka Puu member @Liitto"},
      {"Jäsen\tLäsnä Henkilökohtainen varajäsen\t\tLäsnä\nAino Virtanen\tx\tPekka Puu\t\n"
       "Otso Malli\t-\tMaija Korhonen\tx\nSari Salo\tx\tKari Laine",
       "Aino Virtanen; -Pekka Puu deputy; -Otso Malli; Maija Korhonen deputy; Sari Salo; -Kari "
       "Laine deputy"},
      {"Osallistujat\nNimi\tOrganisaatio\tKutsun tapa\tPaikalla / etänä\nAino Virtanen\tKunta\t\t"
       "paikalla\nOtso Malli\tLiitto\t\tetänä\nPekka Puu\tOpisto\t\tpoissa",
       "Aino Virtanen @Kunta; Otso Malli @Liitto ~; -Pekka Puu @Opisto"},
      {"Läsnä\nJäsen\t\tVarajäsen\t\nAino Virtanen\tx\tPekka Puu\t\nOtso Malli\t-\tMaija "
       "Korhonen\tx\nSari Salo\tx\tKari Laine",
       "Aino Virtanen; -Pekka Puu deputy; -Otso Malli; Maija Korhonen deputy; Sari Salo; -Kari "
       "Laine deputy"},
  }));
  CAPTURE(markup);
  CHECK(lines_above_items(markup) == lines);
}

TEST_CASE("who was there in another's stead makes the other absent") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Närvarande\tLindberg, Alma\tsuppleant, i stället för Otto Ståhl\n\tBerg, Siv\tledamot",
       "Alma Lindberg deputy; -Otto Ståhl member; Siv Berg member"},
      {"Läsnä\nAino Virtanen, varajäsen (sij. Pekka Nieminen)\nOtso Malli, jäsen",
       "Aino Virtanen deputy; -Pekka Nieminen member; Otso Malli member"},
      {"Närvarande:\nAlma Lindberg\nSiv Berg i stället för Otto Ståhl",
       "Alma Lindberg; Siv Berg deputy; -Otto Ståhl member"},
      {"Närvarande:\nAlma Lindberg, ers. för Ståhl Otto\nSiv Berg",
       "Alma Lindberg deputy; -Otto Ståhl member; Siv Berg"},
      {"Läsnä\nAino Virtanen, varajäsen Kari Niemisen tilalla\nOtso Malli",
       "Aino Virtanen deputy; -Kari Nieminen member; Otso Malli"},
      {"Läsnä: Aino Virtanen\nPoissa: Otso Malli (Liitto), tilalla Pekka Nieminen",
       "Aino Virtanen; -Otso Malli @Liitto; Pekka Nieminen deputy"},
      {"Läsnä\nAino Virtanen, jäsen\nOtso Malli, varajäsen Kari Niemisen sij.",
       "Aino Virtanen member; Otso Malli deputy; -Kari Nieminen member"},
      {"Läsnä\nVirtanen Aino, puheenjohtaja\nMalli Otso, Niemisen Leenan varajäsen\nLaine Sari, "
       "Pekka "
       "Puron varajäsen\nSalo Juha, Anneli Ahosen varalla",
       "Aino Virtanen chair; Otso Malli deputy; -Leena Nieminen member; Sari Laine deputy; -Pekka "
       "Puro member; Juha Salo deputy; -Anneli Ahonen member"},
      {"Läsnä\nAino Virtanen (Pekka Niemisen sijasta)\nOtso Malli",
       "Aino Virtanen deputy; -Pekka Nieminen member; Otso Malli"},
      {"Läsnä\nOsakas\tHuoneisto\nAino Virtanen, valtakirjalla Otso Malli\tA 1\nKari Laine\tA 2",
       "-Aino Virtanen; Otso Malli; Kari Laine"},
      {"Läsnäolevat tieosakkaat:\n1. Aino Virtanen Kotila 3:12\n2. Otso Malli Peltola 4:1",
       "Aino Virtanen; Otso Malli"},
      {"Läsnä\nAino Virtanen, valtakirjalla Pekka Niemisen puolesta\nOtso Malli",
       "Aino Virtanen; Otso Malli"},
  }));
  CAPTURE(markup);
  CHECK(lines_above_items(markup) == lines);
}

TEST_CASE("labels in the cells of a list are of what stands below them") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Läsnä\tProfessorit:\tOpiskelijat:\n\tAino Virtanen, pj\tOtso Malli\n\tMuut:\tSihteeri:\n"
       "\tPekka Puu\tKari Laine",
       "Aino Virtanen chair; Otso Malli; Pekka Puu other; Kari Laine secretary"},
      {"Läsnä\tAino Virtanen, pj\nEstyneet\tOtso Malli\nKutsuttuina\tPekka Puu",
       "Aino Virtanen chair; -Otso Malli; Pekka Puu other"},
  }));
  CAPTURE(markup);
  CHECK(lines_above_items(markup) == lines);
}

TEST_CASE("owners may be represented by others") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Osakas\tOsakkeet\tEdustaja\nAino Virtanen\t1-100\titse\nOtso Malli\t101-200\tPekka Puu\n"
       "Isosuon seurakunta\t201-300\tKari Laine",
       "Aino Virtanen; -Otso Malli; Pekka Puu; Kari Laine @Isosuon seurakunta"},
      {"Jäsenet\tAino Virtanen\tläsnä\n\tOtso Malli\tpoissa, varajäsen Pekka Puu\n\tKari Laine\t"
       "este, tilalla Sari Salo",
       "Aino Virtanen member; -Otso Malli member; Pekka Puu deputy; -Kari Laine member; Sari Salo "
       "deputy"},
  }));
  CAPTURE(markup);
  CHECK(lines_above_items(markup) == lines);
}

TEST_CASE("who was replaced has the order of names of the list") {
  CHECK(lines_of("Läsnä\nVirtanen Aino\tpj\nLahti Otso\tvaraj. (Salo Juhan tilalla)\n"
                 "Mäkinen Pekka\tjäsen\n\n# 1. Avaus\nKokous avattiin.") ==
        "Aino Virtanen chair; Otso Lahti deputy; -Juha Salo member; Pekka Mäkinen member");
}

TEST_CASE("those there and those away may stand side by side") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Beslutande\vMaj Ek, ordförande\vBo Ek\tFrånvarande\vUlf Sten\nÖvriga närvarande\vEva Lind, "
       "rektor\tÄrenden\v§ 40–47\nUlla-Maj Holm, styrelsens representant",
       "Maj Ek chair; Bo Ek; -Ulf Sten; Eva Lind other (rektor); Ulla-Maj Holm other (styrelsens "
       "representant)"},
      {"Beslutande\vMaj Ek, ordförande\vBo Ek\tFrånvarande\vUlf Sten\nÖvriga närvarande\vEva Lind, "
       "rektor\vUlla-Maj Holm, styrelsens representant\tÄrenden\v§ 40–47",
       "Maj Ek chair; Bo Ek; -Ulf Sten; Eva Lind other (rektor); Ulla-Maj Holm other (styrelsens "
       "representant)"},
      {"Aika\tPaikka\tLäsnä\n9.3.2021\tKylätalo\tAino Virtanen, pj\vOtso Malli",
       "Aino Virtanen chair; Otso Malli"},
      {"Aika\t9.3.2021\tLäsnä\tAino Virtanen, pj\vOtso Malli\nPaikka\tKylätalo\tPoissa\tPekka Puu",
       "Aino Virtanen chair; Otso Malli; -Pekka Puu"},
      {"Läsnä\tPoissa\nAino Virtanen\tPekka Puu\nOtso Malli\tMaija Korhonen\nSari Salo",
       "Aino Virtanen; -Pekka Puu; Otso Malli; -Maija Korhonen; Sari Salo"},
      {"Läsnä:\tAino Virtanen\tPoissa:\tPekka Puu\n\tOtso Malli\t\tMaija Korhonen",
       "Aino Virtanen; -Pekka Puu; Otso Malli; -Maija Korhonen"},
  }));
  CAPTURE(markup);
  CHECK(lines_above_items(markup) == lines);
}

TEST_CASE("a table of organisations and persons needs no heading where one of them has an office") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Neuvottelu pidettiin kunnantalolla.\n\nHiiden kunta\trakennusmestari Aino Virtanen (pj), "
       "Otso Malli\nKaavatoimisto Malli Oy\tPekka Puu (muistio)",
       "Aino Virtanen chair (rakennusmestari) @Hiiden kunta; Otso Malli @Hiiden kunta; Pekka Puu "
       "secretary @Kaavatoimisto Malli Oy"},
      {"Hiiden kunta\tAino Virtanen\nKaavatoimisto Malli Oy\tPekka Puu", ""},
      {"Hallituksesta: Aino Virtanen (pj), Otso Malli\nKaavatoimisto: Pekka Puu (siht.",
       "Aino Virtanen chair; Otso Malli; Pekka Puu secretary @Kaavatoimisto"},
      {"Pj. Aino Virtanen, siht. Otso Malli, jäsenet Pekka Puu ja Kari Laine",
       "Aino Virtanen chair; Otso Malli secretary; Pekka Puu member; Kari Laine member"},
      {"LVM: Aino Virtanen (pj), Otso Malli (muistio)\nVäylä: Pekka Puu\n\nPoissa Kari Laine (VM)",
       "Aino Virtanen chair @LVM; Otso Malli secretary @LVM; Pekka Puu @Väylä; -Kari Laine @VM"},
      {"Nimi\tEdustaa\nAino Virtanen\tPuheenjohtaja\nOtso Malli\tVanhemmat",
       "Aino Virtanen chair; Otso Malli @Vanhemmat"},
  }));
  CAPTURE(markup);
  CHECK(lines_above_items("# Neuvottelu\n\n" + std::string(markup)) == lines);
}

TEST_CASE("groups of people stand under their own names in the margin") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Puheenjohtaja\tdekaani Aino Virtanen\nProfessorit\tOtso Malli, Sari Salo (vara), poissa "
       "Pekka Puu\nMuu henkilöstö\tIlmari Aalto, lehtori",
       "Aino Virtanen chair (dekaani); Otso Malli; Sari Salo deputy; -Pekka Puu; Ilmari Aalto "
       "other (lehtori)"},
      {"Läsnä\tAino Virtanen, puheenjohtaja\nViljelijät\tOtso Malli ja Sari "
       "Salo\nMökkiläiset\tPekka Puu",
       "Aino Virtanen chair; Otso Malli; Sari Salo; Pekka Puu"},
      // No group, and no people.
      {"Läsnä\tAino Virtanen, puheenjohtaja\nTiedotteet\tOtso Malli lähettää",
       "Aino Virtanen chair"},
      {"Läsnä\tAino Virtanen, puheenjohtaja\nJakelu\tOtso Malli", "Aino Virtanen chair"},
  }));
  CAPTURE(markup);
  CHECK(lines_above_items(markup) == lines);
}

TEST_CASE("who checked the minutes and signed was there") {
  const auto [end, lines] = GENERATE(values<AttendeeCase>({
      {"Tarkastettu\tOtso Malli\tSari Salo",
       "Aino Virtanen; Otso Malli inspector; Sari Salo "
       "inspector"},
      {"Justerat: Otso Malli\tSari Salo",
       "Aino Virtanen; Otso Malli inspector; Sari Salo "
       "inspector"},
      {"Tarkastettu 4.5.2018", "Aino Virtanen"},
      {"Tarkastettu sähköpostilla Otso Malli", "Aino Virtanen"},
  }));
  CAPTURE(end);
  CHECK(lines_of("# 1. Avaus\nAino Virtanen avasi kokouksen.\n\n# 2. Lopetus\nKiitettiin.\n\n" +
                 std::string(end)) == lines);
}

TEST_CASE("an organisation is told once for several persons") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Läsnä:\nTilaajan edustajat:\nAino Virtanen, insinööri, puheenjohtaja\nOtso Malli, "
       "konsultti, Insinöörit Oy, sihteeri\nUrakoitsijan edustajat (Rakennus Oy):\nSari Salo, "
       "toimitusjohtaja\nPekka Puu",
       "Aino Virtanen chair (insinööri); Otso Malli secretary (konsultti) @Insinöörit Oy; Sari "
       "Salo (toimitusjohtaja) @Rakennus Oy; Pekka Puu @Rakennus Oy"},
      {"Läsnä\tTilaajan edustajat:\vAino Virtanen, insinööri, puheenjohtaja\vOtso Malli, "
       "konsultti, Insinöörit Oy, sihteeri\vUrakoitsijan edustajat (Rakennus Oy):\vSari Salo, "
       "toimitusjohtaja\vPekka Puu",
       "Aino Virtanen chair (insinööri); Otso Malli secretary (konsultti) @Insinöörit Oy; Sari "
       "Salo (toimitusjohtaja) @Rakennus Oy; Pekka Puu @Rakennus Oy"},
      {"Läsnä\tKosken kunta:\vAino Virtanen, pj\vOtso Malli\vAsukkaat:\vSari Salo\vPekka Puu, "
       "Puun tila",
       "Aino Virtanen chair @Kosken kunta; Otso Malli @Kosken kunta; Sari Salo; Pekka Puu @Puun "
       "tila"},
      {"Läsnä: Aino Virtanen (pj), Otso Malli ja Sari Salo (ELY-keskus)\nPekka Puu (maakuntaliitto)"
       "\nIlmari Aalto, Maija Korhonen (Kosken kunta)",
       "Aino Virtanen chair @ELY-keskus; Otso Malli @ELY-keskus; Sari Salo @ELY-keskus; Pekka Puu "
       "@maakuntaliitto; Ilmari Aalto @Kosken kunta; Maija Korhonen @Kosken kunta"},
      {"Osallistujat:\nKoulu: Aino Virtanen, rehtori\nTuottajat: Otso Malli (Mallin tila), Sari ja "
       "Pekka Salo (Salon tila)",
       "Aino Virtanen (rehtori) @Koulu; Otso Malli @Mallin tila; Sari Salo @Salon tila; Pekka Salo "
       "@Salon tila"},
      {"Läsnä:\nrkm Otso Malli, vesi- ja ympäristöpiiri\nrkm Aino Virtanen, kunnan tekninen "
       "toimisto\nSari Salo, kunta",
       "Otso Malli (rkm) @vesi- ja ympäristöpiiri; Aino Virtanen (rkm) @kunnan tekninen toimisto; "
       "Sari Salo @kunta"},
      // Of the last alone: others have none, or their own.
      {"Läsnä: Aino Virtanen\nOtso Malli, Sari Salo (Kunta)\nPekka Puu",
       "Aino Virtanen; Otso Malli; Sari Salo @Kunta; Pekka Puu"},
      {"Läsnä: Aino Virtanen (Kunta), Otso Malli, Sari Salo (Liitto)\nPekka Puu (Liitto)",
       "Aino Virtanen @Kunta; Otso Malli; Sari Salo @Liitto; Pekka Puu @Liitto"},
  }));
  CAPTURE(markup);
  CHECK(lines_above_items(markup) == lines);
}

TEST_CASE("a table of attendees may be headed in two languages") {
  CHECK(lines_above_items("Jäsenet – Medlemmar\t\tx / -\nAino Virtanen\tpuheenjohtaja – "
                          "ordförande\tx\nOtto Ståhl\tInvalidit ry\t-\nSari Salo\tsihteeri – "
                          "sekreterare\tx") ==
        "Aino Virtanen chair; -Otto Ståhl @Invalidit ry; Sari Salo secretary");
}

TEST_CASE("a group of one has the order of names of the whole list") {
  CHECK(lines_of("Läsnä: Vesala Irma, Kokko Pertti, Harju Anneli\nPoissa: Suni Risto") ==
        "Irma Vesala; Pertti Kokko; Anneli Harju; -Risto Suni");
  CHECK(lines_of("Läsnä: Irma Vesala, Pertti Kokko, Anneli Harju\nPoissa: Suni Risto") ==
        "Irma Vesala; Pertti Kokko; Anneli Harju; -Suni Risto");
}

TEST_CASE("marks before names tell a list, whatever became of its heading") {
  CHECK(lines_of("PÖYTÄKIRJA 3.4.2018\n\nOpe x Virtanen Aino, puheenjohtaja\nx Malli Otso, "
                 "jäsen\n\n- Laine "
                 "Kari, jäsen\n\n# 1. Avaus\nAlku.") ==
        "Aino Virtanen chair; Otso Malli member; -Kari Laine member");
  CHECK(
      lines_of("PÖYTÄKIRJA 3.4.2018\n\n- Virtanen Aino, jäsen\n- Malli Otso, jäsen\n- Laine Kari, "
               "jäsen\n\n# 1. Avaus\nAlku.") == "");
}

TEST_CASE("surname and given name may stand in two columns without heads") {
  CHECK(lines_of("Läsnä\nYlönen\tPaavo, sihteeri\nKosunen\tEila, kunnan edustaja") ==
        "Paavo Ylönen secretary; Eila Kosunen (kunnan edustaja)");
  CHECK(lines_of("Läsnä\nYlönen\tPaavo, sihteeri\nAino Virtanen\tKeskus") ==
        "Ylönen; Paavo secretary; Aino Virtanen @Keskus");
}

TEST_CASE("a table of names, parties and marks is one list, whatever heads its columns") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Osallistujat\tTaho\tx/-\nAino Virtanen, pj.\tHiiden kunta\tx\nOtso Malli\tLatu ja Polku "
       "ry\t-",
       "Aino Virtanen chair @Hiiden kunta; -Otso Malli @Latu ja Polku ry"},
      {"Osapuoli\tNimi\tLäsnä\nRakennuttaja\tjohtaja Aino Virtanen, pj\vrehtori Otso Malli\tx\v-\n"
       "Käyttäjä\tsuntio Pekka Puu\tx",
       "Aino Virtanen chair (johtaja) @Rakennuttaja; -Otso Malli (rehtori) @Rakennuttaja; Pekka "
       "Puu "
       "(suntio) @Käyttäjä"},
      {"Osapuoli\tNimi\tLäsnä\nRakennuttaja\tjohtaja Aino Virtanen, pj\tx\n\tOtso Malli\t-\n"
       "Käyttäjä\tsuntio Pekka Puu\tx",
       "Aino Virtanen chair (johtaja) @Rakennuttaja; -Otso Malli @Rakennuttaja; Pekka Puu (suntio) "
       "@Käyttäjä"},
  }));
  CAPTURE(markup);
  CHECK(lines_of("# Katselmus\n\n" + std::string(markup) + "\n\n# 1. Avaus\nAlku.") == lines);
}

TEST_CASE("who sent the memo by e-mail wrote it") {
  const std::string text =
      "Aihe: Muistio palaverista\n\nPaikalla olivat Aino, Otso Malli ja Kari Laine.";
  CHECK(lines_of("Lähettäjä: Aino Virtanen <aino@kylä.fi>\n" + text, MemoKind::memo) ==
        "Aino Virtanen secretary; Otso Malli; Kari Laine");
  CHECK(lines_of("Lähettäjä: Pekka Puu\n" + text, MemoKind::memo) ==
        "Aino; Otso Malli; Kari Laine");
  CHECK(lines_of("Lähettäjä: Pekka Puu\nAihe: Muistio\n\nPaikalla: Otso, Kari ja allekirjoittanut",
                 MemoKind::memo) == "Pekka Puu secretary; Otso; Kari");
  CHECK(lines_of(
            "Tässä muistio. Paikalla olivat Otso Salo, Kari Puu ja minä.\n\nJatketaan.\n\nt. Aino "
            "Virtanen",
            MemoKind::memo) == "Otso Salo; Kari Puu; Aino Virtanen secretary");
  CHECK(
      lines_of(
          "Med var Alma Berg och jag. Maja Ek var sjuk.\n\nVi fortsätter.\n\nHälsningar\nNina Öst",
          MemoKind::memo) == "Alma Berg; -Maja Ek; Nina Öst secretary");
  CHECK(lines_of("Paikalla olivat Otso Salo ja Kari Puu.\n\nJatketaan.\n\nt. Aino Virtanen",
                 MemoKind::memo) == "Otso Salo; Kari Puu");
  CHECK(lines_of("Kopio: Aino Virtanen\n" + text, MemoKind::memo) ==
        "Aino; Otso Malli; Kari Laine");
}

TEST_CASE("free memos name those present in other ways") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Osallistujat\n\n• @Aino Virtanen OPH\n• @Otso Malli CSC, projektipäällikkö\n• @Pekka Puu "
       "(kirjuri)\n\nEi paikalla: @Kari Laine (KT)",
       "Aino Virtanen @OPH; Otso Malli (projektipäällikkö) @CSC; Pekka Puu secretary; -Kari Laine "
       "@KT"},
      {"Neuvottelussa mukana luottamusmies Aino Virtanen (puhetta johti) ja johtaja Otso Malli.",
       "Aino Virtanen chair (luottamusmies); Otso Malli (johtaja)"},
      {"Katselmukseen osallistuivat Aino Virtanen ja Otso Malli.", "Aino Virtanen; Otso Malli"},
      {"Koolla isännöitsijä Aino Virtanen / Kotitalo Oy ja Otso Malli, poissa huoltoyhtiön Kari "
       "Laine.",
       "Aino Virtanen (isännöitsijä) @Kotitalo Oy; Otso Malli; -Kari Laine @huoltoyhtiö"},
      {"Osallistujat (29 henkeä, tähän ilmoittautuneet): Aino Virtanen SYKE, Otso Malli Raasepori, "
       "Pekka Puu Helsinki",
       "Aino Virtanen @SYKE; Otso Malli @Raasepori; Pekka Puu @Helsinki"},
      {"Paikalla olivat Aino Virtanen (veti), Otso ja kuvaajana Sampo.",
       "Aino Virtanen chair; Otso; Sampo (kuvaaja)"},
      {"Läsnä\tRakennuttaja: Aino Virtanen (pj), Otso Malli\n\tToimitusjohtaja: Pekka Puu",
       "Aino Virtanen chair @Rakennuttaja; Otso Malli @Rakennuttaja; Pekka Puu (Toimitusjohtaja)"},
      {"Läsnä: Aino Virtanen, Tromssa (paikalla ensimmäisen tunnin)",
       "Aino Virtanen @Tromssa |paikalla ensimmäisen tunnin"},
      {"Osallistujat\n\n• Aino Virtanen OPH\n• Otso Malli CSC\n• Linus Björkqvist Karvi",
       "Aino Virtanen @OPH; Otso Malli @CSC; Linus Björkqvist @Karvi"},
      {"Läsnä: Aino Virtanen, Linus Björkqvist Karvi", "Aino Virtanen; Linus Björkqvist Karvi"},
      {"Mukana Aino Virtanen sekä työnantajan puolelta johtaja Pekka Puu ja Lahja Salmi.",
       "Aino Virtanen; Pekka Puu (johtaja) @työnantaja; Lahja Salmi @työnantaja"},
      {"Paikalla olivat Otso Malli ja oppilaiden edustajina Vilja ja Onni.",
       "Otso Malli; Vilja (oppilaiden edustajina); Onni"},
      {"Läsnä: Aino Virtanen, katselmuksen puheenjohtaja; Otso Malli, neuvottelun sihteeri",
       "Aino Virtanen chair; Otso Malli secretary"},
      {"Läsnä: Aino Virtanen (opintohallinto, siht.)", "Aino Virtanen secretary @opintohallinto"},
      {"Muistiinpanot OM\n\nPaikalla: Aino Virtanen, Otso Malli ja Pekka Puu.",
       "Aino Virtanen; Otso Malli secretary; Pekka Puu"},
      {"Muistiinpanot OM\n\nPaikalla: Aino Virtanen, Otso Malli ja Olli Maa.",
       "Aino Virtanen; Otso Malli; Olli Maa"},
      {"Paikalla kunnasta Aino Virtanen sekä Otso Malli.", "Aino Virtanen @kunta; Otso Malli"},
      {"Paikalla Aino Virtanen ja allekirjoittanut.", "Aino Virtanen"},
      {"Mukana: Elli, Topi, Venla K., Venla M.\nPuheenjohtajana Topi, sihteerinä Elli.",
       "Elli secretary; Topi chair; Venla K.; Venla M."},
      {"Paikalla oli 17 vanhempaa ja luokanvalvoja Aino Virtanen, joka myös laati muistion.",
       "Aino Virtanen secretary (luokanvalvoja)"},
      {"Alma ledde mötet. Närvarande: Alma Berg och Otto Ståhl. Frånvarande: Maja Ek (sjuk). Alma "
       "ledde "
       "mötet och Otto antecknade.",
       "Alma Berg chair; Otto Ståhl secretary; -Maja Ek"},
      {"Läsnä: Aino Virtanen\nPoissa: Otso Malli (lomalla)", "Aino Virtanen; -Otso Malli"},
      {"Läsnä: Aino Virtanen / kaupunki, Otso Malli / SYKE, Pekka Puu / konsultti (muistio)",
       "Aino Virtanen @kaupunki; Otso Malli @SYKE; Pekka Puu secretary (konsultti)"},
      {"Mukana Kari, Pentti, Jorma ja Raija.", "Kari; Pentti; Jorma; Raija"},
      {"Läsnä: Aino Virtanen\n\nEi päässeet paikalle: Otso Malli, Pekka Puu",
       "Aino Virtanen; -Otso Malli; -Pekka Puu"},
      {"Läsnä: Aino Virtanen\n\nEi saapunut paikalle: Otso Malli", "Aino Virtanen; -Otso Malli"},
      {"Osallistujina Aino Virtanen, Otso Malli ja Pekka Puu.",
       "Aino Virtanen; Otso Malli; Pekka Puu"},
      {"Illan veti Aino Virtanen, ja Otso Malli kirjoitti muistiin.",
       "Aino Virtanen chair; Otso Malli secretary"},
      {"Från skolan deltog Alma Berg. Otto Ståhl var inbjuden. Maja Ek hade fått förhinder.",
       "Alma Berg; Otto Ståhl expert; -Maja Ek"},
      {"Från skolan deltog rektor Alma Berg och Otto Ståhl.", "Alma Berg (rektor); Otto Ståhl"},
      {"Mötet leddes av Alma Berg. Otto Ståhl var inbjuden. Maja Ek hade fått förhinder.",
       "Alma Berg chair; Otto Ståhl expert; -Maja Ek"},
  }));
  CAPTURE(markup);
  CHECK(lines_of("# Neuvottelu\n\n" + std::string(markup) + "\n\n# 1. Talous\nTilit.",
                 MemoKind::memo) == lines);
}

TEST_CASE("a list may be a sentence of its own") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"Paikalla olivat neuvottelukunnan puheenjohtaja Aino Virtanen ja jäsenet Lahja Salmi,\n"
       "Pekka Laine sekä johtaja Otso Malli, joka toimi sihteerinä.\nEsteestä olivat ilmoittaneet "
       "Martta Nieminen ja Tapani Korhonen.",
       "Aino Virtanen chair (neuvottelukunnan puheenjohtaja); Lahja Salmi member; Pekka Laine "
       "member; Otso Malli secretary (johtaja); -Martta Nieminen; -Tapani Korhonen"},
      {"Läsnä olivat jäsenet Aino Virtanen ja Otso Malli. Poissa olivat Maija Korhonen ja Kari "
       "Laine. Lisäksi paikalla oli johtaja Sari Salo, joka toimi sihteerinä.",
       "Aino Virtanen member; Otso Malli member; -Maija Korhonen; -Kari Laine; Sari Salo secretary "
       "(johtaja)"},
      {"Avattiin kokous. Paikalla todettiin olevan: Aino Virtanen ja Otso Malli. Todettiin "
       "päätösvaltaisuus.",
       "Aino Virtanen; Otso Malli"},
      {"Lisäksi Aino Virtanen ja Otso Malli olivat läsnä.", "Aino Virtanen; Otso Malli"},
      {"Puheenjohtaja: Aino Virtanen\nSihteeri: Otso Malli",
       "Aino Virtanen chair; Otso Malli secretary"},
  }));
  CAPTURE(markup);
  CHECK(lines_of("Museon neuvottelukunta\n\n" + std::string(markup)) == lines);
}

TEST_CASE("a list may stand inside an agenda item") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"# 1. Avaus\nKokous avattiin.\n\n# 2. Läsnäolijat\nAino Virtanen\nOtso Malli\n\n# 3. "
       "Talous\nMaija Korhonen esittää laskut.",
       "Aino Virtanen; Otso Malli"},
      {"# 1. Läsnäolijoiden toteaminen\nPäätös: Paikalla todettiin olevan:\nAino Virtanen (pj) ja "
       "Otso Malli\n\n# 2. Talous\nMuuta ei ollut.",
       "Aino Virtanen chair; Otso Malli"},
      {"# 2. Osanottajat\nKokouksessa olivat läsnä:\nAino Virtanen, Ylikylä\nOtso Malli, Alakylä",
       "Aino Virtanen @Ylikylä; Otso Malli @Alakylä"},
  }));
  CAPTURE(markup);
  CHECK(lines_of(markup) == lines);
}

TEST_CASE("a list may be an annex") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      {"# Liite 1. Osanottajat\n\nTaho\tEdustaja\tläsnä\tpoissa\nVesala\tAino Virtanen, "
       "pj\tx\nKylien liitto\tOtso Malli\t\tx\nMetsäkeskus\tPekka Puu\tx",
       "Aino Virtanen chair @Vesala; -Otso Malli @Kylien liitto; Pekka Puu @Metsäkeskus"},
      {"**Luettelo läsnä olleista osakkaista**\n\nOsakas\tTila\tÄäniä\tAllekirjoitus\nAino "
       "Virtanen\tYlä-Tiihala\t1\nOtso Malli\tRantala\t1",
       "Aino Virtanen; Otso Malli"},
      {"# Liite 2: Osallistujat\n\nAino Virtanen\nOtso Malli", "Aino Virtanen; Otso Malli"},
      {"# Bilaga 1. Deltagare\n\nAlma Lindberg\nOtto Ståhl", "Alma Lindberg; Otto Ståhl"},
      {"# Liite 1. Talousarvio\n\nAino Virtanen\nOtso Malli", ""},
  }));
  CAPTURE(markup);
  CHECK(lines_of("# Työryhmän kokous\n\n# 1. Avaus\nKokous avattiin.\n\n# 2. Talous\nTalous on "
                 "kunnossa.\n\n" +
                 std::string(markup)) == lines);
}

TEST_CASE("what is no person is no attendee") {
  const auto markup = GENERATE(
      "Läsnä: Jyväskylän kaupunki, Keski-Suomen liitto", "Läsnä oli 15 jäsentä.",
      "# Läsnäolijat\n\n# Muut Asiat\nKeskusteltiin.",
      "Aika: Maanantai 3. Helmikuuta\nPaikka: "
      "Kauppakatu Tampere",
      "Tiedoksi: Aino Virtanen, Otso Malli",
      "# 5. Hallituksen valinta\nHallituksen jäseniksi valittiin Aino Virtanen ja Otso Malli.",
      "# 5. Muut asiat\nPois: Kesäkuun kokous\nOsallistujat koulutukseen: Pekka Puu ja Maija "
      "Korhonen.",
      "Uudet jäsenet: Aino Virtanen, Otso Malli hyväksyttiin.");
  CAPTURE(markup);
  CHECK(lines_of(markup) == "");
}

TEST_CASE("organisations over, before and beside their persons") {
  const auto [markup, lines] = GENERATE(values<AttendeeCase>({
      // In lines of their own in a cell, the first beside the heading.
      {"Läsnä\tMuseovirasto\vintendentti Aino Aalto, puheenjohtaja\vAsko Virtanen\vTiehallinto\v"
       "Paula Korpi, sihteeri",
       "Aino Aalto chair (intendentti) @Museovirasto; Asko Virtanen @Museovirasto; Paula Korpi "
       "secretary @Tiehallinto"},
      // A nickname over a full name is a person.
      {"Läsnä:\n\nPirre\n\nVille Virtanen\n\nMikko\n\nPaula Korpi",
       "Pirre; Ville Virtanen; Mikko; Paula Korpi"},
      // Behind a person it is that one's.
      {"Läsnä:\nAino Aalto, Museovirasto\nPaula Korpi, Tiehallinto",
       "Aino Aalto @Museovirasto; Paula Korpi @Tiehallinto"},
      {"Läsnä\tMuseovirasto:\vAino Aalto\vLeader Karjala:\vPaula Korpi",
       "Aino Aalto @Museovirasto; Paula Korpi @Leader Karjala"},
      {"Deltagare\tCentralen: Benita Ek (ordf.), Kenth Matts\vÖråd: Sture Berg, Maja Lind\v"
       "Rederi Ab Linjen: Patrik Ström\vPargas stad: Susanna Borg",
       "Benita Ek chair @Centralen; Kenth Matts @Centralen; Sture Berg @Öråd; Maja Lind @Öråd; "
       "Patrik Ström @Rederi Ab Linjen; Susanna Borg @Pargas stad"},
      {"Osallistujat\n\n‡Museovirasto Aino Aalto, Asko Virtanen\n\n‡Kosken ‡kunta Paula Korpi",
       "Aino Aalto @Museovirasto; Asko Virtanen @Museovirasto; Paula Korpi @Kosken kunta"},
      // Bold names are names.
      {"Osallistujat\n\n‡Aino ‡Aalto, Museovirasto\n\n‡Paula ‡Korpi, Kosken kunta",
       "Aino Aalto @Museovirasto; Paula Korpi @Kosken kunta"},
      // A cell that is empty below.
      {"Osallistujat\n\nMuseovirasto\tAino Aalto\tx\n\tAsko Virtanen\tx\nKosken kunta\tPaula "
       "Korpi\tx",
       "Aino Aalto @Museovirasto; Asko Virtanen @Museovirasto; Paula Korpi @Kosken kunta"},
      // Called as in a wiki, with nothing between them.
      {"Osallistujat: @Aino Aalto @Asko Virtanen (siht.) @Paula Korpi",
       "Aino Aalto; Asko Virtanen secretary; Paula Korpi"},
      {"Osallistujat: @Aino Aalto @kunta @Asko Virtanen @Paula Korpi",
       "Aino Aalto; Asko Virtanen; Paula Korpi"},
      // A body over its persons, without any other heading.
      {"Hallitus\n\nAino Aalto, puheenjohtaja\nAsko Virtanen\n\nMuut\n\nPaula Korpi, sihteeri",
       "Aino Aalto chair; Asko Virtanen; Paula Korpi secretary"},
  }));
  INFO(markup);
  CHECK(testing::lines_above_items(markup) == lines);
}

TEST_CASE("any mixture of the parts of lists is read without harm") {
  const std::vector<std::string> parts{"Läsnä",
                                       ":",
                                       " ",
                                       "\n",
                                       "\t",
                                       ",",
                                       ";",
                                       "(",
                                       ")",
                                       "[x]",
                                       "-",
                                       "–",
                                       "/",
                                       "Aino",
                                       "Virtanen",
                                       "von",
                                       "pj.",
                                       "sij.",
                                       "i stället för",
                                       "ja",
                                       "x",
                                       "Poissa",
                                       "Oy",
                                       "Nimi",
                                       "§",
                                       "12",
                                       ".....",
                                       "K.",
                                       "J-P",
                                       "joka toimi sihteerinä",
                                       "valittiin puheenjohtajaksi",
                                       "avasi kokouksen",
                                       "\n\n",
                                       "\f",
                                       "# 2. Läsnäolijat\n",
                                       "puheenjohtaja",
                                       "¬\n",
                                       "Ä",
                                       "”",
                                       "1)"};
  std::mt19937 random(7);
  for (int round = 0; round < 150; ++round) {
    const std::string markup = mixture_of(parts, random);
    CAPTURE(markup);
    const std::size_t length = document_of(markup).text.size();
    for (const Attendee& attendee : attendees_in(markup).attendees) {
      CHECK(attendee.evidence.span.begin < attendee.evidence.span.end);
      CHECK(attendee.evidence.span.end <= length);
      CHECK_FALSE(attendee.name.empty());
    }
  }
}

}  // namespace
}  // namespace muistio::testing
