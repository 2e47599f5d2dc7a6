#include "extractors/read_document.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "extractors/assembly.h"
#include "extractors/divided_rows.h"
#include "extractors/drawing_order.h"
#include "extractors/furniture.h"
#include "extractors/layout.h"
#include "extractors/ocr.h"
#include "extractors/ocr_correction.h"
#include "extractors/page_marks.h"
#include "extractors/pdf_file.h"
#include "extractors/print_lines.h"
#include "extractors/row_labels.h"
#include "extractors/side_boxes.h"
#include "extractors/spreads.h"
#include "extractors/text_layer.h"

namespace muistio {
namespace {

// What was read of a file: the pages' words by direction of writing, those of one page one
// after the other.
struct Reading {
  std::vector<ReadPage> parts;
  std::vector<Page> pages;
  PageMarks marks;
  std::vector<Issue> issues;
};

// Scans have 200 dots an inch as a rule, and finer pictures read no better (on 5 scanned pages
// the same words at 200, 250 and 300, at 1.0, 1.2 and 1.3 times the cost); a page that reads
// badly may have small print and is read once more.
constexpr double ocr_dpi = 200, finer_ocr_dpi = 300;
constexpr double well_read = 0.8;  // Mean confidence.

Result<PageWords> words_by_ocr(const PdfFile& file, const ReadingLimits& limits,
                               const PageWords& page, double dpi) {
  auto picture = file.picture_of(page.number, dpi, limits);
  if (!picture) return picture.error();
  return words_in_picture(std::move(picture).value(), page);
}

// The better of two readings of the page.
Result<PageWords> read_by_ocr(const PdfFile& file, const ReadingLimits& limits,
                              const PageWords& page) {
  auto words = words_by_ocr(file, limits, page, ocr_dpi);
  if (!words) return words;
  const double confidence = words.value().ocr_confidence.value_or(1);
  if (confidence >= well_read) return words;
  auto finer = words_by_ocr(file, limits, page, finer_ocr_dpi);
  const bool better = finer && finer.value().ocr_confidence.value_or(0) > confidence;
  return better ? finer : words;
}

// True where the few words of the page are not all that is printed on it.
bool is_stamped_scan(const PdfFile& file, const ReadingLimits& limits, const PageWords& page) {
  constexpr double coarse_dpi = 36;
  if (!file.has_images()) return false;
  const auto picture = file.picture_of(page.number, coarse_dpi, limits);
  return picture && shows_more_print(picture.value(), page);
}

// True where we read the page better than the words say that somebody else did.
bool is_better_reading(const PageWords& ours, const PageWords& theirs, Language& language) {
  constexpr double better = 0.05;
  if (ours.words.size() * 10 < theirs.words.size() * 6) return false;
  const auto known = known_share(ours, language), known_before = known_share(theirs, language);
  return known && known_before && *known > *known_before + better;
}

// Puts the words of OCR in place of the page's own.
void take_ocr(PageWords words, Language& language, PageWords& page, std::vector<Issue>& issues) {
  page = std::move(words);
  correct_reading(page, language);
  if (is_badly_read(page, language)) {
    issues.push_back(
        {"page_badly_read", "much of this scanned page could not be read well", page.number});
  }
}

// The words of a scan are a stamp, or what somebody else's OCR read, well or badly. The page
// is read again where they are not all, or mostly unknown, and the better reading is kept.
void mend_words_on_scan(const PdfFile& file, const ReadingLimits& limits, Language& language,
                        bool few_words, PageWords& page, std::vector<Issue>& issues) {
  constexpr double well_known = 0.75;
  const bool scan = file.may_be_scan(page);
  if (!scan && !few_words) return;
  const bool partial = is_stamped_scan(file, limits, page);
  if (!partial && (!scan || known_share(page, language).value_or(1) >= well_known)) return;
  auto words = read_by_ocr(file, limits, page);
  if (!words) return;
  const std::size_t enough = few_words ? page.words.size() : page.words.size() * 3 / 2;
  const bool more = partial && words.value().words.size() >= enough;
  if (!more && !is_better_reading(words.value(), page, language)) return;
  take_ocr(std::move(words).value(), language, page, issues);
}

// Words read by OCR in place of a text layer that is not there, is garbled, or does not tell
// what is on a scan.
void mend_text_layer(const PdfFile& file, const ReadingOptions& options, Language& language,
                     PageWords& page, std::vector<Issue>& issues) {
  const TextLayer layer = judge_text_layer(page, language);
  const bool garbled = layer == TextLayer::garbled, empty = layer == TextLayer::empty;
  const auto garbled_issue = [&] {
    issues.push_back({"text_garbled", "the page's text layer is garbled", page.number});
  };
  if (!options.ocr) {
    if (garbled) garbled_issue();
    return;
  }
  if (!garbled && !empty) {
    mend_words_on_scan(file, options.limits, language, layer == TextLayer::scanty, page, issues);
    return;
  }
  auto words = read_by_ocr(file, options.limits, page);
  if (!words && empty) {
    issues.push_back({"page_unreadable", words.error().message, page.number});
    return;
  }
  if (words && (empty || !words.value().words.empty())) {
    take_ocr(std::move(words).value(), language, page, issues);
  } else if (garbled) {
    garbled_issue();
  }
}

// Asks the order of drawing, and leaves PageWord::drawn to pages where it is worth something
// again.
void use_drawing(PageWords& page, std::vector<PrintLine>& lines, const PdfFile& file,
                 const ReadingLimits& limits) {
  const bool needed = needs_drawing_order(page, lines);
  if (needed && !file.tells_drawing_order()) {
    note_drawing_order(page, lines, file.words_as_drawn(page.number, limits));
  }
  const bool cell_by_cell = raise_labels(page, lines);
  if (needed || cell_by_cell) return;
  for (PageWord& word : page.words) word.drawn = 0;
}

void add_page(Reading& reading, PageWords words, const PdfFile& file, const ReadingLimits& limits) {
  Page page;
  page.number = words.number;
  const bool sideways = words.turns % 2 != 0;
  page.width = sideways ? words.height : words.width;
  page.height = sideways ? words.width : words.height;
  page.source = words.source;
  page.ocr_confidence = words.ocr_confidence;
  reading.pages.push_back(page);
  if (words.cut) {
    reading.issues.push_back(
        {"page_cut", "the page holds too much text; the rest is left out", words.number});
  }
  if (words.covered) {
    reading.issues.push_back(
        {"text_covered", "words that a box is painted over are left out", words.number});
  }
  reading.marks.take_from(words);
  join_spaced_letters(words);
  drop_leaders(words);
  for (PageWords& direction : by_direction(std::move(words))) {
    for (PageWords& part : halves_of_spread(std::move(direction))) {
      std::vector<PrintLine> lines = print_lines(part);
      auto side_boxes = take_side_boxes(part, lines);
      if (part.source == PageSource::text_layer) use_drawing(part, lines, file, limits);
      reading.parts.push_back({std::move(part), std::move(lines), {}, std::move(side_boxes)});
    }
  }
}

Reading read_pages(const PdfFile& file, const ReadingOptions& options, Language& language) {
  Reading reading;
  const int count = std::min(file.page_count(), options.limits.pages);
  for (int number = 1; number <= count; ++number) {
    if (options.go_on && !options.go_on(number)) {
      reading.issues.push_back({"time_limit", "reading stopped here for want of time", number});
      return reading;
    }
    const std::size_t heard = file.complaint_count();
    auto words = file.words_of(number, options.limits);
    if (!words) {
      reading.issues.push_back({"page_unreadable", words.error().message, number});
      continue;
    }
    mend_text_layer(file, options, language, words.value(), reading.issues);
    if (words.value().words.empty() && file.complaint_count() > heard) {
      reading.issues.push_back(
          {"page_damaged", "nothing could be read of this damaged page", number});
    }
    add_page(reading, std::move(words).value(), file, options.limits);
  }
  if (count < file.page_count()) {
    reading.issues.push_back(
        {"pages_cut", "the document has too many pages; the rest are left out", count + 1});
  }
  return reading;
}

// The furniture of each page stays together.
void add_furniture(std::vector<Furniture>& furniture, std::vector<Furniture> more) {
  furniture.insert(furniture.end(), std::make_move_iterator(more.begin()),
                   std::make_move_iterator(more.end()));
  std::stable_sort(
      furniture.begin(), furniture.end(),
      [](const Furniture& one, const Furniture& other) { return one.page < other.page; });
}

Document assembled(Reading reading, const ReadingOptions& options, Language& language) {
  std::vector<Furniture> furniture = take_furniture(reading.parts);
  add_furniture(furniture, reading.marks.take());
  ZoneFinder finder(language);
  for (ReadPage& part : reading.parts) part.zones = finder.zones_of(part.words, part.lines);
  const TypeMeasure measure = measure_type(reading.parts);
  std::vector<LaidPage> laid;
  for (const ReadPage& part : reading.parts) laid.push_back({&part, lay_out(part, measure)});
  add_furniture(furniture, join_divided_rows(laid));
  Assembly assembly(language, options.limits.text);
  auto part = laid.begin();
  for (const Page& page : reading.pages) {
    assembly.begin_page(page);
    for (; part != laid.end() && part->part->words.number == page.number; ++part) {
      assembly.add(part->part->words, part->blocks);
    }
  }
  Document document = assembly.take();
  document.furniture = std::move(furniture);
  document.issues.insert(document.issues.begin(), reading.issues.begin(), reading.issues.end());
  return document;
}

}  // namespace

Result<Done> prepare_reading(const ReadingOptions& options) {
  if (options.ocr) {
    if (auto ready = prepare_ocr(); !ready) return ready;
  }
  return PdfFile::prepare();
}

Result<Document> read_document(std::string_view bytes, const ReadingOptions& options,
                               Language& language) {
  const auto file = PdfFile::open(bytes);
  if (!file) return file.error();
  const PdfFile& pdf = file.value();
  if (pdf.page_count() == 0) return Error{ErrorCode::broken, "", "the PDF has no pages"};
  Document document = assembled(read_pages(pdf, options, language), options, language);
  document.pdf = pdf.info();
  document.page_count = pdf.page_count();
  if (document.words.empty() && document.furniture.empty()) {
    document.issues.push_back({"no_text", "no text was found on any page", {}});
  }
  return document;
}

}  // namespace muistio
