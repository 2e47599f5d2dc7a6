#include <random>
#include <string>
#include <vector>

#include "corpus/language.h"
#include "tests/catch.h"
#include "tests/language.h"

using namespace muistio;

namespace {

std::string nominative(const std::string& name, const std::vector<std::string>& attested = {}) {
  return testing::language().nominative(name, attested);
}

}  // namespace

TEST_CASE("a person's name is given in the nominative") {
  struct Row {
    const char* name;
    const char* nominative;
  };
  const auto [name, expected] = GENERATE(values<Row>({
      {"Kinnusen", "Kinnunen"},
      {"Virtaselle", "Virtanen"},
      {"Mikael Palolan", "Mikael Palola"},
      {"Maija Lahdelta", "Maija Lahti"},
      {"Ylis-Junttilan", "Ylis-Junttila"},
      {"Kallion", "Kallio"},
      {"Åkerblomin", "Åkerblom"},
      {"Axel von Bruunin", "Axel von Bruun"},
      {"Peter Nylundille", "Peter Nylund"},
      {"John Smithin", "John Smith"},
      {"Susannan", "Susanna"},
      {"Anna-Liisan", "Anna-Liisa"},
      {"Eero Heikkiselle", "Eero Heikkinen"},
      {"Ruskamäen", "Ruskamäki"},
      {"Maija Rantasalon", "Maija Rantasalo"},
      {"Aarnivuon", "Aarnivuo"},
      {"Liisa Hovilahden", "Liisa Hovilahti"},
      {"Kaisa Zyxkosken", "Kaisa Zyxkoski"},
      {"Tapio Vörlösen", "Tapio Vörlönen"},
      {"Eva Granqvistin", "Eva Granqvist"},
      {"Aino Lyykkilän", "Aino Lyykkilä"},
      {"Ann Kelfordin", "Ann Kelford"},
      {"Anna-Marin", "Anna-Mari"},
      {"Kaisa Oittusta", "Kaisa Oittunen"},
      {"Maija Salmen", "Maija Salmi"},
      {"Salmen", "Salme"},
  }));
  CAPTURE(name);
  CHECK(nominative(name) == expected);
}

TEST_CASE("a nominative stays as it is") {
  const auto name = GENERATE(as<std::string>(), "Lahti", "Mäkinen", "Susanna", "Nylund",
                             "Heikkinen", "Martin", "Wallin", "Sundin", "Lundin", "Hellman",
                             "Johansson", "Holmén", "Petersen", "Kari Laine", "Simon", "Dahlin",
                             "Kim Allan", "Bergman", "Koskinen", "Oksanen", "Aalto", "Matti Meri",
                             "Nguyen", "Ann-Kristin", "Karin", "Robin", "Elin", "", "von", "-");
  CAPTURE(name);
  CHECK(nominative(name) == name);
}

TEST_CASE("a name is attested where a form of it stands beside it") {
  const std::vector<std::string> names{
      "Mervi Sandelinin", "Mervi Sandelin", "Oiva Ranta", "Oiva Rantala",  "Aino Hyppölän",
      "Eero Hyppölä",     "Mervi Sandelin", "Sandelinin", "Eeva Kuuselan", "Eeva Kuuselalle"};
  CHECK(nominatives_among(names) == std::vector<std::string>{"Mervi Sandelin"});
  CHECK(nominatives_among({}).empty());
}

TEST_CASE("a name that stands elsewhere in the nominative decides") {
  struct Row {
    const char* name;
    std::vector<std::string> attested;
    const char* nominative;
  };
  const auto [name, attested, expected] = GENERATE(values<Row>({
      {"Martin", {"Kari Martti"}, "Martti"},
      {"Martin", {"Kari Martti", "Ville Martin"}, "Martin"},
      {"Quigleyn", {"Ann Quigley"}, "Quigley"},
      {"Wallinin", {"Eva Wallin"}, "Wallin"},
      {"Oittisen", {"Pekka Oittinen"}, "Oittinen"},
      {"Vörlahden", {"Anu Vörlahti"}, "Vörlahti"},
      {"Ann Silven", {"Bo Silve", "Ann Silven"}, "Ann Silven"},
      {"Zeltille", {"Ida Zelt", "Osmo Zelti"}, "Zelt"},
  }));
  CAPTURE(name);
  CHECK(nominative(name, attested) == expected);
}

TEST_CASE("any bytes can be taken for a name") {
  std::mt19937 random(GENERATE(range(0u, 100u)));
  const std::vector<std::string> alphabet{"A", "Ä", "i",    "n",    "se",  "kse",  "sta",
                                          "-", " ", "\xFF", "\xC3", "lle", "mäki", "ä"};
  std::string name;
  for (unsigned count = random() % 8; count > 0; --count)
    name += alphabet[random() % alphabet.size()];
  CAPTURE(name);
  const std::string once = nominative(name, {name + "n", "nen", "", "i"});
  CHECK(once.size() <= name.size() + 8);
}
