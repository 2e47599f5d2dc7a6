// Whether a Document keeps the promises of corpus/document.h. A parent process asks this
// about what a worker tells it, before anything else trusts the spans and ranges.
#pragma once

#include <optional>
#include <string>

#include "corpus/document.h"

namespace muistio {

// The first broken promise that is found, as a sentence; absent where all are kept. Cheap
// against reading the document; safe on any contents whatever.
std::optional<std::string> broken_promise(const Document& document);

}  // namespace muistio
