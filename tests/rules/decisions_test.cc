#include "rules/decisions.h"

#include <string_view>

#include "corpus/language.h"
#include "rules/agenda.h"
#include "tests/catch.h"
#include "tests/rules/document_builder.h"
#include "tests/rules/shipped.h"

using namespace muistio;
using testing::language;
using testing::rulebook;

namespace {

Attendee attendee(const std::string& name) {
  Attendee one;
  one.name = name;
  return one;
}

std::vector<Decision> decisions_of(const std::string& markup, MemoKind kind = MemoKind::minutes) {
  const Document document = testing::document_of(markup);
  const Passage passage = make_passage(document, rulebook(), language());
  const std::vector<AgendaItem> items = find_items(passage);
  const std::vector<Attendee> attendees{attendee("Aino Kallio"), attendee("Olli Perälä"),
                                        attendee("Tiina Lahtinen"), attendee("Eero Orava")};
  return find_decisions({passage, items, attendees}, kind);
}

// "approved 2: Lista hyväksyttiin" a line.
std::string told(const std::vector<Decision>& decisions) {
  std::string text;
  for (const Decision& decision : decisions) {
    if (!text.empty()) text += '\n';
    text += name_of(decision.kind);
    if (decision.item) text += " " + *decision.item;
    text += ": " + decision.text;
  }
  return text;
}

}  // namespace

TEST_CASE("what each form of resolving makes of a text") {
  struct Case {
    const char* text;
    const char* decisions;
  };
  const auto [text, decisions] = GENERATE(values<Case>({
      {"Leiri päätetään pitää järvellä.", "decided: Leiri päätetään pitää järvellä."},
      {"Talkoot päätetään järjestää keväällä.", "decided: Talkoot päätetään järjestää keväällä."},
      {"Hinnasta päätetään keväällä.", "tabled: Hinnasta päätetään keväällä."},
      {"Tase vahvistettiin ja voitto päätettiin jättää tilille.",
       "approved: Tase vahvistettiin\ndecided: voitto päätettiin jättää tilille."},
      {"1. Kokous avattiin.\n\n2. Kahvivuorot. Jätetään ensi kertaan, kun väkeä on enemmän.\n\n3. "
       "Kokous päätettiin.",
       "tabled 2: Jätetään ensi kertaan, kun väkeä on enemmän."},
      {"# 1 Veneet\nTarjouksia saatiin kaksi.\n\n**Tilataan vene. Toimittaja "
       "laskuttaa.**\n\n# 2 Valitaan puheenjohtaja.",
       "decided 1: Tilataan vene."},
      {"Katon korjaus siirrettiin johtokunnalle ja kevätkokoukselle.",
       "tabled: Katon korjaus siirrettiin johtokunnalle ja kevätkokoukselle."},
      {"Asia otetaan seuraavan kokouksen asialistalle.",
       "tabled: Asia otetaan seuraavan kokouksen asialistalle."},
      {"Jäsenmaksuksi tuli 12 euroa.", "decided: Jäsenmaksuksi tuli 12 euroa."},
      {"Palkkio on 900 mk/v. Sihteeriksi valittiin Aino Kallio.",
       "elected: Sihteeriksi valittiin Aino Kallio."},
      {"Paitoja ei kannata tilata.", ""},
      {"-> Aino varaa tilan", "assigned: Aino varaa tilan"},
      {"-> ohjaajana jatkaa Aino", "elected: ohjaajana jatkaa Aino"},
      {"Styrelsen godkänner inte avtalet.", "rejected: Styrelsen godkänner inte avtalet."},
      {"Ansökan avslås.", "rejected: Ansökan avslås."},
      {"Hyran sänks med fem procent.", "decided: Hyran sänks med fem procent."},
      {"Man beslöt ordna en fest.", "decided: Man beslöt ordna en fest."},
  }));
  CAPTURE(text);
  CHECK(told(decisions_of("Styrelsens möte\n\n" + std::string(text))) == decisions);
}

TEST_CASE("under a decision label an office takes on work, and a bare time says nothing") {
  CHECK(told(decisions_of("Päätös: Pöydättiin. Satamapäällikkö pyytää tarjoukset.")) ==
        "tabled: Pöydättiin.\nassigned: Satamapäällikkö pyytää tarjoukset.");
  CHECK(told(decisions_of("Päätös: To 13.4. klo 12.30")).empty());
  CHECK(told(decisions_of("Beslut: Ärendet bordlades. Hamnkaptenen infordrar nya anbud.")) ==
        "tabled: Ärendet bordlades.\nassigned: Hamnkaptenen infordrar nya anbud.");
}

TEST_CASE("officers stand in cells beside their office") {
  CHECK(told(decisions_of("# 2. Kokouksen toimihenkilöt\n\nPuheenjohtaja:\tAino Kallio\n"
                          "Sihteeri:\tOlli Perälä\n\n# 3. Muut asiat\n\nMuuta ei ollut.")) ==
        "elected 2: Puheenjohtaja: Aino Kallio\nelected 2: Sihteeri: Olli Perälä");
}

TEST_CASE("officers elected in a list are elected one by one") {
  CHECK(told(decisions_of("Kokoukselle valittiin\n\n- puheenjohtajaksi Aino Kallio\n"
                          "- pöytäkirjantarkastajiksi ja ääntenlaskijoiksi Olli Perälä ja "
                          "Tiina Lahtinen")) ==
        "elected: puheenjohtajaksi Aino Kallio\n"
        "elected: pöytäkirjantarkastajiksi ja ääntenlaskijoiksi Olli Perälä ja Tiina Lahtinen");
  CHECK(told(decisions_of("Till funktionärer valdes:\n\n- ordförande Aino Kallio\n"
                          "- protokolljusterare Olli Perälä och Tiina Lahtinen")) ==
        "elected: ordförande Aino Kallio\n"
        "elected: protokolljusterare Olli Perälä och Tiina Lahtinen");
  CHECK(told(decisions_of("Hallitukseen valittiin:\n\n- Aino Kallio\n- Olli Perälä")) ==
        "elected: Hallitukseen valittiin: - Aino Kallio - Olli Perälä");
}

TEST_CASE("paragraphs farther in under a colon are a list, though no bullets are written") {
  CHECK(told(decisions_of("Päätettiin:\n\n    tilata teltta\n\n    Olli varaa grillin\n\n"
                          "Keskusteltiin säästä.")) ==
        "decided: tilata teltta\nassigned: Olli varaa grillin");
  CHECK(told(decisions_of("Päätettiin:\n\ntilata teltta\n\nOlli toi grillin.")) !=
        told(decisions_of("Päätettiin:\n\n    tilata teltta\n\n    Olli toi grillin.")));
}

TEST_CASE("what a meeting resolved is found in running text") {
  struct Case {
    const char* text;
    const char* decisions;
  };
  const auto [text, decisions] = GENERATE(values<Case>({
      {"Esityslista hyväksyttiin muutoksitta.", "approved: Esityslista hyväksyttiin muutoksitta."},
      {"Kokouksen sihteeriksi valittiin Aino Kallio.",
       "elected: Kokouksen sihteeriksi valittiin Aino Kallio."},
      {"Todettiin kokous lailliseksi ja päätösvaltaiseksi.",
       "noted: Todettiin kokous lailliseksi ja päätösvaltaiseksi."},
      {"Sovittiin, että retki pidetään toukokuussa.",
       "agreed: Sovittiin, että retki pidetään toukokuussa."},
      {"Merkittiin tiedoksi.", "noted: Merkittiin tiedoksi."},
      {"Esitys ei saanut kannatusta, joten asia raukesi.",
       "rejected: Esitys ei saanut kannatusta, joten asia raukesi."},
      {"Vahtimestarin viransijaiseksi otettiin Olli Perälä.",
       "elected: Vahtimestarin viransijaiseksi otettiin Olli Perälä."},
      {"Puheeksi otettiin kerhon tilat.", ""},
      {"Kirjoitusvastuut jaettiin näin: luku 1 Kallio, luku 2 Perälä.",
       "assigned: Kirjoitusvastuut jaettiin näin: luku 1 Kallio, luku 2 Perälä."},
      {"Vuokrat siirrettiin hallituksen päätettäväksi.",
       "tabled: Vuokrat siirrettiin hallituksen päätettäväksi."},
      {"Esitys hyväksyttiin niin, että kohta 3 siirrettiin seuraavaan kokoukseen.",
       "approved: Esitys hyväksyttiin niin, että kohta 3 siirrettiin seuraavaan kokoukseen."},
      {"Päätettiin hankkia kahvinkeitin.", "decided: Päätettiin hankkia kahvinkeitin."},
      {"Päätettiin esityksen mukaisesti.", "approved: Päätettiin esityksen mukaisesti."},
      {"Päätettiin olla osallistumatta messuille.",
       "decided: Päätettiin olla osallistumatta messuille."},
      {"Päätettiin siirtää asia seuraavaan kokoukseen.",
       "tabled: Päätettiin siirtää asia seuraavaan kokoukseen."},
      {"Hakemus hylättiin äänin 5–2.", "rejected: Hakemus hylättiin äänin 5–2."},
      {"Asia jätettiin pöydälle.", "tabled: Asia jätettiin pöydälle."},
      {"Ei käsitelty, siirtyy seuraavaan kokoukseen.", "tabled: siirtyy seuraavaan kokoukseen."},
      {"Asiaan palataan syksyllä.", "tabled: Asiaan palataan syksyllä."},
      {"Esityslista hyväksytty.", "approved: Esityslista hyväksytty."},
      {"Päätetty kilpailuttaa.", "decided: Päätetty kilpailuttaa."},
      {"Todettu, että kassassa on rahaa.", "noted: Todettu, että kassassa on rahaa."},
      {"Päätimme siirtää retken syksyyn.", "decided: Päätimme siirtää retken syksyyn."},
      {"Kokous päätti korottaa jäsenmaksua.", "decided: Kokous päätti korottaa jäsenmaksua."},
      {"Kokous on laillinen ja päätösvaltainen.", "noted: Kokous on laillinen ja päätösvaltainen."},
      {"Perustetaan työryhmä retkeä varten.", "decided: Perustetaan työryhmä retkeä varten."},
      {"Sihteeriksi kutsuttiin Olli Perälä.", "elected: Sihteeriksi kutsuttiin Olli Perälä."},
      {"Avustusta ei tällä kertaa myönnetty.", "rejected: Avustusta ei tällä kertaa myönnetty."},
      {"Ohjeistettiin jäseniä ilmoittautumaan ajoissa.",
       "assigned: Ohjeistettiin jäseniä ilmoittautumaan ajoissa."},
      {"Luettiin ja hyväksyttiin edellisen kokouksen pöytäkirja.",
       "approved: hyväksyttiin edellisen kokouksen pöytäkirja."},
      {"Puheenjohtaja totesi kokouksen lailliseksi.",
       "noted: Puheenjohtaja totesi kokouksen lailliseksi."},
      {"Puheenjohtaja avasi kokouksen klo 18 ja totesi sen päätösvaltaiseksi.",
       "noted: Puheenjohtaja avasi kokouksen klo 18 ja totesi sen päätösvaltaiseksi."},
      {"Esityslista hyväksytään.", "approved: Esityslista hyväksytään."},
      {"Kallion esitys tuli kokouksen päätökseksi.",
       "approved: Kallion esitys tuli kokouksen päätökseksi."},
      {"Jäsenmaksu pidettiin ennallaan.", "decided: Jäsenmaksu pidettiin ennallaan."},
      {"Tilinkäyttöoikeus annettiin sihteerille.",
       "decided: Tilinkäyttöoikeus annettiin sihteerille."},
      {"Sihteeriksi Olli Perälä", "elected: Sihteeriksi Olli Perälä"},
      {"Puheenjohtaja kutsui sihteeriksi isännöitsijä Olli Perälän.",
       "elected: Puheenjohtaja kutsui sihteeriksi isännöitsijä Olli Perälän."},
      {"Kirkkoneuvosto ei käytä otto-oikeuttaan.",
       "rejected: Kirkkoneuvosto ei käytä otto-oikeuttaan."},
      {"Asia siirrettiin kevätkokoukseen.", "tabled: Asia siirrettiin kevätkokoukseen."},
      {"Luettiin ja hyväksyttiin.", "approved: Luettiin ja hyväksyttiin."},
      {"Sihteeriksi: Olli Perälä", "elected: Sihteeriksi: Olli Perälä"},
      {"Ei vielä hankita uutta konetta.", "tabled: Ei vielä hankita uutta konetta."},
      {"-> hankitaan uusi teltta", "decided: hankitaan uusi teltta"},
  }));
  CAPTURE(text);
  CHECK(told(decisions_of(text)) == decisions);
}

TEST_CASE("a present passive of any verb settles a question, but tells of no plan or habit") {
  struct Case {
    const char* text;
    const char* decisions;
  };
  const auto [text, decisions] = GENERATE(values<Case>({
      {"Metso rauhoitetaan kokonaan.", "decided 3: Metso rauhoitetaan kokonaan."},
      {"Paras myyjä palkitaan lahjakortilla.", "decided 3: Paras myyjä palkitaan lahjakortilla."},
      {"Laina nostetaan kahdessa erässä.", "decided 3: Laina nostetaan kahdessa erässä."},
      {"Kutsutaan koolle ylimääräinen kokous.", "decided 3: Kutsutaan koolle ylimääräinen kokous."},
      {"Puolletaan.", "approved 3: Puolletaan."},
      {"Hakemukseen ei suostuta.", "rejected 3: Hakemukseen ei suostuta."},
      {"Uusia nuotteja ei enää jaeta.", "rejected 3: Uusia nuotteja ei enää jaeta."},
      {"Jäsenmaksu pidetään 15 eurossa.", "decided 3: Jäsenmaksu pidetään 15 eurossa."},
      {"Hinnasta päätetään maaliskuussa.", "tabled 3: Hinnasta päätetään maaliskuussa."},
      {"-> Lupa myönnetään.", "approved 3: Lupa myönnetään."},
      {"Ei aiheuta toimenpiteitä.", "rejected 3: Ei aiheuta toimenpiteitä."},
      {"Kilpailutusta valmistellaan.", ""},  // Under way: a part of it.
      {"Hiekkaa levitetään poluille.", ""},  // The same.
      {"Syyspyynti aloitetaan 26.9. klo 7.", "decided 3: Syyspyynti aloitetaan 26.9. klo 7."},
      {"Tilaaja hyväksyi lisätyön 4.", "approved 3: Tilaaja hyväksyi lisätyön 4."},
      {"Tilaaja hyväksyi lisätyön 3.5.2012.", ""},  // Another time.
      {"Tilaaja käsittelee tarjouksen seuraavassa kokouksessa.",
       "tabled 3: Tilaaja käsittelee tarjouksen seuraavassa kokouksessa."},
      {"Taimet tilataan huhtikuussa.", ""},      // A plan with its time.
      {"Juhla pidetään koululla.", ""},          // The same.
      {"Lehti painetaan yleensä Oulussa.", ""},  // A habit.
      {"Uusia jäseniä kaivataan.", ""},          // A need.
      {"Otso Malli kertoi hankkeesta. Tie rakennetaan kahdessa osassa.", ""},  // A report.
      {"Millä hinnalla laina nostetaan?", ""},
      {"Siirrytään seuraavaan kohtaan.", ""},
      {"Esitys: ostetaan vene. Vene maalataan siniseksi.", ""},
  }));
  CAPTURE(text);
  CHECK(told(decisions_of("Seuran kokous\n\n# 3. Asiat\n\n" + std::string(text))) == decisions);
}

TEST_CASE("a memo that tells its meeting in the past gives tasks and settles in the present") {
  struct Case {
    const char* text;
    const char* decisions;
  };
  const auto [text, decisions] = GENERATE(values<Case>({
      {"Aino Kallio laatii luonnoksen.", "assigned 3: Aino Kallio laatii luonnoksen."},
      {"Listan tekee Tiina Lahtinen.", "assigned 3: Listan tekee Tiina Lahtinen."},
      {"Sihteeri lähettää hakemuksen.", "assigned 3: Sihteeri lähettää hakemuksen."},
      {"Kuluja ei tiedetä, Perälä pyytää tarjoukset.", "assigned 3: Perälä pyytää tarjoukset."},
      {"Katto vuotaa -> Aino varaa asentajan.", "assigned 3: Aino varaa asentajan."},
      {"→ Rakennuttaja laskee hinnan uudestaan.",
       "assigned 3: Rakennuttaja laskee hinnan uudestaan."},
      {"Ranta siivotaan talkoilla lauantaina 29.5.",
       "decided 3: Ranta siivotaan talkoilla lauantaina 29.5."},
      {"Leiri pidetään kesäkuussa 2010.", "decided 3: Leiri pidetään kesäkuussa 2010."},
      {"Toimistoon palkataan toinen kirjuri ajalle 1.8.–31.12.2014.",
       "decided 3: Toimistoon palkataan toinen kirjuri ajalle 1.8.–31.12.2014."},
      {"Jaksamisesta keskusteltiin. Vuorot jaetaan neljään osaan.",
       "decided 3: Vuorot jaetaan neljään osaan."},
      {"Aino hoitaa yleensä kahvin.", ""},        // A habit.
      {"Aino ryhtyy kirjoittamaan kirjaa.", ""},  // Under way.
      {"Hanke etenee, jos Aino laatii luonnoksen.", ""},
      {"Laatiiko Aino luonnoksen?", ""},
      {"Näyttely avataan 12.9. ja on esillä syksyn.", ""},  // A plan.
      {"Seuraava kokous pidetään 3.5.", ""},
      {"Katto maalataan kesällä. Suunnitelma hyväksyttiin.",
       "approved 3: Suunnitelma hyväksyttiin."},
      {"Menot kasvavat. Katto maalataan kesällä. Suunnitelma hyväksyttiin.",
       "approved 3: Suunnitelma hyväksyttiin."},
      {"Pöytäkirja pidetään nähtävillä koululla 15.5. alkaen.", ""},
      {"Aino Kallio tekee mittaukset kuukausittain.", ""},
      {"Kuvat poistetaan ja laskelmat siirretään seuraavaan kokoukseen.",
       "decided 3: Kuvat poistetaan\ntabled 3: laskelmat siirretään seuraavaan kokoukseen."},
      {"Teksti oli väärin, oikaistaan numerossa 2.", "decided 3: oikaistaan numerossa 2."},
      {"Ranta siivotaan 18.5. Laituri jätetään ennalleen.",
       "decided 3: Ranta siivotaan 18.5.\ndecided 3: Laituri jätetään ennalleen."},
      {"Palloja hankitaan lisää.", "decided 3: Palloja hankitaan lisää."},
      {"Jaossa noudatetaan entistä tapaa.", "decided 3: Jaossa noudatetaan entistä tapaa."},
      {"Otso Malli esitteli mittauksen. Kaltevuus mitataan kymmenen metrin välein.", ""},
  }));
  CAPTURE(text);
  const std::string told_in_past =
      "Seuran palaveri\n\n# 1. Alku\n\nLista hyväksyttiin.\n\n# 2. Talous\n\nMerkittiin "
      "tiedoksi.\n\n";
  CHECK(told(decisions_of(told_in_past + "# 3. Asiat\n\n" + text, MemoKind::memo)) ==
        "approved 1: Lista hyväksyttiin.\nnoted 2: Merkittiin tiedoksi." +
            std::string(*decisions ? "\n" : "") + decisions);
}

TEST_CASE(
    "a task in the present is given where the item resolved before it, or the memo tells so") {
  const std::string task = "Aino Kallio varaa tilan.";
  const auto told_of = [&](const std::string& before, MemoKind kind) {
    return told(decisions_of("Seuran kokous\n\n# 3. Juhla\n\n" + before + task, kind));
  };
  CHECK(told_of("", MemoKind::minutes) == "");
  CHECK(told(decisions_of("Seuran palaveri\n\n# 2. Alku\n\nHyväksyttiin lista.\n\n# 3. Juhla\n\n"
                          "Lava pestään 3.5. " +
                              task,
                          MemoKind::memo)) ==
        "approved 2: Hyväksyttiin lista.\nassigned 3: " + task);
  CHECK(told_of("Juhlasta keskusteltiin. ", MemoKind::memo) == "");
  CHECK(told_of("Päätettiin pitää juhla. ", MemoKind::minutes) ==
        "decided 3: Päätettiin pitää juhla.\nassigned 3: " + task);
  // Told in the present throughout, it says only what people do.
  CHECK(told(decisions_of(
            "Seuran palaveri\n\n# 2. Talous\n\nMerkittiin tiedoksi. Hyväksyttiin.\n\n# 3. Juhla\n\n"
            "Aino kertoo juhlasta. Olli esittelee hinnat. Aino varaa tilan.",
            MemoKind::memo)) == "noted 2: Merkittiin tiedoksi.\napproved 2: Hyväksyttiin.");
}

TEST_CASE("a promise, and what serves the meetings themselves, is no task of the meeting") {
  const auto told_of = [](const std::string& item) {
    return told(decisions_of("Seuran palaveri\n\n# 2. Alku\n\nHyväksyttiin lista.\n\n" + item,
                             MemoKind::memo));
  };
  const std::string list = "approved 2: Hyväksyttiin lista.";
  CHECK(told_of("# 3. Juhla\n\nAino Kallio lupasi varata tilan.") == list);
  CHECK(told_of("# 3. Juhla\n\nAino Kallio otti hoitaakseen tilat.") ==
        list + "\nassigned 3: Aino Kallio otti hoitaakseen tilat.");
  CHECK(told_of("# 3. Juhla\n\nAino Kallio lähettää muistion kaikille.") == list);
  CHECK(told_of("# 3. Seuraava kokous\n\nAino Kallio varaa tilan.") == list);
  CHECK(told_of("# 3. Seuraavat vaiheet\n\nAino Kallio varaa tilan.") ==
        list + "\nassigned 3: Aino Kallio varaa tilan.");
}

TEST_CASE("what a body settles in the present counts where nothing is labelled or proposed") {
  const auto told_of = [](const std::string& text) {
    return told(decisions_of("Johtoryhmän kokous\n\n# 3. Talous\n\n" + text, MemoKind::memo));
  };
  CHECK(told_of("Matkoista säästyi. Johtoryhmä hyväksyy siirron.") ==
        "approved 3: Johtoryhmä hyväksyy siirron.");
  CHECK(told_of("Tavallisesti johtoryhmä hyväksyy siirrot.") == "");
  CHECK(told_of("Esitys: Johtoryhmä hyväksyy siirron.\n\nAsiasta keskusteltiin.") == "");
  CHECK(told_of("Johtoryhmä hyväksyy siirron. Asia hyväksyttiin.") ==
        "approved 3: Asia hyväksyttiin.");
}

TEST_CASE("each entry under a bare verb has the kind of its own infinitive") {
  CHECK(
      told(decisions_of("Päätettiin:\n\n- hyväksyä tarjous\n\n- hylätä hakemus\n\n- ostaa vene")) ==
      "approved: hyväksyä tarjous\nrejected: hylätä hakemus\ndecided: ostaa vene");
}

TEST_CASE("what would be is no decision, even under its label") {
  CHECK(told(decisions_of("# 3. Valot\n\nPäätös: Valot sammutetaan yöksi. Näin säästettäisiin "
                          "sähköä.")) == "decided 3: Valot sammutetaan yöksi.");
}

TEST_CASE("a numbered sentence decides as any other, but tells when to meet") {
  CHECK(told(decisions_of("Kylätoimikunnan palaveri\n\n1. Otso avasi kokouksen\n2. kokous on "
                          "laillinen\n3. Hyväksyttiin edellinen muistio. Sovittiin talkoista.\n4. "
                          "Kylätien alkuun lisätään merkki.\n5. Kyläjuhla pidetään lauantaina 3.6.",
                          MemoKind::memo)) ==
        "noted 2: kokous on laillinen\napproved 3: Hyväksyttiin edellinen muistio.\nagreed 3: "
        "Sovittiin talkoista.\ndecided 4: Kylätien alkuun lisätään merkki.");
}

TEST_CASE("what a body did settles where the body stands right before it") {
  const auto told_of = [](const std::string& text) {
    return told(decisions_of("Ohjausryhmän kokous\n\n# 3. Raportti\n\n" + text));
  };
  CHECK(told_of("Ohjausryhmä jätti asian pöydälle.") ==
        "tabled 3: Ohjausryhmä jätti asian pöydälle.");
  CHECK(told_of("Ohjausryhmä asetti jaoston.") == "decided 3: Ohjausryhmä asetti jaoston.");
  CHECK(told_of("Ohjausryhmä antoi luvan julkaista raportin.") ==
        "decided 3: Ohjausryhmä antoi luvan julkaista raportin.");
  CHECK(told_of("Ohjausryhmän sihteeri siirsi tiedostot.") == "");
  CHECK(told_of("Kunta asetti jaoston.") == "");
}

TEST_CASE("who or what is chosen tells whether somebody was elected") {
  const auto told_of = [](const std::string& text) {
    return told(decisions_of("Johtoryhmän kokous\n\n# 3. Logo\n\n" + text));
  };
  CHECK(told_of("Valittiin sininen.") == "decided 3: Valittiin sininen.");
  CHECK(told_of("Valittiin kolme tarkastajaa.") == "elected 3: Valittiin kolme tarkastajaa.");
  CHECK(told_of("Valittiin Rantasen Laura.") == "elected 3: Valittiin Rantasen Laura.");
}

TEST_CASE("what something costs is settled with what was resolved before it") {
  const auto told_of = [](const std::string& text) {
    return told(decisions_of("Seuran kokous\n\n# 3. Retki\n\n" + text));
  };
  CHECK(told_of("Päätettiin tehdä retki. Omavastuu on korkeintaan 70 euroa.") ==
        "decided 3: Päätettiin tehdä retki.\ndecided 3: Omavastuu on korkeintaan 70 euroa.");
  CHECK(told_of("Jäsenmaksu on 20 euroa. Keskusteltiin maksusta.") == "");
}

TEST_CASE("a thing is chosen in the present, and a misspelt verb decides beside a plan") {
  const auto told_of = [](const std::string& text) {
    return told(decisions_of("Seuran kokous\n\n# 3. Laituri\n\n" + text));
  };
  CHECK(told_of("Mittausväliksi valitaan kaksi viikkoa.") ==
        "decided 3: Mittausväliksi valitaan kaksi viikkoa.");
  CHECK(told_of("Toimikunnan puheenjohtaja valitaan keväällä.") == "");
  CHECK(told_of("Sovitiin, että laituri nostetaan ylös 19.10.") ==
        "agreed 3: Sovitiin, että laituri nostetaan ylös 19.10.");
}

TEST_CASE("a letter that asks is answered, and the state of work is told of") {
  CHECK(told(decisions_of("Johtokunnan kokous\n\n# 3. Saapuneet kirjeet\n\nSeura pyytää avustusta "
                          "juhlaan. Myönnettiin 500 markkaa.\n\n# 4. Muut")) ==
        "approved 3: Myönnettiin 500 markkaa.");
  CHECK(
      told(decisions_of("Johtokunnan kokous\n\n# 3. Saapuneet kirjeet\n\nKunta kertoo hankkeesta. "
                        "Avustus myönnettiin.\n\n# 4. Muut")) == "");
  CHECK(
      told(decisions_of("Työmaakokous\n\n# 1. Alku\n\nTodettiin läsnäolijat. Lisätyö hyväksyttiin."
                        "\n\n# 2. Työvaihe\n\nKatto asennetaan viikolla 25.")) ==
      "noted 1: Todettiin läsnäolijat.\napproved 1: Lisätyö hyväksyttiin.");
}

TEST_CASE("what another body decided on a day is no label of ours") {
  CHECK(told(decisions_of(
            "Johtokunnan kokous\n\n# 3. Muut\n\nTuomiokapitulin päätös 30.8.2018: virka "
            "täytetään\n\n# 4. Asiat\n\nJohtokunnan päätös 30.8.2018: virka "
            "täytetään")) == "decided 4: virka täytetään");
}

TEST_CASE("notes below each other are divided by the label that begins a line") {
  CHECK(told(decisions_of("Seuran kokous\n\n# 2. Ohje\n\nohje on muuttunut\nPäätös: ohje 3 "
                          "hyväksytään")) == "approved 2: ohje 3 hyväksytään");
}

TEST_CASE("what is decided later need not be what a verb in front settles") {
  CHECK(told(decisions_of("# 2. Vappu\nToteutetaan maistelu. Budjetiksi päätettiin 40 euroa.")) ==
        "decided 2: Toteutetaan maistelu.\ndecided 2: Budjetiksi päätettiin 40 euroa.");
  CHECK(told(decisions_of("# 2. Merkit\nVanhoja on 12 kpl. Tilataan uusia.")) ==
        "decided 2: Tilataan uusia.");
  CHECK(told(decisions_of("# 2. Tarkastaja\nValitaan tarkastaja. Tarkastajaksi valittiin Aino "
                          "Kallio.")) == "elected 2: Tarkastajaksi valittiin Aino Kallio.");
}

TEST_CASE("each entry under a bare verb is a decision of its own") {
  CHECK(told(decisions_of("Seuran kokous\n\n# 2. Urakka\n\nPäätettiin:\n- maksetaan kolmas erä\n"
                          "- Aino Kallio valvoo louhintaa\n- louhinta teetetään tuntityönä")) ==
        "decided 2: maksetaan kolmas erä\nassigned 2: Aino Kallio valvoo louhintaa\n"
        "decided 2: louhinta teetetään tuntityönä");
}

TEST_CASE("a verb that hangs on \"that\" is said anew by each entry below it") {
  CHECK(told(decisions_of(
            "Seuran kokous\n\n# 2. Urakka\n\nKokous päätti, että\n- urakka maksetaan\n"
            "- aita maalataan")) == "decided 2: urakka maksetaan\ndecided 2: aita maalataan");
}

TEST_CASE("in the items of a list of decisions every sentence with a verb is one") {
  CHECK(
      told(decisions_of("Valiokunnan kokous 3 – PÄÄTÖSLUETTELO\n\n# 1. Avaus\n\n# 2. Kilpailut\n\n"
                        "– Cup kilpaillaan 4.5.2024.\n– Ilmoittautuminen 29.2. mennessä.\n"
                        "– Olli Perälä vastaa radasta.\n\n# 3. Seuraava kokous\n\n– Teams 1.3.")) ==
      "decided 2: Cup kilpaillaan 4.5.2024.\nassigned 2: Olli Perälä vastaa radasta.");
}

TEST_CASE("a decision that is told in two languages is found in both") {
  CHECK(told(decisions_of("Lautakunnan kokous\n\n# 4. Kilvet\n\nPäätös: Asia jätettiin pöydälle. – "
                          "Beslut: Ärendet bordlades.\n\n# 5. Tiedoksi\n\nMerkittiin tiedoksi. – "
                          "Antecknades för kännedom.")) ==
        "tabled 4: Asia jätettiin pöydälle.\ntabled 4: Ärendet bordlades.\n"
        "noted 5: Merkittiin tiedoksi.\nnoted 5: Antecknades för kännedom.");
}

TEST_CASE("a sentence that settles two things is two decisions") {
  struct Case {
    const char* text;
    const char* decisions;
  };
  const auto [text, decisions] = GENERATE(values<Case>({
      {"Tilit hyväksyttiin ja vastuuvapaus myönnettiin hoitokunnalle.",
       "approved: Tilit hyväksyttiin\napproved: vastuuvapaus myönnettiin hoitokunnalle."},
      {"Tilinpäätös vahvistettiin ja hallitukselle myönnettiin vastuuvapaus.",
       "approved: Tilinpäätös vahvistettiin\napproved: hallitukselle myönnettiin vastuuvapaus."},
      {"Puheenjohtajaksi valittiin Aino Kallio, joka kutsui sihteeriksi Olli Perälän.",
       "elected: Puheenjohtajaksi valittiin Aino Kallio\nelected: joka kutsui sihteeriksi Olli "
       "Perälän."},
      {"Tarkastajaksi valittiin Aino Kallio ja varalle Olli Perälä.",
       "elected: Tarkastajaksi valittiin Aino Kallio\nelected: varalle Olli Perälä."},
      {"Tarkastajiksi valittiin Aino Kallio ja Eero Orava sekä varalle Olli Perälä.",
       "elected: Tarkastajiksi valittiin Aino Kallio ja Eero Orava\nelected: varalle Olli Perälä."},
      {"Talousarvio hyväksyttiin lukuun ottamatta kohtaa 3, jonka osalta asia palautettiin "
       "valmisteluun.",
       "approved: Talousarvio hyväksyttiin lukuun ottamatta kohtaa 3\ntabled: jonka osalta asia "
       "palautettiin valmisteluun."},
      {"Till ordförande valdes Aino Kallio, som kallade Olli Perälä till sekreterare.",
       "elected: Till ordförande valdes Aino Kallio\nelected: som kallade Olli Perälä till "
       "sekreterare."},
      // One thing, or nothing.
      {"Kertomus hyväksyttiin ja vahvistettiin.",
       "approved: Kertomus hyväksyttiin ja vahvistettiin."},
      {"Hyväksyttiin laskut ja myönnettiin apuraha seuralle.",
       "approved: Hyväksyttiin laskut ja myönnettiin apuraha seuralle."},
      {"Lippaaseen jäi rahaa pahan päivän varalle Olli Perälän ansiosta.", ""},
      {"Keskusteltiin hakemuksesta, joka pöydättiin viime vuonna.", ""},
  }));
  CAPTURE(text);
  CHECK(told(decisions_of(text)) == decisions);
}

TEST_CASE("what stays as it is, and what a day is set for") {
  struct Case {
    const char* text;
    const char* decisions;
  };
  const auto [text, decisions] = GENERATE(values<Case>({
      {"Vesimaksu säilyy ennallaan.", "decided: Vesimaksu säilyy ennallaan."},
      {"Tilanne säilyy ennallaan.", ""},
      {"Medlemsavgiften förblir oförändrad.", "decided: Medlemsavgiften förblir oförändrad."},
      {"Ärendet upptas på nästa möte.", "tabled: Ärendet upptas på nästa möte."},
      {"Talkoopäälliköksi määrättiin Aino Kallio.",
       "elected: Talkoopäälliköksi määrättiin Aino Kallio."},
      {"Ryhmä oli yksimielinen: käytetään omaa palvelinta.",
       "decided: Ryhmä oli yksimielinen: käytetään omaa palvelinta."},
      {"Päätös oli yksimielinen.", ""},
      {"Kaava hyväksytään vuoden loppuun mennessä.", ""},
      {"Edustajat valitaan 15.5. mennessä.", ""},
      {"Tiekunnan kokous\n\n# 1. Silta\n\nOsakkaat päättivät yksimielisesti korjata sillan.",
       "decided 1: Osakkaat päättivät yksimielisesti korjata sillan."},
  }));
  CAPTURE(text);
  CHECK(told(decisions_of(text)) == decisions);
}

TEST_CASE("what only tells, opens, closes, discusses or quotes is no decision") {
  const char* const text = GENERATE(
      "Puheenjohtaja avasi kokouksen klo 18.02.", "Kokous päätettiin klo 20.15.",
      "Päätettiin kokous ajassa 16:34", "Puheenjohtaja päätti foorumin klo 19.35.",
      "Käytiin läpi kesän retket.", "Esiteltiin uusi kokousjärjestelmä.",
      "Edellisessä kokouksessa päätettiin hankkia vene.", "Toimikunta on valittu syyskokouksessa.",
      "Kunnanhallitus on päättänyt sulkea tien.", "Kerrottiin, että liitto hyväksyttiin jäseneksi.",
      "Muistutettiin tapaamisesta, jossa valittiin toimikunta.", "Ei ehdokkaita varajäseniksi",
      "Päivää ei valittu.", "Sihteeriksi käytettävissä Olli Perälä",
      "Tämä pykälä tarkastettiin heti.", "Seuraava kokous 1.1.2025.",
      "Hyväksytyt laskut ovat liitteenä.", "Lista on hyväksytty.", "Retki siirretään ehkä syksyyn.",
      "Tilaisuuteen kutsuttiin kaikki.",
      "Seuran kokous\n\n# 1. Tiet\n\nKaupunginhallitus päätti sulkea tien.",
      "Pidettiin kahvitauko 19.05–19.20.", "Suoritettiin nimenhuuto.",
      "Merkittiin, että Aino Kallio poistui esteellisenä.",
      "Vuonna 1998 valittiin ensimmäinen kuningatar.");
  CAPTURE(text);
  CHECK(told(decisions_of(text)) == "");
}

TEST_CASE("only the clause that decides is kept") {
  struct Case {
    const char* text;
    const char* decisions;
  };
  const auto [text, decisions] = GENERATE(values<Case>({
      {"Listaan tuli muutoksia ja se päätettiin hyväksyä vasta seuraavassa kokouksessa.",
       "tabled: se päätettiin hyväksyä vasta seuraavassa kokouksessa."},
      {"Koska tilat ovat varatut, päätettiin vaihtaa päivää.",
       "decided: päätettiin vaihtaa päivää."},
      {"Kertomus jaettiin kaikille, eikä kukaan vastustanut, joten se hyväksyttiin.",
       "approved: se hyväksyttiin."},
      {"Käytiin läpi tositteet ja todettu ne oikeiksi.", "noted: todettu ne oikeiksi."},
      {"Päätettiin pitää talkoot lauantaina, vara-ajaksi sovittiin sunnuntai.",
       "decided: Päätettiin pitää talkoot lauantaina\nagreed: vara-ajaksi sovittiin sunnuntai."},
      {"Ohje hyväksytty, liitteet käsitellään ensi kerralla.",
       "approved: Ohje hyväksytty\ntabled: liitteet käsitellään ensi kerralla."},
      {"Työryhmä hyväksyi suunnitelman ja valtuutti sihteerin viimeistelemään sen.",
       "approved: Työryhmä hyväksyi suunnitelman ja valtuutti sihteerin viimeistelemään sen."},
      {"Todettiin, että retki onnistui, ja kiitettiin järjestäjiä.",
       "noted: Todettiin, että retki onnistui, ja kiitettiin järjestäjiä."},
  }));
  CAPTURE(text);
  CHECK(told(decisions_of(text)) == decisions);
}

TEST_CASE("under a decision label the text decides, whatever its form") {
  struct Case {
    const char* text;
    const char* decisions;
  };
  const auto [text, decisions] = GENERATE(values<Case>({
      {"Päätös: Hyväksyttiin.", "approved: Hyväksyttiin."},
      {"Päätös\n\nEsityksen mukaan.", "approved: Esityksen mukaan."},
      {"Päätös\tTehdään uusi opas.", "decided: Tehdään uusi opas."},
      {"PÄÄTÖS Kokous päätti ostaa veneen.", "decided: Kokous päätti ostaa veneen."},
      {"Johtokunnan päätös: kolme vuotta", "decided: kolme vuotta"},
      {"Päätös: Aino Kallio tilaa teltan.", "assigned: Aino Kallio tilaa teltan."},
      {"Päätös: Sihteeri tilaa teltan.", "assigned: Sihteeri tilaa teltan."},
      {"Päätös: Orava tilaa teltan.", "assigned: Orava tilaa teltan."},
      {"Päätös: Lausunnon valmistelevat Kallio ja Perälä. Matot ostetaan.",
       "assigned: Lausunnon valmistelevat Kallio ja Perälä.\ndecided: Matot ostetaan."},
      {"Päätös: Haetaan siirtoa. Hakemuksen tekee Aino Kallio.",
       "decided: Haetaan siirtoa.\nassigned: Hakemuksen tekee Aino Kallio."},
      {"# Vanhusneuvoston kokous\n\nPäätös: Vanhusneuvosto antaa asiasta lausunnon. Lausunnon "
       "valmistelee Kallio.",
       "decided: Vanhusneuvosto antaa asiasta lausunnon.\nassigned: Lausunnon valmistelee Kallio."},
      {"Beslut: Styrelsen beslöt ta emot samlingen. För rengöringen ansöks om bidrag senast "
       "30.4.2011. Aino Kallio skriver ansökan.",
       "decided: Styrelsen beslöt ta emot samlingen.\ndecided: För rengöringen ansöks om bidrag "
       "senast 30.4.2011.\nassigned: Aino Kallio skriver ansökan."},
      {"Päätös: Luettelo Ollille toukokuun loppuun mennessä.",
       "assigned: Luettelo Ollille toukokuun loppuun mennessä."},
      {"Päätös: Tilat ovat vapaana, joten ne voidaan ottaa käyttöön.",
       "approved: ne voidaan ottaa käyttöön."},
      {"Päätös: Ei siis ole tarvetta uusille tiloille.",
       "rejected: Ei siis ole tarvetta uusille tiloille."},
      {"Päätös: Vanha teltta on rikki. Hankitaan uusi teltta. Säilytys on vajassa.",
       "decided: Hankitaan uusi teltta."},
      {"Päätös: Puheenjohtaja avasi kokouksen klo 18.", ""},
      {"Päätös:", ""},
      {"Päätös:\n\n5 Hankinnat", ""},
      {"Päätös: 5 euroa", "decided: 5 euroa"},
      {"- Teltan hankinta\n\n- Päätös: Hankitaan teltta.\n\n- Veneen hankinta\n\n- Päätös: Ei "
       "hankita.",
       "decided: Hankitaan teltta.\nrejected: Ei hankita."},
  }));
  CAPTURE(text);
  CHECK(told(decisions_of(text)) == decisions);
}

TEST_CASE("a label may say whose decision it is") {
  struct Case {
    const char* text;
    const char* decisions;
  };
  const auto [text, decisions] = GENERATE(values<Case>({
      {"Päätösehdotus Kunnanjohtaja Meri Aalto\n\nLautakunta päättää ostaa veneen.\n\n"
       "Päätös Lautakunta\n\nHyväksyttiin.",
       "approved: Hyväksyttiin."},
      {"Päätös Hyväksyttiin yksimielisesti", "approved: Hyväksyttiin yksimielisesti"},
      {"Paätös: Hankitaan vene.", "decided: Hankitaan vene."},
      {"Päätös; Hankitaan vene.", "decided: Hankitaan vene."},
      {"Päätös – Hankitaan vene.", "decided: Hankitaan vene."},
      {"Päätöksen pohjana oli kysely.", ""},
  }));
  CAPTURE(text);
  CHECK(told(decisions_of(text)) == decisions);
}

TEST_CASE("of the bodies that handled an item in turn, the last decides") {
  CHECK(
      told(decisions_of("# 7. Vene\n\nTekninen lautakunta 3.4.2019 § 12\n\nPäätös:\n\n"
                        "Palautettiin valmisteluun.\n\nKunnanhallitus 5.6.2019 § 70\n\nPäätös:\n\n"
                        "Ostetaan vene.")) == "decided 7: Ostetaan vene.");
}

TEST_CASE("a verb at the head of a column is its label") {
  CHECK(told(decisions_of("Aihe\tKeskustelu\tSovittiin\nHaku\tPalaute oli hyvää.\tHaku avataan.\n"
                          "Kuvat\tKuvia toivottiin.\tAino kysyy kuvaajaa.")) ==
        "decided: Haku avataan.\nassigned: Aino kysyy kuvaajaa.");
  // The heading may be printed apart from the rows.
  CHECK(
      told(decisions_of("Aihe\tKeskustelu\tPäätös\n\nHaku\tPalaute oli hyvää.\tOtetaan käyttöön.\n"
                        "Kuvat\tKuvia toivottiin.\tAino kysyy kuvaajaa.")) ==
      "decided: Otetaan käyttöön.\nassigned: Aino kysyy kuvaajaa.");
  CHECK(told(decisions_of("Ryhmän muistio\n\n# 2. Haku\n\nSovittiin: haku avataan.",
                          MemoKind::memo)) == "agreed 2: Sovittiin: haku avataan.");
}

TEST_CASE("a column of decisions in a table") {
  CHECK(told(decisions_of("Asia\tPäätös\tVastuu\nTeltta\tHankitaan teltta.\tAino\n"
                          "Vene\tEi hankita.\tOlli")) ==
        "decided: Hankitaan teltta.\nrejected: Ei hankita.");
}

TEST_CASE("a presenter proposes and the body decides behind colons") {
  const std::string head = "Mallin kunta\nKunnanhallitus\n\n";
  const std::string proposed =
      "# 63 § Avustus\nKunnanjohtaja: Myönnetään 10.000 markkaa.\n\nOlli Perälä ehdotti, että "
      "myönnetään enemmän.\n\n";
  CHECK(told(decisions_of(head + proposed + "Kunnanhallitus: Asia jätettiin pöydälle.")) ==
        "tabled 63: Asia jätettiin pöydälle.");
  CHECK(told(decisions_of("Mallin kunta\nTekninen lautakunta\n\n" + proposed +
                          "Kunnanhallitus: Lautakunta antaa lausunnon.")) == "");
}

TEST_CASE("presenters and bodies in short stand before colons, too") {
  const std::string head = "Mallin kunta\nTekninen lautakunta\n\n";
  CHECK(told(decisions_of(head + "# § 63 Piha\nTekn.joht.:\n\nUrakoitsijaksi valitaan halvin.\n\n"
                                 "Tekn.ltk:\n\nAsia jätettiin pöydälle.\n\n# § 64 Valot\n"
                                 "Tekn.joht.:\n\nAloite otetaan huomioon.\n\nTekn.ltk:\n\n"
                                 "Ehdotuksen mukaan.")) ==
        "tabled 63: Asia jätettiin pöydälle.\napproved 64: Ehdotuksen mukaan.");
}

TEST_CASE("that the minutes were checked is no decision of the last item") {
  CHECK(told(decisions_of("# 9. Päättäminen\nKokous päättyi klo 20.\n\nPöytäkirja tarkastettu "
                          "ja hyväksytty 13.2.1992")) == "");
  CHECK(told(decisions_of("# 2. Edellinen kokous\nPöytäkirja hyväksytty.")) ==
        "approved 2: Pöytäkirja hyväksytty.");
}

TEST_CASE("the state of the paper is no decision") {
  CHECK(told(decisions_of("Versio\t1.0\tTila\tHyväksytty\n\n# 1. Avaus\nAlku.")) == "");
}

TEST_CASE("officers may go on") {
  CHECK(told(decisions_of("# 8. Tilintarkastajien valinta\nTilintarkastajat Aino Kallio ja Olli "
                          "Perälä jatkavat.")) ==
        "elected 8: Tilintarkastajat Aino Kallio ja Olli Perälä jatkavat.");
  CHECK(told(decisions_of("# 8. Muut asiat\nTarkastajat jatkavat työtään.")) == "");
}

TEST_CASE("a terse decision takes its kind from the title of its item") {
  struct Case {
    const char* text;
    const char* decisions;
  };
  const auto [text, decisions] = GENERATE(values<Case>({
      {"# 2. Sihteerin valinta\n\nPäätös: Aino Kallio", "elected 2: Aino Kallio"},
      {"# 2. Kokouksen laillisuus\n\nPäätös: Laillinen.", "noted 2: Laillinen."},
      {"# 2. Jäsenmaksu\n\nPäätös: 20 euroa", "decided 2: 20 euroa"},
      {"# 2. Hallituksen valinta\n\nPuheenjohtajana jatkaa Aino Kallio.",
       "elected 2: Puheenjohtajana jatkaa Aino Kallio."},
      {"# 2. Remontti\n\nValvojana jatkaa Aino Kallio.", ""},
      {"# 2. Remontti\n\nSihteerinä jatkaa Aino Kallio.",
       "elected 2: Sihteerinä jatkaa Aino Kallio."},
      {"# 2. Remontti\n\nSihteerinä jatkaa joku muu.", ""},
      {"# 8. Ajankohtaista\n\nSihteerinä jatkaa Aino Kallio.", ""},
      {"# 1. Avaus\n\nPöytäkirjan tarkastavat Aino Kallio ja Olli Perälä.",
       "elected 1: Pöytäkirjan tarkastavat Aino Kallio ja Olli Perälä."},
      {"# 1. Avaus\n\nPöytäkirjan tarkastavat valitut.", ""},
      {"# 2. Muut asiat\n\nPäätös: Ei muita asioita.", ""},
  }));
  CAPTURE(text);
  CHECK(told(decisions_of(text)) == decisions);
}

TEST_CASE("a proposal is no decision until it is accepted") {
  struct Case {
    const char* text;
    const char* decisions;
  };
  const auto [text, decisions] = GENERATE(values<Case>({
      {"Esitys: Hyväksytään talousarvio.\nHyväksyttiin esitys.", "approved: Hyväksyttiin esitys."},
      {"Esitys: ostetaan vene\nHyväksyttiin esitys", "approved: Hyväksyttiin esitys"},
      {"Esitys: ostetaan vene. Esitys hylätään.", "rejected: Esitys hylätään."},
      {"Päätösehdotus: Lautakunta päättää ostaa veneen.", ""},
      {"Esitys: Vuonna 2019 valittiin Olli Perälä. Valitaan hänet.\n\nPäätös: Esityksen mukaan.",
       "approved: Esityksen mukaan."},
      {"Pohjaesitys: 20 euroa\n\nVastaesitys: 30 euroa\n\nVastaesitys hyväksytään.",
       "approved: Vastaesitys hyväksytään."},
      {"Puheenjohtajan ehdotus: Valitaan Aino Kallio.", ""},
  }));
  CAPTURE(text);
  CHECK(told(decisions_of(text)) == decisions);
}

TEST_CASE("a decision that only refers to a proposal carries it") {
  struct Case {
    const char* text;
    const char* proposal;
  };
  const auto [text, proposal] = GENERATE(values<Case>({
      {"# 1. Vene\n\nEsitys: Ostetaan vene. Väri on sininen.\n\nPäätös: Päätettiin esityksen "
       "mukaan.",
       "Ostetaan vene. Väri on sininen."},
      {"Esitys: ostetaan vene\nHyväksyttiin esitys", "ostetaan vene"},
      {"Pohjaesitys: 20 euroa\n\nVastaesitys: 30 euroa\n\nVastaesitys hyväksytään.", "30 euroa"},
      {"Esitys 1: 20 euroa\n\nEsitys 2: 30 euroa\n\nEsitys hyväksytään.", ""},
      {"# 1. Vene\n\nEsitys: Ostetaan vene.\n\nPäätös: Hylättiin.", ""},
      {"# 1. Vene\n\nEsitys: Ostetaan vene.\n\n# 2. Lista\n\nHyväksyttiin.", ""},
      {"Päätösehdotus: Lautakunta ostaa veneen.\n\nPäätös: Hyväksyttiin.",
       "Lautakunta ostaa veneen."},
      {"Förslag: Båten säljs.\n\nBeslut: Enligt förslag.", "Båten säljs."},
  }));
  CAPTURE(text);
  const auto decisions = decisions_of(text);
  REQUIRE(decisions.size() == 1);
  CHECK(decisions[0].proposal.value_or("") == proposal);
}

TEST_CASE("decisions know their item, and what an item was to decide is no decision") {
  CHECK(told(decisions_of(
            "# 1. Kokouksen avaus\n\nPuheenjohtaja avasi kokouksen.\n\n"
            "# 2. Esityslista\n\nHyväksytään esityslista.\nEsityslista hyväksyttiin.\n\n"
            "# 3. Vaalit\n\nValitaan sihteeri.\nValittiin sihteeriksi Aino Kallio.")) ==
        "approved 2: Esityslista hyväksyttiin.\nelected 3: Valittiin sihteeriksi Aino Kallio.");
}

TEST_CASE("a numbered sentence may itself be the decision") {
  CHECK(told(decisions_of("1. Kokous avattu 18:05.\n\n2. Esityslista hyväksytty.\n\n"
                          "3. Valittiin sihteeriksi Aino Kallio\n\n4. Kokous päätetty 19:20.")) ==
        "approved 2: Esityslista hyväksytty.\n"
        "elected 3: Valittiin sihteeriksi Aino Kallio");
}

TEST_CASE("what others decided is told in items of news") {
  CHECK(told(decisions_of("# 1. Ilmoitusasiat\n\nLiiton puheenjohtajaksi valittiin Matti Meri.\n\n"
                          "Merkittiin tiedoksi.")) == "noted 1: Merkittiin tiedoksi.");
}

TEST_CASE("background before a decision label is no decision") {
  CHECK(told(decisions_of("# 4. Vene\n\nToimikunta valittiin ja sille hyväksyttiin budjetti.\n\n"
                          "Päätös: Hankitaan vene.")) == "decided 4: Hankitaan vene.");
}

TEST_CASE("offices in a list are elections of their own") {
  const auto decisions = decisions_of(
      "Valittiin kokoukselle:\n\n- puheenjohtajaksi Aino Kallio\n\n- sihteeriksi Olli Perälä");
  CHECK(told(decisions) ==
        "elected: puheenjohtajaksi Aino Kallio\nelected: sihteeriksi Olli Perälä");
}

TEST_CASE("an office of something and a name are an election without a verb") {
  CHECK(told(decisions_of("Leirin vetäjäksi Aino Kallio.")) ==
        "elected: Leirin vetäjäksi Aino Kallio.");
  CHECK(told(decisions_of("Myös vetäjäksi Aino Kallio.")) == "");
}

TEST_CASE("names in a list after a colon belong to the election above it") {
  const auto decisions = decisions_of("Valituksi tulivat:\n\n- Aino Kallio\n\n- Jorma Laine");
  REQUIRE(decisions.size() == 1);
  CHECK(decisions[0].text == "Valituksi tulivat: - Aino Kallio - Jorma Laine");
  CHECK(decisions[0].people == std::vector<std::string>{"Aino Kallio", "Jorma Laine"});
}

TEST_CASE("a body is called by the end of its name") {
  const auto decisions = decisions_of(
      "Sivistyslautakunta 1/2020\n\n# 1. Uimahalli\n\nLautakunta päätti pitää hallin auki."
      " Kunnanhallitus päätti muusta. Lautakunta esittää valtuustolle, että hinta laskee.");
  CHECK(told(decisions) ==
        "decided 1: Lautakunta päätti pitää hallin auki.\n"
        "decided 1: Lautakunta esittää valtuustolle, että hinta laskee.");
  CHECK(told(decisions_of("Skolnämnden, sammanträde 1/2020\n\n# 1. Simhallen\n\nNämnden beslöt att "
                          "hallen hålls öppen. Staden beslöt om annat.")) ==
        "decided 1: Nämnden beslöt att hallen hålls öppen.");
}

TEST_CASE("a body may refuse and recommend, and those present may decide") {
  struct Case {
    const char* text;
    const char* decisions;
  };
  const auto [text, decisions] = GENERATE(values<Case>({
      {"Toimikunta ei tilaa paitoja.", "rejected 1: Toimikunta ei tilaa paitoja."},
      {"Toimikunta suosittelee, että vanhat puut kaadetaan.",
       "proposed 1: Toimikunta suosittelee, että vanhat puut kaadetaan."},
      {"Osapuolet sopivat, että työ jatkuu.", "agreed 1: Osapuolet sopivat, että työ jatkuu."},
      {"Päätettiin kutsua konsultti seuraavaan kokoukseen.",
       "decided 1: Päätettiin kutsua konsultti seuraavaan kokoukseen."},
      {"Seura ei tilaa paitoja.", ""},
  }));
  CAPTURE(text);
  CHECK(told(decisions_of("Juhlatoimikunta\n\n# 1. Paidat\n\n" + std::string(text))) == decisions);
}

TEST_CASE("a choice of a thing elects nobody") {
  CHECK(told(decisions_of("Valittiin vaihtoehto B.")) == "decided: Valittiin vaihtoehto B.");
  CHECK(told(decisions_of("Kokouspaikaksi valittiin koulu.")) ==
        "decided: Kokouspaikaksi valittiin koulu.");
  CHECK(told(decisions_of("Heidät valittiin uudelleen.")) ==
        "elected: Heidät valittiin uudelleen.");
}

TEST_CASE("what was to be decided gives way to what was, and only to that") {
  struct Case {
    const char* text;
    const char* decisions;
  };
  const auto [text, decisions] = GENERATE(values<Case>({
      {"# 1. Lista\n\nEsityslista hyväksytään.\nHyväksyttiin esityslista.",
       "approved 1: Hyväksyttiin esityslista."},
      {"# 1. Muut asiat\n\nKeskusteltiin. Hankitaan uudet lukot. Jätekatos siirrettiin seuraavaan"
       " kokoukseen.",
       "decided 1: Hankitaan uudet lukot.\ntabled 1: Jätekatos siirrettiin seuraavaan kokoukseen."},
  }));
  CAPTURE(text);
  CHECK(told(decisions_of(text)) == decisions);
}

TEST_CASE("where more items resolve without a label than with one, labels are for some") {
  const auto told_of = [](const std::string& unlabelled) {
    return told(decisions_of(
        "Johtokunnan kokous\n\n# 1. Talousarvio\n\nPäätös:\n\nEsitys hyväksyttiin.\n\n" +
        unlabelled + "# 4. Joulujuhla\n\nTulot käytetään leirikoulun hyväksi."));
  };
  CHECK(told_of("# 2. Tarkastajat\n\nKokous todettiin lailliseksi.\n\n# 3. Kerhot\n\nAsia "
                "jätettiin pöydälle.\n\n")
            .ends_with("decided 4: Tulot käytetään leirikoulun hyväksi."));
  CHECK(told_of("# 2. Tarkastajat\n\nKokous todettiin lailliseksi.\n\n")
            .ends_with("noted 2: Kokous todettiin lailliseksi."));
}

TEST_CASE("a label under a few headings takes nothing from the others") {
  CHECK(told(decisions_of("# 1. Laillisuus\n\nTodetaan kokous päätösvaltaiseksi.\n\n# 2. "
                          "Tarkastajat\n\nValitaan tarkastajiksi Aino Kallio ja Olli Perälä.\n\n"
                          "# 3. Lista\n\nHyväksytään lista.\n\n# 4. Leiri\n\nPäätös: Leiri "
                          "pidetään verkossa.")) ==
        "noted 1: Todetaan kokous päätösvaltaiseksi.\n"
        "elected 2: Valitaan tarkastajiksi Aino Kallio ja Olli Perälä.\n"
        "approved 3: Hyväksytään lista.\n"
        "decided 4: Leiri pidetään verkossa.");
}

TEST_CASE("officers stand behind their office in an item that elects them") {
  const char* list = "- puheenjohtaja: Aino Kallio\n- sihteeri: Olli Perälä";
  CHECK(told(decisions_of("# 2. Kokouksen toimihenkilöt\n\n" + std::string(list))) ==
        "elected 2: puheenjohtaja: Aino Kallio\nelected 2: sihteeri: Olli Perälä");
  CHECK(told(decisions_of("# 2. Yhteystiedot\n\n" + std::string(list))).empty());
}

TEST_CASE("a change in the present tense that ends its item is settled") {
  CHECK(told(decisions_of("# 4. Luokat\n\nSarja on kasvanut. Nuorille perustetaan oma luokka.")) ==
        "decided 4: Nuorille perustetaan oma luokka.");
  CHECK(told(decisions_of("# 4. Ranta\n\nKolme soutuvenettä on rikki. Verkot kielletään "
                          "satamassa.")) == "decided 4: Verkot kielletään satamassa.");
  CHECK(told(decisions_of("# 4. Ranta\n\nNaapuri pyysi hyvitystä. Pyyntöön ei suostuta.")) ==
        "rejected 4: Pyyntöön ei suostuta.");
  CHECK(told(decisions_of("# 4. Ranta\n\nKerho hakee avustusta. Puolletaan.")) ==
        "approved 4: Puolletaan.");
  CHECK(told(decisions_of("# 4. Luokat\n\nKysely tehdään viikolla 15.")).empty());
  CHECK(told(decisions_of("# 4. Työmaan tilanne\n\nMaalaus aloitetaan viikolla 15.")).empty());
}

TEST_CASE("what was presented is accepted in the same breath") {
  CHECK(told(decisions_of("Sihteeri luki kertomuksen, joka hyväksyttiin pienin korjauksin.")) ==
        "approved: Sihteeri luki kertomuksen, joka hyväksyttiin pienin korjauksin.");
  CHECK(told(decisions_of("Aino Kallio avasi kokouksen, joka todettiin päätösvaltaiseksi.")) ==
        "noted: Aino Kallio avasi kokouksen, joka todettiin päätösvaltaiseksi.");
  CHECK(told(decisions_of("Kerrottiin sopimuksesta, joka oli allekirjoitettu.")) == "");
}

TEST_CASE("other lists belong to the sentence above them") {
  CHECK(told(decisions_of("Päätettiin hankkia:\n\n- teltta\n\n- kaksi tuolia")) ==
        "decided: Päätettiin hankkia: - teltta - kaksi tuolia");
}

TEST_CASE("elected people are named in the nominative") {
  const auto decisions =
      decisions_of("Päätettiin valita Aino Kallion sijaan Olli Perälä sihteeriksi.");
  REQUIRE(decisions.size() == 1);
  CHECK(decisions[0].people == std::vector<std::string>{"Aino Kallio", "Olli Perälä"});
}

TEST_CASE("votes are counted") {
  struct Case {
    const char* text;
    int in_favour, against, abstain;  // -1 where nothing is said.
  };
  const auto [text, in_favour, against, abstain] = GENERATE(values<Case>({
      {"Päätettiin äänin 5–2 ostaa vene.", 5, 2, -1},
      {"Esitys hyväksyttiin äänin 7-4-1.", 7, 4, 1},
      {"Esitys hyväksyttiin: 7 puolesta, 2 vastaan, 1 tyhjä.", 7, 2, 1},
      {"Esitys hyväksyttiin (JAA 12, EI 4).", 12, 4, -1},
  }));
  CAPTURE(text);
  const auto decisions = decisions_of(text);
  REQUIRE(decisions.size() == 1);
  REQUIRE(decisions[0].vote);
  CHECK(decisions[0].vote->in_favour.value_or(-1) == in_favour);
  CHECK(decisions[0].vote->against.value_or(-1) == against);
  CHECK(decisions[0].vote->abstain.value_or(-1) == abstain);
}

TEST_CASE("a mistyped verb of decision is read") {
  CHECK(told(decisions_of("Esityslista hyvksyttiin.")) == "approved: Esityslista hyvksyttiin.");
  CHECK(told(decisions_of("Esitys hyväkstytään.")) == "approved: Esitys hyväkstytään.");
  CHECK(told(decisions_of("Kuntosali väsytettiin.")) == "");
  CHECK(told(decisions_of("Päätettin et asia jää.")) == "decided: Päätettin et asia jää.");
  CHECK(told(decisions_of("Sihteerinä jatkaa Aino ja rahastonhoitajaksi valitiin Olli Perälä.")) ==
        "elected: rahastonhoitajaksi valitiin Olli Perälä.");
}

TEST_CASE("names under the title of an office are an election") {
  CHECK(
      told(decisions_of("# 40 § PÖYTÄKIRJANTARKASTAJAT\n\nPäätös: Aino Kallio ja Olli Perälä.")) ==
      "elected 40: Aino Kallio ja Olli Perälä.");
}

TEST_CASE("a title that speaks of decisions is no label of one") {
  CHECK(told(decisions_of("# 36 § Rehtorin päätökset\n\nRehtori on ostanut lautoja.\n\nPäätös: Ei "
                          "käytetty otto-oikeutta.")) == "rejected 36: Ei käytetty otto-oikeutta.");
}

TEST_CASE("the letters of student unions are labels") {
  CHECK(told(decisions_of("# 4. Avustukset\n\nE: Jaetaan avustuksia 300 euroa.\n\nP: Esityksen "
                          "mukaan.")) == "approved 4: Esityksen mukaan.");
  CHECK(told(decisions_of("# 4. Ranta\n\nP: 050 123 4567\n\nPäätettiin ostaa vene.")) ==
        "decided 4: Päätettiin ostaa vene.");
}

TEST_CASE("a body that refuses, and what it resolves in the present under a label") {
  CHECK(told(decisions_of("Säätiön hallitus\n\n# 4. Lausunto\n\nPäätös: Hallitus ei puolla aseman "
                          "sulkemista. Sihteeri valtuutettiin viimeistelemään lausunto.")) ==
        "rejected 4: Hallitus ei puolla aseman sulkemista.\n"
        "decided 4: Sihteeri valtuutettiin viimeistelemään lausunto.");
  CHECK(told(decisions_of("# 4. Katsaus\n\nPäätös: Lautakunta merkitsee katsauksen tiedoksi.")) ==
        "noted 4: Lautakunta merkitsee katsauksen tiedoksi.");
}

TEST_CASE("what was agreed under a heading of tasks is a decision") {
  CHECK(told(decisions_of("Jatkotoimet: Sovittiin, että Aino kokoaa listan. Olli tilaa bussin.")) ==
        "agreed: Sovittiin, että Aino kokoaa listan.");
}

TEST_CASE("a release tells what the body itself did") {
  const char* const text =
      "# Palvelutyöryhmä kokoontui\n\nKaupunki valittiin hankkeeseen. Palvelutyöryhmä ehdotti, että"
      " määrä kasvaa. Kokouksessa sovittiin, että ryhmät nimetään syksyllä.";
  CHECK(told(decisions_of(text, MemoKind::release)) ==
        "proposed: Palvelutyöryhmä ehdotti, että määrä kasvaa.\n"
        "agreed: Kokouksessa sovittiin, että ryhmät nimetään syksyllä.");
  CHECK(told(decisions_of(
            "# Neuvosto kokoontui\n\nKylän neuvosto päätti rakentaa sillan. Tilinpäätös "
            "hyväksyttiin. Silta on pitkä. Talo purettiin.",
            MemoKind::release)) ==
        "decided: Kylän neuvosto päätti rakentaa sillan.\napproved: Tilinpäätös hyväksyttiin.");
}

TEST_CASE("Swedish minutes decide too") {
  struct Case {
    const char* text;
    const char* decisions;
  };
  const auto [text, decisions] = GENERATE(values<Case>({
      {"Föredragningslistan godkändes.", "approved: Föredragningslistan godkändes."},
      {"Man kom överens om att hålla talko.", "agreed: Man kom överens om att hålla talko."},
      {"Till sekreterare valdes Maja Ström.", "elected: Till sekreterare valdes Maja Ström."},
      {"Hon kallade Maja Ström till sekreterare.",
       "elected: Hon kallade Maja Ström till sekreterare."},
      {"Till att justera protokollet valdes Maja Ström.",
       "elected: Till att justera protokollet valdes Maja Ström."},
      {"Som nya medlemmar godkändes Maja Ström och Olof Strand.",
       "approved: Som nya medlemmar godkändes Maja Ström och Olof Strand."},
      {"Stämman beslöt att inte sälja marken.", "decided: Stämman beslöt att inte sälja marken."},
      {"Efter diskussion beslöt stämman att bordlägga ärendet.",
       "tabled: Efter diskussion beslöt stämman att bordlägga ärendet."},
      {"Efter diskussion beslöt staden att sälja marken.", ""},
      {"Stämman avslog motionen.", "rejected: Stämman avslog motionen."},
      {"# 7. Val\n\nSom revisor fortsätter Aino Kallio.",
       "elected 7: Som revisor fortsätter Aino Kallio."},
      {"Frågan uppsköts till hösten.", "tabled: Frågan uppsköts till hösten."},
      {"Mötet konstaterades vara lagligt.", "noted: Mötet konstaterades vara lagligt."},
      {"Till ordförande valdes fil. lic. Eva Lind, till sekreterare pol. mag. Olof Strand.",
       "elected: Till ordförande valdes fil. lic. Eva Lind, till sekreterare pol. mag. Olof "
       "Strand."},
      {"Planen (bil. 6) samt budgeten (bil. 7) upplästes och godkändes.",
       "approved: Planen (bil. 6) samt budgeten (bil. 7) upplästes och godkändes."},
      {"Det beslöts att båten säljs.", "decided: Det beslöts att båten säljs."},
      {"Ärendet bordlades till nästa möte.", "tabled: Ärendet bordlades till nästa möte."},
      {"Beslut: Reglementet godkänns i sin helhet.",
       "approved: Reglementet godkänns i sin helhet."},
      {"Styrelsemöte\n\n# 1. Fest\n\nStyrelsen beslöt ordna en fest.",
       "decided 1: Styrelsen beslöt ordna en fest."},
      {"Mötet beviljade styrelsen ansvarsfrihet.",
       "approved: Mötet beviljade styrelsen ansvarsfrihet."},
      {"Förslag: Ärendena antecknas för kännedom.\n\nBeslut: Enligt förslag.",
       "approved: Enligt förslag."},
      {"Beslut: Enligt förslaget.", "approved: Enligt förslaget."},
      {"Förslag: Rådet godkänner bokslutet.", ""},
      {"Att justera protokollet valdes Maja Ström.",
       "elected: Att justera protokollet valdes Maja Ström."},
      {"Till kontaktperson utses Maja Ström.", "elected: Till kontaktperson utses Maja Ström."},
      {"Medlemsavgiften fastslogs till tio euro.",
       "decided: Medlemsavgiften fastslogs till tio euro."},
      {"Frågan tas upp på nytt på nästa möte.", "tabled: Frågan tas upp på nytt på nästa möte."},
      {"Badstranden hålls stängd.", "decided: Badstranden hålls stängd."},
      {"Styrelsen valde alternativ B. Maja ritar skylten.",
       "decided: Styrelsen valde alternativ B."},
      {"Nämnden beslöt återremittera ärendet för ny beredning.",
       "tabled: Nämnden beslöt återremittera ärendet för ny beredning."},
      {"Förslaget omfattades enhälligt.", "approved: Förslaget omfattades enhälligt."},
      {"Vi kom överens om tre kvällar.", "agreed: Vi kom överens om tre kvällar."},
      {"PM från möte 4.12.2015 godkändes.", "approved: PM från möte 4.12.2015 godkändes."},
      {"Mötet befanns vara lagligen sammankallat.",
       "noted: Mötet befanns vara lagligen sammankallat."},
      {"Styrelsemöte\n\n# 1. Arkivet\n\nArkivet flyttas till byagården.",
       "decided 1: Arkivet flyttas till byagården."},
      {"Styrelsemöte\n\n# 1. Arkivet\n\nArkivet kan flyttas till byagården.", ""},
      {"Styrelsemöte\n\n# 1. Arkivet\n\nArkivet flyttas under våren.", ""},
      {"Att båten såldes i fjol är känt.", ""},
      {"Ordföranden öppnade mötet.", ""},
      {"På förra mötet beslöts annat.", ""},
      {"Det konstaterades att båten, som godkändes i fjol, säljs.",
       "noted: Det konstaterades att båten, som godkändes i fjol, säljs."},
  }));
  CAPTURE(text);
  CHECK(told(decisions_of(text)) == decisions);
}

TEST_CASE("an agenda, a notice and a letter decide nothing") {
  for (const MemoKind kind : {MemoKind::agenda, MemoKind::notice, MemoKind::letter}) {
    CHECK(decisions_of("Päätettiin ostaa vene.", kind).empty());
  }
}

TEST_CASE("a body answers a proposal in a paragraph below it") {
  const std::string head = "# Lautakunnan kokous\n\n# 1. Silta\n\nEsitys: Silta korjataan.";
  CHECK(told(decisions_of(head + "\n\nLautakunta päätti hyväksyä esityksen.")) ==
        "approved 1: Lautakunta päätti hyväksyä esityksen.");
  CHECK(told(decisions_of(head + "\n\nLautakunta hyväksyi suunnitelman.")) ==
        "approved 1: Lautakunta hyväksyi suunnitelman.");
  CHECK(decisions_of(head + " Lautakunta päätti tutkia esityksen.").empty());
  CHECK(decisions_of(head + "\n\nLautakunta päätti tutkia sillan 3.2.2020.").empty());
}
