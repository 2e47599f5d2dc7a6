// What the benches of reading share: the PDFs of a folder, and the CPU time a piece of work takes.
#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

namespace muistio::bench {

struct PdfBytes {
  std::string path, bytes;
};

// The PDFs in the folder and the folders in it, by path.
inline std::vector<PdfBytes> pdfs_in(const std::string& folder) {
  std::vector<PdfBytes> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".pdf") continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    files.push_back({entry.path(), std::string(std::istreambuf_iterator<char>(stream), {})});
  }
  std::sort(files.begin(), files.end(),
            [](const PdfBytes& one, const PdfBytes& other) { return one.path < other.path; });
  return files;
}

// Seconds in user and system mode. `who` is RUSAGE_SELF or RUSAGE_CHILDREN.
inline double cpu_seconds(int who) {
  rusage usage{};
  getrusage(who, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

inline double measured(int who, const std::function<void()>& work) {
  const double before = cpu_seconds(who);
  work();
  return cpu_seconds(who) - before;
}

}  // namespace muistio::bench
