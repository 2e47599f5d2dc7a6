#include <nlohmann/json.hpp>
#include <ostream>

#include "corpus/export/formats.h"
#include "corpus/record.h"

namespace muistio {
namespace {

class JsonlWriter : public ExportWriter {
 public:
  explicit JsonlWriter(ExportTarget& target) : target_(target) {}

  Result<Done> write(const ExportedMemo& memo) override {
    if (auto begun = begin(); !begun) return begun;
    *out_ << record_json(memo.memo, memo.document, WithText::no) << '\n';
    return Done{};
  }

  Result<Done> write_removed(std::string_view key, std::string_view removed_at) override {
    if (auto begun = begin(); !begun) return begun;
    const nlohmann::ordered_json line{
        {"schema", "muistio-removed/1"}, {"id", key}, {"removed", removed_at}};
    *out_ << line.dump() << '\n';
    return Done{};
  }

  Result<Done> finish() override {
    if (auto begun = begin(); !begun) return begun;
    auto closed = target_.close();
    if (!closed) return closed.error();
    return Done{};
  }

 private:
  Result<Done> begin() {
    if (out_ != nullptr) return Done{};
    auto out = target_.begin("memos.jsonl");
    if (!out) return out.error();
    out_ = out.value();
    return Done{};
  }

  ExportTarget& target_;
  std::ostream* out_ = nullptr;
};

}  // namespace

std::unique_ptr<ExportWriter> make_jsonl_writer(ExportTarget& target) {
  return std::make_unique<JsonlWriter>(target);
}

}  // namespace muistio
