#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <ostream>
#include <tuple>
#include <utility>

#include "corpus/store.h"
#include "corpus/unicode.h"
#include "pipeline/facts.h"
#include "pipeline/fixity.h"
#include "pipeline/listing.h"
#include "pipeline/one_memo.h"
#include "pipeline/rules_command.h"
#include "pipeline/terminal.h"
#include "pipeline/verdict.h"
#include "rules/analyse.h"

namespace muistio {
namespace {

bool is_corpus_file(const std::string& path) {
  std::string head(15, '\0');
  std::ifstream(path, std::ios::binary)
      .read(head.data(), static_cast<std::streamsize>(head.size()));
  return head == "SQLite format 3";
}

// A fact is the same where it says the same of the same place; by which rule is no matter.
auto key_of(const Fact& fact) {
  return std::tuple(fact.evidence.span.begin, fact.evidence.span.end, fact.kind, fact.value);
}

std::vector<Fact> sorted_facts(const Memo& memo) {
  std::vector<Fact> facts = facts_of(memo);
  std::sort(facts.begin(), facts.end(),
            [](const Fact& one, const Fact& other) { return key_of(one) < key_of(other); });
  return facts;
}

// Compares what two rulebooks find in one document after another.
class Comparison {
 public:
  Comparison(Rulebook ours, Rulebook theirs, Language& language, Streams streams)
      : ours_(std::move(ours)),
        theirs_(std::move(theirs)),
        language_(language),
        streams_(streams) {}

  void take(const Document& document, const Source& source) {
    ++memos_;
    const std::vector<Fact> before = sorted_facts(analyse(document, source, ours_, language_));
    const std::vector<Fact> after = sorted_facts(analyse(document, source, theirs_, language_));
    rows_.clear();
    collect(before, after, '-', document);
    const std::size_t gone = rows_.size();
    collect(after, before, '+', document);
    if (rows_.empty()) return;
    gone_ += gone;
    come_ += rows_.size() - gone;
    ++changed_;
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const Row& one, const Row& other) { return one.first < other.first; });
    std::vector<std::vector<std::string>> cells;
    for (Row& row : rows_) cells.push_back(std::move(row.second));
    streams_.out << harmless(source.path) << '\n' << aligned(cells, "  ");
  }

  int finish() const {
    streams_.out << fmt::format("{} facts would come and {} would go, in {} of {} memos\n", come_,
                                gone_, changed_, memos_);
    return changed_ == 0 ? exit_nothing_found : exit_done;
  }

 private:
  using Row = std::pair<std::size_t, std::vector<std::string>>;  // Where it stands, and cells.

  // Facts of `one` that `other` has not.
  void collect(const std::vector<Fact>& one, const std::vector<Fact>& other, char sign,
               const Document& document) {
    for (const Fact& fact : one) {
      const bool same = std::any_of(other.begin(), other.end(),
                                    [&](const Fact& each) { return key_of(each) == key_of(fact); });
      if (same) continue;
      const Evidence& evidence = fact.evidence;
      rows_.push_back({evidence.span.begin,
                       {std::string(1, sign), fact.kind, fmt::format("p. {}", evidence.page),
                        harmless(single_spaced(fact.value)), evidence.rule,
                        "“" + harmless(single_spaced(document.at(evidence.span))) + "”"}});
    }
  }

  Rulebook ours_, theirs_;
  Language& language_;
  Streams streams_;
  std::vector<Row> rows_;
  std::size_t memos_ = 0, changed_ = 0, come_ = 0, gone_ = 0;
};

Result<Done> compare_corpus(const std::string& path, Comparison& comparison) {
  auto corpus = Corpus::open(path, Access::read);
  if (!corpus) return corpus.error();
  auto names = corpus.value().memos();
  if (!names) return names.error();
  for (const MemoName& name : names.value()) {
    auto memo = corpus.value().read_memo(name.id);
    if (!memo) return memo.error();
    auto document = corpus.value().read_document(name.id);
    if (!document) return document.error();
    comparison.take(document.value(), memo.value().source);
  }
  return Done{};
}

// Reads PDFs in workers, as `extract` does, and compares in the order of the paths.
class PdfComparison {
 public:
  PdfComparison(WorkerPool pool, const ReadingSettings& reading, Comparison& comparison,
                Streams streams)
      : pool_(std::move(pool)), reading_(reading), comparison_(comparison), streams_(streams) {}

  Result<Done> run(const std::vector<Found>& files) {
    std::uint64_t next = 0;
    while (next_taken_ < files.size()) {
      while (next < files.size() && pool_.room() > 0 && next < next_taken_ + kMostAhead) {
        begin(next, files[next]);
        ++next;
      }
      if (pool_.jobs_in_hand() == 0) continue;
      auto outcomes = pool_.wait(std::chrono::seconds(1));
      if (!outcomes) return outcomes.error();
      for (Outcome& outcome : outcomes.value()) end(std::move(outcome));
    }
    return Done{};
  }

  bool attention() const { return attention_; }

 private:
  static constexpr std::uint64_t kMostAhead = 64;

  void begin(std::uint64_t number, const Found& found) {
    Job job;
    job.number = number;
    job.path = shown_path(found.path);
    if (found.kind != FoundKind::file) return finish(number, job, found.message, std::nullopt);
    const auto longest = static_cast<std::uint64_t>(reading_.file_megabytes) << 20;
    SourceFile source = open_source(found.path, true, longest);
    job.sha256 = source.sha256;
    job.bytes = source.bytes;
    if (source.trouble != 0)
      return finish(number, job, verdict_of_errno(source.trouble).message, std::nullopt);
    pool_.hand_over(std::move(job), std::move(source.file));
  }

  void end(Outcome outcome) {
    if (auto again = next_try(outcome))
      return pool_.hand_over(std::move(*again), std::move(outcome.file));
    Judged judged = judge(outcome, false);
    finish(outcome.job.number, outcome.job, judged.read ? "" : judged.verdict.message,
           std::move(judged.read));
  }

  void finish(std::uint64_t number, const Job& job, const std::string& trouble,
              std::optional<ReadMemo> read) {
    if (!trouble.empty()) {
      streams_.err << job.path << ": " << trouble << '\n';
      attention_ = true;
    }
    waiting_.emplace(number, std::move(read));
    for (auto next = waiting_.begin(); next != waiting_.end() && next->first == next_taken_;
         next = waiting_.erase(next), ++next_taken_)
      if (next->second) comparison_.take(next->second->document, next->second->memo.source);
  }

  WorkerPool pool_;
  const ReadingSettings& reading_;
  Comparison& comparison_;
  Streams streams_;
  std::map<std::uint64_t, std::optional<ReadMemo>> waiting_;
  std::uint64_t next_taken_ = 0;
  bool attention_ = false;
};

// True where a file needs attention.
Result<bool> compare_pdfs(const std::vector<std::string>& paths, const ReadingSettings& reading,
                          Comparison& comparison, Streams streams) {
  std::vector<Found> files;
  const auto listed = list_files(paths, {}, [&](const Found& found) -> Result<Done> {
    files.push_back(found);
    return Done{};
  });
  if (!listed) return listed.error();
  if (files.empty()) return false;
  ReadingSettings ours = reading;
  ours.rules.clear();  // The workers only read; both sets of rules are asked here.
  PoolSettings settings = ours.pool();
  settings.workers = static_cast<int>(std::min<std::size_t>(settings.workers, files.size()));
  auto pool = WorkerPool::start(std::move(settings));
  if (!pool) return pool.error();
  PdfComparison pdfs(std::move(pool).value(), reading, comparison, streams);
  const auto done = pdfs.run(files);
  if (!done) return done.error();
  return pdfs.attention();
}

}  // namespace

int diff_rules(const RulesDiffOptions& options, Streams streams) {
  auto ours = Rulebook::shipped();
  if (!ours) return could_not_run(ours.error(), streams);
  auto theirs = Rulebook::with_folder(options.reading.rules);
  if (!theirs) return could_not_run(theirs.error(), streams);
  auto language = Language::open();
  if (!language) return could_not_run(language.error(), streams);
  Comparison comparison(std::move(ours).value(), std::move(theirs).value(), *language.value(),
                        streams);
  std::vector<std::string> pdfs;
  for (const std::string& path : options.paths) {
    if (!is_corpus_file(path)) {
      pdfs.push_back(path);
    } else if (const auto done = compare_corpus(path, comparison); !done) {
      return could_not_run(done.error(), streams);
    }
  }
  bool attention = false;
  if (!pdfs.empty()) {
    const auto compared = compare_pdfs(pdfs, options.reading, comparison, streams);
    if (!compared) return could_not_run(compared.error(), streams);
    attention = compared.value();
  }
  const int exit_code = comparison.finish();
  return attention ? exit_needs_attention : exit_code;
}

}  // namespace muistio
