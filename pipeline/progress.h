// How far a load has come, for who waits: one line that is rewritten on a terminal, or JSON
// lines for a program.
#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "pipeline/worker_pool.h"

namespace muistio {

enum class ProgressKind { none, line, json };

struct ProgressState {
  std::uint64_t files = 0;      // Looked at, whatever came of them.
  std::uint64_t listed = 0;     // Of so many.
  std::uint64_t pages = 0;      // Read in this run.
  std::uint64_t attention = 0;  // Files that need it.
  bool stopping = false;        // Only the files in hand are still read.
  std::vector<Sighting> sightings;
};

// The line without control sequences, not wider than `width` characters.
std::string progress_line(const ProgressState& state, std::chrono::duration<double> elapsed,
                          std::size_t width);

class Progress {
 public:
  Progress(ProgressKind kind, std::ostream& out) : kind_(kind), out_(out) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // A short sentence in place of the line: "listing memos".
  void say(const std::string& sentence);
  // Shows it where the last was shown long enough ago.
  void show(const ProgressState& state);
  bool due() const;
  void clear();  // Takes the line away, so that something else can be printed.

 private:
  ProgressKind kind_;
  std::ostream& out_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point shown_at_{};
  bool on_screen_ = false;
};

// "12 s", "3 min", "2 h 5 min".
std::string duration_text(double seconds);
// 12 345 with narrow groups of three.
std::string count_text(std::uint64_t count);

}  // namespace muistio
