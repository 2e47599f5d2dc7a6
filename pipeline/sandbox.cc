#include "pipeline/sandbox.h"

#include <fcntl.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string>

namespace muistio {
namespace {

// Landlock has no wrappers in glibc, and its constants come later to the headers than to
// kernels.
constexpr long create_ruleset_call = 444, add_rule_call = 445, restrict_self_call = 446;
constexpr std::uint32_t ask_version = 1;
constexpr int path_beneath_rule = 1;
constexpr std::uint64_t read_file = 1u << 2, read_folder = 1u << 3;

struct LandlockRules {
  std::uint64_t files = 0;
  std::uint64_t network = 0;  // Since version 4.
  std::uint64_t scoped = 0;   // Since version 6: abstract sockets, signals.
};

struct [[gnu::packed]] LandlockPath {
  std::uint64_t allowed = 0;
  std::int32_t folder = -1;
};

int landlock_version() {
  const long version = syscall(create_ruleset_call, nullptr, 0, ask_version);
  return version > 0 ? static_cast<int>(version) : 0;
}

// Every right that this version can take away.
LandlockRules all_rights(int version) {
  constexpr std::array<int, 5> last_file_right = {12, 13, 14, 14, 15};
  LandlockRules rules;
  const int last = last_file_right[static_cast<std::size_t>(std::min(version, 5) - 1)];
  rules.files = (std::uint64_t{2} << last) - 1;
  if (version >= 4) rules.network = 3;
  if (version >= 6) rules.scoped = 3;
  return rules;
}

std::size_t size_of_rules(int version) {
  if (version >= 6) return 24;
  return version >= 4 ? 16 : 8;
}

// What poppler and fontconfig may look up while a page is read or drawn: nothing of it is
// secret.
constexpr std::array readable_folders = {
    "/usr/share/poppler",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/fontconfig",
    "/etc/fonts",
    "/var/cache/fontconfig",
    "/usr/share/ghostscript",
    "/usr/lib/x86_64-linux-gnu/gconv",
    "/usr/share/tesseract-ocr",
    "/usr/share/zoneinfo",
};

void allow_reading(int ruleset, const char* folder) {
  const int descriptor = open(folder, O_PATH | O_CLOEXEC | O_DIRECTORY);
  if (descriptor < 0) return;
  const LandlockPath rule{read_file | read_folder, descriptor};
  syscall(add_rule_call, ruleset, path_beneath_rule, &rule, 0);
  close(descriptor);
}

bool restrict_files(int version) {
  const LandlockRules rules = all_rights(version);
  const int ruleset =
      static_cast<int>(syscall(create_ruleset_call, &rules, size_of_rules(version), 0));
  if (ruleset < 0) return false;
  for (const char* folder : readable_folders) allow_reading(ruleset, folder);
  const bool done = syscall(restrict_self_call, ruleset, 0) == 0;
  close(ruleset);
  return done;
}

// All that reading a document takes. Whatever is not named here fails with EPERM.
constexpr std::array allowed_calls = {
    "brk",
    "clock_getres",
    "clock_gettime",
    "clock_nanosleep",
    "close",
    "exit",
    "exit_group",
    "fadvise64",
    "fcntl",
    "fstat",
    "futex",
    "getcpu",
    "getegid",
    "geteuid",
    "getgid",
    "getpid",
    "getppid",
    "getrandom",
    "getrlimit",
    "getrusage",
    "gettid",
    "gettimeofday",
    "getuid",
    "lseek",
    "madvise",
    "mmap",
    "mprotect",
    "mremap",
    "munmap",
    "nanosleep",
    "newfstatat",
    "poll",
    "ppoll",
    "pread64",
    "read",
    "readv",
    "recvfrom",
    "recvmsg",
    "restart_syscall",
    "rseq",
    "rt_sigaction",
    "rt_sigprocmask",
    "rt_sigreturn",
    "sched_getaffinity",
    "sched_yield",
    "sendmsg",
    "sendto",
    "set_robust_list",
    "sigaltstack",
    "sysinfo",
    "time",
    "times",
    "uname",
    "write",
    "writev",
    "getdents64",
    "statx",
    "fstatfs",
    "access",
    "faccessat",
    "faccessat2",
    "stat",
    "lstat",
    "readlink",
    "readlinkat",
    "getcwd",
    "statfs",
};

// What no document can have a reason to ask for: trying it ends the worker at once, so that
// it shows.
constexpr std::array deadly_calls = {
    "accept",
    "accept4",
    "bind",
    "bpf",
    "connect",
    "execve",
    "execveat",
    "fork",
    "io_uring_setup",
    "kexec_load",
    "listen",
    "mount",
    "perf_event_open",
    "process_vm_readv",
    "process_vm_writev",
    "ptrace",
    "setns",
    "socket",
    "socketpair",
    "tkill",
    "umount2",
    "unshare",
    "userfaultfd",
    "vfork",
};

constexpr unsigned writing_flags = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | O_TMPFILE;
// O_DIRECTORY is a part of O_TMPFILE and harmless alone.
constexpr unsigned forbidden_flags = writing_flags & ~static_cast<unsigned>(O_DIRECTORY);

int add_rules(scmp_filter_ctx filter, bool files) {
  int trouble = 0;
  const auto add = [&](std::uint32_t action, const char* name) {
    const int call = seccomp_syscall_resolve_name(name);
    if (call >= 0) trouble |= seccomp_rule_add(filter, action, call, 0);
  };
  for (const char* name : allowed_calls) add(SCMP_ACT_ALLOW, name);
#ifdef __SANITIZE_ADDRESS__  // The sanitizers look through a pipe whether memory may be read.
  for (const char* name : {"pipe", "pipe2"}) add(SCMP_ACT_ALLOW, name);
#endif
  for (const char* name : deadly_calls) add(SCMP_ACT_KILL_PROCESS, name);
  // abort() signals its own process; no other may be signalled.
  const auto self = static_cast<scmp_datum_t>(getpid());
  trouble |=
      seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, self, 0));
  trouble |=
      seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, SCMP_A2(SCMP_CMP_EQ, 0, 0));
  if (files) {
    trouble |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                                SCMP_A2(SCMP_CMP_MASKED_EQ, forbidden_flags, O_RDONLY));
#ifdef __NR_open
    trouble |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                                SCMP_A1(SCMP_CMP_MASKED_EQ, forbidden_flags, O_RDONLY));
#endif
  }
  return trouble;
}

// Without Landlock (files = false) no file can be opened any more.
bool restrict_calls(bool files) {
  const std::unique_ptr<void, void (*)(void*)> filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)),
                                                      [](void* held) {
                                                        if (held) seccomp_release(held);
                                                      });
  if (!filter) return false;
  return add_rules(filter.get(), files) == 0 && seccomp_load(filter.get()) == 0;
}

void limit(__rlimit_resource resource, rlim_t value) {
  rlimit now{};
  if (getrlimit(resource, &now) == 0) value = std::min(value, now.rlim_max);
  const rlimit wanted{value, value};
  setrlimit(resource, &wanted);
}

}  // namespace

SandboxStrength sandbox_strength() {
  SandboxStrength strength;
  const std::uint32_t action = SECCOMP_RET_KILL_PROCESS;
  strength.seccomp = syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
  strength.landlock = landlock_version();
  return strength;
}

void limit_resources(const SandboxLimits& limits) {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_NOFILE, 64);
#ifndef __SANITIZE_ADDRESS__  // Which keeps terabytes of address space for its shadow.
  if (limits.memory != 0) limit(RLIMIT_AS, limits.memory);
#else
  (void)limits;
#endif
}

Result<SandboxStrength> enter_sandbox(const SandboxLimits& limits) {
  limit_resources(limits);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
    return Error{ErrorCode::internal, "sandbox", std::string("prctl: ") + std::strerror(errno)};
  }
  SandboxStrength strength;
  const int version = landlock_version();
  if (version > 0 && restrict_files(version)) strength.landlock = version;
  strength.seccomp = restrict_calls(strength.landlock > 0);
  if (!strength.seccomp) {
    return Error{ErrorCode::not_installed, "sandbox",
                 "this kernel has no seccomp, so hostile files could do harm; use a newer kernel, "
                 "or --no-sandbox for files you trust"};
  }
  return strength;
}

}  // namespace muistio
