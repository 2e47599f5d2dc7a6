#include "corpus/export/one_file.h"

#include <ostream>

namespace muistio {

Result<std::ostream*> OneFileWriter::begun() {
  if (!file_) {
    auto file = target_.begin(name_);
    if (!file) return file.error();
    file_ = std::move(file).value();
    file_->out() << head_;
  }
  return &file_->out();
}

Result<Done> OneFileWriter::checked() {
  if (file_->out()) return Done{};
  const auto closed = file_->close();
  if (!closed) return closed.error();
  return Error{ErrorCode::disk_full, name_, "the output could not be written"};
}

Result<Done> OneFileWriter::write(const ExportedMemo& memo) {
  const auto out = begun();
  if (!out) return out.error();
  write_memo(*out.value(), memo);
  return checked();
}

Result<Done> OneFileWriter::write_removed(std::string_view key, std::string_view removed_at) {
  const auto out = begun();
  if (!out) return out.error();
  write_removal(*out.value(), key, removed_at);
  return checked();
}

Result<Done> OneFileWriter::next_round() {
  const auto out = begun();
  if (!out) return out.error();
  write_round_end(*out.value());
  return checked();
}

Result<Done> OneFileWriter::finish() {
  const auto out = begun();
  if (!out) return out.error();
  write_end(*out.value());
  const auto closed = file_->close();
  if (!closed) return closed.error();
  return Done{};
}

void JsonLines::write(std::ostream& out, std::string_view json) {
  out << (is_first_ ? "\n" : ",\n") << json;
  is_first_ = false;
}

}  // namespace muistio
