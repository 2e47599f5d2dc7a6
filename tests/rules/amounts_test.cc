#include "rules/amounts.h"

#include <fmt/format.h>

#include <string>

#include "tests/catch.h"
#include "tests/rules/document_builder.h"

using namespace muistio;

namespace {

const Rulebook& shipped() {
  static const Rulebook book = [] {
    auto read = Rulebook::shipped();
    if (!read) FAIL(read.error().text());
    return std::move(read).value();
  }();
  return book;
}

std::string amounts_in(std::string_view text, std::string_view rule = "") {
  std::string all;
  for (const FoundAmount& amount : find_amounts_in(text, shipped())) {
    if (!rule.empty() && amount.rule != rule) continue;
    all += fmt::format("{}{} {}", all.empty() ? "" : " ", amount.value, amount.currency);
  }
  return all;
}

}  // namespace

TEST_CASE("every amount rule does what its examples say") {
  for (const Rule& rule : shipped().rules()) {
    if (rule.subject != "amount") continue;
    for (const Example& example : rule.examples) {
      CAPTURE(rule.id, rule.from, example.text);
      const std::string amounts = amounts_in(example.text, rule.id);
      if (example.value.empty()) {
        CHECK(example.yes != amounts.empty());
      } else {
        CHECK(amounts == example.value);
      }
    }
  }
}

TEST_CASE("an amount of a memo says where it stands") {
  const Document document = testing::document_of("Avustus on 1 500 euroa ja\nmaksetaan heti.");
  auto language = Language::open();
  REQUIRE(language.ok());
  const Passage passage = make_passage(document, shipped(), *language.value());
  const auto amounts = find_amounts(passage);
  REQUIRE(amounts.size() == 1);
  CHECK(amounts[0].text == "1 500 euroa");
  CHECK(amounts[0].value == 1500);
  CHECK(amounts[0].currency == "EUR");
  CHECK(amounts[0].evidence.rule == "amount.figures");
  CHECK(document.at(amounts[0].evidence.span) == "1 500 euroa");
}
