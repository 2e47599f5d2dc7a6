// A small memo with a fact of every kind, for tests of what is kept and found.
#pragma once

#include <memory>
#include <string>

#include "corpus/index.h"
#include "corpus/memo.h"
#include "corpus/memo_indexer.h"
#include "tests/catch.h"
#include "tests/rules/document_builder.h"

namespace muistio::testing {

// One for the whole program: opening it is slow.
inline Language& language() {
  static const std::unique_ptr<Language> language = [] {
    auto opened = Language::open();
    REQUIRE(opened.ok());
    return std::move(opened).value();
  }();
  return *language;
}

struct SampleMemo {
  Memo memo;
  Document document;
};

inline MemoIndex index_of(const SampleMemo& sample) {
  const std::string bytes = MemoIndexer(language()).encoded_index(sample.memo, sample.document);
  auto index = decode_index(bytes, sample.memo, sample.document);
  REQUIRE(index.ok());
  return std::move(index).value();
}

// Evidence for the first place where the words stand.
inline Evidence evidence_for(const Document& document, std::string_view words) {
  const std::size_t begin = document.text.find(words);
  REQUIRE(begin != std::string::npos);
  return evidence_at(document, {begin, begin + words.size()}, "test.rule", 0.75);
}

inline SampleMemo sample_memo() {
  SampleMemo sample;
  Document& document = sample.document;
  document = document_of(
      "# Kirjastoryhmä\n\nAika\t3.2.2021 klo 14.00–15.30\nPaikka\tKirjasto\n"
      "Läsnä\tOuti Kallionpää (pj.)\n\n# 1 Hyllyt\n\n"
      "Päätettiin hankkia kaksi kirjahyllyä lastenosastolle. Outi Kallionpää pyytää tarjoukset "
      "helmikuun loppuun mennessä.\n\n\fHyllyihin varattiin 1 200 euroa.\n");
  Memo& memo = sample.memo;
  memo.source.path = "kirjasto.pdf";
  memo.source.sha256 = std::string(64, 'a');
  memo.source.bytes = 4321;
  memo.source.last_page = 2;
  memo.source.total_pages = 2;
  memo.source.text = TextSource::mixed;
  memo.source.ocr_confidence = 0.875;
  memo.source.pdf.title = "Muistio";
  memo.language = "fi";
  memo.kind = MemoKind::memo;
  memo.meeting = Meeting{};
  memo.meeting->body = Stated{"Kirjastoryhmä", evidence_for(document, "Kirjastoryhmä")};
  memo.meeting->date = Stated{"2021-02-03", evidence_for(document, "3.2.2021")};
  memo.meeting->start = Stated{"14:00", evidence_for(document, "14.00")};
  memo.attendees.push_back({evidence_for(document, "Outi Kallionpää"), "Outi Kallionpää",
                            "Outi Kallionpää", Presence::present, true, "klo 15 asti", Role::chair,
                            "kirjastonjohtaja", std::nullopt});
  memo.items.push_back({evidence_for(document, "1 Hyllyt"), "1", "Hyllyt", {60, 90}});
  memo.decisions.push_back({evidence_for(document, "Päätettiin hankkia"),
                            "1",
                            "Päätettiin hankkia kaksi kirjahyllyä lastenosastolle.",
                            DecisionKind::decided,
                            {"Outi Kallionpää"},
                            Vote{5, 2, std::nullopt}});
  memo.actions.push_back({evidence_for(document, "pyytää tarjoukset"), "Outi Kallionpää",
                          "pyytää tarjoukset", "2021-02-28", "1"});
  memo.dates.push_back(
      {evidence_for(document, "3.2.2021"), "3.2.2021", "2021-02-03", DateUse::meeting});
  memo.amounts.push_back({evidence_for(document, "1 200 euroa"), "1 200 euroa", 1200, "EUR"});
  memo.issues.push_back({"low_confidence", "sivu 2 on epäselvä", 2});
  return sample;
}

}  // namespace muistio::testing
