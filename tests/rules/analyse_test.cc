#include "rules/analyse.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

#include "corpus/index.h"
#include "corpus/memo_codec.h"
#include "corpus/memo_indexer.h"
#include "corpus/record.h"
#include "rules/trimming.h"
#include "tests/catch.h"
#include "tests/rules/document_builder.h"
#include "tests/rules/mixture.h"
#include "tests/rules/shipped.h"

using namespace muistio;
using testing::document_of;

namespace {

Memo memo_of(const std::string& markup, PageSource source = PageSource::text_layer) {
  return analyse(document_of(markup, source), Source{}, testing::rulebook(), testing::language());
}

bool has_issue(const Memo& memo, std::string_view code) {
  return std::any_of(memo.issues.begin(), memo.issues.end(),
                     [&](const Issue& issue) { return issue.code == code; });
}

constexpr const char* minutes =
    "Soutajat ry\n\n# Hallituksen kokous 3/2018\n\nAika: ti 3.4.2018 klo 17.00\nPaikka: Venevaja\n"
    "Läsnä: Aino Aalto (pj), Eero Elo (siht.)\n\n# 1. Kokouksen avaus\nPuheenjohtaja avasi "
    "kokouksen klo 17.05.\n\n# 2. Kirkkovene\nPäätettiin ostaa uusi kirkkovene.\n\n# 3. Kokouksen "
    "päättäminen\nKokous päättyi klo 18.20.";

}  // namespace

TEST_CASE("one analysis finds all that minutes tell") {
  const Memo memo = memo_of(minutes);
  CHECK(memo.kind == MemoKind::minutes);
  CHECK(memo.language == "fi");
  CHECK(memo.source.text == TextSource::text_layer);
  REQUIRE(memo.meeting);
  CHECK(memo.meeting->body->value == "Soutajat ry, hallitus");
  CHECK(memo.meeting->start->value == "17:05");
  CHECK(memo.items.size() == 3);
  CHECK(memo.attendees.size() == 2);
  REQUIRE(memo.decisions.size() == 1);
  CHECK(memo.decisions.front().item == "2");
  CHECK_FALSE(memo.dates.empty());
  CHECK_FALSE(has_issue(memo, "nothing_found"));
}

TEST_CASE("every fact names its rule, and its span lies in the text") {
  const Document document = document_of(minutes);
  const Memo memo = memo_of(minutes);
  const auto check = [&](const Evidence& evidence) {
    CHECK_FALSE(evidence.rule.empty());
    CHECK(evidence.confidence > 0);
    CHECK(evidence.confidence <= 1);
    CHECK(evidence.span.begin < evidence.span.end);
    CHECK(evidence.span.end <= document.text.size());
  };
  for (const AgendaItem& item : memo.items) check(item.evidence);
  for (const Decision& decision : memo.decisions) check(decision.evidence);
  const Meeting& meeting = memo.meeting.value();
  for (const auto* stated : {&meeting.body, &meeting.title, &meeting.number, &meeting.date,
                             &meeting.start, &meeting.end, &meeting.place}) {
    REQUIRE(stated->has_value());
    check((*stated)->evidence);
  }
}

TEST_CASE("the body that met is no organisation of those in it") {
  const auto organisation = [](const std::string& title) {
    const Memo memo = memo_of("Soutajat ry\n\n# " + title +
                              " 3/2018\n\nAika: ti 3.4.2018 klo 17\n\nLäsnä\nHallitus\nAino "
                              "Aalto\nEero Elo\nToimisto\nMaija Malli\n\n# 1. Avaus\nAvattiin.");
    std::string told;
    for (const Attendee& attendee : memo.attendees)
      told += attendee.name + " @" + attendee.organisation.value_or("") + ";";
    return told;
  };
  CHECK(organisation("Hallituksen kokous") == "Aino Aalto @;Eero Elo @;Maija Malli @Toimisto;");
  CHECK(organisation("Toimikunnan kokous") ==
        "Aino Aalto @Hallitus;Eero Elo @Hallitus;Maija Malli @Toimisto;");
}

TEST_CASE("running heads and feet tell days that the text does not") {
  Document document = document_of(minutes);
  const auto margin_dates = [&](FurnitureKind kind, const char* text) {
    Furniture furniture;
    furniture.kind = kind;
    furniture.text = text;
    document.furniture = {furniture, furniture};
    std::string told;
    for (const DateMention& date :
         analyse(document, Source{}, testing::rulebook(), testing::language()).dates)
      if (date.evidence.rule == "date.of_margin") told += date.text + " = " + date.value + ";";
    return told;
  };
  CHECK(margin_dates(FurnitureKind::running_head, "MUISTIO 9.4.2018 1 (2)") ==
        "9.4.2018 = 2018-04-09;");
  CHECK(margin_dates(FurnitureKind::running_foot, "Vipuvoimaa EU:lta 2014–2020") ==
        "2014–2020 = 2014/2020;");
  CHECK(margin_dates(FurnitureKind::running_head, "Hallitus 3.4.2018") == "");  // Of the meeting.
  CHECK(margin_dates(FurnitureKind::running_head, "Pöytäkirja 3/2018") == "");
  CHECK(margin_dates(FurnitureKind::signature_footer, "Allekirjoitettu 9.4.2018") == "");
}

TEST_CASE("a release has no items, whatever its headings") {
  const Memo memo = memo_of(
      "# TIEDOTE 3.4.2018\n\n1. Silta avattiin\n\nSe on pitkä.\n\n2. Tie "
      "päällystettiin\n\nSe on musta.");
  CHECK(memo.kind == MemoKind::release);
  CHECK(memo.items.empty());
}

TEST_CASE("a text in which nothing is found says so") {
  CHECK(has_issue(memo_of("Kissa istuu puussa."), "nothing_found"));
  const Memo empty = memo_of("");
  CHECK_FALSE(has_issue(empty, "nothing_found"));
  CHECK_FALSE(empty.meeting);
}

TEST_CASE("the text of a scan carries its mean confidence") {
  const Memo memo = memo_of(minutes, PageSource::ocr);
  CHECK(memo.source.text == TextSource::ocr);
  REQUIRE(memo.source.ocr_confidence);
  CHECK(std::abs(*memo.source.ocr_confidence - 0.9) < 1e-9);
}

TEST_CASE("whatever stands on a page, its record and its index are read back as they were") {
  const std::vector<std::string> parts{
      "# ",
      "\n",
      "\n\n",
      "\t",
      "\f",
      "–",
      "»",
      "“",
      "”",
      "…",
      "•",
      "§",
      "½",
      "€",
      "æ",
      "\u00a0",
      "\uFFFD",
      "Aika:",
      "Paikka:",
      "Läsnä:",
      "Poissa:",
      "Päätös:",
      "Esitys:",
      "klo 18.05",
      "3.4.2018",
      "to 5. päivänä huhtikuuta",
      "vuosina 2001, 2003 ja 2004",
      "viikolla 12",
      "1.",
      "§ 24",
      "2.1",
      "Kokouksen avaus",
      "Muut asiat",
      "Hallituksen kokous 3/2018",
      "Pöytäkirja",
      "Soutajat ry",
      "Teknisen toimen neuvotteluhuone",
      "Aino Aalto",
      "Elo Eero,",
      "(pj.)",
      "(siht.)",
      "ja",
      "valittiin puheenjohtajaksi",
      "Päätettiin ostaa vene.",
      "Hyväksyttiin.",
      "Sovittiin, että Eero Elo tilaa airot toukokuun loppuun mennessä.",
      "6,5 miljoonan euron",
      "Seuraava kokous",
      "avasi kokouksen",
      ",",
      ";",
      ":",
      "/",
      "(",
      ")",
      "x",
      "-",
      "Ä",
      "ö"};
  std::mt19937 random(23);
  for (int round = 0; round < 150; ++round) {
    const std::string markup = testing::mixture_of(parts, random);
    CAPTURE(markup);
    const PageSource source = random() % 2 ? PageSource::text_layer : PageSource::ocr;
    const Document document = document_of(markup, source);
    const Memo memo = analyse(document, Source{}, testing::rulebook(), testing::language());
    const std::string record = record_json(memo, document, WithText::no);
    const auto parsed = decode_memo(encode_memo(memo), document.text);
    REQUIRE(parsed.ok());
    CHECK(record_json(parsed.value(), document, WithText::no) == record);
    const std::string index = MemoIndexer(testing::language()).encoded_index(memo, document);
    CHECK(decode_index(index, parsed.value(), document).ok());
  }
}

TEST_CASE("a sign of several bytes goes from the ends of a text as a whole or not at all") {
  CHECK(trimmed(" – Kokous – ", U",–") == "Kokous");
  CHECK(trimmed("»Kokous", U"·–") == "»Kokous");  // "»" ends in the byte that "·" begins with.
  CHECK(trimmed("Kokous æ", U"…") == "Kokous æ");
  CHECK(trimmed("– ·", U"·–").empty());
  CHECK(trimmed("", U"–").empty());
}
