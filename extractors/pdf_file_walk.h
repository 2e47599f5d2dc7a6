// The words of a PDF from poppler's own classes. One walk over a page tells what poppler's C++
// interface tells in two, with a search for fonts on top: words with places and fonts, and the
// order in which they are drawn. Poppler does not promise to keep those classes as they are, so
// they are used only where the build finds them as they are known; elsewhere PdfFile does
// without, and takes twice as long.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/document.h"
#include "extractors/pdf_file.h"

namespace muistio {

struct WalkedWord {
  std::string text;  // As LetterReader says; may be empty.
  Box box;
  double font_size = 0;
  int turns = 0;
  bool space_after = false;
  std::string_view font;    // Its name, that of the first letter; empty where it has none.
  std::uint32_t drawn = 0;  // Grows in the order of drawing.
};

struct PdfVersion {
  int major = 0, minor = 0;
};

// In points, before the page is turned.
struct PageShape {
  double width = 0, height = 0;
  bool sideways = false;  // It is to be turned by a quarter or three.
};

class PdfWalk {
 public:
  // The bytes must outlive it, and so must another document that poppler has open. Null where
  // poppler's classes are not used or cannot open the file. Text that the PDF says is not to be
  // seen is read only `with_unseen`: in a file with images it may be the text of a scan.
  static std::unique_ptr<PdfWalk> open(std::string_view bytes, bool with_unseen);
  ~PdfWalk();

  int page_count() const;

  // What the PDF says of itself under that key, as UTF-16; empty where nothing.
  std::u16string info(const char* key) const;

  PdfVersion version() const;

  // Absent where the page cannot be had.
  std::optional<PageShape> shape_of(int page) const;

  // Hands over the words of the page, from 1 on, in reading order as poppler sees it, until
  // `take` returns false. Words that a black or white box is painted over are left out; true
  // where there were any.
  bool words_of(int page, const std::function<bool(WalkedWord)>& take) const;

  // The page in a picture of that size and resolution, where images of no more points are all that
  // is on it (pdf_file_images.h).
  std::optional<Picture> picture_of_images(int page, Picture empty, std::size_t most_points) const;

 private:
  struct Parts;
  explicit PdfWalk(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace muistio
