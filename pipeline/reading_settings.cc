#include "pipeline/reading_settings.h"

#include <sched.h>

#include <algorithm>
#include <ostream>

namespace muistio {
namespace {

// The cores that this process may use, which in a container are fewer than there are.
int usable_cores() {
  cpu_set_t cores;
  if (sched_getaffinity(0, sizeof cores, &cores) != 0) return 1;
  return std::max(CPU_COUNT(&cores), 1);
}

}  // namespace

PoolSettings ReadingSettings::pool() const {
  PoolSettings settings;
  settings.workers = jobs > 0 ? jobs : usable_cores();
  settings.page_limit = std::chrono::seconds(page_seconds);
  settings.worker.ocr = ocr;
  settings.worker.sandbox = sandbox;
  settings.worker.rules = rules;
  settings.worker.document_seconds = static_cast<std::uint32_t>(document_seconds);
  settings.worker.memory = static_cast<std::uint64_t>(memory_megabytes) << 20;
  settings.worker.file_bytes = static_cast<std::uint64_t>(file_megabytes) << 20;
  return settings;
}

void warn_of_old_kernel(const ReadingSettings& settings, const WorkerPool& pool,
                        std::ostream& err) {
  if (!settings.sandbox || pool.ready().landlock > 0) return;
  err << "muistio: this kernel has no Landlock, so workers can open no file at all; pages whose "
         "fonts are not in the PDF may be read badly by OCR (see 'muistio doctor')\n";
}

}  // namespace muistio
