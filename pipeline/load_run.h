// One run over the files on the ledger's list: looks at each, reads what has to be read, and
// saves memo and state together.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "corpus/ledger.h"
#include "corpus/store.h"
#include "pipeline/load.h"
#include "pipeline/load_batch.h"
#include "pipeline/load_figures.h"
#include "pipeline/load_queue.h"
#include "pipeline/progress.h"
#include "pipeline/stop_signals.h"
#include "pipeline/worker_pool.h"

namespace muistio {

class LoadRun {
 public:
  // `given` are the paths of this run: what was named itself may be a link.
  LoadRun(Corpus& corpus, WorkerPool& pool, const LoadOptions& options,
          const std::vector<std::string>& given, RunId run, std::uint64_t listed,
          StopSignals& signals, Progress& progress);
  LoadRun(const LoadRun&) = delete;
  LoadRun& operator=(const LoadRun&) = delete;

  // Leave the file as the listing has decided.
  void leave(FileId file) { queue_.leave(file); }

  // Until every file has its state, or two signals came, or one and all that was in hand is
  // saved. What is saved is saved, also where it fails.
  Result<Done> run();

  const RunFigures& figures() const { return figures_; }

 private:
  Result<Done> note_and_prepare();
  Result<std::vector<ReadyFile>> prepare();
  void hand_over(std::vector<ReadyFile> ready);
  Result<Done> hear();
  void hear_while_saving();
  void take_back_waiting();
  void take(Outcome outcome);
  bool try_again(Outcome& outcome, FileInHand& in_hand);
  Result<Done> save();
  void show_progress();

  Database& database_;
  Ledger ledger_;
  WorkerPool& pool_;
  RunId run_;
  StopSignals& signals_;
  Progress& progress_;
  ProgressState state_;
  RunFigures figures_;
  LoadQueue queue_;
  LoadBatch batch_;

  std::map<std::uint64_t, FileInHand> in_hand_;  // By number of the job.
  std::vector<ReadyFile> next_tries_;
  std::vector<Outcome> heard_;  // Not yet taken.
  std::uint64_t next_job_ = 1;
};

}  // namespace muistio
