// The meetings of one body in order, and what a reader of the series would miss: numbers
// that lack or stand twice, and meetings that were announced but have no memo.
#pragma once

#include <string>
#include <vector>

#include "corpus/result.h"
#include "corpus/store.h"

namespace muistio {

struct SeriesMeeting {
  MemoName memo;
  std::string number;  // As printed; empty where the memo has none.
};

// "The next meeting is on ...", said in a memo of the same body; no memo is of that day.
struct AnnouncedMeeting {
  std::string date;  // EDTF
  MemoName said_in;
  int page = 1;
};

struct Series {
  std::string body;
  std::vector<std::string> also;         // Shorter names of the same body.
  std::vector<SeriesMeeting> meetings;   // By date; those without a date last.
  std::vector<std::string> missing;      // Numbers between known ones: "4", "4/2021".
  std::vector<std::string> first_known;  // The first number of each run that does not begin
                                         // with 1: what was before it is unknown.
  std::vector<std::string> doubled;      // On different days.
  std::vector<AnnouncedMeeting> without_memo;
};

// All bodies, in alphabetical order. Bodies whose names differ only in case are one, and so are
// those of body_names.h.
Result<std::vector<Series>> find_series(Corpus& corpus);

}  // namespace muistio
