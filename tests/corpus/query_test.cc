#include "corpus/query.h"

#include <random>

#include "tests/catch.h"

namespace muistio {
namespace {

// The query as it was understood, written out.
std::string written(const QueryNode& node) {
  std::string text;
  if (node.kind == QueryNode::Kind::dates)
    return "dates[" + node.dates.first + "," + node.dates.last + "]";
  if (node.kind == QueryNode::Kind::kind)
    return "kind[" +
           std::string(node.decision_kind ? name_of(*node.decision_kind)
                                          : name_of(node.memo_kind)) +
           "]";
  if (node.kind == QueryNode::Kind::words) {
    if (node.field != Field::text)
      text = std::string(field_table()[static_cast<std::size_t>(node.field) - 1].english) + ":";
    if (node.exact) text += "=";
    if (node.section) text += "§";
    for (std::size_t i = 0; i < node.words.size(); ++i) text += (i ? "_" : "") + node.words[i];
    return text + (node.prefix ? "*" : "");
  }
  for (const QueryNode& child : node.children) text += (text.empty() ? "" : " ") + written(child);
  switch (node.kind) {
    case QueryNode::Kind::any:
      return "any(" + text + ")";
    case QueryNode::Kind::none:
      return "no(" + text + ")";
    case QueryNode::Kind::near:
      return "near" + std::to_string(node.distance) + "(" + text + ")";
    default:
      return "all(" + text + ")";
  }
}

TEST_CASE("a query is understood as it says") {
  struct Case {
    const char* query;
    const char* meaning;
  };
  const auto [query, meaning] = GENERATE(values<Case>({
      {"koulu", "all(koulu)"},
      {"koulu maksu", "all(koulu maksu)"},
      {"koulu AND maksu", "all(koulu maksu)"},
      {"\"sote uudistuksen valmistelu\"", "all(sote_uudistuksen_valmistelu)"},
      {"kirja OR lehti", "all(any(kirja lehti))"},
      {"kirja TAI lehti | media uusi", "all(any(kirja lehti media) uusi)"},
      {"koulu -lakko", "all(koulu no(lakko))"},
      {"koulu NOT (lakko OR loma)", "all(koulu no(all(any(lakko loma))))"},
      {"koulu EI lakko", "all(koulu no(lakko))"},
      {"koulu*", "all(koulu*)"},
      {"”uusi hanke” ja “vanha hanke”", "all(uusi_hanke ja vanha_hanke)"},
      {"»uusi hanke» „vanha hanke”*", "all(uusi_hanke vanha_hanke*)"},
      {"§ 12", "all(§12)"},
      {"\"§ 12\" 029 §:n maksu", "all(§12 §29 maksu)"},
      {"”12 §” -§3", "all(§12 no(§3))"},
      {"12 maksu § päätös:\"§ 5\"", "all(12 maksu decision:5)"},
      {"https://kirjasto.fi/ www.kirjasto.fi/aika", "all(=kirjasto.fi =www.kirjasto.fi/aika)"},
      {"klo 12:30 Aika: EU:hun stm:n", "all(klo 12:30 Aika: EU:hun stm:n)"},
      {"exact:hankkeen", "all(=hankkeen)"},
      {"beslut:skola ordförande:berg", "all(decision:skola chair:berg)"},
      {"tarkka:\"uusi hanke\"", "all(=uusi_hanke)"},
      {"NEAR(koulu maksu, 5)", "all(near5(koulu maksu))"},
      {"NEAR(koulu \"uusi maksu\")", "all(near10(koulu uusi_maksu))"},
      {"päätös:avustus", "all(decision:avustus)"},
      {"Päätös:avustus", "all(decision:avustus)"},
      {"decision:\"avustus koululle\"", "all(decision:avustus_koululle)"},
      {"decision:exact:avustus", "all(decision:=avustus)"},
      {"päätös:(avustus laina)", "all(all(decision:avustus decision:laina))"},
      {"pvm:2014-04..2014-06", "all(dates[2014-04,2014-06])"},
      {"pvm:2014-04 - 2014-06 koulu", "all(dates[2014-04,2014-06] koulu)"},
      {"pvm:2014-04 .. 6.2014", "all(dates[2014-04,2014-06])"},
      {"pvm:2014–2015", "all(dates[2014,2015])"},
      {"pvm:2014 - koulu", "all(dates[2014,2014] koulu)"},
      {"date:3.2.2014", "all(dates[2014-02-03,2014-02-03])"},
      {"date:2014..", "all(dates[2014,])"},
      {"date:..4.2014", "all(dates[,2014-04])"},
      {"laji:pöytäkirja koulu", "all(kind[minutes] koulu)"},
      {"kind:memo", "all(kind[memo])"},
      {"kind:elected", "all(kind[elected])"},
      {"laji:valinta", "all(kind[elected])"},
      {"STM:n kanta", "all(STM:n kanta)"},
      {"sote-uudistus", "all(sote-uudistus)"},
      {"koulu - kirja", "all(koulu kirja)"},
      {"koulu ... !! kirja", "all(koulu kirja)"},
      {"20.4. kokous", "all(20.4. kokous)"},
      {"(koulu) (kirja)", "all(all(koulu) all(kirja))"},
      {"näin'hän a\"b\"", "all(näin'hän a b)"},
  }));
  CAPTURE(query);
  const auto parsed = parse_query(query);
  INFO((parsed.ok() ? "" : parsed.error().message));
  REQUIRE(parsed.ok());
  CHECK(written(parsed.value()) == meaning);
}

TEST_CASE("a wrong query gets a sentence and the place") {
  struct Case {
    const char* query;
    const char* message;
    int column;
  };
  const auto [query, message, column] = GENERATE(values<Case>({
      {"", "there is no word in the query", 0},
      {"?!,.", "there is no word in the query", 0},
      {"- --", "there is no word in the query", 0},
      {"*", "there is no word in the query", 0},
      {"-koulu", "this says only what not to find; add a word to find", 0},
      {"koulu OR -kirja", "this says only what not to find; add a word to find", 0},
      {"päätös \"koulu", "this quotation mark has no partner", 7},
      {"koulu \"\"", "there is no word here", 6},
      {"(koulu", "this ( has no ) after it", 0},
      {"koulu)", "this ) has no ( before it", 5},
      {"koulu ()", "there is nothing between ( and )", 6},
      {"OR koulu", "there is nothing before this OR", 0},
      {"koulu OR", "there is nothing after this OR", 6},
      {"date:eilen", "write dates as", 5},
      {"date:2014-13", "write dates as", 5},
      {"date:..", "write dates as", 5},
      {"date:2014 - 2012", "the first date comes after the last", 5},
      {"koulu date:2019..2018", "the first date comes after the last", 11},
      {"pvm:2.5.2014..4.2014", "the first date comes after the last", 4},
      {"laji:romaani", "the kinds are", 5},
      {"NEAR(koulu)", "NEAR takes two words or more", 0},
      {"koulu NEAR maksu", "NEAR stands before what it is about", 6},
      {"koulu NEAR/5 maksu", "NEAR stands before what it is about", 6},
      {"NEAR(koulu maksu, x)", "after the comma", 17},
      {"NEAR(koulu päätös:maksu)", "NEAR takes only words", 11},
      {"päätös:", "a word must stand here", 7},
      {"päätös: koulu", "a word must stand here", 7},
      {"koulu:\"\"", "there is no field 'koulu'; the fields are päätös (decision), ", 0},
      {"maksu person:Pilppula", "there is no field 'person'; the fields are ", 6},
      {"*koulu", "a * stands at the end of a word", 0},
      {"uusi ko*lu", "a * stands at the end of a word", 7},
  }));
  CAPTURE(query);
  const auto parsed = parse_query(query);
  REQUIRE_FALSE(parsed.ok());
  CHECK(parsed.error().code == ErrorCode::bad_usage);
  CAPTURE(parsed.error().message);
  CHECK(parsed.error().message.starts_with(message));
  CHECK(parsed.error().message.ends_with("\n  " +
                                         std::string(static_cast<std::size_t>(column), ' ') + "^"));
}

TEST_CASE("no query crashes the parser") {
  std::mt19937 random(3);
  const std::string pieces[] = {"koulu", "\"",   "(",    ")",       "-",     "OR", " ",
                                "NEAR(", ",",    "5",    "päätös:", "pvm:",  "*",  "..",
                                "ä",     "\xff", "NOT ", ":",       "exact:"};
  for (int round = 0; round < 20000; ++round) {
    std::string query;
    for (std::size_t i = random() % 12; i > 0; --i) query += pieces[random() % std::size(pieces)];
    CAPTURE(query);
    const auto parsed = parse_query(query);
    if (!parsed) REQUIRE_FALSE(parsed.error().message.empty());
  }
  CHECK_FALSE(parse_query(std::string(3000, '(')).ok());
  CHECK_FALSE(parse_query(std::string(3000, '-') + "a").ok());
  CHECK_FALSE(parse_query(std::string(5000, 'a')).ok());
}

}  // namespace
}  // namespace muistio
