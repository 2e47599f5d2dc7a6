// One PDF: its words page by page, and pictures of its pages. The only home of poppler.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.h"
#include "corpus/result.h"
#include "extractors/page_words.h"
#include "extractors/read_document.h"

namespace muistio {

// A rendered page: rows of 8-bit grey, white is 255.
struct Picture {
  int width = 0, height = 0;
  double dpi = 0;
  std::vector<unsigned char> grey;      // width * height.
  std::vector<unsigned char> lightest;  // As many, of red, green and blue; empty without colour.
  bool unreduced = false;  // Its points are those of the page's images, with their noise.
};

// How poppler is asked for words: by its own classes where this build can (pdf_file_walk.h), or
// by its C++ interface. Both tell the same words, but for those that are painted over.
enum class PdfWay { quickest, interface };

class PdfFile {
 public:
  // The bytes must outlive the file. Fails with not_pdf, locked or broken.
  static Result<PdfFile> open(std::string_view bytes, PdfWay way = PdfWay::quickest);

  // Makes poppler load what it loads on first use (tables, character converters) and keeps
  // it loaded. Fails with internal where a PDF made for the purpose does not come back as
  // it should, which is how a missing character converter shows.
  static Result<Done> prepare();

  PdfFile(PdfFile&&) noexcept;
  ~PdfFile();

  int page_count() const;
  PdfInfo info() const;

  // Pages count from 1. Fails with broken where the page cannot be had.
  Result<PageWords> words_of(int page, const ReadingLimits& limits) const;

  // True where words_of() sets PageWord::drawn.
  bool tells_drawing_order() const;

  // For where it does not: the words of the page in the order in which its content draws them;
  // they may be divided otherwise than those above. Reads the page once more. Empty where it
  // cannot be had.
  std::vector<std::string> words_as_drawn(int page, const ReadingLimits& limits) const;

  // The page as it is shown: drawn by poppler, but for pages that are images and nothing else
  // (pdf_file_images.h). Fails with too_big over the pixel or side limit, with broken where poppler
  // gives no picture or one that is not of the page's size.
  Result<Picture> picture_of(int page, double dpi, const ReadingLimits& limits) const;

  // False where the file surely holds no image.
  bool has_images() const;

  // True where the file holds an image of the page's shape and fine enough to be a scan of it;
  // which page shows it, poppler does not tell.
  bool may_be_scan(const PageWords& page) const;

  // The first few complaints of the parser since the file was opened, and how many there
  // were in all.
  const std::vector<std::string>& complaints() const;
  std::size_t complaint_count() const;

 private:
  struct Parts;
  explicit PdfFile(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace muistio
