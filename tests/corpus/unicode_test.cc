#include "corpus/unicode.h"

#include <random>
#include <string>

#include "tests/catch.h"

using namespace muistio;

TEST_CASE("text becomes NFC and nothing malformed is left in it") {
  struct Case {
    const char* text;
    const char* result;
  };
  const auto [text, result] = GENERATE(values<Case>({
      {"", ""},
      {"pöytäkirja", "pöytäkirja"},
      {"po\xCC\x88yta\xCC\x88kirja", "pöytäkirja"},
      {"A\xCC\x8A", "Å"},
      {"\xE2\x84\xAB", "Å"},  // The sign of Ångström.
      {"rivi\ntoinen\tsolu", "rivi\ntoinen\tsolu"},
      {"a\rb\x01\x7F", "a\uFFFDb\uFFFD\uFFFD"},
      {"\xC2\x85", "\uFFFD"},  // A control character of two bytes.
      {"\xFF\xC3", "\uFFFD\uFFFD"},
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},  // Half of a surrogate pair.
      {"\xC0\x80", "\uFFFD\uFFFD"},            // NUL in two bytes.
  }));
  CAPTURE(text);
  CHECK(normalised(text) == result);
}

TEST_CASE("normalising any bytes gives valid text, and doing it twice changes nothing") {
  std::mt19937 random(GENERATE(range(0u, 50u)));
  const std::string alphabet = "aÄ\xCC\x88\xFF\xC3\n\xF0\x9F\x98\x80 \x01";
  std::string text;
  for (int count = 0; count < 60; ++count) text += alphabet[random() % alphabet.size()];
  const std::string once = normalised(text);
  CHECK(is_valid_utf8(once));
  CHECK(normalised(once) == once);
}

TEST_CASE("lower case knows Finnish, Swedish and other letters") {
  struct Case {
    const char* text;
    const char* lower;
  };
  const auto [text, lower] = GENERATE(values<Case>({
      {"SISÄ-SUOMI", "sisä-suomi"},
      {"ÅÄÖ ÉÜ ×÷ 12", "åäö éü ×÷ 12"},
      {"PÖYTÄKIRJANPITÄJÄ@[`{", "pöytäkirjanpitäjä@[`{"},
      {"ABCDEFGH", "abcdefgh"},
      {"ABCDEFGHÄ", "abcdefghä"},
      {"ŠAŠLIKKI", "šašlikki"},
      {"„A” – § 3 • → ☐ B", "„a” – § 3 • → ☐ b"},
      {"Ⅷ Ⓐ Ⱥ", "ⅷ ⓐ ⱥ"},
      {"A\xE2\x80", "a\uFFFD"},
      {"\xC3", "\uFFFD"},
  }));
  CAPTURE(text);
  CHECK(lower_case(text) == lower);
}

TEST_CASE("capitals are told from the first letter or from all of them") {
  struct Case {
    const char* text;
    bool first;
    bool all;
  };
  const auto [text, first, all] = GENERATE(values<Case>({
      {"Äänestys", true, false},
      {"äÄNESTYS", false, false},
      {"ÄÄNESTYS 3 §", true, true},
      {"3 §", false, false},
      {"", false, false},
      {"\xFF", false, false},
  }));
  CAPTURE(text);
  CHECK(starts_upper(text) == first);
  CHECK(is_all_capitals(text) == all);
}

TEST_CASE("a cut inside a word is told from one beside it") {
  const std::string text = "hämärä, 12 §";
  struct Case {
    std::size_t offset;
    bool inside;
  };
  const auto [offset, inside] = GENERATE(values<Case>({{0, false},
                                                       {1, true},
                                                       {3, true},
                                                       {7, true},
                                                       {9, false},
                                                       {10, false},
                                                       {12, true},
                                                       {13, false},
                                                       {14, false},
                                                       {16, false},
                                                       {99, false}}));
  CAPTURE(offset);
  CHECK(inside_word(text, offset) == inside);
}

TEST_CASE("code points are counted, not bytes") {
  CHECK(code_points("hämärä") == 6);
  CHECK(code_points("😀") == 1);
  CHECK(code_points("") == 0);
}

TEST_CASE("white space of every kind becomes one space") {
  struct Case {
    const char* text;
    const char* result;
  };
  const auto [text, result] = GENERATE(values<Case>({
      {"  a \n\t b ", "a b"},
      {"200\u00A0000", "200 000"},
      {"\u2009", ""},
      {"ehjä", "ehjä"},
  }));
  CAPTURE(text);
  CHECK(single_spaced(text) == result);
}

TEST_CASE("words stand between gaps, and nothing empty is one") {
  struct Case {
    const char* text;
    const char* gaps;
    std::vector<std::string_view> words;
  };
  const auto [text, gaps, words] = GENERATE(values<Case>({
      {"", " ", {}},
      {" \t\n", " \t\n", {}},
      {"yksi", " ", {"yksi"}},
      {"  yksi\tkaksi\n", " \t\n", {"yksi", "kaksi"}},
      {"Aalto, M. E.", " .,", {"Aalto", "M", "E"}},
  }));
  CAPTURE(text);
  CHECK(words_of(text, gaps) == words);
}

TEST_CASE("texts are joined with what stands between them") {
  const std::vector<std::string> none, one{"a"}, three{"a", "", "c"};
  CHECK(joined(none, "-").empty());
  CHECK(joined(one, "-") == "a");
  CHECK(joined(three, "-") == "a--c");
  CHECK(joined(words_of(" a  b ")) == "a b");
}
