// A Document as bytes: what a worker sends to its parent and what the corpus keeps.
//
// Boxes and font sizes are kept to a hundredth of a point, confidences to a thousandth;
// all else comes back as it was.
#pragma once

#include <string>
#include <string_view>

#include "corpus/document.h"
#include "corpus/result.h"

namespace muistio {

// The whole document, not compressed.
std::string encode_document(const Document& document);

// Believes nothing: a document that comes back keeps every promise of corpus/document.h
// that other code relies on (spans in order, inside the text and on code points; ranges
// inside their lists; valid UTF-8). Anything else is broken.
Result<Document> decode_document(std::string_view bytes);

// All but the text, compressed; decode with the same text. A stream that cannot be right
// is bad_corpus.
std::string encode_layout(const Document& document);
Result<Document> decode_layout(std::string_view bytes, std::string text);

// The same from a document that encode_document() has made. True for the second where the stream
// says what the document says, byte by byte.
std::string layout_of(std::string_view encoded_document);
bool is_layout_of(std::string_view layout, std::string_view encoded_document);

}  // namespace muistio
