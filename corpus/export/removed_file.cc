#include "corpus/export/removed_file.h"

#include <nlohmann/json.hpp>
#include <ostream>

namespace muistio {

std::string removed_line(std::string_view key, std::string_view removed_at) {
  const nlohmann::ordered_json line{
      {"schema", "muistio-removed/1"}, {"id", key}, {"removed", removed_at}};
  return line.dump() + "\n";
}

Result<Done> RemovedFile::write(std::string_view key, std::string_view removed_at) {
  if (!file_) {
    auto file = target_.begin("removed.jsonl");
    if (!file) return file.error();
    file_ = std::move(file).value();
  }
  file_->out() << removed_line(key, removed_at);
  return Done{};
}

Result<Done> RemovedFile::finish() {
  if (!file_) return Done{};
  const auto closed = file_->close();
  if (!closed) return closed.error();
  return Done{};
}

}  // namespace muistio
