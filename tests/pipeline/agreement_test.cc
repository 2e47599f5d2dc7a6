#include "pipeline/agreement.h"

#include <cmath>

#include "tests/catch.h"

using namespace muistio;

TEST_CASE("texts are compared as plain lower-case words") {
  CHECK(plain_words("Sisä-Savon KUNTA, 3:n") ==
        std::vector<std::string>{"sisä", "savon", "kunta", "3", "n"});
  CHECK(plain_words(" – ").empty());
}

TEST_CASE("a found text agrees with gold as far as its words do") {
  struct Case {
    const char* gold;
    const char* found;
    double agreement;
  };
  const auto [gold, found, agreement] = GENERATE(values<Case>({
      {"Hyväksyttiin lista", "hyväksyttiin lista.", 1.0},
      {"lista hyväksyttiin", "Lisäksi lista hyväksyttiin muutoksitta", 1.0},
      {"a b", "a b c d e f g h i j k l m n o p q r s t u v w", 0.3},
      {"hallitus päätti", "hallitus esitti", 0.5},
      {"päätettiin", "päätettiin ostaa", 2.0 / 3},
      {"", "", 1.0},
      {"", "jotain", 0.0},
  }));
  CAPTURE(gold, found);
  CHECK(std::abs(text_agreement(gold, found) - agreement) < 1e-9);
}

TEST_CASE("pairs are one to one, the best first") {
  const double score[2][3] = {{0.7, 0.9, 0.1}, {0.2, 0.8, 0.5}};
  const auto pairs = best_pairs(
      2, 3, [&](std::size_t gold, std::size_t found) { return score[gold][found]; }, 0.4);
  REQUIRE(pairs.size() == 2);
  CHECK((pairs[0].gold == 0 && pairs[0].found == 1));
  CHECK((pairs[1].gold == 1 && pairs[1].found == 2));
}
