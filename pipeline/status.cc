#include "pipeline/status.h"

#include <fmt/format.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <ostream>

#include "corpus/corpus_file.h"
#include "corpus/ledger.h"
#include "pipeline/csv_cell.h"
#include "pipeline/load_lock.h"
#include "pipeline/load_summary.h"
#include "pipeline/progress.h"
#include "pipeline/terminal.h"

namespace muistio {
namespace {

using nlohmann::json;

constexpr int most_reasons = 12;

struct StatusRow {
  std::string path, state, message, sha256, stage, original;
  std::optional<std::int64_t> page;
  std::int64_t tries = 0;
};

Result<Done> for_each_file(Database& database, bool all,
                           const std::function<void(const StatusRow&)>& take) {
  std::string states;
  for (const StateRow& row : state_table) {
    if (all || row.attention) states.append(states.empty() ? "'" : ",'").append(row.name) += "'";
  }
  auto select = database.prepare(
      "SELECT file.shown, file.state, file.message, coalesce(content.sha256, ''),"
      " coalesce(content.stage, ''), content.page, (SELECT count(*) FROM attempt WHERE"
      " attempt.content = content.id), CASE file.state WHEN 'duplicate_of' THEN (SELECT shown FROM"
      " file AS original WHERE original.id = content.file) END"
      " FROM file LEFT JOIN content ON content.id = file.content"
      " WHERE file.state IN (" +
      states + ") ORDER BY file.path");
  if (!select) return select.error();
  const Statement& row = select.value();
  while (true) {
    const auto more = select.value().step();
    if (!more) return more.error();
    if (!more.value()) return Done{};
    take({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
          std::string(row.text(3)), std::string(row.text(4)), std::string(row.text(7)),
          row.optional_integer(5), row.integer(6)});
  }
}

Result<Done> print_csv(Database& database, bool all, std::ostream& out) {
  out << "path,state,message,sha256,stage,page,tries,duplicate_of\r\n";
  return for_each_file(database, all, [&](const StatusRow& row) {
    out << csv_cell(row.path) << ',' << row.state << ',' << csv_cell(row.message) << ','
        << row.sha256 << ',' << row.stage << ',';
    if (row.page) out << *row.page;
    out << ',' << row.tries << ',' << csv_cell(row.original) << "\r\n";
  });
}

// In lines as they come: there may be very many.
Result<Done> print_files(Database& database, std::ostream& out) {
  out << '\n';
  return for_each_file(database, true, [&](const StatusRow& row) {
    const std::string note = row.original.empty() ? row.message : "the same as " + row.original;
    out << "  " << padded(row.state, 12) << "  " << harmless(row.path);
    if (!note.empty()) out << "  (" << harmless(note) << ')';
    out << '\n';
  });
}

struct Overview {
  std::vector<StateCount> counts;
  std::vector<ReasonCount> reasons;
  std::optional<LedgerRun> run;
  std::int64_t memos = 0;
  bool was_cut_off = false;  // The run: nobody is loading.

  std::uint64_t files() const {
    std::uint64_t sum = 0;
    for (const StateCount& count : counts) sum += count.files;
    return sum;
  }
  bool attention() const {
    for (const StateCount& count : counts) {
      if (row_of(count.state).attention) return true;
    }
    return false;
  }
};

Result<Overview> overview_of(Database& database) {
  Ledger ledger(database);
  Overview overview;
  auto counts = ledger.counts(std::nullopt);
  if (!counts) return counts.error();
  overview.counts = std::move(counts).value();
  auto reasons = ledger.reasons(most_reasons);
  if (!reasons) return reasons.error();
  overview.reasons = std::move(reasons).value();
  auto run = ledger.last_run();
  if (!run) return run.error();
  overview.run = std::move(run).value();
  const auto memos = database.find_integer("SELECT count(*) FROM memo");
  if (!memos) return memos.error();
  overview.memos = memos.value().value_or(0);
  overview.was_cut_off =
      overview.run && !overview.run->ended && LoadLock::is_held(database.path()) == false;
  return overview;
}

std::string sentence_of(const LedgerRun& run, bool was_cut_off) {
  if (was_cut_off) {
    return fmt::format(
        "The last run began {} and was cut off (process {} is gone); loading again goes on from "
        "there.",
        run.began, run.process);
  }
  if (!run.ended) {
    return fmt::format("The last run began {} and has not ended (process {}).", run.began,
                       run.process);
  }
  return fmt::format("Last run: {} to {}, {}.", run.began, *run.ended,
                     run.outcome.value_or("unknown"));
}

void print_text(const Overview& overview, const StatusOptions& options, Streams streams) {
  std::ostream& out = streams.out;
  out << fmt::format("{}: {} files, {} memos\n\n", options.corpus, count_text(overview.files()),
                     count_text(static_cast<std::uint64_t>(overview.memos)));
  print_counts(overview.counts, streams.terminal, out);
  if (!overview.reasons.empty()) {
    out << "\nWhy files need attention:\n";
    std::vector<std::vector<std::string>> rows;
    for (const ReasonCount& reason : overview.reasons) {
      rows.push_back({count_text(reason.files), std::string(row_of(reason.state).name),
                      harmless(reason.message)});
    }
    out << aligned(rows, "  ") << "\nWhich: muistio status --csv --corpus " << options.corpus
        << '\n';
  }
  if (overview.run) out << '\n' << sentence_of(*overview.run, overview.was_cut_off) << '\n';
}

Result<Done> print_json(Database& database, const Overview& overview, bool all, std::ostream& out) {
  json states = json::object(), reasons = json::array(), files = json::array();
  for (const StateCount& count : overview.counts) states[row_of(count.state).name] = count.files;
  for (const ReasonCount& reason : overview.reasons) {
    reasons.push_back({{"state", row_of(reason.state).name},
                       {"message", reason.message},
                       {"files", reason.files}});
  }
  auto done = for_each_file(database, all, [&](const StatusRow& row) {
    files.push_back({{"path", row.path},
                     {"state", row.state},
                     {"message", row.message},
                     {"sha256", row.sha256},
                     {"tries", row.tries},
                     {"duplicate_of", row.original.empty() ? json() : json(row.original)}});
  });
  if (!done) return done;
  json whole = {{"files", overview.files()},
                {"memos", overview.memos},
                {"states", states},
                {"reasons", reasons},
                {"list", files}};
  if (const auto& run = overview.run) {
    whole["run"] = {{"began", run->began},
                    {"ended", run->ended ? json(*run->ended) : json()},
                    {"outcome", run->outcome ? json(*run->outcome) : json()},
                    {"cut_off", overview.was_cut_off},
                    {"program", run->program},
                    {"rules", run->rules}};
  }
  out << whole.dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
  return Done{};
}

Result<int> print_status(Database& database, const StatusOptions& options, Streams streams) {
  const auto view = Transaction::begin_reading(database);
  if (!view) return view.error();
  const auto overview = overview_of(database);
  if (!overview) return overview.error();
  Result<Done> done = Done{};
  switch (options.format) {
    case StatusFormat::text:
      print_text(overview.value(), options, streams);
      if (options.all) done = print_files(database, streams.out);
      break;
    case StatusFormat::json:
      done = print_json(database, overview.value(), options.all, streams.out);
      break;
    case StatusFormat::csv:
      done = print_csv(database, options.all, streams.out);
      break;
  }
  if (!done) return done.error();
  return overview.value().attention() ? exit_needs_attention : exit_done;
}

}  // namespace

int status(const StatusOptions& options, Streams streams) {
  auto database = open_corpus_file(options.corpus, Access::read);
  const auto code =
      database ? print_status(database.value(), options, streams) : Result<int>(database.error());
  if (code) return code.value();
  streams.err << "muistio: " << code.error().text() << '\n';
  return exit_could_not_run;
}

}  // namespace muistio
