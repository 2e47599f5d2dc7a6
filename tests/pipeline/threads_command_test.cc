#include "pipeline/threads_command.h"

#include <nlohmann/json.hpp>

#include "corpus/store.h"
#include "tests/catch.h"
#include "tests/corpus/sample_memo.h"
#include "tests/folder.h"
#include "tests/pipeline/printed.h"

namespace muistio {
namespace {

using testing::Printed;

// Two meetings that speak of one case; the first has the sample's decision and action.
class Program {
 public:
  Program() : corpus_(folder_.file("town.db")) {
    auto corpus = Corpus::open(corpus_, Access::create);
    REQUIRE(corpus.ok());
    save(corpus.value(), "eka.pdf", "2021-02-03", 'a');
    save(corpus.value(), "toka.pdf", "2021-03-03", 'b');
  }
  Printed run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "threads");
    arguments.insert(arguments.end(), {"--corpus", corpus_});
    return testing::printed_by(arguments);
  }

 private:
  static void save(Corpus& corpus, const char* path, const char* date, char digit) {
    testing::SampleMemo sample;
    sample.document = testing::document_of(
        "# 1 Hyllyt\n\nDnro 45/2021. Päätettiin hankkia hyllyt. Outi tilaa ne.\n");
    Memo& memo = sample.memo;
    memo.source.path = path;
    memo.source.sha256 = std::string(64, digit);
    memo.meeting = Meeting{};
    const Evidence evidence = testing::evidence_for(sample.document, "Hyllyt");
    memo.meeting->body = Stated{"Kirjastoryhmä", evidence};
    memo.meeting->date = Stated{date, evidence};
    memo.items.push_back({evidence, "1", "Hyllyt", {0, sample.document.text.size()}});
    if (digit == 'a') {
      memo.decisions.push_back({testing::evidence_for(sample.document, "Päätettiin"),
                                "1",
                                "Päätettiin hankkia hyllyt.",
                                DecisionKind::decided,
                                {},
                                {},
                                {}});
      memo.actions.push_back(
          {testing::evidence_for(sample.document, "Outi"), "Outi", "tilaa ne", "2021-02-28", "1"});
    }
    REQUIRE(corpus.save(memo, sample.document, testing::index_of(sample)).ok());
  }

  Folder folder_;
  std::string corpus_;
};

TEST_CASE("threads prints a matter meeting by meeting") {
  const Program program;
  for (const std::vector<std::string>& asked : {std::vector<std::string>{},
                                                {"45/2021"},
                                                {"Dnro 45/2021"},
                                                {"toka.pdf"},
                                                {"eka.pdf", "--item", "1"}}) {
    const Printed printed = program.run(asked);
    CHECK(printed.err == "");
    CHECK(printed.exit_code == exit_done);
    CHECK(printed.out ==
          "45/2021  Hyllyt\n"
          "  2021-02-03  Kirjastoryhmä  1  Hyllyt  eka.pdf p. 1\n"
          "      decided: Päätettiin hankkia hyllyt.\n"
          "      to do: Outi: tilaa ne (by 2021-02-28)\n"
          "  2021-03-03  Kirjastoryhmä  1  Hyllyt  toka.pdf p. 1\n");
  }
}

TEST_CASE("threads for programs: an object a thread, or a row a fact") {
  const Program program;
  const auto json = nlohmann::json::parse(program.run({"--json"}).out);
  CHECK(json["case_numbers"] == nlohmann::json::array({"45/2021"}));
  REQUIRE(json["steps"].size() == 2);
  CHECK(json["steps"][0]["actions"][0]["due"] == "2021-02-28");
  CHECK(json["steps"][1]["decisions"].empty());
  const std::string id(64, 'a'), other(64, 'b');
  CHECK(
      program.run({"--csv"}).out ==
      "thread,case_numbers,id,path,page,date,body,item,title,fact,kind,who,due,text\r\n1,45/2021," +
          id +
          ",eka.pdf,1,2021-02-03,Kirjastoryhmä,1,Hyllyt,decision,decided,,,Päätettiin hankkia "
          "hyllyt.\r\n1,45/2021," +
          id +
          ",eka.pdf,1,2021-02-03,Kirjastoryhmä,1,Hyllyt,action,,Outi,2021-02-28,tilaa ne\r\n"
          "1,45/2021," +
          other + ",toka.pdf,1,2021-03-03,Kirjastoryhmä,1,Hyllyt,,,,,\r\n");
}

TEST_CASE("a matter that is not there is an exit code and a sentence") {
  const Program program;
  CHECK(program.run({"99/2021"}).exit_code == exit_nothing_found);
  CHECK(program.run({"eka.pdf", "--item", "9"}).exit_code == exit_nothing_found);
  CHECK(program.run({"ei-ole.pdf"}).exit_code != exit_done);
  CHECK(program.run({"--item", "9"}).exit_code == exit_could_not_run);
}

}  // namespace
}  // namespace muistio
