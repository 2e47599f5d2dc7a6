#include "pipeline/export_command.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <ostream>

#include "corpus/export.h"
#include "corpus/search.h"
#include "pipeline/fixity.h"
#include "pipeline/one_memo.h"
#include "pipeline/terminal.h"

namespace muistio {
namespace {

constexpr std::string_view unfinished = ".part";

class StreamTarget : public ExportTarget {
 public:
  explicit StreamTarget(std::ostream& out) : out_(out) {}
  Result<std::ostream*> begin(const std::string&) override { return &out_; }
  Result<Written> close() override {
    out_.flush();
    if (!out_) return Error{ErrorCode::disk_full, "", "the output could not be written"};
    return Written{};
  }

 private:
  std::ostream& out_;
};

// Files get their names when they are complete.
class FileTarget : public ExportTarget {
 public:
  // A folder for files of the writer's names, or one file whatever the name.
  static FileTarget folder(std::filesystem::path folder) { return {std::move(folder), true}; }
  static FileTarget file(std::filesystem::path file) { return {std::move(file), false}; }

  Result<std::ostream*> begin(const std::string& name) override {
    name_ = is_folder_ ? path_ / name : path_;
    std::error_code error;
    if (is_folder_) std::filesystem::create_directories(path_, error);
    out_.open(name_.string() + std::string(unfinished), std::ios::binary | std::ios::trunc);
    if (!out_) return failure();
    return static_cast<std::ostream*>(&out_);
  }

  Result<Written> close() override {
    out_.close();
    if (!out_) return failure();
    std::error_code error;
    std::filesystem::rename(name_.string() + std::string(unfinished), name_, error);
    if (error) return Error{ErrorCode::unreadable, name_.string(), error.message()};
    const SourceFile written =
        open_source(name_.string(), true, std::numeric_limits<std::uint64_t>::max());
    return Written{written.bytes, written.sha256};
  }

 private:
  FileTarget(std::filesystem::path path, bool is_folder)
      : path_(std::move(path)), is_folder_(is_folder) {}

  Error failure() const {
    const ErrorCode code = errno == ENOSPC ? ErrorCode::disk_full : ErrorCode::unreadable;
    return {code, name_.string(),
            std::string("the file cannot be written: ") + std::strerror(errno)};
  }

  std::filesystem::path path_, name_;
  bool is_folder_;
  std::ofstream out_;
};

Result<std::vector<MemoName>> named_memos(Corpus& corpus, const std::vector<std::string>& names) {
  std::vector<MemoName> memos;
  for (const std::string& name : names) {
    auto found = corpus.find_memos(name);
    if (!found) return found.error();
    if (found.value().size() != 1) {
      return Error{ErrorCode::not_found, corpus.database().path(),
                   "'" + harmless(name) + "' is " +
                       (found.value().empty() ? "no memo" : "more than one memo")};
    }
    memos.push_back(found.value().front());
  }
  return memos;
}

Result<std::vector<MemoName>> searched_memos(Corpus& corpus, const std::string& text) {
  const auto query = parse_query(text);
  if (!query) return query.error();
  const auto language = Language::open();
  if (!language) return language.error();
  SearchOptions options;
  options.unit = HitUnit::memo;
  options.limit = std::numeric_limits<int>::max();
  auto result = Searcher(corpus, *language.value()).search(query.value(), options);
  if (!result) return result.error();
  std::vector<MemoName> memos;
  for (Hit& hit : result.value().hits) memos.push_back(std::move(hit.memo));
  return memos;
}

Result<std::vector<MemoName>> chosen_memos(Corpus& corpus, const ExportOptions& options) {
  if (!options.memos.empty()) return named_memos(corpus, options.memos);
  if (options.query.empty()) return corpus.memos(options.since);
  auto memos = searched_memos(corpus, options.query);
  if (!memos || options.since.empty()) return memos;
  std::vector<MemoName> recent;
  for (MemoName& memo : memos.value()) {
    const auto saved = corpus.saved_at(memo.id);
    if (!saved) return saved.error();
    if (saved.value() >= options.since) recent.push_back(std::move(memo));
  }
  return recent;
}

Result<Done> write_all(Corpus& corpus, const std::vector<MemoName>& memos,
                       const ExportOptions& options, ExportWriter& writer) {
  for (const MemoName& name : memos) {
    const auto memo = corpus.read_memo(name.id);
    if (!memo) return memo.error();
    const auto document = corpus.read_document(name.id);
    if (!document) return document.error();
    auto saved = corpus.saved_at(name.id);
    if (!saved) return saved.error();
    auto written = writer.write({memo.value(), document.value(), std::move(saved).value()});
    if (!written) return written;
  }
  if (!options.since.empty()) {
    const auto removed = corpus.removed_memos(options.since);
    if (!removed) return removed.error();
    for (const RemovedMemo& memo : removed.value())
      if (auto told = writer.write_removed(memo.key, memo.removed_at); !told) return told;
  }
  return writer.finish();
}

// Where the files go; null with a sentence where that cannot be.
std::unique_ptr<ExportTarget> target_of(const ExportFormat& format, const ExportOptions& options,
                                        std::size_t memos, Streams streams) {
  const bool several = format.files == ExportFiles::several ||
                       (format.files == ExportFiles::one_a_memo && memos > 1);
  if (options.output.empty() && !several) return std::make_unique<StreamTarget>(streams.out);
  if (options.output.empty()) {
    streams.err << "muistio: " << format.name << " makes several files; say --output FOLDER\n";
    return nullptr;
  }
  const bool folder = format.files == ExportFiles::several ||
                      (format.files == ExportFiles::one_a_memo &&
                       (memos > 1 || std::filesystem::is_directory(options.output)));
  return std::make_unique<FileTarget>(folder ? FileTarget::folder(options.output)
                                             : FileTarget::file(options.output));
}

}  // namespace

std::string export_format_help() {
  std::string help;
  for (const ExportFormat& format : export_format_table()) {
    help += "  ";
    help += padded(format.name, 8);
    help += format.what;
    help += '\n';
  }
  return help;
}

int export_memos(const ExportOptions& options, Streams streams) {
  const ExportFormat* format = find_export_format(options.format);
  if (format == nullptr) {
    streams.err << "muistio: there is no format '" << harmless(options.format) << "'; there are\n"
                << export_format_help();
    return exit_could_not_run;
  }
  auto corpus = Corpus::open(options.corpus, Access::read);
  if (!corpus) return could_not_run(corpus.error(), streams);
  const auto memos = chosen_memos(corpus.value(), options);
  if (!memos) {
    const int code = could_not_run(memos.error(), streams);
    return memos.error().code == ErrorCode::not_found ? exit_nothing_found : code;
  }
  const auto target = target_of(*format, options, memos.value().size(), streams);
  if (!target) return exit_could_not_run;
  const auto writer = format->make(*target);
  if (const auto done = write_all(corpus.value(), memos.value(), options, *writer); !done)
    return could_not_run(done.error(), streams);
  if (!memos.value().empty() || !options.since.empty()) return exit_done;
  streams.err << "muistio: there is no such memo to export\n";
  return exit_nothing_found;
}

}  // namespace muistio
