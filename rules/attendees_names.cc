// Where in a list a full name stands.
#include <algorithm>
#include <array>

#include "corpus/unicode.h"
#include "rules/attendees_entries.h"

namespace muistio {
namespace {

constexpr std::size_t most_name_words = 5;
constexpr double least_name_score = 0.55;

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

// Words beside each other that may be a name.
struct NameRun {
  std::size_t begin = 0, end = 0;  // Range of pieces.
  std::vector<const WordLook*> looks;
  std::size_t proper = 0;  // How many words were not initials or particles, before any went.

  std::size_t size() const { return looks.size(); }
  const WordLook& operator[](std::size_t word) const { return *looks[word]; }

  void drop_first() {
    looks.erase(looks.begin());
    ++begin;
  }
  void drop_last(std::size_t words = 1) {
    looks.resize(looks.size() - words);
    end -= words;
  }
};

class NameFinder {
 public:
  NameFinder(const EntryReader& reader, const std::vector<ListPiece>& pieces, std::size_t first,
             std::size_t last, bool inflected)
      : reader_(reader), pieces_(pieces), first_(first), last_(last), inflected_(inflected) {}

  std::optional<EntryReader::NameAt> first_name() const {
    for (std::size_t begin = first_; begin < last_; ++begin) {
      if (!is_word(pieces_[begin])) continue;
      const WordLook& look = reader_.look(pieces_[begin]);
      const bool particle = look.particle && !pieces_[begin].dot;  // But "dos. J. Hakala".
      if (!look.may_name() && !particle) continue;
      NameRun run = run_at(begin);
      for (const Cut cut : cuts) (this->*cut)(run);
      if (may_be_name(run)) {
        if (const auto name = name_in(run)) return name;
      }
      begin = std::max(run.begin, run.end - (run.end > run.begin));
    }
    return std::nullopt;
  }

 private:
  using Cut = void (NameFinder::*)(NameRun&) const;
  // What is no part of the name at the ends of a run, in this order.
  static const std::array<Cut, 7> cuts;

  // The longest that begins there.
  NameRun run_at(std::size_t begin) const {
    NameRun run{begin, begin, {}, 0};
    while (run.end < last_ && is_word(pieces_[run.end]) && run.size() < most_name_words) {
      const WordLook& next = reader_.look(pieces_[run.end]);
      const bool inner = next.particle && run.end + 1 < last_;
      if ((!next.may_name() && !inner) || is_company_form(run.end)) break;
      if (run.end > begin && ends_sentence(run.end - 1)) break;
      run.looks.push_back(&next);
      run.proper += next.may_name() && !next.initial;
      ++run.end;
    }
    while (run.size() > 0 && !run.looks.back()->may_name()) run.drop_last();
    return run;
  }

  bool ends_sentence(std::size_t at) const {
    const ListPiece& piece = pieces_[at];
    constexpr std::size_t longest_abbreviation = 3;
    return piece.dot && !reader_.look(piece).initial &&
           piece.folded.find('.') == std::string::npos &&
           piece.folded.size() > longest_abbreviation;
  }

  bool word_follows(const NameRun& run) const {
    return run.end < last_ && is_word(pieces_[run.end]);
  }

  // "Kommodori Aino Virtanen": a title may begin with a capital, too.
  void cut_title(NameRun& run) const {
    if (run.size() >= 3 && is_title_word(run[0]) && run[1].given) run.drop_first();
  }

  // "Vuorossa Aino Virtanen".
  void cut_inflected(NameRun& run) const {
    if (run.size() >= 3 && run[0].inflected && !run[0].surname && run[1].given && !run[2].given)
      run.drop_first();
  }

  // "Aino Virtanen Kotila 3:12": a farm.
  void cut_farm(NameRun& run) const {
    const bool number = run.end < last_ && pieces_[run.end].folded.find_first_of("0123456789") == 0;
    if (run.size() >= 3 && run[0].given && number) run.drop_last();
  }

  // "Aino Virtanen Otso Mallin tilalla": two persons.
  void cut_next_person(NameRun& run) const {
    if (run.size() == 4 && run[0].given && !run[1].given && run[2].given && !run[3].given &&
        !run[1].particle && word_follows(run))
      run.drop_last(2);
  }

  // "Juhani Korhonen Nivankylä": the name is whole before the third word; but not before that of
  // "Hilma Nguyen Rautaparta", whose second is of another language.
  void cut_village(NameRun& run) const {
    if (run.size() == 3 && run[0].given && run[1].surname && !run[1].given && !run[2].surname &&
        (run[2].place || !may_be_middle_name(reader_.words(), pieces_[run.begin + 1].folded)))
      run.drop_last();
  }

  // "Aino Virtanen SYKE", "Aino Lindqvist Raasepori": whom or what place the third word names.
  void cut_organisation(NameRun& run) const {
    if (run.size() != 3 || !run[0].given || run[1].given || run[1].initial || run[1].particle)
      return;
    const bool place = run[2].place && !run[2].surname && !run[2].given;
    if (place || (is_acronym(run.end - 1) && !is_acronym(run.end - 2))) run.drop_last();
  }

  bool is_acronym(std::size_t at) const {
    const std::string_view text = reader_.passage().at(pieces_[at].span);
    return text.size() >= 2 && is_all_capitals(text);
  }

  // "Aino Virtanen Kosken kunnasta", "Aino Virtanen Metsäkeskuksesta".
  void cut_origin(NameRun& run) const {
    if (run.size() < 3 || !run[0].given || run.looks.back()->given || !run.looks.back()->inflected)
      return;
    if (word_follows(run) || is_elative(pieces_[run.end - 1].folded)) run.drop_last();
  }

  static bool may_be_name(const NameRun& run) {
    if (run.size() < 2 || run.proper < 1) return false;
    return run.proper >= 2 || run.looks.front()->initial || run.looks.back()->initial;
  }

  std::optional<EntryReader::NameAt> name_in(const NameRun& run) const {
    const bool alone = run.size() == 2 && run.begin == first_ && run.end == last_;
    const double score = std::max(
        name_score(run.looks, inflected_),
        least_score(run.looks, alone, pieces_[run.begin].folded, pieces_[run.end - 1].folded));
    // "Aino Virtanen Isännöinti Malli Oy": a person and who has sent him.
    if (run.size() >= 4 && is_company(run.end) && run[0].given && !run[1].common && !run[2].given)
      return EntryReader::NameAt{run.begin, run.begin + 2, std::max(score, 1.5)};
    const bool partners =
        run.end < pieces_.size() && pieces_[run.end].folded == "&" && !run[0].given;
    if (score < least_name_score || partners || is_company(run.end)) return std::nullopt;
    return EntryReader::NameAt{run.begin, run.end, score};
  }

  bool is_company_form(std::size_t at) const {
    return at < pieces_.size() && is_word(pieces_[at]) &&
           reader_.words().is_company_form(pieces_[at].folded);
  }

  // "Arkkitehdit Virtanen Oy", "Arkkitehdit Virtanen & Malli Oy".
  bool is_company(std::size_t after) const {
    if (is_company_form(after)) return true;
    const bool partners = after + 2 < pieces_.size() && is_word(pieces_[after]) &&
                          pieces_[after].folded == "&" && is_word(pieces_[after + 1]);
    return partners && is_company_form(after + 2);
  }

  const EntryReader& reader_;
  const std::vector<ListPiece>& pieces_;
  std::size_t first_, last_;
  bool inflected_;
};

const std::array<NameFinder::Cut, 7> NameFinder::cuts{
    &NameFinder::cut_title,       &NameFinder::cut_inflected, &NameFinder::cut_farm,
    &NameFinder::cut_next_person, &NameFinder::cut_village,   &NameFinder::cut_organisation,
    &NameFinder::cut_origin,
};

}  // namespace

std::optional<EntryReader::NameAt> EntryReader::find_name(const std::vector<ListPiece>& pieces,
                                                          std::size_t first, std::size_t last,
                                                          bool inflected) const {
  return NameFinder(*this, pieces, first, last, inflected).first_name();
}

}  // namespace muistio
