// Where a meeting was held, as a sentence tells it. Inside the header only.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "corpus/memo.h"
#include "rules/dates.h"
#include "rules/passage.h"

namespace muistio {

// "... kokoontui eilen Puustolan museossa": the place that the sentence tells behind its verb.
// `dates` of the passage, in order, here and below.
std::optional<Stated> place_of_sentence(const Passage& passage, Span sentence,
                                        const std::vector<FoundDate>& dates);

// "... 3.4.2018 Puustolan museon luentosalissa": the first words of the span in a local case, with
// the genitives before them and the town, house or address behind them.
std::optional<Stated> place_after(const Passage& passage, Span rest,
                                  const std::vector<FoundDate>& dates);

// "... hos Alma Ek den 12.11.2003", "... i Bystugan": the name behind a preposition, up to a day, a
// mark or the span's end.
std::optional<Stated> swedish_place_after(const Passage& passage, Span rest,
                                          const std::vector<FoundDate>& dates);

// "Iisalmi", and no name of a person: that is two words.
bool is_town(const Passage& passage, std::string_view name);

}  // namespace muistio
