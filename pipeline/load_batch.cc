#include "pipeline/load_batch.h"

namespace muistio {
namespace {

using Clock = std::chrono::steady_clock;

// A batch costs one wait for the disk; what is not saved yet is lost when the program dies.
constexpr std::size_t most_unsaved = 32;
constexpr std::size_t most_unsaved_bytes = 16u << 20;
constexpr std::chrono::milliseconds longest_unsaved{1000};

std::string_view name_of(Ending ending) {
  switch (ending) {
    case Ending::answered:
      return "answered";
    case Ending::failed:
      return "failed";
    case Ending::timeout:
      return "timeout";
    case Ending::memory:
      return "memory";
    case Ending::crash:
      break;
  }
  return "crash";
}

// Whether the same would happen to every other memo: then the run must end.
bool is_fatal(ErrorCode code) {
  return code == ErrorCode::disk_full || code == ErrorCode::corpus_busy ||
         code == ErrorCode::unreadable || code == ErrorCode::bad_corpus;
}

// Bytes of a document in memory, roughly.
std::size_t size_of(const ReadMemo& read) {
  return read.document.text.size() * 4 + read.document.words.size() * 200;
}

}  // namespace

LoadBatch::LoadBatch(Corpus& corpus, std::string rules_version, RunFigures& figures)
    : corpus_(corpus),
      ledger_(corpus.database()),
      rules_version_(std::move(rules_version)),
      figures_(figures) {}

void LoadBatch::add(FileInHand in_hand, Judged judged) {
  if (judged.read) unsaved_bytes_ += size_of(*judged.read);
  if (unsaved_.empty()) first_unsaved_ = Clock::now();
  unsaved_.push_back({std::move(in_hand), std::move(judged)});
}

void LoadBatch::attempt_ended(AttemptId attempt, const Outcome& outcome) {
  ended_.push_back(
      {attempt, name_of(outcome.ending), outcome.stage, outcome.page, outcome.message});
}

// Of no file that a worker has not begun should it be said that its reading was cut off.
void LoadBatch::attempt_taken_back(AttemptId attempt) {
  ended_.push_back({attempt, "interrupted", Stage::open, 0, ""});
}

bool LoadBatch::is_due() const {
  if (unsaved_.empty()) return false;
  return unsaved_.size() >= most_unsaved || unsaved_bytes_ >= most_unsaved_bytes ||
         Clock::now() - first_unsaved_ >= longest_unsaved;
}

Result<Done> LoadBatch::save(const std::function<void()>& between) {
  const Stopwatch stopwatch(figures_.saving);
  auto done = save_together(between);
  if (!done && !is_fatal(done.error().code)) {
    done = Done{};
    for (const Unsaved& unsaved : unsaved_) {
      if (done = save_alone(unsaved); !done) break;
    }
  }
  if (!done) return done;
  unsaved_.clear();
  ended_.clear();
  unsaved_bytes_ = 0;
  return Done{};
}

Result<Done> LoadBatch::save_together(const std::function<void()>& between) {
  if (unsaved_.empty() && ended_.empty()) return Done{};
  auto transaction = Transaction::begin(corpus_.database());
  if (!transaction) return transaction.error();
  if (auto done = note_attempts(); !done) return done;
  // The memos first, then their states: a change to the ledger in between would make the
  // full-text index write out what it has gathered.
  for (const Unsaved& unsaved : unsaved_) {
    if (auto done = save_memo(unsaved); !done) return done;
    between();
  }
  for (const Unsaved& unsaved : unsaved_) {
    if (auto done = save_state(unsaved); !done) return done;
  }
  return transaction.value().commit();
}

// One memo of the batch cannot be saved: it must not take the others with it.
Result<Done> LoadBatch::save_alone(const Unsaved& unsaved) {
  {
    auto transaction = Transaction::begin(corpus_.database());
    if (!transaction) return transaction.error();
    auto done = save_memo(unsaved);
    if (done) done = save_state(unsaved);
    if (done) return transaction.value().commit();
    if (is_fatal(done.error().code)) return done;
  }
  Unsaved without{unsaved.in_hand, {unsaved.judged.verdict, std::nullopt}};
  without.judged.verdict.state = FileState::crash;
  without.judged.verdict.stage = Stage::save;
  without.judged.verdict.message = "what was read could not be saved";
  auto transaction = Transaction::begin(corpus_.database());
  if (!transaction) return transaction.error();
  if (auto done = save_state(without); !done) return done;
  return transaction.value().commit();
}

Result<Done> LoadBatch::save_memo(const Unsaved& unsaved) {
  const auto& read = unsaved.judged.read;
  if (!read) return Done{};
  auto saved = corpus_.save(read->memo, read->document, read->index, read->layout);
  if (!saved) return saved.error();
  return Done{};
}

Result<Done> LoadBatch::save_state(const Unsaved& unsaved) {
  const Verdict& verdict = unsaved.judged.verdict;
  if (verdict.state == FileState::changed) return set_changed(unsaved);
  LedgerContent content = unsaved.in_hand.content;
  content.program = MUISTIO_VERSION;
  content.rules = rules_version_;
  if (row_of(content.state).kept && !unsaved.judged.read) {
    // It was read once, and what was read then is better than nothing.
    content.message = "reading it again failed: " + verdict.message;
    return ledger_.decide(content);
  }
  content.state = verdict.state;
  content.stage = muistio::name_of(verdict.stage);
  content.page = verdict.page > 0 ? std::optional(verdict.page) : std::nullopt;
  content.message = verdict.message;
  if (unsaved.judged.read)
    content.pages = static_cast<int>(unsaved.judged.read->document.pages.size());
  return ledger_.decide(content);
}

Result<Done> LoadBatch::set_changed(const Unsaved& unsaved) {
  auto done =
      ledger_.set_file(unsaved.in_hand.file.id, FileState::changed, unsaved.judged.verdict.message);
  if (!done) return done;
  return ledger_.forget(unsaved.in_hand.content.id);
}

Result<Done> LoadBatch::note_attempts() {
  for (const Ended& ended : ended_) {
    auto noted = ledger_.end_attempt(ended.attempt, ended.outcome, muistio::name_of(ended.stage),
                                     ended.page, ended.message);
    if (!noted) return noted;
  }
  return Done{};
}

}  // namespace muistio
