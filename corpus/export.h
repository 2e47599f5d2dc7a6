// Handing memos over to other programs: one format a file in corpus/export/, all of them in
// one table.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "corpus/document.h"
#include "corpus/memo.h"
#include "corpus/result.h"
#include "corpus/store.h"

namespace muistio {

// A file that is being written. One that is never closed leaves nothing behind.
class ExportFile {
 public:
  struct Written {
    std::uint64_t bytes = 0;
    std::string sha256;  // 64 hex digits.
  };

  virtual ~ExportFile() = default;
  virtual std::ostream& out() = 0;
  // Gives the file its name. Fails where anything could not be written.
  virtual Result<Written> close() = 0;
};

// Where exported files go: a folder, or a single stream.
class ExportTarget {
 public:
  virtual ~ExportTarget() = default;
  // A new file of that name; several may be open at once.
  virtual Result<std::unique_ptr<ExportFile>> begin(const std::string& name) = 0;
  // Whether all that is wanted goes into one folder, so that a page that leads to it may be made:
  // not of a part, for the page would forget the rest.
  virtual bool is_whole_folder() const { return false; }
};

struct ExportedMemo {
  const Memo& memo;
  const Document& document;
  std::string saved_at;  // UTC, ISO 8601: when the corpus got it.
};

// Takes memos one after the other, and keeps none of them: however many there are, it needs
// no more memory.
class ExportWriter {
 public:
  virtual ~ExportWriter() = default;
  // How often all memos are to be written: a format that groups facts by their kind asks for
  // one round a kind.
  virtual int rounds() const { return 1; }
  // Begins the next round; not called before the first.
  virtual Result<Done> next_round() { return Done{}; }
  virtual Result<Done> write(const ExportedMemo& memo) = 0;
  // A memo that was taken out of the corpus, after all that are written.
  virtual Result<Done> write_removed(std::string_view key, std::string_view removed_at) = 0;
  // Ends the files. Nothing is complete before.
  virtual Result<Done> finish() = 0;
};

// How many files a format makes.
enum class ExportFiles {
  one,  // whatever the memos
  one_a_memo,
  several,  // tables and what describes them
};

struct ExportFormat {
  std::string_view name;
  std::string_view what;
  ExportFiles files;
  // The target must outlive the writer.
  std::unique_ptr<ExportWriter> (*make)(ExportTarget& target);
};

std::span<const ExportFormat> export_format_table();

// Absent for any other name.
const ExportFormat* find_export_format(std::string_view name);

}  // namespace muistio
