#include "pipeline/self_test.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "extractors/read_document.h"

namespace muistio {
namespace {

constexpr std::string_view known_words = "Kokous päättyi";

// One page with the known words in Helvetica, WinAnsi.
std::string known_pdf() {
  const std::string content = "BT /F 12 Tf 72 700 Td (Kokous p\344\344ttyi) Tj ET";
  const std::vector<std::string> objects = {
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
      "/Resources<</Font<</F 5 0 R>>>>>>",
      fmt::format("<</Length {}>>stream\n{}\nendstream", content.size(), content),
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
  };
  std::string pdf = "%PDF-1.4\n";
  std::string table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", pdf.size());
    pdf += fmt::format("{} 0 obj{}\nendobj\n", i + 1, objects[i]);
  }
  const std::size_t table_at = pdf.size();
  return pdf +
         fmt::format("xref\n0 {0}\n{1}trailer<</Size {0}/Root 1 0 R>>\nstartxref\n{2}\n%%EOF\n",
                     objects.size() + 1, table, table_at);
}

}  // namespace

Result<Done> test_reading(Language& language) {
  ReadingOptions options;
  options.ocr = false;
  const auto document = read_document(known_pdf(), options, language);
  if (document && document.value().text.find(known_words) != std::string::npos) return Done{};
  return Error{ErrorCode::internal, "self-test",
               "a PDF whose text is known could not be read here, so nothing would be; please "
               "report this with the output of 'muistio doctor'"};
}

}  // namespace muistio
