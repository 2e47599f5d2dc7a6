// What reading PDFs takes at the least: poppler-cpp's text of every page, in the order of drawing,
// in one process with libc's memory and poppler's own decompression. Nothing of muistio is in it.
//
//   bench_bare_poppler FOLDER [--kept-open]
//
// When its last document closes poppler frees its tables, and reads them again for the next;
// with --kept-open one PDF stays open, as muistio does it.
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/cpu.h"

namespace {

using muistio::bench::PdfBytes;

std::unique_ptr<poppler::document> opened(const PdfBytes& file) {
  return std::unique_ptr<poppler::document>(poppler::document::load_from_raw_data(
      file.bytes.data(), static_cast<int>(file.bytes.size())));
}

struct Size {
  std::size_t pages = 0, characters = 0;
};

Size text_of(const PdfBytes& file) {
  Size size;
  const auto document = opened(file);
  for (int number = 0; document && number < document->pages(); ++number) {
    const std::unique_ptr<poppler::page> page(document->create_page(number));
    if (!page) continue;
    ++size.pages;
    size.characters += page->text(poppler::rectf(), poppler::page::raw_order_layout).size();
  }
  return size;
}

}  // namespace

int main(int count, char** values) {
  if (count < 2) {
    std::fprintf(stderr, "bench_bare_poppler FOLDER [--kept-open]\n");
    return 2;
  }
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  const std::vector<PdfBytes> files = muistio::bench::pdfs_in(values[1]);
  std::unique_ptr<poppler::document> kept_open;
  if (count > 2 && values[2] == std::string_view("--kept-open") && !files.empty())
    kept_open = opened(files.front());
  Size all;
  for (const PdfBytes& file : files) {
    const Size size = text_of(file);
    all.pages += size.pages;
    all.characters += size.characters;
  }
  std::printf("%zu files, %zu pages, %zu characters\n", files.size(), all.pages, all.characters);
  return 0;
}
