#include "extractors/pdf_file.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "corpus/compression.h"
#include "extractors/pdf_file_letters.h"
#include "tests/catch.h"
#include "tests/extractors/small_pdf.h"

using namespace muistio;
using namespace std::string_literals;
using testing::Sheet;
using testing::small_pdf;

namespace {

std::vector<std::string> samples() {
  const std::filesystem::path source(MUISTIO_SOURCE_DIR);
  std::vector<std::string> samples;
  for (const char* folder : {"tests/memos", "tests/extractors/pages"}) {
    for (const auto& entry : std::filesystem::directory_iterator(source / folder)) {
      if (entry.path().extension() != ".pdf") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      samples.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
  }
  return samples;
}

// The PDF with that in place of its last stream, said to be compressed.
std::string with_stream(std::string pdf, std::string_view stream) {
  const std::size_t end = pdf.rfind("endstream");
  const std::size_t begin = pdf.rfind("<<", pdf.rfind("stream\n", end - 1));
  return pdf.replace(begin, end - begin,
                     "<</Filter/FlateDecode/Length " + std::to_string(stream.size()) +
                         ">>\nstream\n" + std::string(stream) + "\n");
}

std::vector<std::string> words_in(const std::string& pdf, PdfWay way) {
  std::vector<std::string> texts;
  const auto file = PdfFile::open(pdf, way);
  if (!file) return texts;
  const auto page = file.value().words_of(1, {});
  if (page)
    for (const PageWord& word : page.value().words) texts.push_back(word.text);
  return texts;
}

bool is_near(const Box& one, const Box& other) {
  constexpr double near = 1e-6;
  return std::abs(one.left - other.left) < near && std::abs(one.top - other.top) < near &&
         std::abs(one.right - other.right) < near && std::abs(one.bottom - other.bottom) < near;
}

bool is_same(const PageWord& one, const PageWord& other) {
  return one.text == other.text && is_near(one.box, other.box) &&
         one.font_size == other.font_size && one.bold == other.bold && one.italic == other.italic &&
         one.turns == other.turns && one.ends_run == other.ends_run;
}

}  // namespace

TEST_CASE("poppler's own classes tell the same words as its interface") {
  REQUIRE(PdfFile::prepare().ok());
  std::size_t words = 0;
  for (const std::string& bytes : samples()) {
    const auto quick = PdfFile::open(bytes), usual = PdfFile::open(bytes, PdfWay::interface);
    REQUIRE(quick.ok() == usual.ok());
    if (!quick) continue;
    REQUIRE(quick.value().page_count() == usual.value().page_count());
    const PdfInfo info = quick.value().info(), usual_info = usual.value().info();
    CHECK(info.title == usual_info.title);
    CHECK(info.author == usual_info.author);
    CHECK(info.producer == usual_info.producer);
    CHECK(info.created == usual_info.created);
    CHECK(info.version == usual_info.version);
    for (int number = 1; number <= quick.value().page_count(); ++number) {
      const auto one = quick.value().words_of(number, {}),
                 other = usual.value().words_of(number, {});
      REQUIRE(one.ok());
      REQUIRE(other.ok());
      CHECK(std::abs(one.value().width - other.value().width) < 1e-6);
      CHECK(std::abs(one.value().height - other.value().height) < 1e-6);
      REQUIRE(one.value().words.size() == other.value().words.size());
      for (std::size_t i = 0; i < one.value().words.size(); ++i, ++words) {
        CAPTURE(number, i, one.value().words[i].text, other.value().words[i].text);
        REQUIRE(is_same(one.value().words[i], other.value().words[i]));
      }
    }
  }
  CHECK(words > 1000);
}

TEST_CASE("of a damaged compressed page as much is read as there is") {
  REQUIRE(PdfFile::prepare().ok());
  std::string content = "BT /R 11 Tf 72 700 Td ";
  for (int i = 0; i < 200; ++i)
    content += "(sana" + std::to_string(i * i * 7919 % 10007) + ") Tj 0 -3 Td ";
  const std::string whole = compressed(content + "ET"), plain = small_pdf({Sheet{}});
  std::string wrong_sum = whole, wrong_middle = whole;
  wrong_sum.back() = static_cast<char>(wrong_sum.back() ^ 1);
  wrong_middle[whole.size() / 2] = static_cast<char>(wrong_middle[whole.size() / 2] ^ 0x55);
  const auto count = [&](const std::string& stream) {
    const std::string pdf = with_stream(plain, stream);
    const auto words = words_in(pdf, PdfWay::quickest);
    CHECK(words == words_in(pdf, PdfWay::interface));
    return words.size();
  };
  CHECK(count(whole) == 200);
  CHECK(count(whole + "\n") == 200);
  CHECK(count(wrong_sum) == 200);
  const std::size_t half = count(whole.substr(0, whole.size() / 2));
  CHECK((half > 20 && half < 180));
  CHECK(count(wrong_middle) > 20);
  CHECK(count("no stream at all") == 0);
}

TEST_CASE("words under a black or white box are not on the page") {
  struct Case {
    const char* painted;
    const char* read;
  };
  const auto [painted, read] = GENERATE(values<Case>({
      {"", "Hakija Otso Malli saa avustuksen"},
      {"0 g 105 636 58 14 re f", "Hakija saa avustuksen"},
      {"1 g 105 636 58 14 re f*", "Hakija saa avustuksen"},
      {"0 g 110 636 52 14 re f", "Hakija saa avustuksen"},                  // A sliver is seen.
      {"0 g 118 636 8 14 re f", "Hakija Otso Malli saa avustuksen"},        // Most of it is seen.
      {"1 1 0 rg 105 636 58 14 re f", "Hakija Otso Malli saa avustuksen"},  // A marker pen.
      {"0 g 105 643 58 1 re f", "Hakija Otso Malli saa avustuksen"},        // Struck out.
      {"0 g 105 636 58 14 re S", "Hakija Otso Malli saa avustuksen"},       // A frame.
      {"1 g 60 630 400 30 re f", "Hakija Otso Malli saa avustuksen"},       // All of it.
      {"0 g 105 636 m 163 650 l 163 636 l f", "Hakija Otso Malli saa avustuksen"},
      {"1 g 105 636 58 14 re f 0 g BT /R 11 Tf 107 639 Td (Otso) Tj ET",
       "Hakija Otso saa avustuksen"},  // The same word anew.
      {"1 g 105 636 58 14 re f 0 g BT /R 11 Tf 109 639 Td (Aino Muu) Tj ET",
       "Hakija Aino Muu saa avustuksen"},
      {"BT /R 11 Tf 3 Tr 72 600 Td (ei nay) Tj ET", "Hakija Otso Malli saa avustuksen"},
  }));
  CAPTURE(painted);
  REQUIRE(PdfFile::prepare().ok());
  const std::string bytes = small_pdf(
      {Sheet{.prints = {{.left = 72, .top = 203, .text = "Hakija Otso Malli saa avustuksen"}},
             .painted_over = painted}});
  const auto file = PdfFile::open(bytes);
  REQUIRE(file.ok());
  if (!file.value().tells_drawing_order()) return;  // Built without poppler's own classes.
  const auto page = file.value().words_of(1, {});
  REQUIRE(page.ok());
  std::string text;
  for (const PageWord& word : page.value().words) text += (text.empty() ? "" : " ") + word.text;
  CHECK(text == read);
  CHECK(page.value().covered == (text.find("Malli") == std::string::npos));
}

TEST_CASE("words know when they are drawn") {
  REQUIRE(PdfFile::prepare().ok());
  const std::string bytes =
      small_pdf({Sheet{{{.left = 72, .top = 200, .text = "kolmas rivi"},
                        {.left = 72, .top = 100, .text = "eka"},
                        {.left = 300, .top = 100, .text = "toinen palsta"}}}});
  const auto file = PdfFile::open(bytes);
  REQUIRE(file.ok());
  const auto page = file.value().words_of(1, {});
  REQUIRE(page.ok());
  REQUIRE(page.value().words.size() == 5);
  for (const PageWord& word : page.value().words) {
    CAPTURE(word.text);
    const std::vector<std::string> drawn = {"kolmas", "rivi", "eka", "toinen", "palsta"};
    if (file.value().tells_drawing_order()) {
      REQUIRE(word.drawn >= 1);
      REQUIRE(word.drawn <= drawn.size());
      CHECK(drawn[word.drawn - 1] == word.text);
    } else {
      CHECK(word.drawn == 0);
      CHECK(file.value().words_as_drawn(1, {}) == drawn);
    }
  }
}

TEST_CASE("a limit on words cuts a page either way") {
  REQUIRE(PdfFile::prepare().ok());
  const std::string bytes = small_pdf({Sheet{{{.text = "yksi kaksi kolme"}}}});
  for (const PdfWay way : {PdfWay::quickest, PdfWay::interface}) {
    const auto file = PdfFile::open(bytes, way);
    REQUIRE(file.ok());
    ReadingLimits limits;
    limits.words_per_page = 2;
    const auto page = file.value().words_of(1, limits);
    REQUIRE(page.ok());
    CHECK(page.value().words.size() == 2);
    CHECK(page.value().cut);
  }
}

TEST_CASE("letters of poppler's become UTF-8 in NFC") {
  struct Case {
    std::u16string utf16;
    std::string_view letters;
  };
  const Case example = GENERATE(values<Case>({
      {u"p\u00F6yt\u00E4", "pöytä"},
      {u"a\u0308iti", "äiti"},
      {u"\uFB01nanssi", "finanssi"},
      {u"10\u00A0000\u2009€", "10 000 €"},
      {u"a\u0000b\u200Ec\u001F"s, "abc"},
      {u"\U0001F4C4", "\U0001F4C4"},
      {{0xD83D, u'x'}, "\uFFFDx"},
      {{0xDC00}, "\uFFFD"},
      {{0xD83D}, "\uFFFD"},
  }));
  CHECK(letters_of(example.utf16) == example.letters);
  LetterReader reader(1);
  reader.add(0x110000);
  CHECK(reader.take() == "\uFFFD");
}

TEST_CASE("a picture tells its lightest colour where the page has any") {
  const auto [painted, lightest] = GENERATE(table<std::string_view, int>({
      {"0 0 100 100 re f", -1},
      {"0.5 g 0 0 100 100 re f", -1},
      {"0 0 0.6 rg 0 0 100 100 re f", 153},
  }));
  CAPTURE(painted);
  const std::string bytes =
      small_pdf({Sheet{.width = 100, .height = 100, .painted_over = painted}});
  const auto file = PdfFile::open(bytes);
  REQUIRE(file.ok());
  const auto picture = file.value().picture_of(1, 72, {});
  REQUIRE(picture.ok());
  const std::size_t middle = 50 * 100 + 50;
  const auto& colours = picture.value().lightest;
  CHECK((colours.empty() ? -1 : colours.at(middle)) == lightest);
  CHECK(picture.value().grey.at(middle) < 130);
}
