#include "rules/rule_examples.h"

#include <set>
#include <string>

#include "tests/catch.h"

using namespace muistio;

TEST_CASE("every shipped rule does what its examples say") {
  const auto book = Rulebook::shipped();
  REQUIRE(book.ok());
  std::set<std::string> subjects;
  for (const ExampleRun& run : run_examples(book.value())) {
    CAPTURE(run.rule->id, run.rule->from, run.example->text, run.example->value, run.finds.value);
    CHECK(run.right);
    subjects.insert(run.rule->subject);
  }
  CHECK(subjects.count("date") == 1);
  CHECK(subjects.count("amount") == 1);
}

TEST_CASE("an example that does not hold is told with what came out") {
  struct Case {
    const char* examples;
    const char* found;  // Of the first example that is not right; null where all are.
  };
  const auto [examples, found] = GENERATE(values<Case>({
      {"yes=['on 3']\nno=['on x']", nullptr},
      {"yes=[{text='on 3', value='3'}]\nno=['on x']", nullptr},
      {"yes=[{text='on 3', value='on 3'}]\nno=['on x']", nullptr},
      {"yes=[{text='on 3', value='number'}]\nno=['on x']", nullptr},
      {"yes=[{text='on 3', value='4'}]\nno=['on x']", "on 3"},
      {"yes=['on x']\nno=['on y']", ""},
      {"yes=['on 3']\nno=['on 4']", "on 4"},
  }));
  CAPTURE(examples);
  const auto book = Rulebook::parse(
      "[[rule]]\nid='t.a'\nmakes='number'\nfind='on (?P<n>\\d)'\n" + std::string(examples) + "\n",
      "t.toml");
  REQUIRE(book.ok());
  const ExampleRun* wrong = nullptr;
  const auto runs = run_examples(book.value());
  for (const ExampleRun& run : runs)
    if (!run.right && !wrong) wrong = &run;
  REQUIRE((wrong != nullptr) == (found != nullptr));
  if (wrong) CHECK(wrong->finds.value == found);
}
