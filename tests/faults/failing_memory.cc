// Preloaded into a program, makes one of its requests for memory fail: the one whose number
// stands in FAILS_AT. Where FAILS_ON is set too, all after it fail as well. The others go to the
// allocator of the program, whichever that is.
#include <dlfcn.h>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

bool fails() {
  static const char* const at = std::getenv("FAILS_AT");
  static const long number = at ? std::atol(at) : -1;
  static const bool goes_on = std::getenv("FAILS_ON") != nullptr;
  static std::atomic<long> requests{0};
  const long request = ++requests;
  if (number < 0 || (goes_on ? request < number : request != number)) return false;
  errno = ENOMEM;
  return true;
}

template <typename Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

void* next_malloc(std::size_t size) {
  static const auto function = next<void* (*)(std::size_t)>("malloc");
  return function(size);
}

}  // namespace

extern "C" {
void* malloc(std::size_t size) {
  return fails() ? nullptr : next_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
  static const auto function = next<void* (*)(std::size_t, std::size_t)>("calloc");
  return fails() ? nullptr : function(count, size);
}
void* realloc(void* held, std::size_t size) {
  static const auto function = next<void* (*)(void*, std::size_t)>("realloc");
  return fails() ? nullptr : function(held, size);
}
}

void* operator new(std::size_t size) {
  void* const memory = fails() ? nullptr : next_malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
