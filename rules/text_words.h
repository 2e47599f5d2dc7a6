// Words that hold any text together, as the rule files give them (Rulebook::kept).
#pragma once

#include "rules/word_set.h"

namespace muistio {

struct TextWords {
  explicit TextWords(const Rulebook& rulebook);

  WordSet coordinators;  // "ja", "eller"
  WordSet that_words;    // "että"
  WordSet relatives;     // "joka", "vilken"
  WordSet at_meeting;    // "kokouksessa"

  // The text hangs on what stands below it: "Työryhmä päätti, että". In letters of either case.
  bool ends_in_that(std::string_view text) const;
};

}  // namespace muistio
