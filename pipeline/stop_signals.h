// Signals that ask the program to stop, turned into something that can be waited for.
#pragma once

#include <signal.h>

#include "pipeline/descriptor.h"

namespace muistio {

// While it lives, SIGINT, SIGTERM and SIGHUP do nothing but make the descriptor readable.
// Only one at a time.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  int descriptor() const { return descriptor_.number(); }

  // Takes up what has come since. How many signals in all: one asks for an orderly end, two
  // for an end at once.
  int count();
  int last() const { return last_; }  // Number of the last signal; 0: none.

 private:
  sigset_t before_{};
  Descriptor descriptor_;
  int count_ = 0;
  int last_ = 0;
};

}  // namespace muistio
