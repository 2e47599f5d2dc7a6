#include "rules/passage.h"

#include <string>

#include "tests/catch.h"
#include "tests/folder.h"
#include "tests/rules/document_builder.h"
#include "tests/rules/shipped.h"

using namespace muistio;
using testing::document_of;
using testing::language;
using testing::rulebook;

namespace {

// The sentences of a document, divided by '|'.
std::string sentences(const std::string& markup, const Rulebook& book = rulebook()) {
  const Document document = document_of(markup);
  const Passage passage = make_passage(document, book, language());
  std::string all;
  for (const Span span : passage.sentences) {
    if (!all.empty()) all += '|';
    all += passage.at(span);
  }
  return all;
}

}  // namespace

TEST_CASE("an abbreviation of one's own ends no sentence") {
  const std::string text = "Saapui kirjel. Virastolta. Ei lausuttavaa.";
  CHECK(sentences(text) == "Saapui kirjel.|Virastolta.|Ei lausuttavaa.");
  const Folder folder;
  write_file(folder.file("text.toml"), "[words.abbreviation]\nown = [\"kirjel\"]\n");
  const auto own = Rulebook::with_folder(folder.path.string());
  REQUIRE(own);
  CHECK(sentences(text, own.value()) == "Saapui kirjel. Virastolta.|Ei lausuttavaa.");
}

TEST_CASE("a point ends a sentence only where the sentence ends") {
  struct Case {
    const char* text;
    const char* expected;
  };
  const auto [text, expected] = GENERATE(values<Case>({
      {"Kokous avattiin. Todettiin läsnäolijat.", "Kokous avattiin.|Todettiin läsnäolijat."},
      {"Kokous alkoi klo. 18 ja päättyi klo 20.15. Kahvia tarjottiin.",
       "Kokous alkoi klo. 18 ja päättyi klo 20.15.|Kahvia tarjottiin."},
      {"Kokous on 12.3. Kylätalolla.", "Kokous on 12.3.|Kylätalolla."},
      {"Paikalla oli Aino E. Kunnasta mukana oli Otso M. Poissa oli Kari A. Laine.",
       "Paikalla oli Aino E.|Kunnasta mukana oli Otso M.|Poissa oli Kari A. Laine."},
      {"Mukana Otso Malli, sekr. Frånvarande: Mari Ek.",
       "Mukana Otso Malli, sekr.|Frånvarande: Mari Ek."},
      {"Retki tehdään 12. 3. 2014 ja kuljetus on ilmainen.",
       "Retki tehdään 12. 3. 2014 ja kuljetus on ilmainen."},
      {"Valittiin 1. varapuheenjohtaja.", "Valittiin 1. varapuheenjohtaja."},
      {"Ostetaan esim. Aino-lehti ja mm. Oulun kartta.",
       "Ostetaan esim. Aino-lehti ja mm. Oulun kartta."},
      {"Paikalla pj. Aino Aalto ja siht. Eero Elo.", "Paikalla pj. Aino Aalto ja siht. Eero Elo."},
      {"Kutsutaan A. Aalto ja E. Elo.", "Kutsutaan A. Aalto ja E. Elo."},
      {"Valittiin vaihtoehto B. Aino tilaa.", "Valittiin vaihtoehto B.|Aino tilaa."},
      {"Talossa on saunat, keittiö jne. Vuokra nousee.",
       "Talossa on saunat, keittiö jne.|Vuokra nousee."},
      {"Hyväksyttiin vuosi 2014. Seuraava kokous syksyllä.",
       "Hyväksyttiin vuosi 2014.|Seuraava kokous syksyllä."},
      {"Hän sanoi: \"Tulen.\" Muut jäivät.", "Hän sanoi: \"Tulen.\"|Muut jäivät."},
      {"3. Kokouksen avaus", "3. Kokouksen avaus"},
      {"Sivut ovat osoitteessa www.esimerkki.fi. Käykää katsomassa.",
       "Sivut ovat osoitteessa www.esimerkki.fi.|Käykää katsomassa."},
      {"Onko asia selvä? On!", "Onko asia selvä?|On!"},
      {"Möte kl. 18 hos t.ex. Ekbacken. Alla kom.", "Möte kl. 18 hos t.ex. Ekbacken.|Alla kom."},
  }));
  CAPTURE(text);
  CHECK(sentences(text) == expected);
}

TEST_CASE("headings, list items, cells and labels are sentences of their own") {
  struct Case {
    const char* text;
    const char* expected;
  };
  const auto [text, expected] = GENERATE(values<Case>({
      {"# Kokouksen avaus\nPuheenjohtaja avasi kokouksen",
       "Kokouksen avaus|Puheenjohtaja avasi kokouksen"},
      {"- maali ja\n- siveltimet", "- maali ja|- siveltimet"},
      {"Aalto Aino\tpuheenjohtaja\nElo Eero\tsihteeri",
       "Aalto Aino|puheenjohtaja|Elo Eero|sihteeri"},
      {"Aika: ti 3.4.2018 klo 17 Kylätalon sali, Rantatie 4\nPaikka: Kylätalo",
       "Aika: ti 3.4.2018 klo 17 Kylätalon sali, Rantatie 4|Paikka: Kylätalo"},
      {"Esitys: ostetaan kirkkovene ja sille airot ja katos\nPäätös: Ostetaan.",
       "Esitys: ostetaan kirkkovene ja sille airot ja katos|Päätös: Ostetaan."},
  }));
  CAPTURE(text);
  CHECK(sentences(text) == expected);
}

TEST_CASE("a sentence runs on over line ends, pages and divided words") {
  CHECK(
      sentences("Kylätalon katto päätettiin korjata ensi kesänä ja\n"
                "työ annetaan paikalliselle yrittäjälle.") ==
      "Kylätalon katto päätettiin korjata ensi kesänä ja työ annetaan paikalliselle yrittäjälle.");
  CHECK(sentences("Katto korjataan ensi kesänä, kun¬\nnan luvalla.") ==
        "Katto korjataan ensi kesänä, kunnan luvalla.");
  CHECK(sentences("Katto korjataan ensi kesänä\n\fja seinät maalataan.") ==
        "Katto korjataan ensi kesänä ja seinät maalataan.");
  CHECK(sentences("Puheenjohtaja päätti kokouksen klo\n20.02. Liitteenä on luettelo.") ==
        "Puheenjohtaja päätti kokouksen klo 20.02.|Liitteenä on luettelo.");
  CHECK(sentences("Raati kokoontui kello 11.00–\n14.30. Kahvia tarjottiin.") ==
        "Raati kokoontui kello 11.00– 14.30.|Kahvia tarjottiin.");
}

TEST_CASE("a line that was ended on purpose ends its sentence") {
  CHECK(sentences("Aino Aalto\nEero Elo\nKerttu Kivi\nPitkä rivi, jonka leveys kertoo, mihin "
                  "asti teksti tällä sivulla ulottuu.") ==
        "Aino Aalto|Eero Elo|Kerttu Kivi|Pitkä rivi, jonka leveys kertoo, mihin asti teksti "
        "tällä sivulla ulottuu.");
}

TEST_CASE("the flow has the bytes of the text but for its line ends") {
  const Document document = document_of("# Otsikko\nYksi rivi, joka\njatkuu näin.\n\na\tb\nc\td");
  const Passage passage = make_passage(document, rulebook(), language());
  REQUIRE(passage.flow.size() == document.text.size());
  for (std::size_t i = 0; i < passage.flow.size(); ++i) {
    if (passage.flow[i] == document.text[i]) continue;
    CHECK(document.text[i] == '\n');
    CHECK(passage.flow[i] == ' ');
  }
}

TEST_CASE("a paragraph in the other language is known, and a few words are not told apart") {
  const Document document = document_of(
      "# Saaristoryhmän kokous\n\nPuheenjohtaja avasi kokouksen ja totesi, että kutsu on lähetetty."
      "\n\nMaja Ek berättade om färjan och föreslog att den ska gå oftare på sommaren.\n\nInga "
      "frågor.\n\nPäätettiin, että asia otetaan esille ja siitä kirjoitetaan muistio.");
  const Passage passage = make_passage(document, rulebook(), language());
  const auto at = [&](std::string_view word) {
    return passage.language_at(passage.flow.find(word));
  };
  CHECK(passage.main_language == "fi");
  CHECK(at("avasi") == "fi");
  CHECK(at("färjan") == "sv");
  CHECK(at("frågor") == "fi");
  CHECK(at("muistio") == "fi");
  CHECK(passage.language_at(passage.flow.size()) == "fi");
}

TEST_CASE("the tokens of a span are those that begin in it") {
  const Document document = document_of("Kokous alkoi klo 18.");
  const Passage passage = make_passage(document, rulebook(), language());
  const Range range = passage.tokens_in({7, 13});
  REQUIRE(range.size() == 1);
  CHECK(passage.at(passage.tokens[range.first].span) == "alkoi");
}
