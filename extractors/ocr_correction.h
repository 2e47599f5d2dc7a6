// Light correction of what OCR read, only where the dictionary and the usual confusions of
// OCR agree; the reading itself is kept in PageWord::original.
#pragma once

#include "corpus/language.h"
#include "extractors/page_words.h"

namespace muistio {

// Changes a word in lower case that the engine doubted and the dictionary does not know, if
// undoing one confusion of letters (l for i, rn for m, 0 for o…) gives exactly one word that
// the dictionary knows; and the sign after a section number ("65 &") to "§". Never changes
// numbers, names or words with capitals.
void correct_reading(PageWords& page, Language& language);

}  // namespace muistio
