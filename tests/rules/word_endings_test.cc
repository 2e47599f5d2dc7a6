#include "rules/word_endings.h"

#include <initializer_list>

#include "tests/catch.h"

using namespace muistio;

namespace {

WordEndings endings_of(std::initializer_list<const char*> forms) {
  WordEndings endings;
  for (const char* form : forms) endings.add(form);
  return endings;
}

TEST_CASE("A word ends in a form where it is the form or a compound of it") {
  const WordEndings endings = endings_of({"johtaja", "sihteeri", "jäsen"});
  for (const char* word : {"johtaja", "hallintojohtaja", "pääsihteeri", "varajäsen"})
    CHECK(endings.end(word));
  for (const char* word : {"johtajan", "taja", "a", "", "jasen", "kirjuri"})
    CHECK_FALSE(endings.end(word));
}

TEST_CASE("A form that ends in another hides neither") {
  for (const auto& endings : {endings_of({"neuvosto", "to", "valtuusto", "virasto"}),
                              endings_of({"virasto", "valtuusto", "to", "neuvosto"})}) {
    CHECK(endings.end("neuvosto"));
    CHECK(endings.end("muisto"));
    CHECK(endings.may_end("valtuusto"));
    CHECK_FALSE(endings.end("osto."));
  }
}

TEST_CASE("Forms between which a word stands do not keep it from its own") {
  const WordEndings endings = endings_of({"sta", "ista", "sissa", "sä"});
  CHECK(endings.end("metsä"));
  CHECK(endings.end("talosta"));
  CHECK(endings.end("kansissa"));
  CHECK_FALSE(endings.end("talossa"));
}

TEST_CASE("A form of one letter ends every word with that letter") {
  const WordEndings endings = endings_of({"n", "ssa"});
  CHECK(endings.end("talon"));
  CHECK(endings.end("n"));
  CHECK(endings.end("talossa"));
  CHECK_FALSE(endings.end("talo"));
}

}  // namespace
