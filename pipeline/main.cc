#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "pipeline/program.h"

int main(int count, char** values) {
  try {
    std::ios::sync_with_stdio(false);
    const std::vector<std::string> arguments(values + 1, values + count);
    const bool terminal = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
    const int code = muistio::run(arguments, {std::cout, std::cerr, terminal});
    std::cout.flush();
    if (!std::cout && code == muistio::exit_done) {
      std::cerr << "muistio: standard output could not be written\n";
      return muistio::exit_could_not_run;
    }
    return code;
  } catch (const std::exception& exception) {
    std::cerr << "muistio: internal error: " << exception.what() << '\n';
    return muistio::exit_could_not_run;
  }
}
