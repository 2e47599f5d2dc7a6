// The words of a head, as the rule files give them. Inside the header only.
#pragma once

#include "rules/word_set.h"

namespace muistio {

struct HeaderWords {
  explicit HeaderWords(const Rulebook& rulebook);

  WordSet time_fillers;  // Stand around a time: "klo", "alkaen".
  WordSet weekdays;
  WordSet connections;     // Programs that meetings are held with: "teams".
  WordSet leads_in;        // Stand before the name of a body: "vid", "från".
  WordSet general_organs;  // What every organisation has: "hallitus".
  WordSet short_forms;     // In capitals also in a word with a hyphen: "EU-asioiden".
  WordSet gatherings;      // End the name of an organ's meeting: "hallituskokous".
  WordSet company_words;   // Stand in the name of a company or an association: "Oy", "ry".
  WordSet bare_meetings;   // Say nothing of the meeting: "Kokous".
};

}  // namespace muistio
