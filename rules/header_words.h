// The words of a head, as the rule files give them. Inside the header only.
#pragma once

#include "rules/word_set.h"

namespace muistio {

struct HeaderWords {
  explicit HeaderWords(const Rulebook& rulebook);

  WordSet time_fillers;  // Stand around a time: "klo", "alkaen".
  WordSet weekdays;
  WordSet connections;       // Programs that meetings are held with: "teams".
  WordSet leads_in;          // Stand before the name of a body: "vid", "från".
  WordSet general_organs;    // What every organisation has: "hallitus".
  WordSet boards;            // Those of them that associations have.
  WordSet short_forms;       // In capitals also in a word with a hyphen: "EU-asioiden".
  WordSet gatherings;        // End the name of an organ's meeting: "hallituskokous".
  WordSet company_words;     // Stand in the name of a company or an association: "Oy", "ry".
  WordSet company_starts;    // Begin the name of a company, too: "As", "Oy".
  WordSet general_meetings;  // Of all members: "vuosikokous".
  WordSet bare_meetings;     // Say nothing of the meeting: "Kokous".

  WordSet group_words;      // Say what sort of meeting it is: "ryhmäkokous".
  WordSet short_organs;     // End compounds though they are short: "råd".
  WordSet numbered_bodies;  // A number is part of their names: "osasto 61".
  WordSet municipalities;   // "kunta"
  WordSet departments;      // End the names of parts of an organisation: "keskus".
  WordSet owners;  // Stand in the genitive before the group that is theirs: "hankkeen ohjausryhmä".
  WordSet joint_municipalities;  // End the name of a body of several: "kuntayhtymä".
  WordSet organ_links;           // Between an organ and what it is for: "för".
  WordSet meets_with;            // Between the word of a meeting and who met: "med".
  WordSet meeting_adjectives;    // Belong to the name of a meeting: "ordinarie".
  WordSet leads_to_group;        // Before the name of who met: "möte med".

  WordSet held;          // Verbs of a meeting behind its name: "pidettiin", "pidetään".
  WordSet took_place;    // Those of them, and of the body, that tell of the past: "kokoontui".
  WordSet convened;      // Verbs of a body: "kokoontui".
  WordSet gathered;      // Verbs of those who met, without a subject: "kokoonnuttiin".
  WordSet summons;       // Verbs of who calls a meeting: "kutsuu".
  WordSet own_meetings;  // What a body holds: "kokouksensa".
  WordSet held_or_convened;
  WordSet recorded;        // Between the kind of the paper and its meeting: "fört vid".
  WordSet made;            // Verbs of the paper: "laadittiin".
  WordSet plans;           // Parts of words: with one a time of opening or closing is none.
  WordSet number_signs;    // "nro"
  WordSet mail_subjects;   // Before what an e-mail is about: "aihe".
  WordSet mail_replies;    // What an answer puts before that: "vs".
  WordSet register_signs;  // Parts of words before the number of a register: "dnro".
  WordSet field_deniers;   // At either end of what stands before a label they deny it: "ej".
  WordSet place_prepositions;
  WordSet hosts;       // Before the person at whose home it was, and part of the place: "hos".
  WordSet at_address;  // "osoitteessa"
  WordSet of_meeting;  // "kokouksen"
  WordSet presence;    // Head a list of those present: "paikalla".
  WordSet who_came;    // Head those who came, or did not, and nobody who is to come: "poissa".
};

}  // namespace muistio
