#include <fstream>
#include <iterator>
#include <string>

#include "extractors/read_document.h"
#include "tests/catch.h"
#include "tests/language.h"

namespace muistio {
namespace {

std::string sample(const std::string& name) {
  std::ifstream file(std::string(MUISTIO_SOURCE_DIR) + "/tests/memos/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Document read_sample(const std::string& name) {
  const ReadingOptions options;
  REQUIRE(prepare_reading(options).ok());
  auto document = read_document(sample(name), options, testing::language());
  REQUIRE(document.ok());
  return document.value();
}

bool has(const Document& document, std::string_view text) {
  return document.text.find(text) != std::string::npos;
}

TEST_CASE("a scanned page keeps the lone marks of its attendance column") {
  const Document document = read_sample("metsastysseura-2009-08-03.pdf");
  REQUIRE(document.pages.size() == 1);
  CHECK(document.pages[0].source == PageSource::ocr);
  CHECK(document.pages[0].ocr_confidence.value_or(0) > 0.9);
  CAPTURE(document.text);
  for (const char* row :
       {"Kalle Petäjistö\tpuheenjohtaja\tx", "Reino Ahvenlampi\tvarapuheenjohtaja\tx",
        "Mauri Törmänen\tjäsen\t-", "Seija Käpylä\tsihteeri\tx", "Olavi Hietaranta\tjäsen\tx",
        "5. Jäsenasiat", "1 450 euron"}) {
    CAPTURE(row);
    CHECK(has(document, row));
  }
}

TEST_CASE("in a mixed document each page is read its own way") {
  const Document document = read_sample("seurakuntaneuvosto-2013-10-15.pdf");
  REQUIRE(document.pages.size() == 2);
  CHECK(document.pages[0].source == PageSource::text_layer);
  CHECK(document.pages[1].source == PageSource::ocr);
  CHECK(has(document, "Valittiin Tuomo Järvelinna"));
  CHECK(has(document, "Esitys hyväksyttiin."));
}

}  // namespace
}  // namespace muistio
