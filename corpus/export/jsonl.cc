#include <ostream>

#include "corpus/export/formats.h"
#include "corpus/export/one_file.h"
#include "corpus/export/removed_file.h"
#include "corpus/record.h"

namespace muistio {
namespace {

class JsonlWriter : public OneFileWriter {
 public:
  explicit JsonlWriter(ExportTarget& target) : OneFileWriter(target, "memos.jsonl", "") {}

 private:
  void write_memo(std::ostream& out, const ExportedMemo& memo) override {
    out << record_json(memo.memo, memo.document, WithText::no) << '\n';
  }

  void write_removal(std::ostream& out, std::string_view key, std::string_view at) override {
    out << removed_line(key, at);
  }
};

}  // namespace

std::unique_ptr<ExportWriter> make_jsonl_writer(ExportTarget& target) {
  return std::make_unique<JsonlWriter>(target);
}

}  // namespace muistio
