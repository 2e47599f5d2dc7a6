#include "rules/attendees_entries.h"

#include <algorithm>
#include <array>
#include <utility>

#include "rules/attendees_walk.h"

namespace muistio {
namespace {

constexpr std::size_t most_name_words = 5;

// How well the words may stand together as a full name.
double name_score(const std::vector<const WordLook*>& looks, bool inflected) {
  double score = 0;
  for (const WordLook* look : looks) {
    if (look->given)
      score += 2;
    else if (look->surname)
      score += 1.5;
    else if (look->initial)
      score += 0.5;
    else if (look->particle && !look->capital)
      score += 0.5;
    else if (look->given_maybe)
      score += 1;
    else if (look->inflected)
      score += inflected ? 0.6 : -1.5;
    else if (look->unknown)
      score += 0.6;
    else if (look->place)
      score += 0.2;
    else if (look->common && !look->compound)
      score -= 0.3;
  }
  return score;
}

bool is_title_word(const WordLook& look) {
  return look.common && !look.given && !look.surname && !look.place && !look.unknown;
}

// A surname that only other languages have, and that may be the second of three names.
bool may_be_middle_name(const AttendeeWords& words, std::string_view folded) {
  return !words.ends_in(AttendeeList::surname_ending, "surname", folded) &&
         folded.find_first_of("bcfgqwxz") != std::string_view::npos;
}

// Endings that hardly any surname has.
bool has_case_ending(std::string_view word) {
  static constexpr std::array endings{"ssa", "ssä", "sta", "stä", "lla",  "llä", "lta",
                                      "ltä", "lle", "ksi", "n",   "tta",  "ttä", "iin",
                                      "jen", "den", "ien", "ne",  "ineen"};
  return std::any_of(endings.begin(), endings.end(),
                     [&](const char* ending) { return word.ends_with(ending); });
}

bool is_elative(std::string_view word) {
  return word.ends_with("sta") || word.ends_with("stä");
}

// "Aino Sarin": alone together they are a name, though a genitive looks the same; "Aino
// Virtasen" and "Aino Helsinkiin" are none.
bool may_be_genitive_surname(std::string_view word) {
  static constexpr std::array others{"sen", "iin", "aan", "ään", "een", "oon", "öön",
                                     "uun", "yyn", "hin", "den", "ten", "jen", "ien"};
  return word.size() > 3 && word.ends_with('n') &&
         std::none_of(others.begin(), others.end(),
                      [&](const char* ending) { return word.ends_with(ending); });
}

// What two words that look like a name are worth whatever the dictionary says of the second.
// `alone`: nothing stands beside them in their place of the list.
double least_score(const std::vector<const WordLook*>& looks, bool alone, std::string_view first,
                   std::string_view last) {
  constexpr std::size_t short_surname = 6;
  if (looks.size() != 2) return -10;
  if (alone && looks[0]->inflected && looks[1]->given && first.size() <= short_surname &&
      may_be_genitive_surname(first))
    return 1;                                               // "Sarin Aino"
  if (looks[0]->initial && looks[1]->compound) return 1.5;  // "P. Kivioja"
  if (looks[0]->given && looks[1]->inflected) {
    if (!has_case_ending(last)) return 1;  // "Aino Patana", which is a form of pata, too.
    if (alone && may_be_genitive_surname(last)) return 1;
  }
  if (alone && looks[0]->common && !looks[0]->compound && looks[1]->compound)
    return 0.6;                                                       // "Aava Tuohimetsä"
  return alone && looks[0]->unknown && looks[1]->common ? 0.6 : -10;  // "Xhoi Puro"
}

}  // namespace

bool EntryReader::is_company_form(const std::vector<ListPiece>& pieces, std::size_t at) const {
  return at < pieces.size() && is_word(pieces[at]) && words_.is_company_form(pieces[at].folded);
}

// "Arkkitehdit Virtanen Oy", "Arkkitehdit Virtanen & Malli Oy"
bool EntryReader::is_company(const std::vector<ListPiece>& pieces, std::size_t after) const {
  if (is_company_form(pieces, after)) return true;
  const bool partners = after + 2 < pieces.size() && is_word(pieces[after]) &&
                        pieces[after].folded == "&" && is_word(pieces[after + 1]);
  return partners && is_company_form(pieces, after + 2);
}

std::optional<EntryReader::NameAt> EntryReader::find_name(const std::vector<ListPiece>& pieces,
                                                          std::size_t first, std::size_t last,
                                                          bool inflected) const {
  for (std::size_t begin = first; begin < last; ++begin) {
    if (!is_word(pieces[begin])) continue;
    const WordLook& look_first = look(pieces[begin]);
    if (!look_first.may_name() && !look_first.particle) continue;
    std::vector<const WordLook*> looks;
    std::size_t end = begin, proper = 0;
    while (end < last && is_word(pieces[end]) && looks.size() < most_name_words) {
      const WordLook& next = look(pieces[end]);
      const bool inner = next.particle && end + 1 < last;
      if ((!next.may_name() && !inner) || is_company_form(pieces, end)) break;
      if (end > begin && pieces[end - 1].dot && !look(pieces[end - 1]).initial &&
          pieces[end - 1].folded.find('.') == std::string::npos &&
          pieces[end - 1].folded.size() > 3)
        break;
      looks.push_back(&next);
      proper += next.may_name() && !next.initial;
      ++end;
    }
    while (!looks.empty() && !looks.back()->may_name()) {
      looks.pop_back();
      --end;
    }
    // "Kommodori Aino Virtanen": a title may begin with a capital, too.
    if (looks.size() >= 3 && is_title_word(*looks[0]) && looks[1]->given) {
      looks.erase(looks.begin());
      ++begin;
    }
    // "Vuorossa Aino Virtanen"
    if (looks.size() >= 3 && looks[0]->inflected && !looks[0]->surname && looks[1]->given &&
        !looks[2]->given) {
      looks.erase(looks.begin());
      ++begin;
    }
    // "Aino Virtanen Kotila 3:12": a farm.
    if (looks.size() >= 3 && looks[0]->given && end < last &&
        pieces[end].folded.find_first_of("0123456789") == 0) {
      looks.pop_back();
      --end;
    }
    // "Aino Virtanen Otso Mallin tilalla": two persons.
    if (looks.size() == 4 && looks[0]->given && !looks[1]->given && looks[2]->given &&
        !looks[3]->given && !looks[1]->particle && end < last && is_word(pieces[end])) {
      looks.resize(2);
      end -= 2;
    }
    // "Juhani Korhonen Nivankylä": the name is whole before the third word; but not before that
    // of "Hilma Nguyen Rautaparta", whose second is of another language.
    if (looks.size() == 3 && looks[0]->given && looks[1]->surname && !looks[1]->given &&
        !looks[2]->surname &&
        (looks[2]->place || !may_be_middle_name(words_, pieces[begin + 1].folded))) {
      looks.pop_back();
      --end;
    }
    // "Aino Virtanen Kosken kunnasta", "Aino Virtanen Metsäkeskuksesta"
    const bool goes_on = end < last && is_word(pieces[end]);
    if (looks.size() >= 3 && looks[0]->given && !looks.back()->given && looks.back()->inflected &&
        (goes_on || is_elative(pieces[end - 1].folded))) {
      looks.pop_back();
      --end;
    }
    const bool with_initial = looks.size() > 1 && (looks.front()->initial || looks.back()->initial);
    if (looks.size() < 2 || proper < 1 || (proper < 2 && !with_initial)) {
      if (end > begin) begin = end - 1;
      continue;
    }
    const bool alone = looks.size() == 2 && begin == first && end == last;
    const double score =
        std::max(name_score(looks, inflected),
                 least_score(looks, alone, pieces[begin].folded, pieces[end - 1].folded));
    // "Aino Virtanen Isännöinti Malli Oy": a person and who has sent him.
    if (looks.size() >= 4 && is_company(pieces, end) && looks[0]->given && !looks[1]->common &&
        !looks[2]->given)
      return NameAt{begin, begin + 2, std::max(score, 1.5)};
    const bool partners = end < pieces.size() && pieces[end].folded == "&" && !looks[0]->given;
    if (score >= 0.55 && !partners && !is_company(pieces, end)) return NameAt{begin, end, score};
    begin = end - 1;
  }
  return std::nullopt;
}

std::vector<std::string> EntryReader::name_words(const std::vector<ListPiece>& pieces, NameAt name,
                                                 bool reversed) const {
  std::vector<std::string> words;
  for (std::size_t i = name.first; i < name.last; ++i) {
    std::string word = name_cased(passage_.at(pieces[i].span));
    if (look(pieces[i]).initial && pieces[i].dot) word += '.';
    words.push_back(std::move(word));
  }
  if (!reversed || words.size() < 2) return words;
  std::size_t surname = 1;  // Particles belong to the surname: "von Bruun Mikko".
  while (surname < words.size() && look(pieces[name.first + surname - 1]).particle &&
         surname + 1 < words.size())
    ++surname;
  std::rotate(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(surname), words.end());
  return words;
}

double EntryReader::order_of(const std::vector<ListPiece>& pieces, NameAt name) const {
  const WordLook& first = look(pieces[name.first]);
  const WordLook& last = look(pieces[name.last - 1]);
  double order = 0;
  order += first.given - last.given;
  order += 0.5 * (last.surname - first.surname);
  if (first.initial) order += 1.5;
  if (last.initial) order += first.given ? 0.5 : -1.5;
  if (order == 0 && !first.given) order += 0.25 * (last.compound - first.compound);
  return order;
}

std::vector<AttendeeEntry> EntryReader::read(const std::vector<ListPiece>& pieces,
                                             const ColumnHeads& heads, bool by_first_names) const {
  return ListWalk(*this, pieces, heads, by_first_names).walk();
}

}  // namespace muistio
