// How much a line of the head looks like the title of the meeting. Inside the header only.
#pragma once

#include <string_view>

#include "rules/header_lines.h"
#include "rules/header_words.h"
#include "rules/passage.h"

namespace muistio {

// What stands around a title, and is no part of it.
inline constexpr std::u32string_view title_dividers = U",;:–-";

// How much the line looks like the title; nothing below 1 is one. `largest`: the largest type of
// the head, in points.
double title_merit(const Passage& passage, const HeadLine& line, double largest);

// "Protokoll fört vid årsmöte den 14 mars på Solhem": the opening of the text, not its title.
bool opens_text(const Passage& passage, const HeadLine& line);

// "PROTOKOLL FÖRT VID ÅRSMÖTE", with no day behind it, is a heading as it stands.
bool is_whole_heading(const Passage& passage, const HeadLine& line);

// "Kutsu kyläkokoukseen", "Kallelse till höstmöte": the paper's own heading.
bool is_invitation(const Passage& passage, const HeadLine& line);

// "Kokous", "MÖTE": the label of a meeting, which says nothing of it.
bool is_bare_meeting(const Passage& passage, std::string_view text);

// " i byagården": the first of several words is one that stands before places.
bool tells_place_in_swedish(const HeaderWords& words, std::string_view behind_meeting);

}  // namespace muistio
