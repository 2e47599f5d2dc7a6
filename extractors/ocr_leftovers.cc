#include "extractors/ocr_leftovers.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "corpus/unicode.h"
#include "extractors/ocr_look.h"
#include "extractors/ocr_pix.h"
#include "extractors/ocr_signs.h"

namespace muistio {
namespace {

// More islands than this on one page are a drawing or dirt, not marks.
constexpr std::size_t most_islands = 300;
constexpr float least_confidence = 0.4F;

struct Island {
  int left = 0, top = 0, right = 0, bottom = 0;
  std::vector<SymbolBox> symbols;  // From left to right.
  int width() const { return right - left; }
  int height() const { return bottom - top; }
  int middle() const { return (top + bottom) / 2; }
};

int median_height(const std::vector<PixelWord>& words) {
  std::vector<int> heights;
  for (const PixelWord& word : words) heights.push_back(word.bottom - word.top);
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

// True where the island stands at the height of some word, as a mark of its row would.
bool is_on_a_line(const Island& island, const std::vector<PixelWord>& words) {
  return std::any_of(words.begin(), words.end(), [&](const PixelWord& word) {
    return word.top <= island.middle() && island.middle() <= word.bottom;
  });
}

bool has_size_of_print(const Island& island, int height) {
  const bool letter = island.height() * 5 >= height * 2 && island.height() * 2 <= height * 3 &&
                      island.width() * 8 >= height && island.width() <= height * 3;
  const bool dash = island.width() * 4 >= height && island.width() <= height * 2 &&
                    island.height() * 3 <= height && island.height() >= 2;
  return letter || dash;
}

bool touches_a_word(const Island& island, const std::vector<PixelWord>& words, int room) {
  return std::any_of(words.begin(), words.end(), [&](const PixelWord& word) {
    return island.left < word.right + room && word.left - room < island.right &&
           island.top < word.bottom && word.top < island.bottom;
  });
}

// Black islands of the size of print that no word covers, from left to right.
std::vector<Island> islands_of(Pix* binary, const std::vector<PixelWord>& words, int height) {
  std::vector<Island> islands;
  const BoxaPointer boxes(pixConnComp(binary, nullptr, 8));
  if (!boxes) return islands;
  const int count = boxaGetCount(boxes.get());
  for (int i = 0; i < count && islands.size() <= most_islands; ++i) {
    int left = 0, top = 0, width = 0, depth = 0;
    boxaGetBoxGeometry(boxes.get(), i, &left, &top, &width, &depth);
    const Island island{
        left, top, left + width, top + depth, {{left, top, left + width, top + depth}}};
    if (has_size_of_print(island, height) && is_on_a_line(island, words) &&
        !touches_a_word(island, words, height / 8)) {
      islands.push_back(island);
    }
  }
  std::sort(islands.begin(), islands.end(),
            [](const Island& one, const Island& other) { return one.left < other.left; });
  return islands;
}

// Islands side by side are letters of one word.
std::vector<Island> joined(const std::vector<Island>& islands, int height) {
  std::vector<Island> words;
  for (const Island& island : islands) {
    const auto before = std::find_if(words.rbegin(), words.rend(), [&](const Island& word) {
      return island.left - word.right < height * 3 / 4 &&
             island.middle() >= word.top - height / 3 &&
             island.middle() <= word.bottom + height / 3;
    });
    if (before == words.rend()) {
      words.push_back(island);
      continue;
    }
    before->right = std::max(before->right, island.right);
    before->top = std::min(before->top, island.top);
    before->bottom = std::max(before->bottom, island.bottom);
    before->symbols.push_back(island.symbols.front());
  }
  return words;
}

bool is_dash(const Island& island, int height) {
  return island.width() * 10 > island.height() * 18 && island.height() * 3 <= height;
}

// What can stand alone on a line: marks, and numbers of items ("12.", "32 §").
bool can_stand_alone(std::string text) {
  if (text == "x" || text == "X" || text == "×" || text == "+" || text == "-" || text == "–") {
    return true;
  }
  constexpr std::string_view section = "§";
  if (const std::size_t at = text.find(section); at != std::string::npos) {
    text.erase(at, section.size());
  }
  return std::any_of(text.begin(), text.end(), is_digit) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_digit(c) || c == '.' || c == ')' || c == '(' || c == ' ';
         });
}

// No figure stands a space behind a number; the sign needs to reach over the figure by little.
bool stands_apart_as_sign(const SymbolBox& sign, const SymbolBox& figure, int height) {
  return 5 * (sign.left - figure.right) > height && sign.top <= figure.top &&
         sign.bottom > figure.bottom && sign.height() >= figure.height() + 2;
}

// "328" -> "32 §", "S4" -> "§ 4": the last or the first symbol has the shape of the sign.
std::string with_section_sign(std::string text, const std::vector<SymbolBox>& symbols, int height) {
  constexpr std::string_view taken_for_it = "8$&S5B69";
  if (symbols.size() < 2 || text.size() < 2) return text;
  const SymbolBox &first = symbols.front(), &last = symbols.back();
  const auto is_taken = [&](char c) { return taken_for_it.find(c) != std::string_view::npos; };
  if (is_taken(text.back()) && (is_section_sign(last, first, height) ||
                                stands_apart_as_sign(last, symbols[symbols.size() - 2], height))) {
    text.pop_back();
    return single_spaced(text + " §");
  }
  if (is_taken(text.front()) && is_section_sign(first, last, height)) {
    return single_spaced("§ " + text.substr(1));
  }
  return text;
}

PixelWord read_island(tesseract::TessBaseAPI& engine, const Island& island, int height) {
  PixelWord word{"-", island.left, island.top, island.right, island.bottom, 0.8F};
  if (is_dash(island, height)) return word;
  const int room = height / 2;
  const bool one_letter = island.width()<height, several = island.width()> 2 * height;
  engine.SetPageSegMode(one_letter ? tesseract::PSM_SINGLE_CHAR
                        : several  ? tesseract::PSM_SINGLE_LINE
                                   : tesseract::PSM_SINGLE_WORD);
  look_at(engine,
          {island.left - room, island.top - room, island.right + room, island.bottom + room});
  const std::unique_ptr<char[]> text(engine.GetUTF8Text());
  word.text = text ? single_spaced(normalised(text.get())) : "";
  word.text = with_section_sign(std::move(word.text), island.symbols, height);
  if (word.text == "X" || word.text == "×" || word.text == "Xx") word.text = "x";
  word.confidence = static_cast<float>(engine.MeanTextConf()) / 100;
  return word;
}

bool is_in_column(const PixelWord& one, const PixelWord& other) {
  const int width = other.right - other.left, height = other.bottom - other.top;
  return std::abs(one.left - other.left) * 2 < width &&
         std::abs(one.right - other.right) * 2 < width &&
         std::abs(one.bottom - one.top - height) * 3 < height;
}

bool is_mark(const PixelWord& word) {
  return word.text == "x" || word.text == "X" || word.text == "-" || word.text == "–";
}

PixPointer shape_of(Pix* binary, const PixelWord& word) {
  const std::unique_ptr<Box, void (*)(Box*)> box(
      boxCreate(word.left, word.top, word.right - word.left, word.bottom - word.top),
      [](Box* owned) { boxDestroy(&owned); });
  return PixPointer(pixClipRectangle(binary, box.get(), nullptr));
}

// Of all their points, so many are black in both.
bool looks_like(Pix* one, Pix* other) {
  constexpr double least_shared = 0.6;
  const PixPointer shared(one && other ? pixAnd(nullptr, one, other) : nullptr);
  int both = 0, first = 0, second = 0;
  if (!shared || pixCountPixels(shared.get(), &both, nullptr) != 0 ||
      pixCountPixels(one, &first, nullptr) != 0 || pixCountPixels(other, &second, nullptr) != 0) {
    return false;
  }
  return both >= least_shared * (first + second - both);
}

// The mark that was read in the column of the word and has its shape.
const PixelWord* read_mark_like(const PixelWord& word, Pix* binary,
                                const std::vector<PixelWord>& found) {
  const PixPointer shape = shape_of(binary, word);
  const auto mark = std::find_if(found.begin(), found.end(), [&](const PixelWord& other) {
    return other.text == "x" && is_in_column(word, other) &&
           looks_like(shape.get(), shape_of(binary, other).get());
  });
  return mark == found.end() ? nullptr : &*mark;
}

// Marks of one column have one middle.
bool shares_column(const PixelWord& one, const PixelWord& other) {
  const int offset = std::abs(one.left + one.right - other.left - other.right);
  return offset < std::max(one.right - one.left, other.right - other.left);
}

// An island of the size and in the column of several x's is one more of them, whatever it
// was read as.
void add_marks_of_columns(const std::vector<PixelWord>& doubtful, std::vector<PixelWord> others,
                          std::vector<PixelWord>& found) {
  others.insert(others.end(), found.begin(), found.end());
  for (PixelWord word : doubtful) {
    const auto marks = std::count_if(others.begin(), others.end(), [&](const PixelWord& mark) {
      return (mark.text == "x" || mark.text == "X") && is_in_column(word, mark);
    });
    if (marks < 2) continue;
    word.text = "x";
    word.confidence = least_confidence;
    found.push_back(std::move(word));
  }
}

// A dash is a mark only among other marks; alone it is a piece of a logo or a rule.
void drop_lonely_dashes(std::vector<PixelWord> others, std::vector<PixelWord>& found) {
  others.insert(others.end(), found.begin(), found.end());
  std::erase_if(found, [&](const PixelWord& word) {
    if (word.text != "-") return false;
    return std::count_if(others.begin(), others.end(), [&](const PixelWord& other) {
             return is_mark(other) && shares_column(word, other);
           }) < 3;  // Itself and two more.
  });
}

}  // namespace

std::vector<PixelWord> read_leftovers(tesseract::TessBaseAPI& engine,
                                      const std::vector<PixelWord>& words) {
  std::vector<PixelWord> found;
  if (words.empty()) return found;
  const PixPointer binary(engine.GetThresholdedImage());
  if (!binary) return found;
  const int height = median_height(words);
  const auto islands = islands_of(binary.get(), words, height);
  if (islands.size() > most_islands) return found;

  const tesseract::PageSegMode mode = engine.GetPageSegMode();
  std::vector<PixelWord> doubtful;
  for (const Island& island : joined(islands, height)) {
    PixelWord word{"", island.left, island.top, island.right, island.bottom};
    if (const PixelWord* mark = read_mark_like(word, binary.get(), found)) {
      word.text = mark->text;
      word.confidence = mark->confidence;
    } else {
      word = read_island(engine, island, height);
    }
    const bool read = can_stand_alone(word.text) && word.confidence >= least_confidence;
    (read ? found : doubtful).push_back(std::move(word));
  }
  engine.SetPageSegMode(mode);
  add_marks_of_columns(doubtful, words, found);
  drop_lonely_dashes(words, found);
  return found;
}

}  // namespace muistio
