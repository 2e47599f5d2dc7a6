// What the full-text index takes for a word: as the tokenizer unicode61 does, letters, digits
// and the marks that stand on them.
#pragma once

#include <string_view>
#include <vector>

namespace muistio {

// The words of a text: of "sote-uudistus" two.
std::vector<std::string_view> index_tokens(std::string_view text);

// True where the whole text is one such word.
bool is_index_token(std::string_view text);

}  // namespace muistio
