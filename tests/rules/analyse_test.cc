#include "rules/analyse.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "tests/catch.h"
#include "tests/rules/document_builder.h"
#include "tests/rules/shipped.h"

using namespace muistio;
using muistio::testing::document_of;

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
