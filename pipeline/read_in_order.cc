#include "pipeline/read_in_order.h"

#include <algorithm>
#include <map>
#include <utility>

#include "pipeline/fixity.h"

namespace muistio {
namespace {

constexpr std::size_t most_ahead = 64;  // Files kept until those before them are taken.

class OrderedReading {
 public:
  OrderedReading(WorkerPool pool, std::uint64_t longest, const std::function<bool(FileRead)>& take)
      : pool_(std::move(pool)), longest_(longest), take_(take) {}

  Result<Done> run(const std::vector<Found>& files) {
    std::uint64_t next = 0;
    while (next_taken_ < files.size() && wanted_) {
      while (next < files.size() && pool_.room() > 0 && next < next_taken_ + most_ahead) {
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

 private:
  void begin(std::uint64_t number, const Found& found) {
    Job job;
    job.number = number;
    job.path = shown_path(found.path);
    if (found.kind != FoundKind::file) {
      const FileState state =
          found.kind == FoundKind::unreadable ? FileState::unreadable : FileState::not_regular;
      const std::string message =
          found.message.empty() ? std::string(row_of(state).meaning) : found.message;
      return keep({std::move(job), {state, Stage::open, 0, message}, std::nullopt});
    }
    SourceFile source = open_source(found.path, true, longest_);
    job.sha256 = source.sha256;
    job.bytes = source.bytes;
    if (source.trouble != 0)
      return keep({std::move(job), verdict_of_errno(source.trouble), std::nullopt});
    pool_.hand_over(std::move(job), std::move(source.file));
  }

  void end(Outcome outcome) {
    if (auto again = next_try(outcome))
      return pool_.hand_over(std::move(*again), std::move(outcome.file));
    Judged judged = judge(outcome, false);
    keep({std::move(outcome.job), std::move(judged.verdict), std::move(judged.read)});
  }

  void keep(FileRead file) {
    const std::uint64_t number = file.job.number;
    waiting_.emplace(number, std::move(file));
    for (auto next = waiting_.begin();
         wanted_ && next != waiting_.end() && next->first == next_taken_;
         next = waiting_.erase(next), ++next_taken_)
      wanted_ = take_(std::move(next->second));
  }

  WorkerPool pool_;
  std::uint64_t longest_;  // Bytes of a file.
  const std::function<bool(FileRead)>& take_;
  std::map<std::uint64_t, FileRead> waiting_;  // By number.
  std::uint64_t next_taken_ = 0;
  bool wanted_ = true;
};

}  // namespace

Result<std::vector<Found>> files_of(const std::vector<std::string>& paths, bool follow_links) {
  std::vector<Found> files;
  ListingOptions options;
  options.follow_links = follow_links;
  const auto listed = list_files(paths, options, [&](const Found& found) -> Result<Done> {
    files.push_back(found);
    return Done{};
  });
  if (!listed) return listed.error();
  return files;
}

Result<Done> read_in_order(const ReadingSettings& settings, const std::vector<Found>& files,
                           std::ostream& warnings, const std::function<bool(FileRead)>& take) {
  PoolSettings of_pool = settings.pool();
  of_pool.workers = static_cast<int>(std::min<std::size_t>(of_pool.workers, files.size()));
  auto pool = WorkerPool::start(std::move(of_pool));
  if (!pool) return pool.error();
  warn_of_old_kernel(settings, pool.value(), warnings);
  const std::uint64_t longest = static_cast<std::uint64_t>(settings.file_megabytes) << 20;
  return OrderedReading(std::move(pool).value(), longest, take).run(files);
}

}  // namespace muistio
