// What OCR makes of the numbers of an agenda, and how they are read after all. Inside the
// agenda only.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "rules/agenda_lines.h"

namespace muistio {

// The number of a line whose letters stand for figures, or whose section sign became another:
// "l. Avaus", "1O.", "$ 8 Avaus", "Siv.ltk 8 50".
std::optional<ItemNumber> parse_misread_number(std::string_view line, const AgendaWords& words);

// OCR reads "§" as 8, so "61 §" becomes "618" or "61 8", and "§ 4" becomes "8 4". Which it is
// shows over the whole agenda: read aright, the numbers run on.
void mend_section_signs(const Passage& passage, const std::vector<PrintedRow>& rows,
                        std::vector<Numbered>& all);

// OCR may lose a number whole: between "2. Avaus" and "4. Talous" the one line that stands where
// they do, and looks as they do, heads item 3. Adds it to `all`; true where there was one.
// `sequence` is that of the agenda, as indices into `all`.
bool add_lost_numbers(const Passage& passage, const std::vector<PrintedRow>& rows,
                      const std::vector<std::size_t>& sequence, std::vector<Numbered>& all);

}  // namespace muistio
