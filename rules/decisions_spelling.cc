#include "rules/decisions_spelling.h"

#include <algorithm>
#include <array>

#include "corpus/unicode.h"
#include "rules/rulebook_verbs.h"

namespace muistio {
namespace {

// Of valid UTF-8.
std::u32string code_points_of(std::string_view text) {
  std::u32string points;
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t point = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k) {
      point = (point << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    }
    points += point;
    i += length;
  }
  return points;
}

// One letter too many, missing or wrong, or two that changed places.
bool is_one_letter_away(std::u32string_view one, std::u32string_view other) {
  if (one.size() > other.size()) std::swap(one, other);
  if (other.size() - one.size() > 1) return false;
  std::size_t same = 0;
  while (same < one.size() && one[same] == other[same]) ++same;
  if (one.size() < other.size()) return one.substr(same) == other.substr(same + 1);
  if (same == one.size()) return false;
  if (one.substr(same + 1) == other.substr(same + 1)) return true;
  return same + 1 < one.size() && one[same] == other[same + 1] && one[same + 1] == other[same] &&
         one.substr(same + 2) == other.substr(same + 2);
}

bool has_passive_ending(std::string_view word) {
  static constexpr std::array endings{"iin", "tin", "tii", "aan", "ään",
                                      "ttu", "tty", "ltu", "lty"};
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return word.ends_with(ending); });
}

}  // namespace

std::size_t MendedSentence::original(std::size_t offset, Span sentence) const {
  const std::size_t at = sentence.begin + offset;
  if (offset <= mended_begin) return at;
  if (offset < mended_begin + mended_size) return word.begin;
  return at + word.size() - mended_size;
}

DecisionVerbForms::DecisionVerbForms(const Rulebook& rulebook) {
  for (const char* list : {"decision_verb", "resolution_verb"}) {
    for (const Rulebook::WordEntry& entry : rulebook.words(list, "fi")) {
      for (const std::string& verb : entry.forms) {
        for (const WantedForm wanted : {WantedForm::passive_past, WantedForm::passive_present,
                                        WantedForm::passive_participle}) {
          for (const std::string& form : verb_forms(verb, wanted)) {
            all.emplace_back(code_points_of(form), form);
          }
        }
      }
    }
  }
}

VerbSpelling::VerbSpelling(const Passage& passage)
    : passage_(passage), forms_(passage.rulebook.kept<DecisionVerbForms>()) {}

std::optional<std::string> VerbSpelling::nearest(std::string_view word) const {
  constexpr std::size_t shortest = 8;
  const std::u32string points = code_points_of(word);
  if (points.size() < shortest) return std::nullopt;
  std::optional<std::string> found;
  for (const auto& [form, text] : forms_.all) {
    if (text == word) return std::nullopt;
    if (!is_one_letter_away(points, form)) continue;
    if (found && *found != text) return std::nullopt;
    found = text;
  }
  return found;
}

std::optional<MendedSentence> VerbSpelling::mended(Span sentence) {
  const Range tokens = passage_.tokens_in(sentence);
  for (std::size_t i = tokens.first; i < tokens.last && left_ > 0; ++i) {
    const Span span = passage_.tokens[i].span;
    if (span.size() < 8 || span.size() > 24 || span.end > sentence.end) continue;
    if (!has_passive_ending(passage_.at(span))) continue;
    const std::string_view word = passage_.lower(i);
    const auto right = nearest(word);
    if (!right || passage_.language.knows(word)) continue;  // Asking the dictionary is dear.
    --left_;
    MendedSentence mended{std::string(passage_.at(sentence)), span, span.begin - sentence.begin,
                          right->size()};
    mended.text.replace(mended.mended_begin, span.size(), *right);
    return mended;
  }
  return std::nullopt;
}

}  // namespace muistio
