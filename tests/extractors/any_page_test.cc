// Whatever words a page holds, wherever they stand: the Document made of them keeps its
// promises and loses no word.
#include <random>
#include <string>
#include <vector>

#include "corpus/document_check.h"
#include "extractors/assembly.h"
#include "extractors/furniture.h"
#include "extractors/layout.h"
#include "extractors/page_words.h"
#include "extractors/print_lines.h"
#include "tests/catch.h"
#include "tests/language.h"

using namespace muistio;
using testing::language;

namespace {

constexpr const char* some_words[] = {
    "kokous",       "Päätös:",  "-",     "•",   "1.",   "sosiaali-", "ja",
    "terveys-",     "palvelut", "x",     "§",   "2014", "(pj)",      "A",
    "esitys\u00AD", "ÄÄNESTYS", "12.3.", "1/2", "#2",   "Sivu"};

class RandomPages {
 public:
  explicit RandomPages(unsigned seed) : random_(seed) {}

  // Words strewn anywhere, or in lines and columns; now and then turned.
  PageWords page(int number) {
    PageWords page;
    page.number = number;
    page.width = 300;
    page.height = 400;
    page.source = PageSource::text_layer;
    const int words = at_most(120);
    const bool in_lines = at_most(2) > 0;
    const bool turned = at_most(5) == 0;
    for (int i = 0; i < words; ++i) {
      PageWord word;
      word.text = some_words[static_cast<std::size_t>(
          at_most(static_cast<int>(std::size(some_words)) - 1))];
      const double left = in_lines ? 20 + 30 * at_most(8) : at_most(300);
      const double top = in_lines ? 20 + 12 * at_most(30) : at_most(400);
      word.font_size = static_cast<float>(6 + at_most(10));
      word.box = {left, top, left + at_most(60), top + word.font_size};
      word.bold = at_most(4) == 0;
      word.ends_run = at_most(1) == 0;
      word.turns = turned ? at_most(3) : 0;
      page.words.push_back(word);
    }
    return page;
  }

  int at_most(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }

 private:
  std::mt19937 random_;
};

Document made_of(std::vector<PageWords> pages) {
  Document document;
  std::vector<ReadPage> parts;
  std::vector<Page> read;
  for (PageWords& words : pages) {
    Page page;
    page.number = words.number;
    page.width = words.width;
    page.height = words.height;
    read.push_back(page);
    join_spaced_letters(words);
    for (PageWords& part : by_direction(std::move(words))) {
      std::vector<PrintLine> lines = print_lines(part);
      parts.push_back({std::move(part), std::move(lines), {}});
    }
  }
  const std::vector<Furniture> furniture = take_furniture(parts);
  ZoneFinder finder(language());
  for (ReadPage& part : parts) part.zones = finder.zones_of(part.words, part.lines);
  const TypeMeasure measure = measure_type(parts);
  Assembly assembly(language(), 1u << 20);
  auto part = parts.begin();
  for (const Page& page : read) {
    assembly.begin_page(page);
    for (; part != parts.end() && part->words.number == page.number; ++part) {
      assembly.add(part->words, lay_out(*part, measure));
    }
  }
  document = assembly.take();
  document.furniture = furniture;
  document.page_count = static_cast<int>(read.size());
  return document;
}

std::size_t letters_of(const std::string& text) {
  std::size_t count = 0;
  for (const char c : text) count += c != ' ' && c != '\n' && c != '\t' && c != '-';
  return count;
}

}  // namespace

TEST_CASE("any words anywhere make a sound document that holds all of them") {
  const unsigned seed = GENERATE(range(1u, 1000u));
  CAPTURE(seed);
  RandomPages random(seed);
  std::vector<PageWords> pages;
  std::size_t given = 0;
  for (int number = 1; number <= 1 + random.at_most(3); ++number) {
    pages.push_back(random.page(number));
    for (const PageWord& word : pages.back().words) given += letters_of(word.text);
  }
  const Document document = made_of(std::move(pages));
  CHECK(broken_promise(document).value_or("") == "");
  std::size_t kept = letters_of(document.text);
  for (const Furniture& piece : document.furniture) kept += letters_of(piece.text);
  // A soft hyphen that divides a word is two bytes that go.
  CHECK(kept <= given);
  CHECK(kept + 2 * 120 * 5 >= given);
  CHECK(document.words.size() <= 5 * 121);
}

TEST_CASE("a page with more words than a page can hold is read in no long time") {
  RandomPages random(7);
  PageWords page = random.page(1);
  while (page.words.size() < 40000) {
    PageWord word;
    word.text = "sana";
    const double left = random.at_most(3000) / 10.0, top = random.at_most(4000) / 10.0;
    word.font_size = 2;
    word.box = {left, top, left + 4, top + 2};
    page.words.push_back(word);
  }
  const Document document = made_of({page});
  CHECK(broken_promise(document).value_or("") == "");
  CHECK(document.words.size() > 35000);
}
