#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <new>
#include <string>
#include <vector>

#include "pipeline/program.h"
#include "pipeline/terminal.h"
#include "pipeline/worker.h"

int main(int count, char** values) {
  try {
    std::ios::sync_with_stdio(false);
    const std::vector<std::string> arguments(values + 1, values + count);
    if (count == 2 && arguments[0] == muistio::worker_argument) return muistio::run_worker();
    signal(SIGPIPE, SIG_IGN);
    const bool terminal = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
    const int code = muistio::run(arguments, {std::cout, std::cerr, terminal});
    std::cout.flush();
    if (!std::cout && !muistio::nobody_reads_output()) {
      std::cerr << "muistio: standard output could not be written\n";
      return muistio::exit_could_not_run;
    }
    return code;
  } catch (const std::bad_alloc&) {
    std::cerr << "muistio: there is too little memory; free some and run the same command again\n";
    return muistio::exit_could_not_run;
  } catch (const std::exception& exception) {
    std::cerr << "muistio: internal error: " << exception.what() << '\n';
    return muistio::exit_could_not_run;
  }
}
