#include "pipeline/freed_memory.h"

#include <cstddef>

// Of tcmalloc, which only the program itself is linked to, and not where it was built without it.
// gperftools/malloc_extension_c.h
extern "C" __attribute__((weak)) int MallocExtension_SetNumericProperty(const char* property,
                                                                        std::size_t value);

namespace muistio {

void keep_little_freed_memory() {
  constexpr std::size_t most_kept = 512u << 10;
  if (!MallocExtension_SetNumericProperty) return;
  MallocExtension_SetNumericProperty("tcmalloc.max_total_thread_cache_bytes", most_kept);
}

}  // namespace muistio
