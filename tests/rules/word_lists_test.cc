#include <string>

#include "corpus/unicode.h"
#include "rules/rulebook.h"
#include "rules/rulebook_file.h"
#include "rules/shipped_rules.h"
#include "rules/word_set.h"
#include "tests/catch.h"

using namespace muistio;

namespace {

std::string quoted(const std::string& text) {
  return text.find('\'') == text.npos ? "'" + text + "'" : "\"" + text + "\"";
}

// One rule that finds the words of the list and nothing else.
Rulebook book_of(const WordList& list, const std::string& file) {
  std::string toml = "[words.list]\n";
  for (const Rulebook::WordEntry& entry : list.entries) {
    toml += quoted(entry.value) + " = [";
    for (const std::string& form : entry.forms) toml += quoted(form) + ", ";
    toml += "]\n";
  }
  toml += "[[rule]]\nid = 'word.of_list'\nfind = '{list}'\nyes = ['x']\nno = ['y']\n";
  auto book = Rulebook::parse(toml, file);
  if (!book) FAIL(book.error().text());
  return std::move(book).value();
}

}  // namespace

TEST_CASE("every word of every list is found, and with its own value") {
  for (const ShippedFile& shipped : shipped_rule_files()) {
    const std::string name(shipped.name);
    const auto file = parse_rule_file(shipped.text, name, language_of_file(name));
    REQUIRE(file);
    for (const WordList& list : file.value().words) {
      const Rulebook book = book_of(list, name);
      for (const Rulebook::WordEntry& entry : list.entries) {
        for (std::string form : entry.forms) {
          if (form.ends_with('~')) form.pop_back();
          const auto matches = book.find("word", form, "");
          CAPTURE(list.from, list.name, form);
          REQUIRE(matches.size() == 1);
          CHECK(matches[0].span.size() == form.size());
          CHECK(matches[0].value("list") == entry.value);
          CHECK(single_spaced(form) == form);
        }
      }
    }
  }
}

TEST_CASE("the code asks for words as patterns do: a form that ends in ~ takes endings") {
  const auto book = Rulebook::parse("[words.day]\n1 = [\"maanantai~\", \"ma\"]\n", "fi/own.toml");
  REQUIRE(book);
  const WordSet days(book.value(), {"day"});
  CHECK(days.has("maanantaina"));
  CHECK(days.has("ma"));
  CHECK_FALSE(days.has("maa"));
  CHECK(days.forms() == std::vector<std::string>{"ma", "maanantai"});
}

TEST_CASE("the first word of a list in a text stands at word edges, and a stem begins a word") {
  const auto book = Rulebook::parse(
      "[words.held]\nheld = [\"pidettiin\", \"järjest~\", \"kokous\", \"kokous pidettiin\"]\n",
      "fi/own.toml");
  REQUIRE(book);
  const WordSet held(book.value(), {"held"});
  struct Case {
    const char* text;
    const char* found;  // Empty where nothing is.
  };
  const auto [text, found] = GENERATE(values<Case>({
      {"talkoot pidettiin", "pidettiin"},
      {"talkoot järjestettiin", "järjest"},
      {"kokous pidettiin 3.4.", "kokous pidettiin"},
      {"vuosikokous peruttiin", ""},
      {"ylijärjestö", ""},
      {"kokousta", ""},
      {"kokousta, kokous", "kokous"},
      {"", ""},
  }));
  CAPTURE(text);
  const auto span = held.first_in(text);
  CHECK((span ? std::string(text).substr(span->begin, span->size()) : "") == found);
}
