#include "pipeline/extract.h"

#include <ostream>

#include "corpus/record.h"
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
  const auto files = files_of(options.paths, options.follow_links);
  if (!files) return could_not_run(files.error(), streams);
  if (files.value().empty()) {
    streams.err << "muistio: there is no PDF in what was given\n";
    return exit_nothing_found;
  }
  Extraction extraction(options, streams);
  const auto done = read_in_order(options.reading, files.value(), streams.err,
                                  [&](const FileRead& file) { return extraction.print(file); });
  if (!done) return could_not_run(done.error(), streams);
  return extraction.attention() ? exit_needs_attention : exit_done;
}

}  // namespace muistio
