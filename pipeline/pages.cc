#include "pipeline/pages.h"

#include <chrono>
#include <ostream>
#include <utility>

#include "pipeline/fixity.h"
#include "pipeline/listing.h"
#include "pipeline/verdict.h"
#include "pipeline/worker_pool.h"

namespace muistio {
namespace {

Error error_of(const Verdict& verdict, const std::string& path) {
  return {ErrorCode::unreadable, path, verdict.message};
}

// The document as a worker reads it; no facts are looked for.
Result<Document> read_in_worker(const PagesOptions& options) {
  const auto longest = static_cast<std::uint64_t>(options.reading.file_megabytes) << 20;
  SourceFile source = open_source(options.path, true, longest);
  const std::string shown = shown_path(options.path);
  if (source.trouble != 0) return error_of(verdict_of_errno(source.trouble), shown);
  PoolSettings settings = options.reading.pool();
  settings.workers = 1;
  auto pool = WorkerPool::start(std::move(settings));
  if (!pool) return pool.error();
  Job job;
  job.path = shown;
  job.sha256 = source.sha256;
  job.bytes = source.bytes;
  job.analyse = false;
  pool.value().hand_over(std::move(job), std::move(source.file));
  while (true) {
    auto outcomes = pool.value().wait(std::chrono::seconds(1));
    if (!outcomes) return outcomes.error();
    for (Outcome& outcome : outcomes.value()) {
      if (auto again = next_try(outcome)) {
        pool.value().hand_over(std::move(*again), std::move(outcome.file));
        continue;
      }
      Judged judged = judge(outcome, false);
      if (!judged.read) return error_of(judged.verdict, shown);
      return std::move(judged.read->document);
    }
  }
}

}  // namespace

int pages(const PagesOptions& options, Streams streams) {
  const auto could_not_run = [&](const Error& error) {
    streams.err << "muistio: " << error.text() << '\n';
    return exit_could_not_run;
  };
  const auto document = read_in_worker(options);
  if (!document) return could_not_run(document.error());
  for (const Issue& issue : document.value().issues) {
    streams.err << shown_path(options.path);
    if (issue.page) streams.err << ", page " << *issue.page;
    streams.err << ": " << issue.message << '\n';
  }
  if (options.view != PagesView::drawing) {
    streams.out << pages_json(document.value(), options.view, options.page);
    return document.value().issues.empty() ? exit_done : exit_needs_attention;
  }
  const auto drawing = page_drawing(document.value(), options.page);
  if (!drawing) {
    return could_not_run({ErrorCode::not_found, shown_path(options.path),
                          "there is no page " + std::to_string(options.page) + " that was read"});
  }
  streams.out << *drawing;
  return exit_done;
}

}  // namespace muistio
