#include "pipeline/load.h"

#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ostream>

#include "corpus/ledger.h"
#include "corpus/page_index.h"
#include "corpus/store.h"
#include "pipeline/content_paths.h"
#include "pipeline/folder_watch.h"
#include "pipeline/freed_memory.h"
#include "pipeline/listing.h"
#include "pipeline/load_lock.h"
#include "pipeline/load_run.h"
#include "pipeline/load_summary.h"
#include "pipeline/quarantine.h"
#include "pipeline/stop_signals.h"

namespace muistio {
namespace {

constexpr int files_a_commit = 5'000;  // While listing.
constexpr int most_attention_shown = 10;
constexpr std::chrono::milliseconds quiet_before_reading{2000};  // A file may still be copied.

class Load {
 public:
  // `begun` is when the command began, for the summary.
  Load(const LoadOptions& options, Streams streams, StopSignals& signals, Corpus corpus,
       WorkerPool pool, std::chrono::steady_clock::time_point begun)
      : options_(options),
        streams_(streams),
        signals_(signals),
        corpus_(std::move(corpus)),
        ledger_(corpus_.database()),
        pool_(std::move(pool)),
        progress_(progress_kind(options), streams.err),
        begun_(begun) {}

  // One run over the paths; the summary is printed.
  Result<Done> run(const std::vector<std::string>& paths);
  // A run over all, then one for whatever comes or changes, until a signal says stop.
  Result<Done> watch();
  int exit_code() const;

 private:
  static ProgressKind progress_kind(const LoadOptions& options) {
    if (options.progress) return *options.progress;
    return isatty(STDERR_FILENO) != 0 ? ProgressKind::line : ProgressKind::none;
  }
  Result<Done> begin();
  Result<Done> list();
  Result<Done> take(const Found& found);
  Result<Done> mark_vanished();
  Result<Done> drop_readable_folders(const std::string& given);
  Result<Done> read_all();
  Result<Done> finish();
  Result<Done> end(const char* outcome);
  Result<Done> summarise();

  const LoadOptions& options_;
  Streams streams_;
  StopSignals& signals_;
  Corpus corpus_;
  Ledger ledger_;
  WorkerPool pool_;
  Progress progress_;
  std::chrono::steady_clock::time_point begun_;
  bool watching_ = false;           // After the first run.
  std::vector<std::string> given_;  // Paths of this run.
  RunId run_ = 0;
  std::vector<FileId> decided_;  // By the listing.
  LoadSummary summary_;
};

Result<Done> Load::run(const std::vector<std::string>& paths) {
  given_ = paths;
  summary_ = LoadSummary();
  decided_.clear();
  if (auto done = begin(); !done) return done;
  auto done = list();
  if (done) done = read_all();
  summary_.stopped = signals_.count() > 0;
  if (done && !summary_.stopped) done = finish();
  if (!done) {
    (void)end("failed");  // The reason is what matters now.
    return done;
  }
  if (auto ended = end(summary_.stopped ? "interrupted" : "done"); !ended) return ended;
  return summarise();
}

Result<Done> Load::watch() {
  auto folders = FolderWatch::start(options_.paths);  // First, so that nothing is missed.
  if (!folders) return folders.error();
  if (auto done = run(options_.paths); !done) return done;
  if (!options_.json) streams_.out << "\nWatching for changes; Ctrl-C ends it.\n";
  streams_.out.flush();
  watching_ = true;
  while (signals_.count() == 0 && streams_.out) {
    std::array<pollfd, 2> polled{pollfd{folders.value().descriptor(), POLLIN, 0},
                                 pollfd{signals_.descriptor(), POLLIN, 0}};
    poll(polled.data(), polled.size(), folders.value().waiting() ? 200 : -1);
    folders.value().take_up();
    const std::vector<std::string> paths = folders.value().settled(quiet_before_reading);
    if (paths.empty()) continue;
    begun_ = std::chrono::steady_clock::now();
    if (auto done = run(paths); !done) return done;
    streams_.out.flush();
  }
  return Done{};
}

Result<Done> Load::begin() {
  auto transaction = Transaction::begin(corpus_.database());
  if (!transaction) return transaction.error();
  auto run = ledger_.begin_run(MUISTIO_VERSION, pool_.ready().rules_version);
  if (!run) return run.error();
  run_ = run.value();
  return transaction.value().commit();
}

Result<Done> Load::list() {
  progress_.say("listing files ...");
  ListingOptions listing;
  listing.sorted = false;  // The ledger sorts.
  listing.follow_links = options_.follow_links;
  std::optional<Transaction> transaction;
  int uncommitted = 0;
  std::vector<std::string> there;
  for (const std::string& path : given_) {
    struct stat status {};
    if (!watching_ || lstat(path.c_str(), &status) == 0) there.push_back(path);
  }
  const auto listed = list_files(there, listing, [&](const Found& found) -> Result<Done> {
    if (!transaction) {
      auto begun = Transaction::begin(corpus_.database());
      if (!begun) return begun.error();
      transaction.emplace(std::move(begun).value());
    }
    if (auto done = take(found); !done) return done;
    if (signals_.count() > 0) {
      return Error{ErrorCode::corpus_busy, "", "stopped while the folders were listed"};
    }
    if (++uncommitted < files_a_commit) return Done{};
    uncommitted = 0;
    auto done = transaction->commit();
    transaction.reset();
    return done;
  });
  if (!listed) return listed.error();
  summary_.others = listed.value().others;
  if (transaction) {
    if (auto done = transaction->commit(); !done) return done;
  }
  return mark_vanished();
}

Result<Done> Load::take(const Found& found) {
  const std::string path = absolute_path(found.path);
  const auto first = ledger_.list(run_, path, shown_path(found.path));
  if (!first) return first.error();
  if (!first.value()) return Done{};
  ++summary_.listed;
  if (found.kind == FoundKind::file) return Done{};
  const auto file = ledger_.find_file(path);
  if (!file) return file.error();
  decided_.push_back(file.value()->id);
  if (found.kind == FoundKind::unreadable) {
    const auto known = ledger_.list_known_beneath(run_, path);
    if (!known) return known.error();
    summary_.listed += known.value();
    return ledger_.set_file(file.value()->id, FileState::unreadable, found.message);
  }
  return ledger_.set_file(file.value()->id, FileState::not_regular,
                          found.kind == FoundKind::link
                              ? "a link; --follow-links reads what it points to"
                              : "not a regular file");
}

Result<Done> Load::mark_vanished() {
  auto transaction = Transaction::begin(corpus_.database());
  if (!transaction) return transaction.error();
  for (const std::string& path : given_) {
    if (auto done = drop_readable_folders(absolute_path(path)); !done) return done;
    const auto vanished = ledger_.mark_vanished(run_, absolute_path(path));
    if (!vanished) return vanished.error();
    summary_.vanished += vanished.value();
  }
  if (summary_.vanished > 0) {
    RunFigures unused;
    auto done = ContentPaths(corpus_, unused).hand_over_to_duplicates(run_);
    if (!done) return done;
  }
  return transaction.value().commit();
}

// A folder is on the ledger only as long as it cannot be read.
Result<Done> Load::drop_readable_folders(const std::string& given) {
  const auto folders = ledger_.folders_not_met(run_, given);
  if (!folders) return folders.error();
  for (const LedgerFile& folder : folders.value()) {
    struct stat status {};
    if (lstat(folder.path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) continue;
    if (auto done = ledger_.drop(folder.id); !done) return done;
  }
  return Done{};
}

Result<Done> Load::read_all() {
  LoadRun run(corpus_, pool_, options_, given_, run_, summary_.listed, signals_, progress_);
  for (const FileId file : decided_) run.leave(file);
  auto done = run.run();
  summary_.figures = run.figures();
  progress_.clear();
  return done;
}

// All files are read by now, whatever comes of this.
Result<Done> Load::finish() {
  if (auto done = corpus_.finish_saving(); !done) return done;
  auto joined = join_pieces(corpus_.database(), summary_.figures.pages, [this] {
    progress_.say("joining the index ...");
    return signals_.count() == 0;
  });
  progress_.clear();
  const bool can_wait = !joined && (joined.error().code == ErrorCode::disk_full ||
                                    joined.error().code == ErrorCode::corpus_busy);
  return can_wait ? Done{} : joined;
}

Result<Done> Load::end(const char* outcome) {
  auto transaction = Transaction::begin(corpus_.database());
  if (!transaction) return transaction.error();
  if (auto done = ledger_.end_run(run_, summary_.listed, outcome); !done) return done;
  return transaction.value().commit();
}

Result<Done> Load::summarise() {
  auto counts = ledger_.counts(run_);
  if (!counts) return counts.error();
  summary_.counts = std::move(counts).value();
  for (const StateCount& count : summary_.counts) {
    if (row_of(count.state).attention) summary_.attention_count += count.files;
  }
  auto attention = ledger_.attention(run_, most_attention_shown);
  if (!attention) return attention.error();
  summary_.attention = std::move(attention).value();
  const auto memos = corpus_.database().find_integer("SELECT count(*) FROM memo");
  if (!memos) return memos.error();
  summary_.memos = static_cast<std::uint64_t>(memos.value().value_or(0));
  const auto outdated = ledger_.outdated(MUISTIO_VERSION, pool_.ready().rules_version);
  if (!outdated) return outdated.error();
  summary_.outdated = outdated.value();
  summary_.corpus = options_.corpus;
  summary_.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
  if (!options_.quarantine.empty()) {
    auto done = fill_quarantine(ledger_, run_, options_.quarantine, options_.quarantine_copies);
    if (!done) return done;
  }
  if (options_.json) {
    streams_.out << summary_json(summary_) << '\n';
  } else if (options_.progress == ProgressKind::none && exit_code() == exit_done &&
             summary_.vanished == 0) {
    return Done{};  // Quiet: all is well.
  } else if (watching_) {
    print_short_summary(summary_, streams_.terminal, streams_.out);
  } else {
    print_summary(summary_, streams_.terminal, streams_.out);
  }
  return Done{};
}

int Load::exit_code() const {
  if (!summary_.adds_up()) return exit_could_not_run;
  if (summary_.stopped) return 128 + signals_.last();
  if (summary_.listed == 0) return exit_nothing_found;
  return summary_.attention_count > 0 ? exit_needs_attention : exit_done;
}

Result<Done> check_paths(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    struct stat status {};
    if (stat(path.c_str(), &status) == 0) continue;
    return Error{ErrorCode::not_found, shown_path(path), "there is no such file or folder"};
  }
  return Done{};
}

// So many that no worker runs out of work while memos are saved, but never most of the
// descriptors that this process may have: each holds one.
std::size_t jobs_ahead() {
  rlimit descriptors{};
  if (getrlimit(RLIMIT_NOFILE, &descriptors) != 0) return 0;
  return std::min<std::size_t>(descriptors.rlim_cur / 32, 16);
}

}  // namespace

int load(const LoadOptions& options, Streams streams) {
  const auto could_not_run = [&](const Error& error) -> int {
    streams.err << "muistio: " << error.text() << '\n';
    return exit_could_not_run;
  };
  const auto begun = std::chrono::steady_clock::now();
  keep_little_freed_memory();
  StopSignals signals;
  signal(SIGXFSZ, SIG_IGN);  // A file size limit is a full disk, no reason to die.
  const auto stopped_or = [&](const Error& error) -> int {
    const int code = could_not_run(error);
    return signals.count() > 0 ? 128 + signals.last() : code;
  };
  if (const auto good = check_paths(options.paths); !good) return could_not_run(good.error());
  if (const auto good = check_place(options.corpus); !good) return could_not_run(good.error());
  auto corpus = Corpus::open(options.corpus, Access::create);
  if (!corpus) return could_not_run(corpus.error());
  const auto lock = LoadLock::take(
      options.corpus,
      [&] {
        streams.err << "muistio: another load is writing to " << options.corpus
                    << "; waiting for it to end (Ctrl-C gives up)" << std::endl;
      },
      [&] { return signals.count() == 0; });
  if (!lock) return stopped_or(lock.error());
  PoolSettings settings = options.reading.pool();
  settings.worker.index_words = true;
  settings.jobs_ahead = jobs_ahead();
  auto pool = WorkerPool::start(std::move(settings));
  if (!pool) return could_not_run(pool.error());
  warn_of_old_kernel(options.reading, pool.value(), streams.err);
  Load load(options, streams, signals, std::move(corpus).value(), std::move(pool).value(), begun);
  const auto done = options.watch ? load.watch() : load.run(options.paths);
  if (!done) return stopped_or(done.error());
  return load.exit_code();
}

}  // namespace muistio
