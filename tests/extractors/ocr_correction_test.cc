#include "extractors/ocr_correction.h"

#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/language.h"

namespace muistio {
namespace {

PageWord word_at(std::string text, float confidence, double left) {
  PageWord word;
  word.text = std::move(text);
  word.confidence = confidence;
  word.box = {left, 100, left + 40, 112};
  return word;
}

TEST_CASE("a doubted word is corrected only where dictionary and confusions agree on one word") {
  struct Case {
    const char* read;
    float confidence;
    const char* text;
  };
  const auto [read, confidence, text] = GENERATE(values<Case>({
      {"päätettlin", 0.6F, "päätettiin"},
      {"hyvaksyttiin", 0.6F, "hyväksyttiin"},
      {"poytakirja.", 0.6F, "pöytäkirja."},
      {"Hyvaksyttiin", 0.6F, "Hyväksyttiin"},
      {"LASNA:", 0.6F, "LÄSNÄ:"},
      {"SEURAKUNTAYHTYMA", 0.92F, "SEURAKUNTAYHTYMÄ"},  // Of lost dots it is often too sure.
      {"LASNA:", 0.92F, "LASNA:"},
      {"Hyvaksyttiin", 0.95F, "Hyvaksyttiin"},  // The engine was sure.
      {"talvella", 0.3F, "talvella"},           // Known as it is.
      {"liris", 0.95F, "Iiris"},                // Of this the engine is always sure.
      {"Iasku,", 0.95F, "lasku,"},
      {"Ilmari", 0.95F, "Ilmari"},
      {"lomalla", 0.95F, "lomalla"},
      {"4$", 0.9F, "4§"},
      {"US$", 0.9F, "US$"},
      {"Riina", 0.3F, "Riina"},  // "riinä" is a word, but this may be a name.
      {"Tolonen", 0.3F, "Tolonen"},
      {"kokoukserna,", 0.6F, "kokoukserna,"},  // No confusion makes a word of it.
      {"päätettlin", 0.95F, "päätettlin"},     // The engine was sure.
      {"Palenlus", 0.5F, "Palenlus"},          // May be a name.
      {"päätettiin", 0.3F, "päätettiin"},      // Known as it is.
      {"sote-alueIla", 0.4F, "sote-alueIla"},
      {"12345", 0.3F, "12345"},
  }));
  CAPTURE(read);
  PageWords page;
  page.words = {word_at(read, confidence, 50)};
  correct_reading(page, testing::language());
  CHECK(page.words[0].text == text);
  CHECK(page.words[0].original == (page.words[0].text == read ? "" : read));
}

TEST_CASE("a word that was read as two is joined where no space stands between them") {
  struct Case {
    const char *first, *second;
    double gap;  // Points; the font has ten.
    const char* text;
  };
  const auto [first, second, gap, text] = GENERATE(values<Case>({
      {"KOKOU", "KSEN", 1.4, "KOKOUKSEN"},
      {"LÄÄNINHAL", "LITUS,", 1.8, "LÄÄNINHALLITUS,"},
      {"KOKOU", "KSEN", 2.6, "KOKOU"},    // A space.
      {"talon", "kirja", 1.0, "talon"},   // Both are words.
      {"Vento", "ranta", 1.0, "Vento"},   // May be a name and a word.
      {"kokou.", "ksen", 1.0, "kokou."},  // A sentence ends.
      {"KOKOU", "KSEN", -40.0, "KOKOU"},  // Not beside each other.
  }));
  CAPTURE(first, second, gap);
  PageWords page;
  page.words = {word_at(first, 0.95F, 50), word_at(second, 0.9F, 90 + gap)};
  for (PageWord& word : page.words) word.font_size = 10;
  correct_reading(page, testing::language());
  CHECK(page.words[0].text == text);
  CHECK(page.words.size() == (std::string_view(text) == first ? 2 : 1));
}

TEST_CASE("a given name loses dots that make none of it, before a surname only") {
  struct Case {
    const char *read, *next, *text;
    float confidence;
  };
  const auto [read, next, text, confidence] = GENERATE(values<Case>({
      {"Riinä", "Malli-Kivi", "Riina", 0.86F},
      {"Riinä", "Malli-Kivi", "Riinä", 0.95F},  // The engine was sure.
      {"Riinä", "esitteli", "Riinä", 0.86F},    // No surname.
      {"Päivi", "Malli", "Päivi", 0.5F},        // A name as it is.
      {"Väinö", "Malli", "Väinö", 0.5F},
      {"Kokous", "Helsingissä", "Kokous", 0.5F},
      {"Äänekoskella", "Malli", "Äänekoskella", 0.5F},
  }));
  CAPTURE(read, next);
  PageWords page;
  page.words = {word_at(read, confidence, 50), word_at(next, 0.9F, 95)};
  correct_reading(page, testing::language());
  CHECK(page.words[0].text == text);
}

TEST_CASE("the section sign is put back after the number that begins a line") {
  PageWords page;
  page.words = {word_at("65", 0.9F, 50),     word_at("&", 0.5F, 95),  word_at("Talous", 0.9F, 140),
                word_at("Karhu", 0.9F, 200), word_at("&", 0.9F, 260), word_at("Kumpp.", 0.9F, 300)};
  correct_reading(page, testing::language());
  CHECK(page.words[1].text == "§");
  CHECK(page.words[1].original == "&");
  CHECK(page.words[4].text == "&");
}

// Lines of words that begin at `left`.
PageWords lines_of(const std::vector<std::vector<std::string>>& lines, double left) {
  PageWords page;
  double top = 100;
  for (const std::vector<std::string>& line : lines) {
    double x = left;
    for (const std::string& text : line) {
      PageWord word = word_at(text, 0.9F, x);
      word.box = {x, top, x + 20, top + 12};
      page.words.push_back(word);
      x += 25;
    }
    top += 20;
  }
  return page;
}

TEST_CASE("an S behind the number of a section is the sign without its foot") {
  struct Case {
    std::vector<std::string> line, read;
  };
  const auto [line, read] = GENERATE(values<Case>({
      {{"41", "S", "KOKOUKSEN", "AVAUS"}, {"41", "§", "KOKOUKSEN", "AVAUS"}},
      {{"41", "S", "koossa"}, {"41", "S", "koossa"}},
      {{"Paita", "41", "S", "Punainen"}, {"Paita", "41", "S", "Punainen"}},
      {{"41", "S"}, {"41", "S"}},
  }));
  PageWords page = lines_of({line}, 50);
  correct_reading(page, testing::language());
  std::vector<std::string> words;
  for (const PageWord& word : page.words) words.push_back(word.text);
  CHECK(words == read);
}

TEST_CASE("of a spaced word the engine may count letters twice") {
  PageWords page;
  page.words = {word_at("Läsnäoli", 0.9F, 50), word_at("jat", 0.9F, 72)};
  for (PageWord& word : page.words) {
    word.font_size = 10;
    word.spaced = true;
  }
  correct_reading(page, testing::language());
  REQUIRE(page.words.size() == 1);
  CHECK(page.words[0].text == "Läsnäolijat");
}

TEST_CASE("section signs before a number and with an ending are put back") {
  struct Case {
    std::vector<std::string> line, read;
  };
  const auto [line, read] = GENERATE(values<Case>({
      {{"$", "14", "Talous"}, {"§", "14", "Talous"}},
      {{"Hinta", "$", "14"}, {"Hinta", "$", "14"}},
      {{"lain", "4", "8:n", "mukaan"}, {"lain", "4", "§:n", "mukaan"}},
      {{"kohdan", "8:n", "mukaan"}, {"kohdan", "8:n", "mukaan"}},
      {{"klo", "4", "8:30"}, {"klo", "4", "8:30"}},
  }));
  PageWords page = lines_of({line}, 50);
  correct_reading(page, testing::language());
  std::vector<std::string> texts;
  for (const PageWord& word : page.words) texts.push_back(word.text);
  CHECK(texts == read);
}

TEST_CASE("the point of an item's number is put back where the list tells it") {
  struct Case {
    std::vector<std::vector<std::string>> lines;
    std::vector<std::string> first;
  };
  const auto [lines, first] = GENERATE(values<Case>({
      {{{"3.", "Avaus"}, {"4,", "Talous"}, {"5;", "Muut"}}, {"3.", "4.", "5."}},
      {{{"020.", "Avaus"}, {"021,", "Talous"}}, {"020.", "021."}},  // Zeros are kept.
      {{{"8,", "Avaus"}, {"9,", "Öljy"}}, {"8.", "9."}},
      {{{"4,", "Talous"}, {"7.", "Muut"}}, {"4,", "7."}},  // No list.
      {{{"4,", "talous"}, {"5.", "Muut"}}, {"4,", "5."}},  // A sum goes on.
      {{{"5,", "Talous"}, {"4.", "Muut"}}, {"5,", "4."}},  // Backwards.
      {{{"3.", "Avaus"}, {"kello", "4,", "Talo"}}, {"3.", "kello"}},
  }));
  PageWords page = lines_of(lines, 50);
  correct_reading(page, testing::language());
  std::vector<std::string> read;
  for (const PageWord& word : page.words) {
    if (word.box.left == 50) read.push_back(word.text);
  }
  CHECK(read == first);
}

TEST_CASE("the second half of a divided word is left as it is") {
  PageWords page;
  page.words = {word_at("päätösval-", 0.9F, 400), word_at("talseksl", 0.5F, 50)};
  correct_reading(page, testing::language());
  CHECK(page.words[1].text == "talseksl");
}

TEST_CASE("a given name before a surname gets its capital back") {
  const auto [read, next, text] = GENERATE(table<std::string, std::string, std::string>({
      {"olavi", "Esimerkki", "Olavi"},
      {"olavi", "esimerkki", "olavi"},
      {"suntio", "Esimerkki", "suntio"},  // A word.
      {"olavi", "SEURA", "olavi"},
      {"marko", "Esimerkki", "marko"},  // Its capital looks different.
  }));
  CAPTURE(read, next);
  PageWords page;
  page.words = {word_at(read, 0.9F, 50), word_at(next, 0.9F, 100)};
  correct_reading(page, testing::language());
  CHECK(page.words[0].text == text);
}

TEST_CASE("a speck before the second half of a divided word goes") {
  const auto [before, read, text] = GENERATE(table<std::string, std::string, std::string>({
      {"sih-", ":teeriksi", "teeriksi"},
      {"johto-", "\"kunnan", "kunnan"},
      {"talous-", "ja", "ja"},
      {"Vesi-", "\"Aalto", "\"Aalto"},       // A name in quotation marks.
      {"sihteeri", "\"kunnan", "\"kunnan"},  // No word was divided.
  }));
  CAPTURE(before, read);
  PageWords page;
  page.words = {word_at(before, 0.9F, 400), word_at(read, 0.9F, 50)};
  correct_reading(page, testing::language());
  CHECK(page.words[1].text == text);
}

}  // namespace
}  // namespace muistio
