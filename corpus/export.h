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

// Where exported files go: a folder, or a single stream.
class ExportTarget {
 public:
  struct Written {
    std::uint64_t bytes = 0;
    std::string sha256;  // 64 hex digits.
  };

  virtual ~ExportTarget() = default;
  // A new file of that name, to be written until it is closed or another is begun.
  virtual Result<std::ostream*> begin(const std::string& name) = 0;
  // Fails where anything could not be written.
  virtual Result<Written> close() = 0;
};

struct ExportedMemo {
  const Memo& memo;
  const Document& document;
  std::string saved_at;  // UTC, ISO 8601: when the corpus got it.
};

// Takes memos one after the other; holds as little as the format lets it.
class ExportWriter {
 public:
  virtual ~ExportWriter() = default;
  virtual Result<Done> write(const ExportedMemo& memo) = 0;
  // A memo that was taken out of the corpus. Formats that cannot say so say nothing.
  virtual Result<Done> write_removed(std::string_view key, std::string_view removed_at);
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
