// One worker as the parent sees it: a process, a socket, a pipe for its complaints.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/result.h"
#include "pipeline/descriptor.h"

namespace muistio {

// How a process ended.
struct Death {
  int signal = 0;  // 0: it ended by itself.
  int code = 0;
  std::uint64_t peak_kilobytes = 0;
};

class WorkerProcess {
 public:
  // Starts the program as a worker: nothing inherited but its socket, a few variables of the
  // environment, and a signal that ends it when the parent ends.
  static Result<WorkerProcess> start(const std::string& program);
  WorkerProcess(WorkerProcess&& other) noexcept;
  WorkerProcess& operator=(WorkerProcess&& other) noexcept;
  ~WorkerProcess();  // Ends it at once.

  // All or nothing; false where the worker no longer listens. A descriptor of -1 is none.
  bool send(std::string_view frame, int descriptor = -1);

  // What has come since, to be used before anything else is received; absent once the worker
  // has closed its end.
  std::optional<std::string_view> receive();

  // Takes up what it complained of; keeps the first few lines since forget_complaints().
  void listen_to_complaints();
  const std::string& complaints() const { return complaints_; }
  void forget_complaints();

  // CPU time it has used, in microseconds; 0 once it has ended.
  std::uint64_t cpu_microseconds() const;

  Death end();  // Kills it where it still lives.

  int socket() const { return socket_.number(); }
  int complaint_pipe() const { return complaint_pipe_.number(); }

 private:
  WorkerProcess() = default;

  pid_t process_ = -1;
  Descriptor socket_, complaint_pipe_;
  std::string complaints_;
};

}  // namespace muistio
