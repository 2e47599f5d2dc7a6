#include "corpus/memo_codec.h"

#include <limits>
#include <random>

#include "corpus/record.h"
#include "tests/catch.h"
#include "tests/corpus/sample_memo.h"

namespace muistio {
namespace {

std::string record_of(const Memo& memo, const Document& document) {
  return record_json(memo, document, WithText::no);
}

TEST_CASE("a memo comes back from its bytes as it was") {
  const auto sample = testing::sample_memo();
  const auto back = decode_memo(encode_memo(sample.memo), sample.document.text);
  REQUIRE(back.ok());
  CHECK(record_of(back.value(), sample.document) == record_of(sample.memo, sample.document));
  REQUIRE(back.value().items.size() == 1);
  // All that stands under the heading, not only the heading.
  CHECK(back.value().items[0].extent.begin == sample.memo.items[0].extent.begin);
  CHECK(back.value().items[0].extent.end == sample.memo.items[0].extent.end);
}

TEST_CASE("a memo that cannot be right is refused") {
  using Spoil = void (*)(testing::SampleMemo&);
  const auto [what, spoil] = GENERATE(table<std::string, Spoil>({
      {"a fact past the text", [](auto& s) { s.memo.dates[0].evidence.span.end += 10'000; }},
      {"a fact that ends before it begins",
       [](auto& s) { std::swap(s.memo.items[0].extent.begin, s.memo.items[0].extent.end); }},
      {"a fact inside a character",
       [](auto& s) { s.memo.attendees[0].evidence.span.end = s.document.text.find("ä") + 1; }},
      {"a name that is not UTF-8", [](auto& s) { s.memo.attendees[0].name = "\xff"; }},
      {"a kind that does not exist",
       [](auto& s) { s.memo.decisions[0].kind = static_cast<DecisionKind>(99); }},
      {"a sum that is no number",
       [](auto& s) { s.memo.amounts[0].value = std::numeric_limits<double>::infinity(); }},
  }));
  CAPTURE(what);
  auto sample = testing::sample_memo();
  spoil(sample);
  const auto back = decode_memo(encode_memo(sample.memo), sample.document.text);
  REQUIRE_FALSE(back.ok());
  CHECK(back.error().code == ErrorCode::broken);
}

TEST_CASE("a memo that is cut or goes on is refused, and no bytes crash the decoder") {
  const auto sample = testing::sample_memo();
  const std::string whole = encode_memo(sample.memo);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(decode_memo(whole.substr(0, size), sample.document.text).ok());
  }
  CHECK_FALSE(decode_memo(whole + "x", sample.document.text).ok());
  std::mt19937 random(5);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = whole;
    for (int i = 0; i < 3; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    const auto back = decode_memo(bytes, sample.document.text);
    if (back.ok()) CHECK_FALSE(record_of(back.value(), sample.document).empty());
  }
}

}  // namespace
}  // namespace muistio
