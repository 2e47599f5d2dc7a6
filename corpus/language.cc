#include "corpus/language.h"

#include <libstemmer.h>

#include <array>

#include "corpus/language_parts.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

Reading numeral(std::string_view word) {
  Reading reading;
  reading.base = word;
  reading.word_class = WordClass::numeral;
  reading.known = true;
  return reading;
}

bool has_letter_or_no_digit(std::string_view word) {
  bool digit = false;
  for (const char byte : word) {
    const auto character = static_cast<unsigned char>(byte);
    if (character >= 0x80 || ((character | 0x20) >= 'a' && (character | 0x20) <= 'z')) return true;
    digit = digit || (character >= '0' && character <= '9');
  }
  return !digit;
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
  if (!stemmer)
    return Error{ErrorCode::not_installed, "", "libstemmer knows no Finnish; install libstemmer0d"};

  std::unique_ptr<Language> language(new Language);
  language->parts_.reset(
      new Parts{std::move(dictionary).value(), std::move(stemmer), std::move(words), {}});
  return language;
}

std::string Language::Parts::stem(std::string_view word) {
  const std::string lower = lower_case(word);
  const sb_symbol* stem =
      sb_stemmer_stem(stemmer.get(), reinterpret_cast<const sb_symbol*>(lower.data()),
                      static_cast<int>(lower.size()));
  if (!stem) return lower;
  return {reinterpret_cast<const char*>(stem),
          static_cast<std::size_t>(sb_stemmer_length(stemmer.get()))};
}

std::vector<Reading> Language::Parts::read(std::string_view word) {
  auto readings = ranked(word, dictionary.analyse(word));
  if (!readings.empty()) return readings;
  if (!has_letter_or_no_digit(word)) return {numeral(word)};

  // "STM:n": the suffix tells the case, the rest is the word.
  if (const auto colon = word.rfind(':'); colon != std::string_view::npos && colon > 0) {
    const auto first = word.substr(0, colon);
    Reading reading = read(first).front();
    if (!reading.known || is_all_capitals(first)) reading.base = first;
    reading.inflection = case_of_suffix(word.substr(colon + 1));
    return {reading};
  }

  // "Uusyhtiö-lehdessä": the last part carries the inflection.
  if (const auto hyphen = word.rfind('-'); hyphen != std::string_view::npos && hyphen > 0) {
    const auto first = word.substr(0, hyphen);
    readings = ranked(word.substr(hyphen + 1), dictionary.analyse(word.substr(hyphen + 1)));
    for (Reading& reading : readings) {
      std::vector<std::string> parts{std::string(first)};
      if (reading.parts.empty())
        parts.push_back(reading.base);
      else
        parts.insert(parts.end(), reading.parts.begin(), reading.parts.end());
      reading.parts = std::move(parts);
      reading.base = std::string(first) + "-" + reading.base;
    }
    if (!readings.empty()) return readings;
  }

  Reading unknown;
  unknown.base = stem(word);
  return {unknown};
}

const std::vector<Reading>& Language::readings(std::string_view word) {
  if (const auto* cached = parts_->cache.find(word)) return *cached;
  return parts_->cache.keep(word, parts_->read(word));
}

bool Language::knows(std::string_view word) {
  return parts_->dictionary.accepts(word);
}

CacheUse Language::cache_use() const {
  return parts_->cache.use();
}

}  // namespace muistio
