#include "pipeline/worker_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "pipeline/worker.h"

namespace muistio {
namespace {

constexpr std::size_t kept_complaints = 2048;

// What a worker may know of the environment; its language is always C, so that no locale
// changes what is read. It has one thread and asks for much small memory: freed pieces are kept
// at hand by the thousand.
std::vector<std::string> environment_of_worker() {
  std::vector<std::string> environment = {"LC_ALL=C.UTF-8", "TZ=UTC", "OMP_THREAD_LIMIT=1",
                                          "MALLOC_ARENA_MAX=1",
                                          "GLIBC_TUNABLES=glibc.malloc.tcache_count=2000"};
  for (const char* name : {"TESSDATA_PREFIX", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS"}) {
    if (const char* value = std::getenv(name)) {
      environment.push_back(std::string(name) + "=" + value);
    }
  }
  return environment;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

Error cannot_start(const char* step) {
  return {
      ErrorCode::internal, "",
      std::string("no worker process can be started (") + step + ": " + std::strerror(errno) + ")"};
}

// Between fork and exec; only what is allowed there.
[[noreturn]] void become_worker(const char* program, char* const* arguments,
                                char* const* environment, pid_t parent, int socket, int pipe) {
  const int nothing = open("/dev/null", O_RDONLY);
  // Out of the way first: the numbers wanted may be taken by what is to go there.
  const int socket_copy = fcntl(socket, F_DUPFD, 16);
  const int pipe_copy = fcntl(pipe, F_DUPFD, 16);
  dup2(nothing, STDIN_FILENO);
  dup2(pipe_copy, STDOUT_FILENO);
  dup2(pipe_copy, STDERR_FILENO);
  dup2(socket_copy, worker_socket);
  close_range(worker_socket + 1, ~0u, 0);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  setpgid(0, 0);  // Ctrl-C at the terminal is for the parent.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() == parent) execve(program, arguments, environment);
  _exit(127);
}

}  // namespace

Result<WorkerProcess> WorkerProcess::start(const std::string& program) {
  std::array<int, 2> sockets{}, pipes{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) != 0) {
    return cannot_start("socketpair");
  }
  WorkerProcess worker;
  worker.socket_ = Descriptor(sockets[0]);
  const Descriptor their_socket(sockets[1]);
  // Neither end ever waits: what does not fit is lost, and a flood costs nothing.
  if (pipe2(pipes.data(), O_CLOEXEC | O_NONBLOCK) != 0) return cannot_start("pipe");
  worker.complaint_pipe_ = Descriptor(pipes[0]);
  const Descriptor their_pipe(pipes[1]);
  fcntl(worker.socket(), F_SETFL, O_NONBLOCK);

  std::vector<std::string> arguments = {"muistio", std::string(worker_argument)};
  std::vector<std::string> environment = environment_of_worker();
  const std::vector<char*> argument_pointers = pointers_to(arguments);
  const std::vector<char*> environment_pointers = pointers_to(environment);
  const pid_t parent = getpid();
  worker.process_ = fork();
  if (worker.process_ == 0) {
    become_worker(program.c_str(), argument_pointers.data(), environment_pointers.data(), parent,
                  their_socket.number(), their_pipe.number());
  }
  if (worker.process_ < 0) return cannot_start("fork");
  return worker;
}

WorkerProcess::WorkerProcess(WorkerProcess&& other) noexcept {
  *this = std::move(other);
}

WorkerProcess& WorkerProcess::operator=(WorkerProcess&& other) noexcept {
  std::swap(process_, other.process_);
  std::swap(socket_, other.socket_);
  std::swap(complaint_pipe_, other.complaint_pipe_);
  std::swap(complaints_, other.complaints_);
  return *this;
}

WorkerProcess::~WorkerProcess() {
  end();
}

bool WorkerProcess::send(std::string_view frame, int descriptor) {
  iovec piece{const_cast<char*>(frame.data()), frame.size()};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
  msghdr header{};
  header.msg_iov = &piece;
  header.msg_iovlen = 1;
  if (descriptor >= 0) {
    header.msg_control = control;
    header.msg_controllen = sizeof control;
    cmsghdr* part = CMSG_FIRSTHDR(&header);
    part->cmsg_level = SOL_SOCKET;
    part->cmsg_type = SCM_RIGHTS;
    part->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(part), &descriptor, sizeof descriptor);
  }
  ssize_t sent = 0;
  do {
    sent = sendmsg(socket(), &header, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent == static_cast<ssize_t>(frame.size());
}

std::optional<std::string_view> WorkerProcess::receive() {
  static std::vector<char> buffer(256 << 10);
  ssize_t size = 0;
  do {
    size = recv(socket(), buffer.data(), buffer.size(), 0);
  } while (size < 0 && errno == EINTR);
  const bool open = size > 0 || (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK));
  if (!open) return std::nullopt;
  return std::string_view(buffer.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
}

void WorkerProcess::listen_to_complaints() {
  std::array<char, 4096> bytes{};
  while (complaints_.size() < kept_complaints) {
    const ssize_t size = read(complaint_pipe(), bytes.data(), bytes.size());
    if (size <= 0) return;
    complaints_.append(bytes.data(), std::min<std::size_t>(static_cast<std::size_t>(size),
                                                           kept_complaints - complaints_.size()));
  }
}

void WorkerProcess::forget_complaints() {
  complaints_.clear();
  std::array<char, 65536> bytes;  // As much as the pipe holds; nobody looks at them.
  if (read(complaint_pipe(), bytes.data(), bytes.size()) < 0) return;
}

std::uint64_t WorkerProcess::cpu_microseconds() const {
  clockid_t clock{};
  timespec used{};
  if (clock_getcpuclockid(process_, &clock) != 0 || clock_gettime(clock, &used) != 0) return 0;
  return static_cast<std::uint64_t>(used.tv_sec) * 1'000'000 +
         static_cast<std::uint64_t>(used.tv_nsec) / 1000;
}

Death WorkerProcess::end() {
  Death death;
  if (process_ <= 0) return death;
  kill(process_, SIGKILL);
  int status = 0;
  rusage usage{};
  while (wait4(process_, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  process_ = -1;
  if (WIFSIGNALED(status)) death.signal = WTERMSIG(status);
  if (WIFEXITED(status)) death.code = WEXITSTATUS(status);
  death.peak_kilobytes = static_cast<std::uint64_t>(usage.ru_maxrss);
  return death;
}

}  // namespace muistio
