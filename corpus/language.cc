#include "corpus/language.h"

#include <libstemmer.h>

#include <array>
#include <cctype>

#include "corpus/language_parts.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

// Digits with what may stand between them: '–', a space that does not break.
bool is_number(std::string_view word) {
  bool digit = false;
  for (const char byte : word) {
    const auto character = static_cast<unsigned char>(byte);
    digit = digit || std::isdigit(character);
    const bool mark = character == 0xC2 || character == 0xE2 || (character & 0xC0) == 0x80;
    if (std::isalpha(character) || (character >= 0x80 && !mark)) return false;
  }
  return digit;
}

// A range has its ends as parts: "2014–2015".
Reading numeral(std::string_view word) {
  Reading reading;
  reading.base = word;
  reading.word_class = WordClass::numeral;
  reading.known = true;
  for (const std::string_view mark : {"–", "-"}) {
    const auto joint = word.find(mark);
    if (joint == std::string_view::npos || joint == 0 || joint + mark.size() == word.size())
      continue;
    reading.parts = {std::string(word.substr(0, joint)),
                     std::string(word.substr(joint + mark.size()))};
    break;
  }
  return reading;
}

// The case that a suffix after a colon or an apostrophe shows: "STM:n", "EU:ssa".
struct Suffix {
  std::string_view ending;
  Case inflection;
};
constexpr std::array suffixes{
    Suffix{"ssa", Case::inessive},    Suffix{"ssä", Case::inessive}, Suffix{"sta", Case::elative},
    Suffix{"stä", Case::elative},     Suffix{"lla", Case::adessive}, Suffix{"llä", Case::adessive},
    Suffix{"lta", Case::ablative},    Suffix{"ltä", Case::ablative}, Suffix{"lle", Case::allative},
    Suffix{"ksi", Case::translative}, Suffix{"na", Case::essive},    Suffix{"nä", Case::essive},
    Suffix{"tta", Case::abessive},    Suffix{"ttä", Case::abessive}, Suffix{"ta", Case::partitive},
    Suffix{"tä", Case::partitive},    Suffix{"a", Case::partitive},  Suffix{"ä", Case::partitive},
    Suffix{"een", Case::illative},    Suffix{"hen", Case::illative}, Suffix{"hun", Case::illative},
    Suffix{"n", Case::genitive},
};

Case case_of_suffix(std::string_view suffix) {
  for (const Suffix& row : suffixes)
    if (suffix.starts_with(row.ending)) return row.inflection;
  return Case::nominative;
}

// Longer ones are no words and would only fill the memory.
constexpr std::size_t longest_word = 160;  // Bytes.

Reading unread(std::string_view word) {
  Reading reading;
  reading.base = lower_case(word);
  return reading;
}

std::string stem_by(sb_stemmer& stemmer, std::string_view word) {
  const std::string lower = lower_case(word);
  const sb_symbol* stem = sb_stemmer_stem(
      &stemmer, reinterpret_cast<const sb_symbol*>(lower.data()), static_cast<int>(lower.size()));
  if (!stem) return lower;
  return {reinterpret_cast<const char*>(stem),
          static_cast<std::size_t>(sb_stemmer_length(&stemmer))};
}

}  // namespace

void Language::Parts::FreeStemmer::operator()(sb_stemmer* stemmer) const {
  sb_stemmer_delete(stemmer);
}

Language::Language() = default;
Language::~Language() = default;

Result<std::unique_ptr<Language>> Language::open() {
  auto dictionary = Dictionary::open();
  if (!dictionary) return dictionary.error();
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale("fi"), status));
  if (U_FAILURE(status))
    return Error{ErrorCode::not_installed, "", "ICU has no word break rules; install libicu"};
  std::unique_ptr<sb_stemmer, Parts::FreeStemmer> stemmer(sb_stemmer_new("finnish", "UTF_8"));
  std::unique_ptr<sb_stemmer, Parts::FreeStemmer> swedish(sb_stemmer_new("swedish", "UTF_8"));
  if (!stemmer || !swedish)
    return Error{ErrorCode::not_installed, "",
                 "libstemmer knows no Finnish or no Swedish; install libstemmer0d"};

  std::unique_ptr<Language> language(new Language);
  language->parts_.reset(new Parts{std::move(dictionary).value(), std::move(stemmer),
                                   std::move(swedish), std::move(words)});
  return language;
}

std::string Language::Parts::stem(std::string_view word) {
  return stem_by(*stemmer, word);
}

std::vector<Reading> Language::Parts::read(std::string_view word) {
  while (word.size() > 1 && (word[0] == '#' || word[0] == '@')) word.remove_prefix(1);
  auto readings = ranked(word, dictionary.analyse(word));
  if (!readings.empty()) return readings;
  if (is_number(word)) return {numeral(word)};
  readings = read_suffixed(word);
  if (readings.empty()) readings = read_last_part(word);
  if (!readings.empty()) return readings;
  Reading unknown;
  unknown.base = stem(word);
  return {unknown};
}

// "STM:n", "%:lla": the suffix tells the case, the rest is the word.
std::vector<Reading> Language::Parts::read_suffixed(std::string_view word) {
  const auto colon = word.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return {};
  const auto first = word.substr(0, colon);
  Reading reading;
  if (auto readings = ranked(first, dictionary.analyse(first)); !readings.empty())
    reading = std::move(readings.front());
  if (!reading.known || is_all_capitals(first)) {
    reading = Reading();
    reading.base = first;
    reading.word_class = WordClass::abbreviation;
    reading.known = true;
  }
  reading.inflection = case_of_suffix(word.substr(colon + 1));
  return {reading};
}

// "Uusyhtiö-lehdessä", "touko-/kesäkuussa": the last part carries the inflection.
std::vector<Reading> Language::Parts::read_last_part(std::string_view word) {
  std::size_t joint = std::string_view::npos, end = 0;
  for (const std::string_view mark : {"-", "/", "&", "–"}) {
    const auto at = word.rfind(mark);
    if (at == std::string_view::npos || at + mark.size() <= end) continue;
    joint = at;
    end = at + mark.size();
  }
  if (joint == std::string_view::npos || joint == 0 || end == word.size()) return {};
  const auto last = word.substr(end);
  std::string first(word.substr(0, joint));
  while (first.ends_with('-')) first.pop_back();
  auto readings = ranked(last, dictionary.analyse(last));
  for (Reading& reading : readings) {
    if (reading.parts.empty()) reading.parts.push_back(reading.base);
    reading.parts.insert(reading.parts.begin(), first);
    for (std::size_t& inner : reading.joints) inner += end;
    if (reading.joints.size() + 2 == reading.parts.size())
      reading.joints.insert(reading.joints.begin(), end);
    reading.base = std::string(word.substr(0, end)) + reading.base;
  }
  return readings;
}

const std::vector<Reading>& Language::readings(std::string_view word) {
  if (word.size() > longest_word) return parts_->too_long = {unread(word)};
  ++parts_->use.asked;
  if (const auto* known = parts_->known.find(word)) {
    ++parts_->use.found;
    return *known;
  }
  return parts_->known.keep(word, parts_->read(word));
}

std::string Language::stem(std::string_view word) {
  return parts_->stem(word);
}

std::string Language::swedish_stem(std::string_view word) {
  return stem_by(*parts_->swedish_stemmer, word);
}

bool Language::knows(std::string_view word) {
  return parts_->dictionary.accepts(word);
}

CacheUse Language::cache_use() const {
  return parts_->use;
}

}  // namespace muistio
