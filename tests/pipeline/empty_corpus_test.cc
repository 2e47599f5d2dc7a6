// What the commands say of a corpus that holds nothing.
#include <string>
#include <vector>

#include "corpus/store.h"
#include "pipeline/program.h"
#include "tests/catch.h"
#include "tests/folder.h"
#include "tests/pipeline/printed.h"

using namespace muistio;

TEST_CASE("an empty corpus is told of as it is, whether or not something was asked for") {
  const Folder folder;
  const std::string file = folder.file("empty.db");
  REQUIRE(Corpus::open(file, Access::create).ok());
  struct Row {
    std::vector<std::string> arguments;
    std::string told;
  };
  const std::vector<Row> rows{
      {{"people"}, "muistio: no persons are in the corpus\n"},
      {{"people", "Kallio"}, "muistio: nobody of that name is in the corpus\n"},
      {{"series"}, "muistio: no meetings are in the corpus\n"},
      {{"series", "hallitus"}, "muistio: no meetings of such a body are in the corpus\n"},
      {{"threads"}, "muistio: no matter goes through two memos or more\n"},
      {{"threads", "12/2020"}, "muistio: no such matter goes through the memos\n"},
      {{"search", "kokous"}, "muistio: nothing found\n  no page has 'kokous'\n"},
  };
  for (const Row& row : rows) {
    std::vector<std::string> arguments = row.arguments;
    arguments.insert(arguments.end(), {"--corpus", file});
    const auto printed = testing::printed_by(arguments);
    CHECK(printed.exit_code == exit_nothing_found);
    CHECK(printed.err == row.told);
    CHECK(printed.out.empty());
  }
}
