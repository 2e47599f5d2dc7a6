#include "corpus/people.h"

#include "corpus/series.h"
#include "corpus/unicode.h"
#include "tests/catch.h"
#include "tests/corpus/sample_memo.h"

namespace muistio {
namespace {

struct Paper {
  const char* body;
  const char* date;
  const char* number;
  std::vector<std::string> names;
  const char* next = "";  // Announced meeting.
};

Corpus corpus_of(const std::vector<Paper>& papers) {
  auto opened = Corpus::open(":memory:", Access::create);
  REQUIRE(opened.ok());
  int number = 100;
  for (const Paper& paper : papers) {
    testing::SampleMemo sample;
    sample.document = testing::document_of("Kokous pidettiin.\n");
    const Evidence evidence = evidence_at(sample.document, {0, 6}, "test.rule", 1);
    Memo& memo = sample.memo;
    memo.source.sha256 = std::string(61, 'f') + std::to_string(number++);
    memo.source.path = std::string(paper.date) + ".pdf";
    memo.meeting = Meeting{};
    memo.meeting->body = Stated{paper.body, evidence};
    if (*paper.date) memo.meeting->date = Stated{paper.date, evidence};
    if (*paper.number) memo.meeting->number = Stated{paper.number, evidence};
    for (const std::string& name : paper.names) {
      Attendee& attendee = memo.attendees.emplace_back();
      attendee.evidence = evidence;
      attendee.name = attendee.written = name;
      attendee.presence = Presence::present;
    }
    if (*paper.next)
      memo.dates.push_back({evidence, paper.next, paper.next, DateUse::next_meeting});
    REQUIRE(opened.value().save(memo, sample.document, testing::index_of(sample)).ok());
  }
  return std::move(opened).value();
}

// "Name(variant,variant)=memos ..." in alphabetical order.
std::string written(Corpus& corpus) {
  const auto people = find_people(corpus);
  REQUIRE(people.ok());
  std::vector<std::string> all;
  for (const Person& person : people.value()) {
    std::string text = person.name;
    for (const NameVariant& variant : person.variants) text += "+" + variant.name;
    all.push_back(text + "=" + std::to_string(person.appearances.size()));
  }
  std::sort(all.begin(), all.end());
  std::string text;
  for (const std::string& one : all) text += (text.empty() ? "" : "; ") + one;
  return text;
}

TEST_CASE("one word is a name in one body, and somebody else's in another") {
  Corpus corpus = corpus_of({{"Johtokunta", "2020-01-01", "", {"Oiva", "Outi Kallionpää"}, ""},
                             {"Raati", "2020-02-01", "", {"Oiva", "Outi Kallionpää"}, ""},
                             {"Johtokunta", "2020-03-01", "", {"Oiva"}, ""}});
  CHECK(written(corpus) == "Oiva=1; Oiva=2; Outi Kallionpää=2");
  REQUIRE(rule_on_names(corpus, Ruling::same, "Oiva", "Outi Kallionpää").ok());
  CHECK(written(corpus) == "Outi Kallionpää+Oiva+Oiva=5");
}

TEST_CASE("names are joined only where they are surely one person's") {
  struct Case {
    std::vector<std::string> names;
    const char* people;
  };
  const auto [names, people] = GENERATE(values<Case>({
      {{"Outi Kallionpää", "OUTI KALLIONPÄÄ"}, "Outi Kallionpää+OUTI KALLIONPÄÄ=2"},
      {{"Outi Kallionpää", "Kallionpää Outi"}, "Kallionpää Outi+Outi Kallionpää=2"},
      {{"Outi Kallionpää", "O. Kallionpää"}, "Outi Kallionpää+O. Kallionpää=2"},
      {{"Outi Kallionpää", "Olli Kallionpää", "O. Kallionpää"},
       "O. Kallionpää=1; Olli Kallionpää=1; Outi Kallionpää=1"},
      {{"Outi Kallionpää", "Kallionpää"}, "Outi Kallionpää+Kallionpää=2"},
      {{"Outi Kallionpää", "Pentti Kallionpää", "Kallionpää"},
       "Kallionpää=1; Outi Kallionpää=1; Pentti Kallionpää=1"},
      {{"Outi Maria Kallionpää", "Outi Kallionpää"}, "Outi Maria Kallionpää+Outi Kallionpää=2"},
      {{"Outi Kallionpää", "Outi Kallionperä"}, "Outi Kallionperä=1; Outi Kallionpää=1"},
      {{"Outi", "Outi Kallionpää"}, "Outi Kallionpää=1; Outi=1"},
  }));
  Corpus corpus = corpus_of({{"Johtoryhmä", "2020-01-01", "", names}});
  CHECK(written(corpus) == people);
}

TEST_CASE("a lone surname is joined only within one body") {
  Corpus corpus = corpus_of({{"Johtoryhmä", "2020-01-01", "", {"Outi Kallionpää"}},
                             {"Kirjastoryhmä", "2020-01-02", "", {"Kallionpää"}}});
  CHECK(written(corpus) == "Kallionpää=1; Outi Kallionpää=1");
}

TEST_CASE("rulings come before rules, outlive loading again and can be undone") {
  Corpus corpus = corpus_of(
      {{"Johtoryhmä", "2020-01-01", "", {"Outi Kallionpää", "O. Kallionpää", "Outi Virtala"}}});
  const std::string before = "Outi Kallionpää+O. Kallionpää=2; Outi Virtala=1";
  CHECK(written(corpus) == before);
  REQUIRE(rule_on_names(corpus, Ruling::same, "Outi Virtala", "Outi Kallionpää").ok());
  CHECK(written(corpus) == "Outi Kallionpää+O. Kallionpää+Outi Virtala=3");
  REQUIRE(rule_on_names(corpus, Ruling::different, "O. Kallionpää", "Outi Kallionpää").ok());
  CHECK(written(corpus) == "O. Kallionpää=1; Outi Kallionpää+Outi Virtala=2");
  REQUIRE(corpus.database().run("DELETE FROM attendee WHERE name = 'O. Kallionpää'").ok());
  CHECK(written(corpus) == "Outi Kallionpää+Outi Virtala=2");
  const auto undone = undo_ruling(corpus);
  REQUIRE(undone.ok());
  CHECK(undone.value().name == "O. Kallionpää");
  REQUIRE(undo_ruling(corpus).ok());
  CHECK(undo_ruling(corpus).error().code == ErrorCode::not_found);
  CHECK(written(corpus) == "Outi Kallionpää=1; Outi Virtala=1");
}

TEST_CASE("a ruling on a name that nobody has is refused, and a circle ends") {
  Corpus corpus = corpus_of({{"Johtoryhmä", "2020-01-01", "", {"Outi Aalto", "Pentti Aalto"}}});
  CHECK(rule_on_names(corpus, Ruling::same, "Outi Aalto", "Nobody").error().code ==
        ErrorCode::not_found);
  CHECK_FALSE(rule_on_names(corpus, Ruling::same, "Outi Aalto", "Outi Aalto").ok());
  REQUIRE(rule_on_names(corpus, Ruling::same, "Outi Aalto", "Pentti Aalto").ok());
  REQUIRE(rule_on_names(corpus, Ruling::same, "Pentti Aalto", "Outi Aalto").ok());
  CHECK(find_people(corpus).ok());
}

TEST_CASE("a series tells the numbers that lack or stand twice") {
  struct Case {
    std::vector<Paper> papers;
    const char* missing;
    const char* doubled;
    const char* first_known = "";
  };
  const auto [papers, missing, doubled, first_known] = GENERATE(values<Case>({
      {{{"R", "2020-01-01", "1", {}}, {"R", "2020-02-01", "2", {}}}, "", ""},
      {{{"R", "2020-01-01", "3", {}}, {"R", "2020-02-01", "6", {}}}, "4 5", "", "3"},
      {{{"R", "2020-01-01", "2/2020", {}}, {"R", "2021-02-01", "1/2021", {}}}, "", "", "2/2020"},
      {{{"R", "2020-01-01", "7/2020", {}}, {"R", "2020-02-01", "9/2020", {}}},
       "8/2020",
       "",
       "7/2020"},
      {{{"R", "2020-01-01", "1/20", {}}, {"R", "2020-02-01", "3/20", {}}}, "2/20", ""},
      {{{"R", "2020-01-01", "1", {}}, {"R", "2020-02-01", "1", {}}}, "", "1"},
      {{{"R", "2020-01-01", "1", {}}, {"R", "2020-01-01", "1", {}}}, "", ""},
      {{{"R", "2020-01-01", "1", {}}, {"R", "2020-02-01", "5000", {}}}, "", ""},
      {{{"R", "2020-01-01", "A", {}}, {"R", "2020-02-01", "", {}}}, "", ""},
  }));
  Corpus corpus = corpus_of(papers);
  const auto series = find_series(corpus);
  REQUIRE(series.ok());
  REQUIRE(series.value().size() == 1);
  CHECK(joined(series.value()[0].missing) == missing);
  CHECK(joined(series.value()[0].doubled) == doubled);
  CHECK(joined(series.value()[0].first_known) == first_known);
}

TEST_CASE("a body written with and without its owner is one where the same people meet") {
  const std::vector<std::string> ours{"Outi Kallionpää", "Pentti Virtala", "Aino Rantala"},
      theirs{"Veikko Koskela", "Helmi Harjula", "Urho Niemelä"};
  struct Case {
    std::vector<Paper> papers;
    const char* series;  // "Full name+short name=meetings ..."
  };
  const auto [papers, told] = GENERATE_COPY(values<Case>({
      {{{"Hallitus", "2020-01-01", "1", ours},
        {"Mallilan kunnanhallitus", "2020-02-01", "2", ours}},
       "Mallilan kunnanhallitus+Hallitus=2"},
      {{{"Hallitus", "2020-01-01", "1", ours},
        {"Koelan Kisa ry, hallitus", "2020-02-01", "2", ours}},
       "Koelan Kisa ry, hallitus+Hallitus=2"},
      {{{"Hallitus", "2020-01-01", "1", ours},
        {"Mallilan kunnanhallitus", "2020-02-01", "2", theirs}},
       "Hallitus=1; Mallilan kunnanhallitus=1"},
      {{{"Hallitus", "2020-01-01", "1", ours},
        {"Mallilan hallitus", "2020-02-01", "2", ours},
        {"Koelan hallitus", "2020-03-01", "3", ours}},
       "Hallitus=1; Koelan hallitus=1; Mallilan hallitus=1"},
      {{{"Hallitus", "2020-01-01", "1", ours},
        {"KUNNANHALLITUS", "2020-02-01", "2", ours},
        {"Mallilan kunnanhallitus", "2020-03-01", "3", ours}},
       "Mallilan kunnanhallitus+Hallitus+KUNNANHALLITUS=3"},
      {{{"Hallitus", "2020-01-01", "1", {}}, {"Mallilan kunnanhallitus", "2020-02-01", "2", {}}},
       "Hallitus=1; Mallilan kunnanhallitus=1"},
      {{{"Mallilan Kisa ry", "2020-01-01", "1", ours},
        {"Mallilan Kisa ry, hallitus", "2020-02-01", "2", ours}},
       "Mallilan Kisa ry=1; Mallilan Kisa ry, hallitus=1"},
  }));
  Corpus corpus = corpus_of(papers);
  const auto series = find_series(corpus);
  REQUIRE(series.ok());
  std::vector<std::string> found;
  for (const Series& one : series.value())
    found.push_back(joined(std::vector<std::string>{one.body, joined(one.also, "+")},
                           one.also.empty() ? "" : "+") +
                    "=" + std::to_string(one.meetings.size()));
  CHECK(joined(found, "; ") == told);
}

TEST_CASE("an announced meeting without a memo is told, once") {
  Corpus corpus = corpus_of({{"Ryhmä", "2020-01-01", "1", {}, "2020-02-03T14:00"},
                             {"RYHMÄ", "2020-01-15", "2", {}, "2020-02-03"},
                             {"Ryhmä", "2020-03-01", "3", {}, "2020-01-15"},
                             {"Ryhmä", "2020-04-01", "4", {}, "2020-06"},
                             {"Toinen", "2020-02-03", "1", {}}});
  const auto series = find_series(corpus);
  REQUIRE(series.ok());
  REQUIRE(series.value().size() == 2);
  CHECK(series.value()[0].meetings.size() == 4);
  REQUIRE(series.value()[0].without_memo.size() == 1);
  CHECK(series.value()[0].without_memo[0].date == "2020-02-03");
  CHECK(series.value()[1].without_memo.empty());
}

}  // namespace
}  // namespace muistio
