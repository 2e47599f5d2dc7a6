// In place of pdf_file_walk.cc where poppler's own classes are not as it knows them.
#include "extractors/pdf_file_walk.h"

namespace muistio {

struct PdfWalk::Parts {};

PdfWalk::~PdfWalk() = default;

std::unique_ptr<PdfWalk> PdfWalk::open(std::string_view, bool) {
  return nullptr;
}

int PdfWalk::page_count() const {
  return 0;
}

std::u16string PdfWalk::info(const char*) const {
  return {};
}

PdfVersion PdfWalk::version() const {
  return {};
}

std::optional<PageShape> PdfWalk::shape_of(int) const {
  return std::nullopt;
}

bool PdfWalk::words_of(int, const std::function<bool(WalkedWord)>&) const {
  return false;
}

std::optional<Picture> PdfWalk::picture_of_images(int, Picture, std::size_t) const {
  return std::nullopt;
}

}  // namespace muistio
