#include "extractors/read_document.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "extractors/assembly.h"
#include "extractors/furniture.h"
#include "extractors/layout.h"
#include "extractors/ocr.h"
#include "extractors/ocr_correction.h"
#include "extractors/pdf_file.h"
#include "extractors/print_lines.h"

namespace muistio {
namespace {

// What was read of a file: the pages' words by direction of writing, those of one page one
// after the other.
struct Reading {
  std::vector<ReadPage> parts;
  std::vector<Page> pages;
  std::vector<Issue> issues;
};

// Scans have 200 dots an inch as a rule, and finer pictures read no better (on 5 scanned pages
// the same words at 200, 250 and 300, at 1.0, 1.2 and 1.3 times the cost); a page that reads
// badly may have small print and is read once more.
constexpr double ocr_dpi = 200, finer_ocr_dpi = 300;
constexpr double well_read = 0.8;  // Mean confidence.

Result<PageWords> words_by_ocr(const PdfFile& file, const ReadingLimits& limits,
                               const PageWords& page, double dpi) {
  const auto picture = file.picture_of(page.number, dpi, limits);
  if (!picture) return picture.error();
  return words_in_picture(picture.value(), page);
}

// Fills a page that has no words from a picture of it.
void read_by_ocr(const PdfFile& file, const ReadingLimits& limits, PageWords& page,
                 std::vector<Issue>& issues, Language& language) {
  auto words = words_by_ocr(file, limits, page, ocr_dpi);
  if (!words) {
    issues.push_back({"page_unreadable", words.error().message, page.number});
    return;
  }
  const double confidence = words.value().ocr_confidence.value_or(1);
  if (confidence < well_read) {
    auto finer = words_by_ocr(file, limits, page, finer_ocr_dpi);
    if (finer && finer.value().ocr_confidence.value_or(0) > confidence) words = std::move(finer);
  }
  page = std::move(words).value();
  correct_reading(page, language);
}

void add_page(Reading& reading, PageWords words) {
  Page page;
  page.number = words.number;
  page.width = words.width;
  page.height = words.height;
  page.source = words.source;
  page.ocr_confidence = words.ocr_confidence;
  reading.pages.push_back(page);
  if (words.cut) {
    reading.issues.push_back(
        {"page_cut", "the page holds too much text; the rest is left out", words.number});
  }
  join_spaced_letters(words);
  for (PageWords& part : by_direction(std::move(words))) {
    std::vector<PrintLine> lines = print_lines(part);
    reading.parts.push_back({std::move(part), std::move(lines), {}});
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
    auto words = file.words_of(number, options.limits);
    if (!words) {
      reading.issues.push_back({"page_unreadable", words.error().message, number});
      continue;
    }
    if (words.value().words.empty() && options.ocr) {
      read_by_ocr(file, options.limits, words.value(), reading.issues, language);
    }
    add_page(reading, std::move(words).value());
  }
  if (count < file.page_count()) {
    reading.issues.push_back(
        {"pages_cut", "the document has too many pages; the rest are left out", count + 1});
  }
  return reading;
}

Document assembled(Reading reading, const ReadingOptions& options, Language& language) {
  std::vector<Furniture> furniture = take_furniture(reading.parts);
  ZoneFinder finder;
  for (ReadPage& part : reading.parts) part.zones = finder.zones_of(part.words, part.lines);
  const TypeMeasure measure = measure_type(reading.parts);
  Assembly assembly(language, options.limits.text);
  auto part = reading.parts.begin();
  for (const Page& page : reading.pages) {
    assembly.begin_page(page);
    for (; part != reading.parts.end() && part->words.number == page.number; ++part) {
      assembly.add(part->words, lay_out(*part, measure));
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
