// An issuer whose minutes look like nobody else's, read with rules of its own and no code.
#include <string>

#include "rules/analyse.h"
#include "rules/rule_examples.h"
#include "rules/word_set.h"
#include "tests/catch.h"
#include "tests/folder.h"
#include "tests/rules/document_builder.h"
#include "tests/rules/shipped.h"

namespace muistio {
namespace {

constexpr const char* memo_text =
    "# Saunaseura Löyly\n\n"
    "# Kiuaspiiri 4\n\n"
    "Hetki: kevätkuun 3. päivä 2019 klo 18\n"
    "Tupa: Rantasauna\n"
    "Väki: Aino Aalto (kiukaanhoitaja), Eero Elo\n\n"
    "1. Alkulöylyt\n\n"
    "Aino toivotti väen tervetulleeksi.\n\n"
    "2. Puut\n\n"
    "Tuumittiin puiden hintaa.\n"
    "Lyötiin lukkoon, että puut ostetaan Niemelästä.\n\n"
    "3. Loppulöylyt\n\n"
    "Lauteilta noustiin klo 20.\n";

constexpr const char* own_rules = R"(
[words.month]
3 = ["kevätkuu~"]

[words.attendee_heading]
present = ["väki"]

[words.attendee_role]
chair = ["kiukaanhoitaja"]

[[rule]]
id = "label.own_time"
find = "hetki"
makes = "time"
yes = ["Hetki: 3.4.2019"]
no = ["Hetkinen"]

[[rule]]
id = "label.own_place"
find = "tupa"
makes = "place"
yes = ["Tupa: Rantasauna"]
no = ["Tuparinne"]

[[rule]]
id = "label.own_people"
find = "väki"
makes = "people"
yes = ["Väki: Aino Aalto"]
no = ["Väkiluku"]

[[rule]]
id = "decision.struck"
find = "lyötiin lukkoon"
makes = "decided"
yes = ["Lyötiin lukkoon, että puut ostetaan."]
no = ["Lyötiin vetoa"]
)";

Memo read_with(const Rulebook& rulebook) {
  return analyse(testing::document_of(memo_text), {}, rulebook, testing::language());
}

}  // namespace

TEST_CASE("an issuer's own habits are read with rules alone") {
  const Folder folder;
  std::filesystem::create_directories(folder.path / "fi");
  write_file(folder.file("fi/loyly.toml"), own_rules);
  const auto own = Rulebook::with_folder(folder.path.string());
  if (!own) FAIL(own.error().text());
  for (const ExampleRun& run : run_examples(own.value())) {
    CAPTURE(run.rule->id, run.example->text, run.finds.value);
    CHECK(run.right);
  }

  const Memo before = read_with(testing::rulebook());
  CHECK_FALSE((before.meeting && before.meeting->date));
  CHECK(before.decisions.empty());

  const Memo after = read_with(own.value());
  REQUIRE(after.meeting);
  REQUIRE(after.meeting->date);
  CHECK(after.meeting->date->value == "2019-03-03");
  REQUIRE(after.meeting->start);
  CHECK(after.meeting->start->value == "18:00");
  REQUIRE(after.meeting->place);
  CHECK(after.meeting->place->value == "Rantasauna");
  REQUIRE(after.attendees.size() == 2);
  CHECK(after.attendees[0].name == "Aino Aalto");
  CHECK(after.attendees[0].role == Role::chair);
  CHECK(after.attendees[1].name == "Eero Elo");
  REQUIRE(after.decisions.size() == 1);
  CHECK(after.decisions[0].kind == DecisionKind::decided);
  CHECK(after.decisions[0].item == "2");
  CHECK(after.decisions[0].evidence.rule == "decision.struck");
}

TEST_CASE("a folder of rules adds words to ours and takes words of ours out") {
  const Folder folder;
  std::filesystem::create_directories(folder.path / "fi");
  write_file(folder.file("fi/own.toml"),
             "[words.weekday]\n1 = [\"!ma\", \"moonanta~\"]\n"
             "[words.attendee_heading]\npresent = [\"!linjoilla\"]\n");
  const auto own = Rulebook::with_folder(folder.path.string());
  if (!own) FAIL(own.error().text());
  const WordSet days(own.value(), {"weekday"});
  CHECK(days.has("moonantaina"));
  CHECK(days.has("maanantaina"));
  CHECK_FALSE(days.has("ma"));
  CHECK_FALSE(WordSet(own.value(), {"attendee_heading"}).has("linjoilla"));

  write_file(folder.file("own.toml"), "[words.that]\nthat = [\"!että\"]\n");
  const auto emptied = Rulebook::with_folder(folder.path.string());
  REQUIRE_FALSE(emptied.ok());
  CHECK(emptied.error().text() ==
        folder.file("own.toml") + ":1: no word is left of the list 'that'");

  write_file(folder.file("own.toml"), "[words.weekday]\n2 = [\"!ti\"]\n");
  const auto in_both = Rulebook::with_folder(folder.path.string());
  if (!in_both) FAIL(in_both.error().text());
  CHECK_FALSE(WordSet(in_both.value(), {"weekday"}).has("ti"));

  write_file(folder.file("fi/own.toml"), "[words.weekday]\n1 = [\"!maa\"]\n");
  const auto refused = Rulebook::with_folder(folder.path.string());
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().text() ==
        folder.file("fi/own.toml") + ":1: the word list 'weekday' has no 'maa' to take out");
}

}  // namespace muistio
