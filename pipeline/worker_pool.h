// The parent's side of the workers: starts them, hands out jobs, listens, and ends whoever
// dies, hangs or lies. One thread, no blocking but in wait().
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "corpus/result.h"
#include "pipeline/descriptor.h"
#include "pipeline/protocol.h"

namespace muistio {

struct PoolSettings {
  WorkerSettings worker;
  int workers = 2;
  std::string program = "/proc/self/exe";  // Started with worker_argument.
  std::chrono::seconds page_limit{60};     // CPU time; five times that by the clock.
  int jobs_per_worker = 2000;              // Then it is replaced: whatever leaks, ends.
  std::size_t jobs_ahead = 0;              // May wait here until a worker has room for them.
};

enum class Ending {
  answered,
  failed,   // The worker is well and says why the file cannot be read.
  timeout,  // It was ended after a limit on time.
  memory,   // It ran out of memory.
  crash,    // It died, or said what no honest worker says.
};

// How one job ended.
struct Outcome {
  Job job;
  Descriptor file;  // As it was handed over.
  Ending ending = Ending::crash;
  std::optional<Answer> answer;    // Where answered; its payload is not yet validated.
  std::optional<Failure> failure;  // Where failed.
  Stage stage = Stage::open;       // Where it was when it ended.
  int page = 0;                    // The page in hand; 0: none.
  std::string message;             // For timeout, memory and crash: a sentence.
  bool killed = false;             // By a signal from outside, which may not be its fault.
};

// What a worker is doing right now, for the progress line.
struct Sighting {
  const Job* job = nullptr;
  Stage stage = Stage::open;
  int page = 0;
  std::chrono::steady_clock::duration since{};
};

class WorkerPool {
 public:
  // Returns when the first worker is ready; fails with its reason where none can work. Fewer
  // workers than asked for are not an error as long as there is one.
  static Result<WorkerPool> start(PoolSettings settings);
  WorkerPool(WorkerPool&&) noexcept;
  ~WorkerPool();  // Ends all workers at once and waits for their end.

  // How many jobs may be handed over now, so that no worker has to wait for its next one.
  std::size_t room() const;
  void hand_over(Job job, Descriptor file);
  std::size_t jobs_in_hand() const;

  // The jobs that wait here and that no worker has been given, back to who handed them over.
  std::vector<Job> take_back();

  // Outcomes in the order in which they come. Returns early, also with none, where one of
  // the watched descriptors can be read. Fails where no worker can be started any more.
  Result<std::vector<Outcome>> wait(std::chrono::milliseconds longest,
                                    const std::vector<int>& watched = {});

  std::vector<Sighting> sightings() const;
  const ReadyMessage& ready() const;     // What the first worker said of its sandbox.
  int started() const;                   // Workers started so far, replacements included.
  std::uint64_t peak_kilobytes() const;  // Most memory that a worker that has ended used.

 private:
  struct Parts;
  explicit WorkerPool(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace muistio
