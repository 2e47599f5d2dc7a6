#include "corpus/ledger.h"

#include <unistd.h>

#include <algorithm>

#include "corpus/utc_time.h"

namespace muistio {
namespace {

constexpr std::string_view file_columns = "id, path, shown, state, message, content";
constexpr std::string_view content_columns =
    "id, sha256, bytes, file, state, stage, message, page, pages, interruptions,"
    " coalesce(program, ''), coalesce(rules, '')";

std::string_view name_of(FileState state) {
  return row_of(state).name;
}

// A state that is none of ours stands in no file that muistio made.
FileState state_in(const Statement& row, int column) {
  return parse_state(row.text(column)).value_or(FileState::listed);
}

LedgerFile file_in(const Statement& row) {
  LedgerFile file;
  file.id = row.integer(0);
  file.path = row.blob(1);
  file.shown = row.text(2);
  file.state = state_in(row, 3);
  file.message = row.text(4);
  file.content = row.optional_integer(5);
  return file;
}

LedgerContent content_in(const Statement& row) {
  LedgerContent content;
  content.id = row.integer(0);
  content.sha256 = row.text(1);
  content.bytes = static_cast<std::uint64_t>(row.integer(2));
  content.file = row.optional_integer(3);
  content.state = state_in(row, 4);
  content.stage = row.text(5);
  content.message = row.text(6);
  if (const auto page = row.optional_integer(7)) content.page = static_cast<int>(*page);
  content.pages = static_cast<int>(row.integer(8));
  content.interruptions = static_cast<int>(row.integer(9));
  content.program = row.text(10);
  content.rules = row.text(11);
  return content;
}

// All rows of a statement, each read by `read`.
template <typename Value, typename... Values>
Result<std::vector<Value>> rows_of(Database& database, const std::string& sql,
                                   Value (*read)(const Statement&), const Values&... values) {
  auto statement = database.prepare(sql);
  if (!statement) return statement.error();
  statement.value().bind(values...);
  std::vector<Value> rows;
  while (true) {
    const auto row = statement.value().step();
    if (!row) return row.error();
    if (!row.value()) return rows;
    rows.push_back(read(statement.value()));
  }
}

template <typename Value, typename... Values>
Result<std::optional<Value>> find_row(Database& database, const std::string& sql,
                                      Value (*read)(const Statement&), const Values&... values) {
  auto rows = rows_of(database, sql, read, values...);
  if (!rows) return rows.error();
  if (rows.value().empty()) return std::optional<Value>{};
  return std::optional<Value>(std::move(rows.value().front()));
}

std::string select_files(std::string_view rest) {
  return "SELECT " + std::string(file_columns) + " FROM file " + std::string(rest);
}

std::string select_contents(std::string_view rest) {
  return "SELECT " + std::string(content_columns) + " FROM content " + std::string(rest);
}

StateCount count_in(const Statement& row) {
  return {state_in(row, 0), static_cast<std::uint64_t>(row.integer(1))};
}

ReasonCount reason_in(const Statement& row) {
  return {state_in(row, 0), std::string(row.text(1)), static_cast<std::uint64_t>(row.integer(2))};
}

LedgerRun run_in(const Statement& row) {
  LedgerRun run;
  run.id = row.integer(0);
  run.began = row.text(1);
  run.program = row.text(2);
  run.rules = row.text(3);
  run.ended = row.optional_text(4);
  run.outcome = row.optional_text(5);
  run.listed = row.optional_integer(6);
  run.process = row.integer(7);
  return run;
}

// "'locked', 'broken', ..." of the states that need attention.
std::string attention_names() {
  std::string names;
  for (const StateRow& row : state_table) {
    if (!row.attention) continue;
    names.append(names.empty() ? "'" : ", '").append(row.name).append("'");
  }
  return names;
}

}  // namespace

Result<RunId> Ledger::begin_run(std::string_view program, std::string_view rules) {
  auto counted = database_->run(
      "UPDATE content SET interruptions = interruptions + 1"
      " WHERE id IN (SELECT content FROM attempt WHERE outcome IS NULL)");
  if (!counted) return counted.error();
  auto closed = database_->run(
      "UPDATE attempt SET outcome = 'interrupted', ended = ? WHERE outcome IS NULL", utc_now());
  if (!closed) return closed.error();
  auto begun = database_->run("INSERT INTO run(began, program, rules, process) VALUES(?,?,?,?)",
                              utc_now(), program, rules, static_cast<std::int64_t>(getpid()));
  if (!begun) return begun.error();
  return database_->last_row_id();
}

Result<Done> Ledger::end_run(RunId run, std::uint64_t listed, std::string_view outcome) {
  return database_->run("UPDATE run SET ended = ?, listed = ?, outcome = ? WHERE id = ?", utc_now(),
                        static_cast<std::int64_t>(listed), outcome, run);
}

Result<bool> Ledger::list(RunId run, std::string_view path, std::string_view shown) {
  auto done = database_->run(
      "INSERT INTO file(path, shown, run, state) VALUES(?1, ?2, ?3, 'listed')"
      " ON CONFLICT(path) DO UPDATE SET shown = excluded.shown, run = excluded.run"
      " WHERE run <> excluded.run",
      Blob{path}, shown, run);
  if (!done) return done.error();
  return database_->changed_rows() > 0;
}

Result<std::uint64_t> Ledger::list_known_beneath(RunId run, std::string_view folder) {
  auto done = database_->run(
      "UPDATE file SET run = ?1 WHERE run <> ?1 AND state <> 'vanished' AND path >= ?2 AND path < "
      "?3",
      run, Blob{std::string(folder) + "/"}, Blob{std::string(folder) + "0"});
  if (!done) return done.error();
  return static_cast<std::uint64_t>(database_->changed_rows());
}

Result<std::uint64_t> Ledger::mark_vanished(RunId run, std::string_view folder) {
  // What lies beneath a folder stands between "folder/" and "folder0".
  const std::string below(folder == "/" ? "" : folder);
  auto done = database_->run(
      "UPDATE file SET state = 'vanished', message = 'it is not there any more'"
      " WHERE run <> ?1 AND state <> 'vanished'"
      " AND (path = ?2 OR (path >= ?3 AND path < ?4))",
      run, Blob{folder}, Blob{below + "/"}, Blob{below + "0"});
  if (!done) return done.error();
  return static_cast<std::uint64_t>(database_->changed_rows());
}

Result<std::vector<LedgerFile>> Ledger::folders_not_met(RunId run, std::string_view folder) {
  const std::string below(folder == "/" ? "" : folder);
  return rows_of(*database_,
                 select_files("WHERE run <> ? AND state = 'unreadable' AND content IS NULL"
                              " AND (path = ? OR (path >= ? AND path < ?))"),
                 file_in, run, Blob{folder}, Blob{below + "/"}, Blob{below + "0"});
}

Result<Done> Ledger::drop(FileId file) {
  return database_->run("DELETE FROM file WHERE id = ?", file);
}

Result<std::vector<LedgerFile>> Ledger::files_after(RunId run, std::string_view path, int limit) {
  return rows_of(*database_, select_files("WHERE path > ? AND run = ? ORDER BY path LIMIT ?"),
                 file_in, Blob{path}, run, limit);
}

Result<std::optional<LedgerFile>> Ledger::find_file(FileId file) {
  return find_row(*database_, select_files("WHERE id = ?"), file_in, file);
}

Result<std::optional<LedgerFile>> Ledger::find_file(std::string_view path) {
  return find_row(*database_, select_files("WHERE path = ?"), file_in, Blob{path});
}

Result<std::optional<LedgerContent>> Ledger::find_content(std::string_view sha256) {
  return find_row(*database_, select_contents("WHERE sha256 = ?"), content_in, sha256);
}

Result<std::optional<LedgerContent>> Ledger::find_content(ContentId content) {
  return find_row(*database_, select_contents("WHERE id = ?"), content_in, content);
}

Result<LedgerContent> Ledger::add_content(std::string_view sha256, std::uint64_t bytes,
                                          FileId file) {
  auto done =
      database_->run("INSERT INTO content(sha256, bytes, file, state) VALUES(?,?,?,'listed')",
                     sha256, static_cast<std::int64_t>(bytes), file);
  if (!done) return done.error();
  LedgerContent content;
  content.id = database_->last_row_id();
  content.sha256 = sha256;
  content.bytes = bytes;
  content.file = file;
  return content;
}

Result<Done> Ledger::set_file(FileId file, FileState state, std::string_view message,
                              std::optional<ContentId> content) {
  return database_->run(
      "UPDATE file SET state = ?, message = ?, content = coalesce(?, content) WHERE id = ?",
      name_of(state), message, content, file);
}

Result<Done> Ledger::set_owner(ContentId content, FileId file) {
  return database_->run("UPDATE content SET file = ? WHERE id = ?", file, content);
}

Result<Done> Ledger::decide(const LedgerContent& content) {
  auto done = database_->run(
      "UPDATE content SET state = ?, stage = ?, page = ?, message = ?, pages = ?, program = ?,"
      " rules = ?, decided = ? WHERE id = ?",
      name_of(content.state), content.stage, content.page, content.message, content.pages,
      content.program, content.rules, utc_now(), content.id);
  if (!done || !content.file) return done;
  return set_file(*content.file, content.state, content.message, content.id);
}

Result<Done> Ledger::forget(ContentId content) {
  auto done = database_->run(
      "UPDATE content SET state = 'listed', file = NULL, stage = '', page = NULL, message = '',"
      " pages = 0, program = NULL, rules = NULL, decided = NULL WHERE id = ?",
      content);
  if (!done) return done;
  return database_->run(
      "UPDATE file SET state = 'listed', message = '' WHERE content = ? AND state = 'duplicate_of'",
      content);
}

Result<std::vector<LedgerFile>> Ledger::duplicates_of(ContentId content) {
  return rows_of(*database_,
                 select_files("WHERE content = ? AND state = 'duplicate_of' ORDER BY path"),
                 file_in, content);
}

Result<std::vector<LedgerFile>> Ledger::duplicates_of_vanished(RunId run) {
  return rows_of(*database_,
                 select_files("WHERE state = 'duplicate_of' AND run <> ? AND content IN (SELECT"
                              " content.id FROM content JOIN file AS original ON original.id ="
                              " content.file WHERE original.state = 'vanished')"
                              " ORDER BY content, path"),
                 file_in, run);
}

Result<AttemptId> Ledger::begin_attempt(ContentId content, RunId run) {
  auto done = database_->run("INSERT INTO attempt(content, run, began) VALUES(?,?,?)", content, run,
                             utc_now());
  if (!done) return done.error();
  return database_->last_row_id();
}

Result<Done> Ledger::end_attempt(AttemptId attempt, std::string_view outcome,
                                 std::string_view stage, int page, std::string_view message) {
  return database_->run(
      "UPDATE attempt SET ended = ?, outcome = ?, stage = ?, page = nullif(?, 0), message = ?"
      " WHERE id = ?",
      utc_now(), outcome, stage, page, message, attempt);
}

Result<int> Ledger::attempts(ContentId content) {
  const auto count =
      database_->find_integer("SELECT count(*) FROM attempt WHERE content = ?", content);
  if (!count) return count.error();
  return static_cast<int>(count.value().value_or(0));
}

Result<std::vector<StateCount>> Ledger::counts(std::optional<RunId> run) {
  auto counts = rows_of(*database_,
                        "SELECT state, count(*) FROM file WHERE run = coalesce(?, run)"
                        " GROUP BY state",
                        count_in, run);
  if (!counts) return counts;
  const auto place = [](const StateCount& count) { return &row_of(count.state); };
  std::sort(
      counts.value().begin(), counts.value().end(),
      [&](const StateCount& one, const StateCount& other) { return place(one) < place(other); });
  return counts;
}

Result<std::vector<LedgerFile>> Ledger::attention(std::optional<RunId> run, int limit) {
  return rows_of(*database_,
                 select_files("WHERE run = coalesce(?, run) AND state IN (" + attention_names() +
                              ") ORDER BY state, path LIMIT ?"),
                 file_in, run, limit);
}

Result<std::vector<ReasonCount>> Ledger::reasons(int limit) {
  return rows_of(*database_,
                 "SELECT state, message, count(*) FROM file WHERE state IN (" + attention_names() +
                     ") GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT ?",
                 reason_in, limit);
}

Result<std::optional<LedgerRun>> Ledger::last_run() {
  return find_row(*database_,
                  "SELECT id, began, program, rules, ended, outcome, listed, process FROM run"
                  " ORDER BY id DESC LIMIT 1",
                  run_in);
}

Result<std::uint64_t> Ledger::outdated(std::string_view program, std::string_view rules) {
  const auto count = database_->find_integer(
      "SELECT count(*) FROM content WHERE state IN ('ok', 'partial', 'no_text')"
      " AND (program <> ? OR rules <> ?)",
      program, rules);
  if (!count) return count.error();
  return static_cast<std::uint64_t>(count.value().value_or(0));
}

}  // namespace muistio
