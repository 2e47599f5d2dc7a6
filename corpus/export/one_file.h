// What writers have in common that put all memos into one file.
#pragma once

#include <string>
#include <string_view>

#include "corpus/export.h"

namespace muistio {

// The file is begun with its head at the first memo, or at the end where there is none.
class OneFileWriter : public ExportWriter {
 public:
  OneFileWriter(ExportTarget& target, std::string name, std::string_view head)
      : target_(target), name_(std::move(name)), head_(head) {}

  Result<Done> write(const ExportedMemo& memo) final;
  Result<Done> write_removed(std::string_view key, std::string_view removed_at) final;
  Result<Done> next_round() final;
  Result<Done> finish() final;

 protected:
  virtual void write_memo(std::ostream& out, const ExportedMemo& memo) = 0;
  virtual void write_removal(std::ostream& out, std::string_view key, std::string_view at) = 0;
  virtual void write_round_end(std::ostream&) {}
  virtual void write_end(std::ostream&) {}

 private:
  Result<std::ostream*> begun();
  // Fails as soon as the file cannot be written any more.
  Result<Done> checked();

  ExportTarget& target_;
  std::string name_;
  std::string_view head_;
  std::unique_ptr<ExportFile> file_;
};

// Members of a JSON list, a line each, with the commas between them.
class JsonLines {
 public:
  void write(std::ostream& out, std::string_view json);

 private:
  bool is_first_ = true;
};

}  // namespace muistio
