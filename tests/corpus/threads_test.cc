#include "corpus/threads.h"

#include "corpus/references.h"
#include "tests/catch.h"
#include "tests/corpus/days.h"
#include "tests/corpus/sample_memo.h"

namespace muistio {
namespace {

struct Item {
  const char* number;
  const char* text;           // With the title as its first words, up to ":".
  const char* decision = "";  // Stands in the text.
};

struct Paper {
  const char* body;
  const char* date;
  std::vector<Item> items;
  const char* head = "";
};

void save(Corpus& corpus, const Paper& paper, int number) {
  testing::SampleMemo sample;
  std::string text = std::string("Kokous ") + paper.head + "\n\n";
  for (const Item& item : paper.items)
    text += std::string("# ") + item.number + " § " + item.text + "\n\n";
  sample.document = testing::document_of(text);
  Memo& memo = sample.memo;
  memo.source.path = std::to_string(number) + ".pdf";
  memo.source.sha256 = std::to_string(1000 + number);
  memo.meeting = Meeting{};
  const Evidence evidence = evidence_at(sample.document, {0, 1}, "test.rule", 1);
  memo.meeting->body = Stated{paper.body, evidence};
  if (*paper.date) memo.meeting->date = Stated{paper.date, evidence};
  for (const Item& item : paper.items) {
    AgendaItem& agenda = memo.items.emplace_back();
    agenda.number = item.number;
    agenda.evidence =
        testing::evidence_for(sample.document, std::string(item.number) + " § " + item.text);
    agenda.extent = agenda.evidence.span;
    agenda.title = std::string(item.text, std::string_view(item.text).find(':'));
    if (!*item.decision) continue;
    Decision& decision = memo.decisions.emplace_back();
    decision.text = item.decision;
    decision.evidence = testing::evidence_for(sample.document, item.decision);
  }
  for (const MentionedDay& day : testing::days_in(sample.document.text)) {
    DateMention& date = memo.dates.emplace_back();
    date.evidence = evidence_at(sample.document, day.span, "test.rule", 1);
    date.text = std::string(sample.document.at(day.span));
    date.value = day.day;
  }
  REQUIRE(corpus.save(memo, sample.document, testing::index_of(sample)).ok());
}

Corpus corpus_of(const std::vector<Paper>& papers) {
  auto corpus = Corpus::open(":memory:", Access::create);
  REQUIRE(corpus.ok());
  for (std::size_t i = 0; i < papers.size(); ++i)
    save(corpus.value(), papers[i], static_cast<int>(i));
  return std::move(corpus).value();
}

// "12/2020: 0.pdf/4 1.pdf/6; ..."
std::string written(Corpus& corpus, const ThreadQuery& query = {}) {
  const auto threads = find_threads(corpus, query);
  REQUIRE(threads.ok());
  std::string text;
  for (const Thread& thread : threads.value()) {
    if (!text.empty()) text += "; ";
    for (const std::string& number : thread.case_numbers) text += number + " ";
    text += "=";
    for (const ThreadStep& step : thread.steps)
      text += " " + step.memo.path + "/" + step.number.value_or("-");
  }
  return text;
}

TEST_CASE("a matter goes from meeting to meeting by its case number and by its items") {
  struct Case {
    std::vector<Paper> papers;
    const char* threads;
  };
  const auto [papers, threads] = GENERATE(values<Case>({
      // One number, in the order of days; what one memo alone speaks of is no thread.
      {{{"Hallitus", "2020-05-02", {{"6", "Laituri: KHALL/45/02.03/2020"}}},
        {"Hallitus",
         "2020-03-12",
         {{"4", "Laituri: Dnro khall/45/02.03/2020"}, {"5", "Sauna: A/1/2020"}}}},
       "khall/45/02.03/2020 = 1.pdf/4 0.pdf/6"},
      // A number with a year belongs to one body; a full one to all.
      {{{"Hallitus", "2020-03-12", {{"4", "Laituri: Dnro 45/2020"}}},
        {"Valtuusto", "2020-04-12", {{"7", "Talo: Dnro 45/2020"}}}},
       ""},
      {{{"Hallitus", "2020-03-12", {{"4", "Laituri: HEL 2020-000045"}}},
        {"Valtuusto", "2020-04-12", {{"7", "Laituri: HEL 2020-000045"}}}},
       "HEL 2020-000045 = 0.pdf/4 1.pdf/7"},
      // An item names an earlier one, of its own body or of one that it names.
      {{{"Hallitus", "2020-03-12", {{"4", "Laituri: tarjoukset"}}},
        {"Hallitus", "2020-04-12", {{"7", "Laituri: tarjoukset, 12.3.2020 § 4"}}}},
       "= 0.pdf/4 1.pdf/7"},
      {{{"Kylähallitus", "2020-03-12", {{"4", "Laituri: tarjoukset"}}},
        {"Vesiosuuskunta", "2020-03-12", {{"4", "Vesi: maksut"}}},
        {"Vesiosuuskunta", "2020-04-12", {{"7", "Laituri: kylähallituksen 12.3.2020 § 4"}}}},
       "= 0.pdf/4 2.pdf/7"},
      {{{"Kylähallitus", "2020-03-12", {{"4", "Laituri: tarjoukset"}}},
        {"Vesiosuuskunta", "2020-04-12", {{"7", "Laituri: päätös 12.3.2020 § 4"}}}},
       ""},
      {{{"Ryhmä", "2020-03-12", {{"4", "Laituri: tarjoukset"}}},
        {"Ryhmä", "2020-04-12", {{"7", "Laituri: ks. edellisen kokouksen kohta 4"}}}},
       "= 0.pdf/4 1.pdf/7"},
      // As minutes write what was done before: a body in few letters.
      {{{"Tekninen lautakunta", "2020-03-12", {{"4", "Laituri: tarjoukset"}}},
        {"Lahden kunta, kunnanhallitus", "2020-04-12", {{"7", "Laituri: Tek.ltk 12.3.2020 § 4"}}},
        {"Kunnanvaltuusto", "2020-05-12", {{"2", "Laituri: Khall 12.4.2020 § 7"}}},
        {"Kunnanvaltuusto", "2020-04-12", {{"7", "Tontti: vuokra"}}},
        {"Kunnanvaltuusto", "2020-06-12", {{"9", "Tontti: Kvalt 12.4.2020 § 7"}}}},
       "= 0.pdf/4 1.pdf/7 2.pdf/2; = 3.pdf/7 4.pdf/9"},
      // A day that ends an item goes with no heading below it.
      {{{"Ryhmä", "2020-03-12", {{"4", "Seuraava: kokous 12.4.2020"}, {"5", "Loppu: klo 18"}}},
        {"Ryhmä", "2020-04-12", {{"5", "Sauna: tarjoukset"}}}},
       ""},
      // Number and item together make one thread.
      {{{"Ryhmä", "2020-03-12", {{"4", "Laituri: Dnro 45/2020"}}},
        {"Ryhmä", "2020-04-12", {{"7", "Laituri: § 4/12.3.2020"}}},
        {"Ryhmä", "2020-05-12", {{"2", "Laituri: Dnro 45/2020"}}}},
       "45/2020 = 0.pdf/4 1.pdf/7 2.pdf/2"},
      // A list of many cases is a step of each, and makes no thread of them all.
      {{{"Ryhmä", "2020-03-12", {{"4", "Laituri: Dnro 1/2020"}}},
        {"Ryhmä", "2020-04-12", {{"5", "Sauna: Dnro 2/2020"}}},
        {"Ryhmä", "2020-05-12", {{"6", "Kirjeet: Dnrot 1/2020, 2/2020, 3/2020 ja 4/2020"}}}},
       "1/2020 = 0.pdf/4 2.pdf/6; 2/2020 = 1.pdf/5 2.pdf/6"},
      // A memo that says the number in its head alone is a step without an item.
      {{{"Ryhmä", "2020-03-12", {{"1", "Avaus: heti"}}, "Dnro 9/2020"},
        {"Ryhmä", "", {{"1", "Laituri: Dnro 9/2020"}}, "Dnro 9/2020"}},
       "9/2020 = 0.pdf/- 1.pdf/1"},
  }));
  Corpus corpus = corpus_of(papers);
  CHECK(written(corpus) == threads);
  // Memos of an older muistio, which did not keep what they mention, say the same.
  for (const char* sql : {"DELETE FROM mention", "DELETE FROM mentions_found"})
    REQUIRE(corpus.database().run(sql).ok());
  CHECK(written(corpus) == threads);
}

TEST_CASE("what a memo mentions goes with it") {
  Corpus corpus = corpus_of({{"Ryhmä", "2020-03-12", {{"4", "Laituri: Dnro 45/2020"}}},
                             {"Ryhmä", "2020-04-12", {{"7", "Laituri: § 4/12.3.2020"}}}});
  const auto count = [&corpus] {
    return corpus.database().find_integer("SELECT count(*) FROM mention").value().value_or(-1);
  };
  CHECK(count() == 2);
  save(corpus, {"Ryhmä", "2020-04-12", {{"7", "Laituri: Dnro 45/2020"}}}, 1);
  CHECK(count() == 2);
  CHECK(written(corpus) == "45/2020 = 0.pdf/4 1.pdf/7");
  REQUIRE(corpus.remove(corpus.find_memos("0.pdf").value().at(0).id).ok());
  CHECK(count() == 1);
}

TEST_CASE("a thread is asked for by case number, memo or item") {
  Corpus corpus =
      corpus_of({{"Ryhmä",
                  "2020-03-12",
                  {{"4", "Laituri: Dnro 45/2020. Päätettiin odottaa.", "Päätettiin odottaa."},
                   {"5", "Sauna: Dnro 46/2020"}}},
                 {"Ryhmä", "2020-04-12", {{"7", "Laituri: Dnro 45/2020"}}},
                 {"Toinen", "2020-04-12", {{"1", "Muu: Dnro 45/2020"}}}});
  ThreadQuery query;
  query.case_number = parse_case_number("Dnro 45/2020")->key;
  CHECK(written(corpus, query) == "45/2020 = 0.pdf/4 1.pdf/7; 45/2020 = 2.pdf/1");
  const auto threads = find_threads(corpus, query);
  REQUIRE(threads.value()[0].steps[0].decisions.size() == 1);
  CHECK(threads.value()[0].steps[0].decisions[0].text == "Päätettiin odottaa.");
  CHECK(threads.value()[0].steps[0].title == "Laituri");
  query.case_number = "99/2020";
  CHECK(written(corpus, query).empty());

  ThreadQuery through;
  through.memo = corpus.find_memos("0.pdf").value().at(0).id;
  CHECK(written(corpus, through) == "45/2020 = 0.pdf/4 1.pdf/7; 46/2020 = 0.pdf/5");
  through.item = "5";
  CHECK(written(corpus, through) == "46/2020 = 0.pdf/5");
}

}  // namespace
}  // namespace muistio
