// Pictures of pages that are nothing but images, as scans are: the images themselves, scaled.
// That takes a fraction of the time in which poppler draws them.
#pragma once

#include <cstddef>
#include <optional>

#include "extractors/pdf_file.h"

class PDFDoc;

namespace muistio {

// The page as poppler would draw it, in a picture of this size and resolution. Absent where
// anything else is painted on it than upright images (turned by quarters or mirrored as they may
// be), or where they have more points in all than that: those pages are to be drawn.
std::optional<Picture> picture_of_images(PDFDoc& document, int page, Picture empty,
                                         std::size_t most_points);

}  // namespace muistio
