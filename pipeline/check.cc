#include "pipeline/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

#include "corpus/corpus_file.h"
#include "corpus/inspection.h"
#include "pipeline/fixity.h"
#include "pipeline/load_lock.h"
#include "pipeline/progress.h"
#include "pipeline/terminal.h"

namespace muistio {
namespace {

using nlohmann::json;

constexpr std::size_t most_examples = 5;
constexpr std::uint64_t any_size = ~std::uint64_t{0};

// What became of the source files since they were read.
struct Fixity {
  std::uint64_t fine = 0, changed = 0, missing = 0, unreadable = 0;
  std::vector<std::string> examples;

  bool good() const { return changed + missing + unreadable == 0; }
};

void compare(const std::string& path, const std::string& shown, const std::string& sha256,
             Fixity& fixity) {
  const SourceFile source = open_source(path, true, any_size);
  const char* trouble = nullptr;
  if (source.trouble == 0 && source.sha256 == sha256) {
    ++fixity.fine;
    return;
  }
  if (source.trouble == 0) {
    ++fixity.changed;
    trouble = "changed since it was read";
  } else if (source.trouble == ENOENT || source.trouble == ENOTDIR) {
    ++fixity.missing;
    trouble = "missing";
  } else {
    ++fixity.unreadable;
    trouble = "cannot be read now";
  }
  if (fixity.examples.size() < most_examples) fixity.examples.push_back(shown + ": " + trouble);
}

Result<Fixity> fixity_of(Database& database) {
  auto files = database.prepare(
      "SELECT file.path, file.shown, content.sha256 FROM file JOIN content ON content.id ="
      " file.content WHERE file.state <> 'vanished' ORDER BY file.path");
  if (!files) return files.error();
  Fixity fixity;
  while (true) {
    const auto row = files.value().step();
    if (!row) return row.error();
    if (!row.value()) return fixity;
    compare(std::string(files.value().blob(0)), std::string(files.value().text(1)),
            std::string(files.value().text(2)), fixity);
  }
}

struct Report {
  std::vector<Finding> findings;
  std::optional<Fixity> fixity;
  bool after_repair = false;

  bool good() const {
    for (const Finding& finding : findings) {
      if (finding.count > 0 && !finding.repaired) return false;
    }
    return is_whole() && (!fixity || fixity->good());
  }
  // Nothing was left out.
  bool is_whole() const {
    return std::all_of(findings.begin(), findings.end(),
                       [](const Finding& finding) { return finding.unchecked.empty(); });
  }
  bool repairable() const {
    if (after_repair) return false;
    for (const Finding& finding : findings) {
      if (finding.count > 0 && !finding.repaired && !finding.remedy.empty()) return true;
    }
    return false;
  }
};

void print_examples(const std::vector<std::string>& examples, std::ostream& out) {
  for (const std::string& example : examples) out << "             " << harmless(example) << '\n';
}

const char* verdict_on(const Finding& finding) {
  if (!finding.unchecked.empty()) return "unknown";
  return finding.count == 0 ? "ok" : finding.repaired ? "repaired" : "TROUBLE";
}

void print_finding(const Finding& finding, std::ostream& out) {
  out << "  " << padded(verdict_on(finding), 9) << padded(finding.subject, 10) << finding.promise;
  if (finding.count > 0) {
    out << ": not so "
        << (finding.count == 1 ? "once" : fmt::format("{} times", count_text(finding.count)));
  }
  if (finding.repaired) out << "; " << finding.remedy;
  if (!finding.unchecked.empty()) out << ": " << finding.unchecked;
  out << '\n';
  print_examples(finding.examples, out);
}

void print_text(const Report& report, const std::string& corpus, std::ostream& out) {
  out << corpus << ":\n";
  for (const Finding& finding : report.findings) print_finding(finding, out);
  if (const auto& fixity = report.fixity) {
    out << "  " << padded(fixity->good() ? "ok" : "TROUBLE", 9) << padded("files", 10)
        << fmt::format("{} as they were read, {} changed, {} missing, {} unreadable\n",
                       count_text(fixity->fine), count_text(fixity->changed),
                       count_text(fixity->missing), count_text(fixity->unreadable));
    print_examples(fixity->examples, out);
  }
  if (report.good()) {
    out << "All is well.\n";
  } else if (report.repairable()) {
    out << "Next: muistio check --repair --corpus " << corpus << '\n';
  } else if (report.is_whole()) {
    out << "Next: muistio load the folder again, or bring back the files.\n";
  } else {
    out << "Next: give room to TMPDIR, or check where the corpus may be written.\n";
  }
}

std::string report_json(const Report& report) {
  json findings = json::array();
  for (const Finding& finding : report.findings) {
    findings.push_back({{"subject", finding.subject},
                        {"promise", finding.promise},
                        {"broken", finding.count},
                        {"examples", finding.examples},
                        {"checked", finding.unchecked.empty()},
                        {"repaired", finding.repaired}});
  }
  json whole = {{"good", report.good()}, {"checks", findings}};
  if (const auto& fixity = report.fixity) {
    whole["files"] = {{"fine", fixity->fine},
                      {"changed", fixity->changed},
                      {"missing", fixity->missing},
                      {"unreadable", fixity->unreadable},
                      {"examples", fixity->examples}};
  }
  return whole.dump(-1, ' ', false, json::error_handler_t::replace);
}

// Only repairs have to write; who may write also brings an older corpus up to date.
Result<Database> open_to_check(const CheckOptions& options) {
  auto database = open_corpus_file(options.corpus, Access::write);
  if (database || options.repair || database.error().code != ErrorCode::unreadable) return database;
  return open_corpus_file(options.corpus, Access::read);
}

Result<Report> report_of(const CheckOptions& options) {
  auto database = open_to_check(options);
  if (!database) return database.error();
  std::optional<LoadLock> lock;
  if (options.repair) {
    auto taken = LoadLock::take(
        options.corpus, [] {}, [] { return false; });
    if (!taken) return taken.error();
    lock.emplace(std::move(taken).value());
  }
  Report report;
  report.after_repair = options.repair;
  auto findings = inspect(database.value(), options.repair);
  if (!findings) return findings.error();
  report.findings = std::move(findings).value();
  if (!options.fixity) return report;
  auto fixity = fixity_of(database.value());
  if (!fixity) return fixity.error();
  report.fixity = std::move(fixity).value();
  return report;
}

}  // namespace

int check(const CheckOptions& options, Streams streams) {
  const auto report = report_of(options);
  if (!report) {
    streams.err << "muistio: " << report.error().text() << '\n';
    return exit_could_not_run;
  }
  if (options.json) {
    streams.out << report_json(report.value()) << '\n';
  } else {
    print_text(report.value(), options.corpus, streams.out);
  }
  return report.value().good() ? exit_done : exit_needs_attention;
}

}  // namespace muistio
