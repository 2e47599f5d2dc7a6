// One load at a time: the right to write to a corpus file, and whether it lies where a
// database can be written to at all.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/result.h"
#include "pipeline/descriptor.h"

namespace muistio {

class LoadLock {
 public:
  // Waits while another load holds the corpus file; `on_wait` is called once before, and
  // `go_on` now and then: false gives corpus_busy. The lock ends with its process, however
  // that ends. ":memory:" needs none.
  static Result<LoadLock> take(const std::string& corpus, const std::function<void()>& on_wait,
                               const std::function<bool()>& go_on);

  // Whether somebody holds it now; absent where that cannot be told.
  static std::optional<bool> is_held(const std::string& corpus);

 private:
  explicit LoadLock(Descriptor file) : file_(std::move(file)) {}
  Descriptor file_;
};

// SQLite's shared memory does not work over a network: refused with what to do instead.
Result<Done> check_place(const std::string& corpus);

// The name of a file system of this kind (statfs f_type) where it is reached over a network
// or shared between machines; else empty.
std::string_view network_file_system(long kind);

}  // namespace muistio
