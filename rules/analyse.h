// Document -> Memo: everything the rules find in one document.
#pragma once

#include "corpus/document.h"
#include "corpus/language.h"
#include "corpus/memo.h"
#include "rules/rulebook.h"

namespace muistio {

// Source is left as given by the caller except for its text and OCR confidence, which
// follow from the document. Never fails: a document in which nothing is found gives an
// empty memo with an issue that says so.
Memo analyse(const Document& document, Source source, const Rulebook& rulebook, Language& language);

// Where the text came from, over all pages.
TextSource text_source_of(const Document& document);

}  // namespace muistio
