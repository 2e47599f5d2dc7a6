// Whether reading works here at all: told by a document whose text is known.
#pragma once

#include "corpus/language.h"
#include "corpus/result.h"

namespace muistio {

// Reads a small PDF made on the spot. Needed inside the sandbox, where poppler gives empty
// text without an error once it cannot load a character converter.
Result<Done> test_reading(Language& language);

}  // namespace muistio
