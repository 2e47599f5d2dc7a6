#include "rules/dates.h"

#include <string>

#include "tests/catch.h"

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

std::string values_in(std::string_view text, std::string_view rule = "") {
  std::string values;
  for (const FoundDate& date : find_dates_in(text, shipped())) {
    if (!rule.empty() && date.rule != rule) continue;
    if (!values.empty()) values += ' ';
    values += date.value;
  }
  return values;
}

}  // namespace

TEST_CASE("every date rule does what its examples say") {
  for (const Rule& rule : shipped().rules()) {
    if (rule.subject != "date" || rule.makes == "nothing") continue;
    for (const Example& example : rule.examples) {
      CAPTURE(rule.id, rule.from, example.text);
      const std::string values = values_in(example.text, rule.id);
      if (example.value.empty()) {
        CHECK(example.yes != values.empty());
      } else {
        CHECK(values == example.value);
      }
    }
  }
}
