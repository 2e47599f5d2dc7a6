#include "pipeline/load_run.h"

#include <algorithm>
#include <functional>
#include <iterator>

namespace muistio {
namespace {

// A commit that survives the death of the program but perhaps not that of the machine, and
// waits for no disk.
Result<Done> commit_lightly(Database& database, const std::function<Result<Done>()>& work) {
  if (auto set = database.run_script("PRAGMA synchronous = NORMAL"); !set) return set;
  auto transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  if (auto done = work(); !done) return done;
  if (auto done = transaction.value().commit(); !done) return done;
  return database.run_script("PRAGMA synchronous = FULL");
}

}  // namespace

LoadRun::LoadRun(Corpus& corpus, WorkerPool& pool, const LoadOptions& options,
                 const std::vector<std::string>& given, RunId run, std::uint64_t listed,
                 StopSignals& signals, Progress& progress)
    : database_(corpus.database()),
      ledger_(corpus.database()),
      pool_(pool),
      run_(run),
      signals_(signals),
      progress_(progress),
      queue_(corpus, options, given, run, pool.ready().rules_version, figures_),
      batch_(corpus, pool.ready().rules_version, figures_) {
  state_.listed = listed;
}

Result<Done> LoadRun::run() {
  while (true) {
    const int asked_to_stop = signals_.count();
    if (asked_to_stop >= 2) break;
    if (asked_to_stop == 1) take_back_waiting();
    // Many at a time: each time costs a commit.
    const bool half_empty = pool_.room() >= pool_.jobs_in_hand() || !next_tries_.empty();
    if (asked_to_stop == 0 && (half_empty || batch_.is_due())) {
      if (auto done = note_and_prepare(); !done) return done;
    }
    if (batch_.is_due()) {
      if (auto done = save(); !done) return done;
    }
    if (auto done = hear(); !done) return done;
    const bool at_rest = pool_.jobs_in_hand() == 0 && heard_.empty();
    if (at_rest && (asked_to_stop > 0 || (queue_.is_empty() && next_tries_.empty()))) break;
    for (Outcome& outcome : std::exchange(heard_, {})) take(std::move(outcome));
    show_progress();
  }
  return save();
}

Result<Done> LoadRun::save() {
  return batch_.save([this] { hear_while_saving(); });
}

// Waits for news where there is none yet.
Result<Done> LoadRun::hear() {
  if (!heard_.empty() || pool_.jobs_in_hand() == 0) return Done{};
  auto outcomes = pool_.wait(std::chrono::milliseconds(200), {signals_.descriptor()});
  if (!outcomes) return outcomes.error();
  heard_ = std::move(outcomes).value();
  return Done{};
}

// So that no worker has to wait for the disk. What goes wrong shows when they are heard again.
void LoadRun::hear_while_saving() {
  if (pool_.jobs_in_hand() == 0) return;
  auto outcomes = pool_.wait(std::chrono::milliseconds(0));
  if (!outcomes) return;
  std::move(outcomes.value().begin(), outcomes.value().end(), std::back_inserter(heard_));
}

void LoadRun::take_back_waiting() {
  for (const Job& job : pool_.take_back()) {
    const auto found = in_hand_.find(job.number);
    if (found == in_hand_.end()) continue;
    batch_.attempt_taken_back(found->second.attempt);
    in_hand_.erase(found);
  }
}

Result<Done> LoadRun::note_and_prepare() {
  std::vector<ReadyFile> ready;
  auto done = commit_lightly(database_, [&]() -> Result<Done> {
    if (auto noted = batch_.note_attempts(); !noted) return noted;
    auto prepared = prepare();
    if (!prepared) return prepared.error();
    ready = std::move(prepared).value();
    for (ReadyFile& one : ready) {
      auto attempt = ledger_.begin_attempt(one.in_hand.content.id, run_);
      if (!attempt) return attempt.error();
      one.in_hand.attempt = attempt.value();
    }
    return Done{};
  });
  if (!done) return done;
  batch_.attempts_noted();
  hand_over(std::move(ready));
  return Done{};
}

Result<std::vector<ReadyFile>> LoadRun::prepare() {
  std::vector<ReadyFile> ready = std::exchange(next_tries_, {});
  const std::size_t room = pool_.room();
  if (ready.size() >= room) return ready;
  auto more = queue_.next(room - ready.size(), pool_.jobs_in_hand() == 0 && ready.empty());
  if (!more) return more;
  std::move(more.value().begin(), more.value().end(), std::back_inserter(ready));
  return ready;
}

void LoadRun::hand_over(std::vector<ReadyFile> ready) {
  for (ReadyFile& one : ready) {
    one.job.number = next_job_++;
    in_hand_.emplace(one.job.number, std::move(one.in_hand));
    pool_.hand_over(std::move(one.job), std::move(one.descriptor));
  }
}

void LoadRun::take(Outcome outcome) {
  const auto found = in_hand_.find(outcome.job.number);
  if (found == in_hand_.end()) return;
  FileInHand in_hand = std::move(found->second);
  in_hand_.erase(found);
  batch_.attempt_ended(in_hand.attempt, outcome);
  if (try_again(outcome, in_hand)) return;
  if (outcome.answer) {
    figures_.reading += outcome.answer->read_microseconds;
    figures_.analysing += outcome.answer->analyse_microseconds;
    figures_.indexing += outcome.answer->index_microseconds;
  }
  Judged judged;
  {
    const Stopwatch stopwatch(figures_.checking);
    judged = judge(outcome, true);
  }
  if (judged.verdict.state == FileState::changed && queue_.look_again(in_hand)) return;
  ++(outcome.job.kind == JobKind::document ? figures_.rederived : figures_.read);
  if (row_of(judged.verdict.state).attention) ++figures_.attention;
  if (judged.read) figures_.pages += judged.read->document.pages.size();
  batch_.add(std::move(in_hand), std::move(judged));
}

bool LoadRun::try_again(Outcome& outcome, FileInHand& in_hand) {
  auto job = next_try(outcome);
  if (!job) return false;
  next_tries_.push_back({std::move(*job), std::move(outcome.file), std::move(in_hand)});
  return true;
}

void LoadRun::show_progress() {
  if (!progress_.due()) return;
  const std::uint64_t waiting = in_hand_.size() + queue_.waiting();
  state_.files = figures_.looked_at - std::min(figures_.looked_at, waiting);
  state_.pages = figures_.pages;
  state_.attention = figures_.attention;
  state_.sightings = pool_.sightings();
  state_.stopping = signals_.count() > 0;
  progress_.show(state_);
}

}  // namespace muistio
