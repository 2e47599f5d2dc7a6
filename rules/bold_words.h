// Which words of a document stand in bold.
#pragma once

#include <cstddef>

#include "corpus/document.h"

namespace muistio {

// The bold words with which the span begins; empty where the first of its words is not bold.
Span bold_beginning(const Document& document, Span span);

// The end of these where others of the span's words follow; that of the span where all or none
// are bold.
std::size_t end_of_bold(const Document& document, Span span);

// True where the word that holds the byte offset is bold.
bool is_bold_at(const Document& document, std::size_t offset);

}  // namespace muistio
