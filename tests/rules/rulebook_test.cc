#include "rules/rulebook.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "corpus/unicode.h"
#include "tests/catch.h"

using namespace muistio;

namespace {

bool says(const Error& error, std::string_view part) {
  return error.message.find(part) != std::string::npos;
}

// One rule with that pattern, and lines before it (word lists, pieces).
Rulebook book_with(const std::string& find, const std::string& before = "") {
  auto book = Rulebook::parse(before + "\n[[rule]]\nid = \"test.rule\"\nfind = '''" + find +
                                  "'''\nyes = [\"x\"]\nno = [\"y\"]\n",
                              "fi/test.toml");
  if (!book) FAIL(book.error().text());
  return std::move(book).value();
}

// What the rules of the subject "test" find, joined by '|'.
std::string found(const Rulebook& book, std::string_view text) {
  std::string all;
  for (const Match& match : book.find("test", text, "fi")) {
    if (!all.empty()) all += '|';
    all += text.substr(match.span.begin, match.span.size());
  }
  return all;
}

constexpr const char* one_rule = "[[rule]]\nid = \"a.b\"\nfind = 'x'\nyes = ['x']\nno = ['y']\n";

// A folder that goes away by itself.
class Folder {
 public:
  Folder() {
    std::random_device seed;
    path_ = std::filesystem::temp_directory_path() /
            ("muistio-rules-" + std::to_string(seed()) + std::to_string(seed()));
    std::filesystem::create_directories(path_ / "fi");
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
  }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("what is kept of the rules may ask for what else is kept") {
  struct Days {
    explicit Days(const Rulebook& book) : count(book.words("weekday", "fi").size()) {}
    std::size_t count;
  };
  struct Weeks {
    explicit Weeks(const Rulebook& book) : days(book.kept<Days>().count) {}
    std::size_t days;
  };
  const Rulebook book = book_with("x", "[words.weekday]\n1 = ['ma']\n2 = ['ti']");
  CHECK(book.kept<Weeks>().days == 2);
  CHECK(&book.kept<Days>() == &book.kept<Days>());
}

TEST_CASE("a broken rule file is refused with the place and the reason") {
  struct Case {
    std::string text;
    const char* where;
    const char* message;
  };
  const std::string head = "[[rule]]\nid = \"a.b\"\n";
  const std::string tail = "yes = ['x']\nno = ['y']\n";
  const auto [text, where, message] = GENERATE_COPY(values<Case>({
      {"[[rule]\n", "t.toml:1", ""},
      {"[[rule]]\nfind = 'x'\n" + tail, "t.toml:1", "the rule has no 'id'"},
      {"\n[[rule]]\nid = \"numeric\"\nfind = 'x'\n" + tail, "t.toml:2", "'numeric' is no rule id"},
      {head + tail, "t.toml:1", "has no 'find'"},
      {head + "fnid = 'x'\n" + tail, "t.toml:3", "unknown entry 'fnid'; did you mean find?"},
      {head + "find = 'x'\nno = ['y']\n", "t.toml:1", "rule a.b has no 'yes'"},
      {head + "find = 'x'\nyes = ['x']\n", "t.toml:1", "rule a.b has no 'no'"},
      {head + "find = 'x'\nyes = []\nno = ['y']\n", "t.toml:1", "rule a.b has no 'yes'"},
      {head + "find = 'x'\nyes = [1]\nno = ['y']\n", "t.toml:4", "an example is a text or"},
      {head + "find = 'x'\nyes = 'x'\nno = ['y']\n", "t.toml:4", "examples are a list"},
      {head + "find = 5\n" + tail, "t.toml:3", "'find' needs a text in quotes"},
      {head + "find = 'x'\nconfidence = 2\n" + tail, "t.toml:4", "a number from 0 to 1"},
      {head + "find = 'x'\ncase = 'yes'\n" + tail, "t.toml:4", "'case' needs true or false"},
      {head + "find = 'x'\nlanguage = 'se'\n" + tail, "t.toml:1", "'language' is"},
      {head + "find = '{dai}'\n" + tail + "[pieces]\nday = '\\d'\n", "t.toml:1",
       "unknown piece {dai}; did you mean {day}?"},
      {head + "find = '(a|b)'\n" + tail, "t.toml:1", "numbered groups are not used"},
      {head + "find = 'a{b'\n" + tail, "t.toml:1", "a { is not closed"},
      {head + "find = 'a['\n" + tail, "t.toml:1", "'find' is not a pattern"},
      {head + "find = 'a*'\n" + tail, "t.toml:1", "found in an empty text"},
      {head + "find = '{p}'\n" + tail + "[pieces]\np = 'a{p}'\n", "t.toml:7", "holds itself"},
      {head + "find = '{lemma:kokous passive past}'\n" + tail, "t.toml:1",
       "'kokous' is not the first infinitive"},
      {head + "find = '{lemma:todeta pasive past}'\n" + tail, "t.toml:1",
       "did you mean passive past?"},
      {"[words.month]\njan = 'tammikuu'\n", "t.toml:2", "needs a list of its forms"},
      {"[words.month]\njan = ['']\n", "t.toml:2", "a form is empty"},
      {"[words.Month]\njan = ['tammikuu']\n", "t.toml:1", "[words.NAME]"},
      {"[rules]\nx = 1\n", "t.toml:1", "unknown part 'rules'"},
      {std::string(one_rule) + one_rule, "t.toml:6", "the rule a.b is already at t.toml:1"},
      {"[pieces]\nlemma = 'x'\n", "t.toml:2", "cannot name a piece"},
      {"x = '\xff'", "t.toml", "not UTF-8"},
      {"# ä\n[pieces]\nä = 'x'\n", "t.toml:3", "outside quotation marks"},
      {"[pieces]\nx = \"\\\"\" ä\n", "t.toml:2", "outside quotation marks"},
      {"[pieces]\nx = '''ä\n'ö''' – \n", "t.toml:3", "outside quotation marks"},
  }));
  CAPTURE(text);
  const auto book = Rulebook::parse(text, "t.toml");
  REQUIRE_FALSE(book.ok());
  CHECK(book.error().code == ErrorCode::bad_rule);
  CHECK(book.error().where == where);
  CHECK(says(book.error(), message));
}

TEST_CASE("a pattern finds what it says and never cuts a word") {
  struct Case {
    const char* find;
    const char* text;
    const char* found;
  };
  const auto [find, text, expected] = GENERATE(values<Case>({
      {"ma", "ma 3.2. maanantai", "ma"},
      {"ma|maanantai", "maanantai", "maanantai"},
      {"hämä", "hämärä", ""},
      {"märä", "hämärä", ""},
      {"\\d+\\.\\d{4}", "2.20245 2.2024", "2.2024"},
      {"\\d{1,2}\\.\\d{1,2}", "112.34", ""},
      {"\\d{1,2}\\.(?:\\d{1,2}\\.)?", "1.2.3.4.", "1.2.|3.4."},
      {"PÄÄTÖS", "Päätös: päätös", "Päätös|päätös"},
      {"a b", "a  b", "a  b"},
      {"a b",
       "a\xC2\xA0"
       "b",
       "a\xC2\xA0"
       "b"},
      {"a b", "a\nb", ""},
      {"a b", "a\tb", ""},
      {"a ?b", "ab a b", "ab|a b"},
      {"x[ y]z", "x\xC2\xA0z", "x\xC2\xA0z"},
      {"1{dash}2", "1-2 1–2 1‑2", "1-2|1–2|1‑2"},
      {"\\(pj\\)", "Maija(pj)", "(pj)"},
      {"[\\]x]y", "]y xy", "]y|xy"},
      {"\\p{Lu}\\.", "K. k.", "K.|k."},
      {"\\p{L}+", "Äöå žę 12 ×", "Äöå|žę"},
      {"\\pL+-[\\p{L}1]+", "ä-ö1 2-3", "ä-ö1"},
      {"\\x{E4}\\x41", "äA", "äA"},
      {"[^]a]b", "ab ]b cb", "cb"},
  }));
  CAPTURE(find, text);
  CHECK(found(book_with(find), text) == expected);
}

TEST_CASE("a match begins and ends where a line may, on any line") {
  const Rulebook book = book_with("^(?P<first>a+)(?P<rest>b)?$");
  const auto matches = book.find("test", "x\naab\n\naa\nya", "fi");
  REQUIRE(matches.size() == 2);
  CHECK(matches[0].span == Span{2, 5});
  CHECK(matches[0].group("first") == Span{2, 4});
  CHECK(matches[0].group("rest") == Span{4, 5});
  CHECK(matches[1].span == Span{7, 9});
}

TEST_CASE("case counts only where a rule says so") {
  const auto book = Rulebook::parse(
      "[[rule]]\nid='test.a'\nfind='[A-ZÄÖ]+'\ncase=true\nyes=['A']\nno=['a']\n", "t.toml");
  REQUIRE(book.ok());
  CHECK(found(book.value(), "ÄÄNI ääni") == "ÄÄNI");
}

TEST_CASE("pieces and word lists capture by name, as often as they stand in a pattern") {
  const Rulebook book = book_with("{day}\\.{month}\\.–{day}\\. {name}(?P<rest>!)?",
                                  "[pieces]\nday = '\\d\\d?'\nmonth = '{day}'\n"
                                  "[words.name]\none = [\"yksi\", \"yhde~\"]\ntwo = [\"kaksi\"]\n");
  const std::string text = "ja 1.2.–3. Yhdessä";
  const auto matches = book.find("test", text, "fi");
  REQUIRE(matches.size() == 1);
  const Match& match = matches[0];
  std::string names;
  for (const Captured& each : match.captured)
    names += each.name + "=" + text.substr(each.span.begin, each.span.size()) + " ";
  CHECK(names == "day=1 month=2 day=2 day=3 name=Yhdessä ");
  CHECK(match.value("name") == "one");
  CHECK(match.value("day").empty());
  CHECK(match.group("rest") == std::nullopt);
  CHECK(match.rule->id == "test.rule");
  CHECK(match.rule->from == "fi/test.toml:8");
}

TEST_CASE("a repeated piece captures every time it stands") {
  const std::string pieces = "[pieces]\nday = '\\d'\nmore = ',{day}'\n";
  struct Case {
    const char* find;
    const char* text;
    const char* days;
  };
  const auto [find, text, days] = GENERATE(values<Case>({
      {"{day}{more}*", "1,2,3,4", "1234"},
      {"{day}{more}*", "1", "1"},
      {"{day}{more}+", "1,2", "12"},
      {"{day}{more}+", "1", ""},
      {"x{more}*y", "xy", ""},
  }));
  CAPTURE(find, text);
  std::string found_days;
  for (const Match& match : book_with(find, pieces).find("test", text, "fi"))
    for (const Captured& part : match.captured)
      if (part.name == "day") found_days += text[part.span.begin];
  CHECK(found_days == days);
}

TEST_CASE("the same words capture the same, each time where they stand") {
  const Rulebook book =
      book_with("{sign} (?P<number>[0-9]+)(?P<stop>[.]$)?", "[words.sign]\nnumber = [\"n:o\"]\n");
  const std::string text = "n:o 12.\nei n:o 12 vaan n:o 12.\nn:o 12. ja n:o 1\nn:o 12";
  const std::string all = "4.+ 15 27.+ 35 46 52 ";
  for (int time = 0; time < 2; ++time) {
    std::string found;
    for (const Match& match : book.find("test", text, "fi")) {
      CHECK(match.value("sign") == "number");
      found += std::to_string(match.group("number").value_or(Span{}).begin);
      found += match.group("stop") ? ".+ " : " ";
    }
    CHECK(found == all);
  }
}

TEST_CASE("the same words capture something else at the edges of a line") {
  const Rulebook book = book_with("^(?P<first>[0-9]+)|(?P<last>[0-9]+)$|(?P<inner>[0-9]+)");
  const std::string text = "12 12 12\n12 12";
  std::string names;
  for (const Match& match : book.find("test", text, "fi"))
    for (const Captured& part : match.captured) names += part.name + " ";
  CHECK(names == "first inner last first last ");
}

TEST_CASE("where matches overlap the longer wins, then the earlier rule") {
  const std::string rules =
      "[[rule]]\nid='test.one'\nfind='a b'\nyes=['a b']\nno=['y']\n"
      "[[rule]]\nid='test.two'\nfind='b c d'\nyes=['b c d']\nno=['y']\n"
      "[[rule]]\nid='test.same'\nfind='b c d'\nyes=['b c d']\nno=['y']\n"
      "[[rule]]\nid='other.one'\nfind='a b c d'\nyes=['a b c d']\nno=['y']\n";
  const auto book = Rulebook::parse(rules, "t.toml");
  REQUIRE(book.ok());
  const auto matches = book.value().find("test", "a b c d, a b", "fi");
  REQUIRE(matches.size() == 2);
  CHECK(matches[0].rule->id == "test.two");
  CHECK(matches[1].rule->id == "test.one");
  CHECK(matches[1].span == Span{9, 12});
}

TEST_CASE("a match that does not stand hides no other") {
  const auto book = Rulebook::parse(
      "[[rule]]\nid='test.long'\nfind='b c d'\nyes=['b c d']\nno=['y']\n"
      "[[rule]]\nid='test.short'\nfind='b'\nyes=['b']\nno=['y']\n",
      "t.toml");
  REQUIRE(book.ok());
  const auto is_short = [](std::string_view, Span span) { return span.size() < 3; };
  const auto matches = book.value().find("test", "a b c d", "fi", is_short);
  REQUIRE(matches.size() == 1);
  CHECK(matches[0].rule->id == "test.short");
}

TEST_CASE("rules of one language are not asked for another") {
  const std::string rule =
      "[[rule]]\nid='test.one'\nlanguage='sv'\nfind='mars'\nyes=['mars']\nno=['y']\n";
  const auto book = Rulebook::parse(rule, "t.toml");
  REQUIRE(book.ok());
  CHECK(book.value().find("test", "mars", "fi").empty());
  CHECK(book.value().find("test", "mars", "en").empty());
  CHECK(book.value().find("test", "mars", "sv").size() == 1);
  CHECK(book.value().find("test", "mars", "").size() == 1);
  CHECK(book.value().find("tset", "mars", "sv").empty());
}

TEST_CASE("a lemma piece finds the forms of a verb") {
  struct Case {
    const char* piece;
    const char* text;
    const char* value;
  };
  const auto [piece, text, value] = GENERATE(values<Case>({
      {"päättää passive past", "Päätettiin", "päättää"},
      {"päättää passive present", "päätetään", "päättää"},
      {"päättää passive participle", "päätetty", "päättää"},
      {"päättää passive connegative", "päätetä", "päättää"},
      {"päättää active past", "päättivät", "päättää"},
      {"päättää active present", "päättää", "päättää"},
      {"päättää active participle", "päättänyt", "päättää"},
      {"päättää we past", "päätimme", "päättää"},
      {"hyväksyä passive past", "hyväksyttiin", "hyväksyä"},
      {"hyväksyä passive participle", "hyväksytyt", "hyväksyä"},
      {"hyväksyä active past", "hyväksyi", "hyväksyä"},
      {"valita passive past", "valittiin", "valita"},
      {"valita active past", "valitsi", "valita"},
      {"valita active participle", "valinnut", "valita"},
      {"todeta passive past", "todettiin", "todeta"},
      {"todeta active past", "totesi", "todeta"},
      {"todeta active present", "toteaa", "todeta"},
      {"sopia passive past", "sovittiin", "sopia"},
      {"sopia passive present", "sovitaan", "sopia"},
      {"merkitä passive past", "merkittiin", "merkitä"},
      {"siirtää passive past", "siirrettiin", "siirtää"},
      {"siirtää active past", "siirsi", "siirtää"},
      {"myöntää passive past", "myönnettiin", "myöntää"},
      {"antaa passive past", "annettiin", "antaa"},
      {"antaa active past", "antoi", "antaa"},
      {"pitää passive participle", "pidetty", "pitää"},
      {"vaihtaa passive present", "vaihdetaan", "vaihtaa"},
      {"hakea passive past", "haettiin", "hakea"},
      {"kulkea passive past", "kuljettiin", "kulkea"},
      {"laskea passive past", "laskettiin", "laskea"},
      {"jatkaa passive past", "jatkettiin", "jatkaa"},
      {"perustaa passive present", "perustetaan", "perustaa"},
      {"kehottaa passive past", "kehotettiin", "kehottaa"},
      {"tehdä passive participle", "tehty", "tehdä"},
      {"tehdä active past", "teki", "tehdä"},
      {"käydä passive past", "käytiin", "käydä"},
      {"saada active past", "sai", "saada"},
      {"arvioida passive past", "arvioitiin", "arvioida"},
      {"kuulla passive past", "kuultiin", "kuulla"},
      {"mennä active participle", "menneet", "mennä"},
      {"nousta passive participle", "noustu", "nousta"},
      {"käsitellä passive past", "käsiteltiin", "käsitellä"},
      {"käsitellä active past", "käsitteli", "käsitellä"},
      {"keskustella passive past", "keskusteltiin", "keskustella"},
      {"ratkaista active present", "ratkaisevat", "ratkaista"},
      {"tavata active past", "tapasi", "tavata"},
      {"hylätä passive participle", "hylätty", "hylätä"},
  }));
  CAPTURE(piece, text);
  const Rulebook book = book_with("{lemma:" + std::string(piece) + "}");
  const auto matches = book.find("test", text, "fi");
  REQUIRE(matches.size() == 1);
  CHECK(matches[0].span == Span{0, std::string_view(text).size()});
  CHECK(matches[0].value("lemma") == value);
  CHECK(book.find("test", "päättäjä hyväksyntä valinta toteama", "fi").empty());
}

TEST_CASE("a lemma piece may name a word list of verbs") {
  const Rulebook book =
      book_with("{lemma:deciding passive past}",
                "[words.deciding]\nagreed = [\"sopia\"]\ndecided = [\"päättää\"]\n");
  const auto matches = book.find("test", "sovittiin ja päätettiin", "fi");
  REQUIRE(matches.size() == 2);
  CHECK(matches[0].value("lemma") == "agreed");
  CHECK(matches[1].value("lemma") == "decided");
}

TEST_CASE("a form with ~ takes any ending and no other word") {
  const Rulebook book = book_with("{office}", "[words.office]\nchair = [\"puheenjohtaja~\"]\n");
  CHECK(found(book, "puheenjohtaja, puheenjohtajaksi puheenjohtajana puheenjohtajamme") ==
        "puheenjohtaja|puheenjohtajaksi|puheenjohtajana|puheenjohtajamme");
  CHECK(found(book, "puheenjohtajuus puheenjohtajakausi").empty());
}

TEST_CASE("a user's folder adds rules, replaces ours by id and adds words to our lists") {
  const Folder folder;
  auto shipped = Rulebook::shipped();
  REQUIRE(shipped.ok());
  REQUIRE_FALSE(shipped.value().rules().empty());
  const std::string ours = shipped.value().rules().front().id;
  folder.write("fi/own.toml", "[[rule]]\nid='" + ours + "'\nfind='qqq'\nyes=['qqq']\nno=['y']\n" +
                                  "[[rule]]\nid='own.new'\nfind='zzz'\nyes=['zzz']\nno=['y']\n");
  const auto book = Rulebook::with_folder(folder.path());
  REQUIRE(book.ok());
  CHECK(book.value().rules().size() == shipped.value().rules().size() + 1);
  REQUIRE(book.value().rule(ours) != nullptr);
  CHECK(book.value().rule(ours)->find == "qqq");
  CHECK(book.value().rule(ours)->from == folder.path() + "/fi/own.toml:1");
  CHECK(book.value().find("own", "zzz", "fi").size() == 1);
  CHECK(book.value().find("own", "zzz", "sv").empty());
  CHECK(book.value().version() != shipped.value().version());
  CHECK(shipped.value().version().size() == 16);
}

TEST_CASE("a rule for all languages that uses a piece of one is told what to do") {
  const Folder folder;
  folder.write("own.toml", "[[rule]]\nid='own.a'\nfind='{month_number}x'\nyes=['3x']\nno=['y']\n");
  const auto book = Rulebook::with_folder(folder.path());
  REQUIRE_FALSE(book.ok());
  CHECK(says(book.error(), "the piece {month_number} is for language = \"fi\""));
}

TEST_CASE("a user's folder that cannot be used is refused with its place") {
  const Folder folder;
  auto book = Rulebook::with_folder(folder.path());
  REQUIRE_FALSE(book.ok());
  CHECK(book.error().code == ErrorCode::not_found);
  CHECK(Rulebook::with_folder(folder.path() + "/none").error().code == ErrorCode::not_found);

  folder.write("a.toml", one_rule);
  folder.write("b.toml", one_rule);
  book = Rulebook::with_folder(folder.path());
  REQUIRE_FALSE(book.ok());
  CHECK(book.error().where == folder.path() + "/b.toml:1");
  CHECK(says(book.error(), "already at"));
}

TEST_CASE("none of our rules costs as much as all others") {
  for (const Rule* rule : Rulebook::shipped().value().costly_rules()) FAIL_CHECK(rule->id);
  const auto book = Rulebook::parse(
      "[[rule]]\nid = 'x.greek'\nfind = '\\p{Greek}'\nyes = ['π']\nno = ['p']\n", "t.toml");
  REQUIRE(book.value().costly_rules().size() == 1);
  CHECK(book.value().costly_rules()[0]->id == "x.greek");
}

TEST_CASE("the version changes with any rule and with nothing else") {
  const std::string words = "[words.w]\none = [\"x\"]\n";
  const auto version = [](const std::string& text) {
    return Rulebook::parse(text, "t.toml").value().version();
  };
  CHECK(version(one_rule) == version(std::string("\n# a comment\n") + one_rule));
  CHECK(version(one_rule) != version(std::string(one_rule) + "confidence = 0.5\n"));
  CHECK(version(one_rule) != version(std::string(one_rule) + words));
}

TEST_CASE("no text crashes the rules or gives a span outside it") {
  const Rulebook book = book_with("{w}?\\d+[.,]\\p{L}+", "[words.w]\none = [\"ä~\", \"b c\"]\n");
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    for (int i = 0; i < 60; ++i) {
      constexpr std::string_view common = "1.,a b\n\t\xC3\xA4";
      bytes +=
          random() % 4 == 0 ? static_cast<char>(random() % 256) : common[random() % common.size()];
    }
    const std::string text = normalised(bytes);
    std::size_t last = 0;
    for (const Match& match : book.find("test", text, "fi")) {
      CHECK(match.span.begin >= last);
      CHECK(match.span.begin < match.span.end);
      CHECK(match.span.end <= text.size());
      last = match.span.end;
    }
  }
}
