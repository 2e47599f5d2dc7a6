#include "extractors/ocr.h"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "corpus/unicode.h"
#include "extractors/image_scaling.h"
#include "extractors/ocr_bold.h"
#include "extractors/ocr_coloured_ink.h"
#include "extractors/ocr_direction.h"
#include "extractors/ocr_fills.h"
#include "extractors/ocr_leftovers.h"
#include "extractors/ocr_look.h"
#include "extractors/ocr_paper.h"
#include "extractors/ocr_signs.h"
#include "extractors/ocr_spaced_letters.h"
#include "extractors/ocr_swedish.h"
#include "extractors/ocr_tables.h"
#include "extractors/ocr_underlines.h"

namespace muistio {
namespace {

struct DeleteText {
  void operator()(char* text) const { delete[] text; }
};
using TextPointer = std::unique_ptr<char, DeleteText>;

constexpr const char* model_names[] = {"fin", "swe", "osd"};
// Swedish first: Finnish words are read as well as with Finnish first, and "å" is no longer "ä"
// (word errors on 48 rasterised papers 1.22 instead of 1.56 %).
constexpr const char* languages = "swe+fin";
// On a page that turns out to be in Swedish some words are read again with that model alone:
// beside the Finnish one it still takes "från" for "frän" and "hålls" for "hälls". In other
// words and in figures the two together are better.
constexpr const char* swedish = "swe";

// Skew below this is left alone: straightening blurs more than it mends.
constexpr double least_skew = 0.15;  // Degrees.

// A cell higher than this is a piece of a page: it may hold columns.
constexpr double table_cell_inches = 2.5;

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

Engine make_text_engine(const char* language) {
  Engine made = make_engine(language, tesseract::OEM_LSTM_ONLY);
  if (made) made->SetPageSegMode(tesseract::PSM_AUTO);
  return made;
}

tesseract::TessBaseAPI* text_engine() {
  static const Engine engine = make_text_engine(languages);
  return engine.get();
}

tesseract::TessBaseAPI* swedish_engine() {
  static const Engine engine = make_text_engine(swedish);
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

// How a picture was changed before it was read.
struct Straightened {
  PixPointer pix;
  double radians = 0;     // Turned clockwise about the middle.
  int quarter_turns = 0;  // Turned clockwise, after that.
};

// The page in the frame in which the picture was read; PageWords says how to get back.
PageWords upright(PageWords page, const Straightened& read) {
  page.turns = (4 - read.quarter_turns) % 4;
  page.skew = -read.radians;
  if (read.quarter_turns % 2 != 0) std::swap(page.width, page.height);
  page.words.clear();
  return page;
}

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

// A line of print: its boxes reach a fixed share of the font size over and under the
// baseline, as those of a text layer do, whatever letters stand on it. Layout needs that.
struct PrintedWord {
  PixelWord word;
  double size = 0;      // Of the line's font, pixels.
  double baseline = 0;  // Under the word's middle, pixels.
  // The word as high as its line, where it may have lost letters of Swedish.
  std::optional<PictureBox> line;
};

constexpr double ascent = 0.9, descent = 0.22;  // As the usual office fonts have them.

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

PageWord placed(const PrintedWord& printed, double dpi, const PageWords& page) {
  const double points = 72 / dpi;
  const auto inside = [](double value, double limit) { return std::clamp(value, 0.0, limit); };
  PageWord placed;
  placed.text = printed.word.text;
  placed.box = {inside(printed.word.left * points, page.width),
                inside((printed.baseline - ascent * printed.size) * points, page.height),
                inside(printed.word.right * points, page.width),
                inside((printed.baseline + descent * printed.size) * points, page.height)};
  placed.confidence = printed.word.confidence;
  placed.font_size = static_cast<float>(printed.size * points);
  placed.cell = printed.word.cell;
  placed.ruled_row = printed.word.ruled_row;
  placed.spaced = printed.word.spaced;
  placed.bold = printed.word.bold;
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
  // A page counter far above the text stays where it is.
  const bool far = distance(*nearest) > 0.7 * nearest->size;
  return {word, nearest->size, far ? static_cast<double>(word.bottom) : nearest->baseline, {}};
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

// All that the engine reads at once: words, each with its line.
struct FirstReading {
  std::vector<PrintedWord> words;
  // Short words that are a line by themselves: marks as a rule, and those are read better
  // one by one.
  std::vector<PrintedWord> alone;
  // Bytes of text in lines that run across the picture, and in lines that run down or up.
  std::size_t across = 0, upright = 0;

  void add(FirstReading more) {
    std::move(more.words.begin(), more.words.end(), std::back_inserter(words));
    std::move(more.alone.begin(), more.alone.end(), std::back_inserter(alone));
    across += more.across;
    upright += more.upright;
  }
};

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

// Adds what the engine has read.
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

bool is_page_like(const PictureTable::Cell& cell, double dpi) {
  return cell.box.height() > table_cell_inches * dpi;
}

// Where rules tell rows; frames around pieces of a page do not.
bool has_rows(const PictureTable& table, double dpi) {
  const auto& cells = table.cells;
  const bool columns =
      std::any_of(cells.begin(), cells.end(), [](const auto& cell) { return cell.column > 0; });
  return columns && cells.back().row > 0 &&
         std::none_of(cells.begin(), cells.end(),
                      [&](const auto& cell) { return is_page_like(cell, dpi); });
}

// Sets cell and row of the word: the smallest cell that it stands in, because a cell's box
// reaches over others where rules have breaks.
void place_in_cell(const RuledPicture& ruled, double dpi, PixelWord& word) {
  const int x = (word.left + word.right) / 2, y = (word.top + word.bottom) / 2;
  int number = 0, rows = 0;
  double least = 1e18;
  for (const PictureTable& table : ruled.tables) {
    const bool in_rows = has_rows(table, dpi);
    for (const PictureTable::Cell& cell : table.cells) {
      ++number;
      const PictureBox& box = cell.box;
      const double size = static_cast<double>(box.width()) * box.height();
      const bool inside = box.left <= x && x < box.right && box.top <= y && y < box.bottom;
      if (!inside || size >= least) continue;
      least = size;
      word.cell = number;
      word.ruled_row = in_rows ? rows + cell.row + 1 : 0;
    }
    rows += table.cells.back().row + 2;
  }
}

// What is left of a rule with breaks.
bool is_of_rules(const std::string& text) {
  return text == "—" || text.find_first_not_of("|_=~") == std::string::npos;
}

// Reads the cells of ruled tables one by one. The engine then holds the picture without rules.
void read_cells(tesseract::TessBaseAPI& engine, const RuledPicture& ruled, double dpi,
                FirstReading& reading) {
  engine.SetImage(ruled.unruled.get());
  engine.SetSourceResolution(static_cast<int>(dpi));
  int number = 0;
  for (const PictureTable& table : ruled.tables) {
    for (const PictureTable::Cell& cell : table.cells) {
      ++number;
      if (!cell.printed) continue;
      const PictureBox& box = cell.box;
      engine.SetPageSegMode(is_page_like(cell, dpi) ? tesseract::PSM_AUTO
                                                    : tesseract::PSM_SINGLE_BLOCK);
      look_at(engine, box);
      if (engine.Recognize(nullptr) != 0) continue;
      FirstReading of_cell;
      take_reading(engine, of_cell);
      const auto is_foreign = [&](PrintedWord& word) {
        place_in_cell(ruled, dpi, word.word);
        return word.word.cell != number || is_of_rules(word.word.text);
      };
      std::erase_if(of_cell.words, is_foreign);
      std::erase_if(of_cell.alone, is_foreign);
      reading.add(std::move(of_cell));
    }
  }
  engine.SetPageSegMode(tesseract::PSM_AUTO);
  look_at(engine, {0, 0, pixGetWidth(ruled.unruled.get()), pixGetHeight(ruled.unruled.get())});
}

bool share_place(const PixelWord& one, const PixelWord& other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom &&
         other.top < one.bottom;
}

// Reads again what stands alone, and what was not read at all.
void add_leftovers(tesseract::TessBaseAPI& engine, FirstReading& reading) {
  std::vector<PixelWord> pixel_words;
  for (const PrintedWord& word : reading.words) pixel_words.push_back(word.word);
  const std::vector<PrintedWord> lines = reading.words;
  const std::vector<PixelWord> found = read_leftovers(engine, pixel_words);
  for (const PrintedWord& word : reading.alone) {
    const bool read_again = std::any_of(found.begin(), found.end(), [&](const PixelWord& other) {
      return share_place(word.word, other);
    });
    if (!read_again) reading.words.push_back(lines.empty() ? word : beside(word.word, lines));
  }
  for (const PixelWord& word : found) reading.words.push_back(beside(word, lines));
}

void mark_bold(Pix* picture, std::vector<PrintedWord>& words) {
  std::vector<StrokedWord> stroked;
  for (const PrintedWord& printed : words) {
    const PixelWord& word = printed.word;
    stroked.push_back(
        {word.left, word.top, word.right, word.bottom, printed.size, printed.baseline});
  }
  tell_bold(picture, stroked);
  for (std::size_t i = 0; i < words.size(); ++i) words[i].word.bold = stroked[i].bold;
}

struct Recognised {
  PageWords page;
  std::vector<DoubtfulLetter> doubtful;
  bool sideways = false;  // Most of the writing runs down or up the picture.
};

Recognised recognised(tesseract::TessBaseAPI& engine, const Straightened& read, double dpi,
                      const PageWords& page) {
  Recognised recognised{upright(page, read)};
  PageWords& result = recognised.page;
  const PixPointer picture(pixCopy(nullptr, read.pix.get()));
  const std::vector<ClosedLine> closed = close_spaced_letters(picture.get(), dpi);
  const RuledPicture ruled = find_ruled_tables(picture.get(), dpi);
  engine.SetImage(ruled.tables.empty() ? picture.get() : ruled.rest.get());
  engine.SetSourceResolution(static_cast<int>(dpi));
  if (engine.Recognize(nullptr) != 0) return recognised;
  FirstReading reading;
  take_reading(engine, reading);
  if (!ruled.tables.empty()) read_cells(engine, ruled, dpi, reading);
  even_out_sizes(reading.words);
  recognised.sideways = reading.upright > reading.across;
  add_leftovers(engine, reading);
  mark_bold(ruled.tables.empty() ? picture.get() : ruled.unruled.get(), reading.words);
  for (PrintedWord& word : reading.words) {
    place_in_cell(ruled, dpi, word.word);
    place_back(closed, word.word);
    if (word.line && !word.word.spaced) {
      recognised.doubtful.push_back({result.words.size(), *word.line});
    }
    result.words.push_back(placed(word, dpi, result));
  }
  result.ocr_confidence = mean_confidence(result.words);
  return recognised;
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

void turn(Straightened& read, int turns) {
  PixPointer turned(turns == 0 ? nullptr : pixRotateOrth(read.pix.get(), turns));
  if (!turned) return;
  read.pix = std::move(turned);
  read.quarter_turns = (read.quarter_turns + turns) % 4;
}

// The letters tell cheaply; where they do not, the engine is asked about a page on its side.
void turn_upright(Straightened& read) {
  if (const auto turns = turns_by_letters(read.pix.get())) {
    turn(read, *turns);
  } else if (lies_sideways(read.pix.get())) {
    turn(read, turns_to_upright(read.pix.get()));
  }
}

void mend_swedish(const Straightened& read, double dpi, const std::vector<DoubtfulLetter>& doubtful,
                  PageWords& page) {
  tesseract::TessBaseAPI* engine = doubtful.empty() ? nullptr : swedish_engine();
  if (!engine) return;
  engine->SetImage(read.pix.get());
  engine->SetSourceResolution(static_cast<int>(dpi));
  put_swedish_letters_back(*engine, read.pix.get(), doubtful, page);
  engine->Clear();
}

}  // namespace

Result<Done> prepare_ocr() {
  for (const char* name : model_names) {
    if (models().contains(name)) continue;
    const auto path = model_folder() / (std::string(name) + ".traineddata");
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    std::vector<char> bytes(error ? 0 : size);
    std::ifstream file(path, std::ios::binary);
    if (bytes.empty() || !file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
      return Error{
          ErrorCode::not_installed, path.string(),
          std::string("the OCR model is missing; install the package tesseract-ocr-") + name};
    }
    models()[name] = std::move(bytes);
  }
  return Done{};
}

Result<PageWords> words_in_picture(Picture picture, PageWords page) {
  tesseract::TessBaseAPI* engine = text_engine();
  if (!engine) return Error{ErrorCode::internal, "", "the OCR engine could not be started"};
  // Of noisy scans at 200 dpi 1.8 % of the words are wrong so, and 2.2 without.
  for (std::vector<unsigned char>* shades : {&picture.grey, &picture.lightest})
    if (picture.unreduced && !shades->empty()) smooth(*shades, picture.width, picture.height);
  PixPointer pix = pix_of(picture);
  if (!pix) return Error{ErrorCode::too_big, "", "the picture of the page is too large for OCR"};
  erase_coloured_ink(pix.get(), picture.lightest, picture.dpi);
  if (PixPointer even = with_even_paper(pix.get())) pix = std::move(even);
  Straightened read = straightened(std::move(pix));
  turn_upright(read);
  turn_dark_fills(read.pix.get(), picture.dpi);
  erase_underlines(read.pix.get(), picture.dpi);
  Recognised reading = recognised(*engine, read, picture.dpi, page);
  // On a page without a word newer versions of the orientation detector crash.
  const auto& confidence = reading.page.ocr_confidence;
  const bool doubtful = confidence && *confidence < doubtful_confidence;
  Straightened turned{nullptr, read.radians, read.quarter_turns};
  if (reading.sideways || doubtful) {
    turned.pix.reset(pixClone(read.pix.get()));
    turn(turned, turns_to_upright(turned.pix.get()));
  }
  if (turned.quarter_turns != read.quarter_turns) {
    Recognised again = recognised(*engine, turned, picture.dpi, page);
    if (again.page.ocr_confidence.value_or(0) > confidence.value_or(0) - 0.05) {
      reading = std::move(again);
      read = std::move(turned);
    }
  }
  engine->Clear();
  PageWords words = std::move(reading.page);
  if (is_in_swedish(words)) mend_swedish(read, picture.dpi, reading.doubtful, words);
  words.source = PageSource::ocr;
  return words;
}

}  // namespace muistio
