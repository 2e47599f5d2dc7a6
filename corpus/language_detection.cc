#include <algorithm>
#include <array>
#include <cctype>

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

bool has(std::string_view list, std::string_view word) {
  std::string spaced(" ");
  spaced.append(word);
  spaced += ' ';
  return list.find(spaced) != std::string_view::npos;
}

bool has_ending_of(std::string_view list, std::string_view word) {
  for (std::size_t size = 2; size <= 7 && size + 2 <= word.size(); ++size)
    if (has(list, word.substr(word.size() - size))) return true;
  return false;
}

bool is_letter(char byte) {
  const auto character = static_cast<unsigned char>(byte);
  return character >= 0x80 || std::isalpha(character);
}

}  // namespace

std::string language_of(std::string_view text) {
  const std::string lower = lower_case(text.substr(0, longest_look));
  std::array<double, all_signs.size()> points{};
  for (std::size_t begin = 0; begin < lower.size();) {
    std::size_t end = begin;
    while (end < lower.size() && is_letter(lower[end])) ++end;
    const auto word = std::string_view(lower).substr(begin, end - begin);
    begin = end + 1;
    if (word.size() < 2 || word.size() > 100) continue;
    for (std::size_t index = 0; index < all_signs.size(); ++index) {
      if (has(all_signs[index].words, word))
        points[index] += word_points;
      else if (has_ending_of(all_signs[index].endings, word))
        points[index] += ending_points;
    }
  }
  const auto best = std::max_element(points.begin(), points.end());
  const auto rivals = std::count(points.begin(), points.end(), *best);
  if (*best == 0 || rivals > 1) return "und";
  return std::string(all_signs[static_cast<std::size_t>(best - points.begin())].language);
}

}  // namespace muistio
