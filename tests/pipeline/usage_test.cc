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

TEST_CASE("help names each value as a person would, and its default behind what it does") {
  const auto [exit_code, page, told] = testing::printed_by({"search", "--help"});
  CAPTURE(page);
  CHECK(exit_code == 0);
  CHECK(page.find("\n  QUERY...  ") != std::string::npos);
  CHECK(page.find("\n  --corpus FILE  ") != std::string::npos);
  CHECK(page.find("--by pages|memos|decisions  what a hit is (default: pages)\n") !=
        std::string::npos);
  CHECK(page.find("\n  --offset N  ") != std::string::npos);
  const auto load = testing::printed_by({"load", "--help"});
  CHECK(load.out.find("\n  --no-ocr  ") != std::string::npos);
  CHECK(load.out.find("\n  --retry  ") != std::string::npos);
}
