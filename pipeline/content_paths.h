// Which path stands for a content: the first that it was read from, until nothing is there any
// more. Within a transaction of the caller's.
#pragma once

#include <map>
#include <string>

#include "corpus/ledger.h"
#include "corpus/store.h"
#include "pipeline/load_figures.h"

namespace muistio {

class ContentPaths {
 public:
  ContentPaths(Corpus& corpus, RunFigures& figures)
      : corpus_(corpus), ledger_(corpus.database()), figures_(figures) {}

  // False where the ledger or the file system says that the file is not there. One in a folder
  // that cannot be looked into still stands, and so does one beneath an empty folder, where a disk
  // may not be mounted: that is counted among the figures.
  bool stands(const LedgerFile& file);

  // From now on the content is read from this file, and its memos have its name.
  Result<Done> hand_over(LedgerContent& content, const LedgerFile& heir);

  // The same where the content was found there, and the file that stood for it does not any
  // more: it has moved.
  Result<Done> follow(LedgerContent& content, const LedgerFile& heir);

  // Files that are not on the run's list take the place of originals that vanished.
  Result<Done> hand_over_to_duplicates(RunId run);

 private:
  bool is_gone(const std::string& path);
  bool may_be_unmounted(const std::string& folder);
  Result<Done> mark_moved(const LedgerFile& from, const LedgerFile& to);

  Corpus& corpus_;
  Ledger ledger_;
  RunFigures& figures_;
  std::map<std::string, bool> unmounted_;  // Folders that were looked into.
};

// Where a file has moved that was shown under one path and is under another: the folders that
// differ ("m1/a/x.pdf" and "m2/a/x.pdf": m1 and m2), or the file names.
Move move_between(std::string from, std::string to);

}  // namespace muistio
