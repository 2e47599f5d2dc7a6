// Preloaded into a program, makes one of its requests for memory fail: the one whose number
// stands in FAILS_AT. Where FAILS_ON is set too, all after it fail as well.
#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdlib>

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* held, std::size_t size);
}

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

}  // namespace

extern "C" {
void* malloc(std::size_t size) {
  return fails() ? nullptr : __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
  return fails() ? nullptr : __libc_calloc(count, size);
}
void* realloc(void* held, std::size_t size) {
  return fails() ? nullptr : __libc_realloc(held, size);
}
}
