// One run over the files on the ledger's list: looks at each, reads what has to be read, and
// saves memo and state together.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "corpus/ledger.h"
#include "corpus/store.h"
#include "pipeline/fixity.h"
#include "pipeline/load.h"
#include "pipeline/progress.h"
#include "pipeline/stop_signals.h"
#include "pipeline/verdict.h"
#include "pipeline/worker_pool.h"

namespace muistio {

// What a run did, beside what the ledger holds.
struct RunFigures {
  std::uint64_t looked_at = 0;  // Files.
  std::uint64_t read = 0;       // Contents.
  std::uint64_t rederived = 0;  // Contents whose facts were found anew in the stored text.
  std::uint64_t unchanged = 0;  // Files whose content was known.
  std::uint64_t moved = 0;      // Contents that are now read from another path.
  std::uint64_t pages = 0;
  // Time in microseconds: CPU of the workers, then the parent's wall time.
  std::uint64_t reading = 0, analysing = 0, indexing = 0;
  std::uint64_t fingerprinting = 0, checking = 0, saving = 0;
};

class LoadRun {
 public:
  // `given` are the paths of this run: what was named itself may be a link.
  LoadRun(Corpus& corpus, WorkerPool& pool, const LoadOptions& options,
          const std::vector<std::string>& given, RunId run, std::uint64_t listed,
          StopSignals& signals, Progress& progress);

  // Leave the file as the listing has decided.
  void leave(FileId file) { decided_by_listing_.insert(file); }

  // Until every file has its state, or two signals came, or one and all that was in hand is
  // saved. What is saved is saved, also where it fails.
  Result<Done> run();

  const RunFigures& figures() const { return figures_; }

 private:
  struct InHand {
    LedgerContent content;
    LedgerFile file;
    AttemptId attempt = 0;
  };
  struct Ready {  // To be handed over once its attempt is on the ledger.
    Job job;
    Descriptor descriptor;
    InHand in_hand;
  };
  struct Ended {  // An attempt that is over, to be noted.
    AttemptId attempt;
    std::string_view outcome;
    Stage stage;
    int page;
    std::string message;
  };
  struct Unsaved {
    InHand in_hand;
    Judged judged;
  };

  bool nothing_left() const;
  Result<Done> note_and_prepare();
  Result<Done> note_ended();
  Result<std::vector<Ready>> prepare();
  Result<std::optional<LedgerFile>> next_file();
  Result<std::optional<Ready>> look_at(const LedgerFile& file);
  Result<std::optional<Ready>> look_at_content(const LedgerFile& file, SourceFile source,
                                               std::optional<LedgerContent> known);
  Result<std::optional<Ready>> make_ready(const LedgerFile& file, SourceFile source,
                                          LedgerContent content);
  Result<bool> use_stored_text(Ready& ready);
  Result<Done> let_go(const LedgerFile& file, ContentId content);
  Result<bool> belongs_to_another(const LedgerContent& content, const LedgerFile& file);
  bool is_due(const LedgerContent& content) const;
  bool is_only_rederived(const LedgerContent& content) const;

  void hand_over(std::vector<Ready> ready);
  Result<Done> hear();
  void hear_while_saving();
  void take_back_waiting();
  void take(Outcome outcome);
  bool try_again(Outcome& outcome, InHand& in_hand);
  bool must_save() const;
  Result<Done> save_all();
  Result<Done> save_together();
  Result<Done> save_memo(const Unsaved& unsaved);
  Result<Done> save_state(const Unsaved& unsaved);
  Result<Done> save_alone(const Unsaved& unsaved);
  Result<Done> remove_memos(const std::string& sha256);
  Result<Done> set_changed(const Unsaved& unsaved);
  void show_progress();

  Corpus& corpus_;
  Ledger ledger_;
  WorkerPool& pool_;
  const LoadOptions& options_;
  RunId run_;
  StopSignals& signals_;
  Progress& progress_;
  ProgressState state_;
  RunFigures figures_;
  std::string rules_version_;

  std::set<std::string> given_;  // Absolute.
  std::unordered_set<FileId> decided_by_listing_;
  std::deque<LedgerFile> page_;  // Of the list, in order of paths.
  std::string last_path_;
  bool list_ended_ = false;
  std::deque<FileId> again_;       // Files that changed while they were read.
  std::deque<FileId> careful_;     // Files that were in hand when a run was killed, often.
  std::set<ContentId> set_aside_;  // Are or were in careful_.
  std::set<FileId> looked_at_twice_;
  std::set<ContentId> tried_;                // In this run; in hand or done.
  std::map<std::uint64_t, InHand> in_hand_;  // By number of the job.
  std::vector<Ready> next_tries_;
  std::vector<Ended> ended_;
  std::vector<Outcome> heard_;  // While memos were saved.
  std::vector<Unsaved> unsaved_;
  std::size_t unsaved_bytes_ = 0;
  std::chrono::steady_clock::time_point first_unsaved_{};
  std::uint64_t next_job_ = 1;
};

}  // namespace muistio
