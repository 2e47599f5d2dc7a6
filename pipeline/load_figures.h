// What a run of a load did, beside what the ledger holds.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

namespace muistio {

// Paths as they are shown.
struct Move {
  std::string from, to;
  auto operator<=>(const Move&) const = default;
};

struct RunFigures {
  std::uint64_t looked_at = 0;          // Files.
  std::uint64_t read = 0;               // Contents.
  std::uint64_t rederived = 0;          // Contents whose facts were found anew in the stored text.
  std::uint64_t unchanged = 0;          // Files whose content was known.
  std::uint64_t moved = 0;              // Contents that are now read from another path.
  std::map<Move, std::uint64_t> moves;  // From where to where, and how many.
  // Folders that are empty, and how many originals stood beneath them.
  std::map<std::string, std::uint64_t> out_of_reach;
  std::uint64_t attention = 0;  // Files that need it.
  std::uint64_t pages = 0;
  // Time in microseconds: CPU of the workers, then the parent's wall time.
  std::uint64_t reading = 0, analysing = 0, indexing = 0;
  std::uint64_t fingerprinting = 0, checking = 0, saving = 0;
};

// Adds the time it lives to a sum of microseconds.
class Stopwatch {
 public:
  explicit Stopwatch(std::uint64_t& sum) : sum_(sum) {}
  ~Stopwatch() {
    sum_ += static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(
                                           std::chrono::steady_clock::now() - begun_)
                                           .count());
  }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  std::uint64_t& sum_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace muistio
