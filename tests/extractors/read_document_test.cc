#include "extractors/read_document.h"

#include <string>
#include <vector>

#include "corpus/document_check.h"
#include "tests/catch.h"
#include "tests/extractors/small_pdf.h"

using namespace muistio;
using test::Print;
using test::Sheet;

namespace {

Language& language() {
  static auto opened = Language::open();
  return *opened.value();
}

Document read(const std::vector<Sheet>& sheets) {
  REQUIRE(prepare_reading({}).ok());
  auto document = read_document(test::small_pdf(sheets), {}, language());
  REQUIRE(document.ok());
  CHECK(broken_promise(document.value()).value_or("") == "");
  return std::move(document).value();
}

}  // namespace

TEST_CASE("lines with a gap as wide as between lines are one paragraph") {
  const Document document = read({{{
      {72, 100, "Lautakunta keskusteli pitkään siitä, miten kevään retki pitäisi järjestää, ja"},
      {72, 114, "totesi asian olevan vielä kesken."},
      {72, 142, "Kokous päättyi."},
  }}});
  CHECK(document.text ==
        "Lautakunta keskusteli pitkään siitä, miten kevään retki pitäisi järjestää, ja\n"
        "totesi asian olevan vielä kesken.\n\nKokous päättyi.");
  CHECK(document.blocks.size() == 2);
}

TEST_CASE("a word divided by a hyphen stands whole in the text and has two boxes") {
  const Document document = read({{{
      {72, 100, "Puheenjohtaja kertoi, että toiminta jatkuu ensi vuonnakin entisessä toimin-"},
      {72, 114, "tasuunnitelmassa sovitussa laajuudessa."},
  }}});
  const std::size_t at = document.text.find("toimintasuunnitelmassa");
  REQUIRE(at != std::string::npos);
  CHECK(places_of(document, {at, at + 22}).size() == 2);
}

TEST_CASE("a label in the margin and its value are two cells of one row") {
  const Document document = read({{{
      {72, 100, "Aika"},
      {200, 100, "12.3.2014 klo 17.00"},
      {72, 114, "Paikka"},
      {200, 114, "Kirjaston kokoushuone"},
  }}});
  CHECK(document.text == "Aika\t12.3.2014 klo 17.00\nPaikka\tKirjaston kokoushuone");
}

TEST_CASE("a file that is no PDF, or one without pages, is refused with a reason") {
  struct Case {
    std::string bytes;
    ErrorCode code;
  };
  const auto [bytes, code] = GENERATE(values<Case>({
      {"", ErrorCode::not_pdf},
      {"<html>", ErrorCode::not_pdf},
      {"%PDF-1.4\nnothing more", ErrorCode::broken},
      {test::small_pdf({}), ErrorCode::broken},
  }));
  REQUIRE(prepare_reading({}).ok());
  const auto document = read_document(bytes, {}, language());
  REQUIRE_FALSE(document.ok());
  CHECK(document.error().code == code);
  CHECK(document.error().message != "");
}
