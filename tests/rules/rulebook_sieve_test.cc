#include "rules/rulebook_sieve.h"

#include <algorithm>
#include <set>
#include <string>

#include "corpus/unicode.h"
#include "rules/rulebook.h"
#include "rules/rulebook_needs.h"
#include "tests/catch.h"

using namespace muistio;

namespace {

// "|avaus|,|avattiin| & 1,2": the texts of a list, the lists; '|' is the edge of a word.
std::string needs_of(std::string_view pattern) {
  std::string all;
  for (const NeededTexts& texts : NeedsReader().needed_texts(pattern)) {
    if (!all.empty()) all += " & ";
    for (const std::string& text : texts) all += (&text == &texts[0] ? "" : ",") + text;
  }
  std::replace(all.begin(), all.end(), kWordEdge, '|');
  return all;
}

bool is_let_through(std::string_view pattern, std::string_view line) {
  const Sieve sieve({NeedsReader().needed_texts(pattern)});
  RuleSet rules(sieve.set_size());
  sieve.look(line, rules.data());
  return rules[0] == 1;
}

// What the rules of a subject find when each is asked by itself, overlaps settled.
std::set<std::string> asked_one_by_one(const Rulebook& book, const std::string& subject,
                                       std::string_view text) {
  std::vector<Match> all;
  for (const Rule& rule : book.rules()) {
    if (rule.subject != subject) continue;
    for (const Match& match : book.find_with(rule, text)) all.push_back(match);
  }
  std::stable_sort(all.begin(), all.end(), [](const Match& one, const Match& other) {
    if (one.span.size() != other.span.size()) return one.span.size() > other.span.size();
    return one.rule != other.rule ? one.rule < other.rule : one.span.begin < other.span.begin;
  });
  std::vector<Match> kept;
  for (const Match& match : all) {
    const bool is_free = std::all_of(kept.begin(), kept.end(), [&](const Match& other) {
      return match.span.end <= other.span.begin || other.span.end <= match.span.begin;
    });
    if (is_free) kept.push_back(match);
  }
  std::set<std::string> told;
  for (const Match& match : kept)
    told.insert(match.rule->id + " at " + std::to_string(match.span.begin));
  return told;
}

}  // namespace

TEST_CASE("what a pattern needs") {
  struct Row {
    const char* pattern;
    const char* needs;
  };
  for (const Row& row : {
           Row{"avaus", "|avaus|"},
           {"(?i)avaus|avattiin", "|avattiin|,|avaus|"},
           {"avat(?:tiin|taan)?", "|avat|,|avattaan|,|avattiin|"},
           {"[^a]*kokous", "kokous"},
           {"kokous(?:ten)?[a-z]*", "|kokous,|kokousten"},
           {"(?:ab|cd){2,3}x", "|ab,|cd & x"},
           {"(?:ab){0,3}", ""},
           {"[a-zäö]+", ""},
           {"a*", ""},
           {"(?P<g0>1|2)\\.[0-9]{4}", "|1.,|2. & 0,1,2,3,4,5,6,7,8,9"},
           {R"(§(?:[ \x{A0}\x{2000}-\x{200A}\x{202F}]+)ab)", "|§|"},
           {"kissa(?:.*)koira", "|kissa & koira"},
           {R"(\Qab\E)", ""},
           {"šakki", "akki"},
           {"[xy]z", "|xz|,|yz|"},
       }) {
    INFO(row.pattern);
    CHECK(needs_of(row.pattern) == row.needs);
  }
}

TEST_CASE("a rule is let through wherever it may be found") {
  struct Row {
    const char* pattern;
    const char* line;
    bool through;
  };
  for (const Row& row : {
           Row{"(?i)äänestys", "ASIASTA TOIMITETTIIN ÄÄNESTYS.", true},
           {"(?i)äiti", "äitiys", false},
           {"ma", "–ma klo 12", true},
           {"ma", "×ma", true},
           {"ma", "maa", false},
           {"ma", "tulema", false},
           {"ma", "(ma)", true},
           {"ma", "\u00A0ma\u2009", true},
           {"(?i)kokous", "\u212Aokous", true},
           {"(?i)sihteeri", "ſihteeri", true},
           {"(?i)Åbo", "\u212Bbo", true},
           {"kello.*12", "kello on jo 12", true},
           {"kello.*12", "kello on jo yksi", false},
           {"kello.*12", "12", false},
           {"x?", "mitä vain", true},
       }) {
    INFO(row.pattern << " in " << row.line);
    CHECK(is_let_through(row.pattern, row.line) == row.through);
  }
}

TEST_CASE("many rules at once find what each finds by itself") {
  const auto opened = Rulebook::shipped();
  REQUIRE(opened);
  const Rulebook& book = opened.value();
  std::set<std::string> subjects;
  for (const Rule& rule : book.rules()) subjects.insert(rule.subject);
  std::string text;
  for (const Rule& rule : book.rules())
    for (const Example& example : rule.examples) text += example.text + '\n';
  std::string upper = text;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c; });
  for (const std::string& each : {text, upper}) {
    const Rulebook::Glance glance = book.glance(each);
    for (const std::string& subject : subjects) {
      std::set<std::string> found;
      for (const Match& match : book.find(subject, each, glance))
        found.insert(match.rule->id + " at " + std::to_string(match.span.begin));
      INFO(subject);
      CHECK(found == asked_one_by_one(book, subject, each));
      CHECK(found.size() == book.find(subject, each, "").size());
    }
  }
}
