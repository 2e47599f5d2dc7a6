#include "pipeline/export_command.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <ostream>

#include "corpus/export.h"
#include "corpus/search.h"
#include "corpus/unicode.h"
#include "pipeline/fixity.h"
#include "pipeline/one_memo.h"
#include "pipeline/terminal.h"

namespace muistio {
namespace {

constexpr std::string_view unfinished = ".part";

class StreamFile : public ExportFile {
 public:
  explicit StreamFile(std::ostream& out) : out_(out) {}
  std::ostream& out() override { return out_; }
  Result<Written> close() override {
    out_.flush();
    if (!out_) return Error{ErrorCode::disk_full, "", "the output could not be written"};
    return Written{};
  }

 private:
  std::ostream& out_;
};

class StreamTarget : public ExportTarget {
 public:
  explicit StreamTarget(std::ostream& out) : out_(out) {}
  Result<std::unique_ptr<ExportFile>> begin(const std::string&) override {
    return std::unique_ptr<ExportFile>(std::make_unique<StreamFile>(out_));
  }

 private:
  std::ostream& out_;
};

// Has its name when it is complete; until then another.
class NamedFile : public ExportFile {
 public:
  explicit NamedFile(std::filesystem::path name)
      : name_(std::move(name)),
        unfinished_(name_.string() + std::string(unfinished)),
        out_(unfinished_, std::ios::binary | std::ios::trunc) {}

  ~NamedFile() override {
    std::error_code ignored;
    if (is_ours_) std::filesystem::remove(unfinished_, ignored);
  }

  // Whether it could be begun; otherwise errno says why not.
  bool is_open() {
    is_ours_ = out_.is_open();
    return is_ours_;
  }

  std::ostream& out() override { return out_; }

  Result<Written> close() override {
    out_.close();
    if (!out_) return failure();
    std::error_code error;
    std::filesystem::rename(unfinished_, name_, error);
    if (error) return Error{ErrorCode::unreadable, name_.string(), error.message()};
    is_ours_ = false;
    const SourceFile written =
        open_source(name_.string(), true, std::numeric_limits<std::uint64_t>::max());
    return Written{written.bytes, written.sha256};
  }

  Error failure() const {
    const ErrorCode code = errno == ENOSPC ? ErrorCode::disk_full : ErrorCode::unreadable;
    return {code, name_.string(),
            std::string("the file cannot be written: ") + std::strerror(errno)};
  }

 private:
  std::filesystem::path name_, unfinished_;
  bool is_ours_ = false;
  std::ofstream out_;
};

class FileTarget : public ExportTarget {
 public:
  // A folder for files of the writer's names, or one file whatever the name.
  static FileTarget folder(std::filesystem::path folder, bool is_whole) {
    return {std::move(folder), true, is_whole};
  }
  static FileTarget file(std::filesystem::path file) { return {std::move(file), false, false}; }

  Result<std::unique_ptr<ExportFile>> begin(const std::string& name) override {
    std::error_code ignored;
    if (is_folder_) std::filesystem::create_directories(path_, ignored);
    auto file = std::make_unique<NamedFile>(is_folder_ ? path_ / name : path_);
    if (!file->is_open()) return file->failure();
    return std::unique_ptr<ExportFile>(std::move(file));
  }

  bool is_whole_folder() const override { return is_whole_; }

 private:
  FileTarget(std::filesystem::path path, bool is_folder, bool is_whole)
      : path_(std::move(path)), is_folder_(is_folder), is_whole_(is_whole) {}

  std::filesystem::path path_;
  bool is_folder_, is_whole_;
};

// "2024", "2024-11-18", "2024-11-18T12:00:00Z": the beginning of a time as the corpus has it.
bool is_time(std::string_view text) {
  static constexpr std::string_view form = "0000-00-00T00:00:00Z";
  static constexpr std::size_t sizes[] = {4, 7, 10, 13, 16, 19, 20};
  if (std::find(std::begin(sizes), std::end(sizes), text.size()) == std::end(sizes)) return false;
  const auto number = [text](std::size_t at) { return text.substr(at, 2); };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (form[i] == '0' ? !is_digit(text[i]) : text[i] != form[i]) return false;
  }
  return (text.size() < 7 || (number(5) > "00" && number(5) <= "12")) &&
         (text.size() < 10 || (number(8) > "00" && number(8) <= "31"));
}

Result<std::vector<MemoId>> named_memos(Corpus& corpus, const std::vector<std::string>& names) {
  std::vector<MemoId> memos;
  for (const std::string& name : names) {
    auto found = memos_named(corpus, name);
    if (!found) return found.error();
    if (found.value().size() != 1) {
      return Error{ErrorCode::not_found, corpus.database().path(),
                   "'" + harmless(name) + "' is " +
                       (found.value().empty() ? "no memo" : "more than one memo")};
    }
    memos.push_back(found.value().front().id);
  }
  return memos;
}

Result<std::vector<MemoId>> searched_memos(Corpus& corpus, const std::string& text) {
  const auto query = parse_query(text);
  if (!query) return query.error();
  const auto language = Language::open();
  if (!language) return language.error();
  SearchOptions options;
  options.unit = HitUnit::memo;
  options.limit = std::numeric_limits<int>::max();
  std::vector<MemoId> memos;
  auto result = Searcher(corpus, *language.value())
                    .search(query.value(), options, [&memos](const Hit& hit) -> Result<Done> {
                      memos.push_back(hit.memo.id);
                      return Done{};
                    });
  if (!result) return result.error();
  return memos;
}

Result<std::vector<MemoId>> chosen_memos(Corpus& corpus, const ExportOptions& options) {
  if (options.memos.empty() && options.query.empty()) return corpus.memo_ids(options.since);
  auto memos = options.memos.empty() ? searched_memos(corpus, options.query)
                                     : named_memos(corpus, options.memos);
  if (!memos || options.since.empty()) return memos;
  std::vector<MemoId> recent;
  for (const MemoId memo : memos.value()) {
    const auto saved = corpus.saved_at(memo);
    if (!saved) return saved.error();
    if (saved.value() >= options.since) recent.push_back(memo);
  }
  return recent;
}

Result<Done> write_memos(Corpus& corpus, const std::vector<MemoId>& memos, ExportWriter& writer) {
  for (const MemoId id : memos) {
    const auto memo = corpus.read_memo(id);
    if (!memo) return memo.error();
    const auto document = corpus.read_document(id);
    if (!document) return document.error();
    auto saved = corpus.saved_at(id);
    if (!saved) return saved.error();
    auto written = writer.write({memo.value(), document.value(), std::move(saved).value()});
    if (!written) return written;
  }
  return Done{};
}

Result<Done> write_all(Corpus& corpus, const std::vector<MemoId>& memos,
                       const ExportOptions& options, ExportWriter& writer) {
  for (int round = 0; round < writer.rounds(); ++round) {
    if (round > 0) {
      if (auto begun = writer.next_round(); !begun) return begun;
    }
    if (auto written = write_memos(corpus, memos, writer); !written) return written;
  }
  if (!options.since.empty()) {
    const auto removed = corpus.removed_memos(options.since);
    if (!removed) return removed.error();
    for (const RemovedMemo& memo : removed.value())
      if (auto told = writer.write_removed(memo.key, memo.removed_at); !told) return told;
  }
  return writer.finish();
}

// Where the files go; null with a sentence where that cannot be. What was taken out since a time
// has a file of its own, so how many files there are does not hang on what has happened.
std::unique_ptr<ExportTarget> target_of(const ExportFormat& format, const ExportOptions& options,
                                        std::size_t memos, Streams streams) {
  const bool several =
      format.files == ExportFiles::several ||
      (format.files == ExportFiles::one_a_memo && (memos > 1 || !options.since.empty()));
  if (options.output.empty() && !several) return std::make_unique<StreamTarget>(streams.out);
  if (options.output.empty()) {
    streams.err << "muistio: " << format.name << " makes several files; say --output FOLDER\n";
    return nullptr;
  }
  const bool is_whole = options.since.empty() && options.memos.empty() && options.query.empty();
  const bool folder = several || (format.files == ExportFiles::one_a_memo &&
                                  std::filesystem::is_directory(options.output));
  return std::make_unique<FileTarget>(folder ? FileTarget::folder(options.output, is_whole)
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
  if (!options.since.empty() && !is_time(options.since)) {
    streams.err << "muistio: '" << harmless(options.since)
                << "' is no time; write 2024-11-18 or 2024-11-18T12:00:00Z (UTC)\n";
    return exit_could_not_run;
  }
  auto corpus = Corpus::open(options.corpus, Access::read);
  if (!corpus) return could_not_run(corpus.error(), streams);
  // Each page is read once, so few of them need to be remembered.
  if (auto set = corpus.value().database().run_script("PRAGMA cache_size = -4096"); !set)
    return could_not_run(set.error(), streams);
  // What is exported is one state of the corpus, whatever is loaded meanwhile.
  const auto view = Transaction::begin_reading(corpus.value().database());
  if (!view) return could_not_run(view.error(), streams);
  const auto memos = chosen_memos(corpus.value(), options);
  if (!memos) {
    const int code = could_not_run(memos.error(), streams);
    return memos.error().code == ErrorCode::not_found ? exit_nothing_found : code;
  }
  const auto target = target_of(*format, options, memos.value().size(), streams);
  if (!target) return exit_could_not_run;
  const auto writer = format->make(*target);
  if (const auto done = write_all(corpus.value(), memos.value(), options, *writer); !done) {
    const bool is_cut_off = options.output.empty() && nobody_reads_output();
    return is_cut_off ? exit_done : could_not_run(done.error(), streams);
  }
  if (!memos.value().empty() || !options.since.empty()) return exit_done;
  streams.err << "muistio: there is no such memo to export\n";
  return exit_nothing_found;
}

}  // namespace muistio
