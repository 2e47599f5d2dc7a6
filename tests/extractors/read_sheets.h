// What the reader makes of PDFs that the tests write; that the Document keeps its promises is
// checked every time.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "corpus/document_check.h"
#include "extractors/read_document.h"
#include "tests/catch.h"
#include "tests/extractors/small_pdf.h"
#include "tests/language.h"

namespace muistio::testing {

inline Document read_pdf(std::string_view pdf) {
  REQUIRE(prepare_reading({}).ok());
  auto document = read_document(pdf, {}, language());
  REQUIRE(document.ok());
  CHECK(broken_promise(document.value()).value_or("") == "");
  return std::move(document).value();
}

inline Document read(const std::vector<Sheet>& sheets) {
  return read_pdf(small_pdf(sheets));
}

}  // namespace muistio::testing
