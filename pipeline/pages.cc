#include "pipeline/pages.h"

#include <cerrno>
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

// Nobody has listed the file before.
Error error_of_opening(int trouble, const std::string& path) {
  if (trouble == ENOENT || trouble == ENOTDIR)
    return {ErrorCode::not_found, path, "there is no such file"};
  return error_of(verdict_of_errno(trouble), path);
}

constexpr std::string_view png_signature = "\x89PNG\r\n\x1a\n";

struct ReadPages {
  Document document;
  std::string picture;  // Of the page to draw, where the view is a PNG.
};

Result<ReadPages> read_pages_of(Outcome& outcome, bool with_picture, const std::string& path) {
  Judged judged = judge(outcome, false);
  if (!judged.read) return error_of(judged.verdict, path);
  ReadPages read{std::move(judged.read->document), std::move(outcome.answer->picture)};
  if (with_picture && !read.picture.starts_with(png_signature)) {
    return Error{ErrorCode::internal, path, "the reader gave a picture that is none"};
  }
  return read;
}

// The document as a worker reads it; no facts are looked for.
Result<ReadPages> read_in_worker(const PagesOptions& options) {
  const auto longest = static_cast<std::uint64_t>(options.reading.file_megabytes) << 20;
  SourceFile source = open_source(options.path, true, longest);
  const std::string shown = shown_path(options.path);
  if (source.trouble != 0) return error_of_opening(source.trouble, shown);
  PoolSettings settings = options.reading.pool();
  settings.workers = 1;
  auto pool = WorkerPool::start(std::move(settings));
  if (!pool) return pool.error();
  const bool with_picture = options.view == PagesView::png;
  Job job;
  job.path = shown;
  job.sha256 = source.sha256;
  job.bytes = source.bytes;
  job.analyse = false;
  job.drawn_page = with_picture ? static_cast<std::uint32_t>(options.page) : 0;
  pool.value().hand_over(std::move(job), std::move(source.file));
  while (true) {
    auto outcomes = pool.value().wait(std::chrono::seconds(1));
    if (!outcomes) return outcomes.error();
    for (Outcome& outcome : outcomes.value()) {
      if (auto again = next_try(outcome)) {
        pool.value().hand_over(std::move(*again), std::move(outcome.file));
        continue;
      }
      return read_pages_of(outcome, with_picture, shown);
    }
  }
}

}  // namespace

int pages(const PagesOptions& options, Streams streams) {
  const auto could_not_run = [&](const Error& error) {
    streams.err << "muistio: " << error.text() << '\n';
    return exit_could_not_run;
  };
  if (options.view == PagesView::png && streams.terminal) {
    return could_not_run({ErrorCode::bad_usage, "",
                          "a PNG is not for a terminal; write it to a file: "
                          "muistio pages --png 1 FILE > page.png"});
  }
  const auto read = read_in_worker(options);
  if (!read) return could_not_run(read.error());
  const Document& document = read.value().document;
  for (const Issue& issue : document.issues) {
    streams.err << shown_path(options.path);
    if (issue.page) streams.err << ", page " << *issue.page;
    streams.err << ": " << issue.message << '\n';
  }
  if (options.view == PagesView::png) {
    streams.out << read.value().picture;
    return exit_done;
  }
  if (options.view != PagesView::svg) {
    streams.out << pages_json(document, options.view, options.page);
    return document.issues.empty() ? exit_done : exit_needs_attention;
  }
  const auto drawing = page_drawing(document, options.page);
  if (!drawing) {
    return could_not_run({ErrorCode::not_found, shown_path(options.path),
                          "there is no page " + std::to_string(options.page) + " that was read"});
  }
  streams.out << *drawing;
  return exit_done;
}

}  // namespace muistio
