// Light correction of what OCR read, only where the dictionary and the usual confusions of
// OCR agree; the reading itself is kept in PageWord::original.
#pragma once

#include "corpus/language.h"
#include "extractors/page_words.h"

namespace muistio {

// Joins two words with no space between them that are one the dictionary knows, where it does not
// know both. Changes a word in lower case that the engine doubted and the dictionary does not know,
// if undoing one confusion of letters (l for i, rn for m, 0 for o…) gives exactly one word that the
// dictionary knows; the sign after a section number ("65 &") to "§"; and "4," before a capital at
// the beginning of a line to "4." where 3 or 5 stands above or below it in the same way; a given
// name with dots too many before another word with a capital ("Riinä" to "Riina") or with a small
// letter like its capital there ("olavi" to "Olavi"); "liris" to "Iiris" and "Iasku" to "lasku"
// where the dictionary knows that one only; and specks before the rest of a word that was divided
// at the end of the line above. Changes no other figures, names or words with capitals.
void correct_reading(PageWords& page, Language& language);

}  // namespace muistio
