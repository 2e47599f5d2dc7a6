#include "pipeline/search_command.h"

#include <nlohmann/json.hpp>
#include <set>

#include "corpus/store.h"
#include "corpus/unicode.h"
#include "tests/catch.h"
#include "tests/corpus/sample_memo.h"
#include "tests/folder.h"
#include "tests/pipeline/printed.h"

namespace muistio {
namespace {

using testing::Printed;

// A corpus file with the sample memo in it.
class Program {
 public:
  Program() : corpus_(folder_.file("town.db")) {
    auto corpus = Corpus::open(corpus_, Access::create);
    REQUIRE(corpus.ok());
    const auto sample = testing::sample_memo();
    REQUIRE(corpus.value().save(sample.memo, sample.document, testing::index_of(sample)).ok());
  }
  Printed run(std::vector<std::string> arguments, bool terminal = false) const {
    arguments.insert(arguments.end(), {"--corpus", corpus_});
    return testing::printed_by(arguments, terminal);
  }
  const std::string& corpus() const { return corpus_; }

 private:
  Folder folder_;
  std::string corpus_;
};

TEST_CASE("search prints file, page and snippet with the found words marked") {
  const Program program;
  const Printed printed = program.run({"search", "kirjahylly"});
  CHECK(printed.exit_code == exit_done);
  CHECK(printed.out ==
        "kirjasto.pdf  p. 1  2021-02-03  Kirjastoryhmä\n"
        "    Päätettiin hankkia kaksi [kirjahyllyä] lastenosastolle. Outi Kallionpää pyytää "
        "tarjoukset helmikuun loppuun mennessä.\n\n1 page\n");
  CHECK(printed.err.empty());
  const std::string coloured = "\x1b[1;33mkirjahyllyä\x1b[0m";
  const auto has_colour = [&](const Printed& one) {
    return one.out.find(coloured) != std::string::npos;
  };
  CHECK(has_colour(program.run({"search", "kirjahylly"}, true)));
  CHECK(has_colour(program.run({"search", "kirjahylly", "--color=always"})));
  CHECK_FALSE(has_colour(program.run({"search", "kirjahylly", "--color", "never"}, true)));
}

TEST_CASE("each way a search can end has its exit code and its sentence") {
  const Program program;
  const auto [query, exit_code, sentence] = GENERATE(table<std::string, int, std::string>({
      {"avaruusalus", exit_nothing_found, "no page has 'avaruusalus'"},
      {"kirjahyly", exit_nothing_found, "did you mean kirjahylly"},
      {"hylly -kirja*", exit_done, ""},
      {"puheenjohtaja:hylly", exit_nothing_found,
       "'hylly' stands in some text, but in no puheenjohtaja (chair)"},
      {"\"hylly kirjasto\"", exit_nothing_found, "stands somewhere, but not in a row"},
      {"§ 77", exit_nothing_found, "no page has § 77"},
      {"...", exit_could_not_run, "there is no word in the query"},
      {"(hylly", exit_could_not_run, "this ( has no ) after it\n  (hylly\n  ^"},
  }));
  CAPTURE(query);
  const Printed printed = program.run({"search", query});
  CHECK(printed.exit_code == exit_code);
  CAPTURE(printed.err);
  CHECK(printed.err.find(sentence) != std::string::npos);
}

TEST_CASE("an offset behind the last hit is told") {
  const Program program;
  const Printed printed = program.run({"search", "hylly", "--offset", "100000"});
  CHECK(printed.exit_code == exit_nothing_found);
  CHECK(printed.out.empty());
  CHECK(printed.err == "muistio: --offset 100000 leaves none of 2 pages\n");
}

TEST_CASE("a query may begin with a minus and need not be quoted") {
  const Program program;
  using Words = std::vector<std::string>;
  const auto [words, exit_code] = GENERATE(table<Words, int>({
      {{"-avaruus hylly"}, exit_done},
      {{"--", "-avaruus hylly"}, exit_done},
      {{"hylly", "-avaruus"}, exit_done},
      {{"-avaruus", "--limit", "3", "hylly"}, exit_done},
      {{"-kirja* kirjahylly"}, exit_nothing_found},
      {{"hylly", "avaruus"}, exit_nothing_found},
      {{"-avaruus"}, exit_could_not_run},
      {{"--avaruus", "hylly"}, exit_could_not_run},
      {{"--limit"}, exit_could_not_run},
  }));
  CAPTURE(words);
  Words arguments{"search"};
  arguments.insert(arguments.end(), words.begin(), words.end());
  const Printed printed = program.run(arguments);
  CAPTURE(printed.err);
  CHECK(printed.exit_code == exit_code);
}

TEST_CASE("a corpus that is not there is told in one sentence") {
  const Printed none = testing::printed_by({"search", "a", "--corpus", "/nonexistent.db"});
  CHECK(none.exit_code == exit_could_not_run);
  CHECK(none.err.find("there is no such corpus file") != std::string::npos);
}

TEST_CASE("hits for programs carry page, box and marks") {
  const Program program;
  const std::string json = program.run({"search", "kirjahylly", "--json"}).out;
  CHECK(json.find("\"page\":1") != std::string::npos);
  CHECK(json.find("\"marks\":[[25,36]]") != std::string::npos);
  CHECK(json.find("\"text\":\"kirjahyllyä\"") != std::string::npos);
  CHECK(json.find("\"box\":[") != std::string::npos);
  const std::string csv = program.run({"search", "hylly", "--csv", "--by", "decisions"}).out;
  CHECK(csv.starts_with("id,path,page,date,body,title,decision,snippet\r\n"));
  CHECK(csv.find(",kirjasto.pdf,1,2021-02-03,Kirjastoryhmä,,decided,Päätettiin") !=
        std::string::npos);
}

TEST_CASE("a concordance lines the found words up") {
  const Program program;
  const std::string out = program.run({"search", "hylly", "--kwic", "--width", "80"}).out;
  CAPTURE(out);
  CHECK(out.find("Läsnä Outi Kallionpää (pj.) 1 [Hyllyt] Päätettiin") == std::string::npos);
  CHECK(out.find("          [Hyllyihin] varattiin 1 200 euroa.  ") != std::string::npos);
  std::istringstream lines(out);
  std::set<std::size_t> words, places;
  CHECK(out.ends_with("\n\n3 places in 2 pages\n"));
  for (std::string line; std::getline(lines, line) && !line.empty();) {
    words.insert(code_points(line.substr(0, line.find('['))));
    places.insert(code_points(line.substr(0, line.rfind("kirjasto.pdf p. "))));
  }
  CHECK(words.size() == 1);
  CHECK(places.size() == 1);
  CHECK(out.find("hankkia kaksi kirja[hyllyä] lastenosastolle.") != std::string::npos);

  // A terminal shows the end of a path that would run over.
  const std::string narrow = program.run({"search", "hylly", "--kwic", "--width", "50"}, true).out;
  CAPTURE(narrow);
  CHECK(narrow.find("kirjasto.pdf p. 1") == std::string::npos);
  CHECK(narrow.find(".pdf p. 1") != std::string::npos);
  CHECK(narrow.find("…") != std::string::npos);
}

TEST_CASE("hits are counted over time and by what they have in common") {
  const Program program;
  const std::string bars = program.run({"search", "hylly", "--histogram", "--width", "40"}).out;
  CHECK(bars == "2021-02 ████████████████████ 2\n");
  const std::string both = program.run({"search", "hylly", "--histogram", "--facets"}).out;
  CHECK(both.find("█") != std::string::npos);
  CHECK(both.find("body\n  Kirjastoryhmä  2\n") != std::string::npos);
  CHECK(program.run({"search", "hylly", "--kwic", "--facets"}).out.find("body\n") !=
        std::string::npos);
  const std::string facets = program.run({"search", "hylly", "--facets"}).out;
  CAPTURE(facets);
  CHECK(facets.find("body\n  Kirjastoryhmä  2\n") != std::string::npos);
  CHECK(facets.find("person\n  Outi Kallionpää  2\n") != std::string::npos);
  CHECK(facets.find("decision\n  decided  2\n") != std::string::npos);
  CHECK(program.run({"search", "hylly", "--facets", "--json"})
            .out.find("{\"facets\":{\"body\":[{\"value\":\"Kirjastoryhmä\",\"hits\":2}]") !=
        std::string::npos);
  CHECK(program.run({"search", "hylly", "--json", "--csv"}).exit_code == exit_could_not_run);
}

TEST_CASE("a memo is named by its file with or without its ending, and shown with others") {
  const Program program;
  CHECK(program.run({"show", "kirjasto"}).out == program.run({"show", "kirjasto.pdf"}).out);
  const Printed both = program.run({"show", "kirjasto", "aaaa", "l\xe4.pdf"});
  CHECK(both.exit_code == exit_nothing_found);
  CHECK(both.err.find("file name 'l%E4.pdf'") != std::string::npos);
  CHECK(both.out == program.run({"show", "aaaa"}).out + "\n" + program.run({"show", "aaaa"}).out);
  const std::string lines = program.run({"why", "kirjasto", "--json"}).out;
  const auto first = nlohmann::json::parse(lines.substr(0, lines.find('\n')));
  CHECK(first["fact"] == "body");
  CHECK(first["value"] == "Kirjastoryhmä");
  CHECK(first["rule"] == "test.rule");
}

TEST_CASE("show prints a memo and why prints its evidence") {
  const Program program;
  for (const char* name : {"aaaa", "kirjasto.pdf"}) {
    const Printed shown = program.run({"show", name});
    CHECK(shown.exit_code == exit_done);
    for (const char* text :
         {"Kirjastoryhmä", "2021-02-03", "Outi Kallionpää  present  chair", "1  Hyllyt",
          "→ Päätettiin hankkia", "by 2021-02-28", "1 200 euroa", "low_confidence"}) {
      CAPTURE(text, shown.out);
      CHECK(shown.out.find(text) != std::string::npos);
    }
  }
  const std::string why = program.run({"why", "aaaa"}).out;
  CHECK(why.find("test.rule") != std::string::npos);
  CHECK(why.find(" 75 %") != std::string::npos);
  CHECK(why.find("“pyytää tarjoukset”") != std::string::npos);
  CHECK(program.run({"show", "bbbb"}).exit_code == exit_nothing_found);
  CHECK(
      program.run({"show", "aaaa", "--json"}).out.starts_with("{\"schema\":\"muistio-record/1\""));
}

}  // namespace
}  // namespace muistio
