#include "tests/extractors/small_pdf.h"

#include <fmt/format.h>

namespace muistio::testing {
namespace {

// A PDF string in WinAnsi (the same as Latin-1 where it matters here).
std::string pdf_string(std::string_view utf8) {
  std::string text = "(";
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    unsigned char c = static_cast<unsigned char>(utf8[i]);
    if (c >= 0xC2 && c <= 0xC3 && i + 1 < utf8.size()) {
      c = static_cast<unsigned char>((c & 3) << 6 | (utf8[++i] & 0x3F));
    }
    text += c < 0x80 && c != '(' && c != ')' && c != '\\' ? std::string(1, static_cast<char>(c))
                                                          : fmt::format("\\{:03o}", c);
  }
  return text + ")";
}

const char* font_of(const Print& print) {
  if (print.signs) return "S";
  return print.bold ? "B" : "R";
}

std::string content_of(const Sheet& sheet) {
  std::string content;
  for (const Print& print : sheet.prints) {
    content += fmt::format("BT /{} {} Tf {} {} Td {} Tj ET\n", font_of(print), print.size,
                           print.left, sheet.height - print.top, pdf_string(print.text));
  }
  content += sheet.painted_over;
  return content;
}

}  // namespace

std::string small_pdf(const std::vector<Sheet>& sheets) {
  std::string pdf = "%PDF-1.4\n";
  std::vector<std::size_t> offsets;
  const auto add = [&](const std::string& object) {
    offsets.push_back(pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", offsets.size(), object);
  };
  std::string kids;
  for (std::size_t i = 0; i < sheets.size(); ++i) kids += fmt::format("{} 0 R ", 7 + 2 * i);
  add("<</Type/Catalog/Pages 2 0 R>>");
  add(fmt::format("<</Type/Pages/Kids[{}]/Count {}>>", kids, sheets.size()));
  add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
  add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>");
  add("<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats/ToUnicode 6 0 R>>");
  const std::string_view signs =
      "begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
      "1 beginbfrange <00> <FF> <F000> endbfrange endcmap";
  add(fmt::format("<</Length {}>>\nstream\n{}\nendstream", signs.size(), signs));
  for (const Sheet& sheet : sheets) {
    const std::string content = content_of(sheet);
    add(
        fmt::format("<</Type/Page/Parent 2 0 R/MediaBox[0 0 {} {}]/Rotate {}/Contents {} 0 R"
                    "/Resources<</Font<</R 3 0 R/B 4 0 R/S 5 0 R>>>>>>",
                    sheet.width, sheet.height, sheet.rotate, offsets.size() + 2));
    add(fmt::format("<</Length {}>>\nstream\n{}\nendstream", content.size(), content));
  }
  const std::size_t table = pdf.size();
  pdf += fmt::format("xref\n0 {}\n0000000000 65535 f \n", offsets.size() + 1);
  for (const std::size_t offset : offsets) pdf += fmt::format("{:010} 00000 n \n", offset);
  pdf += fmt::format("trailer<</Root 1 0 R/Size {}>>\nstartxref\n{}\n%%EOF\n", offsets.size() + 1,
                     table);
  return pdf;
}

}  // namespace muistio::testing
