// The public record of a memo as JSON, one line, as corpus/record.schema.json says.
#pragma once

#include <string>

#include "corpus/document.h"
#include "corpus/memo.h"

namespace muistio {

enum class WithText { no, yes };

// One JSON object without a line end. Spans become Unicode code points of the document's
// text. Output is always valid UTF-8.
std::string record_json(const Memo& memo, const Document& document, WithText with_text);

}  // namespace muistio
