#include "pipeline/doctor.h"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <ostream>

#include "corpus/language.h"
#include "pipeline/reading_settings.h"
#include "pipeline/sandbox.h"
#include "pipeline/terminal.h"

namespace muistio {
namespace {

class Examination {
 public:
  explicit Examination(Streams streams) : out_(streams.out), terminal_(streams.terminal) {}

  void good(std::string_view subject, const std::string& sentence) {
    print("ok", subject, sentence);
  }
  void weak(std::string_view subject, const std::string& sentence) {
    print("weak", subject, sentence);
    if (code_ == exit_done) code_ = exit_needs_attention;
  }
  void bad(std::string_view subject, const std::string& sentence) {
    print("MISSING", subject, sentence);
    code_ = exit_could_not_run;
  }
  int code() const { return code_; }

 private:
  void print(std::string_view verdict, std::string_view subject, const std::string& sentence) {
    out_ << Style(false).entry("  " + padded(verdict, 9) + padded(subject, 13), sentence, "",
                               line_width_of_text(terminal_));
  }

  std::ostream& out_;
  bool terminal_;
  int code_ = exit_done;
};

void examine_kernel(Examination& examination) {
  const SandboxStrength strength = sandbox_strength();
  if (strength.seccomp) {
    examination.good("seccomp", "workers cannot use the network, start programs or write");
  } else {
    examination.bad("seccomp", "this kernel has none; files are read only with --no-sandbox");
  }
  if (strength.landlock > 0) {
    examination.good("Landlock", fmt::format("version {}: workers see fonts and character tables "
                                             "and no other files",
                                             strength.landlock));
  } else {
    examination.weak("Landlock",
                     "this kernel has none, so workers can open no file at all; PDFs that do not "
                     "carry their fonts may be drawn badly for OCR");
  }
}

void examine_reading(Examination& examination) {
  const auto language = Language::open();
  if (language) {
    examination.good("Finnish", "the dictionary can be read");
  } else {
    examination.bad("Finnish", language.error().text());
  }
  ReadingSettings settings;
  settings.jobs = 1;
  auto pool = WorkerPool::start(settings.pool());
  if (pool) {
    examination.good("worker", fmt::format("reads a known PDF inside the sandbox; rules {}",
                                           pool.value().ready().rules_version));
    return;
  }
  examination.bad("worker", pool.error().text());
  settings.sandbox = false;
  if (WorkerPool::start(settings.pool())) {
    examination.weak("worker", "without the sandbox it would work: the sandbox is the reason");
  }
}

}  // namespace

int doctor(Streams streams) {
  utsname system{};
  uname(&system);
  streams.out << "muistio " MUISTIO_VERSION " on " << system.sysname << ' ' << system.release << ' '
              << system.machine << "\n";
  Examination examination(streams);
  examine_kernel(examination);
  examine_reading(examination);
  return examination.code();
}

}  // namespace muistio
