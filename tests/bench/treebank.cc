// Measures the language files against a treebank (CoNLL-U, gold lemmas with '#' at compound
// joints): bench_treebank FILE...
#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/hyphens.h"
#include "corpus/language.h"
#include "corpus/unicode.h"
#include "tests/bench/conllu.h"
#include "tests/bench/must.h"

using namespace muistio;
using namespace muistio::bench;

namespace {

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

struct Options {
  bool show_errors = false;
};

void measure_tokens(const std::vector<Sentence>& sentences, Language& language, Options options) {
  std::size_t right = 0, found = 0, gold = 0;
  for (const Sentence& sentence : sentences) {
    const auto tokens = language.tokenise(sentence.text);
    found += tokens.size();
    gold += sentence.words.size();
    for (const GoldWord& word : sentence.words) {
      const bool hit = std::any_of(tokens.begin(), tokens.end(),
                                   [&](const Token& token) { return token.span == word.span; });
      right += hit;
      if (hit || !options.show_errors) continue;
      std::string instead;
      for (const Token& token : tokens)
        if (token.span.overlaps(word.span))
          instead += "|" + sentence.text.substr(token.span.begin, token.span.size());
      fmt::print("token\t{}\t{}\n", word.form, instead);
    }
  }
  fmt::print("token span F1       {:.2f} %  of {} words\n", percent(2 * right, found + gold), gold);
}

std::string without_joints(std::string lemma) {
  std::erase(lemma, '#');
  return lower_case(lemma);
}

bool says(const Reading& reading, const std::string& lemma) {
  return lower_case(reading.base) == lemma || (!reading.verb.empty() && reading.verb == lemma);
}

void measure_lemmas(const std::vector<Sentence>& sentences, Language& language, Options options) {
  std::size_t words = 0, known = 0, right = 0, reachable = 0, ambiguous = 0, ambiguous_right = 0;
  for (const Sentence& sentence : sentences)
    for (const GoldWord& word : sentence.words) {
      if (word.lemma.empty() || word.word_class == "PUNCT" || word.word_class == "SYM") continue;
      const auto& readings = language.readings(word.form);
      const std::string lemma = without_joints(word.lemma);
      const bool first = says(readings.front(), lemma);
      const auto hits = static_cast<std::size_t>(std::count_if(
          readings.begin(), readings.end(), [&](const auto& each) { return says(each, lemma); }));
      ++words;
      known += readings.front().known;
      right += first;
      reachable += hits > 0;
      if (hits > 0 && hits < readings.size()) {
        ++ambiguous;
        ambiguous_right += first;
      }
      if (options.show_errors && !first)
        fmt::print("lemma\t{}\t{}\t{}\t{}\t{}\n", word.form, word.lemma, word.word_class,
                   readings.front().base, hits > 0 ? "choice" : "reading");
    }
  fmt::print("known words         {:.2f} %  of {}\n", percent(known, words), words);
  fmt::print("lemma, any reading  {:.2f} %\n", percent(reachable, words));
  fmt::print("lemma, first        {:.2f} %\n", percent(right, words));
  fmt::print("  of ambiguous      {:.2f} %  of {}\n", percent(ambiguous_right, ambiguous),
             ambiguous);
}

// Proper nouns, most of them of places and companies, taken alone.
void measure_names(const std::vector<Sentence>& sentences, Language& language, Options options) {
  std::size_t right = 0, inflected = 0, kept = 0, nominatives = 0;
  for (const Sentence& sentence : sentences)
    for (const GoldWord& word : sentence.words) {
      if (word.word_class != "PROPN" || !starts_upper(word.form) || !starts_upper(word.lemma) ||
          word.lemma.find('#') != std::string::npos || word.form.find(':') != std::string::npos)
        continue;
      const std::string said = language.nominative(word.form, {});
      const bool hit = said == word.lemma;
      (word.form == word.lemma ? nominatives : inflected) += 1;
      (word.form == word.lemma ? kept : right) += hit;
      if (options.show_errors && !hit)
        fmt::print("name\t{}\t{}\t{}\n", word.form, word.lemma, said);
    }
  fmt::print("names, inflected    {:.2f} %  of {}\n", percent(right, inflected), inflected);
  fmt::print("names, nominative   {:.2f} %  of {}\n", percent(kept, nominatives), nominatives);
}

bool is_vowel(char32_t letter) {
  return std::u32string_view(U"aeiouyäöå").find(letter) != std::u32string_view::npos;
}

// Code points of a lower case word in Latin-1 letters and where each begins; empty for others.
std::u32string letters_of(std::string_view word, std::vector<std::size_t>& offsets) {
  std::u32string letters;
  for (std::size_t at = 0; at < word.size();) {
    offsets.push_back(at);
    const auto byte = static_cast<unsigned char>(word[at]);
    if (byte < 0x80) {
      letters += byte;
      at += 1;
    } else if (byte == 0xC3 && at + 1 < word.size()) {
      letters += 0xC0u + (static_cast<unsigned char>(word[at + 1]) & 0x3Fu);
      at += 2;
    } else {
      return {};
    }
  }
  return letters;
}

// Byte offsets where a printer may divide a Finnish word: before a consonant that a vowel
// follows, and at the joints of the compound; two letters stay on both sides.
std::vector<std::size_t> division_points(const std::string& form, const std::string& lemma) {
  std::vector<std::size_t> offsets, points;
  const std::u32string letters = letters_of(lower_case(form), offsets);
  for (std::size_t at = 2; at + 2 <= letters.size(); ++at) {
    const auto before = std::u32string_view(letters).substr(0, at);
    const bool vowel_before = std::any_of(before.begin(), before.end(), is_vowel);
    if (vowel_before && !is_vowel(letters[at]) && is_vowel(letters[at + 1]))
      points.push_back(offsets[at]);
  }
  std::string joined;
  for (const char byte : lemma) {
    if (byte != '#')
      joined += byte;
    else if (joined.size() > 1 && form.starts_with(joined))
      points.push_back(joined.size());
  }
  return points;
}

struct HyphenCounts {
  std::size_t right = 0, all = 0;
  void count(bool hit) {
    right += hit;
    ++all;
  }
};

bool only_letters(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char byte) {
    const auto character = static_cast<unsigned char>(byte);
    return character >= 0x80 || std::isalpha(character);
  });
}

void measure_hyphens(const std::vector<Sentence>& sentences, Language& language, Options options) {
  HyphenCounts divided, hyphens, suspended;
  const auto check = [&](HyphenCounts& counts, const std::string& before, const std::string& after,
                         LineEnd expected) {
    const LineEnd said = line_end_hyphen(before, after, language);
    counts.count(said == expected);
    if (options.show_errors && said != expected)
      fmt::print("hyphen\t{} {}\tshould be {}, is {}\n", before, after.substr(0, after.find(' ')),
                 static_cast<int>(expected), static_cast<int>(said));
  };
  std::size_t seed = 0;
  for (const Sentence& sentence : sentences)
    for (const GoldWord& word : sentence.words) {
      const std::string rest = sentence.text.substr(word.span.end);
      const auto hyphen = word.form.find('-', 1);
      if (hyphen + 1 == word.form.size() && rest.size() > 2 && rest[0] == ' ') {
        check(suspended, word.form, rest.substr(1), LineEnd::separate);
      } else if (hyphen != std::string::npos && hyphen + 1 < word.form.size() &&
                 word.form[0] != '-') {
        if (word.form.find_first_of("/@#:") != std::string::npos) continue;
        check(hyphens, word.form.substr(0, hyphen + 1), word.form.substr(hyphen + 1) + rest,
              LineEnd::keep_hyphen);
      } else if (only_letters(word.form)) {
        const auto points = division_points(word.form, word.lemma);
        if (points.empty()) continue;
        const std::size_t point = points[seed++ % points.size()];
        check(divided, word.form.substr(0, point) + "-", word.form.substr(point) + rest,
              LineEnd::join);
      }
    }
  fmt::print("line ends, divided  {:.2f} %  of {}\n", percent(divided.right, divided.all),
             divided.all);
  fmt::print("line ends, hyphen   {:.2f} %  of {}\n", percent(hyphens.right, hyphens.all),
             hyphens.all);
  fmt::print("line ends, left out {:.2f} %  of {}\n", percent(suspended.right, suspended.all),
             suspended.all);
  fmt::print("line ends, all      {:.2f} %\n",
             percent(divided.right + hyphens.right + suspended.right,
                     divided.all + hyphens.all + suspended.all));
}

}  // namespace

int main(int count, char** values) {
  std::vector<std::string> paths(values + 1, values + count);
  Options options;
  options.show_errors = std::erase(paths, "--errors") > 0;
  if (paths.empty()) {
    fmt::print(stderr, "usage: bench_treebank [--errors] FILE.conllu...\n");
    return 2;
  }
  const auto opened = must(Language::open());
  Language& language = *opened;
  const auto sentences = must(read_treebanks(paths));
  measure_tokens(sentences, language, options);
  const auto begin = std::chrono::steady_clock::now();
  measure_lemmas(sentences, language, options);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  const CacheUse use = language.cache_use();
  fmt::print("readings            {:.1f} us a word, {:.1f} % out of memory\n",
             1e6 * took.count() / static_cast<double>(std::max<std::size_t>(use.asked, 1)),
             percent(use.found, use.asked));
  measure_names(sentences, language, options);
  measure_hyphens(sentences, language, options);
}
