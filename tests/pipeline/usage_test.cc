// Bad usage: one clear sentence, exit code 2, nothing on standard output.
#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "corpus/unicode.h"
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
      {{"laod", "memos"},
       "there is no command 'laod'; did you mean load?",
       "(see muistio --help)\n"},
      {{"help", "serach"},
       "there is no command 'serach'; did you mean search?",
       "(see muistio --help)\n"},
      {{}, "say which command: load, extract, search, ", "(see muistio --help)\n"},
      {{"rules"},
       "say which command: list, test, words, why, diff ",
       "(see muistio rules --help)\n"},
      {{"rules", "lst"},
       "there is no command 'rules lst'; did you mean list?",
       "(see muistio rules --help)\n"},
      {{"people", "--merge", "A"}, "--merge needs 2 values", "(see muistio people --help)\n"},
      {{"load", "x", "--job", "3"},
       "there is no option '--job'; did you mean --jobs?",
       "(see muistio load --help)\n"},
      {{"check", "--files-from", "x"},
       "there is no option '--files-from'",
       "(see muistio check --help)\n"},
      {{"check", "---"}, "there is no option '---' ", "(see muistio check --help)\n"},
      {{"search", "a", "--nosuch", "-b"},
       "there is no option '--nosuch' ",
       "(see muistio search --help)\n"},
      {{"doctor", "x"}, "'x' is one argument too many ", "(see muistio doctor --help)\n"},
      {{"rules", "list", "a", "b"},
       "'b' is one argument too many",
       "(see muistio rules list --help)\n"},
      {{"search", "x", "--limit"}, "--limit needs a value ", "(see muistio search --help)\n"},
      {{"load", "x", "--jobs", "600"},
       "--jobs: 600 is not between 1 and 512 ",
       "(see muistio load --help)\n"},
      {{"search", "x", "--by", "lines"},
       "--by: 'lines' is none of pages, memos, decisions ",
       "(see muistio search --help)\n"},
      {{"status", "--csv", "--json"}, " do not go together", "(see muistio status --help)\n"},
      {{"status", "--color", "blue"},
       "'blue' is none of always, never, auto",
       "(see muistio --help)\n"},
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

TEST_CASE("every page of help has lines of 80 characters and an example of its own") {
  const auto page = GENERATE(values<std::vector<std::string>>({
      {"load"},           {"extract"},       {"search"},       {"show"},          {"why"},
      {"export"},         {"people"},        {"series"},       {"threads"},       {"status"},
      {"check"},          {"doctor"},        {"rules"},        {"pages"},         {"rules", "list"},
      {"rules", "words"}, {"rules", "test"}, {"rules", "why"}, {"rules", "diff"}, {"evaluate"},
  }));
  std::vector<std::string> asked{"help"};
  asked.insert(asked.end(), page.begin(), page.end());
  const auto [exit_code, out, told] = testing::printed_by(asked);
  CAPTURE(out);
  CHECK(exit_code == exit_done);
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line);) CHECK(code_points(line) <= 80);
  std::string command = "muistio";
  for (const std::string& name : page) command += " " + name;
  const bool is_extract = page.front() == "evaluate";  // Which reads what extract prints.
  CHECK(out.find(is_extract ? "| muistio evaluate" : "Example:\n  " + command) !=
        std::string::npos);
  std::vector<std::string> option = page;
  option.emplace_back("--help");
  CHECK(testing::printed_by(option).out == out);
}

TEST_CASE("help alone lists the commands") {
  CHECK(testing::printed_by({"help"}).out == testing::printed_by({"--help"}).out);
  CHECK(testing::printed_by({"help", "help"}).out == testing::printed_by({"--help"}).out);
  CHECK(testing::printed_by({"help"}).out.find("\n  search ") != std::string::npos);
}
