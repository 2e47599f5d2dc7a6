// The files of a run, one after the other: each is looked at, and what has to be read is made
// ready for a worker.
#pragma once

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "corpus/ledger.h"
#include "corpus/store.h"
#include "pipeline/content_paths.h"
#include "pipeline/descriptor.h"
#include "pipeline/fixity.h"
#include "pipeline/id_set.h"
#include "pipeline/load.h"
#include "pipeline/load_figures.h"
#include "pipeline/protocol.h"

namespace muistio {

// A content that is being read, by its ledger.
struct FileInHand {
  LedgerContent content;
  LedgerFile file;
  AttemptId attempt = 0;
};

// To be handed to a worker once its attempt is on the ledger. The job has no number yet.
struct ReadyFile {
  Job job;
  Descriptor descriptor;
  FileInHand in_hand;
};

class LoadQueue {
 public:
  // `given` are the paths of this run: what was named itself may be a link.
  LoadQueue(Corpus& corpus, const LoadOptions& options, const std::vector<std::string>& given,
            RunId run, std::string rules_version, RunFigures& figures);

  // Leave the file as the listing has decided.
  void leave(FileId file) { decided_by_listing_.insert(file); }

  // The next `most` that have to be read, of a bounded number of files; fewer at the end of the
  // list, where files that may be why runs were killed come one by one, each only while `alone`
  // (nothing is in hand). Within a transaction of the caller's.
  Result<std::vector<ReadyFile>> next(std::size_t most, bool alone);

  // No file is left to be looked at.
  bool is_empty() const { return is_listed() && careful_.empty(); }
  // How many wait that were looked at once.
  std::size_t waiting() const { return again_.size() + careful_.size(); }

  // The file changed while it was read. False where that has happened to it before.
  bool look_again(const FileInHand& in_hand);

 private:
  bool is_listed() const { return list_ended_ && page_.empty() && again_.empty(); }
  Result<std::optional<LedgerFile>> next_file(bool alone);
  Result<std::optional<ReadyFile>> look_at(const LedgerFile& file);
  Result<std::optional<ReadyFile>> look_at_content(const LedgerFile& file, SourceFile source,
                                                   std::optional<LedgerContent> known);
  Result<std::optional<ReadyFile>> make_ready(const LedgerFile& file, SourceFile source,
                                              LedgerContent content);
  Result<Done> give_up(LedgerContent content);
  Result<bool> use_stored_text(ReadyFile& ready);
  Result<Done> let_go(const LedgerFile& file, ContentId content);
  Result<Done> remove_memos(const std::string& sha256);
  Result<bool> belongs_to_another(const LedgerContent& content, const LedgerFile& file);
  bool is_due(const LedgerContent& content) const;
  bool is_only_rederived(const LedgerContent& content) const;

  Corpus& corpus_;
  Ledger ledger_;
  const LoadOptions& options_;
  RunId run_;
  std::string rules_version_;
  RunFigures& figures_;
  ContentPaths paths_;

  std::set<std::string> given_;  // Absolute.
  std::unordered_set<FileId> decided_by_listing_;
  std::deque<LedgerFile> page_;  // Of the list, in order of paths.
  std::string last_path_;
  bool list_ended_ = false;
  std::deque<FileId> again_;       // Files that changed while they were read.
  std::deque<FileId> careful_;     // Files that were in hand when a run was killed, often.
  std::set<ContentId> set_aside_;  // Are or were in careful_.
  std::set<FileId> looked_at_twice_;
  IdSet tried_;  // Contents, in this run; in hand or done.
};

}  // namespace muistio
