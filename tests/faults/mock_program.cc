// muistio itself, but for one thing: its workers obey documents that ask them to misbehave.
// Such a document is one line:
//
//   %MOCK pages=5 at=3 do=spin      on reaching page 3 of 5 (at=0: before the first)
//   %MOCK pages=5 analyse=abort     when its facts are looked for
//
// Everything else it reads as muistio does. Never installed.
#include <fcntl.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "pipeline/program.h"
#include "pipeline/protocol.h"
#include "pipeline/worker.h"

namespace {

using muistio::worker_socket;

// A PDF of so many pages that say which page they are.
std::string plain_pdf(int pages) {
  std::vector<std::string> objects = {"<</Type/Catalog/Pages 2 0 R>>", "",
                                      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
  std::string kids;
  for (int page = 1; page <= pages; ++page) {
    kids += std::to_string(objects.size() + 1) + " 0 R ";
    objects.push_back("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents " +
                      std::to_string(objects.size() + 2) + " 0 R/Resources<</Font<</F 3 0 R>>>>>>");
    std::string content;
    for (int line = 0; line < 5; ++line) {
      content += "BT /F 12 Tf 72 " + std::to_string(700 - 20 * line) + " Td (Sivun " +
                 std::to_string(page) + " rivi " + std::to_string(line) + " kertoo asian) Tj ET\n";
    }
    objects.push_back("<</Length " + std::to_string(content.size()) + ">>stream\n" + content +
                      "\nendstream");
  }
  objects[1] = "<</Type/Pages/Count " + std::to_string(pages) + "/Kids[" + kids + "]>>";
  std::string pdf = "%PDF-1.4\n", table;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    char entry[32];
    std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", pdf.size());
    table += entry;
    pdf += std::to_string(i + 1) + " 0 obj" + objects[i] + "\nendobj\n";
  }
  const std::string size = std::to_string(objects.size() + 1);
  return pdf + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer<</Size " + size +
         "/Root 1 0 R>>\nstartxref\n" + std::to_string(pdf.size()) + "\n%%EOF\n";
}

void send_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(worker_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void spin() {
  for (volatile bool forever = true; forever;) {
  }
}

int dive(int depth) {
  volatile char room[4096];
  room[0] = static_cast<char>(depth);
  if (depth < 0) return 0;
  return room[0] + dive(depth + 1) + room[0];
}

void allocate() {
  for (std::vector<char*> held;; held.push_back(new char[16 << 20])) {
    if (!held.empty()) std::memset(held.back(), 1, 16 << 20);
  }
}

void flood_complaints() {
  const std::string line(1 << 16, 'x');
  for (int i = 0; i < 16000; ++i) {
    if (write(STDERR_FILENO, line.data(), line.size()) == -2) return;
  }
}

void flood_progress() {
  for (int i = 0; i < 3'000'000; ++i) {
    send_all(muistio::framed(muistio::Whereabouts{1, muistio::Stage::read, 1}));
  }
}

void promise_too_much() {
  send_all(std::string_view("MUI1\x06\xff\xff\xff\xff", 9));
  spin();
}

void answer_lies(bool own_number) {
  muistio::Answer answer;
  answer.number = own_number ? 0 : 999'999;
  answer.sha256 = std::string(64, '0');
  answer.document = std::string(1000, '\xff');
  answer.memo = std::string(100, '\x7f');
  send_all(muistio::framed(answer));
  spin();
}

void expect_refused(bool refused, const char* what) {
  if (!refused) throw std::runtime_error(std::string("the sandbox allowed ") + what);
}

// What the sandbox must refuse with an error. What it must punish with death has a
// misbehaviour of its own.
void try_the_forbidden() {
  expect_refused(open("/etc/passwd", O_RDONLY) < 0, "reading /etc/passwd");
  expect_refused(open("/tmp/muistio-mock", O_WRONLY | O_CREAT, 0600) < 0, "making a file");
  expect_refused(open("/usr/share/fonts", O_TMPFILE | O_RDWR, 0600) < 0, "a temporary file");
  expect_refused(kill(getppid(), 0) != 0, "a signal to the parent");
  expect_refused(unlink("/tmp/muistio-mock") != 0 && errno == EPERM, "removing a file");
  expect_refused(chdir("/") != 0, "changing folder");
  expect_refused(fork() < 0, "a new process");
}

void misbehave(const std::string& how) {
  if (how == "abort") std::abort();
  if (how == "exit") _exit(0);
  if (how == "segfault") raise(SIGSEGV);
  if (how == "kill") raise(SIGKILL);
  if (how == "spin") spin();
  if (how == "sleep") sleep(1000);
  if (how == "dive") dive(0);
  if (how == "allocate") allocate();
  if (how == "complain") flood_complaints();
  if (how == "flood") flood_progress();
  if (how == "garbage") send_all(std::string(100'000, 'g'));
  if (how == "promise") promise_too_much();
  if (how == "lie") answer_lies(true);
  if (how == "other") answer_lies(false);
  if (how == "throw") throw std::runtime_error("a surprise");
  if (how == "socket") socket(AF_INET, SOCK_STREAM, 0);
  if (how == "exec") execl("/bin/true", "true", nullptr);
  if (how == "ptrace") ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
  if (how == "forbidden") try_the_forbidden();
  if (how == "wait") usleep(300'000);
}

std::string misbehaviour_at_analysis;

muistio::Result<muistio::Document> read_or_misbehave(std::string_view bytes,
                                                     const muistio::ReadingOptions& options,
                                                     muistio::Language& language) {
  misbehaviour_at_analysis.clear();
  if (!bytes.starts_with("%MOCK ")) return read_document(bytes, options, language);
  std::istringstream words{std::string(bytes.substr(6))};
  int pages = 1, at = 0;
  std::string how;
  for (std::string word; words >> word;) {
    const std::string value = word.substr(word.find('=') + 1);
    if (word.starts_with("pages=")) pages = std::stoi(value);
    if (word.starts_with("at=")) at = std::stoi(value);
    if (word.starts_with("do=")) how = value;
    if (word.starts_with("analyse=")) misbehaviour_at_analysis = value;
  }
  if (at == 0) misbehave(how);
  muistio::ReadingOptions watched = options;
  watched.go_on = [&](int page) {
    if (!options.go_on(page)) return false;
    if (page == at) misbehave(how);
    return true;
  };
  return read_document(plain_pdf(pages), watched, language);
}

muistio::Memo analyse_or_misbehave(const muistio::Document& document, muistio::Source source,
                                   const muistio::Rulebook& rulebook, muistio::Language& language) {
  misbehave(misbehaviour_at_analysis);
  return analyse(document, std::move(source), rulebook, language);
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> arguments(values + 1, values + count);
  if (count == 2 && arguments[0] == muistio::worker_argument)
    return muistio::run_worker(read_or_misbehave, analyse_or_misbehave);
  signal(SIGPIPE, SIG_IGN);
  return muistio::run(arguments, {std::cout, std::cerr, false});
}
