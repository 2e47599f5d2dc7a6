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

TEST_CASE("settings that nobody knows are refused in one sentence") {
  const std::string settings = GENERATE("[load]\njbs = 1\n", "[lod]\njobs = 1\n", "sd[[[=");
  CAPTURE(settings);
  const Printed ran = run_with_settings(settings, {"doctor"});
  CHECK(ran.exit_code == exit_could_not_run);
  CHECK(ran.err.find("settings file") != std::string::npos);
}

}  // namespace
}  // namespace muistio
