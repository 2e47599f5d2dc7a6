// Which words of a line or a sentence are the title of the meeting. Inside the header only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/header_lines.h"
#include "rules/passage.h"

namespace muistio {

// "X:n kokouksen 1/2010 pöytäkirja", "Pöytäkirja X:n kokouksesta" -> "X:n kokous": the paper
// is not the meeting. Absent where the line does not name the paper so.
std::optional<std::string> meeting_of_paper(const Passage& passage, const HeadLine& line);

// "Esityslista: kutsutaan varsinaiseen yhtiökokoukseen", "Johtokunnan kokous 3/2024 pidettiin ...",
// "Protokoll fört vid Byalagets årsmöte den 14 mars": the meeting that a sentence tells of.
std::optional<std::string> meeting_told_in(const Passage& passage, const HeadLine& line);

// "Höstmöte torsdagen den 15.11.2007 kl 18.30" -> "Höstmöte": a time is the field of a line
// that has no label. A day alone is part of the name: "Jäsenkokous 6.11.2010".
std::string_view without_time(const Passage& passage, std::string_view title);

// "Esimerkki Oy:n yhtiökokous" -> "yhtiökokous": one word says it all. The name of an association
// goes only where another line of the head has it.
std::string_view without_owner(const Passage& passage, std::string_view title,
                               const std::vector<HeadLine>& lines);

}  // namespace muistio
