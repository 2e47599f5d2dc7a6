#include "rules/rulebook_automaton.h"

#include <algorithm>
#include <random>
#include <string>

#include "rules/rulebook.h"
#include "tests/catch.h"
#include "tests/rules/shipped.h"

using namespace muistio;

namespace {

// "kokous klo|12": the matches of one pattern in a line.
std::string found_in(const std::string& pattern, std::string_view line) {
  Automaton automaton({pattern});
  std::vector<Automaton::Found> found;
  if (!automaton.find(line, found)) return "too long";
  std::string all;
  for (const auto& each : found) {
    if (!all.empty()) all += '|';
    all += line.substr(each.begin, each.end - each.begin);
  }
  return all;
}

// Where the groups of the first match stood: "12,-,klo".
std::string captured_in(const std::string& pattern, std::string_view line) {
  Automaton automaton({pattern});
  std::vector<Automaton::Found> found;
  REQUIRE(automaton.find(line, found));
  REQUIRE_FALSE(found.empty());
  Automaton::Groups groups;
  REQUIRE(automaton.capture(found[0], line, groups));
  std::string all;
  for (const auto& group : groups) {
    if (!all.empty()) all += ',';
    all += group ? line.substr(group->begin, group->size()) : std::string_view("-");
  }
  return all;
}

// The matches of a rule with what they captured, for comparing and for reading.
std::string told(const std::vector<Match>& matches) {
  std::string text;
  for (const Match& match : matches) {
    text += std::to_string(match.span.begin) + "-" + std::to_string(match.span.end);
    for (const Captured& part : match.captured)
      text += " " + part.name + ":" + std::to_string(part.span.begin) + "-" +
              std::to_string(part.span.end) + "=" + part.value;
    text += "; ";
  }
  return text;
}

// A rule alone in a book, so that no other takes its matches.
std::string alone(const Rulebook& book, const Rule& rule, std::string_view text,
                  const Rulebook::Glance& glance) {
  const auto index = static_cast<std::size_t>(&rule - book.rules().data());
  std::string places;
  for (std::size_t i = glance.first_place[index]; i < glance.first_place[index + 1]; ++i)
    places += std::string(text.substr(glance.places[i].begin, glance.places[i].size())) + "; ";
  return places;
}

std::string alone_by_re2(const Rulebook& book, const Rule& rule, std::string_view text) {
  std::string places;
  for (const Match& match : book.find_with(rule, text))
    places += std::string(text.substr(match.span.begin, match.span.size())) + "; ";
  return places;
}

std::vector<std::string> texts_of_examples() {
  std::string text, upper;
  for (const Rule& rule : testing::rulebook().rules())
    for (const Example& example : rule.examples) text += example.text + '\n';
  upper = text;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c; });
  return {text, upper};
}

// Pieces of examples put together anyhow, with characters that are rare or of odd case.
std::string jumbled(const std::string& text, std::mt19937& random) {
  static const std::vector<std::string> odd{"ſ", "\u212A", "\u212B", "ß",      "ẞ",      "Ž",
                                            "…", "\u00A0", "–",      "\u2009", "\uF0B7", "日",
                                            "é", "😀",      "İ",      "ı",      ".",      " "};
  std::string jumble;
  while (jumble.size() < 20'000) {
    std::size_t begin = random() % text.size();
    while ((text[begin] & 0xC0) == 0x80) --begin;
    std::size_t end = std::min(begin + random() % 30, text.size());
    while (end < text.size() && (text[end] & 0xC0) == 0x80) ++end;
    jumble += text.substr(begin, end - begin);
    if (random() % 4 == 0) jumble += odd[random() % odd.size()];
  }
  return jumble;
}

}  // namespace

TEST_CASE("a pattern is found where no word is cut, and as long as can be") {
  struct Row {
    const char* pattern;
    const char* line;
    const char* found;
  };
  for (const Row& row : {
           Row{"kokous", "Kokous, kokous, kokouksen", "kokous"},
           {"(?i)kokous", "Kokous, kokous, kokouksen", "Kokous|kokous"},
           {"(?i)äänestys", "ÄÄNESTYS", "ÄÄNESTYS"},
           {"(?i)[^i\\s]+", "IiaI ii", ""},
           {"a|ab|abc", "ab abc abcd", "ab|abc"},
           {"klo(?: \\d+)?", "klo 12x klo 1", "klo|klo 1"},
           {"[a-z]+ [a-z]+", "a b c d e", "a b|c d"},
           {"x{2,3}", "x xx xxx xxxx", "xx|xxx"},
           {"(?:ab){2}", "abab ababab", "abab"},
           {"(?:a ?)+?", "a a a", "a a a"},
           {"^\\d+", "12 13", "12"},
           {"\\d+$", "12 13", "13"},
           {"^$|b", "b", "b"},
           {"a(?:$| b)", "a b a", "a b|a"},
           {"\\x{20AC}\\d", "€5 €66", "€5"},
           {"[]a-]+", "a]-", "a]-"},
           {"[^]x]", "] x y", " | |y"},
           {".", "é", "é"},
           {"\\p{Lu}\\w*", "Äiti äiti Ab", "Äiti|Ab"},
           {"\\p{Lu}b", "\u212Bb \u212Ab", "\u212Bb|\u212Ab"},
           {"(?:a*)*b", "aaab b", "aaab|b"},
           {"a?", "", ""},
       }) {
    INFO(row.pattern << " in " << row.line);
    CHECK(found_in(row.pattern, row.line) == row.found);
  }
}

TEST_CASE("groups stand where RE2 puts them") {
  struct Row {
    const char* pattern;
    const char* line;
    const char* groups;
  };
  for (const Row& row : {
           Row{"(?P<g0>\\d+)\\.(?P<g1>\\d+)?", "12.", "12,-"},
           {"(?P<g0>a|ab)(?P<g1>c|bcd)?", "abcd", "a,bcd"},
           {"(?:(?P<g0>\\d),? ?){2,3}", "1, 2, 3", "3"},
           {"(?P<g0>[a-z]*)(?P<g1>[a-z]?)", "abc", "abc,"},
           {"(?P<g0>ma|maanantai)(?P<g1>na)? x", "maanantaina x", "maanantai,na"},
           {"(?i)(?P<g0>(?P<g1>k)ello) ?(?P<g2>^x|\\d$)", "KELLO 1", "KELLO,K,1"},
       }) {
    INFO(row.pattern << " in " << row.line);
    CHECK(captured_in(row.pattern, row.line) == row.groups);
  }
}

TEST_CASE("patterns that only RE2 understands are told") {
  struct Row {
    const char* pattern;
    bool reads;
  };
  for (const Row& row : {Row{"\\bma", false},
                         {"\\p{Greek}+", false},
                         {"(?i)\\p{Lu}", false},
                         {"(?i)[а-я]", false},
                         {"[а-я]", true},
                         {"[[:alpha:]]", false},
                         {"\\Qa.b\\E", false},
                         {"(?s).", false},
                         {"(?i:a)b", true}}) {
    INFO(row.pattern);
    CHECK(Automaton({row.pattern}).reads(0) == row.reads);
  }
}

TEST_CASE("a rule that only RE2 understands is found all the same") {
  const auto book = Rulebook::parse(
      "[[rule]]\nid = 'x.greek'\nfind = '\\bpi: (?P<sign>\\p{Greek})'\nyes = ['pi: π']\n"
      "no = ['pi: p']\n",
      "t.toml");
  REQUIRE(book);
  const auto matches = book.value().find("x", "pi: p\nja pi: π", "fi");
  REQUIRE(matches.size() == 1);
  CHECK(matches[0].group("sign") == Span{13, 15});
}

TEST_CASE("patterns of more characters than the automaton tells apart are left to RE2") {
  std::vector<std::string> patterns{"[a-c]+"};
  std::string line = "abc";
  for (std::uint32_t point = 0x4E00; point < 0x4E00 + 20'000; ++point)
    patterns.push_back(utf8_of(point));
  Automaton automaton(patterns);
  CHECK(automaton.reads(0));
  CHECK(automaton.reads(1));
  CHECK_FALSE(automaton.reads(patterns.size() - 1));
  for (std::size_t pattern = 1; pattern < patterns.size(); pattern += 97)
    line += " " + patterns[pattern];
  std::vector<Automaton::Found> found;
  REQUIRE(automaton.find(line, found));
  CHECK(found.size() > 1);
  for (const auto& each : found)
    CHECK((each.pattern == 0 ||
           line.substr(each.begin, each.end - each.begin) == patterns[each.pattern]));
}

TEST_CASE("a book of more characters than the automaton tells apart finds them all") {
  std::string rules;
  const auto letter = [](std::uint32_t number) { return utf8_of(0x4E00 + number); };
  for (std::uint32_t rule = 0; rule < 60; ++rule) {
    std::string letters;
    for (std::uint32_t i = 0; i < 100; ++i) letters += (i > 0 ? "|" : "") + letter(rule * 100 + i);
    rules += "[[rule]]\nid = 'x.r" + std::to_string(rule) + "'\nfind = '" + letters +
             "'\nyes = ['" + letter(rule * 100) + "']\nno = ['a']\n";
  }
  const auto book = Rulebook::parse(rules, "t.toml");
  REQUIRE(book);
  for (const std::uint32_t number : {0U, 99U, 3'000U, 5'999U}) {
    const auto matches = book.value().find("x", "a " + letter(number), "fi");
    REQUIRE(matches.size() == 1);
    CHECK(matches[0].rule->id == "x.r" + std::to_string(number / 100));
  }
}

TEST_CASE("more different words than are remembered are found all the same") {
  Automaton automaton({"[a-z]*sali", "kokous [a-z]+sali"});
  std::mt19937 random(5);
  constexpr std::size_t lines = 7'000, words_of_line = 20;
  std::size_t wanted = 0, count = 0;
  for (std::size_t number = 0; number < lines; ++number) {
    std::string line;
    for (std::size_t i = 0; i < words_of_line; ++i) {
      for (std::size_t length = 3 + random() % 5; length > 0; --length)
        line += static_cast<char>('a' + random() % 20);
      if (random() % 10 == 0) line += "sali", ++wanted;
      line += ' ';
    }
    std::vector<Automaton::Found> found;
    REQUIRE(automaton.find(line, found));
    count += found.size();
    for (const auto& each : found) CHECK(line.substr(each.end - 4, 5) == "sali ");
  }
  CHECK(count == wanted);
}

TEST_CASE("what needs more states than are kept is found all the same") {
  Automaton automaton({"[01]*1[01]{14} on", "0 on"});
  std::mt19937 random(6);
  for (int number = 0; number < 3'000; ++number) {
    std::string digits;
    for (int i = 0; i < 60; ++i) digits += random() % 2 == 0 ? '0' : '1';
    const std::string line = "luku " + digits + " on";
    std::vector<Automaton::Found> found;
    REQUIRE(automaton.find(line, found));
    REQUIRE(found.size() == (digits[digits.size() - 15] == '1' ? 1 : 0));
  }
}

TEST_CASE("every shipped rule is read and finds what RE2 finds, in any text") {
  const Rulebook& book = testing::rulebook();
  std::vector<std::string> texts = texts_of_examples();
  std::mt19937 random(7);
  for (int i = 0; i < 3; ++i) texts.push_back(jumbled(texts[0], random));
  for (const std::string& text : texts) {
    const Rulebook::Glance glance = book.glance(text);
    for (const Rule& rule : book.rules()) {
      INFO(rule.id);
      CHECK(alone(book, rule, text, glance) == alone_by_re2(book, rule, text));
    }
  }
}

TEST_CASE("every example captures what RE2 captures") {
  const Rulebook& book = testing::rulebook();
  for (const Rule& rule : book.rules()) {
    for (const Example& example : rule.examples) {
      if (!example.yes) continue;
      const auto by_re2 = book.find_with(rule, example.text);
      std::vector<Match> same;
      for (const Match& match : book.find(rule.subject, example.text, "")) {
        const bool is_of_rule = match.rule == &rule &&
                                std::any_of(by_re2.begin(), by_re2.end(), [&](const Match& other) {
                                  return other.span == match.span;
                                });
        if (is_of_rule) same.push_back(match);
      }
      std::vector<Match> wanted;
      for (const Match& match : by_re2) {
        const bool stands = std::any_of(
            same.begin(), same.end(), [&](const Match& other) { return other.span == match.span; });
        if (stands) wanted.push_back(match);
      }
      INFO(rule.id << " in " << example.text);
      CHECK(told(same) == told(wanted));
    }
  }
}

TEST_CASE("long lines of anything end soon") {
  const Rulebook& book = testing::rulebook();
  std::string letters, words;
  for (int i = 0; i < 20'000; ++i) {
    letters += static_cast<char>('a' + i * i % 26);
    words += i % 3 == 0 ? "1.2." : i % 3 == 1 ? "ja " : "klo ";
  }
  for (const std::string& line : {std::string(30'000, '.'), std::string(30'000, 'a'), letters,
                                  words, std::string(20'000, '-') + "@a.pdf"}) {
    const Rulebook::Glance glance = book.glance(line);
    CHECK(glance.first_place.size() == book.rules().size() + 1);
  }
}

TEST_CASE("states are forgotten when they become too many, and nothing is lost") {
  const Rulebook& book = testing::rulebook();
  std::mt19937 random(11);
  const std::string examples = texts_of_examples()[0];
  const std::string first = jumbled(examples, random);
  const auto before = book.glance(first);
  for (int i = 0; i < 12; ++i) book.glance(jumbled(examples, random));
  const auto after = book.glance(first);
  CHECK(before.places == after.places);
  CHECK(before.first_place == after.first_place);
}
