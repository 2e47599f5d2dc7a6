// In place of pdf_file_images.cc where poppler's own classes are not as it knows them.
#include "extractors/pdf_file_images.h"

namespace muistio {

std::optional<Picture> picture_of_images(PDFDoc&, int, Picture, std::size_t) {
  return std::nullopt;
}

}  // namespace muistio
