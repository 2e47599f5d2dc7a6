#include "pipeline/extract.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>

#include "corpus/language.h"
#include "corpus/record.h"
#include "extractors/read_document.h"
#include "pipeline/fixity.h"
#include "rules/analyse.h"

namespace muistio {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> listed(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    if (!fs::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    const std::size_t first = files.size();
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      if (entry.is_regular_file() && entry.path().extension() == ".pdf") {
        files.push_back(entry.path().string());
      }
    }
    std::sort(files.begin() + static_cast<std::ptrdiff_t>(first), files.end());
  }
  return files;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

}  // namespace

int extract(const ExtractOptions& options, Streams streams) {
  const auto could_not_run = [&](const Error& error) {
    streams.err << "muistio: " << error.text() << '\n';
    return exit_could_not_run;
  };
  auto language = Language::open();
  if (!language) return could_not_run(language.error());
  const auto rulebook =
      options.rules.empty() ? Rulebook::shipped() : Rulebook::with_folder(options.rules);
  if (!rulebook) return could_not_run(rulebook.error());
  ReadingOptions reading;
  reading.ocr = options.ocr;
  if (const auto ready = prepare_reading(reading); !ready) return could_not_run(ready.error());

  bool attention = false;
  for (const std::string& path : listed(options.paths)) {
    const std::string bytes = bytes_of(path);
    Source source;
    source.path = path;
    source.sha256 = sha256_of(bytes);
    source.bytes = bytes.size();
    auto document = read_document(bytes, reading, *language.value());
    if (!document) {
      attention = true;
      streams.err << path << ": " << document.error().message << '\n';
      Document empty;
      Memo memo;
      memo.source = source;
      memo.issues.push_back({"unreadable", document.error().message, {}});
      streams.out << record_json(memo, empty, WithText::no) << '\n';
      continue;
    }
    source.total_pages = source.last_page = document.value().page_count;
    source.pdf = document.value().pdf;
    const Memo memo = analyse(document.value(), source, rulebook.value(), *language.value());
    streams.out << record_json(memo, document.value(), options.text ? WithText::yes : WithText::no)
                << '\n';
  }
  return attention ? exit_needs_attention : exit_done;
}

}  // namespace muistio
