// What learn_choice.py learns from: for each word of a treebank (CoNLL-U) its gold lemma, and
// for each analysis whether it is right, its base form, verb and features.
//   word TAB lemma
//   TAB right TAB base TAB verb TAB features...
#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "corpus/language_parts.h"
#include "corpus/unicode.h"
#include "tests/bench/conllu.h"

using namespace muistio;

namespace {

void print_word(const std::string& word, std::string lemma, Dictionary& dictionary) {
  std::erase(lemma, '#');
  lemma = lower_case(lemma);
  const auto analyses = dictionary.analyse(word);
  if (analyses.size() < 2) return;
  fmt::print("{}\t{}\n", word, lemma);
  for (const Analysis& analysis : analyses) {
    const Reading& reading = analysis.reading;
    const bool right = lower_case(reading.base) == lemma || reading.verb == lemma;
    fmt::print("\t{}\t{}\t{}", right ? 1 : 0, lower_case(reading.base), reading.verb);
    for (const double feature : choice_features(word, analysis, &analysis == analyses.data()))
      fmt::print("\t{:g}", feature);
    fmt::print("\n");
  }
}

}  // namespace

int main(int count, char** arguments) {
  auto dictionary = Dictionary::open();
  if (count != 2 || !dictionary) {
    fmt::print(stderr, "use: bench_choice_features FILE.conllu\n");
    return 2;
  }
  std::ifstream file(arguments[1]);
  for (std::string line; std::getline(file, line);) {
    const auto fields = bench::tab_fields(line);
    const bool is_word = fields.size() == 10 &&
                         fields[0].find_first_of(".-") == std::string::npos &&
                         fields[3] != "PUNCT" && fields[3] != "SYM";
    if (is_word) print_word(fields[1], fields[2], dictionary.value());
  }
}
