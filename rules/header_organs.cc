#include "rules/header_organs.h"

#include <algorithm>
#include <array>

#include "corpus/unicode.h"
#include "rules/header_words.h"
#include "rules/trimming.h"
#include "rules/word_endings.h"

namespace muistio {
namespace {

// A compound may end in the form; an abbreviation ("ry", "oy") stands alone.
bool ends_in(const HeaderWords& words, std::string_view word, std::string_view form) {
  if (!word.ends_with(form)) return false;
  return word.size() == form.size() || code_points(form) > 4 || words.short_organs.has(form);
}

std::string as_printed(std::string_view word, std::string_view lower, std::size_t form_size,
                       const std::string& value) {
  if (lower.size() != word.size() || is_all_capitals(word)) {
    return std::string(lower.substr(0, lower.size() - form_size)) + value;
  }
  const std::string stem(word.substr(0, word.size() - form_size));
  if (!stem.empty() || !starts_upper(word)) return stem + value;
  std::string capital = value;
  if (capital[0] >= 'a' && capital[0] <= 'z') capital[0] = static_cast<char>(capital[0] - 32);
  return capital;
}

// OCR reads "församlingsrådet" as "församlingsrädet".
std::string without_rings(std::string text) {
  for (std::size_t at = text.find("å"); at != std::string::npos; at = text.find("å", at)) {
    text.replace(at, std::string_view("å").size(), "ä");
  }
  return text;
}

// The words of organs and organisations in the order in which they are looked for.
struct Organs {
  struct Entry {
    bool is_organ = false, swedish = false;
    std::string nominative, misread;
    std::vector<std::string> forms;
  };
  std::vector<Entry> entries;
  WordEndings endings;  // Of all that stands in them.

  explicit Organs(const Rulebook& rulebook) {
    for (const std::string_view list : {"organ", "organisation"}) {
      for (const std::string_view language : {"fi", "sv"}) {
        for (const Rulebook::WordEntry& entry : rulebook.words(list, language))
          add({list == "organ", language == "sv", entry.value, without_rings(entry.value),
               entry.forms});
      }
    }
  }

  void add(Entry entry) {
    endings.add(entry.nominative);
    endings.add(entry.misread);
    for (const std::string& form : entry.forms) endings.add(form);
    entries.push_back(std::move(entry));
  }
};

// "byaråds" -> "byaråd", where that is another form of the word.
std::string indefinite_of(std::string_view word, const std::string& form,
                          const std::vector<std::string>& forms) {
  if (!form.ends_with('s')) return {};
  const std::string_view without = std::string_view(form).substr(0, form.size() - 1);
  if (std::find(forms.begin(), forms.end(), without) == forms.end()) return {};
  return std::string(word.substr(0, word.size() - 1));
}

// An adjective agrees with the organ: "yhteisen" -> "yhteinen"; absent where the word is a noun
// and stays: "kirjastojen".
std::optional<std::string> adjective(const Passage& passage, std::string_view word) {
  const std::string lower = lower_case(word);
  for (const Reading& reading : passage.language.readings(lower)) {
    if (!reading.known || reading.inflection != Case::genitive || reading.plural) continue;
    const bool agrees = reading.word_class == WordClass::adjective ||
                        reading.verb_form == VerbForm::participle_present;
    if (!agrees) return std::nullopt;
    return starts_upper(word) ? capitalised(reading.base) : reading.base;
  }
  return std::nullopt;
}

// "EU-ASIOIDEN" -> "EU-asioiden".
bool is_short_form(const Passage& passage, std::string_view before_hyphen) {
  return passage.rulebook.kept<HeaderWords>().short_forms.has(before_hyphen);
}

bool is_name(const Passage& passage, const std::string& lower) {
  const auto& readings = passage.language.readings(capitalised(lower));
  return std::any_of(readings.begin(), readings.end(), [](const Reading& reading) {
    return reading.word_class == WordClass::proper_noun ||
           reading.word_class == WordClass::place_name ||
           reading.word_class == WordClass::last_name ||
           reading.word_class == WordClass::first_name;
  });
}

// A Swedish word stands in the indefinite form behind the genitive of its owner: "Tallnäs byaråd".
bool has_swedish_owner(const std::vector<std::string_view>& words, std::size_t organ) {
  return organ > 0 && words[organ - 1].ends_with('s') && words[organ - 1].size() > 2;
}

std::string phrase(const Passage& passage, const std::vector<std::string_view>& words,
                   std::size_t last, const OrganWord& organ) {
  std::vector<std::string> result(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(last));
  for (std::size_t i = last; i-- > 0;) {
    auto nominative = adjective(passage, words[i]);
    if (!nominative) break;
    result[i] = std::move(*nominative);
  }
  const bool indefinite = !organ.indefinite.empty() && has_swedish_owner(words, last);
  result.push_back(indefinite ? organ.indefinite : organ.nominative);
  return joined(result);
}

}  // namespace

std::optional<OrganWord> organ_of(const Passage& passage, std::string_view word, bool nominative) {
  const HeaderWords& words = passage.rulebook.kept<HeaderWords>();
  const std::string lower = lower_case(word);
  const Organs& organs = passage.rulebook.kept<Organs>();
  if (!organs.endings.end(lower)) return std::nullopt;
  for (const Organs::Entry& entry : organs.entries) {
    if (nominative && ends_in(words, lower, entry.nominative))
      return OrganWord{std::string(word), entry.is_organ, {}};
    if (nominative && entry.swedish && ends_in(words, lower, entry.misread)) {
      return OrganWord{
          as_printed(word, lower, entry.misread.size(), entry.nominative), entry.is_organ, {}};
    }
    if (nominative && !entry.swedish) continue;
    for (const std::string& form : entry.forms) {
      if (!ends_in(words, lower, form)) continue;
      if (nominative) return OrganWord{std::string(word), entry.is_organ, {}};
      return OrganWord{as_printed(word, lower, form.size(), entry.nominative), entry.is_organ,
                       indefinite_of(word, form, entry.forms)};
    }
  }
  return std::nullopt;
}

std::optional<OrganName> organ_of_genitive(const Passage& passage, std::string_view genitive) {
  const auto words = words_of(genitive);
  for (std::size_t last = words.size(); last-- > 0;) {
    const auto organ = organ_of(passage, words[last], false);
    if (!organ) continue;
    std::string name = phrase(passage, words, last, *organ);
    const std::vector<std::string_view> behind(
        words.begin() + static_cast<std::ptrdiff_t>(last) + 1, words.end());
    if (is_code(behind)) {
      for (const std::string_view word : behind) name += " " + std::string(word);
    }
    return OrganName{std::move(name), organ->is_organ};
  }
  return std::nullopt;
}

bool is_common_organisation(const Passage& passage, std::string_view word) {
  for (const std::string_view language : {"fi", "sv"}) {
    for (const auto& entry : passage.rulebook.words("organisation", language)) {
      if (entry.value == word) return true;
    }
  }
  return false;
}

std::optional<OrganWord> organ_that_meets(const Passage& passage, std::string_view meeting) {
  const std::string lower = lower_case(meeting);
  if (lower.size() != meeting.size()) return std::nullopt;
  const HeaderWords& words = passage.rulebook.kept<HeaderWords>();
  for (const std::string& gathering : words.gatherings.forms()) {
    if (!lower.ends_with(gathering) || lower.size() < gathering.size() + 6) continue;
    std::string_view word = std::string_view(lower).substr(0, lower.size() - gathering.size());
    if (word.ends_with('-')) word.remove_suffix(1);
    auto organ = organ_of(passage, word, false);
    if (!organ) organ = organ_of(passage, word, true);
    if (!organ || !organ->is_organ || words.group_words.has(word)) continue;
    organ->nominative = capitalised(organ->nominative);
    return organ;
  }
  return std::nullopt;
}

bool is_code(const std::vector<std::string_view>& words) {
  const auto is_part = [](std::string_view word) {
    return word.size() <= 6 &&
           word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string_view::npos;
  };
  if (words.empty() || words.size() > 2) return false;
  const bool letter = words.front()[0] >= 'A' && words.front()[0] <= 'Z';
  const bool figure = is_digit(words.back().back());
  return letter && figure && std::all_of(words.begin(), words.end(), is_part);
}

bool is_company_word(const Passage& passage, std::string_view word) {
  return passage.rulebook.kept<HeaderWords>().company_words.has(lower_case(word));
}

bool has_company_word(const Passage& passage, const std::vector<std::string_view>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return is_company_word(passage, word); });
}

std::string without_capitals(const Passage& passage, std::string_view text) {
  if (!is_all_capitals(text)) return std::string(text);
  std::vector<std::string> result;
  bool after_company = false;
  const WordSet& company_starts = passage.rulebook.kept<HeaderWords>().company_starts;
  for (const std::string_view word : words_of(text)) {
    std::string lower = lower_case(word);
    const bool company = company_starts.has(lower);
    if (const std::size_t hyphen = lower.find('-');
        is_short_form(passage, lower.substr(0, hyphen))) {
      result.push_back(std::string(word.substr(0, hyphen)) + lower.substr(hyphen));
      continue;
    }
    const bool capital = result.empty() || company || after_company || is_name(passage, lower);
    result.push_back(capital ? capitalised(lower) : lower);
    after_company = company;
  }
  return joined(result);
}

std::string capitalised(std::string text) {
  if (text.empty()) return text;
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  if (static_cast<unsigned char>(text[0]) == 0xC3 && text.size() > 1 &&
      static_cast<unsigned char>(text[1]) >= 0xA0) {
    text[1] = static_cast<char>(text[1] - 0x20);  // ä, ö, å
  }
  return text;
}

}  // namespace muistio
