// How files are read, whatever is done with them afterwards: options that several commands
// share.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

#include "pipeline/worker_pool.h"

namespace muistio {

struct ReadingSettings {
  int jobs = 0;  // Worker processes; 0: one for each core.
  bool ocr = true;
  bool sandbox = true;
  std::string rules;  // A folder of rules; may be empty.
  int page_seconds = 60;
  int document_seconds = 300;
  int memory_megabytes = 1024;  // Of each worker; 0: no limit.
  int file_megabytes = 256;

  PoolSettings pool() const;
};

// Tells where this kernel gives the sandbox less than was asked for.
void warn_of_old_kernel(const ReadingSettings& settings, const WorkerPool& pool, std::ostream& err);

}  // namespace muistio
