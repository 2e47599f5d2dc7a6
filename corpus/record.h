// The public record of a memo as JSON, one line, as corpus/record.schema.json says.
#pragma once

#include <string>
#include <string_view>

#include "corpus/document.h"
#include "corpus/memo.h"
#include "corpus/result.h"

namespace muistio {

enum class WithText { no, yes };

// One JSON object without a line end. Spans become Unicode code points of the document's
// text. Output is always valid UTF-8.
std::string record_json(const Memo& memo, const Document& document, WithText with_text);

// A record as record_json wrote it, back into a Memo. Spans are turned back into bytes of
// `text`, the same document's text. Any deviation from the schema is an error (broken).
Result<Memo> parse_record(std::string_view json, std::string_view text);

}  // namespace muistio
