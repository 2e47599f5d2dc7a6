// Bad usage: one clear sentence, exit code 2, nothing on standard output.
#include <algorithm>
#include <string>
#include <vector>

#include "pipeline/program.h"
#include "tests/catch.h"
#include "tests/pipeline/printed.h"

using namespace muistio;

TEST_CASE("bad usage is told in one sentence that says where help is") {
  struct Row {
    std::vector<std::string> arguments;
    std::string names, help;
  };
  const std::vector<Row> rows{
      {{"laod", "memos"}, "there is no command 'laod'", "(see muistio --help)\n"},
      {{}, "subcommand", "(see muistio --help)\n"},
      {{"search"}, "QUERY", "(see muistio search --help)\n"},
      {{"load"}, "PATH", "(see muistio load --help)\n"},
      {{"status", "--colour"}, "--colour", "(see muistio status --help)\n"},
      {{"search", "x", "--limit", "0"}, "--limit", "(see muistio search --help)\n"},
      {{"search", "x", "--by", "lines"}, "lines", "(see muistio search --help)\n"},
      {{"load", "x", "--jobs", "many"}, "many", "(see muistio load --help)\n"},
  };
  for (const Row& row : rows) {
    const auto [exit_code, out, told] = testing::printed_by(row.arguments);
    CAPTURE(told);
    CHECK(exit_code == exit_could_not_run);
    CHECK(told.starts_with("muistio: "));
    CHECK(told.find(row.names) != std::string::npos);
    CHECK(told.ends_with(row.help));
    CHECK(std::count(told.begin(), told.end(), '\n') == 1);
    CHECK(out.empty());
  }
}
