// The choice among a word's readings, made without its neighbours. The weights and the common
// words were learned from the Finnish treebanks UD_Finnish-TDT and UD_Finnish-OOD (CC BY-SA
// 4.0) and UD_Finnish-FTB (CC BY 4.0) by logistic regression (tests/bench/learn_choice.py): the
// likelihood of a reading is the exponential of its sum. Set by hand: a name in lower case, the
// old plural genitive, the words of meetings among the common ones, and usual_bases.
#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

#include "corpus/language_parts.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::string_view common_words =
    " aiemmin aiempi aiheuttaa aiheutua aikana ainakaan aine ainoa ainoastaan aita aito ajo"
    " ajoneuvo aktiivinen ala alkoholijuoma alla allekirjoittaa alta aluksi alusta ammatillinen"
    " ammattilainen ampua anna-mari annos ansaita arvata arvella arvio arvioida arvo arvoinen"
    " arvostaa asema asettaa asia asiakirja asiallinen asiallisesti asiantuntija aurinko avata"
    " avustus edellyttää edellä edessä edetä edistää edustaa elokuva elävä elää energiajuoma"
    " enintään epäillä erikoinen erinomainen erityinen eritys ero erota erotella erottaa erä"
    " eräs esiin esiintyä esille esillä esitellä esittelijä esitys esityslista eteen eteenpäin"
    " etsiä haarakatkos haastatella haastava haitata haitta hakea hakija haku halli hallitus"
    " halpa halu hanke hankkia harva harvoin haukkua heikko heittää hellittää hengissä"
    " hengitysharjoitus henki henkilö henkilökohtaisesti hereillä hermo herättää herätä hieno"
    " hiljaa hirmuinen hitaasti hiukan hoitaa homma hukkaan huolimatta huolissaan huomattavasti"
    " huomioida huonosti huudella huuhdella huutaa hylly hylätä hyväksyä hyödyntää hyöty hävitä"
    " ihailla ihmetellä ihorikko ikinä ikä ikään ilma ilmainen ilmaista ilmeisesti ilmiö"
    " informaatioteknologia inhota itkeä jakaa jakelu jakso jatko jatkuva jatkuvasti johtokunta"
    " joko joukko juhla juhlia juoma juosta jutella jälki jäsen jää kaataa kaava kadota"
    " kaikenlainen kaikkein kaikkiaan kaivata kannalta kansainvälinen kansallinen kansi kanta"
    " kantaa karistaa karkuun kasvattaa kasvatustiede katsella kattaa katu kauaa kauan kauemmas"
    " kauempaa kaukaa kaulakoru kausi kehittyä kehitys kehua kera kertomus kertyä kerätä"
    " keskellä keskusta keskustella keskustelu kevyt kieltää kierros kiertää kiinankaali"
    " kiinnostava kiintiö kiire kilpailla kiltti kipu kiristää kirnu kiskoa koe koettaa kohdalla"
    " kohdata kohtaan kohtalainen kohtalaisesti kohtuullinen kokea kokeilla kokonaan kokous"
    " kokouskutsu kommentoida kompuroida kone koota korjaantua korjata korostaa korva korvata"
    " kotona kovasti kriittinen kukistaa kukka kulta kulu kulua kuluttua kumma kumpi kunnolla"
    " kunta kunto kuolema kutsu kutsua kuu kuusi kuva kuvata kyseenalaistaa kysellä kärsiä"
    " kävellä käyttö käytävä kääntää laaja laajasti laatia laatiminen lahja lailla laina"
    " lainkaan laki lause lausunto lautakunta leikki leikkiä lentää leveä levätä liha lihas"
    " liikaa liike liikevaihto liikevoitto liikkeelle liite liitto liittää lisä lisääntyä loppua"
    " lopullinen lopulta luoda luokse luona luonnos luonto luotettava luottaa luovuttaa lupa"
    " luulla luultavasti luvata lyhyt lähelle lähellä lähettää lähinnä lähiö lähtien lämmetä"
    " lämmitin lämpeneminen läpi läsnäolija lävitse lääkitys maata mahdollisesti mahdollisimman"
    " mahtua maistaa maksa maksu maku malli malmi markka markkinajärjestely melkein menettää"
    " mennessä merkata merkittävä merkitys merkitä mielellään mielenkiintoinen mielestä"
    " miellyttävä milloin ministeriö missä mitata mitenkään mittari monenlainen muisti mukainen"
    " mukaisesti mukana mukava mukavasti mullanvaihto musta muualla muualle muualta muutoin"
    " muutos muuttua myrsky myönteinen määrätä nauraa neuvo neuvoa nimenomaan niska niukka nokia"
    " nopea normaali noudattaa nykyinen nykyisin näky näkymä odotella ohella ohi ohitse ohjata"
    " ohje oikaisu oikeasti oikeutettu olennainen ollenkaan olo oloinen omata onneksi onni"
    " onnistuminen opiskella oppi oppia oppilas osaaminen osallistua osoittaa ottaminen outo"
    " paha pahasti paikalla pakolainen paksu pala palata palkkio palvelu panna pannu paremmin"
    " parhaimmillaan passata peittää pelastaa pelätä perille perillä perinteinen periä peruna"
    " perusta perustaa perustelu perustua peräisin pestä pian pinta pistää pitkin pitkään pohja"
    " poistaa poliittinen positiivinen pudota puhe puheenjohtaja puhelin puola puolesta"
    " puolestaan puoliso purkaa purkki puuskuttaa puuttua pysytellä pysyvä pyöriä pyörä päin"
    " pärjätä päällä pääosa pääosin päässä päästää päätyä pöytäkirja radio raja rajata rakas"
    " rakastaa rakentaa rakentaminen reilu rekisteröidä riittävä riittää rikas rikkoa rinta"
    " riuhtoa rohkea roska runsaasti runsas ruotsalainen ruumis ruusu ruveta ryhmä saavuttaa"
    " samanaikaisesti samanlainen samoin sanoma sataa satumainen seisoa seitsemäs sekaan"
    " selvittää selvitä selvä seuraavasti sihteeri siinä siirtyminen siirtyä siirtää siisti"
    " siivota sija sijaan sijaita sijoittua siksi silta sisällä sisältää sisään sittenkin sivu"
    " sivusto soida soitella solmia sopia sopimus sopiva sopivasti soveltaa spontaanisti suhde"
    " suhtautua suhteen sujua sukeltaa sukeltaminen sulaa sulkea suojelupäätös suora suoraan"
    " suorastaan suorittaa suu suunnitella suunta suupieli synnyttää syvä syvällä syöttää"
    " sähköposti säilykeliha säilyttää säilyä sää sääliä taakse taata tahtoa taistella tajuta"
    " takaa takana taloudellinen taloudellisesti talousarvio tanska tanssia tanssiminen"
    " tapahtuma tappaa tarjoilla tarkastaja tarkistaa tarkka tarttua tasainen tase tauko"
    " tavallinen tavastia tavata tavoitella tee teema tehtävä tekeminen testata tiedote"
    " tieteellinen tietoinen tietty tietysti tila tilalle tilapäinen tilata tilinpäätös"
    " tilintarkastustuomioistuin todennäköisesti todeta toimi toimikunta toimittaa toimiva"
    " toisaalta toisin toistaa toivottavasti tontti tosiaan tosin toteaa toteuttaminen totta"
    " tovi tuhat tuhka tukea tuki tuleva tuli tulo tunne tunnettu tuoda tuoksu tuolla tuonne"
    " tuottaa turkki turva turvallinen tuska tuskin tutkia tutustua tyhjä tyytyä työskennellä"
    " tänne täydellinen täynnä täysi täysin täyttyä täyttö täältä törmätä uhata uhka uhota uida"
    " ulkopuolella unohtaa unohtua usko uusia vaali vaate vahvistaa vaikuttava vaiva vaivata"
    " vajaa vakava vakavasti valinta valitettavasti valittaa valitus vallan vallita valmistella"
    " valo valta valtakunta valtava valtavasti valtio valtuusto valvoa vanhempi vankila vapaa"
    " vapaasti vapauttaa vara varata varma varmaan varsin varsinainen varsinkaan varsinkin"
    " vastaava vastaavasti vastailla vastasyntynyt vene veri vero verrata vetää vierailla vieras"
    " viesti viettää vihdoin viihtyä viipyä viitata vilja villi virallinen virallisesti virrata"
    " virta voi voima voimakas voimakkaasti voitto vuokra vuotaa vähemmän vähennellä vähetä"
    " vähintään vähä väittää väli välinen välittää välittömästi välttämättä väri värinen väärin"
    " väärä yhdessä yhdistää yhteiskunta yksin yleinen yleisesti yllä ympäri ympärillä ääressä ";
constexpr std::string_view very_common_words =
    " aamu aihe aika aina ainakin ajaa ajatella alkaa alku alle aloittaa alue alueellinen antaa"
    " apu asua auto auttaa edelleen ehkä eli elämä enemmän ensi ensin entinen erityisesti"
    " esimerkiksi esittää euro haluta helposti helppo hengitys hetki huomata huomenna huono"
    " hyvin hyvä hän ihana ilman iso istua itse jaksaa jalka jatkaa jatkua jo joka jokin jopa"
    " juoda juuri jälkeen järjestää jättää jäädä kaikki kaksi kanssa kasvaa katsoa kaunis kauppa"
    " kaupunki kautta kerran kerta kertoa kestää kieli kiinnostaa kirja kirjoittaa kiva kohta"
    " koira koko korkea koskea koti kova kovin kuin kuka kulkea kuolla kuulla kuulua kuunnella"
    " kyllä kymmenen kyse käydä käyttää laittaa lapsi laskea lehti liian liittyä lisäksi lisätä"
    " lisää lopettaa loppu lukea lähteä löytyä löytää maa mahdollinen mainita maksaa matka mennä"
    " mieli miettiä miksi mikä minä miten moni muistaa mukaan muu muuttaa myöhemmin myöntää myös"
    " määrä nainen nauttia neljä niin noin nopeasti nostaa nousta nukkua nuori nähdä näin näkyä"
    " näyttää odottaa oikea oikein olla oma onnistua osa osata ostaa ottaa paikka paljon pari"
    " pelata peruste pieni pitkä pitää poika poro puhua puoli puu pystyä pysyä pyytää päivä pää"
    " päälle päästä päättää päätös raha rauhallinen saada saattaa sama sana sanoa sata sattua se"
    " selvästi seura seuraava seurata siellä sieltä silloin sillä silmä sinne sinä sitten"
    " soittaa suomalainen suomi suuri syntyä syy syödä taitaa takaisin talo tapa tapahtua"
    " tarjota tarkoittaa tarve tarvita tehdä tie tietää tilanne todella toimia toiminta toinen"
    " toivoa tosi toteuttaa tulla tulos tuntea tunti tuntua tuo tuote turku työ tärkeä täyttää"
    " täällä ulos usea usein uskoa uusi vaatia vaihtaa vaikea vaikuttaa valita valmis valmistaa"
    " vanha varmasti vasta vastaan vastata vesi viedä viimeinen viranomainen voida vuoksi vuosi"
    " vähentää vähän välillä yhteys yhtä yksi yleensä yli ymmärtää yrittää ";

struct Seen {
  const Analysis& analysis;
  const Reading& reading;
  bool capitalised;
  bool first;  // In the dictionary's order.
};

bool is(const Seen& seen, WordClass word_class) {
  return seen.reading.word_class == word_class;
}
bool in(const Seen& seen, Case inflection) {
  return seen.reading.inflection == inflection;
}
bool has(const Seen& seen, VerbForm form) {
  return seen.reading.verb_form == form;
}

bool is_name(const Seen& seen) {
  return is(seen, WordClass::proper_noun) || is(seen, WordClass::first_name) ||
         is(seen, WordClass::last_name) || is(seen, WordClass::place_name);
}

bool is_participle(const Seen& seen) {
  return seen.reading.verb_form >= VerbForm::participle_present;
}
bool is_finite(const Seen& seen) {
  return seen.reading.verb_form >= VerbForm::present &&
         seen.reading.verb_form <= VerbForm::potential;
}

class WordList {
 public:
  explicit WordList(std::string_view words) {
    for (std::size_t begin = 0; begin < words.size();) {
      const std::size_t end = std::min(words.find(' ', begin), words.size());
      words_.insert(words.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  bool has_base_of(const Seen& seen) const {
    return words_.contains(seen.reading.base) ||
           (!seen.reading.verb.empty() && words_.contains(seen.reading.verb));
  }

 private:
  std::unordered_set<std::string_view> words_;
};

const WordList common(common_words), very_common(very_common_words);

// Forms whose usual base form the weights do not tell.
struct Usual {
  std::string_view form, base;
};
constexpr std::array usual_bases{
    Usual{"halua", "haluta"},       Usual{"jään", "jäädä"},      Usual{"kulut", "kulu"},
    Usual{"laski", "laskea"},       Usual{"liitteen", "liite"},  Usual{"maksaa", "maksaa"},
    Usual{"omaa", "oma"},           Usual{"omaan", "oma"},       Usual{"oppia", "oppia"},
    Usual{"osaa", "osata"},         Usual{"palkkaa", "palkka"},  Usual{"pieni", "pieni"},
    Usual{"päästä", "päästä"},      Usual{"päästään", "päästä"}, Usual{"seuraa", "seurata"},
    Usual{"seuraavat", "seuraava"}, Usual{"tapaa", "tapa"},      Usual{"tee", "tehdä"},
    Usual{"teen", "tehdä"},         Usual{"tilaa", "tila"},      Usual{"toimi", "toimia"},
    Usual{"tuki", "tuki"},          Usual{"tulen", "tulla"},     Usual{"tulet", "tulla"},
    Usual{"uskon", "uskoa"},        Usual{"uusi", "uusi"},       Usual{"uusia", "uusi"},
    Usual{"varaa", "vara"},         Usual{"voin", "voida"},      Usual{"vuosi", "vuosi"},
};

std::string_view usual_base(std::string_view lower) {
  for (const Usual& row : usual_bases)
    if (row.form == lower) return row.base;
  return {};
}

struct Weight {
  double (*value)(const Seen&);
  double weight;
};

const std::array weights{
    Weight{[](const Seen& s) -> double { return s.analysis.parts - 1; }, -3.96},
    Weight{[](const Seen& s) -> double { return s.first; }, 0.29},
    Weight{[](const Seen& s) -> double { return s.analysis.is_own_adverb; }, 1.57},
    Weight{[](const Seen& s) -> double {
             return !s.analysis.adverb.empty() && !s.analysis.is_own_adverb;
           },
           0.37},
    Weight{[](const Seen& s) -> double { return s.analysis.second_person_possessive; }, -3.54},
    Weight{[](const Seen& s) -> double { return s.analysis.imperative_second_person; }, -0.52},
    Weight{[](const Seen& s) -> double { return s.analysis.old_plural_genitive; }, -4.00},
    Weight{[](const Seen& s) -> double { return s.reading.clitic; }, -1.79},
    Weight{[](const Seen& s) -> double { return s.reading.possessive; }, 0.36},
    Weight{[](const Seen& s) -> double { return s.reading.plural; }, 0.07},
    Weight{[](const Seen& s) -> double { return s.reading.passive; }, -1.13},
    Weight{[](const Seen& s) -> double { return s.reading.negative; }, -0.28},
    Weight{[](const Seen& s) -> double { return is_name(s) && s.capitalised; }, 0.18},
    Weight{[](const Seen& s) -> double { return is_name(s) && !s.capitalised; }, -8.00},
    Weight{[](const Seen& s) -> double { return is(s, WordClass::first_name); }, -0.89},
    Weight{[](const Seen& s) -> double { return is(s, WordClass::last_name); }, -2.49},
    Weight{[](const Seen& s) -> double { return is(s, WordClass::place_name); }, -0.44},
    Weight{[](const Seen& s) -> double { return is(s, WordClass::noun); }, -0.39},
    Weight{[](const Seen& s) -> double { return is(s, WordClass::adjective); }, -0.54},
    Weight{[](const Seen& s) -> double { return is(s, WordClass::pronoun); }, 1.04},
    Weight{[](const Seen& s) -> double { return is(s, WordClass::numeral); }, 0.94},
    Weight{[](const Seen& s) -> double { return is(s, WordClass::verb); }, -0.71},
    Weight{[](const Seen& s) -> double { return is(s, WordClass::adverb); }, 1.30},
    Weight{[](const Seen& s) -> double { return is(s, WordClass::preposition); }, 2.84},
    Weight{[](const Seen& s) -> double { return is(s, WordClass::conjunction); }, 3.00},
    Weight{[](const Seen& s) -> double { return is(s, WordClass::interjection); }, -1.52},
    Weight{[](const Seen& s) -> double { return is(s, WordClass::abbreviation); }, 0.00},
    Weight{[](const Seen& s) -> double { return is(s, WordClass::prefix); }, 0.00},
    Weight{[](const Seen& s) -> double { return is(s, WordClass::pronoun) && in(s, Case::essive); },
           -2.75},
    Weight{[](const Seen& s) -> double { return in(s, Case::nominative); }, 0.35},
    Weight{[](const Seen& s) -> double { return in(s, Case::genitive); }, 1.11},
    Weight{[](const Seen& s) -> double { return in(s, Case::partitive); }, 0.07},
    Weight{[](const Seen& s) -> double { return in(s, Case::essive); }, -0.75},
    Weight{[](const Seen& s) -> double { return in(s, Case::translative); }, -2.51},
    Weight{[](const Seen& s) -> double { return in(s, Case::illative); }, 0.46},
    Weight{[](const Seen& s) -> double { return in(s, Case::abessive); }, -2.85},
    Weight{[](const Seen& s) -> double { return in(s, Case::comitative); }, 0.43},
    Weight{[](const Seen& s) -> double { return in(s, Case::instructive); }, -1.29},
    Weight{[](const Seen& s) -> double { return has(s, VerbForm::infinitive); }, 0.34},
    Weight{[](const Seen& s) -> double { return has(s, VerbForm::imperative); }, -0.01},
    Weight{[](const Seen& s) -> double { return has(s, VerbForm::potential); }, -4.33},
    Weight{[](const Seen& s) -> double { return has(s, VerbForm::conditional); }, -0.13},
    Weight{[](const Seen& s) -> double { return has(s, VerbForm::past); }, 0.77},
    Weight{[](const Seen& s) -> double { return has(s, VerbForm::present); }, 0.10},
    Weight{[](const Seen& s) -> double { return is_finite(s) && s.reading.person == 1; }, 0.15},
    Weight{[](const Seen& s) -> double { return is_finite(s) && s.reading.person == 2; }, -0.43},
    Weight{[](const Seen& s) -> double { return is_finite(s) && s.reading.person == 3; }, 0.19},
    Weight{[](const Seen& s) -> double { return is_participle(s); }, -0.29},
    Weight{[](const Seen& s) -> double { return has(s, VerbForm::participle_agent); }, 1.30},
    Weight{[](const Seen& s) -> double { return has(s, VerbForm::participle_present); }, 0.64},
    Weight{[](const Seen& s) -> double { return !s.reading.verb.empty() && !is_participle(s); },
           3.16},
    Weight{[](const Seen& s) -> double { return common.has_base_of(s); }, 1.85},
    Weight{[](const Seen& s) -> double { return very_common.has_base_of(s); }, 2.76},
};

double likelihood(const Seen& seen) {
  double sum = 0;
  for (const Weight& row : weights) sum += row.weight * row.value(seen);
  return sum;
}

}  // namespace

std::vector<double> choice_features(std::string_view word, const Analysis& analysis, bool first) {
  std::vector<double> features;
  for (const Weight& row : weights)
    features.push_back(row.value({analysis, analysis.reading, starts_upper(word), first}));
  return features;
}

std::vector<Reading> ranked(std::string_view word, const std::vector<Analysis>& analyses) {
  constexpr double usual = 8;
  const bool capitalised = starts_upper(word);
  const std::string_view base = usual_base(lower_case(word));
  std::vector<std::pair<double, const Reading*>> order;
  for (const Analysis& analysis : analyses)
    order.emplace_back(
        likelihood({analysis, analysis.reading, capitalised, &analysis == analyses.data()}) +
            (!base.empty() && analysis.reading.base == base ? usual : 0),
        &analysis.reading);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& one, const auto& other) { return one.first > other.first; });
  std::vector<Reading> readings;
  readings.reserve(order.size());
  for (const auto& [sum, reading] : order)
    if (std::find(readings.begin(), readings.end(), *reading) == readings.end())
      readings.push_back(*reading);
  // Only now: two readings that differ in nothing else are one.
  for (Reading& reading : readings) {
    const auto found = std::find_if(order.begin(), order.end(),
                                    [&](const auto& row) { return *row.second == reading; });
    reading.plausibility = std::exp(found->first - order.front().first);
  }
  return readings;
}

}  // namespace muistio
