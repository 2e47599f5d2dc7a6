#include "rules/bold_words.h"

#include "tests/catch.h"

namespace muistio {
namespace {

TEST_CASE("bold words at the beginning of a span end where others follow") {
  Document document;
  document.text = "Uusi pesutupa: varaa vuoro.";
  for (const Span span : {Span{0, 4}, Span{5, 14}, Span{15, 20}, Span{21, 27}}) {
    Word& word = document.words.emplace_back();
    word.span = span;
    word.bold = span.end <= 14;
  }
  struct Case {
    Span span;
    std::size_t bold_end, end;
  };
  const auto [span, bold_end, end] = GENERATE(values<Case>({{{0, 27}, 14, 14},
                                                            {{5, 20}, 14, 14},
                                                            {{0, 14}, 14, 14},
                                                            {{0, 15}, 14, 15},
                                                            {{0, 4}, 4, 4},
                                                            {{15, 27}, 15, 27},
                                                            {{27, 27}, 27, 27}}));
  CAPTURE(span.begin, span.end);
  CHECK(bold_beginning(document, span).end == bold_end);
  CHECK(end_of_bold(document, span) == end);
}

TEST_CASE("only what stands in a bold word is bold") {
  Document document;
  document.text = "Uusi pesutupa";
  document.words.emplace_back().span = {0, 4};
  document.words.emplace_back().span = {5, 13};
  document.words.back().bold = true;
  CHECK_FALSE(is_bold_at(document, 3));
  CHECK_FALSE(is_bold_at(document, 4));
  CHECK(is_bold_at(document, 5));
  CHECK(is_bold_at(document, 12));
  CHECK_FALSE(is_bold_at(document, 13));
}

}  // namespace
}  // namespace muistio
