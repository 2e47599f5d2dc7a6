#include "extractors/ocr.h"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "extractors/image_scaling.h"
#include "extractors/ocr_bold.h"
#include "extractors/ocr_cells.h"
#include "extractors/ocr_coloured_ink.h"
#include "extractors/ocr_engines.h"
#include "extractors/ocr_fills.h"
#include "extractors/ocr_first_reading.h"
#include "extractors/ocr_leftovers.h"
#include "extractors/ocr_paper.h"
#include "extractors/ocr_spaced_letters.h"
#include "extractors/ocr_straightening.h"
#include "extractors/ocr_swedish.h"
#include "extractors/ocr_tables.h"
#include "extractors/ocr_underlines.h"

namespace muistio {
namespace {

// Below this mean confidence the page may be lying on its side.
constexpr double doubtful_confidence = 0.55;

constexpr double ascent = 0.9, descent = 0.22;  // As the usual office fonts have them.

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

// The page in the frame in which the picture was read; PageWords says how to get back.
PageWords upright(PageWords page, const Straightened& read) {
  page.turns = (4 - read.quarter_turns) % 4;
  page.skew = -read.radians;
  if (read.quarter_turns % 2 != 0) std::swap(page.width, page.height);
  page.words.clear();
  return page;
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

// Reads what stands alone in a cell and is neither a mark nor a number.
void add_lone_cells(tesseract::TessBaseAPI& engine, const RuledPicture& ruled, double dpi,
                    FirstReading& reading) {
  std::set<int> read;
  for (PrintedWord& word : reading.words) {
    place_in_cell(ruled, dpi, word.word);
    read.insert(word.word.cell);
  }
  const auto is_unread = [&](const auto& cell, int number) {
    return cell.lone && !read.contains(number);
  };
  FirstReading found = read_cells(engine, ruled, dpi, is_unread);
  std::move(found.words.begin(), found.words.end(), std::back_inserter(found.alone));
  const std::vector<PrintedWord> lines = reading.words;
  for (const PrintedWord& word : found.alone)
    reading.words.push_back(lines.empty() ? word : beside(word.word, lines));
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
  if (!ruled.tables.empty()) {
    // Marks are read as leftovers are.
    reading.add(read_cells(engine, ruled, dpi, [](const auto& cell, int) { return !cell.lone; }));
  }
  even_out_sizes(reading.words);
  recognised.sideways = reading.upright > reading.across;
  add_leftovers(engine, reading);
  if (!ruled.tables.empty()) add_lone_cells(engine, ruled, dpi, reading);
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
  return load_models();
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
