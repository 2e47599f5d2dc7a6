#include "corpus/search.h"

#include "corpus/suggestion.h"
#include "tests/catch.h"
#include "tests/corpus/sample_memo.h"

namespace muistio {
namespace {

using testing::language;
using testing::SampleMemo;

struct Paper {
  const char* path;
  const char* body;
  const char* date;  // Empty: none.
  MemoKind kind;
  const char* chair;
  const char* text;
  const char* decision;  // Stands in the text; empty: none.
};

SampleMemo memo_of(const Paper& paper, char digit) {
  SampleMemo sample;
  sample.document = testing::document_of(paper.text);
  Memo& memo = sample.memo;
  memo.source.path = paper.path;
  memo.source.sha256 = std::string(64, digit);
  memo.kind = paper.kind;
  memo.meeting = Meeting{};
  const Evidence evidence = evidence_at(sample.document, {0, 1}, "test.rule", 1);
  memo.meeting->body = Stated{paper.body, evidence};
  if (*paper.date) memo.meeting->date = Stated{paper.date, evidence};
  for (const char* name : {paper.chair, "Kaisa Rantakallio"}) {
    Attendee& attendee = memo.attendees.emplace_back();
    attendee.evidence = evidence;
    attendee.name = attendee.written = name;
    if (name == paper.chair) attendee.role = Role::chair;
  }
  if (*paper.decision) {
    Decision& decision = memo.decisions.emplace_back();
    decision.evidence = testing::evidence_for(sample.document, paper.decision);
    decision.text = paper.decision;
  }
  return sample;
}

const Paper papers[] = {
    {"koulu.pdf", "Kouluryhmä", "2014-04-02", MemoKind::minutes, "Outi Kallionpää",
     "Kouluryhmän kokous.\n\nKoulukuljetusten maksuista keskusteltiin. Päätettiin alentaa "
     "koulukuljetuksen maksua.\n\n\fToinen sivu: talousarvion valmistelu jatkuu.\n",
     "Päätettiin alentaa koulukuljetuksen maksua."},
    {"sote.pdf", "Johtoryhmä", "2014-06-30", MemoKind::memo, "Pentti Rauhaniemi",
     "Sote-uudistuksen valmistelusta kerrottiin. STM:n kanta on avoin. Maksut nousevat.\n", ""},
    {"kirjasto.pdf", "Kirjastoryhmä", "2015-01", MemoKind::memo, "Outi Kallionpää",
     "Hankittiin hyllyjä ja lehtiä. Sote-uudistusten esittely. Päätettiin tilata uusia lehtiä.\n",
     "Päätettiin tilata uusia lehtiä."},
    {"kutsu.pdf", "Johtoryhmä", "XXXX-05-02", MemoKind::notice, "Pentti Rauhaniemi",
     "Kutsu kokoukseen. Kirja Tuulikki Wahlstenin muistolle.\n", ""},
};

Corpus& corpus() {
  static Corpus corpus = [] {
    auto opened = Corpus::open(":memory:", Access::create);
    REQUIRE(opened.ok());
    char digit = '1';
    for (const Paper& paper : papers) {
      const SampleMemo sample = memo_of(paper, digit++);
      REQUIRE(opened.value().save(sample.memo, sample.document, testing::index_of(sample)).ok());
    }
    return std::move(opened).value();
  }();
  return corpus;
}

SearchResult search(const std::string& query, SearchOptions options = {}) {
  const auto parsed = parse_query(query);
  REQUIRE(parsed.ok());
  auto result = Searcher(corpus(), language()).search(parsed.value(), options);
  INFO((result.ok() ? "" : result.error().message));
  REQUIRE(result.ok());
  CHECK(result.value().total >= result.value().hits.size());
  return std::move(result).value();
}

// The files found, in alphabetical order.
std::string files(const SearchResult& result) {
  std::vector<std::string> names;
  for (const Hit& hit : result.hits)
    names.push_back(hit.memo.path.substr(0, hit.memo.path.find('.')));
  std::sort(names.begin(), names.end());
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
  return text;
}

std::string marked(const Snippet& snippet) {
  std::string text;
  std::size_t at = 0;
  for (const Span mark : snippet.marks) {
    text += snippet.text.substr(at, mark.begin - at) + "[" +
            snippet.text.substr(mark.begin, mark.size()) + "]";
    at = mark.end;
  }
  return text + snippet.text.substr(at);
}

TEST_CASE("a query finds the memos it means") {
  struct Case {
    const char* query;
    const char* pages;  // Files, one for each page.
    const char* memos;
  };
  const auto [query, pages, memos] = GENERATE(values<Case>({
      {"koulukuljetus", "koulu", "koulu"},
      {"koulukuljetuksia", "koulu", "koulu"},
      {"kuljetus", "koulu", "koulu"},
      {"maksu", "koulu sote", "koulu sote"},
      {"maksu koulukuljetus", "koulu", "koulu"},
      {"koulukuljetus talousarvio", "", "koulu"},
      {"maksu -koulukuljetus", "sote", "sote"},
      {"maksu -talousarvio", "koulu sote", "sote"},
      {"talousarvio OR hylly", "kirjasto koulu", "kirjasto koulu"},
      {"uudistus", "kirjasto sote", "kirjasto sote"},
      {"sote-uudistus", "kirjasto sote", "kirjasto sote"},
      {"\"sote uudistuksen valmistelu\"", "sote", "sote"},
      {"\"uudistus esittely\"", "kirjasto", "kirjasto"},
      {"\"esittely uudistus\"", "", ""},
      {"exact:maksua", "koulu", "koulu"},
      {"exact:maksu", "", ""},
      {"exact:\"talousarvion valmistelu\"", "koulu", "koulu"},
      {"koulukulj*", "koulu", "koulu"},
      {"STM", "sote", "sote"},
      {"STM:n", "sote", "sote"},
      {"NEAR(maksu keskustella, 2)", "koulu", "koulu"},
      {"NEAR(hankkia tilata, 2)", "", ""},
      {"päätös:lehti", "kirjasto", "kirjasto"},
      {"decision:maksu", "koulu", "koulu"},
      {"puheenjohtaja:Kallionpää", "kirjasto koulu", "kirjasto koulu"},
      {"puheenjohtaja:Rantakallio", "", ""},
      {"osallistuja:rantakallio maksu", "koulu sote", "koulu sote"},
      {"osallistuja:\"Kaisa Rantakallio\" pvm:2015", "kirjasto", "kirjasto"},
      {"toimielin:johtoryhmä", "kutsu sote", "kutsu sote"},
      {"toimielin:johtoryhmä -kutsu", "sote", "sote"},
      {"pvm:2014-04..2014-06", "koulu sote", "koulu sote"},
      {"pvm:2014", "koulu sote", "koulu sote"},
      {"pvm:2014-06..", "kirjasto sote", "kirjasto sote"},
      {"pvm:..30.6.2014", "koulu sote", "koulu sote"},
      {"laji:kutsu", "kutsu", "kutsu"},
      {"laji:päätös sote", "kirjasto", "kirjasto"},
      {"hylly OR pvm:2014-06", "kirjasto sote", "kirjasto sote"},
      {"lehti -pvm:2015", "", ""},
      {"Wahlsten", "kutsu", "kutsu"},
  }));
  CAPTURE(query);
  CHECK(files(search(query)) == pages);
  SearchOptions by_memo;
  by_memo.unit = HitUnit::memo;
  const SearchResult result = search(query, by_memo);
  CHECK(files(result) == memos);
  CHECK(result.total == result.hits.size());
}

TEST_CASE("decisions are found by their own words and by their memo's facts") {
  SearchOptions options;
  options.unit = HitUnit::decision;
  const auto [query, found] = GENERATE(table<std::string, std::string>({
      {"maksu", "koulu"},
      {"päätös:maksu", "koulu"},
      {"päättää", "kirjasto koulu"},
      {"päättää -lehti", "koulu"},
      {"talousarvio", ""},
      {"puheenjohtaja:Kallionpää", "kirjasto koulu"},
      {"lehti pvm:2014", ""},
      {"laji:decided lehti", "kirjasto"},
      {"laji:elected", ""},
  }));
  CAPTURE(query);
  const SearchResult result = search(query, options);
  CHECK(files(result) == found);
  for (const Hit& hit : result.hits) {
    CHECK(hit.decision_row != 0);
    CHECK(hit.decision_kind == "decided");
    REQUIRE(hit.found.size() == 1);
  }
}

TEST_CASE("what was found is marked on its own characters") {
  const auto [query, snippet] = GENERATE(table<std::string, std::string>({
      {"koulukuljetus",
       "[Koulukuljetusten] maksuista keskusteltiin. "
       "Päätettiin alentaa [koulukuljetuksen] maksua."},
      {"\"alentaa maksu\" OR kuljetus",
       "Koulu[kuljetusten] maksuista keskusteltiin. "
       "Päätettiin alentaa koulu[kuljetuksen] maksua."},
      {"uudistus stm",
       "Sote-[uudistuksen] valmistelusta kerrottiin. [STM:n] kanta on avoin. "
       "Maksut nousevat."},
      {"\"sote uudistus\" kanta",
       "[Sote-uudistuksen] valmistelusta kerrottiin. STM:n [kanta] on avoin. Maksut nousevat."},
  }));
  CAPTURE(query);
  const SearchResult result = search(query);
  REQUIRE(result.hits.size() >= 1);
  CHECK(marked(result.hits[0].snippet) == snippet);
}

TEST_CASE("a number of thousands is found however it is written") {
  auto opened = Corpus::open(":memory:", Access::create);
  REQUIRE(opened.ok());
  const std::pair<const char*, const char*> texts[] = {
      {"valit.pdf", "Hankkeelle varataan 10 000 euroa.\n"},
      {"kova.pdf", "Hankkeelle varataan 10\u00A0000 euroa.\n"},
      {"yhteen.pdf", "Hankkeelle varataan 10000 euroa.\n"},
      {"piste.pdf", "Hankkeelle varataan 10.000 euroa.\n"},
      {"muu.pdf", "Hankkeelle varataan 10 euroa ja 1 000 000 euroa, puhelin 000 10.\n"},
  };
  char digit = '1';
  for (const auto& [path, text] : texts) {
    const SampleMemo sample =
        memo_of({path, "Ryhmä", "", MemoKind::memo, "Outi Kallionpää", text, ""}, digit++);
    REQUIRE(opened.value().save(sample.memo, sample.document, testing::index_of(sample)).ok());
  }
  const auto [query, found] = GENERATE(table<std::string, std::string>({
      {"10000", "kova piste valit yhteen"},
      {"10000 euroa", "kova piste valit yhteen"},
      {"10 000 euroa", "kova piste valit yhteen"},
      {"10.000 euroa", "kova piste valit yhteen"},
      {"\"10000 euroa\"", "kova piste valit yhteen"},
      {"\"10 000 euroa\"", "kova piste valit yhteen"},
      {"\"varataan 10.000 euroa\"", "kova piste valit yhteen"},
      {"exact:10000", "yhteen"},
      {"1000000", "muu"},
      {"1.000.000 OR 10 000 OR kissa", "kova muu piste valit yhteen"},
  }));
  CAPTURE(query);
  const auto parsed = parse_query(query);
  REQUIRE(parsed.ok());
  const auto result = Searcher(opened.value(), language()).search(parsed.value(), {});
  REQUIRE(result.ok());
  CHECK(files(result.value()) == found);
  for (const Hit& hit : result.value().hits) CHECK_FALSE(hit.snippet.marks.empty());
  const std::string first = query == "10000" ? marked(result.value().hits[0].snippet) : "";
  CHECK((first.empty() || first.find("[10") != std::string::npos));
}

TEST_CASE("a section is found by its number and sign, an address by its host") {
  auto opened = Corpus::open(":memory:", Access::create);
  REQUIRE(opened.ok());
  const std::pair<const char*, const char*> texts[] = {
      {"edessa.pdf", "# § 12 Kokouksen avaus\n\nKokous avattiin klo 12.\n"},
      {"takana.pdf", "# 012 § Kokouksen avaus\n\nKokous avattiin 12.12.2021.\n"},
      {"viite.pdf", "Lukuun otettiin päätös § 12/3.4.2020, katso https://kirjasto.fi/aika.\n"},
      {"muu.pdf", "# § 112 Avaus\n\n# § 120 Päätös\n\nKello oli 12, 14.12. § 7, https://muu.fi.\n"},
  };
  char digit = '1';
  for (const auto& [path, text] : texts) {
    const SampleMemo sample =
        memo_of({path, "Ryhmä", "", MemoKind::memo, "Outi Kallionpää", text, ""}, digit++);
    REQUIRE(opened.value().save(sample.memo, sample.document, testing::index_of(sample)).ok());
  }
  const auto [query, unit, found] = GENERATE(table<std::string, HitUnit, std::string>({
      {"§ 12", HitUnit::page, "edessa takana viite"},
      {"\"12 §\"", HitUnit::page, "edessa takana viite"},
      {"§ 12", HitUnit::memo, "edessa takana viite"},
      {"§ 12 avaus", HitUnit::page, "edessa takana"},
      {"avaus -§ 12", HitUnit::page, "muu"},
      {"§ 7", HitUnit::page, "muu"},
      {"§ 2", HitUnit::page, ""},
      {"12", HitUnit::page, "edessa muu takana viite"},
      {"https://kirjasto.fi/", HitUnit::page, "viite"},
      {"https://zzz.fi", HitUnit::page, ""},
  }));
  CAPTURE(query);
  const auto parsed = parse_query(query);
  REQUIRE(parsed.ok());
  SearchOptions options;
  options.unit = unit;
  const auto result = Searcher(opened.value(), language()).search(parsed.value(), options);
  REQUIRE(result.ok());
  CHECK(files(result.value()) == found);
  if (query != "§ 12") return;
  for (const Hit& hit : result.value().hits) CHECK(hit.snippet.marks.size() == 1);
}

TEST_CASE("what was found lies in the memo's text") {
  const SearchResult result = search("talousarvio");
  REQUIRE(result.hits.size() == 1);
  const Hit& hit = result.hits[0];
  CHECK(hit.page == 2);
  const auto document = corpus().read_document(hit.memo.id);
  REQUIRE(document.ok());
  REQUIRE(hit.found.size() == 1);
  CHECK(document.value().at(hit.found[0]) == "talousarvion");
}

TEST_CASE("a word in a decision weighs more than the same word beside it") {
  const SearchResult result = search("päättää OR maksu");
  REQUIRE(result.hits.size() == 3);
  CHECK(result.hits[0].memo.path == "koulu.pdf");
}

TEST_CASE("hits are counted by what their memos have in common") {
  const auto query = parse_query("osallistuja:Rantakallio");
  Searcher searcher(corpus(), language());
  const auto facets = searcher.facets(query.value(), HitUnit::memo);
  REQUIRE(facets.ok());
  std::string written;
  for (const Facet& facet : facets.value()) {
    written += facet.name + ":";
    for (const Count& count : facet.counts)
      written += " " + count.value + "=" + std::to_string(count.hits);
    written += "\n";
  }
  CHECK(written ==
        "body: Johtoryhmä=2 Kirjastoryhmä=1 Kouluryhmä=1\n"
        "year: 2014=2 2015=1\n"
        "kind: memo=2 minutes=1 notice=1\n"
        "person: Kaisa Rantakallio=4 Outi Kallionpää=2 Pentti Rauhaniemi=2\n"
        "decision: decided=2\n");
  const auto months = searcher.timeline(query.value(), HitUnit::memo, TimeStep::month);
  REQUIRE(months.ok());
  REQUIRE(months.value().size() == 3);
  CHECK(months.value()[1].value == "2014-06");
}

TEST_CASE("hits can be had in the order of their days, and in portions") {
  SearchOptions options;
  options.order = HitOrder::newest;
  SearchResult result = search("osallistuja:Rantakallio", options);
  REQUIRE(result.hits.size() == 4);
  CHECK(result.hits[0].memo.path == "kirjasto.pdf");
  CHECK(result.hits[3].memo.path == "kutsu.pdf");
  options.order = HitOrder::oldest;
  options.limit = 1;
  options.offset = 1;
  result = search("osallistuja:Rantakallio", options);
  REQUIRE(result.hits.size() == 1);
  CHECK(result.total == 4);
  CHECK(result.hits[0].memo.path == "sote.pdf");
}

TEST_CASE("hits can be taken one by one, and none is kept") {
  const auto query = parse_query("maksu OR lehti OR kokous");
  REQUIRE(query.ok());
  const SearchResult all = search("maksu OR lehti OR kokous");
  REQUIRE(all.hits.size() > 1);
  Searcher searcher(corpus(), language());
  std::vector<std::string> taken;
  const auto result = searcher.search(query.value(), {}, [&taken](const Hit& hit) -> Result<Done> {
    taken.push_back(hit.memo.path);
    return Done{};
  });
  REQUIRE(result.ok());
  CHECK(result.value().hits.empty());
  CHECK(result.value().total == all.total);
  REQUIRE(taken.size() == all.hits.size());
  for (std::size_t i = 0; i < taken.size(); ++i) CHECK(taken[i] == all.hits[i].memo.path);

  std::size_t seen = 0;
  const auto ended = searcher.search(query.value(), {}, [&seen](const Hit&) -> Result<Done> {
    ++seen;
    return Error{ErrorCode::disk_full, "", "full"};
  });
  CHECK_FALSE(ended.ok());
  CHECK(seen == 1);
}

TEST_CASE("a word that stands nowhere is named, with words like it") {
  const auto [query, word, suggestion] = GENERATE(table<std::string, std::string, std::string>({
      {"koulukuljets", "koulukuljets", "koulukuljetus"},
      {"maksu talousarvo", "talousarvo", "talousarvio"},
      {"hyily", "hyily", "hylly"},
      {"aahlsten", "aahlsten", "wahlsten"},
      {"paattaa", "paattaa", "päättää"},
  }));
  CAPTURE(query);
  const SearchResult result = search(query);
  CHECK(result.hits.empty());
  REQUIRE(result.missing.size() == 1);
  CHECK(result.missing[0].word == word);
  REQUIRE_FALSE(result.missing[0].suggestions.empty());
  CHECK(result.missing[0].suggestions[0] == suggestion);
}

TEST_CASE("a word is not suggested in its own place") {
  const auto near = suggest_words(corpus().database(), "koulukuljetus");
  REQUIRE(near);
  CHECK(std::count(near.value().begin(), near.value().end(), "koulukuljetus") == 0);
}

TEST_CASE("no query that the parser takes is an error to the index") {
  for (const char* query : {"a-b",
                            "a'b",
                            "20.4.",
                            "a\"b\"c",
                            "^koulu",
                            "surface:koulu",
                            "a:b",
                            "²",
                            "½",
                            "koulu\\",
                            "x*",
                            "\"a *\"",
                            "AND",
                            "NEAR",
                            "C++",
                            "😀 koulu",
                            "NEAR(\"a b\" c, 0)",
                            "päätös:(a OR -b)",
                            "a OR (b -c)",
                            "{a}",
                            "@#1"}) {
    CAPTURE(query);
    const auto parsed = parse_query(query);
    if (!parsed) continue;
    for (const HitUnit unit : {HitUnit::page, HitUnit::memo, HitUnit::decision}) {
      SearchOptions options;
      options.unit = unit;
      const auto result = Searcher(corpus(), language()).search(parsed.value(), options);
      INFO((result.ok() ? "" : result.error().message));
      CHECK(result.ok());
    }
  }
}

TEST_CASE("a snippet shows where most of the words stand, cut at words") {
  const std::string filler = "täyte sana ja toinen sana. ";
  std::string text;
  for (int i = 0; i < 40; ++i) text += filler;
  const std::size_t first = text.size();
  text += "Lumi satoi.\n";
  for (int i = 0; i < 40; ++i) text += filler;
  const std::size_t second = text.size();
  text += "Lumi ja sade. ";
  for (int i = 0; i < 40; ++i) text += filler;
  const std::vector<Mark> marks{
      {{first, first + 4}, 0}, {{second, second + 4}, 0}, {{second + 8, second + 12}, 1}};
  const Snippet snippet = snippet_of(text, marks, 120);
  CHECK(snippet.text.size() < 200);
  CHECK_FALSE(snippet.text.starts_with("…"));  // It begins with a sentence.
  CHECK(snippet.text.ends_with("…"));
  CHECK(marked(snippet).find("[Lumi] ja [sade]") != std::string::npos);
  CHECK(snippet_of("", {}, 100).text.empty());
  CHECK(snippet_of("  yksi \n\n kaksi ", {}, 100).text == "yksi kaksi");
}

TEST_CASE("the distance of two words is what one must change") {
  CHECK(edit_distance(U"hylly", U"hylly", 2) == 0);
  CHECK(edit_distance(U"hylly", U"hyily", 2) == 1);
  CHECK(edit_distance(U"hylly", U"hlyly", 2) == 1);
  CHECK(edit_distance(U"hylly", U"hyllyt", 2) == 1);
  CHECK(edit_distance(U"", U"ab", 2) == 2);
  CHECK(edit_distance(U"koulu", U"metsä", 2) == 3);
}

}  // namespace
}  // namespace muistio
