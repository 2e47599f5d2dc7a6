#include "pipeline/evaluate.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/catch.h"

using namespace muistio;
namespace fs = std::filesystem;

namespace {

class EvaluationFolder {
 public:
  EvaluationFolder()
      : path_(fs::temp_directory_path() / ("muistio-evaluate-" + std::to_string(getpid()))) {
    fs::create_directories(path_ / "gold");
  }
  ~EvaluationFolder() { fs::remove_all(path_); }
  EvaluationFolder(const EvaluationFolder&) = delete;
  EvaluationFolder& operator=(const EvaluationFolder&) = delete;

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
  }

  struct Outcome {
    int exit_code;
    std::string out, err;
  };
  Outcome evaluated(EvaluateOptions options = {}) const {
    std::ostringstream out, err;
    options.gold = (path_ / "gold").string();
    options.predicted = (path_ / "found.jsonl").string();
    const int code = evaluate(options, {out, err});
    return {code, out.str(), err.str()};
  }

 private:
  fs::path path_;
};

constexpr const char* gold = R"({"id": "one", "pdf": "one.pdf", "kind": "minutes",
  "meeting": {"date": "2024-03-05", "body": "Kyläyhdistyksen hallitus"},
  "attendees": [{"name": "Aino Kallio", "presence": "present", "role": "chair"},
                {"name": "Olli Perä", "presence": "absent", "role": null, "optional": true}],
  "decisions": [{"item": "2", "text": "Lista hyväksyttiin", "kind": "approved"},
                {"item": "3", "text": "Valittiin Aino Kallio", "kind": "elected"}],
  "dates": [{"text": "5.3.2024", "value": "2024-03-05"}, {"text": "5.3.2024", "value": "2024-03-05"}]})";

}  // namespace

TEST_CASE("evaluate counts hits, misses and extras, and judges the fields of what was hit") {
  const EvaluationFolder folder;
  folder.write("gold/one.json", gold);
  folder.write(
      "found.jsonl",
      R"({"source": {"path": "memos/one.pdf"}, "kind": "memo", "meeting": {"date": "2024-03-05~", "body": "hallitus"},)"
      R"( "attendees": [{"name": "Kallio Aino", "presence": "present", "role": "secretary"}, {"name": "Olli Perä", "presence": "absent"}],)"
      R"( "decisions": [{"item": "2", "text": "Lista hyväksyttiin muutoksitta", "kind": "approved"}, {"item": "2", "text": "Kahvia juotiin", "kind": "noted"}],)"
      R"( "dates": [{"text": "5.3.2024", "value": "2024-03-05"}]})"
      "\n");
  EvaluateOptions options;
  options.json = true;
  const auto outcome = folder.evaluated(options);
  CHECK(outcome.exit_code == exit_done);
  const char* const expected[] = {
      R"("attendees":{"precision":1.0,"recall":1.0,"f1":1.0,"gold":1,"found":1})",
      R"("decisions":{"precision":0.5,"recall":0.5,"f1":0.5,"gold":2,"found":2})",
      R"("dates":{"precision":1.0,"recall":1.0,"f1":1.0,"gold":1,"found":1})",
      R"("attendee presence":{"right":2,"asked":2,"accuracy":1.0})",
      R"x("attendee role (chair, secretary)":{"right":0,"asked":1,"accuracy":0.0})x",
      R"("decision kind":{"right":1,"asked":1,"accuracy":1.0})",
      R"("document kind":{"right":0,"asked":1,"accuracy":0.0})",
      R"("meeting body":{"right":0,"asked":1,"accuracy":0.0})",
      R"("meeting date":{"right":1,"asked":1,"accuracy":1.0})",
  };
  for (const char* part : expected) {
    CAPTURE(part, outcome.out);
    CHECK(outcome.out.find(part) != std::string::npos);
  }
}

TEST_CASE("details name every miss and every extra of the asked field") {
  const EvaluationFolder folder;
  folder.write("gold/one.json", gold);
  folder.write(
      "found.jsonl",
      R"({"source": {"path": "one.pdf"}, "decisions": [{"item": "2", "text": "Kahvia juotiin", "kind": "noted"}]})"
      "\n");
  EvaluateOptions options;
  options.details = true;
  options.only = "decisions";
  const std::string out = folder.evaluated(options).out;
  CHECK(out.find("one: missed  [2] approved: Lista hyväksyttiin\n") != std::string::npos);
  CHECK(out.find("one: extra   [2] noted: Kahvia juotiin\n") != std::string::npos);
  CHECK(out.find("# dates") == std::string::npos);
}

TEST_CASE("evaluate says what is missing before it counts") {
  const EvaluationFolder folder;
  CHECK(folder.evaluated().err.find("holds no gold files") != std::string::npos);
  folder.write("gold/one.json", "[]");
  CHECK(folder.evaluated().err.find("one.json: not a gold file") != std::string::npos);
  folder.write("gold/one.json", gold);
  CHECK(folder.evaluated().err.find("found.jsonl: cannot be opened") != std::string::npos);
  folder.write("found.jsonl", "\n{\"source\":");
  CHECK(folder.evaluated().err.find("found.jsonl:2: not a record") != std::string::npos);
  folder.write("found.jsonl", "");
  const auto outcome = folder.evaluated();
  CHECK(outcome.exit_code == exit_nothing_found);
  CHECK(outcome.out.find("1 documents, 1 without a record") != std::string::npos);
}
