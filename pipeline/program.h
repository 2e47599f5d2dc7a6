// The program behind main: arguments in, an exit code out.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace muistio {

// Part of the interface; the same for every command.
enum ExitCode : int {
  exit_done = 0,
  exit_nothing_found = 1,
  exit_could_not_run = 2,
  exit_needs_attention = 3,  // Done, but some files need attention.
};

// The corpus file where --corpus is not given.
inline constexpr const char* default_corpus = "muistio.db";

// What a command writes to. `terminal` says whether `out` is one that shows colours.
struct Streams {
  std::ostream& out;
  std::ostream& err;
  bool terminal = false;
};

// `arguments` without the program's name. Nothing is thrown.
int run(const std::vector<std::string>& arguments, Streams streams);

}  // namespace muistio
