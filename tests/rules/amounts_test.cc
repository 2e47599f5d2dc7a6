#include "rules/amounts.h"

#include <cmath>
#include <string>

#include "tests/catch.h"
#include "tests/rules/document_builder.h"
#include "tests/rules/shipped.h"

using namespace muistio;
using testing::rulebook;

TEST_CASE("an amount of a memo says where it stands") {
  const Document document = testing::document_of("Avustus on 1 500 euroa ja\nmaksetaan heti.");
  const Passage passage = make_passage(document, rulebook(), testing::language());
  const auto amounts = find_amounts(passage);
  REQUIRE(amounts.size() == 1);
  CHECK(amounts[0].text == "1 500 euroa");
  CHECK(amounts[0].value == 1500);
  CHECK(amounts[0].currency == "EUR");
  CHECK(amounts[0].evidence.rule == "amount.figures");
  CHECK(document.at(amounts[0].evidence.span) == "1 500 euroa");
}

TEST_CASE("nothing has no sign") {
  const Document document = testing::document_of("Erotus oli -0,00 euroa.");
  const Passage passage = make_passage(document, rulebook(), testing::language());
  const auto amounts = find_amounts(passage);
  REQUIRE(amounts.size() == 1);
  CHECK_FALSE(std::signbit(amounts[0].value));
}

TEST_CASE("what is no money is no amount") {
  const auto text = GENERATE(as<std::string>{}, "25 eurooppalaista", "kohta 12 e", "Liite 3 e",
                             "3 e-kirjaa", "klo 12.30", "M 12", "t 3");
  CAPTURE(text);
  CHECK(find_amounts_in(text, rulebook()).empty());
}
