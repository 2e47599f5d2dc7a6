#include "corpus/language_dictionary.h"

#include <libvoikko/voikko.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t longest_word = 160;  // Bytes.

template <typename Value>
struct Named {
  std::string_view name;
  Value value;
};

template <typename Value, std::size_t size>
Value look_up(const std::array<Named<Value>, size>& table, std::string_view name, Value otherwise) {
  for (const auto& row : table)
    if (row.name == name) return row.value;
  return otherwise;
}

constexpr std::array word_classes{
    Named<WordClass>{"nimisana", WordClass::noun},
    Named<WordClass>{"laatusana", WordClass::adjective},
    Named<WordClass>{"nimisana_laatusana", WordClass::adjective},
    Named<WordClass>{"teonsana", WordClass::verb},
    Named<WordClass>{"kieltosana", WordClass::verb},
    Named<WordClass>{"seikkasana", WordClass::adverb},
    Named<WordClass>{"asemosana", WordClass::pronoun},
    Named<WordClass>{"suhdesana", WordClass::preposition},
    Named<WordClass>{"huudahdussana", WordClass::interjection},
    Named<WordClass>{"sidesana", WordClass::conjunction},
    Named<WordClass>{"etunimi", WordClass::first_name},
    Named<WordClass>{"sukunimi", WordClass::last_name},
    Named<WordClass>{"paikannimi", WordClass::place_name},
    Named<WordClass>{"nimi", WordClass::proper_noun},
    Named<WordClass>{"lyhenne", WordClass::abbreviation},
    Named<WordClass>{"lukusana", WordClass::numeral},
    Named<WordClass>{"etuliite", WordClass::prefix},
};

constexpr std::array cases{
    Named<Case>{"nimento", Case::nominative},   Named<Case>{"omanto", Case::genitive},
    Named<Case>{"osanto", Case::partitive},     Named<Case>{"kohdanto", Case::accusative},
    Named<Case>{"olento", Case::essive},        Named<Case>{"tulento", Case::translative},
    Named<Case>{"sisaolento", Case::inessive},  Named<Case>{"sisaeronto", Case::elative},
    Named<Case>{"sisatulento", Case::illative}, Named<Case>{"ulkoolento", Case::adessive},
    Named<Case>{"ulkoeronto", Case::ablative},  Named<Case>{"ulkotulento", Case::allative},
    Named<Case>{"vajanto", Case::abessive},     Named<Case>{"seuranto", Case::comitative},
    Named<Case>{"keinonto", Case::instructive},
};

constexpr std::array participles{
    Named<VerbForm>{"present_active", VerbForm::participle_present},
    Named<VerbForm>{"present_passive", VerbForm::participle_present},
    Named<VerbForm>{"past_active", VerbForm::participle_past},
    Named<VerbForm>{"past_passive", VerbForm::participle_past},
    Named<VerbForm>{"agent", VerbForm::participle_agent},
    Named<VerbForm>{"negation", VerbForm::participle_negative},
};

constexpr std::array moods{
    Named<VerbForm>{"indicative", VerbForm::present},
    Named<VerbForm>{"conditional", VerbForm::conditional},
    Named<VerbForm>{"potential", VerbForm::potential},
    Named<VerbForm>{"imperative", VerbForm::imperative},
    Named<VerbForm>{"A-infinitive", VerbForm::infinitive},
    Named<VerbForm>{"E-infinitive", VerbForm::infinitive},
    Named<VerbForm>{"MA-infinitive", VerbForm::infinitive},
    Named<VerbForm>{"MINEN-infinitive", VerbForm::infinitive},
    Named<VerbForm>{"MAINEN-infinitive", VerbForm::infinitive},
};

// What Voikko says of one analysis.
struct Attributes {
  std::string base, word_class, structure, inflection, number, person, mood, tense, negative,
      participle, possessive, focus, question, output;
};

constexpr std::array attribute_keys{
    Named<std::string Attributes::*>{"BASEFORM", &Attributes::base},
    Named<std::string Attributes::*>{"CLASS", &Attributes::word_class},
    Named<std::string Attributes::*>{"STRUCTURE", &Attributes::structure},
    Named<std::string Attributes::*>{"SIJAMUOTO", &Attributes::inflection},
    Named<std::string Attributes::*>{"NUMBER", &Attributes::number},
    Named<std::string Attributes::*>{"PERSON", &Attributes::person},
    Named<std::string Attributes::*>{"MOOD", &Attributes::mood},
    Named<std::string Attributes::*>{"TENSE", &Attributes::tense},
    Named<std::string Attributes::*>{"NEGATIVE", &Attributes::negative},
    Named<std::string Attributes::*>{"PARTICIPLE", &Attributes::participle},
    Named<std::string Attributes::*>{"POSSESSIVE", &Attributes::possessive},
    Named<std::string Attributes::*>{"FOCUS", &Attributes::focus},
    Named<std::string Attributes::*>{"KYSYMYSLIITE", &Attributes::question},
    Named<std::string Attributes::*>{"FSTOUTPUT", &Attributes::output},
};

Attributes attributes_of(const voikko_mor_analysis* analysis) {
  Attributes attributes;
  for (const char** key = voikko_mor_analysis_keys(analysis); *key; ++key) {
    const auto member =
        look_up(attribute_keys, *key, static_cast<std::string Attributes::*>(nullptr));
    if (!member) continue;
    char* value = voikko_mor_analysis_value_cstr(analysis, *key);
    if (value) attributes.*member = value;
    voikko_free_mor_analysis_value_cstr(value);
  }
  return attributes;
}

std::vector<Attributes> analyses_of(void* handle, const std::string& word) {
  std::vector<Attributes> all;
  auto** analyses = voikkoAnalyzeWordCstr(static_cast<VoikkoHandle*>(handle), word.c_str());
  if (!analyses) return all;
  for (auto** analysis = analyses; *analysis; ++analysis) all.push_back(attributes_of(*analysis));
  voikko_free_mor_analysis(analyses);
  return all;
}

void remove_marks(std::string& base) {
  std::erase(base, '=');
  while (base.size() > 1 && base.back() == '-') base.pop_back();
  while (base.size() > 1 && base.front() == '-') base.erase(0, 1);
}

// A piece of the word between compound boundaries, out of the transducer's output:
// "[Ln][Xp]huolto[X]huolto[Sn][Ny]" is the surface "huolto" of the base "huolto".
struct Piece {
  std::string base, surface;
  std::string verb;  // Of a piece that begins as a verb: "vähen" + "tää" of "vähennetty".
  bool derived = false;
};

struct Output {
  std::vector<Piece> pieces;
  std::string without_clitic;  // "aina" of "ainakin".
  std::string action;          // "tekeminen" of "tekemisestä"; else empty.
};

Output output_of(std::string_view output) {
  Output result;
  result.pieces.emplace_back();
  bool in_base = false, in_suffix = false, is_verb = false, in_clitic = false;
  for (std::size_t at = 0; at < output.size();) {
    const bool is_tag = output[at] == '[';
    const std::size_t end = std::min(output.find(is_tag ? ']' : '[', at), output.size());
    const auto text = output.substr(at + is_tag, end - at - is_tag);
    at = is_tag ? end + 1 : end;
    Piece& piece = result.pieces.back();
    if (!is_tag) {
      if (in_base) piece.base += text;
      if (in_base && is_verb) piece.verb = piece.base;
      if (in_suffix && is_verb) piece.verb = piece.surface + std::string(text);
      if (in_base || in_suffix) continue;
      piece.surface += text;
      if (!in_clitic) result.without_clitic += text;
    } else if (text == "Bc") {
      result.pieces.emplace_back();
      result.action.clear();
      is_verb = false;
    } else if (text == "Tn4") {
      result.action = result.without_clitic + "minen";
      piece.base = piece.surface + "minen";
    } else if (text.starts_with('L')) {
      is_verb = text == "Lt";
    } else if (text.starts_with('F')) {
      in_clitic = true;
    } else {
      in_base = text == "Xp";
      in_suffix = text == "Xj" || text == "Xr";
      piece.derived = piece.derived || text == "Xj";
    }
  }
  std::erase_if(result.pieces, [](const Piece& piece) {
    return piece.surface.find_first_not_of('-') == std::string::npos;
  });
  for (Piece& piece : result.pieces) remove_marks(piece.verb);
  return result;
}

// Base forms of the compound's parts, the last out of the whole word's base form.
void read_parts(const std::vector<Piece>& pieces, Analysis& analysis) {
  analysis.parts = static_cast<int>(std::max<std::size_t>(pieces.size(), 1));
  if (pieces.size() < 2) return;
  const std::string& base = analysis.reading.base;
  std::vector<std::size_t>& joints = analysis.reading.joints;
  std::size_t before = 0;
  for (std::size_t index = 0; index < pieces.size(); ++index) {
    const Piece& piece = pieces[index];
    if (index > 0) joints.push_back(before + (before < base.size() && base[before] == '-' ? 1 : 0));
    std::string part = piece.derived || piece.base.empty() ? piece.surface : piece.base;
    if (index + 1 < pieces.size() && piece.derived) analysis.derived_parts.push_back(index);
    if (index + 1 == pieces.size() && piece.derived && before < base.size())
      part = base.substr(before);
    before += piece.surface.size();
    remove_marks(part);
    analysis.reading.parts.push_back(std::move(part));
  }
  if (!joints.empty() && joints.back() >= base.size()) joints.clear();
}

void read_verb(const Attributes& attributes, Reading& reading) {
  reading.verb_form = look_up(moods, attributes.mood, VerbForm::none);
  if (reading.verb_form == VerbForm::present && attributes.tense == "past_imperfective")
    reading.verb_form = VerbForm::past;
  if (!attributes.participle.empty())
    reading.verb_form = look_up(participles, attributes.participle, VerbForm::none);
  reading.passive = attributes.person == "4" || attributes.participle.ends_with("_passive");
  if (attributes.person.size() == 1 && attributes.person[0] >= '1' && attributes.person[0] <= '3')
    reading.person = attributes.person[0] - '0';
  reading.negative = attributes.negative == "true";
}

// Words that have become adverbs or adpositions of their own, though the dictionary reads them
// as forms of a noun, an adjective or another adverb.
constexpr std::string_view set_adverbs =
    " ainakaan ainakin aikanaan aikoinaan alkaen alle alta aluksi arviolta edellä edelleen "
    "edestä"
    " enempää ensiksi erikseen esiin esille esimerkiksi eteen hiukan huolella huolissaan hukkaan"
    " ikään innoissaan jatkossa johdosta jopa jossakin kaikkein kaikkiaan kannalta kaukana kaukaa"
    " kauan kauempaa kerran keskenään kohdalla kohtaan kokonaan kotona kovin kuluttua kunnolla"
    " lailla liikaa liikkeelle liikkeellä lisäksi lisää lopuksi lopulla lopulta luona"
    " lukuunottamatta lähelle lähempänä lähinnä lähtien mahdollisimman mahdollisesti mielellään"
    " miksi mitenkään mukana mukaan mukaisesti muualla muualle muualta myöhemmin"
    " myöhässä myöskään mennessä naimisiin nykyisin ohella ollenkaan onneksi paikalla"
    " paikoillaan paljon paremmin perille periksi pitkin pitkään poissa puitteissa puolesta"
    " puolestaan päällä päälle pääosin sekaan sieltä siellä sijaan sijasta sillä sinne"
    " sisään sisällä sittenkin suhteen suoraan suorastaan syvällä taakse takaa takaisin takana"
    " tarpeeksi tietenkin tietenkään tilalla tilalle todella toisaalta tosiaan tosin"
    " tosissaan totta tuolla tuolta tuonne täysin täynnä täällä täältä tänne ulkopuolella usein"
    " vallan varmaan varsin varsinkaan varsinkin vastaan vastassa vähemmän vähintään välillä"
    " välissä välttämättä yhteensä yläpuolella ääressä ";

bool is_set_adverb(const std::string& word) {
  return set_adverbs.find(" " + word + " ") != std::string_view::npos;
}

// The adverb that the word is, in the form it stands in: "nopeasti", "sieltä". Empty for words
// of other classes.
std::string adverb_of(const Attributes& attributes, const Output& output) {
  const bool is_adverb = attributes.word_class == "seikkasana" ||
                         attributes.word_class == "suhdesana" ||
                         attributes.inflection == "kerrontosti";
  std::string whole;
  for (const Piece& piece : output.pieces) whole += piece.surface;
  if (is_set_adverb(whole)) return whole;
  return is_adverb ? output.without_clitic : std::string();
}

// "me", "nämä": the singular whose plural they are.
constexpr std::array plural_pronouns{
    Named<std::string_view>{"me", "minä"},   Named<std::string_view>{"te", "sinä"},
    Named<std::string_view>{"he", "hän"},    Named<std::string_view>{"ne", "se"},
    Named<std::string_view>{"nämä", "tämä"}, Named<std::string_view>{"nuo", "tuo"},
};

Analysis analysis_of(const Attributes& attributes) {
  Analysis analysis;
  Reading& reading = analysis.reading;
  reading.known = true;
  reading.word_class = look_up(word_classes, attributes.word_class, WordClass::unknown);
  reading.base = attributes.base;
  remove_marks(reading.base);
  if (reading.word_class == WordClass::pronoun)
    reading.base =
        std::string(look_up(plural_pronouns, reading.base, std::string_view(attributes.base)));
  reading.inflection = look_up(cases, attributes.inflection, Case::none);
  reading.plural = attributes.number == "plural";
  reading.possessive = !attributes.possessive.empty();
  reading.clitic = !attributes.focus.empty() || !attributes.question.empty();
  read_verb(attributes, reading);
  const Output output = output_of(attributes.output);
  const auto& pieces = output.pieces;
  if (!attributes.participle.empty() && !pieces.empty()) reading.verb = pieces.back().verb;
  if (!output.action.empty()) {
    reading.verb = reading.base;
    reading.base = output.action;
    reading.word_class = WordClass::noun;
  }
  read_parts(pieces, analysis);
  analysis.second_person_possessive = attributes.possessive.starts_with('2');
  analysis.imperative_second_person =
      reading.verb_form == VerbForm::imperative && reading.person == 2;
  analysis.adverb = adverb_of(attributes, output);
  analysis.old_plural_genitive = attributes.output.ends_with("[Sg][Nm]in");
  return analysis;
}

// The adverb beside the word that it was once a form of.
Analysis own_adverb(const Analysis& analysis) {
  Analysis adverb = analysis;
  adverb.is_own_adverb = true;
  adverb.reading = Reading();
  adverb.reading.base = analysis.adverb;
  adverb.reading.word_class = analysis.reading.word_class == WordClass::preposition
                                  ? WordClass::preposition
                                  : WordClass::adverb;
  adverb.reading.clitic = analysis.reading.clitic;
  adverb.reading.known = true;
  return adverb;
}

}  // namespace

Result<Dictionary> Dictionary::open() {
  const char* error = nullptr;
  VoikkoHandle* handle = voikkoInit(&error, "fi", nullptr);
  if (!handle)
    return Error{ErrorCode::not_installed, "",
                 "Voikko's Finnish dictionary cannot be used (" + std::string(error ? error : "") +
                     "); install the package voikko-fi"};
  return Dictionary(handle);
}

void Dictionary::Close::operator()(void* handle) const {
  voikkoTerminate(static_cast<VoikkoHandle*>(handle));
}

bool Dictionary::accepts(std::string_view word) {
  if (word.empty() || word.size() > longest_word) return false;
  return voikkoSpellCstr(static_cast<VoikkoHandle*>(handle_.get()), std::string(word).c_str()) ==
         VOIKKO_SPELL_OK;
}

// "terveyden" of "terveydenhuolto", for which the transducer gives only the root "terve".
std::string Dictionary::base_of_part(const std::string& part) {
  for (const Attributes& attributes : analyses_of(handle_.get(), part)) {
    if (attributes.inflection != "omanto" && attributes.inflection != "nimento") continue;
    std::string base = attributes.base;
    remove_marks(base);
    return base;
  }
  return part;
}

std::vector<Analysis> Dictionary::analyse(std::string_view word) {
  std::vector<Analysis> analyses;
  if (word.empty() || word.size() > longest_word || word.find('\0') != std::string_view::npos)
    return analyses;
  for (const Attributes& attributes : analyses_of(handle_.get(), std::string(word))) {
    Analysis analysis = analysis_of(attributes);
    for (const std::size_t index : analysis.derived_parts)
      analysis.reading.parts[index] = base_of_part(analysis.reading.parts[index]);
    // The name "Kunnanhallitus" comes after the noun and without its structure.
    if (attributes.output.empty() && !analyses.empty()) {
      analysis.parts = analyses.back().parts;
      analysis.reading.parts = analyses.back().reading.parts;
      analysis.reading.joints = analyses.back().reading.joints;
    }
    if (!analysis.adverb.empty() && analysis.adverb != analysis.reading.base)
      analyses.push_back(own_adverb(analysis));
    analyses.push_back(std::move(analysis));
  }
  return analyses;
}

}  // namespace muistio
