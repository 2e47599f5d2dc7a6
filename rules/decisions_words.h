// The words of decisions, as the rule files give them. Inside decisions and actions only.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "corpus/memo.h"
#include "rules/word_endings.h"
#include "rules/word_set.h"

namespace muistio {

struct DecisionWords {
  explicit DecisionWords(const Rulebook& rulebook);

  WordEndings deciding_bodies;
  std::map<std::string, DecisionKind> kind_of_verb;
  WordSet unsettling_verbs, swedish_unsettling_words, denying_verbs;
  WordSet event_verbs, turning_verbs, changing_verbs;
  WordSet times, habits, reports;
  WordSet often;                // Endings: "viikoittain".
  WordSet papers;               // "Pöytäkirja"
  WordSet requests;             // "pyytää"
  WordSet partitive_verbs;      // "noudatetaan entistä tapaa"
  WordSet beginning_verbs;      // "ryhtyy"
  WordSet talks;                // Parts of words of talking over: "keskustel".
  WordSet next;                 // Parts of words before a meeting to come: "seuraava".
  WordSet progress_titles;      // Parts of titles of items that tell how work goes on.
  WordSet next_meeting_titles;  // Parts of titles of items about when to meet next.
  WordSet electable;            // Endings of words for those who may be elected.
  WordSet papers_sent;          // Parts of words for what calls to a meeting or tells of it.
  WordSet this_time;            // "tänä vuonna"
  WordSet responsibility;       // Parts of labels over those who do the work.
  WordSet proposals;            // Parts of words: "esity".
  WordSet for_information;
  WordSet deadlines;      // "mennessä"
  WordSet before_clocks;  // "klo"
  WordSet weekdays;
  WordSet resolving;       // Before an infinitive it resolves: "päätetään pitää".
  WordSet consequences;    // "joten"
  WordSet of_any_meeting;  // Who decides in any meeting, whatever its name: "kokous".
  WordSet name_particles;  // "von"
  WordSet before_lists;    // Between the verb and the colon of a list: "seuraavaa".
};

}  // namespace muistio
