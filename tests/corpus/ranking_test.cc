#include "corpus/ranking.h"

#include <random>

#include "corpus/query_terms.h"
#include "corpus/search.h"
#include "tests/catch.h"
#include "tests/corpus/sample_memo.h"

namespace muistio {
namespace {

using testing::language;
using testing::SampleMemo;

void save(Corpus& corpus, int number, const std::string& text) {
  SampleMemo sample;
  sample.document = testing::document_of(text);
  sample.memo.source.path = std::to_string(number) + ".pdf";
  sample.memo.source.sha256 = std::to_string(1'000'000 + number);
  REQUIRE(corpus.save(sample.memo, sample.document, testing::index_of(sample)).ok());
}

Corpus corpus_of(const std::vector<std::string>& texts) {
  auto corpus = Corpus::open(":memory:", Access::create);
  REQUIRE(corpus.ok());
  for (std::size_t i = 0; i < texts.size(); ++i)
    save(corpus.value(), static_cast<int>(i), texts[i]);
  return std::move(corpus).value();
}

SearchResult search(Corpus& corpus, const std::string& query, std::size_t limit,
                    std::size_t offset = 0) {
  SearchOptions options;
  options.limit = limit;
  options.offset = offset;
  const auto parsed = parse_query(query);
  REQUIRE(parsed.ok());
  auto result = Searcher(corpus, language()).search(parsed.value(), options);
  REQUIRE(result.ok());
  return std::move(result).value();
}

std::string first_of(const std::vector<std::string>& texts, const std::string& query) {
  Corpus corpus = corpus_of(texts);
  const SearchResult result = search(corpus, query, 1);
  REQUIRE(result.hits.size() == 1);
  return result.hits[0].memo.path;
}

std::string times(int count, const std::string& word) {
  std::string text;
  for (int i = 0; i < count; ++i) text += word + " ";
  return text;
}

TEST_CASE("the best page says the word often, in few words, and says the rarer word") {
  struct Case {
    const char* what;
    const char* query;
    std::vector<std::string> texts;  // The best is the last.
  };
  const Case cases[] = {
      {"oftener", "hylly", {"hylly ja lamppu ja matto", "hyllyn viereen hylly ja lamppu"}},
      {"in fewer words", "hylly", {"hylly " + times(90, "lamppu"), "hylly ja lamppu"}},
      {"the rarer word",
       "hylly OR lamppu",
       {"lamppu ja matto", "lamppu ja tuoli", "hylly ja tuoli"}},
      {"both words", "hylly OR lamppu", {"hylly ja hylly", "lamppu ja lamppu", "hylly ja lamppu"}},
      {"in the form that was asked", "hyllyn", {"hyllyt ja matto", "hyllyn ja maton"}},
      {"what is not wanted counts nothing", "hylly -tuoli", {"hylly hylly tuoli", "hylly lamppu"}},
  };
  for (const Case& each : cases) {
    CAPTURE(each.what);
    CHECK(first_of(each.texts, each.query) == std::to_string(each.texts.size() - 1) + ".pdf");
  }
}

TEST_CASE("the few best of many are those that come first of all") {
  const std::vector<std::string> vocabulary{"hylly", "lamppu", "matto", "tuoli", "pöytä", "ikkuna"};
  std::mt19937 random(7);
  std::vector<std::string> texts;
  for (int i = 0; i < 300; ++i) {
    std::string text;
    const auto words = 1 + random() % 60;
    for (unsigned k = 0; k < words; ++k)
      text += vocabulary[std::min(random() % 6, random() % 6)] + " ";
    texts.push_back(text);
  }
  Corpus corpus = corpus_of(texts);
  for (const char* query :
       {"hylly", "ikkuna", "matto tuoli", "matto OR pöytä", "\"hylly lamppu\"", "lamppu -ikkuna",
        "NEAR(pöytä ikkuna, 3)", "exact:tuoli", "matto (tuoli -pöytä) OR ikkuna"}) {
    CAPTURE(query);
    const SearchResult all = search(corpus, query, 1000);
    CHECK(all.total == all.hits.size());
    REQUIRE(all.total > 12);
    for (std::size_t i = 1; i < all.hits.size(); ++i)
      CHECK(all.hits[i - 1].score >= all.hits[i].score);
    const SearchResult few = search(corpus, query, 7, 5);
    CHECK(few.total == all.total);
    REQUIRE(few.hits.size() == 7);
    for (std::size_t i = 0; i < few.hits.size(); ++i) {
      CHECK(few.hits[i].score == all.hits[i + 5].score);
      CHECK(few.hits[i].page_row == all.hits[i + 5].page_row);
    }
  }
}

TEST_CASE("phrases of an expression are counted as FTS5 counts them") {
  CHECK(phrases_in("base : \"hylly\"") == 1);
  CHECK(phrases_in("(surface : \"uusi hylly\" OR base : \"uusi hylly\")") == 2);
  CHECK(phrases_in("base : NEAR(\"uusi\" \"hylly\", 5)") == 2);
  CHECK(phrases_in("surface : \"sanoi \"\"hei\"\" ja\"") == 1);
  CHECK(phrases_in("") == 0);
}

}  // namespace
}  // namespace muistio
