// The body that met, in the nominative. Inside the header only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/memo.h"
#include "rules/header_lines.h"
#include "rules/passage.h"

namespace muistio {

// From a label "Toimielin", a line that is the name of an organ, the genitive of a title
// ("Kuljetustyöryhmän kokous"), and the organisation where no organ is named.
std::optional<Stated> find_body(const Passage& passage, const std::vector<LabelledField>& fields,
                                const std::vector<HeadLine>& lines);

// "yhteisen kirkkoneuvoston" -> "Yhteinen kirkkoneuvosto", "Suomen Harppuyhdistys ry:n" ->
// "Suomen Harppuyhdistys ry"; absent where the words do not end in the genitive of an organ
// or an organisation.
std::optional<std::string> body_in_nominative(const Passage& passage, std::string_view genitive);

// "Kokous: Ohjausryhmä 5": the words of the first such field that names a body or a meeting.
const LabelledField* field_of_meeting(const Passage& passage,
                                      const std::vector<LabelledField>& fields);

// "2021-04-22 Ohjausryhmä" -> "Ohjausryhmä"; a text that begins with no day stays as it is.
std::string_view behind_day(const Passage& passage, std::string_view text);

// True where the word is an organ in the nominative: "työryhmä", "Kunnanhallitus".
bool is_organ(const Passage& passage, std::string_view word);

// True of the name of an organ in the nominative: "Vesalan nuorisojaosto", "Arbetsgruppen för
// vägar".
bool names_organ(const Passage& passage, std::string_view name);

// The name of who met, behind the word of the meeting: of " med Byns väglag i skolan" it is "Byns
// väglag".
std::optional<Span> group_behind(const Passage& passage, std::string_view text);

// True where the line is nothing but the name of an organ or an organisation.
bool names_body(const Passage& passage, std::string_view line);

}  // namespace muistio
