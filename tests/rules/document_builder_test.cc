#include "tests/rules/document_builder.h"

#include "tests/catch.h"

namespace muistio::testing {
namespace {

TEST_CASE("a built document keeps the separators that documents promise") {
  struct Case {
    const char* markup;
    const char* text;
  };
  const auto [markup, text] = GENERATE(values<Case>({
      {"a b\nc", "a b\nc"},
      {"a\n\nb", "a\n\nb"},
      {"# Otsikko\nteksti", "Otsikko\n\nteksti"},
      {"- x\n- y", "- x\n\n- y"},
      {"a\t\tc", "a\tc"},
      {"a\vb\tc", "a\nb\tc"},
      {"val¬\nmis on", "valmis on"},
      {"a\n\fb", "a\nb"},
      {"a\n\n\fb", "a\n\nb"},
  }));
  CAPTURE(markup);
  CHECK(document_of(markup).text == text);
}

TEST_CASE("the parts of a built document refer to each other") {
  const Document document =
      document_of("# Läsnä\nAino Aalto\tpj\vja jäsen\n\tBo Berg\n\n\fLoppu.", PageSource::ocr);
  REQUIRE(document.pages.size() == 2);
  REQUIRE(document.blocks.size() == 3);
  CHECK(document.blocks[0].kind == BlockKind::heading);
  CHECK(document.blocks[1].kind == BlockKind::table);
  CHECK(document.blocks[1].rows == Range{1, 3});
  CHECK(document.pages[1].blocks == Range{2, 3});
  CHECK(document.blocks[2].page == 2);

  const auto cells = cells_of(document, document.rows[1]);
  REQUIRE(cells.size() == 2);
  CHECK(document.at(cells[1].span) == "pj\nja jäsen");
  CHECK(cells_of(document, document.rows[2]).front().column == 1);
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const Line& line = document.lines[i];
    CHECK(document.rows[line.row].span.contains(line.span));
    for (std::size_t w = line.words.first; w < line.words.last; ++w)
      CHECK(line.span.contains(document.words[w].span));
  }
}

TEST_CASE("a word divided at the line end is two words whose spans touch") {
  const Document document = document_of("on val¬\nmis");
  REQUIRE(document.words.size() == 3);
  CHECK(document.words[1].span.end == document.words[2].span.begin);
  CHECK(document.lines[0].span.end == document.lines[1].span.begin);
}

}  // namespace
}  // namespace muistio::testing
