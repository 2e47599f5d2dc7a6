#include "pipeline/load_queue.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "corpus/document_codec.h"
#include "pipeline/listing.h"
#include "pipeline/verdict.h"

namespace muistio {
namespace {

constexpr int files_a_look = 256;         // Rows of the list held at a time.
constexpr int looks_between_waits = 200;  // Files looked at before the workers are heard again.
// A file that is often in hand when runs are killed may be the reason. It is read last and
// alone; then it is given up.
constexpr int interruptions_until_careful = 3;
constexpr int interruptions_until_given_up = 12;

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

}  // namespace

LoadQueue::LoadQueue(Corpus& corpus, const LoadOptions& options,
                     const std::vector<std::string>& given, RunId run, std::string rules_version,
                     RunFigures& figures)
    : corpus_(corpus),
      ledger_(corpus.database()),
      options_(options),
      run_(run),
      rules_version_(std::move(rules_version)),
      figures_(figures),
      paths_(corpus, figures) {
  for (const std::string& path : given) given_.insert(absolute_path(path));
}

Result<std::vector<ReadyFile>> LoadQueue::next(std::size_t most, bool alone) {
  std::vector<ReadyFile> ready;
  for (int looks = 0; looks < looks_between_waits && ready.size() < most; ++looks) {
    auto file = next_file(alone);
    if (!file) return file.error();
    if (!file.value()) break;
    auto one = look_at(*file.value());
    if (!one) return one.error();
    if (one.value()) ready.push_back(std::move(*one.value()));
    if (is_listed() && !ready.empty()) break;
  }
  return ready;
}

bool LoadQueue::look_again(const FileInHand& in_hand) {
  if (!looked_at_twice_.insert(in_hand.file.id).second) return false;
  tried_.erase(in_hand.content.id);
  again_.push_back(in_hand.file.id);
  return true;
}

// Absent where there is none left, or none that may be looked at now.
Result<std::optional<LedgerFile>> LoadQueue::next_file(bool alone) {
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
  if (careful_.empty() || !alone) return std::optional<LedgerFile>{};
  const FileId file = careful_.front();
  careful_.pop_front();
  return ledger_.find_file(file);
}

Result<std::optional<ReadyFile>> LoadQueue::look_at(const LedgerFile& file) {
  if (decided_by_listing_.contains(file.id)) return std::optional<ReadyFile>{};
  const std::uint64_t longest = static_cast<std::uint64_t>(options_.reading.file_megabytes) << 20;
  std::optional<SourceFile> source;
  {
    const Stopwatch stopwatch(figures_.fingerprinting);
    source = open_source(file.path, given_.contains(file.path) || options_.follow_links, longest);
  }
  if (source->trouble != 0) {
    const Verdict verdict = verdict_of_errno(source->trouble);
    if (row_of(verdict.state).attention) ++figures_.attention;
    auto set = ledger_.set_file(file.id, verdict.state, verdict.message);
    if (!set) return set.error();
    return std::optional<ReadyFile>{};
  }
  auto known = ledger_.find_content(source->sha256);
  if (!known) return known.error();
  if (file.content && (!known.value() || known.value()->id != *file.content)) {
    if (auto done = let_go(file, *file.content); !done) return done.error();
  }
  return look_at_content(file, std::move(*source), std::move(known).value());
}

Result<std::optional<ReadyFile>> LoadQueue::look_at_content(const LedgerFile& file,
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
    return std::optional<ReadyFile>{};
  }
  if (content.file != file.id) {
    if (auto followed = paths_.follow(content, file); !followed) return followed.error();
  }
  if (is_due(content)) return make_ready(file, std::move(source), std::move(content));
  if (!tried_.contains(content.id) && file.content == content.id) ++figures_.unchanged;
  if (row_of(content.state).attention) ++figures_.attention;
  if (file.state != content.state || file.content != content.id) {
    auto set = ledger_.set_file(file.id, content.state, content.message, content.id);
    if (!set) return set.error();
  }
  return std::optional<ReadyFile>{};
}

Result<std::optional<ReadyFile>> LoadQueue::make_ready(const LedgerFile& file, SourceFile source,
                                                       LedgerContent content) {
  tried_.insert(content.id);
  // Whoever asks for one that was given up gets another try.
  const bool asked_for = content.state != FileState::listed;
  if (content.interruptions >= interruptions_until_given_up && !asked_for) {
    if (auto done = give_up(std::move(content)); !done) return done.error();
    return std::optional<ReadyFile>{};
  }
  if (content.interruptions >= interruptions_until_careful &&
      set_aside_.insert(content.id).second) {
    tried_.erase(content.id);
    careful_.push_back(file.id);
    return std::optional<ReadyFile>{};
  }
  ReadyFile ready;
  ready.job.path = file.shown;
  ready.job.sha256 = content.sha256;
  ready.job.bytes = content.bytes;
  ready.descriptor = std::move(source.file);
  ready.in_hand = {std::move(content), file, 0};
  if (is_only_rederived(ready.in_hand.content)) {
    if (auto stored = use_stored_text(ready); !stored) return stored.error();
  }
  return std::optional<ReadyFile>(std::move(ready));
}

Result<Done> LoadQueue::give_up(LedgerContent content) {
  content.state = FileState::crash;
  content.message = "runs were ended again and again while this file was read";
  content.program = MUISTIO_VERSION;
  content.rules = rules_version_;
  ++figures_.attention;
  return ledger_.decide(content);
}

// Where only the rules have changed, the text need not be read again. False where the corpus
// does not have it.
Result<bool> LoadQueue::use_stored_text(ReadyFile& ready) {
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

bool LoadQueue::is_due(const LedgerContent& content) const {
  if (tried_.contains(content.id)) return false;
  if (content.state == FileState::listed || options_.retry.contains(content.state)) return true;
  return options_.reprocess &&
         (content.program != MUISTIO_VERSION || content.rules != rules_version_);
}

bool LoadQueue::is_only_rederived(const LedgerContent& content) const {
  return options_.reprocess && !options_.retry.contains(content.state) &&
         row_of(content.state).kept && content.program == MUISTIO_VERSION;
}

// The content is read from another file, which still stands there as far as we know.
Result<bool> LoadQueue::belongs_to_another(const LedgerContent& content, const LedgerFile& file) {
  if (!content.file || *content.file == file.id) return false;
  const auto owner = ledger_.find_file(*content.file);
  if (!owner) return owner.error();
  if (!owner.value() || owner.value()->content != content.id) return false;
  return paths_.stands(*owner.value());
}

// The file holds something else now. Its old content lives on in a duplicate, or not at all.
Result<Done> LoadQueue::let_go(const LedgerFile& file, ContentId id) {
  auto content = ledger_.find_content(id);
  if (!content) return content.error();
  if (!content.value() || content.value()->file != file.id) return Done{};
  const auto heirs = ledger_.duplicates_of(id);
  if (!heirs) return heirs.error();
  if (!heirs.value().empty()) {
    const auto standing = std::find_if(heirs.value().begin(), heirs.value().end(),
                                       [&](const LedgerFile& one) { return paths_.stands(one); });
    const LedgerFile& heir = standing == heirs.value().end() ? heirs.value().front() : *standing;
    if (auto done = paths_.hand_over(*content.value(), heir); !done) return done;
    return ledger_.set_file(heir.id, content.value()->state, content.value()->message);
  }
  if (auto done = remove_memos(content.value()->sha256); !done) return done;
  return ledger_.forget(id);
}

Result<Done> LoadQueue::remove_memos(const std::string& sha256) {
  while (true) {
    const auto memo =
        corpus_.database().find_integer("SELECT id FROM memo WHERE sha256 = ? LIMIT 1", sha256);
    if (!memo) return memo.error();
    if (!memo.value()) return Done{};
    if (auto removed = corpus_.remove(*memo.value()); !removed) return removed;
  }
}

}  // namespace muistio
