#include "corpus/language.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/language.h"

using namespace muistio;
using testing::language;

namespace {

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
      {"allekirjoitettu", "allekirjoittaa"},
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
      {"terveydenhuollon", {"terveys", "huolto"}},
      {"kehittämispäällikkö", {"kehittäminen", "päällikkö"}},
      {"kunnanhallitukselle", {"kunta", "hallitus"}},
      {"Zyxlo-hankkeessa", {"Zyxlo", "hanke"}},
      {"touko-/kesäkuussa", {"touko", "kesä", "kuu"}},
      {"2014–2015", {"2014", "2015"}},
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

TEST_CASE("the likelier reading comes first") {
  struct Row {
    const char* word;
    const char* base;
  };
  const auto [word, base] = GENERATE(values<Row>({
      {"minä", "minä"},
      {"vuotta", "vuosi"},
      {"vaaleista", "vaali"},
      {"kokouksen", "kokous"},
      {"päätti", "päättää"},
      {"maksaa", "maksaa"},
      {"kuuluu", "kuulua"},
      {"niistä", "se"},
      {"heille", "hän"},
  }));
  CAPTURE(word);
  CHECK(language().readings(word).front().base == base);
}

TEST_CASE("an adverb is its own base form, and the word it came from is another reading") {
  struct Row {
    const char* word;
    const char* adverb;
    const char* other;
  };
  const auto [word, adverb, other] = GENERATE(values<Row>({
      {"nopeasti", "nopeasti", "nopea"},
      {"nopeastikin", "nopeasti", "nopea"},
      {"esimerkiksi", "esimerkiksi", "esimerkki"},
      {"lisäksi", "lisäksi", "lisä"},
      {"alle", "alle", "alla"},
  }));
  CAPTURE(word);
  const auto readings = language().readings(word);
  CHECK(readings.front().base == adverb);
  CHECK(std::any_of(readings.begin(), readings.end(),
                    [&](const Reading& reading) { return reading.base == other; }));
}

TEST_CASE("a -minen noun is a noun of its own") {
  const Reading reading = language().readings("vähentämisestä").front();
  CHECK(reading.base == "vähentäminen");
  CHECK(reading.word_class == WordClass::noun);
  CHECK(reading.inflection == Case::elative);
}

TEST_CASE("any bytes can be read as a word") {
  const auto word = GENERATE(as<std::string>(), "", "\xFF", "\xC3", "-", ":", "a:", ":n", "1-",
                             std::string("a\0b", 3), std::string(100'000, 'a'));
  CHECK_FALSE(language().readings(word).empty());
  language().knows(word);
}

TEST_CASE("readings are remembered, unknown words too") {
  language().readings("kissanpentu");
  language().readings("qqxxq");
  const CacheUse before = language().cache_use();
  language().readings("kissanpentu");
  language().readings("qqxxq");
  const CacheUse after = language().cache_use();
  CHECK(after.asked == before.asked + 2);
  CHECK(after.found == before.found + 2);
}

TEST_CASE("a text is cut into words as a Finnish reader sees them") {
  struct Row {
    const char* text;
    const char* tokens;
  };
  const auto [text, tokens] = GENERATE(values<Row>({
      {"", ""},
      {"Kokous on pidetty.", "Kokous|on|pidetty|."},
      // Hyphens.
      {"sosiaali- ja terveysala", "sosiaali-|ja|terveysala"},
      {"EU:n linja-autot", "EU:n|linja-autot"},
      {"Sade ja tuuli -näytelmä", "Sade|ja|tuuli|-näytelmä"},
      {"-avattiin kokous\n-päätettiin", "-|avattiin|kokous|-|päätettiin"},
      {"sana--toinen", "sana|--|toinen"},
      {"touko-/kesäkuussa", "touko-/kesäkuussa"},
      // Suffixes after a colon, and colons that are none.
      {"STM:n 3:n 12 §:n 5 %:lla", "STM:n|3:n|12|§:n|5|%:lla"},
      {"Aika:Tiistai", "Aika|:|Tiistai"},
      {"Läsnä: Aalto", "Läsnä|:|Aalto"},
      // Numbers.
      {"200 000 euroa, 12\u00A0500,50 €", "200 000|euroa|,|12\u00A0500,50|€"},
      {"vuonna 2024 100 henkeä", "vuonna|2024|100|henkeä"},
      {"direktiivi 91/628/ETY", "direktiivi|91/628/ETY"},
      {"klo 16.30 ja 50km", "klo|16.30|ja|50|km"},
      {"120 e/kk", "120|e/kk"},
      {"vuosina 2014–2015", "vuosina|2014–2015"},
      // Dates and ordinals.
      {"12.4. ja 12.4.2024", "12.4.|ja|12.4.2024"},
      {"1. Avaus\n2. Päätös", "1.|Avaus|2.|Päätös"},
      {"päättyi klo 16.30.", "päättyi|klo|16.30|."},
      {"alkoi klo 16.10.", "alkoi|klo|16.10|."},
      {"yhteensä 12.30.", "yhteensä|12.30|."},
      {"hänen 2. luokkansa", "hänen|2.|luokkansa"},
      {"Luku oli 5. Kokous päättyi.", "Luku|oli|5|.|Kokous|päättyi|."},
      // Abbreviations.
      {"esim. n. 20 s. 4", "esim.|n.|20|s.|4"},
      {"fil. mag. Eva Lind (bil. 2)", "fil.|mag.|Eva|Lind|(|bil.|2|)"},
      {"A. Aalto ja vpj. Salo", "A.|Aalto|ja|vpj.|Salo"},
      {"ryhmä A.", "ryhmä|A|."},
      {"päättyi.Kokous", "päättyi|.|Kokous"},
      // Addresses.
      {"www.esimerkki.fi/a-b, etu.suku@esimerkki.fi.",
       "www.esimerkki.fi/a-b|,|etu.suku@esimerkki.fi|."},
      {"(https://esimerkki.fi/x?y=1)", "(|https://esimerkki.fi/x?y=1|)"},
      {"Jatkuu... Miksi?!", "Jatkuu|...|Miksi|?!"},
      // What ICU alone can cut, beside what is common.
      {"kissa \u0301 koira", "kissa|koira"},
      {"ja\u0301 se", "ja\u0301|se"},
      {"a×b ja x÷y", "a|×|b|ja|x|÷|y"},
      {"1,5-2,5 12:30 3;4", "1,5-2,5|12:30|3;4"},
      {"Ääni,(pj.)\"Å\"", "Ääni|,|(|pj.|)|\"|Å|\""},
      {"A4 4A a.5 5.a .5 ,x", "A4|4A|a|.|5|5.|a|.|5|,|x"},
      {"he/hän!? Aika:10", "he|/|hän|!?|Aika|:|10"},
  }));
  CAPTURE(text);
  CHECK(tokens_of(text) == tokens);
}

TEST_CASE("tokens stand in order, do not overlap and lie inside the text, whatever the bytes") {
  std::mt19937 random(GENERATE(range(0u, 100u)));
  const std::vector<std::string> alphabet{"a",    "Ä",  "1",    "12", ".", ":",  "-",      "/",
                                          "@",    "#",  " ",    "\n", "–", "§",  "%",      "\xFF",
                                          "\xC3", "km", "esim", "&",  "€", "ja", "http://"};
  std::string text;
  for (int count = 0; count < 40; ++count) text += alphabet[random() % alphabet.size()];
  CAPTURE(text);
  std::size_t end = 0;
  for (const Token& token : language().tokenise(text)) {
    REQUIRE(token.span.begin >= end);
    REQUIRE(token.span.end > token.span.begin);
    REQUIRE(token.span.end <= text.size());
    end = token.span.end;
  }
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
      {"Läsnä", "fi"},
      {"PÄÄTÖS: Hyväksyttiin yksimielisesti.", "fi"},
      {"Kaupunginhallituksen kokoushuoneessa", "fi"},
      {"Närvarande", "sv"},
      {"Protokolljusterare valdes.", "sv"},
      {"Jäsen Nyström esitti, att förslaget godkänns och det beslutades så.", "sv"},
      {"Present: Aalto, Salo", "en"},
      {"1234 5678", "und"},
      {"", "und"},
      {"\xFF\xC3", "und"},
  }));
  CAPTURE(text);
  CHECK(language_of(text) == expected);
}
