#include <sstream>
#include <string>

#include "corpus/unicode.h"
#include "pipeline/content_paths.h"
#include "pipeline/load_lock.h"
#include "pipeline/load_summary.h"
#include "pipeline/progress.h"
#include "pipeline/verdict.h"
#include "tests/catch.h"

using namespace muistio;

TEST_CASE("the progress line tells files, pages, rate, what is left and what is slow") {
  ProgressState state;
  state.files = 1200;
  state.listed = 50000;
  state.pages = 3400;
  state.attention = 3;
  Job job;
  job.path = "memos/iso.pdf";
  state.sightings.push_back({&job, Stage::read, 340, std::chrono::seconds(12)});
  CHECK(progress_line(state, std::chrono::seconds(10), 200) ==
        "1 200 of 50 000 files · 3 400 pages · 340 pages/s · 7 min left · 3 need attention · "
        "iso.pdf p. 340 (12 s)");
  CHECK(code_points(progress_line(state, std::chrono::seconds(10), 40)) == 40);

  state.stopping = true;
  CHECK(progress_line(state, std::chrono::seconds(10), 200) ==
        "1 200 of 50 000 files · stopping after the file in hand, Ctrl-C again stops at once · "
        "iso.pdf p. 340 (12 s)");
}

TEST_CASE("a slow rate is told with a decimal") {
  ProgressState state;
  state.listed = 5;
  state.pages = 6;
  CHECK(progress_line(state, std::chrono::seconds(10), 200) ==
        "0 of 5 files · 6 pages · 0.6 pages/s");
}

TEST_CASE("durations and counts are easy to read") {
  CHECK(duration_text(0.2) == "0 s");
  CHECK(duration_text(99) == "99 s");
  CHECK(duration_text(100) == "2 min");
  CHECK(duration_text(7500) == "2 h 5 min");
  CHECK(count_text(0) == "0");
  CHECK(count_text(999) == "999");
  CHECK(count_text(1234567) == "1 234 567");
}

TEST_CASE("counts stand apart from the longest name of a state") {
  std::ostringstream out;
  print_counts({{FileState::ok, 5}, {FileState::duplicate_of, 212}}, false, out);
  CHECK(out.str() ==
        "  ok             5  read whole\n"
        "  duplicate_of 212  the same content as another file\n");
}

TEST_CASE("a move is told by the folders that differ") {
  const auto told = [](const char* from, const char* to) {
    const Move move = move_between(from, to);
    return move.from + " -> " + move.to;
  };
  CHECK(told("m1/a/x.pdf", "m2/a/x.pdf") == "m1 -> m2");
  CHECK(told("m/a/x.pdf", "m/b/a/x.pdf") == "m -> m/b");
  CHECK(told("m/x.pdf", "m/y.pdf") == "m/x.pdf -> m/y.pdf");
  CHECK(told("x.pdf", "old/x.pdf") == ". -> old");
  CHECK(told("/x.pdf", "/old/x.pdf") == "/ -> /old");
  CHECK(told("old/x.pdf", "x.pdf") == "old -> .");
}

TEST_CASE("a summary whose sum is wrong says so") {
  LoadSummary summary;
  summary.listed = 3;
  summary.counts = {{FileState::ok, 2}};
  CHECK_FALSE(summary.adds_up());
  std::ostringstream out;
  print_summary(summary, false, out);
  CHECK(out.str().find("THE SUM IS WRONG") != std::string::npos);
  summary.counts.push_back({FileState::listed, 1});
  CHECK_FALSE(summary.adds_up());  // A whole run leaves no file waiting;
  summary.stopped = true;
  CHECK(summary.adds_up());  // one that was stopped may.
}

TEST_CASE("a folder without a PDF is told as that, and nobody is sent to search nothing") {
  LoadSummary summary;
  summary.corpus = "kunta.db";
  std::ostringstream out;
  print_summary(summary, false, out);
  CHECK(out.str() == "No PDF was found there (0.0 s)\n\nkunta.db holds 0 memos.\n");
  summary.memos = 7;
  out.str("");
  print_summary(summary, false, out);
  CHECK(
      out.str().ends_with("kunta.db holds 7 memos. Next: muistio search WORD --corpus kunta.db\n"));
}

TEST_CASE("every state has a row of its own") {
  for (const StateRow& row : state_table) {
    CAPTURE(row.name);
    CHECK(parse_state(row.name) == row.state);
    CHECK(&row_of(row.state) == &row);
    CHECK_FALSE(row.meaning.empty());
  }
  CHECK_FALSE(parse_state("done"));
}

TEST_CASE("a corpus is not written over a network") {
  CHECK(network_file_system(0x6969) == "NFS");
  CHECK(network_file_system(0xff534d42) == "CIFS");
  CHECK(network_file_system(0xef53).empty());      // ext4
  CHECK(network_file_system(0x01021994).empty());  // tmpfs
  CHECK(check_place(":memory:"));
  CHECK_FALSE(check_place("/no/such/folder/c.db"));
}

TEST_CASE("after a death the next try keeps what can be kept") {
  struct Case {
    const char* what;
    Ending ending;
    Stage stage;
    int page;
    bool killed;
    std::optional<std::uint32_t> stop;  // Of the next try; absent: none.
    bool analyse;
  };
  constexpr std::uint32_t whole = ~0u;
  const Case row = GENERATE(values<Case>({
      {"hangs on page 7", Ending::timeout, Stage::read, 7, false, 7, true},
      {"dies on page 7", Ending::crash, Stage::read, 7, false, 7, true},
      {"out of memory on page 2", Ending::memory, Stage::read, 2, false, 2, true},
      {"hangs on page 1", Ending::timeout, Stage::read, 1, false, std::nullopt, true},
      {"dies on page 1, perhaps by chance", Ending::crash, Stage::read, 1, false, whole, true},
      {"killed from outside on page 7", Ending::crash, Stage::read, 7, true, whole, true},
      {"dies while facts are looked for", Ending::crash, Stage::analyse, 0, false, whole, false},
      {"hangs while facts are looked for", Ending::timeout, Stage::analyse, 0, false, whole, false},
      {"stumbles over the facts", Ending::failed, Stage::analyse, 0, false, whole, false},
      {"says what is wrong", Ending::failed, Stage::read, 0, false, std::nullopt, true},
  }));
  CAPTURE(row.what);
  Outcome outcome;
  outcome.ending = row.ending;
  outcome.stage = row.stage;
  outcome.page = row.page;
  outcome.killed = row.killed;
  const auto next = next_try(outcome);
  REQUIRE(next.has_value() == row.stop.has_value());
  if (!next) return;
  CHECK(next->stop_before_page == *row.stop);
  CHECK(next->analyse == row.analyse);
  outcome.job = *next;
  if (*row.stop != whole || !row.analyse) CHECK_FALSE(next_try(outcome));
}

TEST_CASE("what dies twice, on a page and in the search for facts, keeps the pages before it") {
  Outcome outcome;
  outcome.job.stop_before_page = 4;
  outcome.job.cut_code = "timeout";
  outcome.job.cut_message = "page 4 takes too long";
  outcome.ending = Ending::crash;
  outcome.stage = Stage::analyse;
  outcome.message = "the reader died of it";
  const auto next = next_try(outcome);
  REQUIRE(next);
  CHECK(next->stop_before_page == 4);
  CHECK_FALSE(next->analyse);
  CHECK(next->cut_message ==
        "page 4 takes too long; the reader died of it; only the text was kept");
}

TEST_CASE("an answer that makes no sense is a crash, not a memo") {
  Outcome outcome;
  outcome.ending = Ending::answered;
  outcome.job.sha256 = std::string(64, 'a');
  outcome.answer = Answer();
  outcome.answer->sha256 = outcome.job.sha256;
  outcome.answer->document = "no document";
  CHECK(judge(outcome, true).verdict.state == FileState::crash);
  outcome.answer->sha256 = std::string(64, 'b');
  CHECK(judge(outcome, true).verdict.state == FileState::changed);
  CHECK_FALSE(judge(outcome, true).read);
}
