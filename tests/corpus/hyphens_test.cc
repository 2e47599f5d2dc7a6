#include "corpus/hyphens.h"

#include <random>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/language.h"

using namespace muistio;

namespace {

LineEnd said(const char* before, const char* after) {
  return line_end_hyphen(before, after, testing::language());
}

struct Pair {
  const char* before;
  const char* after;
};

}  // namespace

TEST_CASE("a divided word is joined") {
  const auto [before, after] = GENERATE(values<Pair>({
      {"pöytä-", "kirja tarkastettiin"},
      {"hyväk-", "syttiin."},
      {"esi-", "merkiksi"},
      {"kuu-", "luu"},
      {"yhteis-", "työssä"},
      {"PÖYTÄ-", "KIRJA"},
      {"(sosi-", "aalityö)"},
      {"Virta-", "selle"},
      {"Nurmi-", "järven"},
      {"Kesäläh-", "den"},
      {"opetta-", "ja."},
      {"palvelui-", "ja sekä tuotteita"},
      {"pöytä\u00AD", "kirja"},
      {"pöytä\u2010", "kirja"},
  }));
  CAPTURE(before, after);
  CHECK(said(before, after) == LineEnd::join);
}

TEST_CASE("a word keeps the hyphen that is its own") {
  const auto [before, after] = GENERATE(values<Pair>({
      {"linja-", "auton"},
      {"sote-", "alueen"},
      {"EU-", "maat"},
      {"Ylis-", "Junttila"},
      {"Keski-", "Suomessa"},
      {"A-", "osa"},
      {"vapaa-", "aika"},
      {"pdf-", "tiedosto"},
      {"Zyxbad-", "hanke"},
      {"Suomi-", "kuvan"},
      {"Kaisu-", "niminen"},
      {"2-", "3"},
      {"klo 14-", "16.30"},
      {"ma-", "pe"},
      {"3-", "vuotiaat"},
      {"https://esimerkki.fi/uusi-", "sivu"},
      {"touko-", "/kesäkuussa"},
      {"tammi-", "kesäkuussa"},
      {"Syys-", "lokakuun ajan"},
  }));
  CAPTURE(before, after);
  CHECK(said(before, after) == LineEnd::keep_hyphen);
}

TEST_CASE("a hyphen for a part left out stands alone") {
  const auto [before, after] = GENERATE(values<Pair>({
      {"sosiaali-", "ja terveyspalvelut"},
      {"kuljetus-", "tai asiointituki"},
      {"fysio-", "ja toimintaterapia"},
      {"SOSIAALI-", "JA TERVEYSLAUTAKUNTA"},
      {"social-", "och hälsovården"},
      {"sähkö-", ""},
  }));
  CAPTURE(before, after);
  CHECK(said(before, after) == LineEnd::separate);
}

TEST_CASE("any bytes may stand around a hyphen") {
  std::mt19937 random(GENERATE(range(0u, 100u)));
  const std::vector<std::string> alphabet{"A", "Ä",    "ja",   "3", "maa", "-",
                                          " ", "\xFF", "\xC3", ".", "/",   "EU"};
  const auto piece = [&] {
    std::string text;
    for (unsigned count = random() % 5; count > 0; --count)
      text += alphabet[random() % alphabet.size()];
    return text;
  };
  const std::string before = piece() + "-", after = piece();
  CAPTURE(before, after);
  CHECK_NOTHROW(said(before.c_str(), after.c_str()));
}
