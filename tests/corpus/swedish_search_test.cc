#include <set>

#include "corpus/query_terms.h"
#include "corpus/search.h"
#include "tests/catch.h"
#include "tests/corpus/sample_memo.h"

namespace muistio {
namespace {

using testing::language;

void save(Corpus& corpus, const char* path, const char* memo_language, const char* text,
          const char* decision, char digit) {
  testing::SampleMemo sample;
  sample.document = testing::document_of(text);
  Memo& memo = sample.memo;
  memo.source.path = path;
  memo.source.sha256 = std::string(64, digit);
  memo.language = memo_language;
  memo.decisions.push_back({testing::evidence_for(sample.document, decision),
                            {},
                            decision,
                            DecisionKind::decided,
                            {},
                            {},
                            {}});
  REQUIRE(corpus.save(memo, sample.document, testing::index_of(sample)).ok());
}

Corpus& corpus() {
  static Corpus corpus = [] {
    auto opened = Corpus::open(":memory:", Access::create);
    REQUIRE(opened.ok());
    save(opened.value(), "by.pdf", "sv",
         "Byarådets möte.\n\nByarådet beslöt att ansöka om bidrag för bryggorna och för de gamla "
         "skolhusen. Ilmari Virtanen närvarade.\n",
         "Byarådet beslöt att ansöka om bidrag", 'a');
    save(opened.value(), "kyla.pdf", "fi",
         "Kyläneuvoston kokous.\n\nPäätettiin hakea avustusta laitureille. Byarådet kutsutaan.\n",
         "Päätettiin hakea avustusta laitureille.", 'b');
    save(opened.value(), "kaksi.pdf", "fi",
         "Kokouksessa kerrottiin vanhasta koulusta.\n\n\fMötet diskuterade den gamla skolan och "
         "de nya bryggorna. Det beslöts att frågan om skolan bereds.\n",
         "Kokouksessa kerrottiin vanhasta koulusta.", 'c');
    return std::move(opened).value();
  }();
  return corpus;
}

SearchResult search(const std::string& query, HitUnit unit = HitUnit::page) {
  SearchOptions options;
  options.unit = unit;
  const auto parsed = parse_query(query);
  REQUIRE(parsed.ok());
  auto result = Searcher(corpus(), language()).search(parsed.value(), options);
  REQUIRE(result.ok());
  return std::move(result).value();
}

TEST_CASE("Swedish words are found in their forms, in Swedish memos and pages") {
  struct Case {
    const char* query;
    const char* files;  // In alphabetical order.
    const char* found;  // The first mark of the first of them.
  };
  const auto [query, files, found] = GENERATE(values<Case>({
      {"brygga", "by.pdf kaksi.pdf", "bryggorna"},
      {"bryggan", "by.pdf kaksi.pdf", "bryggorna"},
      {"skolans", "kaksi.pdf", "skolan"},
      {"byråden", "", ""},
      {"bidragen", "by.pdf", "bidrag"},
      {"\"gammal skola\"", "", ""},
      {"\"gamla skolor\"", "kaksi.pdf", "gamla"},
      {"NEAR(skola brygga, 6)", "kaksi.pdf", "skolan"},
      {"Virtanen", "by.pdf", "Virtanen"},
      {"\"Ilmari Virtanen\"", "by.pdf", "Ilmari"},
      // Finnish is as it was.
      {"laituri", "kyla.pdf", "laitureille"},
      {"koulu", "kaksi.pdf", "koulusta"},
  }));
  CAPTURE(query);
  const SearchResult result = search(query);
  std::set<std::string> paths;
  for (const Hit& hit : result.hits) paths.insert(hit.memo.path);
  std::string joined;
  for (const std::string& path : paths) joined += (joined.empty() ? "" : " ") + path;
  CHECK(joined == files);
  for (const Hit& hit : result.hits) {
    if (hit.memo.path != *paths.begin()) continue;
    REQUIRE_FALSE(hit.snippet.marks.empty());
    const Span mark = hit.snippet.marks.front();
    CHECK(hit.snippet.text.substr(mark.begin, mark.size()) == found);
  }
}

TEST_CASE("another form of a word of which only the stem is known is marked whole") {
  struct Case {
    const char *query, *text, *language;
  };
  const auto row = GENERATE(values<Case>({
      {"möten", "mötet", "sv"},
      {"mötet", "möten", "sv"},
      {"brygga", "bryggorna", "sv"},
      {"möten", "mötet", "fi"},
  }));
  CAPTURE(row.query, row.text);
  QueryNode node;
  node.kind = QueryNode::Kind::words;
  node.words = {row.query};
  const WordPattern pattern = phrase_pattern(node, language()).front();
  const WordTerms terms = terms_of(row.text, language(), row.language);
  const auto views = views_of(terms);
  REQUIRE(is_meant(pattern, row.text, views));
  const Span part = meant_part(pattern, row.text, views);
  CHECK(part.begin == 0);
  CHECK(part.end == std::string_view(row.text).size());
}

TEST_CASE("a decision in Swedish is found by its words in any form") {
  const SearchResult result = search("bidragen", HitUnit::decision);
  REQUIRE(result.hits.size() == 1);
  const Hit& hit = result.hits[0];
  REQUIRE(hit.snippet.marks.size() == 1);
  CHECK(hit.snippet.text.substr(hit.snippet.marks[0].begin, hit.snippet.marks[0].size()) ==
        "bidrag");
}

}  // namespace
}  // namespace muistio
