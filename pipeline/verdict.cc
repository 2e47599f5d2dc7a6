#include "pipeline/verdict.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "corpus/document_codec.h"
#include "corpus/memo_codec.h"

namespace muistio {
namespace {

FileState state_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::not_pdf:
      return FileState::not_pdf;
    case ErrorCode::locked:
      return FileState::locked;
    case ErrorCode::too_big:
      return FileState::too_big;
    case ErrorCode::unreadable:
      return FileState::unreadable;
    case ErrorCode::broken:
      return FileState::broken;
    default:
      return FileState::crash;
  }
}

FileState state_of(Ending ending) {
  switch (ending) {
    case Ending::timeout:
      return FileState::timeout;
    case Ending::memory:
      return FileState::memory;
    default:
      return FileState::crash;
  }
}

// A second try that is not cut short.
constexpr std::uint32_t all_pages_again = ~0u;

bool is_kept_page(const Page& page) {
  return page.source != PageSource::none;
}

// What became of the pages. Whatever trouble the reader had, the memo is not clean.
Verdict verdict_of(const Document& document) {
  Verdict verdict{FileState::ok, Stage::save, 0, ""};
  const bool text = !document.text.empty() || !document.furniture.empty();
  const auto issue = std::find_if(document.issues.begin(), document.issues.end(),
                                  [](const Issue& one) { return one.code != "no_text"; });
  const bool trouble = issue != document.issues.end();
  if (text) {
    verdict.state = trouble ? FileState::partial : FileState::ok;
  } else {
    const bool none_read = std::none_of(document.pages.begin(), document.pages.end(), is_kept_page);
    verdict.state = trouble && none_read ? FileState::broken : FileState::no_text;
    verdict.message = "no text was found on any page";
  }
  if (trouble) {
    verdict.message = issue->message;
    verdict.page = issue->page.value_or(0);
  }
  return verdict;
}

Judged nonsense(const char* what) {
  return {{FileState::crash, Stage::save, 0,
           std::string("the reader gave an answer that makes no sense (") + what + ")"},
          {}};
}

Judged judge_answer(const Job& job, const Answer& answer, bool with_index) {
  if (answer.sha256 != job.sha256 && job.kind == JobKind::pdf) {
    return {{FileState::changed, Stage::read, 0, "the file changed while it was read"}, {}};
  }
  auto document = decode_document(answer.document);
  if (!document) return nonsense("document");
  auto memo = decode_memo(answer.memo, document.value().text);
  if (!memo) return nonsense("memo");
  Source& source = memo.value().source;
  if (job.kind == JobKind::pdf && source.sha256 != job.sha256) return nonsense("name");
  source.path = job.path;
  source.sha256 = job.sha256;
  if (job.kind == JobKind::pdf) source.bytes = job.bytes;
  ReadMemo read{std::move(memo).value(), std::move(document).value(), {}, {}};
  if (with_index) {
    auto index = decode_index(answer.index, read.memo, read.document);
    if (!index) return nonsense("index");
    read.index = std::move(index).value();
    if (!is_layout_of(answer.layout, answer.document)) return nonsense("layout");
    read.layout = answer.layout;
  }
  Verdict verdict = verdict_of(read.document);
  if (verdict.state == FileState::broken) return {std::move(verdict), {}};
  return {std::move(verdict), std::move(read)};
}

}  // namespace

Judged judge(const Outcome& outcome, bool with_index) {
  switch (outcome.ending) {
    case Ending::answered:
      return judge_answer(outcome.job, *outcome.answer, with_index);
    case Ending::failed:
      return {{state_of(outcome.failure->code), outcome.failure->stage, outcome.page,
               outcome.failure->message},
              {}};
    default:
      return {{state_of(outcome.ending), outcome.stage, outcome.page, outcome.message}, {}};
  }
}

std::optional<Job> next_try(const Outcome& outcome) {
  const bool said_so = outcome.ending == Ending::answered || outcome.ending == Ending::failed;
  // What fails in the search for facts takes only the facts.
  if (said_so && (outcome.ending == Ending::answered || outcome.stage != Stage::analyse))
    return std::nullopt;
  if (!outcome.job.analyse) return std::nullopt;
  const bool first = outcome.job.stop_before_page == 0;
  const bool was_cut = !first && outcome.job.stop_before_page != all_pages_again;
  const bool cut_helps = outcome.stage == Stage::read && outcome.page > 1 && !was_cut;
  Job job = outcome.job;
  if (!was_cut) job.stop_before_page = all_pages_again;
  job.cut_code = std::string(row_of(state_of(outcome.ending)).name);
  if (first && outcome.ending != Ending::timeout &&
      (outcome.killed || (!cut_helps && outcome.stage != Stage::analyse))) {
    return job;
  }
  if (outcome.stage == Stage::analyse) {
    job.analyse = false;
    job.cut_message = (was_cut ? outcome.job.cut_message + "; " : "") + outcome.message +
                      "; only the text was kept";
    return job;
  }
  if (!cut_helps) return std::nullopt;
  job.stop_before_page = static_cast<std::uint32_t>(outcome.page);
  job.cut_message = outcome.message + "; the pages before it were kept";
  return job;
}

Verdict verdict_of_errno(int error) {
  Verdict verdict{FileState::unreadable, Stage::open, 0, std::strerror(error)};
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      verdict.state = FileState::vanished;
      verdict.message = "it was listed, but was gone when it was to be read";
      break;
    case ELOOP:
    case ENXIO:
      verdict.state = FileState::not_regular;
      verdict.message = "not a regular file";
      break;
    case EFBIG:
      verdict.state = FileState::too_big;
      verdict.message = "the file is bigger than allowed (see --file-size)";
      break;
    default:
      break;
  }
  return verdict;
}

}  // namespace muistio
