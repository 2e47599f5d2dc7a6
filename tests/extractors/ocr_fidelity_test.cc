// Scanned pages whose truth is known: what is printed must come back.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "extractors/read_document.h"
#include "tests/catch.h"
#include "tests/language.h"

namespace muistio {
namespace {

std::string bytes_of(const std::string& name) {
  std::ifstream file(std::string(MUISTIO_SOURCE_DIR) + "/tests/extractors/scans/" + name,
                     std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Document read_scan(const std::string& name) {
  const ReadingOptions options;
  REQUIRE(prepare_reading(options).ok());
  auto document = read_document(bytes_of(name + ".pdf"), options, testing::language());
  REQUIRE(document.ok());
  return document.value();
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream words(text);
  return {std::istream_iterator<std::string>(words), {}};
}

// Words to insert, leave out or change until one text is the other.
std::size_t edits_between(const std::vector<std::string>& one,
                          const std::vector<std::string>& other) {
  std::vector<std::size_t> before(other.size() + 1), now(other.size() + 1);
  for (std::size_t j = 0; j <= other.size(); ++j) before[j] = j;
  for (std::size_t i = 1; i <= one.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const std::size_t changed = before[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
      now[j] = std::min({changed, before[j] + 1, now[j - 1] + 1});
    }
    std::swap(before, now);
  }
  return before[other.size()];
}

std::vector<std::string> printed_on(const std::string& scan) {
  return words_of(bytes_of(scan + ".txt"));
}

// How far what was read is from what is printed on the scan.
std::size_t edits_in(const Document& read, const std::string& scan) {
  return edits_between(printed_on(scan), words_of(read.text));
}

TEST_CASE("skewed and specked scans lose at most one word in fifty, whichever way the sheet lay") {
  const std::string name = GENERATE("prose", "upside-down", "sideways");
  CAPTURE(name);
  const Document document = read_scan(name);
  CAPTURE(document.text);
  CHECK(edits_in(document, name) * 50 <= printed_on(name).size());
  for (const Word& word : document.words) {
    CHECK(word.box.left >= 0);
    CHECK(word.box.right <= document.pages[0].width);
    CHECK(word.box.bottom <= document.pages[0].height);
  }
}

TEST_CASE("somebody else's OCR of a scan is kept where it is good and read anew where it is bad") {
  struct Case {
    std::string name;
    PageSource source;
  };
  const auto [name, source] = GENERATE(values<Case>({
      {"layer-good", PageSource::text_layer},
      {"layer-bad", PageSource::ocr},
  }));
  CAPTURE(name);
  const Document document = read_scan(name);
  CAPTURE(document.text);
  CHECK(document.pages[0].source == source);
  CHECK(edits_in(document, "layer") * 50 <= printed_on("layer").size());
}

TEST_CASE("section signs and the ring of å come back from a scan, and 8 stays 8") {
  const Document document = read_scan("sections");
  CAPTURE(document.text);
  const auto read = words_of(document.text);
  CHECK(std::count(read.begin(), read.end(), "§") == 7);
  CHECK(std::count(read.begin(), read.end(), "8") == 5);
  CHECK(edits_in(document, "sections") <= 3);
}

TEST_CASE("letters of Swedish that the Finnish model takes for others come back") {
  const Document document = read_scan("swedish");
  CAPTURE(document.text);
  const auto read = words_of(document.text);
  CHECK(std::count(read.begin(), read.end(), "Sjöqvist,") == 1);
  CHECK(std::count(read.begin(), read.end(), "Frånv.") == 1);
  CHECK(edits_in(document, "swedish") <= 1);
}

TEST_CASE("bullets come back from a scan, and other marks are left as they are") {
  const std::string name = GENERATE("bullets", "bullets-close");
  const Document document = read_scan(name);
  CAPTURE(document.text);
  CHECK(words_of(document.text) == printed_on(name));
}

TEST_CASE("the rules of a scanned table are no text") {
  const Document document = read_scan("ruled");
  CAPTURE(document.text);
  const auto read = words_of(document.text);
  CHECK(std::count(read.begin(), read.end(), "|") == 0);
  CHECK(edits_in(document, "ruled") <= 3);
}

TEST_CASE("underlined headings come back from a scan") {
  const Document document = read_scan("underlined");
  CAPTURE(document.text);
  // Of a section sign that touches the line only an S may be left.
  CHECK(edits_in(document, "underlined") <= 2);
}

TEST_CASE("numbers of sections in the margin and letter-spaced headings come back from a scan") {
  const std::string name = GENERATE("margin-sections", "spaced");
  const Document document = read_scan(name);
  CAPTURE(document.text);
  CHECK(words_of(document.text) == printed_on(name));
}

TEST_CASE("light print on dark fields comes back from a scan, each cell in its row") {
  const Document document = read_scan("filled");
  CAPTURE(document.text);
  CHECK(document.text.find("Nimi\tTehtävä\tTaho\tLäsnä\nLeena Hautaluoma\tpuheenjohtaja") == 0);
  CHECK(edits_in(document, "filled") <= 1);
}

TEST_CASE("bold print is told from other print on a scan") {
  const Document document = read_scan("bold");
  CAPTURE(document.text);
  std::string bold;
  for (const Word& word : document.words) {
    if (word.bold) bold += (bold.empty() ? "" : " ") + std::string(document.at(word.span));
  }
  CHECK(bold == "Laiturin kunto ja talkoot Viestintä Valinta hoitokuntaan");
}

TEST_CASE("a coarse scan of ruled tables comes back cell by cell, marks and all") {
  const Document document = read_scan("ruled-coarse");
  CAPTURE(document.text);
  CHECK(words_of(document.text) == printed_on("ruled-coarse"));
}

TEST_CASE("letters alone in the cells of a scanned table come back, marks or not") {
  const Document document = read_scan("ruled-letters");
  CAPTURE(document.text);
  CHECK(words_of(document.text) == printed_on("ruled-letters"));
}

TEST_CASE("all marks of a scanned table of thirty rows are found, each in its row") {
  const Document document = read_scan("table");
  CAPTURE(document.text);
  std::istringstream truth(bytes_of("table.txt"));
  std::size_t rows = 0;
  for (std::string row; std::getline(truth, row);) {
    if (row.find('\t') == std::string::npos) continue;
    ++rows;
    const std::string mark = row.substr(row.rfind('\t'));
    const std::string name = row.substr(0, row.find(' '));
    CAPTURE(row);
    const auto at = document.text.find(name);
    REQUIRE(at != std::string::npos);
    const std::string read = document.text.substr(at, document.text.find('\n', at) - at);
    CHECK(read.substr(std::min(read.size(), read.rfind('\t'))) == mark);
  }
  CHECK(rows == 30);
}

}  // namespace
}  // namespace muistio
