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
}

}  // namespace
}  // namespace muistio
