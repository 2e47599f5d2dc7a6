// What a job's outcome means: the state of the file, a sentence for people, and what is to
// be kept. Here the parent stops believing the worker: everything it said is checked.
#pragma once

#include <optional>
#include <string>

#include "corpus/document.h"
#include "corpus/file_state.h"
#include "corpus/index.h"
#include "corpus/memo.h"
#include "pipeline/worker_pool.h"

namespace muistio {

struct Verdict {
  FileState state = FileState::crash;
  Stage stage = Stage::open;
  int page = 0;         // The page in hand when it ended; 0: none.
  std::string message;  // Empty for ok.
};

// A memo as a worker read it, with every promise of its parts checked.
struct ReadMemo {
  Memo memo;
  Document document;
  MemoIndex index;     // Empty unless it was asked for, and so is
  std::string layout;  // of the document, as the corpus keeps it.
};

struct Judged {
  Verdict verdict;
  std::optional<ReadMemo> read;  // Where the state is ok, partial or no_text.
};

Judged judge(const Outcome& outcome, bool with_index);

// The job to try after this outcome. A file that took too long, too much memory or the
// worker's life is tried once more, cut short before the page or stage that did it, so that
// the pages already read are kept; in full where that may have been chance. Absent where
// nothing can be gained.
std::optional<Job> next_try(const Outcome& outcome);

// The verdict on a file that could not even be opened, by what open_source() says.
Verdict verdict_of_errno(int error);

}  // namespace muistio
