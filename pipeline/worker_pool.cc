#include "pipeline/worker_pool.h"

#include <poll.h>
#include <signal.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <list>

#include "corpus/unicode.h"
#include "pipeline/worker_process.h"

namespace muistio {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr int wall_factor = 5;
constexpr std::chrono::seconds start_limit{60};
constexpr int failed_starts_allowed = 3;
// One that is read and one that waits in the socket, so that no worker waits for the parent.
constexpr std::size_t jobs_at_a_worker = 2;
constexpr int whereabouts_allowed = 100'000;

struct PendingJob {
  Job job;
  Descriptor file;
};

enum class Life { starting, well, closing };

struct Member {
  explicit Member(WorkerProcess started) : process(std::move(started)) {}

  WorkerProcess process;
  MessageReader reader;
  Life life = Life::starting;
  std::deque<PendingJob> jobs;  // The first is being read.
  int jobs_done = 0;

  // Of the first job.
  Stage stage = Stage::open;
  int page = 0;
  int whereabouts_count = 0;
  Clock::time_point job_since = Clock::now();
  Clock::time_point step_since = Clock::now();  // A step is a page or another stage.
  std::uint64_t step_cpu = 0;

  void begin_step(Stage new_stage, int new_page) {
    stage = new_stage;
    page = new_page;
    step_since = Clock::now();
    step_cpu = process.cpu_microseconds();
  }
  void begin_job() {
    whereabouts_count = 0;
    job_since = Clock::now();
    process.forget_complaints();
    begin_step(Stage::open, 0);
  }
};

// poppler and the C++ library say so before they give up.
bool speaks_of_memory(const std::string& complaints) {
  return complaints.find("Out of memory") != std::string::npos ||
         complaints.find("bad_alloc") != std::string::npos;
}

std::string first_line(const std::string& complaints) {
  return single_spaced(
      normalised(complaints.substr(0, std::min<std::size_t>(complaints.find('\n'), 200))));
}

std::string sentence_of_death(const Death& death, const std::string& complaints) {
  if (death.signal == SIGSYS) {
    return "the PDF made the reader try something that is forbidden (it was stopped)";
  }
  std::string sentence =
      death.signal != 0
          ? std::string("the reader died of it (") + strsignal(death.signal) + ")"
          : "the reader ended without an answer (code " + std::to_string(death.code) + ")";
  if (const std::string line = first_line(complaints); !line.empty()) sentence += ": " + line;
  return sentence;
}

std::string place_of(Stage stage, int page) {
  if (stage == Stage::read && page > 0) return "page " + std::to_string(page);
  if (stage == Stage::analyse) return "the search for facts";
  return "the file";
}

}  // namespace

struct WorkerPool::Parts {
  PoolSettings settings;
  std::list<Member> members;
  std::deque<PendingJob> waiting;  // Handed over; no worker had room, or theirs has ended.
  std::vector<Outcome> outcomes;
  std::optional<Error> trouble;  // No worker can be started any more.
  std::optional<ReadyMessage> ready;
  int started = 0;
  int failed_starts = 0;
  std::uint64_t peak_kilobytes = 0;

  bool start_member();
  void fill_up();
  void give(Member& member, PendingJob pending);
  void hand_out_waiting();
  Member* least_busy();
  bool listen(Member& member);
  bool take(Member& member, const Message& message);
  bool take_ready(Member& member, const Message& message);
  bool take_whereabouts(Member& member, const Whereabouts& whereabouts);
  void finish(Member& member, Outcome outcome);
  Outcome outcome_of(Member& member, Ending ending);
  void bury(Member& member, Ending ending, std::string message);
  bool over_limit(Member& member) const;
  int poll_once(milliseconds longest, const std::vector<int>& watched);
  void sweep();
  bool over(const Member& member) const;
};

bool WorkerPool::Parts::start_member() {
  auto process = WorkerProcess::start(settings.program);
  if (!process) {
    trouble = process.error();
    return false;
  }
  members.emplace_back(std::move(process).value());
  if (!members.back().process.send(framed(settings.worker))) {
    trouble = Error{ErrorCode::internal, "", "a worker process does not listen"};
    members.pop_back();
    return false;
  }
  ++started;
  return true;
}

// Fewer workers than wanted will do; none will not.
void WorkerPool::Parts::fill_up() {
  while (static_cast<int>(members.size()) < settings.workers &&
         failed_starts < failed_starts_allowed) {
    if (!start_member()) {
      if (!members.empty()) settings.workers = static_cast<int>(members.size());
      return;
    }
  }
}

Member* WorkerPool::Parts::least_busy() {
  Member* best = nullptr;
  for (Member& member : members) {
    if (member.life == Life::closing || member.jobs.size() >= jobs_at_a_worker) continue;
    if (!best || member.jobs.size() < best->jobs.size()) best = &member;
  }
  return best;
}

void WorkerPool::Parts::give(Member& member, PendingJob pending) {
  const std::string frame = framed(pending.job);
  const int file = pending.file.number();
  const bool first = member.jobs.empty();
  member.jobs.push_back(std::move(pending));
  if (first) member.begin_job();
  member.process.send(frame, file);  // Where it fails, the next poll tells the death.
}

void WorkerPool::Parts::hand_out_waiting() {
  while (!waiting.empty()) {
    Member* member = least_busy();
    if (!member) return;
    PendingJob pending = std::move(waiting.front());
    waiting.pop_front();
    give(*member, std::move(pending));
  }
}

Outcome WorkerPool::Parts::outcome_of(Member& member, Ending ending) {
  PendingJob& pending = member.jobs.front();
  Outcome outcome;
  outcome.job = std::move(pending.job);
  outcome.file = std::move(pending.file);
  outcome.ending = ending;
  outcome.stage = member.stage;
  outcome.page = member.page;
  return outcome;
}

void WorkerPool::Parts::finish(Member& member, Outcome outcome) {
  outcomes.push_back(std::move(outcome));
  member.jobs.pop_front();
  if (++member.jobs_done >= settings.jobs_per_worker) member.life = Life::closing;
  if (!member.jobs.empty()) member.begin_job();
}

// Ends the worker; the first of its jobs is to blame where it had any, the others go on
// elsewhere. The member stays in the list without a job until sweep().
void WorkerPool::Parts::bury(Member& member, Ending ending, std::string message) {
  member.process.listen_to_complaints();
  const std::string complaints = member.process.complaints();
  const Death death = member.process.end();
  peak_kilobytes = std::max(peak_kilobytes, death.peak_kilobytes);
  const bool was_starting = member.life == Life::starting;
  const bool left_in_peace =
      member.life == Life::closing && message.empty() && death.signal == 0 && death.code == 0;
  member.life = Life::closing;
  if (was_starting) {
    ++failed_starts;
    if (message.empty()) message = sentence_of_death(death, complaints);
    trouble = trouble.value_or(Error{ErrorCode::internal, "", "no worker can start: " + message});
  } else if (!member.jobs.empty() && !left_in_peace) {
    Outcome outcome = outcome_of(member, ending);
    outcome.killed = death.signal == SIGKILL && message.empty();
    if (outcome.ending == Ending::crash && message.empty()) {
      if (speaks_of_memory(complaints)) outcome.ending = Ending::memory;
      message = outcome.ending == Ending::memory ? "reading it takes too much memory"
                                                 : sentence_of_death(death, complaints);
    }
    outcome.message = std::move(message);
    outcomes.push_back(std::move(outcome));
    member.jobs.pop_front();
  }
  for (PendingJob& pending : member.jobs) waiting.push_back(std::move(pending));
  member.jobs.clear();
}

bool WorkerPool::Parts::take_ready(Member& member, const Message& message) {
  if (message.kind == MessageKind::refused) {
    if (const auto error = parse_refusal(message.payload)) trouble = *error;
    if (!ready) failed_starts = failed_starts_allowed;  // The next would say the same.
    return false;
  }
  const auto said =
      message.kind == MessageKind::ready ? parse_ready(message.payload) : std::nullopt;
  if (!said) return false;
  if (!ready) ready = said;
  trouble.reset();
  failed_starts = 0;
  member.life = Life::well;
  if (!member.jobs.empty()) member.begin_job();
  return true;
}

bool WorkerPool::Parts::take_whereabouts(Member& member, const Whereabouts& whereabouts) {
  if (whereabouts.number != member.jobs.front().job.number) return false;
  if (++member.whereabouts_count > whereabouts_allowed) return false;
  if (whereabouts.page > 10'000'000 || whereabouts.stage < member.stage) return false;
  member.begin_step(whereabouts.stage, static_cast<int>(whereabouts.page));
  return true;
}

// False: the worker has broken its promises.
bool WorkerPool::Parts::take(Member& member, const Message& message) {
  if (member.life == Life::starting) return take_ready(member, message);
  if (member.jobs.empty()) return false;
  const std::uint64_t number = member.jobs.front().job.number;
  switch (message.kind) {
    case MessageKind::whereabouts: {
      const auto whereabouts = parse_whereabouts(message.payload);
      return whereabouts && take_whereabouts(member, *whereabouts);
    }
    case MessageKind::answer: {
      auto answer = parse_answer(message.payload);
      if (!answer || answer->number != number) return false;
      Outcome outcome = outcome_of(member, Ending::answered);
      outcome.answer = std::move(answer);
      finish(member, std::move(outcome));
      return true;
    }
    case MessageKind::failure: {
      auto failure = parse_failure(message.payload);
      if (!failure || failure->number != number) return false;
      Outcome outcome =
          outcome_of(member, failure->out_of_memory ? Ending::memory : Ending::failed);
      outcome.message = failure->message;
      outcome.failure = std::move(failure);
      const bool ends_itself = outcome.ending == Ending::memory;
      finish(member, std::move(outcome));
      if (ends_itself) member.life = Life::closing;
      return true;
    }
    default:
      return false;
  }
}

// False where the worker is gone and buried.
bool WorkerPool::Parts::listen(Member& member) {
  const auto bytes = member.process.receive();
  member.reader.append(bytes.value_or(std::string_view{}));
  while (auto message = member.reader.next()) {
    if (take(member, *message)) continue;
    const bool refused = message->kind == MessageKind::refused;
    bury(member, Ending::crash, refused ? "" : "the reader gave an answer that makes no sense");
    return false;
  }
  if (member.reader.broken()) {
    bury(member, Ending::crash, "the reader gave an answer that makes no sense");
    return false;
  }
  if (!bytes) bury(member, Ending::crash, "");
  return bytes.has_value();
}

bool WorkerPool::Parts::over_limit(Member& member) const {
  const auto elapsed = Clock::now() - member.step_since;
  if (member.life == Life::starting) return elapsed > start_limit;
  if (member.jobs.empty()) return false;
  // Opening and the search for facts are given what a whole document may take.
  const auto limit =
      member.stage == Stage::read && member.page > 0
          ? std::chrono::duration_cast<microseconds>(settings.page_limit)
          : std::max<microseconds>(settings.page_limit,
                                   std::chrono::seconds(settings.worker.document_seconds));
  if (elapsed > wall_factor * limit) return true;
  if (elapsed < limit / 8) return false;  // Spares the question; there are not that many cores.
  const std::uint64_t used = member.process.cpu_microseconds() - member.step_cpu;
  return used > static_cast<std::uint64_t>(limit.count());
}

int WorkerPool::Parts::poll_once(milliseconds longest, const std::vector<int>& watched) {
  std::vector<pollfd> polled;
  for (const int descriptor : watched) polled.push_back({descriptor, POLLIN, 0});
  std::vector<Member*> asked;
  for (Member& member : members) {
    polled.push_back({member.process.socket(), POLLIN, 0});
    asked.push_back(&member);
  }
  const int ready_count = poll(polled.data(), polled.size(), static_cast<int>(longest.count()));
  if (ready_count <= 0) return 0;
  int of_watched = 0;
  for (std::size_t i = 0; i < watched.size(); ++i) of_watched += polled[i].revents != 0 ? 1 : 0;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (polled[watched.size() + i].revents != 0) listen(*asked[i]);
  }
  return of_watched;
}

bool WorkerPool::Parts::over(const Member& member) const {
  return member.life == Life::closing && member.jobs.empty();
}

// Ends who is over a limit, removes who has ended, and starts others in their place.
void WorkerPool::Parts::sweep() {
  for (Member& member : members) {
    if (!over_limit(member)) continue;
    bury(member, Ending::timeout, place_of(member.stage, member.page) + " takes too long");
  }
  for (auto member = members.begin(); member != members.end();) {
    if (!over(*member)) {
      ++member;
      continue;
    }
    peak_kilobytes = std::max(peak_kilobytes, member->process.end().peak_kilobytes);
    member = members.erase(member);
  }
  fill_up();
  hand_out_waiting();
}

WorkerPool::WorkerPool(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
WorkerPool::WorkerPool(WorkerPool&&) noexcept = default;
WorkerPool::~WorkerPool() = default;

Result<WorkerPool> WorkerPool::start(PoolSettings settings) {
  auto parts = std::make_unique<Parts>();
  parts->settings = std::move(settings);
  parts->fill_up();
  while (!parts->ready && !parts->members.empty()) {
    parts->poll_once(milliseconds(1000), {});
    parts->sweep();
  }
  if (!parts->ready) return *parts->trouble;
  return WorkerPool(std::move(parts));
}

std::size_t WorkerPool::room() const {
  std::size_t room = 0;
  for (const Member& member : parts_->members) {
    if (member.life != Life::closing) room += jobs_at_a_worker - member.jobs.size();
  }
  room += parts_->settings.jobs_ahead;
  return room - std::min(room, parts_->waiting.size());
}

void WorkerPool::hand_over(Job job, Descriptor file) {
  Member* member = parts_->waiting.empty() ? parts_->least_busy() : nullptr;
  PendingJob pending{std::move(job), std::move(file)};
  if (member) {
    parts_->give(*member, std::move(pending));
  } else {
    parts_->waiting.push_back(std::move(pending));
  }
}

std::vector<Job> WorkerPool::take_back() {
  std::vector<Job> jobs;
  for (PendingJob& pending : std::exchange(parts_->waiting, {}))
    jobs.push_back(std::move(pending.job));
  return jobs;
}

std::size_t WorkerPool::jobs_in_hand() const {
  std::size_t count = parts_->waiting.size();
  for (const Member& member : parts_->members) count += member.jobs.size();
  return count;
}

Result<std::vector<Outcome>> WorkerPool::wait(milliseconds longest,
                                              const std::vector<int>& watched) {
  const auto end = Clock::now() + longest;
  while (parts_->outcomes.empty()) {
    const auto left = std::chrono::duration_cast<milliseconds>(end - Clock::now());
    const int woken =
        parts_->poll_once(std::clamp(left, milliseconds(0), milliseconds(200)), watched);
    parts_->sweep();
    if (parts_->members.empty() && parts_->outcomes.empty()) return *parts_->trouble;
    if (woken > 0 || left.count() <= 0) break;
  }
  return std::exchange(parts_->outcomes, {});
}

std::vector<Sighting> WorkerPool::sightings() const {
  std::vector<Sighting> sightings;
  for (const Member& member : parts_->members) {
    if (member.jobs.empty() || member.life == Life::starting) continue;
    sightings.push_back(
        {&member.jobs.front().job, member.stage, member.page, Clock::now() - member.job_since});
  }
  return sightings;
}

const ReadyMessage& WorkerPool::ready() const {
  return *parts_->ready;
}
int WorkerPool::started() const {
  return parts_->started;
}
std::uint64_t WorkerPool::peak_kilobytes() const {
  return parts_->peak_kilobytes;
}

}  // namespace muistio
