#include "extractors/ocr_first_reading.h"

#include <tesseract/resultiterator.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/unicode.h"
#include "extractors/ocr_signs.h"
#include "extractors/ocr_swedish.h"

namespace muistio {
namespace {

struct DeleteText {
  void operator()(char* text) const { delete[] text; }
};
using TextPointer = std::unique_ptr<char, DeleteText>;

std::optional<PictureBox> line_of_doubtful(const tesseract::ResultIterator& at,
                                           const PixelWord& word) {
  const char* const model = at.WordRecognitionLanguage();
  PictureBox line;
  if (!model || std::string_view(model) != "fin" || !may_hide_swedish_letter(word.text) ||
      !at.BoundingBox(tesseract::RIL_TEXTLINE, &line.left, &line.top, &line.right, &line.bottom)) {
    return std::nullopt;
  }
  line.left = word.left;
  line.right = word.right;
  return line;
}

PrintedWord printed(const tesseract::ResultIterator& at, PixelWord word) {
  float height = 0, descenders = 0, ascenders = 0;
  at.RowAttributes(&height, &descenders, &ascenders);
  int left = 0, left_y = 0, right = 0, right_y = 0;
  double baseline = word.bottom;
  if (at.Baseline(tesseract::RIL_WORD, &left, &left_y, &right, &right_y)) {
    baseline = (left_y + right_y) / 2.0;
  }
  // From the top of the tall letters to the foot of the deep ones is 0.93 of the font size.
  const std::optional<PictureBox> line = line_of_doubtful(at, word);
  return {std::move(word), height / 0.93, baseline, line};
}

// The engine takes a column of marks for one line of upright writing.
bool is_in_upright_line(const tesseract::ResultIterator& at) {
  int left = 0, top = 0, right = 0, bottom = 0;
  return at.BoundingBox(tesseract::RIL_TEXTLINE, &left, &top, &right, &bottom) &&
         2 * (bottom - top) > 3 * (right - left);
}

bool is_alone(const tesseract::ResultIterator& at, const PixelWord& word) {
  if (code_points(word.text) > 4) return false;
  return is_in_upright_line(at) ||
         (at.IsAtBeginningOf(tesseract::RIL_TEXTLINE) &&
          at.IsAtFinalElement(tesseract::RIL_TEXTLINE, tesseract::RIL_WORD));
}

// "•avaus" is two words.
void divide_at_bullet(const tesseract::ResultIterator& at, std::vector<PrintedWord>& words) {
  constexpr std::string_view bullet = "•";
  PixelWord& word = words.back().word;
  if (word.text.size() <= bullet.size() || !word.text.starts_with(bullet)) return;
  tesseract::ResultIterator letter(at);
  int left = 0, top = 0, right = 0, bottom = 0;
  if (!letter.Next(tesseract::RIL_SYMBOL) ||
      !letter.BoundingBox(tesseract::RIL_SYMBOL, &left, &top, &right, &bottom)) {
    return;
  }
  PrintedWord rest = words.back();
  rest.word.text.erase(0, bullet.size());
  rest.word.left = left;
  word.text = bullet;
  if (at.BoundingBox(tesseract::RIL_SYMBOL, &left, &top, &right, &bottom)) word.right = right;
  words.push_back(std::move(rest));
}

}  // namespace

void take_reading(tesseract::TessBaseAPI& engine, FirstReading& reading) {
  OcrSigns signs;
  const std::unique_ptr<tesseract::ResultIterator> at(engine.GetIterator());
  if (!at || at->Empty(tesseract::RIL_WORD)) return;
  do {
    const TextPointer text(at->GetUTF8Text(tesseract::RIL_WORD));
    PixelWord word;
    if (!text ||
        !at->BoundingBox(tesseract::RIL_WORD, &word.left, &word.top, &word.right, &word.bottom)) {
      continue;
    }
    word.text = signs.put_back(*at, single_spaced(normalised(text.get())));
    if (word.text.empty()) continue;
    word.confidence = std::clamp(at->Confidence(tesseract::RIL_WORD) / 100, 0.0F, 1.0F);
    (is_in_upright_line(*at) ? reading.upright : reading.across) += word.text.size();
    auto& list = is_alone(*at, word) ? reading.alone : reading.words;
    list.push_back(printed(*at, std::move(word)));
    divide_at_bullet(*at, list);
  } while (at->Next(tesseract::RIL_WORD));
}

}  // namespace muistio
