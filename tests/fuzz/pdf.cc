#include "corpus/document_check.h"
#include "extractors/read_document.h"
#include "tests/fuzz/target.h"

namespace muistio {
namespace {

std::string small_pdf(const std::string& content) {
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 "
         "R]/Count 1>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 "
         "R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
         "4 0 obj<</Length " +
         std::to_string(content.size()) + ">>stream\n" + content +
         "\nendstream endobj\n"
         "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n";
}

}  // namespace

std::vector<std::string> fuzz_seeds() {
  return {
      small_pdf(
          "BT /F1 12 Tf 20 250 Td (Kokous 1.2.2020) Tj 0 -20 Td (Lasna) Tj 80 0 Td (x) Tj ET"),
      small_pdf(
          "BT /F1 9 Tf 0 1 -1 0 40 20 Tm (pysty) Tj ET q 2 0 0 2 0 0 cm BT /F1 8 Tf (a-) Tj ET Q")};
}

}  // namespace muistio

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace muistio;
  static const auto language = Language::open();
  static const ReadingOptions options = [] {
    ReadingOptions made;
    made.ocr = false;
    must(prepare_reading(made).ok(), "reading can be prepared");
    return made;
  }();
  const auto document =
      read_document({reinterpret_cast<const char*>(data), size}, options, *language.value());
  if (document) must(!broken_promise(document.value()), "a document keeps its promises");
  return 0;
}
