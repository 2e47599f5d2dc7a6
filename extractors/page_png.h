// A page as it is printed, with what the reader made of it drawn on it: for a person who
// wonders why a memo came out as it did.
#pragma once

#include <string>
#include <string_view>

#include "corpus/document.h"
#include "corpus/result.h"
#include "extractors/read_document.h"

namespace muistio {

// A PNG in colours. Lines of print are tinted, in tables by column; rows and blocks are
// framed, blocks in the colour of their kind and numbered as in Document::blocks; thin lines
// lead from block to block in reading order; furniture is grey. `bytes` is the file that the
// document was read from, and as hostile as there. Fails with not_found where the document
// has no such page, and where the page cannot be rendered.
Result<std::string> page_png(std::string_view bytes, const Document& document, int page,
                             const ReadingLimits& limits);

}  // namespace muistio
