#include "extractors/ocr.h"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "corpus/unicode.h"
#include "extractors/ocr_leftovers.h"

namespace muistio {
namespace {

struct DestroyPix {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using PixPointer = std::unique_ptr<Pix, DestroyPix>;

struct DeleteText {
  void operator()(char* text) const { delete[] text; }
};
using TextPointer = std::unique_ptr<char, DeleteText>;

constexpr const char* model_names[] = {"fin", "swe", "osd"};
constexpr const char* languages = "fin+swe";

// Skew below this is left alone: straightening blurs more than it mends.
constexpr double least_skew = 0.15;  // Degrees.

// Below this mean confidence the page may be lying on its side.
constexpr double doubtful_confidence = 0.55;

std::map<std::string, std::vector<char>, std::less<>>& models() {
  static std::map<std::string, std::vector<char>, std::less<>> held;
  return held;
}

// Where Debian puts the models, or where TESSDATA_PREFIX says.
std::filesystem::path model_folder() {
  if (const char* folder = std::getenv("TESSDATA_PREFIX")) return folder;
  return "/usr/share/tesseract-ocr/5/tessdata";
}

// Called by Tesseract with "FOLDER/fin.traineddata".
bool read_held_model(const char* file_name, std::vector<char>* data) {
  const auto held = models().find(std::filesystem::path(file_name).stem().string());
  if (held == models().end()) return false;
  *data = held->second;
  return true;
}

using Engine = std::unique_ptr<tesseract::TessBaseAPI>;

Engine make_engine(const char* language, tesseract::OcrEngineMode mode) {
  auto engine = std::make_unique<tesseract::TessBaseAPI>();
  if (engine->Init(nullptr, 0, language, mode, nullptr, 0, nullptr, nullptr, false,
                   read_held_model) != 0) {
    return nullptr;
  }
  return engine;
}

tesseract::TessBaseAPI* text_engine() {
  static const Engine engine = [] {
    Engine made = make_engine(languages, tesseract::OEM_LSTM_ONLY);
    if (made) made->SetPageSegMode(tesseract::PSM_AUTO);
    // Tesseract talks of diacritics and missing lines on stderr otherwise.
    if (made) made->SetVariable("debug_file", "/dev/null");
    return made;
  }();
  return engine.get();
}

tesseract::TessBaseAPI* orientation_engine() {
  static const Engine engine = [] {
    Engine made = make_engine("osd", tesseract::OEM_TESSERACT_ONLY);
    if (made) made->SetPageSegMode(tesseract::PSM_OSD_ONLY);
    return made;
  }();
  return engine.get();
}

PixPointer pix_of(const Picture& picture) {
  PixPointer pix(pixCreate(picture.width, picture.height, 8));
  if (!pix) return pix;
  const int words_per_line = pixGetWpl(pix.get());
  l_uint32* const data = pixGetData(pix.get());
  for (int y = 0; y < picture.height; ++y) {
    l_uint32* const line = data + static_cast<std::ptrdiff_t>(y) * words_per_line;
    const unsigned char* const row =
        picture.grey.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width);
    for (int x = 0; x < picture.width; ++x) SET_DATA_BYTE(line, x, row[x]);
  }
  pixSetResolution(pix.get(), static_cast<int>(picture.dpi), static_cast<int>(picture.dpi));
  return pix;
}

// How a picture was changed before it was read, so that what was found can be put back to
// where it stands on the page.
struct Straightened {
  PixPointer pix;
  double radians = 0;     // Turned clockwise about the middle.
  int quarter_turns = 0;  // Turned clockwise, after that.
};

Straightened straightened(PixPointer pix) {
  PixPointer binary(pixThresholdToBinary(pix.get(), 160));
  float angle = 0, confidence = 0;
  if (!binary || pixFindSkew(binary.get(), &angle, &confidence) != 0 || confidence < 3 ||
      std::abs(angle) < least_skew) {
    return {std::move(pix)};
  }
  const double radians = angle * M_PI / 180;
  PixPointer turned(
      pixRotate(pix.get(), static_cast<float>(radians), L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
  if (!turned) return {std::move(pix)};
  return {std::move(turned), radians};
}

struct Point {
  double x = 0, y = 0;
};

// From the picture that was read back to the picture that was given.
Point put_back(Point at, const Straightened& read, const Picture& given) {
  const double width = given.width, height = given.height;
  switch (read.quarter_turns) {
    case 1:
      at = {at.y, height - at.x};
      break;
    case 2:
      at = {width - at.x, height - at.y};
      break;
    case 3:
      at = {width - at.y, at.x};
      break;
    default:
      break;
  }
  const double x = at.x - width / 2, y = at.y - height / 2;
  const double cosine = std::cos(read.radians), sine = std::sin(read.radians);
  return {x * cosine + y * sine + width / 2, y * cosine - x * sine + height / 2};
}

Box box_on_page(Box pixels, const Straightened& read, const Picture& given, const PageWords& page) {
  // A small skew would make boxes taller than the print; the middle is moved and the size kept.
  const Point one = put_back({pixels.left, pixels.top}, read, given);
  const Point other = put_back({pixels.right, pixels.bottom}, read, given);
  const Point middle{(one.x + other.x) / 2, (one.y + other.y) / 2};
  const bool sideways = read.quarter_turns % 2 != 0;
  const double width = sideways ? pixels.height() : pixels.width();
  const double height = sideways ? pixels.width() : pixels.height();
  const double points = 72 / given.dpi;
  const auto inside = [](double value, double limit) { return std::clamp(value, 0.0, limit); };
  return {inside((middle.x - width / 2) * points, page.width),
          inside((middle.y - height / 2) * points, page.height),
          inside((middle.x + width / 2) * points, page.width),
          inside((middle.y + height / 2) * points, page.height)};
}

// A line of print: its boxes reach a fixed share of the font size over and under the
// baseline, as those of a text layer do, whatever letters stand on it. Layout needs that.
struct PrintedWord {
  PixelWord word;
  double size = 0;      // Of the line's font, pixels.
  double baseline = 0;  // Under the word's middle, pixels.
};

constexpr double ascent = 0.9, descent = 0.22;  // As the usual office fonts have them.

PrintedWord printed(const tesseract::ResultIterator& at, PixelWord word) {
  float height = 0, descenders = 0, ascenders = 0;
  at.RowAttributes(&height, &descenders, &ascenders);
  int left = 0, left_y = 0, right = 0, right_y = 0;
  double baseline = word.bottom;
  if (at.Baseline(tesseract::RIL_WORD, &left, &left_y, &right, &right_y)) {
    baseline = (left_y + right_y) / 2.0;
  }
  // From the top of the tall letters to the foot of the deep ones is 0.93 of the font size.
  return {std::move(word), height / 0.93, baseline};
}

// Lines whose size differs from most of the page's only by noise get that size.
void even_out_sizes(std::vector<PrintedWord>& words) {
  if (words.empty()) return;
  std::vector<double> sizes;
  for (const PrintedWord& word : words) sizes.push_back(word.size);
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  for (PrintedWord& word : words) {
    if (std::abs(word.size - *middle) < *middle * 0.18) word.size = *middle;
  }
}

PageWord placed(const PrintedWord& printed, const Straightened& read, const Picture& given,
                const PageWords& page) {
  PageWord placed;
  placed.text = printed.word.text;
  placed.box = box_on_page(
      {static_cast<double>(printed.word.left), printed.baseline - ascent * printed.size,
       static_cast<double>(printed.word.right), printed.baseline + descent * printed.size},
      read, given, page);
  placed.confidence = printed.word.confidence;
  placed.font_size = static_cast<float>(printed.size * 72 / given.dpi);
  return placed;
}

// A word found beside the others stands on the baseline of the nearest one.
PrintedWord beside(const PixelWord& word, const std::vector<PrintedWord>& others) {
  const double middle = (word.top + word.bottom) / 2.0;
  const auto distance = [&](const PrintedWord& other) {
    return std::abs((other.word.top + other.word.bottom) / 2.0 - middle);
  };
  const auto nearest = std::min_element(others.begin(), others.end(),
                                        [&](const PrintedWord& one, const PrintedWord& other) {
                                          return distance(one) < distance(other);
                                        });
  return {word, nearest->size, nearest->baseline};
}

std::vector<PageWord> recognised(tesseract::TessBaseAPI& engine, const Straightened& read,
                                 const Picture& given, const PageWords& page) {
  engine.SetImage(read.pix.get());
  engine.SetSourceResolution(static_cast<int>(given.dpi));
  std::vector<PageWord> words;
  if (engine.Recognize(nullptr) != 0) return words;
  const std::unique_ptr<tesseract::ResultIterator> at(engine.GetIterator());
  if (!at) return words;
  std::vector<PixelWord> pixel_words;
  std::vector<PrintedWord> print;
  do {
    const TextPointer text(at->GetUTF8Text(tesseract::RIL_WORD));
    PixelWord word;
    if (!text ||
        !at->BoundingBox(tesseract::RIL_WORD, &word.left, &word.top, &word.right, &word.bottom)) {
      continue;
    }
    word.text = single_spaced(normalised(text.get()));
    if (word.text.empty()) continue;
    word.confidence = std::clamp(at->Confidence(tesseract::RIL_WORD) / 100, 0.0F, 1.0F);
    pixel_words.push_back(word);
    print.push_back(printed(*at, std::move(word)));
  } while (at->Next(tesseract::RIL_WORD));
  even_out_sizes(print);
  const std::size_t read_at_first = print.size();
  for (const PixelWord& word : read_leftovers(engine, pixel_words)) {
    print.push_back(
        beside(word, {print.begin(), print.begin() + static_cast<std::ptrdiff_t>(read_at_first)}));
  }
  for (const PrintedWord& word : print) words.push_back(placed(word, read, given, page));
  return words;
}

std::optional<double> mean_confidence(const std::vector<PageWord>& words) {
  double sum = 0, letters = 0;
  for (const PageWord& word : words) {
    const auto length = static_cast<double>(word.text.size());
    sum += word.confidence * length;
    letters += length;
  }
  if (letters == 0) return std::nullopt;
  return sum / letters;
}

// Quarter turns clockwise that set the picture upright; 0 where it is, or nobody can tell.
int turns_to_upright(Pix* pix) {
  tesseract::TessBaseAPI* engine = orientation_engine();
  if (!engine) return 0;
  engine->SetImage(pix);
  int degrees = 0;
  float confidence = 0, script_confidence = 0;
  const char* script = nullptr;
  if (!engine->DetectOrientationScript(&degrees, &confidence, &script, &script_confidence)) {
    return 0;
  }
  return confidence < 1 ? 0 : (4 - degrees / 90 % 4) % 4;
}

}  // namespace

Result<Done> prepare_ocr() {
  for (const char* name : model_names) {
    if (models().contains(name)) continue;
    const auto path = model_folder() / (std::string(name) + ".traineddata");
    std::ifstream file(path, std::ios::binary);
    std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    if (bytes.empty()) {
      return Error{
          ErrorCode::not_installed, path.string(),
          std::string("the OCR model is missing; install the package tesseract-ocr-") + name};
    }
    models()[name] = std::move(bytes);
  }
  return Done{};
}

Result<PageWords> words_in_picture(const Picture& picture, PageWords page) {
  tesseract::TessBaseAPI* engine = text_engine();
  if (!engine) return Error{ErrorCode::internal, "", "the OCR engine could not be started"};
  PixPointer pix = pix_of(picture);
  if (!pix) return Error{ErrorCode::too_big, "", "the picture of the page is too large for OCR"};
  Straightened read = straightened(std::move(pix));
  page.words = recognised(*engine, read, picture, page);
  page.ocr_confidence = mean_confidence(page.words);
  if (page.ocr_confidence.value_or(0) < doubtful_confidence) {
    const int turns = turns_to_upright(read.pix.get());
    PixPointer turned(turns == 0 ? nullptr : pixRotateOrth(read.pix.get(), turns));
    if (turned) {
      Straightened upright{std::move(turned), read.radians, turns};
      std::vector<PageWord> words = recognised(*engine, upright, picture, page);
      const auto confidence = mean_confidence(words);
      if (confidence.value_or(0) > page.ocr_confidence.value_or(0)) {
        page.words = std::move(words);
        page.ocr_confidence = confidence;
      }
    }
  }
  engine->Clear();
  page.source = PageSource::ocr;
  return page;
}

}  // namespace muistio
