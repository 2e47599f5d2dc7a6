#include <algorithm>

#include "corpus/language_parts.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

bool is_name(WordClass word_class) {
  return word_class == WordClass::proper_noun || word_class == WordClass::first_name ||
         word_class == WordClass::last_name || word_class == WordClass::place_name;
}

// The smaller the likelier.
double cost(bool capitalised, const Analysis& analysis) {
  const Reading& reading = analysis.reading;
  double sum = 3.0 * (analysis.parts - 1);
  if (reading.verb_form == VerbForm::potential) sum += 6;
  if (analysis.second_person_possessive) sum += 6;
  if (analysis.imperative_second_person) sum += 4;
  if (analysis.old_plural_genitive) sum += 8;
  if (reading.clitic) sum += 2;
  if (is_name(reading.word_class)) sum += capitalised ? -1 : 8;
  if (reading.inflection == Case::instructive || reading.inflection == Case::comitative) sum += 3;
  switch (reading.word_class) {
    case WordClass::conjunction:
    case WordClass::adverb:
    case WordClass::pronoun:
    case WordClass::preposition:
      sum -= 1.5;
      break;
    default:
      break;
  }
  return sum;
}

}  // namespace

std::vector<Reading> ranked(std::string_view word, std::vector<Analysis> analyses) {
  const bool capitalised = starts_upper(word);
  std::stable_sort(analyses.begin(), analyses.end(),
                   [&](const Analysis& one, const Analysis& other) {
                     return cost(capitalised, one) < cost(capitalised, other);
                   });
  std::vector<Reading> readings;
  readings.reserve(analyses.size());
  for (Analysis& analysis : analyses) {
    if (std::find(readings.begin(), readings.end(), analysis.reading) == readings.end())
      readings.push_back(std::move(analysis.reading));
  }
  return readings;
}

}  // namespace muistio
