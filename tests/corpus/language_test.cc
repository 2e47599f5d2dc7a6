#include "corpus/language.h"

#include <string>
#include <vector>

#include "tests/catch.h"

using namespace muistio;

namespace {

Language& language() {
  static const auto opened = Language::open();
  return *opened.value();
}

std::string tokens_of(const std::string& text) {
  std::string joined;
  for (const Token& token : language().tokenise(text))
    joined += (joined.empty() ? "" : "|") + text.substr(token.span.begin, token.span.size());
  return joined;
}

}  // namespace

TEST_CASE("a word is read with its base form, case and number") {
  struct Row {
    const char* word;
    const char* base;
    Case inflection;
    bool plural;
  };
  const auto [word, base, inflection, plural] = GENERATE(values<Row>({
      {"kokouksessa", "kokous", Case::inessive, false},
      {"jäsenille", "jäsen", Case::allative, true},
      {"sosiaalihuoltolain", "sosiaalihuoltolaki", Case::genitive, false},
      {"EU:n", "EU", Case::genitive, false},
      {"STM:n", "STM", Case::genitive, false},
      {"K-S:ssa", "K-S", Case::inessive, false},
  }));
  CAPTURE(word);
  const Reading reading = language().readings(word).front();
  CHECK(reading.base == base);
  CHECK(reading.inflection == inflection);
  CHECK(reading.plural == plural);
}

TEST_CASE("a participle and a -minen noun name their verb") {
  struct Row {
    const char* word;
    const char* verb;
  };
  const auto [word, verb] = GENERATE(values<Row>({
      {"hyväksytty", "hyväksyä"},
      {"vähennetty", "vähentää"},
      {"vähentänyt", "vähentää"},
      {"esitetyn", "esittää"},
      {"tekemisestä", "tehdä"},
      {"vähentäminen", "vähentää"},
      {"laadittavaksi", "laatia"},
  }));
  CAPTURE(word);
  CHECK(language().readings(word).front().verb == verb);
}

TEST_CASE("a compound gives the base forms of its parts") {
  struct Row {
    const char* word;
    std::vector<std::string> parts;
  };
  const auto [word, parts] = GENERATE(values<Row>({
      {"sosiaalihuoltolain", {"sosiaali", "huolto", "laki"}},
      {"päätöksentekoon", {"päätös", "teko"}},
      {"käsittelyajan", {"käsittely", "aika"}},
      {"linja-autolla", {"linja", "auto"}},
  }));
  CAPTURE(word);
  CHECK(language().readings(word).front().parts == parts);
}

TEST_CASE("a word that the dictionary lacks is stemmed and says so") {
  const Reading reading = language().readings("zyxbarissa").front();
  CHECK_FALSE(reading.known);
  CHECK(reading.base == "zyxbar");
}

TEST_CASE("a passive is a passive") {
  const Reading reading = language().readings("päätettiin").front();
  CHECK(reading.base == "päättää");
  CHECK(reading.passive);
  CHECK(reading.verb_form == VerbForm::past);
}

TEST_CASE("words are found with their hyphens") {
  struct Row {
    const char* text;
    const char* tokens;
  };
  const auto [text, tokens] = GENERATE(values<Row>({
      {"Kokous on pidetty.", "Kokous|on|pidetty|."},
      {"sosiaali- ja terveysala", "sosiaali-|ja|terveysala"},
      {"EU:n linja-autot", "EU:n|linja-autot"},
      {"", ""},
  }));
  CAPTURE(text);
  CHECK(tokens_of(text) == tokens);
}

TEST_CASE("the language of a text is told by its small words") {
  struct Row {
    const char* text;
    const char* language;
  };
  const auto [text, expected] = GENERATE(values<Row>({
      {"Kokous avattiin ja todettiin, että se on laillinen.", "fi"},
      {"Mötet öppnades och det konstaterades att kallelsen är laglig.", "sv"},
      {"The meeting was opened and the minutes of the previous meeting approved.", "en"},
      {"1234 5678", "und"},
  }));
  CAPTURE(text);
  CHECK(language_of(text) == expected);
}
