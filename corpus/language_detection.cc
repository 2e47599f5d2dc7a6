#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "corpus/language.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

// What tells a language: small words that the other languages lack, the words that memos begin
// with, and the endings of its other words.
struct Signs {
  std::string_view language, words, endings;
};

constexpr std::array all_signs{
    Signs{"fi",
          " ja on ei oli että sekä ovat olla joka mukaan myös tai se kun jos niin mutta kuin ollut"
          " tämä siitä jossa voidaan joiden ettei eivät ole jotka sen ne hän he ettei jonka asti"
          " klo kokous kokouksen läsnä poissa pöytäkirja puheenjohtaja sihteeri päätettiin"
          " hyväksyttiin päätös esitys asia muut seuraava todettiin merkittiin aika paikka kpl nro"
          " muistio esityslista jäsen jäsenet varajäsen liite päivämäärä allekirjoitus ",
          " ssa ssä sta stä lla llä lle lta ltä ksi nen iin een aan ään uun yyn oon nut nyt tty ttu"
          " vat vät tta ttä ista istä illa illä ille uus yys sti minen misen kaan kään "},
    Signs{"sv",
          " och att det som för med är av till den inte ett har om vid eller från kl möte mötet"
          " beslöt beslutades ordförande ordföranden närvarande frånvarande samt skall ska på under"
          " enligt sekreterare protokoll protokollet paragraf föredragningslista de kan var hade"
          " skulle blir ingen utan efter över även denna detta dessa vi sig sin sitt sina plats tid"
          " bilaga ärende ärenden godkändes konstaterades valdes medlem medlemmar promemoria ",
          " ning ningen ningar ande ades ade erna arna orna het heten else elsen skap isk iska"
          " igt liga lig tion tionen tioner ör mässig ställd "},
    Signs{"en",
          " the and of to is was for that with are by be as this from were which not or it an has"
          " have will at we they their been can would should there these than more other into its"
          " meeting minutes agenda present absent chair chairman secretary decided approved noted"
          " item date time place attendees apologies ",
          " ing tion tions ment ments ness ed ly ity ies ous ful able "},
};

constexpr double word_points = 2, ending_points = 0.5;
constexpr std::size_t longest_look = 20'000;  // Bytes; a memo tells its language long before.

// For each word or ending the languages it tells, a bit each.
using Told = std::unordered_map<std::string_view, unsigned>;

Told told_by(std::string_view Signs::*list) {
  Told told;
  for (std::size_t index = 0; index < all_signs.size(); ++index) {
    std::string_view rest = all_signs[index].*list;
    while (rest.size() > 1) {
      rest.remove_prefix(1);
      const std::size_t size = rest.find(' ');
      told[rest.substr(0, size)] |= 1U << index;
      rest.remove_prefix(size);
    }
  }
  return told;
}

unsigned languages_of(const Told& told, std::string_view word) {
  const auto found = told.find(word);
  return found == told.end() ? 0 : found->second;
}

// The endings, and by the last two bytes how long the endings are that have them, a bit a length.
struct Endings {
  Told told = told_by(&Signs::endings);
  std::array<std::uint8_t, 1 << 16> lengths{};

  Endings() {
    for (const auto& [ending, languages] : told) lengths[place(ending)] |= 1U << ending.size();
  }

  static std::size_t place(std::string_view word) {
    return static_cast<unsigned char>(word[word.size() - 2]) * std::size_t{256} +
           static_cast<unsigned char>(word.back());
  }
};

unsigned languages_of_ending(const Endings& endings, std::string_view word) {
  unsigned languages = 0;
  const unsigned lengths = endings.lengths[Endings::place(word)];
  for (std::size_t size = 2; lengths >> size != 0 && size + 2 <= word.size(); ++size) {
    if (lengths >> size & 1)
      languages |= languages_of(endings.told, word.substr(word.size() - size));
  }
  return languages;
}

bool is_letter(char byte) {
  const auto character = static_cast<unsigned char>(byte);
  const unsigned lower = character | 0x20U;
  return character >= 0x80 || (lower >= 'a' && lower <= 'z');
}

}  // namespace

std::string language_of(std::string_view text) {
  static const Told words = told_by(&Signs::words);
  static const Endings endings;
  const std::string lower = lower_case(text.substr(0, longest_look));
  std::array<double, all_signs.size()> points{};
  for (std::size_t begin = 0; begin < lower.size();) {
    std::size_t end = begin;
    while (end < lower.size() && is_letter(lower[end])) ++end;
    const auto word = std::string_view(lower).substr(begin, end - begin);
    begin = end + 1;
    if (word.size() < 2 || word.size() > 100) continue;
    const unsigned by_word = languages_of(words, word);
    const unsigned by_ending = languages_of_ending(endings, word) & ~by_word;
    for (std::size_t index = 0; index < all_signs.size(); ++index) {
      if (by_word >> index & 1) points[index] += word_points;
      if (by_ending >> index & 1) points[index] += ending_points;
    }
  }
  const auto best = std::max_element(points.begin(), points.end());
  const auto rivals = std::count(points.begin(), points.end(), *best);
  if (*best == 0 || rivals > 1) return "und";
  return std::string(all_signs[static_cast<std::size_t>(best - points.begin())].language);
}

}  // namespace muistio
