// What became of every file that was ever listed: kept in the corpus file, so that memo and
// state are saved together. The law: the files of a run are the sum of their states.
//
// Nothing here begins a transaction; the caller says what belongs together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/database.h"
#include "corpus/file_state.h"
#include "corpus/result.h"

namespace muistio {

using RunId = std::int64_t;
using FileId = std::int64_t;
using ContentId = std::int64_t;
using AttemptId = std::int64_t;

struct LedgerFile {
  FileId id = 0;
  std::string path;   // From the root of the file system; bytes.
  std::string shown;  // As it was given; UTF-8.
  FileState state = FileState::listed;
  std::string message;
  std::optional<ContentId> content;
};

struct LedgerContent {
  ContentId id = 0;
  std::string sha256;
  std::uint64_t bytes = 0;
  std::optional<FileId> file;  // The one it is read from.
  FileState state = FileState::listed;
  std::string stage, message;
  std::optional<int> page;
  int pages = 0;
  int interruptions = 0;
  std::string program, rules;
};

struct StateCount {
  FileState state = FileState::listed;
  std::uint64_t files = 0;
};

// How often a reason was given.
struct ReasonCount {
  FileState state = FileState::listed;
  std::string message;
  std::uint64_t files = 0;
};

// A run as it is told to people.
struct LedgerRun {
  RunId id = 0;
  std::string began, program, rules;
  std::optional<std::string> ended, outcome;
  std::optional<std::int64_t> listed;
  std::int64_t process = 0;
};

class Ledger {
 public:
  explicit Ledger(Database& database) : database_(&database) {}

  // Tries left open by runs that were killed become interruptions of their contents. Only
  // for who holds the right to load (one run at a time).
  Result<RunId> begin_run(std::string_view program, std::string_view rules);
  Result<Done> end_run(RunId run, std::uint64_t listed, std::string_view outcome);

  // Puts the path on the run's list; false where it is there already. A file seen before
  // keeps its state until another is set.
  Result<bool> list(RunId run, std::string_view path, std::string_view shown);

  // Puts the files that are known beneath the folder on the run's list: for a folder that
  // cannot be read now. How many were not there yet.
  Result<std::uint64_t> list_known_beneath(RunId run, std::string_view folder);

  // Files beneath the folder (or the file itself) that this run did not find: vanished. How
  // many are so since this run.
  Result<std::uint64_t> mark_vanished(RunId run, std::string_view folder);

  // Folders beneath this one (or itself) that could not be read once and were not met by this
  // run: can be read now, or are gone.
  Result<std::vector<LedgerFile>> folders_not_met(RunId run, std::string_view folder);
  // Takes off the ledger what turned out to be no file.
  Result<Done> drop(FileId file);

  // The run's files in the order of their paths, after the given one; `limit` at most.
  Result<std::vector<LedgerFile>> files_after(RunId run, std::string_view path, int limit);
  Result<std::optional<LedgerFile>> find_file(FileId file);
  Result<std::optional<LedgerFile>> find_file(std::string_view path);

  Result<std::optional<LedgerContent>> find_content(std::string_view sha256);
  Result<std::optional<LedgerContent>> find_content(ContentId content);

  // A content that was not known before, to be read from the file.
  Result<LedgerContent> add_content(std::string_view sha256, std::uint64_t bytes, FileId file);

  // Sets the file's state; its content stays as it was where none is given.
  Result<Done> set_file(FileId file, FileState state, std::string_view message,
                        std::optional<ContentId> content = {});
  // The content is read from this file from now on.
  Result<Done> set_owner(ContentId content, FileId file);
  // Writes the content's state, stage, page, message, pages, program and rules, and gives
  // the file that it is read from the same state.
  Result<Done> decide(const LedgerContent& content);
  // Nothing is known of the content any more; duplicates of it are listed anew.
  Result<Done> forget(ContentId content);
  // Other files with the content, whose state is duplicate_of, in the order of their paths.
  Result<std::vector<LedgerFile>> duplicates_of(ContentId content);
  // Those that are not on the run's list, of contents whose file vanished; by content and path.
  Result<std::vector<LedgerFile>> duplicates_of_vanished(RunId run);

  // To be committed before the try begins.
  Result<AttemptId> begin_attempt(ContentId content, RunId run);
  Result<Done> end_attempt(AttemptId attempt, std::string_view outcome, std::string_view stage,
                           int page, std::string_view message);
  Result<int> attempts(ContentId content);

  // How many files of the run are in each state, in the order of state_table; without those
  // that no file is in. Of all files where no run is given.
  Result<std::vector<StateCount>> counts(std::optional<RunId> run);

  // Files in states that need attention, by state and path; `limit` at most. Of all files
  // where no run is given.
  Result<std::vector<LedgerFile>> attention(std::optional<RunId> run, int limit);

  // Why files need attention: the reasons given most often first.
  Result<std::vector<ReasonCount>> reasons(int limit);

  // The run begun last; absent in a new corpus.
  Result<std::optional<LedgerRun>> last_run();

  // Contents kept with other rules, or read by another program, than these.
  Result<std::uint64_t> outdated(std::string_view program, std::string_view rules);

 private:
  Database* database_;
};

}  // namespace muistio
