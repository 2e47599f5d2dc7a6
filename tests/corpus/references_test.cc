#include "corpus/references.h"

#include "corpus/words.h"
#include "tests/catch.h"
#include "tests/corpus/days.h"

namespace muistio {
namespace {

std::string keys_in(std::string_view text) {
  std::string keys;
  for (const CaseMention& mention : find_case_numbers(text))
    keys += (keys.empty() ? "" : " | ") + mention.key;
  return keys;
}

std::string items_in(std::string_view text) {
  std::string items;
  for (const ItemMention& mention : find_item_mentions(text, testing::days_in(text)))
    items +=
        (items.empty() ? "" : " | ") + mention.number + "@" + mention.date.value_or("previous");
  return items;
}

TEST_CASE("case numbers are known as registers write them") {
  struct Case {
    const char* text;
    const char* keys;
  };
  const auto [text, keys] = GENERATE(values<Case>({
      {"Dnro 123/2020", "123/2020"},
      {"Asia: koulukuljetukset (Dnro: 123/2020).", "123/2020"},
      {"dnro:77/2014", "77/2014"},
      {"Dnro KHALL/45/02.03/2019", "khall/45/02.03/2019"},
      {"Kirje KHALL/45/02.03/2019, luettiin.", "khall/45/02.03/2019"},
      {"asia 12/00.01.02/2021", "12/00.01.02/2021"},
      {"VN/1234/2020 ja OKM/12/040/2015", "vn/1234/2020 | okm/12/040/2015"},
      {"HEL 2019-004321 T 00 00 02", "hel 2019-004321"},
      {"diaarinumerolla 45/2018", "45/2018"},
      {"Diaarinumero\nD-45/2018", "d-45/2018"},
      {"Dnrot 12/2020 ja 13/2020 käsiteltiin", "12/2020 | 13/2020"},
      {"Dnr 45/2018, diarienummer 46/2018", "45/2018 | 46/2018"},
      {"Diaari: ei vielä", ""},
      {"Kokous 12/2020", ""},
      {"12/3/2020", ""},
      {"91/628/ETY", ""},
      {"asetus 2016/679", ""},
      {"kevät/kesä/2020", ""},
      {"www.esimerkki.fi/45/2020", ""},
      {"Dnro 45", ""},
      {"Dnro 3.2.2020", ""},
      {"HEL 2019", ""},
      {"TARJONTA LUKUVUONNA 2019-2020", ""},
      {"sivu 2019-004321", ""},
      {"", ""},
  }));
  CAPTURE(text);
  CHECK(keys_in(text) == keys);
}

TEST_CASE("a case number that was typed is the one that was written") {
  CHECK(parse_case_number("123/2020")->key == "123/2020");
  CHECK(parse_case_number("123/2020")->is_plain);
  CHECK(parse_case_number("Dnro 123/2020")->key == "123/2020");
  CHECK(parse_case_number("khall/45/02.03/2019")->key == "khall/45/02.03/2019");
  CHECK_FALSE(parse_case_number("KHALL/45/02.03/2019")->is_plain);
  CHECK(parse_case_number("HEL 2019-004321")->key == "hel 2019-004321");
  CHECK_FALSE(parse_case_number("hallitus"));
  CHECK_FALSE(parse_case_number(""));
}

TEST_CASE("every list of reference words is there") {
  for (const char* list :
       {"announcement", "announcement_stem", "and", "item", "previous", "meeting", "paper"}) {
    CAPTURE(list);
    CHECK(words_of_list("references.txt", list).size() > 1);
  }
  CHECK(words_of_list("references.txt", "ite").empty());
  CHECK(words_of_list("no.txt", "item").empty());
}

TEST_CASE("items of earlier meetings are known by day and number") {
  struct Case {
    const char* text;
    const char* items;
  };
  const auto [text, items] = GENERATE(values<Case>({
      {"hallitus 12.3.2020 § 45", "45@2020-03-12"},
      {"(12.3.2020, § 45)", "45@2020-03-12"},
      {"§ 45/12.3.2020", "45@2020-03-12"},
      {"45 § / 12. 3. 2020", "45@2020-03-12"},
      {"12.3.2020 45 §", "45@2020-03-12"},
      {"12.3.2020 kokouksen kohta 7", "7@2020-03-12"},
      {"ks. edellisen kokouksen kohta 7", "7@previous"},
      {"edellisen kokouksen pöytäkirjan 7 §", "7@previous"},
      {"viime kokouksessa § 4", "4@previous"},
      {"Kota (ed. kokouksen kohta 5)", "5@previous"},
      {"föregående mötes protokoll § 4", "4@previous"},
      {"12.3.2020 § 45 ja 2.4.2020 § 61", "45@2020-03-12 | 61@2020-04-02"},
      {"12.3.2020 tekemästä päätöksestä (11 §), jolla", "11@2020-03-12"},
      {"valtuusto on 12.3.2020 pitämässään kokouksessa (§\n45) päättänyt", "45@2020-03-12"},
      {"12.3.2020 tulleeseen lain kohtaan, joka kieltää (§ 45)", ""},
      {"§ 45", ""},
      {"kuntalain 45 § mukaan", ""},
      {"12.3.2020 alkaen § 45", ""},
      {"Kokous 12.3.2020. Avaus todettiin 1 §", ""},
      {"kohta 7", ""},
      {"§", ""},
  }));
  CAPTURE(text);
  CHECK(items_in(text) == items);
}

}  // namespace
}  // namespace muistio
