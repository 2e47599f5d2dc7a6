#include "corpus/document_codec.h"
#include "corpus/unicode.h"
#include "tests/fuzz/target.h"

namespace muistio {
namespace {

Document small_document() {
  Document document;
  document.text = "Päätettiin kokous\n\nAika";
  document.words = {
      {{0, 12}, {50, 50, 90, 60}}, {{13, 19}, {95, 50, 130, 60}}, {{21, 25}, {50, 80, 70, 90}}};
  document.lines = {{{0, 19}, {50, 50, 130, 60}, {0, 2}},
                    {{21, 25}, {50, 80, 70, 90}, {2, 3}, 1, 1}};
  document.rows = {{{0, 19}, {50, 50, 130, 60}, {0, 1}, 0},
                   {{21, 25}, {50, 80, 70, 90}, {1, 2}, 1}};
  document.blocks = {{BlockKind::paragraph, {0, 19}, {50, 50, 130, 60}, {0, 1}},
                     {BlockKind::paragraph, {21, 25}, {50, 80, 70, 90}, {1, 2}}};
  document.pages = {{1, 595, 842, PageSource::text_layer, {}, {0, 2}, {0, 25}}};
  document.page_count = 1;
  return document;
}

}  // namespace

std::vector<std::string> fuzz_seeds() {
  return {encode_document(small_document()), encode_document(Document{})};
}

}  // namespace muistio

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace muistio;
  const auto document = decode_document({reinterpret_cast<const char*>(data), size});
  if (!document) return 0;
  const Document& read = document.value();
  must(is_valid_utf8(read.text), "the text is valid UTF-8");
  for (const Line& line : read.lines) {
    must(line.span.end <= read.text.size() && line.words.last <= read.words.size(),
         "lines lie inside the text and hold words that are there");
  }
  for (const Row& row : read.rows) cells_of(read, row);
  places_of(read, {0, read.text.size()});
  const auto again = decode_document(encode_document(document.value()));
  must(again.ok() && again.value() == document.value(), "encoding and decoding changes nothing");
  return 0;
}
