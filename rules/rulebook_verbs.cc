#include "rules/rulebook_verbs.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace muistio {
namespace {

// Finnish letters as single bytes, so that stems can be cut by position: ä = '{', ö = '|'.
std::string one_byte_letters(std::string_view utf8) {
  std::string letters;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    if (utf8.substr(i, 2) == "ä") {
      letters += '{';
      ++i;
    } else if (utf8.substr(i, 2) == "ö") {
      letters += '|';
      ++i;
    } else {
      letters += utf8[i];
    }
  }
  return letters;
}

std::string utf8_letters(std::string_view letters) {
  std::string utf8;
  for (const char letter : letters) {
    if (letter == '{') {
      utf8 += "ä";
    } else if (letter == '|') {
      utf8 += "ö";
    } else {
      utf8 += letter;
    }
  }
  return utf8;
}

bool is_vowel(char letter) {
  return std::string_view("aeiouy{|").find(letter) != std::string_view::npos;
}

struct Grade {
  std::string_view strong, weak;
};

// Longest clusters first; the first that fits decides. A cluster that stays as it is comes
// before the shorter one that would change.
constexpr std::array grade_table{
    Grade{"lke", "lje"}, Grade{"rke", "rje"}, Grade{"tk", "tk"}, Grade{"sk", "sk"},
    Grade{"hk", "hk"},   Grade{"sp", "sp"},   Grade{"st", "st"}, Grade{"kk", "k"},
    Grade{"pp", "p"},    Grade{"tt", "t"},    Grade{"nk", "ng"}, Grade{"mp", "mm"},
    Grade{"nt", "nn"},   Grade{"lt", "ll"},   Grade{"rt", "rr"}, Grade{"ht", "hd"},
    Grade{"ks", "ks"},   Grade{"ps", "ps"},   Grade{"ts", "ts"}, Grade{"k", ""},
    Grade{"p", "v"},     Grade{"t", "d"},
};

// "päättä" -> "päätä": the last consonants before the final vowels in the weak grade.
std::string weak_grade(const std::string& stem) {
  const std::size_t vowel = stem.size() - 1;
  for (const auto& [strong, weak] : grade_table) {
    const bool with_vowel = is_vowel(strong.back());
    const std::size_t end = with_vowel ? stem.size() : vowel;
    if (end < strong.size() || stem.compare(end - strong.size(), strong.size(), strong) != 0)
      continue;
    return stem.substr(0, end - strong.size()) + std::string(weak) + stem.substr(end);
  }
  return stem;
}

// "tava" -> "tapa", "käsite" -> "käsitte": the strong grade where the infinitive has the weak.
std::vector<std::string> strong_grades(const std::string& stem) {
  static constexpr std::array strengthened{
      Grade{"nk", "ng"}, Grade{"mp", "mm"}, Grade{"nt", "nn"}, Grade{"lt", "ll"},
      Grade{"rt", "rr"}, Grade{"kk", "k"},  Grade{"pp", "p"},  Grade{"tt", "t"},
      Grade{"p", "v"},   Grade{"t", "d"},   Grade{"lk", "l"},
  };
  std::vector<std::string> grades{stem};
  const std::size_t end = stem.size() - 1;
  for (const auto& [strong, weak] : strengthened) {
    if (end < weak.size() || stem.compare(end - weak.size(), weak.size(), weak) != 0) continue;
    grades.push_back(stem.substr(0, end - weak.size()) + std::string(strong) + stem.substr(end));
    break;
  }
  return grades;
}

// How a verb is inflected, told by the end of its infinitive.
enum class Type {
  two_vowels,  // päättää, hyväksyä
  da,          // saada, tehdä, arvioida
  consonant,   // kuulla, mennä, nousta
  contracted,  // valita, todeta, merkitä
  none,
};

Type type_of(const std::string& lemma) {
  const std::size_t size = lemma.size();
  if (size < 4 || (lemma.back() != 'a' && lemma.back() != '{')) return Type::none;
  const char before = lemma[size - 2], third = lemma[size - 3];
  if (is_vowel(before)) return Type::two_vowels;
  if (before == 'd') return Type::da;
  if (before == third && std::string_view("lrn").find(before) != std::string_view::npos)
    return Type::consonant;
  if (before != 't') return Type::none;
  if (third == 's') return Type::consonant;
  return is_vowel(third) ? Type::contracted : Type::none;
}

// The parts the forms are put together from. In passives a single stem serves; the active
// past has several where the infinitive does not tell.
struct Stems {
  std::string passive;                  // pääte|ttiin, teh|tiin
  std::string t;                        // "tt" after a vowel stem, else "t".
  std::string infinitive_passive;       // pääte|tä, toteta: what -än is added to.
  std::vector<std::string> strong;      // päättä-, tekee without its ending.
  std::vector<std::string> past;        // päätti-
  std::vector<std::string> participle;  // päättä|nyt with its consonant: "päättän".
  char a = 'a', u = 'u';
};

void add_past_of_two_vowels(const std::string& strong, Stems& stems) {
  const char last = strong.back();
  const std::string stem = strong.substr(0, strong.size() - 1);
  if (last != 'a' && last != '{' && last != 'e' && last != 'i') {
    stems.past = {strong + 'i'};
    return;
  }
  stems.past = {stem + 'i'};
  if (last == 'a') stems.past.push_back(stem + "oi");
  const bool has_s_form = stem.size() >= 2 && stem.back() == 't' && stem[stem.size() - 2] != 't' &&
                          stem[stem.size() - 2] != 's' && (last == 'a' || last == '{');
  if (has_s_form) stems.past.push_back(stem.substr(0, stem.size() - 1) + "si");
}

Stems stems_of_two_vowels(const std::string& lemma, Stems stems) {
  const std::string strong = lemma.substr(0, lemma.size() - 1);
  stems.passive = weak_grade(strong);
  if (stems.passive.back() == 'a' || stems.passive.back() == '{') stems.passive.back() = 'e';
  stems.t = "tt";
  stems.infinitive_passive = stems.passive + 't' + stems.a;
  stems.strong = {strong + strong.back()};
  add_past_of_two_vowels(strong, stems);
  stems.participle = {strong + 'n'};
  return stems;
}

Stems stems_of_da(const std::string& lemma, Stems stems) {
  const std::string stem = lemma.substr(0, lemma.size() - 2);
  stems.passive = stem;
  stems.t = "t";
  stems.infinitive_passive = lemma;
  stems.participle = {stem + 'n'};
  if (stem.back() == 'h') {  // tehdä, nähdä
    const std::string k_stem = stem.substr(0, stem.size() - 1) + 'k';
    stems.strong = {k_stem + "ee"};
    stems.past = {k_stem + 'i'};
    return stems;
  }
  stems.strong = {stem};
  if (stem.back() == 'i') {
    stems.past = {stem};
  } else if (stem.size() >= 2 && is_vowel(stem[stem.size() - 2])) {
    stems.past = {stem.substr(0, stem.size() - 2) + stem.back() + 'i'};  // saada: sai; viedä: vei
  }
  if (stem == "k{y") stems.past = {"k{vi"};
  if (stems.past.empty()) stems.past = {stem + 'i'};
  return stems;
}

Stems stems_of_consonant(const std::string& lemma, Stems stems) {
  const std::string stem = lemma.substr(0, lemma.size() - 2);  // kuul, men, nous
  stems.passive = stem;
  stems.t = "t";
  stems.infinitive_passive = lemma;
  stems.participle = {stem + stem.back()};
  // The strong grade stands before the last two letters: käsitel|lä -> käsittele-.
  std::vector<std::string> grades{stem};
  if (stem.size() >= 3) {
    grades.clear();
    for (const std::string& graded : strong_grades(stem.substr(0, stem.size() - 1)))
      grades.push_back(graded + stem.back());
  }
  for (const std::string& grade : grades) {
    stems.strong.push_back(grade + "ee");
    stems.past.push_back(grade + 'i');
  }
  return stems;
}

Stems stems_of_contracted(const std::string& lemma, Stems stems) {
  const std::string stem = lemma.substr(0, lemma.size() - 2);  // vali, tode, korja
  stems.passive = stem;
  stems.t = "tt";
  stems.infinitive_passive = lemma;
  stems.participle = {stem + "nn"};
  for (const std::string& grade : strong_grades(stem)) {
    if (stem.back() == 'i') {
      stems.strong.push_back(grade + "tsee");
      stems.past.push_back(grade + "tsi");
      stems.past.push_back(grade + "si");
      continue;
    }
    const bool ends_in_a = grade.back() == stems.a;
    stems.strong.push_back(grade + std::string(ends_in_a ? 1 : 2, stems.a));  // korjaa, toteaa
    stems.past.push_back(grade + "si");
    if (stem.back() == 'e') {
      stems.strong.push_back(grade + "nee");
      stems.past.push_back(grade + "ni");
    }
  }
  return stems;
}

Stems stems_of(const std::string& lemma) {
  Stems stems;
  stems.a = lemma.back();
  stems.u = stems.a == 'a' ? 'u' : 'y';
  switch (type_of(lemma)) {
    case Type::two_vowels:
      return stems_of_two_vowels(lemma, stems);
    case Type::da:
      return stems_of_da(lemma, stems);
    case Type::consonant:
      return stems_of_consonant(lemma, stems);
    case Type::contracted:
      return stems_of_contracted(lemma, stems);
    case Type::none:
      break;
  }
  assert(false && "not an infinitive");
  return stems;
}

// "päättää" -> "päättävät", "tekee" -> "tekevät".
std::string plural_present(const std::string& singular, const Stems& stems) {
  const std::size_t size = singular.size();
  const bool is_long = size >= 2 && singular[size - 1] == singular[size - 2];
  return singular.substr(0, is_long ? size - 1 : size) + 'v' + stems.a + 't';
}

}  // namespace

bool is_infinitive(std::string_view lemma) {
  return type_of(one_byte_letters(lemma)) != Type::none &&
         lemma.find(' ') == std::string_view::npos;
}

std::vector<std::string> verb_forms(std::string_view lemma, WantedForm form) {
  const Stems stems = stems_of(one_byte_letters(lemma));
  std::vector<std::string> forms;
  switch (form) {
    case WantedForm::passive_past:
      forms = {stems.passive + stems.t + "iin"};
      break;
    case WantedForm::passive_present:
      forms = {stems.infinitive_passive + stems.a + 'n'};
      break;
    case WantedForm::passive_connegative:
      forms = {stems.infinitive_passive};
      break;
    case WantedForm::passive_participle:
      forms = {stems.passive + stems.t + stems.u,
               stems.passive + (stems.t == "tt" ? "t" : stems.t) + stems.u + 't'};
      break;
    case WantedForm::active_past:
      for (const std::string& past : stems.past) {
        forms.push_back(past);
        forms.push_back(past + 'v' + stems.a + 't');
      }
      break;
    case WantedForm::active_past_we:
      for (const std::string& past : stems.past) {
        // In the closed syllable the weak grade: päätti, päätimme.
        if (type_of(one_byte_letters(lemma)) == Type::two_vowels)
          forms.push_back(weak_grade(past) + "mme");
        forms.push_back(past + "mme");
      }
      break;
    case WantedForm::active_present:
      for (const std::string& strong : stems.strong) {
        forms.push_back(strong);
        forms.push_back(plural_present(strong, stems));
      }
      break;
    case WantedForm::active_participle:
      for (const std::string& participle : stems.participle) {
        forms.push_back(participle + stems.u + 't');
        forms.push_back(participle + "eet");
      }
      break;
  }
  for (std::string& each : forms) each = utf8_letters(each);
  std::sort(forms.begin(), forms.end());
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
  return forms;
}

}  // namespace muistio
