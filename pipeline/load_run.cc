#include "pipeline/load_run.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>

#include "corpus/document_codec.h"
#include "pipeline/listing.h"

namespace muistio {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int files_a_look = 256;         // Rows of the list held at a time.
constexpr int looks_between_waits = 200;  // Files looked at before the workers are heard again.
// A batch costs one wait for the disk; what is not saved yet is lost when the program dies.
constexpr std::size_t most_unsaved = 32;
constexpr std::size_t most_unsaved_bytes = 16u << 20;
constexpr std::chrono::milliseconds longest_unsaved{1000};
// A file that is often in hand when runs are killed may be the reason. It is read last and
// alone; then it is given up.
constexpr int interruptions_until_careful = 3;
constexpr int interruptions_until_given_up = 12;

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

// Adds the time it lives to a sum of microseconds.
class Stopwatch {
 public:
  explicit Stopwatch(std::uint64_t& sum) : sum_(sum) {}
  ~Stopwatch() {
    sum_ += static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun_).count());
  }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  std::uint64_t& sum_;
  Clock::time_point begun_ = Clock::now();
};

// Whether the same would happen to every other memo: then the run must end.
bool is_fatal(ErrorCode code) {
  return code == ErrorCode::disk_full || code == ErrorCode::corpus_busy ||
         code == ErrorCode::unreadable || code == ErrorCode::bad_corpus;
}

// Bytes of a document in memory, roughly.
std::size_t size_of(const ReadMemo& read) {
  return read.document.text.size() * 4 + read.document.words.size() * 200;
}

Descriptor file_in_memory(const std::string& bytes) {
  Descriptor file(memfd_create("document", MFD_CLOEXEC));
  std::string_view rest = bytes;
  while (file && !rest.empty()) {
    const ssize_t written = write(file.number(), rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return {};
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  return file;
}

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
    : corpus_(corpus),
      ledger_(corpus.database()),
      pool_(pool),
      options_(options),
      run_(run),
      signals_(signals),
      progress_(progress),
      rules_version_(pool.ready().rules_version) {
  state_.listed = listed;
  for (const std::string& path : given) given_.insert(absolute_path(path));
}

Result<Done> LoadRun::run() {
  while (true) {
    const int asked_to_stop = signals_.count();
    if (asked_to_stop >= 2) break;
    if (asked_to_stop == 1) take_back_waiting();
    // Many at a time: each time costs a commit.
    const bool half_empty = pool_.room() >= pool_.jobs_in_hand() || !next_tries_.empty();
    if (asked_to_stop == 0 && (half_empty || must_save())) {
      if (auto done = note_and_prepare(); !done) return done;
    }
    if (must_save()) {
      if (auto done = save_all(); !done) return done;
    }
    if (auto done = hear(); !done) return done;
    const bool at_rest = pool_.jobs_in_hand() == 0 && heard_.empty();
    if (at_rest && (asked_to_stop > 0 || nothing_left())) break;
    for (Outcome& outcome : std::exchange(heard_, {})) take(std::move(outcome));
    show_progress();
  }
  return save_all();
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

// Of no file that a worker has not begun should it be said that its reading was cut off.
void LoadRun::take_back_waiting() {
  for (const Job& job : pool_.take_back()) {
    const auto found = in_hand_.find(job.number);
    if (found == in_hand_.end()) continue;
    ended_.push_back({found->second.attempt, "interrupted", Stage::open, 0, ""});
    in_hand_.erase(found);
  }
}

bool LoadRun::nothing_left() const {
  return list_ended_ && page_.empty() && again_.empty() && careful_.empty() && next_tries_.empty();
}

Result<Done> LoadRun::note_and_prepare() {
  std::vector<Ready> ready;
  auto done = commit_lightly(corpus_.database(), [&]() -> Result<Done> {
    if (auto noted = note_ended(); !noted) return noted;
    auto prepared = prepare();
    if (!prepared) return prepared.error();
    ready = std::move(prepared).value();
    for (Ready& one : ready) {
      auto attempt = ledger_.begin_attempt(one.in_hand.content.id, run_);
      if (!attempt) return attempt.error();
      one.in_hand.attempt = attempt.value();
    }
    return Done{};
  });
  if (!done) return done;
  ended_.clear();
  hand_over(std::move(ready));
  return Done{};
}

Result<Done> LoadRun::note_ended() {
  for (const Ended& ended : ended_) {
    auto noted = ledger_.end_attempt(ended.attempt, ended.outcome, muistio::name_of(ended.stage),
                                     ended.page, ended.message);
    if (!noted) return noted;
  }
  return Done{};
}

Result<std::vector<LoadRun::Ready>> LoadRun::prepare() {
  std::vector<Ready> ready = std::exchange(next_tries_, {});
  for (int looks = 0; looks < looks_between_waits && ready.size() < pool_.room(); ++looks) {
    auto file = next_file();
    if (!file) return file.error();
    if (!file.value()) break;
    auto one = look_at(*file.value());
    if (!one) return one.error();
    if (one.value()) ready.push_back(std::move(*one.value()));
    const bool careful_now = list_ended_ && page_.empty() && again_.empty();
    if (careful_now && !ready.empty()) break;
  }
  return ready;
}

// Absent where there is none left, or none that may be looked at now.
Result<std::optional<LedgerFile>> LoadRun::next_file() {
  if (!again_.empty()) {
    const FileId file = again_.front();
    again_.pop_front();
    return ledger_.find_file(file);
  }
  if (page_.empty() && !list_ended_) {
    auto files = ledger_.files_after(run_, last_path_, files_a_look);
    if (!files) return files.error();
    list_ended_ = files.value().empty();
    page_.assign(files.value().begin(), files.value().end());
    if (!list_ended_) last_path_ = page_.back().path;
  }
  if (!page_.empty()) {
    LedgerFile file = std::move(page_.front());
    page_.pop_front();
    ++figures_.looked_at;
    return std::optional(std::move(file));
  }
  if (careful_.empty() || pool_.jobs_in_hand() > 0) return std::optional<LedgerFile>{};
  const FileId file = careful_.front();
  careful_.pop_front();
  return ledger_.find_file(file);
}

Result<std::optional<LoadRun::Ready>> LoadRun::look_at(const LedgerFile& file) {
  if (decided_by_listing_.contains(file.id)) return std::optional<Ready>{};
  const std::uint64_t longest = static_cast<std::uint64_t>(options_.reading.file_megabytes) << 20;
  std::optional<SourceFile> source;
  {
    const Stopwatch stopwatch(figures_.fingerprinting);
    source = open_source(file.path, given_.contains(file.path) || options_.follow_links, longest);
  }
  if (source->trouble != 0) {
    const Verdict verdict = verdict_of_errno(source->trouble);
    if (row_of(verdict.state).attention) ++state_.attention;
    auto set = ledger_.set_file(file.id, verdict.state, verdict.message);
    if (!set) return set.error();
    return std::optional<Ready>{};
  }
  auto known = ledger_.find_content(source->sha256);
  if (!known) return known.error();
  if (file.content && (!known.value() || known.value()->id != *file.content)) {
    if (auto done = let_go(file, *file.content); !done) return done.error();
  }
  return look_at_content(file, std::move(*source), std::move(known).value());
}

Result<std::optional<LoadRun::Ready>> LoadRun::look_at_content(const LedgerFile& file,
                                                               SourceFile source,
                                                               std::optional<LedgerContent> known) {
  if (!known) {
    auto added = ledger_.add_content(source.sha256, source.bytes, file.id);
    if (!added) return added.error();
    auto set = ledger_.set_file(file.id, FileState::listed, "", added.value().id);
    if (!set) return set.error();
    return make_ready(file, std::move(source), std::move(added).value());
  }
  LedgerContent& content = *known;
  const auto other = belongs_to_another(content, file);
  if (!other) return other.error();
  if (other.value()) {
    if (file.content == content.id) ++figures_.unchanged;
    auto set = ledger_.set_file(file.id, FileState::duplicate_of, "", content.id);
    if (!set) return set.error();
    return std::optional<Ready>{};
  }
  if (content.file != file.id) {
    if (content.state != FileState::listed) ++figures_.moved;
    if (auto set = ledger_.set_owner(content.id, file.id); !set) return set.error();
    auto renamed = corpus_.database().run("UPDATE memo SET path = ? WHERE sha256 = ?", file.shown,
                                          content.sha256);
    if (!renamed) return renamed.error();
    content.file = file.id;
  }
  if (is_due(content)) return make_ready(file, std::move(source), std::move(content));
  if (!tried_.contains(content.id) && file.content == content.id) ++figures_.unchanged;
  if (row_of(content.state).attention) ++state_.attention;
  if (file.state != content.state || file.content != content.id) {
    auto set = ledger_.set_file(file.id, content.state, content.message, content.id);
    if (!set) return set.error();
  }
  return std::optional<Ready>{};
}

Result<std::optional<LoadRun::Ready>> LoadRun::make_ready(const LedgerFile& file, SourceFile source,
                                                          LedgerContent content) {
  tried_.insert(content.id);
  // Whoever asks for one that was given up gets another try.
  const bool asked_for = content.state != FileState::listed;
  if (content.interruptions >= interruptions_until_given_up && !asked_for) {
    content.state = FileState::crash;
    content.message = "runs were ended again and again while this file was read";
    content.program = MUISTIO_VERSION;
    content.rules = rules_version_;
    ++state_.attention;
    if (auto done = ledger_.decide(content); !done) return done.error();
    return std::optional<Ready>{};
  }
  if (content.interruptions >= interruptions_until_careful &&
      set_aside_.insert(content.id).second) {
    tried_.erase(content.id);
    careful_.push_back(file.id);
    return std::optional<Ready>{};
  }
  Ready ready;
  ready.job.number = next_job_++;
  ready.job.path = file.shown;
  ready.job.sha256 = content.sha256;
  ready.job.bytes = content.bytes;
  ready.descriptor = std::move(source.file);
  ready.in_hand = {std::move(content), file, 0};
  if (is_only_rederived(ready.in_hand.content)) {
    if (auto stored = use_stored_text(ready); !stored) return stored.error();
  }
  return std::optional<Ready>(std::move(ready));
}

// Where only the rules have changed, the text need not be read again. False where the corpus
// does not have it.
Result<bool> LoadRun::use_stored_text(Ready& ready) {
  const auto memo =
      corpus_.database().find_integer("SELECT id FROM memo WHERE key = ?", ready.job.sha256);
  if (!memo) return memo.error();
  if (!memo.value()) return false;
  const auto document = corpus_.read_document(*memo.value());
  if (!document) return document.error();
  Descriptor stored = file_in_memory(encode_document(document.value()));
  if (!stored) return false;
  ready.descriptor = std::move(stored);
  ready.job.kind = JobKind::document;
  return true;
}

bool LoadRun::is_due(const LedgerContent& content) const {
  if (tried_.contains(content.id)) return false;
  if (content.state == FileState::listed || options_.retry.contains(content.state)) return true;
  return options_.reprocess &&
         (content.program != MUISTIO_VERSION || content.rules != rules_version_);
}

bool LoadRun::is_only_rederived(const LedgerContent& content) const {
  return options_.reprocess && !options_.retry.contains(content.state) &&
         row_of(content.state).kept && content.program == MUISTIO_VERSION;
}

// The content is read from another file, which still stands there as far as we know.
Result<bool> LoadRun::belongs_to_another(const LedgerContent& content, const LedgerFile& file) {
  if (!content.file || *content.file == file.id) return false;
  const auto owner = ledger_.find_file(*content.file);
  if (!owner) return owner.error();
  if (!owner.value() || owner.value()->content != content.id) return false;
  const FileState state = owner.value()->state;
  return state != FileState::vanished && state != FileState::unreadable &&
         state != FileState::not_regular && state != FileState::changed;
}

// The file holds something else now. Its old content lives on in a duplicate, or not at all.
Result<Done> LoadRun::let_go(const LedgerFile& file, ContentId id) {
  auto content = ledger_.find_content(id);
  if (!content) return content.error();
  if (!content.value() || content.value()->file != file.id) return Done{};
  const auto heir = ledger_.find_duplicate(id);
  if (!heir) return heir.error();
  if (heir.value()) {
    content.value()->file = *heir.value();
    if (auto done = ledger_.set_owner(id, *heir.value()); !done) return done;
    return ledger_.set_file(*heir.value(), content.value()->state, content.value()->message);
  }
  if (auto done = remove_memos(content.value()->sha256); !done) return done;
  return ledger_.forget(id);
}

void LoadRun::hand_over(std::vector<Ready> ready) {
  for (Ready& one : ready) {
    in_hand_.emplace(one.job.number, std::move(one.in_hand));
    pool_.hand_over(std::move(one.job), std::move(one.descriptor));
  }
}

void LoadRun::take(Outcome outcome) {
  const auto found = in_hand_.find(outcome.job.number);
  if (found == in_hand_.end()) return;
  InHand in_hand = std::move(found->second);
  in_hand_.erase(found);
  ended_.push_back(
      {in_hand.attempt, name_of(outcome.ending), outcome.stage, outcome.page, outcome.message});
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
  if (judged.verdict.state == FileState::changed &&
      looked_at_twice_.insert(in_hand.file.id).second) {
    tried_.erase(in_hand.content.id);
    again_.push_back(in_hand.file.id);
    return;
  }
  ++(outcome.job.kind == JobKind::document ? figures_.rederived : figures_.read);
  if (row_of(judged.verdict.state).attention) ++state_.attention;
  if (judged.read) {
    figures_.pages += judged.read->document.pages.size();
    unsaved_bytes_ += size_of(*judged.read);
  }
  if (unsaved_.empty()) first_unsaved_ = Clock::now();
  unsaved_.push_back({std::move(in_hand), std::move(judged)});
}

bool LoadRun::try_again(Outcome& outcome, InHand& in_hand) {
  auto job = next_try(outcome);
  if (!job) return false;
  job->number = next_job_++;
  next_tries_.push_back({std::move(*job), std::move(outcome.file), std::move(in_hand)});
  return true;
}

bool LoadRun::must_save() const {
  if (unsaved_.empty()) return false;
  return unsaved_.size() >= most_unsaved || unsaved_bytes_ >= most_unsaved_bytes ||
         Clock::now() - first_unsaved_ >= longest_unsaved;
}

Result<Done> LoadRun::save_all() {
  const Stopwatch stopwatch(figures_.saving);
  auto done = save_together();
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

Result<Done> LoadRun::save_together() {
  if (unsaved_.empty() && ended_.empty()) return Done{};
  auto transaction = Transaction::begin(corpus_.database());
  if (!transaction) return transaction.error();
  if (auto done = note_ended(); !done) return done;
  // The memos first, then their states: a change to the ledger in between would make the
  // full-text index write out what it has gathered.
  for (const Unsaved& unsaved : unsaved_) {
    if (auto done = save_memo(unsaved); !done) return done;
    hear_while_saving();
  }
  for (const Unsaved& unsaved : unsaved_) {
    if (auto done = save_state(unsaved); !done) return done;
  }
  return transaction.value().commit();
}

// One memo of the batch cannot be saved: it must not take the others with it.
Result<Done> LoadRun::save_alone(const Unsaved& unsaved) {
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

Result<Done> LoadRun::save_memo(const Unsaved& unsaved) {
  const auto& read = unsaved.judged.read;
  if (!read) return Done{};
  auto saved = corpus_.save(read->memo, read->document, read->index, read->layout);
  if (!saved) return saved.error();
  return Done{};
}

Result<Done> LoadRun::save_state(const Unsaved& unsaved) {
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

Result<Done> LoadRun::set_changed(const Unsaved& unsaved) {
  auto done =
      ledger_.set_file(unsaved.in_hand.file.id, FileState::changed, unsaved.judged.verdict.message);
  if (!done) return done;
  return ledger_.forget(unsaved.in_hand.content.id);
}

Result<Done> LoadRun::remove_memos(const std::string& sha256) {
  while (true) {
    const auto memo =
        corpus_.database().find_integer("SELECT id FROM memo WHERE sha256 = ? LIMIT 1", sha256);
    if (!memo) return memo.error();
    if (!memo.value()) return Done{};
    if (auto removed = corpus_.remove(*memo.value()); !removed) return removed;
  }
}

void LoadRun::show_progress() {
  if (!progress_.due()) return;
  const std::uint64_t waiting = in_hand_.size() + careful_.size() + again_.size();
  state_.files = figures_.looked_at - std::min(figures_.looked_at, waiting);
  state_.pages = figures_.pages;
  state_.sightings = pool_.sightings();
  state_.stopping = signals_.count() > 0;
  progress_.show(state_);
}

}  // namespace muistio
