#include "rules/text_words.h"

#include "corpus/unicode.h"

namespace muistio {

TextWords::TextWords(const Rulebook& rulebook)
    : coordinators(rulebook, {"coordinator"}),
      that_words(rulebook, {"that"}),
      relatives(rulebook, {"relative"}),
      at_meeting(rulebook, {"at_meeting"}) {}

bool TextWords::ends_in_that(std::string_view text) const {
  const std::size_t space = text.rfind(' ');
  return space != text.npos && that_words.has(lower_case(text.substr(space + 1)));
}

}  // namespace muistio
