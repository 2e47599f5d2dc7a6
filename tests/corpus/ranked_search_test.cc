#include "corpus/ranked_search.h"

#include <fmt/format.h>

#include <random>

#include "corpus/index_tokens.h"
#include "corpus/inspection.h"
#include "corpus/page_index.h"
#include "corpus/ranked_blocks.h"
#include "corpus/search.h"
#include "corpus/suggestion.h"
#include "tests/catch.h"
#include "tests/corpus/sample_memo.h"
#include "tests/folder.h"

namespace muistio {
namespace {

using testing::language;
using testing::SampleMemo;

constexpr int pages_a_memo = 512, memos = 17;  // A block and a part of the next.

// Words that are the rarer the later they stand, some in other forms.
std::string made_text(std::mt19937& random) {
  static const char* const vocabulary[] = {
      "kokous",      "kokouksen",  "hylly",    "hyllyt",  "lamppu", "talousarvio", "maksu",
      "maksusta",    "lautakunta", "koulu",    "matto",   "silta",  "satama",      "pihlaja",
      "kuljetuksen", "torni",      "kanootti", "majakka", "varis",  "kimalainen"};
  constexpr std::size_t words = std::size(vocabulary);
  std::string text;
  for (std::size_t length = 4 + random() % 30; length > 0; --length) {
    const double part = static_cast<double>(random() % 10'000) / 10'000;
    text += vocabulary[static_cast<std::size_t>(part * part * part * words)];
    text += ' ';
  }
  return text + ".\n";
}

void save_memo(Corpus& corpus, int number, unsigned seed) {
  std::mt19937 random(seed);
  SampleMemo sample;
  sample.memo.source.path = std::to_string(number) + ".pdf";
  sample.memo.source.sha256 = std::to_string(1'000'000 + number);
  sample.memo.language = "fi";
  for (int i = 0; i < pages_a_memo; ++i) {
    const std::string text = made_text(random);
    Page page;
    page.number = i + 1;
    page.span = {sample.document.text.size(), sample.document.text.size() + text.size()};
    sample.document.text += text;
    sample.document.pages.push_back(page);
    if (i % 7 != 0) continue;
    Decision& decision = sample.memo.decisions.emplace_back();
    decision.evidence = evidence_at(sample.document, page.span, "test.rule", 1);
    decision.text = text;
  }
  sample.document.page_count = pages_a_memo;
  REQUIRE(corpus.save(sample.memo, sample.document, testing::index_of(sample)).ok());
}

Corpus made_corpus() {
  auto corpus = Corpus::open(":memory:", Access::create);
  REQUIRE(corpus.ok());
  // One transaction, as loading saves many memos in one.
  auto transaction = Transaction::begin(corpus.value().database());
  REQUIRE(transaction.ok());
  for (int number = 0; number < memos; ++number)
    save_memo(corpus.value(), number, static_cast<unsigned>(number));
  REQUIRE(transaction.value().commit().ok());
  return std::move(corpus).value();
}

std::int64_t count(Corpus& corpus, const char* sql) {
  return corpus.database().find_integer(sql).value().value_or(-1);
}

SearchResult search(Corpus& corpus, const std::string& query, std::size_t offset = 0) {
  SearchOptions options;
  options.offset = offset;
  const auto parsed = parse_query(query);
  REQUIRE(parsed.ok());
  auto result = Searcher(corpus, language()).search(parsed.value(), options);
  REQUIRE(result.ok());
  return std::move(result).value();
}

// Whatever is asked, the blocks give the hits that the full-text index gives alone.
void check_against_index(Corpus& corpus) {
  Database& database = corpus.database();
  for (const char* query : {"majakka",
                            "kimalainen",
                            "satama",
                            "kuljetuksen",
                            "maksusta",
                            "maksuissa",
                            "kokouksella",
                            "hyllyiltä",
                            "lampun OR sillalla",
                            "majakoilla",
                            "variksilla tornissa",
                            "varis torni",
                            "varis OR kanootti",
                            "pihlaja -torni",
                            "(varis OR torni) majakka",
                            "silta \"varis torni\"",
                            "majakka OR puuttuva",
                            "torni -\"varis torni\"",
                            "exact:pihlaja varis",
                            "majak* torni",
                            "\"varis torni\"",
                            "\"kokouksen hyllyt\"",
                            "\"kokous hylly\"",
                            "\"kokousten hylly\" OR kimalainen",
                            "\"talous arvio\" OR kimalainen",
                            "exact:\"kokouksen hyllyt\"",
                            "exact:\"kokous hylly\" \"maksusta kokous\"",
                            "majak*",
                            "exact:pihlaja",
                            "NEAR(varis torni, 3)",
                            "satama torni varis -majakka",
                            "(varis OR torni) (majakka OR satama)"}) {
    CAPTURE(query);
    const SearchResult ranked = search(corpus, query);
    const SearchResult later = search(corpus, query, 5);
    const std::int64_t blocks = count(corpus, "SELECT count(*) FROM ranked_block");
    auto transaction = Transaction::begin(database);
    REQUIRE(transaction.ok());
    REQUIRE(database.run("DELETE FROM ranked_block").ok());
    const auto parsed = parse_query(query);
    auto alone = Searcher(corpus, language()).search(parsed.value(), {});
    REQUIRE(alone.ok());
    CHECK(ranked.total == alone.value().total);
    REQUIRE(ranked.hits.size() == alone.value().hits.size());
    REQUIRE_FALSE(ranked.hits.empty());
    // Alone it takes pages that are gone for pages without the word, so all scores are higher.
    const double scale = ranked.hits[0].score / alone.value().hits[0].score;
    for (std::size_t i = 0; i < ranked.hits.size(); ++i) {
      const double score = ranked.hits[i].score, expected = scale * alone.value().hits[i].score;
      CAPTURE(i, score, expected);
      // The mean length is that of the blocks.
      CHECK(std::abs(score - expected) <= 0.02 * expected);
      if (i >= 5) CHECK(later.hits[i - 5].page_row == ranked.hits[i].page_row);
    }
    REQUIRE(blocks > 0);
  }
}

std::int64_t ranked_pages(Corpus& corpus) {
  return count(corpus, "SELECT sum(length(lengths) / 2) FROM ranked_block");
}

TEST_CASE("the ranked blocks give the hits of the full-text index, whatever came and went") {
  Corpus corpus = made_corpus();
  Database& database = corpus.database();
  REQUIRE(count(corpus, "SELECT count(*) FROM ranked_block") == 1);
  CHECK(find_wrong_blocks(database).value().empty());
  check_against_index(corpus);

  // A memo of the block is saved anew, one is taken out, so is the last: no id comes twice.
  const std::int64_t last = count(corpus, "SELECT max(id) FROM page");
  save_memo(corpus, 3, 99);
  for (const char* gone : {"5.pdf", "16.pdf"})
    REQUIRE(corpus.remove(corpus.find_memos(gone).value().front().id).ok());
  CHECK(count(corpus,
              "SELECT min(id) FROM page WHERE memo = (SELECT id FROM memo WHERE path = "
              "'3.pdf')") > last);
  CHECK(find_wrong_blocks(database).value().empty());
  check_against_index(corpus);

  // Half of the block is gone: it is made anew of the others, bit by bit.
  for (int number = 6; number < 14; ++number)
    save_memo(corpus, number, 200U + static_cast<unsigned>(number));
  for (int number = 0; number < 5; ++number)
    save_memo(corpus, 100 + number, 300U + static_cast<unsigned>(number));
  CHECK(count(corpus, "SELECT gone FROM ranked_block WHERE block = 0") == 0);
  CHECK(find_wrong_blocks(database).value().empty());
  check_against_index(corpus);

  REQUIRE(rebuild_ranked_blocks(database).ok());
  CHECK(find_wrong_blocks(database).value().empty());
  check_against_index(corpus);
}

// Pages of one word each, `words` of them with their counts, and others.
void save_words(Corpus& corpus, int number, std::vector<std::pair<std::string, int>> words) {
  SampleMemo sample;
  sample.memo.source.path = std::to_string(number) + ".pdf";
  sample.memo.source.sha256 = std::to_string(1'000'000 + number);
  sample.document = {};
  MemoIndex index;
  for (int i = 0; i < pages_a_memo; ++i) {
    while (!words.empty() && words.front().second-- == 0) words.erase(words.begin());
    const std::string text = words.empty() ? "silta" : words.front().first;
    Page page;
    page.number = i + 1;
    page.span = {sample.document.text.size(), sample.document.text.size() + text.size() + 1};
    sample.document.text += text + "\n";
    sample.document.pages.push_back(page);
    index.pages.emplace_back(std::vector<IndexedWord>{{{0, text.size()}, {text, {}}}}, text);
  }
  sample.document.page_count = pages_a_memo;
  sample.memo = {.source = sample.memo.source};
  REQUIRE(corpus.save(sample.memo, sample.document, index).ok());
}

TEST_CASE("the pieces of the full-text index are joined where many pages came") {
  auto opened = Corpus::open(":memory:", Access::create);
  REQUIRE(opened.ok());
  Corpus corpus = std::move(opened).value();
  Database& database = corpus.database();
  for (int number = 0; number < 3; ++number)
    save_memo(corpus, number, static_cast<unsigned>(number));
  const char* pieces = "SELECT count(DISTINCT segid) FROM page_index_idx";
  const char* facts = "SELECT count(DISTINCT segid) FROM fact_index_idx";
  REQUIRE(count(corpus, pieces) > 1);
  REQUIRE(count(corpus, facts) > 1);
  const auto hits = [&corpus](const char* query) {
    const SearchResult found = search(corpus, query);
    std::string told = std::to_string(found.total);
    for (const Hit& hit : found.hits) told += fmt::format(" {}:{:.6f}", hit.page_row, hit.score);
    return told;
  };
  const std::string before = hits("\"varis torni\""), facts_before = hits("päätös:majakka");

  int steps = 0;
  const auto told_to_end = [&steps] { return steps-- > 0; };
  const std::uint64_t few = 3 * pages_a_memo / 8 - 1, many = few + 1;
  steps = 100;
  REQUIRE(join_pieces(database, few, told_to_end).ok());
  CHECK(steps == 100);
  steps = 0;
  REQUIRE(join_pieces(database, many, told_to_end).ok());
  CHECK(count(corpus, pieces) > 1);
  CHECK(hits("\"varis torni\"") == before);

  steps = 100;
  REQUIRE(join_pieces(database, many, told_to_end).ok());
  CHECK(steps > 0);
  CHECK(count(corpus, pieces) == 1);
  CHECK(count(corpus, facts) == 1);
  CHECK(hits("\"varis torni\"") == before);
  CHECK(hits("päätös:majakka") == facts_before);
  for (const char* whole : {"INSERT INTO page_index(page_index) VALUES('integrity-check')",
                            "INSERT INTO fact_index(fact_index) VALUES('integrity-check')"})
    CHECK(database.run(whole).ok());
}

TEST_CASE("the block that grows is written when it has doubled, and when no more memos come") {
  auto made = Corpus::open(":memory:", Access::create);
  REQUIRE(made.ok());
  Corpus corpus = std::move(made).value();
  std::string written;
  for (unsigned number = 0; number < 17; ++number) {
    save_memo(corpus, static_cast<int>(number), number);
    written += std::to_string(ranked_pages(corpus)) + " ";
    CHECK(find_wrong_blocks(corpus.database()).value().empty());
  }
  CHECK(written ==
        "-1 1024 1024 2048 2048 2048 2048 4096 4096 4096 4096 4096 4096 4096 4096 8192 8192 ");
  REQUIRE(corpus.finish_saving().ok());
  CHECK(ranked_pages(corpus) == 8704);
  CHECK(find_wrong_blocks(corpus.database()).value().empty());
  check_against_index(corpus);
  REQUIRE(corpus.finish_saving().ok());  // Nothing is left to do.
  CHECK(ranked_pages(corpus) == 8704);
}

TEST_CASE("what was rolled back, or taken out by another, does not stay in the block that grows") {
  const Folder folder;
  const std::string path = folder.file("c.db");
  Corpus corpus = Corpus::open(path, Access::create).value();
  save_memo(corpus, 0, 0);
  {
    auto transaction = Transaction::begin(corpus.database());
    REQUIRE(transaction.ok());
    save_memo(corpus, 1, 1);
  }
  {
    Corpus other = Corpus::open(path, Access::write).value();
    REQUIRE(other.remove(other.find_memos("0.pdf").value().front().id).ok());
  }
  for (unsigned number = 2; number < 5; ++number)
    save_memo(corpus, static_cast<int>(number), number);
  REQUIRE(corpus.remove(corpus.find_memos("3.pdf").value().front().id).ok());
  save_memo(corpus, 5, 5);
  REQUIRE(corpus.finish_saving().ok());
  CHECK(ranked_pages(corpus) == count(corpus, "SELECT max(id) FROM page"));
  CHECK(find_wrong_blocks(corpus.database()).value().empty());
  CHECK(count(corpus, "SELECT sum(gone) FROM ranked_block") == 0);
}

TEST_CASE("a word that one block alone holds is found in the others too") {
  auto made = Corpus::open(":memory:", Access::create);
  REQUIRE(made.ok());
  Corpus corpus = std::move(made).value();
  auto transaction = Transaction::begin(corpus.database());
  REQUIRE(transaction.ok());
  constexpr int memos_a_block = pages_a_block / pages_a_memo;
  for (int number = 0; number <= 2 * memos_a_block; ++number) {
    // Few in the first block and after the last, more in the second.
    const bool second = number == memos_a_block;
    const bool other = number == 1 || number == 2 * memos_a_block;
    if (second) save_words(corpus, number, {{"hylly", 20}, {"lamppu", 400}, {"matto", 12}});
    const int towers = number == 1 ? 0 : 7;  // After all blocks.
    if (other) save_words(corpus, number, {{"hylly", 5}, {"lamppu", 5}, {"torni", towers}});
    if (!second && !other) save_words(corpus, number, {});
  }
  REQUIRE(transaction.value().commit().ok());
  REQUIRE(count(corpus, "SELECT count(*) FROM ranked_block") == 2);
  CHECK(count(corpus, "SELECT count(*) FROM ranked_word WHERE word = 'hylly'") == 1);
  CHECK(search(corpus, "hylly").total == 30);
  CHECK(search(corpus, "lamppu").total == 410);
  CHECK(search(corpus, "matto").total == 12);
  CHECK(search(corpus, "torni").total == 7);
  CHECK(search(corpus, "hylly OR lamppu OR matto").total == 452);

  // Of blocks that are missing each save makes a part, and all is found all the time.
  REQUIRE(corpus.database().run("DELETE FROM ranked_block").ok());
  for (int number = 100; number < 125; ++number) {
    CHECK(search(corpus, "lamppu").total == 410);
    save_words(corpus, number, {});
  }
  CHECK(ranked_pages(corpus) > 2 * pages_a_block);
  CHECK(find_wrong_blocks(corpus.database()).value().empty());
}

TEST_CASE("a ranking that is not that of the words is found and made anew") {
  Corpus corpus = made_corpus();
  Database& database = corpus.database();
  for (const char* damage :
       {"DELETE FROM ranked_block", "DELETE FROM ranked_word WHERE word = 'majakka'",
        "UPDATE ranked_word SET places = x'0a0a' WHERE word = 'majakka'",
        "UPDATE ranked_block SET lengths = zeroblob(16384)", "UPDATE ranked_block SET gone = 1",
        "INSERT INTO ranked_block VALUES(-3, 1, 0, x'00')",
        "INSERT INTO ranked_block VALUES(9000000000000000000, 1, 0, x'00')"}) {
    CAPTURE(damage);
    REQUIRE(database.run(damage).ok());
    CHECK(find_wrong_blocks(database).value().size() == 1);
    const auto findings = inspect(database, true);
    REQUIRE(findings.ok());
    bool repaired = false;
    for (const Finding& finding : findings.value())
      repaired = repaired || (finding.promise == "the ranking of pages is that of their words" &&
                              finding.repaired);
    CHECK(repaired);
    CHECK(find_wrong_blocks(database).value().empty());
  }
}

TEST_CASE("a page with an impossible number is told, and no blocks are made up to it") {
  Corpus corpus = made_corpus();
  Database& database = corpus.database();
  REQUIRE(database.run("PRAGMA foreign_keys = OFF").ok());
  REQUIRE(database.run("UPDATE page SET id = 4611686018427387904 WHERE id = 1").ok());
  CHECK(find_wrong_blocks(database).value() ==
        std::vector<std::string>{"page 4611686018427387904"});
  CHECK_FALSE(next_page_id(database).ok());
  CHECK_FALSE(RankedBlocks().rank(database, {Memo(), Document(), MemoIndex()}).ok());
}

TEST_CASE("blocks of a strange file are refused, not believed") {
  CHECK(decode_places("").value().empty());
  for (const std::string& bytes :
       {std::string("\x08\x80", 2), std::string("\x00", 1), std::string("\x0a\x02", 2),
        std::string("\xff\xff\xff\xff\x7f", 5), std::string("\x0f", 1)}) {
    CHECK_FALSE(decode_places(bytes).ok());
  }
  const auto places = decode_places(std::string("\x0a\x17\x05\x81\x01", 5));
  REQUIRE(places.ok());
  REQUIRE(places.value().size() == 3);
  CHECK(places.value()[0].offset == 1);
  CHECK(places.value()[1].offset == 3);
  CHECK(places.value()[1].weight == 12);
  CHECK(places.value()[2].offset == 19);
  std::vector<std::uint16_t> lengths;
  CHECK_FALSE(append_lengths("odd", lengths).ok());
  CHECK_FALSE(append_lengths(std::string(16'386, ' '), lengths).ok());
  REQUIRE(append_lengths(std::string("\x02\x01\x03\x00", 4), lengths).ok());
  CHECK(lengths == std::vector<std::uint16_t>{258, 3});
}

TEST_CASE("words like one that is missing come from the blocks, and from the index without them") {
  Corpus corpus = made_corpus();
  REQUIRE(corpus.finish_saving().ok());
  REQUIRE(count(corpus, "SELECT count(*) FROM ranked_word") > 0);
  const auto first_of = [&corpus](const std::string& word) {
    const auto suggestions = suggest_words(corpus.database(), word);
    REQUIRE(suggestions.ok());
    return suggestions.value().empty() ? "" : suggestions.value().front();
  };
  const auto right = [&] {
    CHECK(first_of("kokuos") == "kokous");
    CHECK(first_of("kokoukse") == "kokouksen");  // A surface.
    CHECK(first_of("talousavrioo") == "talousarvio");
    CHECK(first_of("yhlly") == "hylly");  // Another first letter.
    CHECK(first_of("zzzzzz").empty());
  };
  right();
  REQUIRE(corpus.database().run("DELETE FROM ranked_word").ok());
  right();
}

TEST_CASE("pieces of a text are those that the full-text index has") {
  struct Case {
    const char* text;
    const char* tokens;
  };
  const auto row = GENERATE(values<Case>({
      {"sote-uudistuksen", "sote uudistuksen"},
      {"ˢhyläst", "ˢhyläst"},
      {"ᵛskol", "ᵛskol"},
      {"12.4.", "12 4"},
      {"STM:n", "STM n"},
      {"--", ""},
      {"½ §45", "½ 45"},
      {"e\u0301", "e\u0301"},
  }));
  CAPTURE(row.text);
  std::string joined;
  for (const std::string_view token : index_tokens(row.text))
    joined.append(joined.empty() ? "" : " ").append(token);
  CHECK(joined == row.tokens);
  // FTS5 itself says the same.
  auto database = Database::open(":memory:", Access::create);
  REQUIRE(database.ok());
  REQUIRE(database.value()
              .run_script("CREATE VIRTUAL TABLE t USING fts5(x, tokenize=\"unicode61 "
                          "remove_diacritics 0\"); CREATE VIRTUAL TABLE v USING fts5vocab(t, "
                          "instance)")
              .ok());
  REQUIRE(database.value().run("INSERT INTO t VALUES(?)", row.text).ok());
  CHECK(database.value().find_integer("SELECT count(*) FROM v").value() ==
        static_cast<std::int64_t>(index_tokens(row.text).size()));
}

}  // namespace
}  // namespace muistio
