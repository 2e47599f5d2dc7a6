#include "pipeline/terminal.h"

#include "tests/catch.h"

namespace muistio {
namespace {

TEST_CASE("what a memo says cannot steer a terminal") {
  const auto [text, shown] = GENERATE(table<std::string, std::string>({
      {"pöytä – 5 €", "pöytä – 5 €"},
      {"a\x1b[31mb", "a\uFFFD[31mb"},
      {"a\x7f\rb", "a\uFFFD\uFFFDb"},
      {"a\u009bb", "a\uFFFDb"},
      {"abc\u202Ecod.pdf", "abc\uFFFDcod.pdf"},
      {"one\ntwo\tthree", "one two three"},
      {"cut \xc3", "cut \uFFFD"},
      {std::string("a\0b", 3), "a\uFFFDb"},
  }));
  CHECK(harmless(text) == shown);
}

TEST_CASE("columns are as wide as their widest cell, in characters") {
  CHECK(aligned({{"äö", "x"}, {"abc", ""}}, " ") == " äö   x\n abc\n");
  CHECK(aligned({}, "").empty());
  CHECK(aligned({{"a", "", "b"}, {"c", "", "d"}}, "") == "a  b\nc  d\n");
}

TEST_CASE("an entry goes on under its text, and keeps its note whole") {
  const Style style(false);
  CHECK(style.entry("  → ", "Ostetaan vene.", "decided, p. 1", 40) ==
        "  → Ostetaan vene.  decided, p. 1\n");
  CHECK(style.entry("  → ", "Ostetaan vene ja airot.", "decided, p. 1", 32) ==
        "  → Ostetaan vene ja airot.\n    decided, p. 1\n");
  CHECK(style.entry("  → ", "Ostetaan vene ja sen airot.", "p. 1", 20) ==
        "  → Ostetaan vene ja\n    sen airot.  p. 1\n");
  CHECK(style.entry("  4  ", "", "p. 1", 20) == "  4    p. 1\n");
}

TEST_CASE("lines break at spaces, marks and all") {
  struct Case {
    std::string text;
    std::vector<Span> marks;
    std::size_t width;
    std::string lines;
  };
  const auto [text, marks, width, lines] = GENERATE(values<Case>({
      {"", {}, 10, ""},
      {"yksi kaksi", {}, 20, "  yksi kaksi\n"},
      {"yksi kaksi", {}, 12, "  yksi kaksi\n"},
      {"yksi kaksi", {}, 11, "  yksi\n  kaksi\n"},
      {"yö tie sää", {}, 12, "  yö tie sää\n"},  // In characters, not bytes.
      {"yksi kaksi", {{5, 10}}, 13, "  yksi\n  [kaksi]\n"},
      {"yksi kaksi", {{0, 4}}, 14, "  [yksi] kaksi\n"},
      {"pitkäsanainen on", {}, 8, "  pitkäsanainen\n  on\n"},
      {"on 10 000 €", {{3, 9}}, 9, "  on [10]\n  [000] €\n"},
      {"a\x1b[2Jb c", {}, 4, "  a\uFFFD[2Jb\n  c\n"},
  }));
  CAPTURE(text, width);
  CHECK(Style(false).marked_lines(text, marks, "  ", width) == lines);
}

}  // namespace
TEST_CASE("what the last cell of a row has too much goes on under it, or under the row") {
  const std::vector<std::vector<std::string>> rows{
      {"yksi", "lyhyt"}, {"kaksikymmentä", std::string(10, 'a') + " " + std::string(30, 'b')}};
  CHECK(aligned(rows, "  ", 80) == aligned(rows, "  "));
  CHECK(aligned(rows, "  ", 50) == "  yksi           lyhyt\n  kaksikymmentä  aaaaaaaaaa\n" +
                                       std::string(17, ' ') + std::string(30, 'b') + "\n");
  CHECK(aligned(rows, "  ", 45) ==
        "  yksi           lyhyt\n  kaksikymmentä\n        aaaaaaaaaa\n"
        "        " +
            std::string(30, 'b') + "\n");
}

}  // namespace muistio
