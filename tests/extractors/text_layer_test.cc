#include "extractors/text_layer.h"

#include <sstream>
#include <string>

#include "tests/catch.h"
#include "tests/language.h"

using namespace muistio;
using testing::language;

namespace {

PageWords page_of(const std::string& text) {
  PageWords page;
  page.width = 595;
  page.height = 842;
  std::istringstream words(text);
  for (std::string word; words >> word;) page.words.push_back({word, {0, 0, 1, 1}});
  return page;
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text + " ";
  return all;
}

// A white page with grey lines of print every 20 pixels between the rows given.
Picture printed_page(int from, int to) {
  Picture picture{300, 420, 36, std::vector<unsigned char>(300 * 420, 255)};
  for (int y = from; y < to; ++y) {
    for (int x = 40; x < 260; ++x) {
      if (y % 10 < 3 && x % 3 != 0) picture.grey[static_cast<std::size_t>(y) * 300 + x] = 60;
    }
  }
  return picture;
}

}  // namespace

TEST_CASE("a text layer is judged by its letters and, where they look odd, by the dictionary") {
  struct Case {
    const char* what;
    std::string text;
    TextLayer layer;
  };
  const auto [what, text, layer] = GENERATE(values<Case>({
      {"nothing", "", TextLayer::empty},
      {"a page number", "Sivu 3", TextLayer::scanty},
      {"Finnish", repeated("Kokous päätti hyväksyä talousarvion muutoksitta.", 20),
       TextLayer::usable},
      {"Swedish", repeated("Styrelsen beslöt att godkänna budgeten för nästa år.", 20),
       TextLayer::usable},
      {"figures", repeated("12 450,00 3 200,50 1 100 7 14.2.2015 88", 20), TextLayer::usable},
      {"names with few vowels", repeated("Krista Pyrstö ry Hyrsky Jyrki", 20), TextLayer::usable},
      {"letters shifted by three", repeated("Nrnrxv sddwwl kbydnvbd wdorxvduylrq pxxwrnvlwwd", 20),
       TextLayer::garbled},
      {"shifted out of the letters", repeated(".RNRXV SllWWL K\\YlNV\\l WDORXVDUYLRQ", 20),
       TextLayer::garbled},
      {"private use", repeated("\uE021\uE033\uE034\uE021 \uE011\uE022\uE033\uE044", 20),
       TextLayer::garbled},
  }));
  CAPTURE(what);
  CHECK(judge_text_layer(page_of(text), language()) == layer);
}

TEST_CASE("private use bullets do not make a page garbled") {
  CHECK(judge_text_layer(page_of(repeated("\uF0B7 Kokous päätettiin pitää syksyllä", 15)),
                         language()) == TextLayer::usable);
}

TEST_CASE("a stamp on a scan is told from a short page with a logo") {
  PageWords page;
  page.width = 595;
  page.height = 842;
  CHECK(shows_more_print(printed_page(40, 380), page));
  CHECK_FALSE(shows_more_print(printed_page(20, 60), page));
  CHECK_FALSE(shows_more_print(printed_page(0, 0), page));
}

TEST_CASE("print that has words is no more print") {
  PageWords page;
  page.width = 600;
  page.height = 840;
  for (int y = 80; y < 760; y += 20) page.words.push_back({"word", {70, y * 1.0, 530, y + 12.0}});
  CHECK_FALSE(shows_more_print(printed_page(40, 380), page));
}

TEST_CASE("a page is badly read where OCR doubts it and the dictionary knows little of it") {
  struct Case {
    const char* what;
    std::string text;
    double confidence;
    bool badly;
  };
  const std::string finnish = repeated("Kokous päätti hyväksyä talousarvion muutoksitta.", 20);
  const std::string swedish = repeated("Styrelsen beslöt att godkänna budgeten för nästa år.", 20);
  const std::string rubbish = repeated("Kckcus [päätt|i hyväkIyä tal-usarvi:n mu+toksittu.", 20);
  const std::string two_thirds =
      repeated("Kokous päätti hyväksyä talousarvion. Kckcus [päätt|i hyväkIyä.", 20);
  const auto [what, text, confidence, badly] = GENERATE_COPY(values<Case>({
      {"good", finnish, 0.93, false},
      {"Finnish and doubted", finnish, 0.7, false},
      {"Swedish", swedish, 0.9, false},
      {"squared paper", rubbish, 0.7, true},
      {"a third unknown and much doubted", two_thirds, 0.64, true},
      {"a third unknown, but little doubted", two_thirds, 0.78, false},
      {"rubbish that nothing tells", rubbish, 0.9, false},
      {"a few words nobody could read", "il_ |", 0.4, true},
      {"a few doubtful words", "il_ |", 0.7, false},
  }));
  INFO(what);
  PageWords page = page_of(text);
  page.ocr_confidence = confidence;
  CHECK(is_badly_read(page, language()) == badly);
}
