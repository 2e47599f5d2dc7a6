#include "rules/dates.h"

#include <random>
#include <string>

#include "corpus/unicode.h"
#include "rules/calendar.h"
#include "tests/catch.h"
#include "tests/rules/document_builder.h"
#include "tests/rules/shipped.h"

using namespace muistio;
using testing::language;
using testing::rulebook;

namespace {

std::string values_in(std::string_view text) {
  std::string values;
  for (const FoundDate& date : find_dates_in(text, rulebook()))
    values += (values.empty() ? "" : " ") + date.value;
  return values;
}

// What is told of a memo's dates, where the meeting was held on that day ("" for no meeting).
struct Told {
  std::string dates;   // "text = value (use)", one a line.
  std::string issues;  // Codes.
};

Told resolved(const std::string& text, const std::string& held_on) {
  const Document document = testing::document_of(text);
  const Passage passage = make_passage(document, rulebook(), language());
  std::optional<Meeting> meeting;
  if (!held_on.empty()) {
    meeting.emplace();
    meeting->date = Stated{held_on, {}};
  }
  std::vector<Issue> issues;
  Told told;
  for (const DateMention& date : resolve_dates(passage, find_dates(passage), meeting, issues))
    told.dates += date.text + " = " + date.value + " (" + std::string(name_of(date.use)) + ")\n";
  for (const Issue& issue : issues) told.issues += issue.code + " ";
  return told;
}

}  // namespace

TEST_CASE("a missing year is told by the meeting's date, the weekday and the tense") {
  struct Case {
    const char* held_on;
    const char* text;
    const char* dates;
  };
  const auto [held_on, text, dates] = GENERATE(values<Case>({
      {"2014-04-02", "Retki on 15.4.", "15.4. = 2014-04-15 (mention)\n"},
      {"2014-04-02", "Retki on 15.2.", "15.2. = 2014-02-15 (mention)\n"},
      {"2016-12-12", "Retki on 15.2.", "15.2. = 2017-02-15 (mention)\n"},
      {"2016-12-12", "Retki pidettiin 15.2.", "15.2. = 2016-02-15 (mention)\n"},
      {"2017-01-12", "Retki pidettiin 15.12.", "15.12. = 2016-12-15 (mention)\n"},
      {"2017-06-12", "Retki oli 20.8.", "20.8. = 2016-08-20 (mention)\n"},
      {"2017-06-12", "Retki pidetään 20.2.", "20.2. = 2018-02-20 (mention)\n"},
      {"2015-06-12", "Retki on ke 3.2.", "ke 3.2. = 2016-02-03 (mention)\n"},
      {"2016-02-20", "Retkelle mentiin ma 29.2.", "ma 29.2. = 2016-02-29 (mention)\n"},
      {"2021-05-10", "Koulutus pidettiin viikolla 15.",
       "viikolla 15 = 2021-04-12/2021-04-18 (mention)\n"},
      {"2024-02-13", "Beställningar till slutet av februari.",
       "till slutet av februari = 2024-02-29 (deadline)\n"},
      {"2024-02-13", "Vastaukset helmikuun loppuun mennessä.",
       "helmikuun loppuun mennessä = 2024-02-29 (deadline)\n"},
      {"2021-05-10", "Vastaukset toukokuun loppuun mennessä.",
       "toukokuun loppuun mennessä = 2021-05-31 (deadline)\n"},
      {"2016-11-02", "Hinnat nousevat ensi vuoden alusta lähtien.",
       "ensi vuoden alusta lähtien = 2017-01-01 (start)\n"},
      {"2016-12-02", "Työ jatkuu helmi-maaliskuussa.",
       "helmi-maaliskuussa = 2017-02/2017-03 (mention)\n"},
      {"2016-12-15", "Katsaus tammi–marraskuu", "tammi–marraskuu = 2016-01/2016-11 (mention)\n"},
      {"2016-12-02", "Leiri on 28.12.–2.1.", "28.12.–2.1. = 2016-12-28/2017-01-02 (mention)\n"},
      {"2016-03-02", "Viime joulukuussa satoi.", "Viime joulukuussa = 2015-12 (mention)\n"},
      {"2016-03-02", "Ensi tammikuussa sataa.", "Ensi tammikuussa = 2017-01 (mention)\n"},
      {"", "Retki on 15.4.", "15.4. = XXXX-04-15 (mention)\n"},
      {"", "Retki on viikolla 15.", ""},
  }));
  CAPTURE(held_on, text);
  const Told told = resolved(text, held_on);
  CHECK(told.dates == dates);
  CHECK(told.issues == (*held_on == '\0' ? "" : "year_inferred "));
}

TEST_CASE("a year that is said is not inferred") {
  CHECK(resolved("Retki on 15.4.2013.", "2014-04-02").issues.empty());
  CHECK(resolved("Retket ovat 3.2., 9.3. ja 4.5.2013.", "2014-04-02").issues.empty());
}

TEST_CASE("a weekday belongs to the day behind it") {
  CHECK(resolved("Retket ovat 16.3. ja ma 18.3. klo 9", "2019-03-12").dates ==
        "16.3. = 2019-03-16T09:00 (mention)\nma 18.3. klo 9 = 2019-03-18T09:00 (mention)\n");
  CHECK(resolved("Retket: ma 18.3. ja ti 19.3.", "2019-03-12").dates ==
        "ma 18.3. = 2019-03-18 (mention)\nti 19.3. = 2019-03-19 (mention)\n");
}

TEST_CASE("days that are listed share a year where they run on") {
  CHECK(resolved("Retket: 5.1. ja 3.2.2019", "2018-12-12").dates ==
        "5.1. = 2019-01-05 (mention)\n3.2.2019 = 2019-02-03 (mention)\n");
  CHECK(resolved("Retket: 28.12., 4.1.2019", "2018-12-12").dates ==
        "28.12. = 2018-12-28 (mention)\n4.1.2019 = 2019-01-04 (mention)\n");
  CHECK(resolved("Retket: 4.4., 1.3.2019", "2019-02-12").dates ==
        "4.4. = 2019-04-04 (mention)\n1.3.2019 = 2019-03-01 (mention)\n");
}

TEST_CASE("days that are listed go on in time") {
  CHECK(resolved("Kokoukset ovat 22.1., 26.3. ja 28.5.", "2012-11-20").dates ==
        "22.1. = 2013-01-22 (mention)\n26.3. = 2013-03-26 (mention)\n28.5. = 2013-05-28 "
        "(mention)\n");
  CHECK(resolved("Kokoukset ovat 12.11., 10.12. ja 14.1.", "2012-10-20").dates ==
        "12.11. = 2012-11-12 (mention)\n10.12. = 2012-12-10 (mention)\n14.1. = 2013-01-14 "
        "(mention)\n");
  // Another sentence is another matter.
  CHECK(resolved("Kokous on 26.3. Edellinen oli 28.5.", "2012-11-20").dates ==
        "26.3. = 2013-03-26 (mention)\n28.5. = 2012-05-28 (mention)\n");
}

TEST_CASE("a weekday that contradicts its date is told") {
  CHECK(resolved("Kokous ti 2.4.2014", "2014-04-02").issues == "weekday_contradicts ");
  CHECK(resolved("Kokous ke 2.4.2014", "2014-04-02").issues.empty());
}

TEST_CASE("a date has the use that its sentence or heading gives it") {
  struct Case {
    const char* text;
    const char* dates;
  };
  const auto [text, dates] = GENERATE(values<Case>({
      {"Aika: ke 2.4.2014 klo 14", "ke 2.4.2014 klo 14 = 2014-04-02T14:00 (meeting)\n"},
      {"Kokous 2.4.2014 alkaen klo 14", "2.4.2014 alkaen klo 14 = 2014-04-02T14:00 (meeting)\n"},
      {"Tarjoukset 2.4.2014 mennessä", "2.4.2014 mennessä = 2014-04-02 (deadline)\n"},
      {"Talkoot ovat su 6.4.2014 (klo 12).", "su 6.4.2014 (klo 12) = 2014-04-06T12:00 (mention)\n"},
      {"Seuraava kokous pidetään 7.5.2014.", "7.5.2014 = 2014-05-07 (next_meeting)\n"},
      {"# Seuraavat kokoukset\n\nMa 14.4.2014 klo 14.30\nKe 23.4.2014 klo 16",
       "Ma 14.4.2014 klo 14.30 = 2014-04-14T14:30 (next_meeting)\n"
       "Ke 23.4.2014 klo 16 = 2014-04-23T16:00 (next_meeting)\n"},
      {"Ilmoittaudu viimeistään 7.5.2014.", "7.5.2014 = 2014-05-07 (deadline)\n"},
      {"Ilmoittaudu 7.5.2014 mennessä.", "7.5.2014 mennessä = 2014-05-07 (deadline)\n"},
      {"Hinta nousee 1.5.2014 alkaen.", "1.5.2014 alkaen = 2014-05-01 (start)\n"},
      {"Edellinen kokous oli 5.3.2014.", "5.3.2014 = 2014-03-05 (mention)\n"},
      {"Nästa möte hålls den 7 maj 2014.", "den 7 maj 2014 = 2014-05-07 (next_meeting)\n"},
  }));
  CAPTURE(text);
  CHECK(resolved(text, "2014-04-02").dates == dates);
}

TEST_CASE("a release has the day it was published, its seasons and its years") {
  const Told told = resolved(
      "# Kirjastoauto uusiutuu\n\n3.10.2016\n\nAuto saapuu syksyn aikana. Ensi vuonna tulee "
      "toinen.",
      "");
  CHECK(told.dates ==
        "3.10.2016 = 2016-10-03 (published)\nsyksyn aikana = 2016-23 (mention)\n"
        "Ensi vuonna = 2017 (mention)\n");
}

TEST_CASE("in the minutes of a meeting a season or year without a number is no date") {
  CHECK(resolved("Retki tehdään syksyn aikana tai ensi vuonna.", "2016-10-03").dates.empty());
}

TEST_CASE("numbers of headings are not dates, dates at the head of a line are") {
  CHECK(values_in("1. Avaus\n2. Valinnat\n2.1. Puheenjohtaja\n2.2. Sihteeri\n3. Muut").empty());
  CHECK(values_in("Tapahtumia\n2.1. Hiihtoretki\n5.3. Talkoot") == "XXXX-01-02 XXXX-03-05");
  CHECK(values_in("4 Huhtikuun luvut\n5. Toukokuun retki") == "XXXX-04 XXXX-05");
  CHECK(values_in("6. huhtikuuta") == "XXXX-04-06");
  CHECK(values_in("5. lokakuun 2014") == "2014-10-05");
}

TEST_CASE("a date that is a piece of something else is left alone") {
  const auto text =
      GENERATE(as<std::string>{}, "1.2.3.4", "10.1.2014.5", "muistio_12.3.2014", "12.3.2014.pdf",
               "www.x.fi/12.3.2014", "a@12.3.2014.fi", "044-12.3.", "3.4.5.6.7.8.", "12.13.2014",
               "31.4.2014", "29.2.2015", "klo 12.12.", "alkoi 11.10. ja", "1.2.20145", "91/628/ETY",
               "laki 2014/123", "Windows 2000", "hinta 2014", "vuotta 5");
  CAPTURE(text);
  CHECK(values_in(text).empty());
}

TEST_CASE("the last day of a span begins no list of days") {
  CHECK(values_in("Myynti on 5.–7.11.2018 ja 8.11.2018 klo 9.") ==
        "2018-11-05/2018-11-07 2018-11-08T09:00");
}

TEST_CASE("a line that is only a time belongs to the day above it") {
  CHECK(values_in("Aika: 12.3.2014\nKlo 18.00–20.00") == "2014-03-12T18:00/2014-03-12T20:00");
  CHECK(values_in("Tid: den 7 april\nKl. 9") == "XXXX-04-07T09:00");
  CHECK(values_in("12.3.2014\nKlo 9 Avaus") == "2014-03-12");
  CHECK(values_in("12.3.2014 Kemi\nKlo 9") == "2014-03-12");
  CHECK(values_in("12.3.2014 klo 9\nKlo 10") == "2014-03-12T09:00");
}

TEST_CASE("a piece of a date does not hide the date") {
  CHECK(values_in("17.4.2018 kokouksessa") == "2018-04-17");
  CHECK(values_in("3.5.2021 talousarvio") == "2021-05-03");
}

TEST_CASE("the days of the calendar are right") {
  CHECK(day_of(2016, 2, 29).has_value());
  CHECK_FALSE(day_of(2015, 2, 29).has_value());
  CHECK_FALSE(day_of(2015, 13, 1).has_value());
  CHECK_FALSE(day_of(2015, 1, 0).has_value());
  CHECK(weekday_of(*day_of(2014, 4, 2)) == 3);
  CHECK(edtf(*monday_of_week(2015, 1)) == "2014-12-29");
  CHECK(edtf(*monday_of_week(2020, 53)) == "2020-12-28");
  CHECK_FALSE(monday_of_week(2021, 53).has_value());
  CHECK_FALSE(monday_of_week(2021, 0).has_value());
  CHECK(edtf(last_day_of_month(2016, 2)) == "2016-02-29");
  CHECK(parse_day("2014-04-02T14:00/2014-04-02T15:45") == day_of(2014, 4, 2));
  CHECK(parse_day("2014-04-02/2014-04-05") == day_of(2014, 4, 2));
  for (const char* none : {"2014-04", "XXXX-04-02", "2014-W13", "2014-02-30", "", "2014-04-021"})
    CHECK_FALSE(parse_day(none).has_value());
}

TEST_CASE("no text crashes the finding of dates or gives a span outside it") {
  std::mt19937 random(11);
  constexpr std::string_view pieces[] = {
      "12", ".",       "3.", " ",   "2014", "klo ",         "–",
      "-",  "\n",      "\t", "ja ", ", ",   "maaliskuuta ", "9",
      "Ä",  "vuoden ", "O",  "/",   "ke ",  "viikolla ",    "loppuun "};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (int i = 0; i < 25; ++i) text += pieces[random() % std::size(pieces)];
    std::size_t last = 0;
    for (const FoundDate& date : find_dates_in(text, rulebook())) {
      CAPTURE(text);
      CHECK(date.span.begin >= last);
      CHECK(date.span.begin < date.span.end);
      CHECK(date.span.end <= text.size());
      CHECK_FALSE(date.value.empty());
      CHECK(is_valid_utf8(text.substr(date.span.begin, date.span.size())));
      last = date.span.end;
    }
  }
}
