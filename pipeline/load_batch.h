// What a run has read and not yet saved, and the attempts whose end is not yet noted. Memo and
// state are saved together, many memos in one transaction.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "corpus/ledger.h"
#include "corpus/store.h"
#include "pipeline/load_figures.h"
#include "pipeline/load_queue.h"
#include "pipeline/verdict.h"

namespace muistio {

class LoadBatch {
 public:
  LoadBatch(Corpus& corpus, std::string rules_version, RunFigures& figures);

  void add(FileInHand in_hand, Judged judged);
  void attempt_ended(AttemptId attempt, const Outcome& outcome);
  // A job that no worker has been given.
  void attempt_taken_back(AttemptId attempt);

  // Whether so much has gathered, or for so long, that it should be saved.
  bool is_due() const;
  // Saves all there is; `between` is called between memos. What is saved is saved, also where
  // it fails. A memo that alone cannot be saved is noted as a crash.
  Result<Done> save(const std::function<void()>& between);

  // Within a transaction of the caller's, who calls attempts_noted() after its commit.
  Result<Done> note_attempts();
  void attempts_noted() { ended_.clear(); }

 private:
  struct Ended {
    AttemptId attempt;
    std::string_view outcome;
    Stage stage;
    int page;
    std::string message;
  };
  struct Unsaved {
    FileInHand in_hand;
    Judged judged;
  };

  Result<Done> save_together(const std::function<void()>& between);
  Result<Done> save_alone(const Unsaved& unsaved);
  Result<Done> save_memo(const Unsaved& unsaved);
  Result<Done> save_state(const Unsaved& unsaved);
  Result<Done> set_changed(const Unsaved& unsaved);

  Corpus& corpus_;
  Ledger ledger_;
  std::string rules_version_;
  RunFigures& figures_;
  std::vector<Ended> ended_;
  std::vector<Unsaved> unsaved_;
  std::size_t unsaved_bytes_ = 0;
  std::chrono::steady_clock::time_point first_unsaved_{};
};

}  // namespace muistio
