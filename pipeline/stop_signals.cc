#include "pipeline/stop_signals.h"

#include <sys/signalfd.h>
#include <unistd.h>

namespace muistio {

StopSignals::StopSignals() {
  sigset_t wanted;
  sigemptyset(&wanted);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&wanted, number);
  sigprocmask(SIG_BLOCK, &wanted, &before_);
  descriptor_ = Descriptor(signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK));
}

StopSignals::~StopSignals() {
  count();  // Whoever asked has been heard; the signal must not end the program now.
  sigprocmask(SIG_SETMASK, &before_, nullptr);
}

int StopSignals::count() {
  signalfd_siginfo info{};
  while (read(descriptor(), &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
    last_ = static_cast<int>(info.ssi_signo);
    ++count_;
  }
  return count_;
}

}  // namespace muistio
