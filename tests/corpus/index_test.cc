#include "corpus/index.h"

#include <set>

#include "corpus/query_terms.h"
#include "corpus/unicode.h"
#include "tests/catch.h"
#include "tests/corpus/sample_memo.h"

namespace muistio {
namespace {

using testing::language;

std::set<std::string> all_terms(std::string_view word) {
  const WordTerms terms = terms_of(word, language());
  std::set<std::string> all(terms.more.begin(), terms.more.end());
  all.insert(terms.base);
  return all;
}

bool finds(const std::string& query, std::string_view word) {
  QueryNode node;
  node.words = {query};
  const PhrasePattern pattern = phrase_pattern(node, language());
  const WordTerms terms = terms_of(word, language());
  return pattern.size() == 1 && is_meant(pattern[0], word, views_of(terms));
}

TEST_CASE("a word is indexed by its base forms, parts and inner compounds") {
  struct Case {
    const char* word;
    const char* term;
    bool there;
  };
  const auto [word, term, there] = GENERATE(values<Case>({
      {"kokouksessa", "kokous", true},
      {"Koulukuljetusten", "koulukuljetus", true},
      {"Koulukuljetusten", "koulu", true},
      {"Koulukuljetusten", "kuljetus", true},
      {"maatalouspolitiikassa", "maatalous", true},
      {"ihmisoikeusrikkomuksia", "ihmisoikeus", true},
      {"sote-uudistuksesta", "uudistus", true},
      {"sote-uudistuksesta", "sote-uudistus", true},
      {"sote-uudistuksesta", "soteuudistus", true},
      {"päätetty", "päättää", true},
      {"tekemiseen", "tehdä", true},
      {"-hankkeet", "hanke", true},
      {"hankkeista-", "hanke", true},
      {"kuin", "kuu", false},
      {"STM:n", "stm", true},
      {"10 000", "10000", true},
      {"12 500,75", "12500,75", true},
  }));
  CAPTURE(word, term, all_terms(word));
  CHECK(all_terms(word).contains(term) == there);
}

TEST_CASE("a query finds every form of its word and no other word") {
  struct Case {
    const char* query;
    const char* word;
    bool found;
  };
  const auto [query, word, found] = GENERATE(values<Case>({
      {"kokous", "kokouksissamme", true},
      {"kokouksen", "kokoukset", true},
      {"kuljetus", "koulukuljetuksista", true},
      {"koulukuljetus", "kuljetuksista", false},
      {"päätettyjen", "päätämme", true},
      {"tuli", "tulipa", true},
      {"tuli", "tulevat", false},  // "tuli" is a word in its base form.
      {"tulen", "tulevat", true},
      {"brexitin", "brexitistä", true},  // Not in the dictionary.
      {"zorblaxille", "Zorblaxin", true},
      {"zorblax", "Zorblaxilta", true},
      {"kuu", "kuin", false},
  }));
  CAPTURE(query, word, all_terms(word));
  CHECK(finds(query, word) == found);
}

TEST_CASE("the part of a compound that was asked for is told by its characters") {
  struct Case {
    const char* query;
    const char* word;
    const char* part;
  };
  const auto [query, word, part] = GENERATE(values<Case>({
      {"kokous", "Kokousaika", "Kokous"},
      {"aika", "Kokousajan", "ajan"},
      {"kuljetus", "Koulukuljetuksissa", "kuljetuksissa"},
      {"koulu", "Koulukuljetuksissa", "Koulu"},
      {"kuljetus", "koulukuljetusmaksu", "kuljetus"},
      {"koulukuljetus", "Koulukuljetuksissa", "Koulukuljetuksissa"},
      {"uudistus", "sote-uudistuksen", "uudistuksen"},
      {"stm", "STM:n", "STM:n"},
      {"päättää", "päätettyjen", "päätettyjen"},
      {"talous", "taloudenhoitajalle", "talou"},
  }));
  QueryNode node;
  node.words = {query};
  const WordPattern pattern = phrase_pattern(node, language()).front();
  const WordTerms terms = terms_of(word, language());
  const Span span = meant_part(pattern, word, views_of(terms));
  CAPTURE(query, word);
  CHECK(std::string(word).substr(span.begin, span.size()) == part);
}

TEST_CASE("words without end are cut, and still indexed") {
  std::string word;
  for (int i = 0; i < 3000; ++i) word += "ä";
  const auto words = indexed_words(word, language());
  REQUIRE(words.size() >= 1);
  CHECK(words[0].terms.base.size() <= 400);
  CHECK(is_valid_utf8(base_cell(PackedWords(words, word))));
}

}  // namespace
}  // namespace muistio
