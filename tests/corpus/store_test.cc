#include "corpus/store.h"

#include "corpus/memo_indexer.h"
#include "corpus/record.h"
#include "tests/catch.h"
#include "tests/corpus/sample_memo.h"
#include "tests/folder.h"

namespace muistio {
namespace {

using testing::sample_memo;
using testing::SampleMemo;

std::int64_t count(Corpus& corpus, const std::string& table) {
  return corpus.database().find_integer("SELECT count(*) FROM " + table).value().value();
}

Corpus open_in_memory() {
  auto corpus = Corpus::open(":memory:", Access::create);
  REQUIRE(corpus.ok());
  return std::move(corpus).value();
}

MemoId save(Corpus& corpus, const SampleMemo& sample) {
  const auto id = corpus.save(sample.memo, sample.document, testing::index_of(sample));
  REQUIRE(id.ok());
  return id.value();
}

TEST_CASE("a memo comes back from the corpus as it was saved") {
  Corpus corpus = open_in_memory();
  const SampleMemo sample = sample_memo();
  const MemoId id = save(corpus, sample);
  const auto memo = corpus.read_memo(id);
  REQUIRE(memo.ok());
  const auto document = corpus.read_document(id);
  REQUIRE(document.ok());
  CHECK(document.value() == sample.document);
  CHECK(record_json(memo.value(), document.value(), WithText::yes) ==
        record_json(sample.memo, sample.document, WithText::yes));
  CHECK(memo.value().items[0].extent == sample.memo.items[0].extent);
}

TEST_CASE("saving a memo again replaces it and all that was indexed of it") {
  Corpus corpus = open_in_memory();
  SampleMemo sample = sample_memo();
  const MemoId id = save(corpus, sample);
  const auto pages = count(corpus, "page"), facts = count(corpus, "fact");
  sample.memo.decisions.clear();
  CHECK(save(corpus, sample) == id);
  CHECK(count(corpus, "memo") == 1);
  CHECK(count(corpus, "page") == pages);
  CHECK(count(corpus, "decision") == 0);
  CHECK(count(corpus, "decision_person") == 0);
  CHECK(count(corpus, "fact") == facts - 1);
  CHECK(count(corpus, "page_index WHERE page_index MATCH 'base : kirjasto'") == 1);
  CHECK(corpus.database()
            .run("INSERT INTO fact_index(fact_index, rank) "
                 "VALUES('integrity-check', 1)")
            .ok());
}

TEST_CASE("a removed memo leaves nothing behind") {
  Corpus corpus = open_in_memory();
  const MemoId id = save(corpus, sample_memo());
  REQUIRE(corpus.remove(id).ok());
  for (const char* table :
       {"memo", "meeting_evidence", "attendee", "item", "decision", "decision_person", "action",
        "date", "amount", "issue", "page", "layout", "page_words", "fact", "page_index_docsize",
        "page_index WHERE page_index MATCH 'kirjasto'", "fact_index_docsize"}) {
    CAPTURE(table);
    CHECK(count(corpus, table) == 0);
  }
  CHECK(corpus.read_memo(id).error().code == ErrorCode::not_found);
}

TEST_CASE("a memo that points outside its text is not saved at all") {
  Corpus corpus = open_in_memory();
  SampleMemo sample = sample_memo();
  const MemoIndex index = testing::index_of(sample);
  sample.memo.decisions[0].evidence.span.end = sample.document.text.size() + 1;
  CHECK_FALSE(corpus.save(sample.memo, sample.document, index).ok());
  CHECK(count(corpus, "memo") == 0);
}

TEST_CASE("saving within a caller's transaction is part of it") {
  Corpus corpus = open_in_memory();
  {
    auto transaction = Transaction::begin(corpus.database());
    REQUIRE(transaction.ok());
    save(corpus, sample_memo());
  }
  CHECK(count(corpus, "memo") == 0);
}

TEST_CASE("a memo is found by the beginning of its id, by path and by file name") {
  Corpus corpus = open_in_memory();
  SampleMemo sample = sample_memo();
  sample.memo.source.path = "muistiot/2021/kirjasto.pdf";
  const MemoId id = save(corpus, sample);
  for (const std::string& name :
       {sample.memo.id().substr(0, 4), sample.memo.id(), sample.memo.source.path,
        std::string("kirjasto.pdf"), std::string("2021/kirjasto.pdf")}) {
    CAPTURE(name);
    const auto found = corpus.find_memos(name);
    REQUIRE(found.ok());
    REQUIRE(found.value().size() == 1);
    CHECK(found.value()[0].id == id);
    CHECK(found.value()[0].body == "Kirjastoryhmä");
  }
  CHECK(corpus.find_memos("jasto.pdf").value().empty());
  CHECK(corpus.find_memos("").value().empty());
  CHECK(corpus.find_memos("%").value().empty());
}

std::vector<IndexedWord> words_in(const PackedWords& packed) {
  std::vector<IndexedWord> words;
  for (std::size_t i = 0; i < packed.size(); ++i) {
    const TermViews terms = packed.terms(i);
    words.push_back({packed.span(i), {std::string(terms[0]), {terms.begin() + 1, terms.end()}}});
  }
  return words;
}

TEST_CASE("the index survives the way from the worker, and lies are found") {
  const SampleMemo sample = sample_memo();
  MemoIndexer indexer(testing::language());
  const std::string bytes = indexer.encoded_index(sample.memo, sample.document);
  const auto decoded = decode_index(bytes, sample.memo, sample.document);
  REQUIRE(decoded.ok());
  const MemoIndex& index = decoded.value();
  REQUIRE(index.pages.size() == sample.document.pages.size());
  for (std::size_t page = 0; page < index.pages.size(); ++page) {
    const std::string_view text = sample.document.at(page_text_span(sample.document, page));
    CHECK(words_in(index.pages[page]) == indexed_words(text, testing::language()));
    CHECK(index.pages[page].encoded() == index.encoded_pages[page]);
  }
  const std::vector<FactText> facts = fact_texts(sample.memo);
  REQUIRE(index.facts.size() == facts.size());
  for (std::size_t i = 0; i < facts.size(); ++i) {
    CAPTURE(facts[i].text);
    CHECK(words_in(index.facts[i]) == (facts[i].field == "attendee"
                                           ? indexed_names(facts[i].text, testing::language())
                                           : indexed_words(facts[i].text, testing::language())));
  }
  CHECK(index.mentions == find_mentions(sample.memo, sample.document));
  CHECK_FALSE(decode_index(bytes + "x", sample.memo, sample.document).ok());
  for (std::size_t size = 0; size < bytes.size(); size += 7)
    CHECK_FALSE(decode_index(bytes.substr(0, size), sample.memo, sample.document).ok());
}

TEST_CASE("what is remembered of words changes no index, in two languages") {
  SampleMemo sample = sample_memo();
  MemoIndexer experienced(testing::language());
  for (const char* text_language : {"fi", "sv", "fi", "sv"}) {
    CAPTURE(text_language);
    sample.memo.language = text_language;
    CHECK(experienced.encoded_index(sample.memo, sample.document) ==
          MemoIndexer(testing::language()).encoded_index(sample.memo, sample.document));
  }
}

TEST_CASE("a word divided over two pages is indexed whole, on the first") {
  const Document document = testing::document_of("Hankitaan uusi kirja¬\n\fhylly saliin.\n");
  REQUIRE(document.pages.size() == 2);
  CHECK(document.at(page_text_span(document, 0)) == "Hankitaan uusi kirjahylly");
  CHECK(document.at(page_text_span(document, 1)) == " saliin.");
}

}  // namespace
}  // namespace muistio
