// The words of an agenda, as the rule files give them. Inside the agenda only.
#pragma once

#include "rules/word_set.h"

namespace muistio {

struct AgendaWords {
  explicit AgendaWords(const Rulebook& rulebook)
      : items(rulebook, {"item_word"}),
        organ_abbreviations(rulebook, {"organ_abbreviation"}),
        clause_openers(rulebook, {"subordinator", "relative_adverb"}),
        topics(rulebook, {"item_column"}) {}

  WordSet items;                // Before the number of an item: "Asia 3".
  WordSet organ_abbreviations;  // Parts of short names of organs: "ltk" of "Tark.ltk".
  WordSet clause_openers;       // "som", "där"
  WordSet topics;               // Heads the column of items in a table: "Asia".
};

}  // namespace muistio
