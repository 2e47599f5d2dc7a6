#include "pipeline/extract.h"

#include <cerrno>
#include <map>
#include <ostream>

#include "corpus/record.h"
#include "pipeline/fixity.h"
#include "pipeline/listing.h"
#include "pipeline/verdict.h"

namespace muistio {
namespace {

constexpr std::size_t most_ahead = 64;  // Records kept until those before them are printed.

// A record for what cannot be read, so that no file is missing from the output.
std::string empty_record(const Job& job, const Verdict& verdict) {
  Memo memo;
  memo.source.path = job.path;
  memo.source.sha256 = job.sha256.empty() ? sha256_of("") : job.sha256;
  memo.source.bytes = job.bytes;
  memo.issues.push_back({std::string(row_of(verdict.state).name), verdict.message,
                         verdict.page > 0 ? std::optional(verdict.page) : std::nullopt});
  return record_json(memo, {}, WithText::no);
}

class Extraction {
 public:
  Extraction(const ExtractOptions& options, Streams streams, WorkerPool pool)
      : options_(options), streams_(streams), pool_(std::move(pool)) {}

  Result<Done> run(const std::vector<Found>& files);
  bool attention() const { return attention_; }

 private:
  void begin(std::uint64_t number, const Found& found);
  void end(Outcome outcome);
  void print(std::uint64_t number, const Job& job, const Verdict& verdict, std::string record);
  bool may_begin(std::uint64_t number) const {
    return pool_.room() > 0 && number < next_printed_ + most_ahead;
  }

  const ExtractOptions& options_;
  Streams streams_;
  WorkerPool pool_;
  std::uint64_t next_printed_ = 0;
  struct Waiting {
    std::string record, complaint;
  };
  std::map<std::uint64_t, Waiting> waiting_;
  bool attention_ = false;
};

Result<Done> Extraction::run(const std::vector<Found>& files) {
  std::uint64_t next = 0;
  while (next_printed_ < files.size() && streams_.out) {
    while (next < files.size() && may_begin(next)) {
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

void Extraction::begin(std::uint64_t number, const Found& found) {
  Job job;
  job.number = number;
  job.path = shown_path(found.path);
  if (found.kind != FoundKind::file) {
    const FileState state =
        found.kind == FoundKind::unreadable ? FileState::unreadable : FileState::not_regular;
    const std::string message =
        found.message.empty() ? std::string(row_of(state).meaning) : found.message;
    const Verdict verdict{state, Stage::open, 0, message};
    return print(number, job, verdict, empty_record(job, verdict));
  }
  const std::uint64_t longest = static_cast<std::uint64_t>(options_.reading.file_megabytes) << 20;
  SourceFile source = open_source(found.path, true, longest);
  job.sha256 = source.sha256;
  job.bytes = source.bytes;
  if (source.trouble != 0) {
    const Verdict verdict = verdict_of_errno(source.trouble);
    return print(number, job, verdict, empty_record(job, verdict));
  }
  pool_.hand_over(std::move(job), std::move(source.file));
}

void Extraction::end(Outcome outcome) {
  if (auto again = next_try(outcome)) {
    return pool_.hand_over(std::move(*again), std::move(outcome.file));
  }
  const Judged judged = judge(outcome, false);
  const WithText with_text = options_.text ? WithText::yes : WithText::no;
  print(outcome.job.number, outcome.job, judged.verdict,
        judged.read ? record_json(judged.read->memo, judged.read->document, with_text)
                    : empty_record(outcome.job, judged.verdict));
}

void Extraction::print(std::uint64_t number, const Job& job, const Verdict& verdict,
                       std::string record) {
  Waiting waiting{std::move(record), ""};
  if (row_of(verdict.state).attention || !row_of(verdict.state).kept) {
    attention_ = true;
    waiting.complaint = job.path + ": " + verdict.message;
  }
  waiting_.emplace(number, std::move(waiting));
  for (auto next = waiting_.begin(); next != waiting_.end() && next->first == next_printed_;
       next = waiting_.erase(next), ++next_printed_) {
    if (!next->second.complaint.empty()) streams_.err << next->second.complaint << '\n';
    streams_.out << next->second.record << std::endl;
  }
}

}  // namespace

int extract(const ExtractOptions& options, Streams streams) {
  const auto could_not_run = [&](const Error& error) {
    streams.err << "muistio: " << error.text() << '\n';
    return exit_could_not_run;
  };
  std::vector<Found> files;
  ListingOptions listing;
  listing.follow_links = options.follow_links;
  const auto listed = list_files(options.paths, listing, [&](const Found& found) -> Result<Done> {
    files.push_back(found);
    return Done{};
  });
  if (!listed) return could_not_run(listed.error());
  if (files.empty()) {
    streams.err << "muistio: there is no PDF in what was given\n";
    return exit_nothing_found;
  }
  PoolSettings settings = options.reading.pool();
  settings.workers = static_cast<int>(std::min<std::size_t>(settings.workers, files.size()));
  auto pool = WorkerPool::start(std::move(settings));
  if (!pool) return could_not_run(pool.error());
  warn_of_old_kernel(options.reading, pool.value(), streams.err);
  Extraction extraction(options, streams, std::move(pool).value());
  if (const auto done = extraction.run(files); !done) return could_not_run(done.error());
  return extraction.attention() ? exit_needs_attention : exit_done;
}

}  // namespace muistio
