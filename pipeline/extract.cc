#include "pipeline/extract.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ostream>

#include "corpus/record.h"
#include "pipeline/descriptor.h"
#include "pipeline/one_memo.h"
#include "pipeline/read_in_order.h"

namespace muistio {
namespace {

// A record for what cannot be read, so that no file is missing from the output.
std::string empty_record(const Job& job, const Verdict& verdict) {
  Memo memo;
  memo.source.path = job.path;
  memo.source.sha256 = job.sha256.empty() ? std::string(64, '0') : job.sha256;  // docs/record.md
  memo.source.bytes = job.bytes;
  memo.issues.push_back({std::string(row_of(verdict.state).name), verdict.message,
                         verdict.page > 0 ? std::optional(verdict.page) : std::nullopt});
  return record_json(memo, {}, WithText::no);
}

// What stands on standard input, as a file that has no name but this.
class StandardInput {
 public:
  Result<Done> read() {
    file_ = Descriptor(::memfd_create("standard input", MFD_CLOEXEC));
    if (!file_) return Error{ErrorCode::unreadable, shown, std::strerror(errno)};
    std::array<char, 1 << 16> room{};
    while (true) {
      const ssize_t got = ::read(STDIN_FILENO, room.data(), room.size());
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return Error{ErrorCode::unreadable, shown, std::strerror(errno)};
      if (got == 0) return Done{};
      for (ssize_t written = 0; written < got;) {
        const ssize_t part =
            ::write(file_.number(), room.data() + written, static_cast<std::size_t>(got - written));
        if (part < 0) return Error{ErrorCode::unreadable, shown, std::strerror(errno)};
        written += part;
      }
    }
  }

  std::string path() const { return "/proc/self/fd/" + std::to_string(file_.number()); }

  static constexpr const char* shown = "-";

 private:
  Descriptor file_;
};

class Extraction {
 public:
  Extraction(const ExtractOptions& options, Streams streams)
      : with_text_(options.text ? WithText::yes : WithText::no), streams_(streams) {}

  // False where nobody reads any more what is printed.
  bool print(const FileRead& file) {
    const StateRow& state = row_of(file.verdict.state);
    if (state.attention || !state.kept) {
      attention_ = true;
      streams_.err << file.job.path << ": " << file.verdict.message << '\n';
    }
    streams_.out << (file.read ? record_json(file.read->memo, file.read->document, with_text_)
                               : empty_record(file.job, file.verdict))
                 << std::endl;
    return static_cast<bool>(streams_.out);
  }

  bool attention() const { return attention_; }

 private:
  WithText with_text_;
  Streams streams_;
  bool attention_ = false;
};

}  // namespace

int extract(const ExtractOptions& options, Streams streams) {
  StandardInput input;
  std::vector<std::string> paths = options.paths;
  const auto dash = std::find(paths.begin(), paths.end(), StandardInput::shown);
  if (dash != paths.end()) {
    if (const auto read = input.read(); !read) return could_not_run(read.error(), streams);
    *dash = input.path();
  }
  const auto files = files_of(paths, options.follow_links);
  if (!files) return could_not_run(files.error(), streams);
  if (files.value().empty()) {
    streams.err << "muistio: there is no PDF in what was given\n";
    return exit_nothing_found;
  }
  Extraction extraction(options, streams);
  const auto done = read_in_order(options.reading, files.value(), streams.err, [&](FileRead file) {
    if (dash != paths.end() && file.job.path == *dash) {
      file.job.path = StandardInput::shown;
      if (file.read) file.read->memo.source.path = StandardInput::shown;
    }
    return extraction.print(file);
  });
  if (!done) return could_not_run(done.error(), streams);
  return extraction.attention() ? exit_needs_attention : exit_done;
}

}  // namespace muistio
