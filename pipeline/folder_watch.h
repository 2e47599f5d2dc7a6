// Tells which PDF files in some folders are new or changed, once they have stopped growing.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "corpus/result.h"
#include "pipeline/descriptor.h"

namespace muistio {

class FolderWatch {
 public:
  // Watches the folders among the paths with all that is beneath them, and files by
  // themselves. Links are not followed. Fails where the system gives no (more) watches.
  static Result<FolderWatch> start(const std::vector<std::string>& paths);

  int descriptor() const { return descriptor_.number(); }  // Readable when take_up() has work.
  void take_up();

  // Files named like a PDF that nobody has touched for `quiet`; each is told once. Files
  // that are gone are told too. All watched paths where the system lost count.
  std::vector<std::string> settled(std::chrono::milliseconds quiet);
  bool waiting() const { return !touched_.empty() || lost_count_; }

 private:
  void watch(const std::string& path, bool report_content);

  Descriptor descriptor_;
  std::vector<std::string> paths_;
  std::map<int, std::string> watched_;  // Watch -> folder or file.
  std::map<std::string, std::chrono::steady_clock::time_point> touched_;
  bool lost_count_ = false;
  int trouble_ = 0;  // errno of the first watch that could not be had.
};

}  // namespace muistio
