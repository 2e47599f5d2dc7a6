#include "corpus/export/edtf.h"

#include "corpus/export/markup.h"
#include "tests/catch.h"

namespace muistio {
namespace {

TEST_CASE("a day that no calendar has is no day") {
  for (const char* good : {"2024-02-29", "2014-04-02T14:00", "2014-04-02/2014-04-03"})
    CHECK(parse_days(good));
  for (const char* bad :
       {"2023-02-29", "2014-00-02", "2014-04-31", "2014-13-01", "0000-01-01", "2014-04", "2016-22",
        "XXXX-06-28", "2014-04-02T24:00", "2014-04-02T12:60", "2014-04-02/..", ""}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_days(bad));
  }
}

TEST_CASE("a moment says what Finland's clocks were ahead") {
  struct Case {
    const char *day, *time, *moment;
  };
  const auto row = GENERATE(values<Case>({
      {"2014-04-02", "", "2014-04-02"},
      {"2014-04-02", "14:00", "2014-04-02T14:00+03:00"},
      {"2014-01-15", "14:00", "2014-01-15T14:00+02:00"},
      {"2021-03-28", "02:59", "2021-03-28T02:59+02:00"},
      {"2021-03-28", "04:00", "2021-03-28T04:00+03:00"},
      {"2021-10-31", "12:00", "2021-10-31T12:00+02:00"},
      {"1995-10-10", "12:00", "1995-10-10T12:00+02:00"},  // Till 1995 it ended in September.
      {"1975-07-01", "12:00", "1975-07-01T12:00+02:00"},
  }));
  CAPTURE(row.day, row.time);
  CHECK(moment_of({row.day, row.time}) == row.moment);
}

TEST_CASE("the day after is found over ends of months and years") {
  CHECK(day_after("2014-04-02") == "2014-04-03");
  CHECK(day_after("2024-02-28") == "2024-02-29");
  CHECK(day_after("1999-12-31") == "2000-01-01");
}

TEST_CASE("a path becomes a link without changing what it names") {
  struct Case {
    const char *path, *link;
  };
  const auto row = GENERATE(values<Case>({
      {"muistiot/pk 3.pdf", "muistiot/pk%203.pdf"},
      {"kesä#1?.pdf", "kes%C3%A4%231%3F.pdf"},
      {"a:b.pdf", "a%3Ab.pdf"},
      {"vanha%E4.pdf", "vanha%E4.pdf"},
      {"100%.pdf", "100%25.pdf"},
      {"//palvelin/x.pdf", "/.//palvelin/x.pdf"},
  }));
  CAPTURE(row.path);
  CHECK(uri_reference(row.path) == row.link);
}

}  // namespace
}  // namespace muistio
