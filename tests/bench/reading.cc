// What reading costs: CPU time of muistio's reader over text-layer PDFs, beside poppler-cpp's
// own text and text_list with fonts over the same files in the same process, and beside
// pdftotext, a process for each file. They take turns, and the best round of each counts.
//
//   bench_reading FOLDER [ROUNDS]
#include <fcntl.h>
#include <fmt/format.h>
#include <poppler-document.h>
#include <poppler-page.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "corpus/language.h"
#include "extractors/read_document.h"
#include "tests/bench/cpu.h"

namespace {

using muistio::Language;
using muistio::bench::measured;
using muistio::bench::PdfBytes;

std::size_t bare_text(const std::vector<PdfBytes>& files) {
  std::size_t characters = 0;
  for (const PdfBytes& file : files) {
    const std::unique_ptr<poppler::document> document(poppler::document::load_from_raw_data(
        file.bytes.data(), static_cast<int>(file.bytes.size())));
    for (int page = 0; document && page < document->pages(); ++page) {
      const std::unique_ptr<poppler::page> opened(document->create_page(page));
      if (opened)
        characters += opened->text(poppler::rectf(), poppler::page::raw_order_layout).size();
    }
  }
  return characters;
}

std::size_t bare_words(const std::vector<PdfBytes>& files) {
  std::size_t words = 0;
  for (const PdfBytes& file : files) {
    const std::unique_ptr<poppler::document> document(poppler::document::load_from_raw_data(
        file.bytes.data(), static_cast<int>(file.bytes.size())));
    for (int page = 0; document && page < document->pages(); ++page) {
      const std::unique_ptr<poppler::page> opened(document->create_page(page));
      if (opened) words += opened->text_list(poppler::page::text_list_include_font).size();
    }
  }
  return words;
}

std::size_t read_pages(const std::vector<PdfBytes>& files, Language& language) {
  muistio::ReadingOptions options;
  options.ocr = false;
  std::size_t pages = 0;
  for (const PdfBytes& file : files) {
    const auto document = muistio::read_document(file.bytes, options, language);
    if (document) pages += document.value().pages.size();
  }
  return pages;
}

void run_pdftotext(const std::vector<PdfBytes>& files) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  for (const PdfBytes& file : files) {
    std::string program = "pdftotext", path = file.path, output = "/dev/null";
    char* const arguments[] = {program.data(), path.data(), output.data(), nullptr};
    pid_t child = 0;
    if (posix_spawnp(&child, program.c_str(), &actions, nullptr, arguments, environ) == 0) {
      waitpid(child, nullptr, 0);
    }
  }
  posix_spawn_file_actions_destroy(&actions);
}

}  // namespace

int main(int count, char** values) {
  if (count < 2) {
    fmt::print(stderr, "bench_reading FOLDER [ROUNDS]\n");
    return 2;
  }
  const std::vector<PdfBytes> files = muistio::bench::pdfs_in(values[1]);
  const int rounds = count > 2 ? std::max(std::atoi(values[2]), 1) : 3;
  auto language = Language::open();
  muistio::ReadingOptions options;
  options.ocr = false;
  if (!language || !muistio::prepare_reading(options)) return 2;
  double text = 1e9, bare = 1e9, ours = 1e9, tool = 1e9;
  std::size_t characters = 0, words = 0, pages = 0;
  for (int round = 0; round < rounds; ++round) {
    text = std::min(text, measured(RUSAGE_SELF, [&] { characters = bare_text(files); }));
    bare = std::min(bare, measured(RUSAGE_SELF, [&] { words = bare_words(files); }));
    ours = std::min(ours,
                    measured(RUSAGE_SELF, [&] { pages = read_pages(files, *language.value()); }));
    tool = std::min(tool, measured(RUSAGE_CHILDREN, [&] { run_pdftotext(files); }));
  }
  fmt::print("{} files, {} pages, {} words, {} characters, best of {}\n", files.size(), pages,
             words, characters, rounds);
  fmt::print("{:34}{:>9}{:>12}\n", "CPU", "seconds", "x text_list");
  fmt::print("{:34}{:>9.3f}{:>12.2f}\n", "poppler-cpp text, raw order", text, text / bare);
  fmt::print("{:34}{:>9.3f}{:>12.2f}\n", "poppler-cpp text_list with fonts", bare, 1.0);
  fmt::print("{:34}{:>9.3f}{:>12.2f}\n", "muistio reading", ours, ours / bare);
  fmt::print("{:34}{:>9.3f}{:>12.2f}\n", "pdftotext, a process per file", tool, tool / bare);
  return 0;
}
