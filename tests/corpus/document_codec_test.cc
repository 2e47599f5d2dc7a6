#include "corpus/document_codec.h"

#include <random>

#include "tests/catch.h"
#include "tests/rules/document_builder.h"

namespace muistio {
namespace {

Document sample() {
  Document document = testing::document_of(
      "# Kirjastoryhmän kokous\n\nAika\t3.2.2021\nPaikka\tKirjasto, sali 2\n\n"
      "Päätettiin hankkia kaksi uutta hyl¬\nlyä lastenosastolle.\n\n\fToinen sivu.\n- kohta\n");
  document.furniture.push_back(
      {FurnitureKind::page_counter, 2, {500, 20, 530.25, 32}, "2 (2)", true, 9});
  document.issues.push_back({"page_unreadable", "sivu 3 puuttuu", 3});
  document.issues.push_back({"time_limit", "kesken", std::nullopt});
  document.pdf = {"Muistio", "Åsa Ö.", "käsin", "1.7", "2021-02-03T10:00:00+02:00"};
  document.words[2].confidence = 0.625F;
  document.words[3].original = "hy11y";
  document.words[3].italic = true;
  document.pages[1].ocr_confidence = 0.875;
  document.page_count = 3;
  return document;
}

TEST_CASE("a document comes back from its bytes as it was") {
  const Document document = sample();
  const auto whole = decode_document(encode_document(document));
  REQUIRE(whole.ok());
  CHECK(whole.value() == document);
  const auto layout = decode_layout(encode_layout(document), document.text);
  REQUIRE(layout.ok());
  CHECK(layout.value() == document);
  CHECK(decode_document(encode_document(Document{})).value() == Document{});
}

TEST_CASE("a layout made from an encoded document is that of the document, and no other passes") {
  const Document document = sample();
  const std::string encoded = encode_document(document);
  const std::string layout = layout_of(encoded);
  CHECK(decode_layout(layout, document.text).value() == document);
  CHECK(is_layout_of(layout, encoded));
  Document other = document;
  other.words[0].box.right += 1;
  CHECK_FALSE(is_layout_of(layout_of(encode_document(other)), encoded));
  CHECK_FALSE(is_layout_of(layout + "x", encoded));
  CHECK_FALSE(is_layout_of("", encoded));
  CHECK_FALSE(is_layout_of(layout, ""));
}

TEST_CASE("no bytes crash the decoder, and what it accepts keeps the promises") {
  const std::string good = encode_document(sample());
  std::mt19937 random(7);
  int accepted = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = good;
    for (int i = 0; i < 1 + round % 3; ++i)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    if (round % 5 == 0) bytes.resize(random() % bytes.size());
    const auto document = decode_document(bytes);
    if (!document) continue;
    ++accepted;
    for (const Word& word : document.value().words) {
      REQUIRE(word.span.begin <= word.span.end);
      REQUIRE(word.span.end <= document.value().text.size());
    }
    for (const Line& line : document.value().lines) {
      REQUIRE(line.words.last <= document.value().words.size());
      REQUIRE(line.row < document.value().rows.size());
    }
    for (const Row& row : document.value().rows)
      REQUIRE(row.block < document.value().blocks.size());
  }
  CHECK(accepted > 0);
}

TEST_CASE("what cannot be right is refused") {
  const auto [what, spoil] = GENERATE(table<std::string, void (*)(Document&)>({
      {"a word past the text", [](Document& d) { d.words.back().span.end += 1000; }},
      {"a word inside a character",
       [](Document& d) { d.words[0].span.end = d.text.find("ä") + 1; }},
      {"words out of order", [](Document& d) { std::swap(d.words[0], d.words[5]); }},
      {"a line with words that are not there", [](Document& d) { d.lines[0].words.last = 9999; }},
      {"a line in no row", [](Document& d) { d.lines[0].row = 9999; }},
      {"a row in no block", [](Document& d) { d.rows[0].block = 9999; }},
      {"page 0", [](Document& d) { d.words[0].page = 0; }},
      {"text that is not UTF-8", [](Document& d) { d.text[0] = '\xff'; }},
      {"an issue that is not UTF-8", [](Document& d) { d.issues[0].message = "\xc3"; }},
  }));
  CAPTURE(what);
  Document document = sample();
  spoil(document);
  CHECK(decode_document(encode_document(document)).error().code == ErrorCode::broken);
  CHECK(decode_layout(encode_layout(document), document.text).error().code ==
        ErrorCode::bad_corpus);
}

TEST_CASE("numbers that are none become zero on the way") {
  Document document = sample();
  document.words[0].box.left = std::numeric_limits<double>::quiet_NaN();
  document.words[0].box.right = std::numeric_limits<double>::infinity();
  const auto decoded = decode_document(encode_document(document));
  REQUIRE(decoded.ok());
  CHECK(decoded.value().words[0].box.left == 0);
  CHECK(decoded.value().words[0].box.right == 0);
}

}  // namespace
}  // namespace muistio
