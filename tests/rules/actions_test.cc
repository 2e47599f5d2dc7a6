#include "rules/actions.h"

#include "corpus/language.h"
#include "rules/agenda.h"
#include "rules/dates.h"
#include "tests/catch.h"
#include "tests/rules/document_builder.h"
#include "tests/rules/shipped.h"

using namespace muistio;
using testing::language;
using testing::rulebook;

namespace {

// "who: what (due)" a line.
std::string told(const std::string& markup, MemoKind kind = MemoKind::memo) {
  const Document document = testing::document_of(markup);
  const Passage passage = make_passage(document, rulebook(), language());
  std::vector<Attendee> attendees(3);
  attendees[0].name = "Aino Kallio";
  attendees[1].name = "Olli Perälä";
  attendees[2].name = "Olli Lahtinen";
  std::vector<Issue> issues;
  const auto dates = resolve_dates(passage, find_dates(passage), std::nullopt, issues);
  const std::vector<AgendaItem> items = find_items(passage);
  std::string text;
  for (const Action& action : find_actions({passage, items, attendees}, dates, kind)) {
    if (!text.empty()) text += '\n';
    text += action.who.value_or("-") + ": " + action.what;
    if (action.due) text += " (" + *action.due + ")";
  }
  return text;
}

}  // namespace

TEST_CASE("who takes on what, by when") {
  struct Case {
    const char* text;
    const char* actions;
  };
  const auto [text, actions] = GENERATE(values<Case>({
      {"Aino selvittää hinnat 15.3.2024 mennessä.",
       "Aino Kallio: Aino selvittää hinnat 15.3.2024 mennessä. (2024-03-15)"},
      {"Aino Kallio ja Olli Perälä laativat luonnoksen.",
       "Aino Kallio ja Olli Perälä: Aino Kallio ja Olli Perälä laativat luonnoksen."},
      {"Varauksen hoitavat Aino Kallio ja Olli Perälä.",
       "Aino Kallio ja Olli Perälä: Varauksen hoitavat Aino Kallio ja Olli Perälä."},
      {"Sihteeri lähettää muistion jäsenille.", "Sihteeri: Sihteeri lähettää muistion jäsenille."},
      {"Ryhmän jäsenet tutustuvat aineistoon.",
       "Ryhmän jäsenet: Ryhmän jäsenet tutustuvat aineistoon."},
      {"Luettelon kokoaminen (Aino tekee)", "Aino Kallio: Luettelon kokoaminen (Aino tekee)"},
      {"Sovittiin, että Aino laatii luonnoksen.", "Aino Kallio: Aino laatii luonnoksen."},
      {"Olli selvittää hinnat.", "Olli: Olli selvittää hinnat."},
      {"Aino kokoaa listan.", "Aino Kallio: Aino kokoaa listan."},
      {"Aino: hintojen tarkistus 15.3.2024 mennessä",
       "Aino Kallio: hintojen tarkistus 15.3.2024 mennessä (2024-03-15)"},
      {"Aino: hintojen tarkistus vei aikaa", ""},
      {"-> Aino varaa tilan", "Aino Kallio: Aino varaa tilan"},
      {"Tila puuttuu -> Aino varaa tilan", "Aino Kallio: Aino varaa tilan"},
      {"Aino käy hakemassa tikkaat.", "Aino Kallio: Aino käy hakemassa tikkaat."},
      {"Toimenpiteet:\n\n@Aino Kallio päivittää listan 14.5.2021",
       "Aino Kallio: @Aino Kallio päivittää listan 14.5.2021 (2021-05-14)"},
      {"Aino varaa tilan ja Olli Perälä vastaa kahvituksesta.",
       "Aino Kallio: Aino varaa tilan ja Olli Perälä vastaa kahvituksesta.\nOlli Perälä: Olli "
       "Perälä "
       "vastaa kahvituksesta."},
      {"Liitto pyytää kunnilta sitoumukset 15.3.2024 mennessä.",
       "Liitto: Liitto pyytää kunnilta sitoumukset 15.3.2024 mennessä. (2024-03-15)"},
      {"STM täydentää ohjetta 15.3.2024 mennessä.",
       "STM: STM täydentää ohjetta 15.3.2024 mennessä. (2024-03-15)"},
      {"Liitto pyytää lausuntoa 15.3.2024 mennessä.", ""},
      {"Liitto pyytää kunnilta sitoumukset.", ""},
      {"Aino Kalliolle annettiin tehtäväksi kysyä hinnat.",
       "Aino Kallio: Aino Kalliolle annettiin tehtäväksi kysyä hinnat."},
      {"Sihteeri velvoitettiin laatimaan luettelo.",
       "Sihteeri: Sihteeri velvoitettiin laatimaan luettelo."},
      {"Aino fick i uppdrag att boka lokalen.",
       "Aino Kallio: Aino fick i uppdrag att boka lokalen."},
      {"Tehtävä\tVastuu\tAikataulu\nOpas\tAino\tkesäkuu 2024\nKysely\tAino\tviikko 22/2024\n\nAino "
       "totesi, että kaikki sujuu.",
       "Aino Kallio: Opas (2024-06-30)\nAino Kallio: Kysely (2024-06-02)"},
      {"Aino varaa tilan.\n\nTehtävä\tVastuu\nOpas\tAino\nKysely\tAino",
       "Aino Kallio: Aino varaa tilan.\nAino Kallio: Opas\nAino Kallio: Kysely"},
      {"Esitys: Lippu maksaa 18 euroa.\n\nPäätettiin, että lippu maksaa 15 euroa.\n\nAino hoitaa "
       "lipunmyynnin.",
       "Aino Kallio: Aino hoitaa lipunmyynnin."},
      {"Aino maalaa kyltin 15.3.2024 mennessä.",
       "Aino Kallio: Aino maalaa kyltin 15.3.2024 mennessä. (2024-03-15)"},
      {"Aino maalaa usein.", ""},
      {"Satamapäällikkö pyytää tarjoukset.", "Satamapäällikkö: Satamapäällikkö pyytää tarjoukset."},
      {"Asia\tKäsittely\tPäätös / vastuuhenkilö\nTeltta\tAino esitteli.\tAino varaa "
       "teltan.\nLista\t\tHyväksyttiin.",
       "Aino Kallio: Aino varaa teltan."},
      {"Asia\tPäätökset\tVastuu\nBudjetti\tHyväksyttiin.\tAino\nTeltta\tTilataan teltta.\tAino",
       "Aino Kallio: Tilataan teltta."},
      {"Työryhmän tulee antaa esitys 15.3.2024 mennessä.",
       "työryhmä: Työryhmän tulee antaa esitys 15.3.2024 mennessä. (2024-03-15)"},
      {"Toimenpide: Aino tilaa teltan.", "Aino Kallio: Aino tilaa teltan."},
      {"Toimenpide: Tilataan teltta.\n\nVastuu: Aino", "Aino Kallio: Tilataan teltta."},
      {"Tehtävä\tVastuuhenkilö\tMääräaika\nTeltan tilaus\tAino Kallio\t15.3.2024\nSiivous\tOlli\t",
       "Aino Kallio: Teltan tilaus (2024-03-15)\nOlli: Siivous"},
      {"Asia\tPäätös\tVastuu / aikataulu\nTeltta\tTilataan teltta.\tAino 15.3.2024 mennessä\n"
       "Siivous\t\t16.3.2024 Aino, Eero\nArpajaiset\tMerkittiin tiedoksi.\t",
       "Aino Kallio: Tilataan teltta. (2024-03-15)\nAino Kallio ja Eero: Siivous (2024-03-16)"},
      {"Ärende\tÅtgärd\tAnsvarig\nTältet\tBeställs\tAino", "Aino Kallio: Beställs"},
      {"Aino ja Eero selvittävät hinnat.", "Aino Kallio ja Eero: Aino ja Eero selvittävät hinnat."},
      {"Aino lupasi selvittää hinnat.", "Aino Kallio: Aino lupasi selvittää hinnat."},
      {"Olli Perälä otti hoitaakseen tarjoukset.",
       "Olli Perälä: Olli Perälä otti hoitaakseen tarjoukset."},
      {"Aino vastaa arpajaisten järjestelyistä.",
       "Aino Kallio: Aino vastaa arpajaisten järjestelyistä."},
      {"Eero, Aino ja Liisa laativat luonnoksen.",
       "Eero, Aino Kallio ja Liisa: Eero, Aino ja Liisa laativat luonnoksen."},
      {"Luonnoksen tulee olla valmis 15.3.2024 mennessä.",
       "-: Luonnoksen tulee olla valmis 15.3.2024 mennessä. (2024-03-15)"},
  }));
  CAPTURE(text);
  CHECK(told(text) == actions);
}

TEST_CASE("what was done, said, proposed, or is nobody's is no action") {
  const char* const text =
      GENERATE("Aino selvitti hinnat.", "Aino kertoi hinnoista.", "Matti selvittää hinnat.",
               "Matti allekirjoittaa Ainon lomakkeet.", "Esitys: Aino selvittää hinnat.",
               "Kerrottiin, että Aino selvittää hintoja.", "Hinnat selvitetään.",
               "Työryhmän tulee keskittyä olennaiseen.", "Sihteerin tehtävät",
               "Nimi\tRooli\nAino Kallio\tvastaava");
  CAPTURE(text);
  CHECK(told(text) == "");
}

TEST_CASE("an agenda and a release give nobody work") {
  CHECK(told("Aino selvittää hinnat.", MemoKind::agenda) == "");
  CHECK(told("Aino selvittää hinnat.", MemoKind::release) == "");
}
