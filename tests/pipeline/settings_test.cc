// Settings for the options of commands, from a file.
#include <cstdlib>
#include <string>
#include <vector>

#include "pipeline/program.h"
#include "tests/catch.h"
#include "tests/folder.h"
#include "tests/pipeline/printed.h"

namespace muistio {
namespace {

using testing::Printed;

Printed run_with_settings(const std::string& settings, const std::vector<std::string>& arguments) {
  const Folder folder;
  const std::string file = folder.file("muistio.toml");
  write_file(file, settings);
  setenv("MUISTIO_CONFIG", file.c_str(), 1);
  Printed printed = testing::printed_by(arguments);
  unsetenv("MUISTIO_CONFIG");
  return printed;
}

TEST_CASE("an option of a command may come from the settings file") {
  const Printed ran =
      run_with_settings("[rules.list]\nrules = \"/nowhere/rules\"\n", {"rules", "list"});
  CHECK(ran.exit_code == exit_could_not_run);
  CHECK(ran.err.find("/nowhere/rules") != std::string::npos);
}

TEST_CASE("the command line wins over the settings file") {
  const Printed ran = run_with_settings("[rules.list]\nrules = \"/nowhere/rules\"\n",
                                        {"rules", "list", "--rules", "/elsewhere/rules"});
  CAPTURE(ran.err);
  CHECK(ran.err.find("/elsewhere/rules") != std::string::npos);
}

TEST_CASE("what is wrong in the settings is told with file and line to the command it is for") {
  const auto [settings, arguments,
              said] = GENERATE(table<std::string, std::vector<std::string>, std::string>({
      {"[lod]\njobs = 1\n", {"doctor"}, ", line 1: there is no command 'lod'; did you mean load?"},
      {"sd[[[=", {"doctor"}, ", line 1: 'sd[[[=' is no TOML"},
      {"# mine\n[search]\nlimit\n", {"doctor"}, ", line 3: 'limit' is no TOML"},
      {"[search]\nby = \"memos\n", {"doctor"}, ", line 2: 'by = \"memos' is no TOML"},
      {"jobs = 4\n", {"doctor"}, ", line 1: 'jobs' stands under no command"},
      {"[load]\njbs = 1\n",
       {"load", "x"},
       ", line 2: load has no option 'jbs'; did you mean jobs?"},
      {"[load]\njobs = \"many\"\n", {"load", "x"}, ": --jobs: "},
  }));
  CAPTURE(settings);
  const Printed ran = run_with_settings(settings, arguments);
  CHECK(ran.exit_code == exit_could_not_run);
  CAPTURE(ran.err);
  CHECK(ran.err.find("the settings file /") != std::string::npos);
  CHECK(ran.err.find(said) != std::string::npos);
}

TEST_CASE("settings may have comments, arrays over lines and the marks of other systems") {
  const Printed ran = run_with_settings(
      "\xEF\xBB\xBF[load] # how\r\nno-ocr = true # fast\r\nj = 2\r\n\r\n[rules.list]\r\n"
      "rules = [ # ours\r\n  \"/nowhere/ru#les\",\r\n]\r\n",
      {"rules", "list"});
  CAPTURE(ran.err);
  CHECK(ran.err.find("muistio: /nowhere/ru#les") == 0);
}

TEST_CASE("what is wrong in the settings of a command stops no other") {
  const Printed ran =
      run_with_settings("[load]\njbs = 1\n[rules.diff]\nx = 1\n", {"rules", "list"});
  CAPTURE(ran.err);
  CHECK(ran.exit_code == exit_done);
}

TEST_CASE("--config may stand behind the command, and must name a file") {
  const Folder folder;
  const std::string file = folder.file("mine.toml");
  write_file(file, "[rules.list]\nrules = \"/nowhere/rules\"\n");
  CHECK(testing::printed_by({"rules", "list", "--config", file}).err.find("/nowhere/rules") !=
        std::string::npos);
  CHECK(
      testing::printed_by({"rules", "list", "--config=/nowhere.toml"}).err ==
      "muistio: the settings file cannot be read: /nowhere.toml (see muistio rules list --help)\n");
}

TEST_CASE("the corpus may be named by the environment, which wins over the settings") {
  setenv("MUISTIO_CORPUS", "/nowhere/env.db", 1);
  const Printed ran = run_with_settings("[status]\ncorpus = \"/nowhere/file.db\"\n", {"status"});
  const Printed asked = testing::printed_by({"status", "--corpus", "/nowhere/asked.db"});
  unsetenv("MUISTIO_CORPUS");
  CHECK(ran.err.find("/nowhere/env.db") != std::string::npos);
  CHECK(asked.err.find("/nowhere/asked.db") != std::string::npos);
}

}  // namespace
}  // namespace muistio
