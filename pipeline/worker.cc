#include "pipeline/worker.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <deque>
#include <memory>
#include <new>
#include <optional>
#include <string>

#include "corpus/document_codec.h"
#include "corpus/memo_codec.h"
#include "corpus/memo_indexer.h"
#include "extractors/page_png.h"
#include "pipeline/descriptor.h"
#include "pipeline/fixity.h"
#include "pipeline/protocol.h"
#include "pipeline/sandbox.h"
#include "pipeline/self_test.h"
#include "rules/analyse.h"
#include "rules/rulebook.h"

namespace muistio {
namespace {

using Clock = std::chrono::steady_clock;

// A machine that is busy otherwise may take this many times as long by the wall clock.
constexpr int wall_factor = 5;

std::uint64_t cpu_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000 +
         static_cast<std::uint64_t>(now.tv_nsec) / 1000;
}

// The worker's end of the socket. Once the parent is gone the process ends.
class Channel {
 public:
  void send(std::string_view frame) {
    while (!frame.empty()) {
      const ssize_t sent = ::send(worker_socket, frame.data(), frame.size(), MSG_NOSIGNAL);
      if (sent < 0 && errno == EINTR) continue;
      if (sent <= 0) _exit(0);
      frame.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  Message receive() {
    while (true) {
      if (auto message = reader_.next()) return std::move(*message);
      if (reader_.broken() || !receive_bytes()) _exit(0);
    }
  }

  Descriptor take_descriptor() {
    if (descriptors_.empty()) return {};
    Descriptor first = std::move(descriptors_.front());
    descriptors_.pop_front();
    return first;
  }

 private:
  bool receive_bytes() {
    char bytes[4096];
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))];
    iovec piece{bytes, sizeof bytes};
    msghdr header{};
    header.msg_iov = &piece;
    header.msg_iovlen = 1;
    header.msg_control = control;
    header.msg_controllen = sizeof control;
    ssize_t size = 0;
    do {
      size = recvmsg(worker_socket, &header, MSG_CMSG_CLOEXEC);
    } while (size < 0 && errno == EINTR);
    if (size <= 0) return false;
    for (cmsghdr* part = CMSG_FIRSTHDR(&header); part; part = CMSG_NXTHDR(&header, part)) {
      if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
      int number = -1;
      std::memcpy(&number, CMSG_DATA(part), sizeof number);
      descriptors_.emplace_back(number);
    }
    reader_.append({bytes, static_cast<std::size_t>(size)});
    return true;
  }

  MessageReader reader_;
  std::deque<Descriptor> descriptors_;
};

Result<std::string> read_bytes(const Descriptor& file, std::uint64_t limit) {
  struct stat status {};
  if (fstat(file.number(), &status) != 0)
    return Error{ErrorCode::unreadable, "", std::strerror(errno)};
  const auto size =
      static_cast<std::size_t>(std::min(static_cast<std::uint64_t>(status.st_size), limit));
  std::string bytes;
  while (true) {
    constexpr std::size_t growth = 1u << 20;  // Of a file that has grown since.
    const std::size_t before = bytes.size();
    const std::size_t step = before <= size ? size + 1 - before : growth;
    bytes.resize(before + step);
    const ssize_t got =
        pread(file.number(), bytes.data() + before, step, static_cast<off_t>(before));
    if (got < 0 && errno == EINTR) {
      bytes.resize(before);
      continue;
    }
    if (got < 0) return Error{ErrorCode::unreadable, "", std::strerror(errno)};
    bytes.resize(before + static_cast<std::size_t>(got));
    if (bytes.size() > limit) return Error{ErrorCode::too_big, "", "the file is too big"};
    if (got == 0) return bytes;
  }
}

// The document says why there are no facts.
void tell_what_is_missing(const Job& job, Document& document) {
  const auto is_it = [&](const Issue& issue) { return issue.message == job.cut_message; };
  if (job.cut_code.empty() || std::any_of(document.issues.begin(), document.issues.end(), is_it))
    return;
  document.issues.push_back({job.cut_code, job.cut_message, {}});
}

class Worker {
 public:
  Worker(const ReadFunction& read, const AnalyseFunction& analyse)
      : read_(read), analyse_(analyse) {}

  int run();

 private:
  // Everything that needs files, then the sandbox, then a document whose text is known.
  Result<Done> prepare();
  void work();
  void do_job(const Job& job, const Descriptor& file);
  Result<Document> document_of(const Job& job, std::string_view bytes);
  Result<Document> read_pdf(const Job& job, std::string_view bytes);
  Memo memo_of(const Job& job, const Document& document, Source source);
  void tell(const Job& job, Stage stage, int page = 0);
  void fail(const Job& job, const Error& error, bool out_of_memory = false);

  const ReadFunction& read_;
  const AnalyseFunction& analyse_;
  WorkerSettings settings_;
  std::unique_ptr<Language> language_;
  std::optional<MemoIndexer> indexer_;  // Over language_.
  std::optional<Rulebook> rulebook_;
  Channel channel_;
  Stage stage_ = Stage::open;
};

Result<Done> Worker::prepare() {
  auto language = Language::open();
  if (!language) return language.error();
  language_ = std::move(language).value();
  indexer_.emplace(*language_);
  auto rulebook =
      settings_.rules.empty() ? Rulebook::shipped() : Rulebook::with_folder(settings_.rules);
  if (!rulebook) return rulebook.error();
  rulebook_ = std::move(rulebook).value();
  ReadingOptions options;
  options.ocr = settings_.ocr;
  if (const auto ready = prepare_reading(options); !ready) return ready.error();

  ReadyMessage ready;
  ready.rules_version = rulebook_->version();
  if (settings_.sandbox) {
    const auto strength = enter_sandbox({settings_.memory});
    if (!strength) return strength.error();
    ready.seccomp = strength.value().seccomp;
    ready.landlock = static_cast<std::uint32_t>(strength.value().landlock);
  } else {
    limit_resources({settings_.memory});
  }
  if (const auto good = test_reading(*language_); !good) return good.error();
  channel_.send(framed(ready));
  return Done{};
}

void Worker::work() {
  while (true) {
    const Message message = channel_.receive();
    const auto job = message.kind == MessageKind::job ? parse_job(message.payload) : std::nullopt;
    const Descriptor file = channel_.take_descriptor();
    if (!job || !file) _exit(1);
    try {
      do_job(*job, file);
    } catch (const std::bad_alloc&) {
      fail(*job, {ErrorCode::too_big, "", "reading it takes too much memory"}, true);
      _exit(0);  // Who knows what was left half done.
    } catch (const std::exception& exception) {
      fail(*job, {ErrorCode::internal, "", exception.what()});
    }
  }
}

void Worker::do_job(const Job& job, const Descriptor& file) {
  tell(job, Stage::open);
  auto bytes = read_bytes(file, settings_.file_bytes);
  if (!bytes) return fail(job, bytes.error());
  Answer answer;
  answer.number = job.number;
  answer.bytes = bytes.value().size();
  answer.sha256 = sha256_of(bytes.value());

  const std::uint64_t begin = cpu_microseconds();
  auto document = document_of(job, bytes.value());
  if (!document) return fail(job, document.error());
  if (!job.analyse) tell_what_is_missing(job, document.value());
  if (job.drawn_page != 0) {
    auto picture = page_png(bytes.value(), document.value(), static_cast<int>(job.drawn_page), {});
    if (!picture) return fail(job, picture.error());
    answer.picture = std::move(picture).value();
  }
  bytes = std::string();
  const std::uint64_t read = cpu_microseconds();

  tell(job, Stage::analyse);
  Source source;
  source.path = job.path;
  source.sha256 = job.kind == JobKind::pdf ? answer.sha256 : job.sha256;
  source.bytes = job.kind == JobKind::pdf ? answer.bytes : job.bytes;
  source.total_pages = source.last_page = document.value().page_count;
  source.pdf = document.value().pdf;
  const Memo memo = memo_of(job, document.value(), std::move(source));
  answer.memo = encode_memo(memo);
  answer.document = encode_document(document.value());
  const std::uint64_t analysed = cpu_microseconds();
  if (settings_.index_words) {
    answer.index = indexer_->encoded_index(memo, document.value());
    answer.layout = layout_of(answer.document);
  }
  answer.read_microseconds = read - begin;
  answer.analyse_microseconds = analysed - read;
  answer.index_microseconds = cpu_microseconds() - analysed;
  channel_.send(framed(answer));
}

Result<Document> Worker::document_of(const Job& job, std::string_view bytes) {
  return job.kind == JobKind::pdf ? read_pdf(job, bytes) : decode_document(bytes);
}

Result<Document> Worker::read_pdf(const Job& job, std::string_view bytes) {
  tell(job, Stage::read);
  const auto limit = std::chrono::seconds(settings_.document_seconds);
  const auto wall_end = Clock::now() + wall_factor * limit;
  const std::uint64_t cpu_end =
      cpu_microseconds() + static_cast<std::uint64_t>(std::chrono::microseconds(limit).count());
  bool cut = false;
  ReadingOptions options;
  options.ocr = settings_.ocr;
  options.go_on = [&](int page) {
    tell(job, Stage::read, page);
    cut = job.stop_before_page != 0 && static_cast<std::uint32_t>(page) >= job.stop_before_page;
    return !cut && cpu_microseconds() < cpu_end && Clock::now() < wall_end;
  };
  auto document = read_(bytes, options, *language_);
  if (!document || !cut) return document;
  std::erase_if(document.value().issues,
                [](const Issue& issue) { return issue.code == "time_limit"; });
  document.value().issues.push_back(
      {job.cut_code, job.cut_message, static_cast<int>(job.stop_before_page)});
  return document;
}

Memo Worker::memo_of(const Job& job, const Document& document, Source source) {
  if (job.analyse) return analyse_(document, std::move(source), *rulebook_, *language_);
  Memo memo;
  memo.source = std::move(source);
  memo.source.text = text_source_of(document);
  memo.issues = document.issues;
  return memo;
}

void Worker::tell(const Job& job, Stage stage, int page) {
  stage_ = stage;
  channel_.send(framed(Whereabouts{job.number, stage, static_cast<std::uint32_t>(page)}));
}

void Worker::fail(const Job& job, const Error& error, bool out_of_memory) {
  channel_.send(framed(Failure{job.number, stage_, out_of_memory, error.code, error.message}));
}

int Worker::run() {
  const Message message = channel_.receive();
  auto settings =
      message.kind == MessageKind::settings ? parse_settings(message.payload) : std::nullopt;
  if (!settings) return 1;
  settings_ = std::move(*settings);
  if (const auto ready = prepare(); !ready) {
    channel_.send(framed_refusal(ready.error()));
    return 1;
  }
  work();
  return 0;
}

}  // namespace

int run_worker(const ReadFunction& read, const AnalyseFunction& analyse) {
  signal(SIGPIPE, SIG_IGN);
  signal(SIGINT, SIG_IGN);  // The parent decides when to stop.
  return Worker(read, analyse).run();
}

}  // namespace muistio
