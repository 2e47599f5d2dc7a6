// Forms of Finnish verbs: for {lemma:...} pieces, and for recognising mistyped ones.
//
// Generated from the first infinitive with consonant gradation. Where the infinitive does
// not tell which of two forms is right ("antaa": antoi, not anti), both are given: a form
// that does not exist is not found in a text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace muistio {

enum class WantedForm {
  passive_past,         // päätettiin
  passive_present,      // päätetään
  passive_participle,   // päätetty, päätetyt
  passive_connegative,  // (ei) päätetä
  active_past,          // päätti, päättivät
  active_present,       // päättää, päättävät
  active_participle,    // päättänyt, päättäneet
  active_past_we,       // päätimme
};

// True where the word looks like a first infinitive in lower case: "päättää", "todeta".
bool is_infinitive(std::string_view lemma);

// At least one form for an infinitive.
std::vector<std::string> verb_forms(std::string_view lemma, WantedForm form);

}  // namespace muistio
