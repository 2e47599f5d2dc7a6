// A Memo as bytes: what a worker sends to its parent beside the Document it was found in.
//
// Boxes are kept to a hundredth of a point, confidences to a thousandth; all else comes
// back as it was.
#pragma once

#include <string>
#include <string_view>

#include "corpus/memo.h"
#include "corpus/result.h"

namespace muistio {

std::string encode_memo(const Memo& memo);

// Believes nothing: in a memo that comes back every span lies inside the document's `text`
// and on code points, every text is valid UTF-8 and every number is one. Anything else is
// broken.
Result<Memo> decode_memo(std::string_view bytes, std::string_view text);

}  // namespace muistio
