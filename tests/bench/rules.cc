// What the rules cost: MB of text a second of each stage of the analysis, of each subject and
// of all subjects together, and how long it takes until the first document is analysed.
// "first" is the first pass over the documents, with everything that is built on first use.
//
//   bench_rules FOLDER [ROUNDS]
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "corpus/language.h"
#include "extractors/read_document.h"
#include "rules/actions.h"
#include "rules/agenda.h"
#include "rules/amounts.h"
#include "rules/analyse.h"
#include "rules/attendees.h"
#include "rules/dates.h"
#include "rules/decisions.h"
#include "rules/header.h"
#include "rules/passage.h"

namespace {

using namespace muistio;

double cpu_now() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double cpu_seconds(const std::function<void()>& work) {
  const double before = cpu_now();
  work();
  return cpu_now() - before;
}

std::vector<Document> documents_in(const std::string& folder, Language& language) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".pdf") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  ReadingOptions options;
  options.ocr = false;
  std::vector<Document> documents;
  for (const std::string& path : paths) {
    std::ifstream stream(path, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(stream), {});
    auto document = read_document(bytes, options, language);
    if (document && !document.value().text.empty())
      documents.push_back(std::move(document).value());
  }
  return documents;
}

// The best of the rounds.
double best(int rounds, const std::function<void()>& work) {
  double seconds = 1e9;
  for (int round = 0; round < rounds; ++round) seconds = std::min(seconds, cpu_seconds(work));
  return seconds;
}

void print_row(const std::string& name, double bytes, double first, double warm) {
  fmt::print("{:24}{:12.1f}{:12.1f}{:12.2f}\n", name, bytes / first / 1e6, bytes / warm / 1e6,
             1e3 * warm);
}

// The walk in which all rules are found, and what each subject makes of it.
void by_subject(const Rulebook& book, const std::vector<std::string>& texts, double bytes,
                int rounds) {
  std::set<std::string> subjects;
  for (const Rule& rule : book.rules()) subjects.insert(rule.subject);
  std::vector<Rulebook::Glance> glances(texts.size());
  const auto walk = [&] {
    for (std::size_t i = 0; i < texts.size(); ++i) glances[i] = book.glance(texts[i]);
  };
  double first_sum = cpu_seconds(walk), warm_sum = best(rounds, walk);
  print_row("the walk for all", bytes, first_sum, warm_sum);
  for (const std::string& subject : subjects) {
    const auto over_all = [&] {
      for (std::size_t i = 0; i < texts.size(); ++i) book.find(subject, texts[i], glances[i]);
    };
    const double first = cpu_seconds(over_all), warm = best(rounds, over_all);
    print_row(subject, bytes, first, warm);
    first_sum += first;
    warm_sum += warm;
  }
  print_row("all rules", bytes, first_sum, warm_sum);
}

// CPU seconds of each stage of an analysis, in their order.
struct Stages {
  std::vector<std::pair<std::string, double>> seconds;

  template <typename Work>
  auto timed(std::size_t stage, const char* name, const Work& work) {
    if (seconds.size() <= stage) seconds.resize(stage + 1);
    seconds[stage].first = name;
    const double before = cpu_now();
    auto result = work();
    seconds[stage].second += cpu_now() - before;
    return result;
  }
};

// As analyse() does it, but each stage by itself.
void analyse_in_stages(const Document& document, const Rulebook& book, Language& language,
                       Stages& stages) {
  std::vector<Issue> issues;
  const Passage passage =
      stages.timed(0, "passage", [&] { return make_passage(document, book, language); });
  const auto dates = stages.timed(1, "dates", [&] { return find_dates(passage); });
  const auto items = stages.timed(2, "items", [&] { return find_items(passage); });
  const Header header =
      stages.timed(3, "header", [&] { return find_header(passage, dates, items); });
  const auto attendees = stages.timed(
      4, "attendees", [&] { return find_attendees(passage, items, header.kind, issues); });
  const auto mentions = stages.timed(
      5, "uses of dates", [&] { return resolve_dates(passage, dates, header.meeting, issues); });
  const auto proceedings = stages.timed(
      6, "proceedings", [&] { return std::make_unique<Proceedings>(passage, items, attendees); });
  stages.timed(7, "decisions", [&] { return find_decisions(*proceedings, header.kind); });
  stages.timed(8, "actions", [&] { return find_actions(*proceedings, mentions, header.kind); });
  stages.timed(9, "amounts", [&] { return find_amounts(passage); });
}

void print_stages(const std::vector<Document>& documents, const Rulebook& book, Language& language,
                  double bytes, int rounds) {
  const auto pass = [&] {
    Stages stages;
    for (const Document& document : documents) analyse_in_stages(document, book, language, stages);
    return stages.seconds;
  };
  const auto first = pass();
  auto warm = first;
  for (int round = 0; round < rounds; ++round) {
    const auto now = pass();
    for (std::size_t i = 0; i < now.size(); ++i)
      warm[i].second = std::min(warm[i].second, now[i].second);
  }
  double first_sum = 0, warm_sum = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    print_row(first[i].first, bytes, first[i].second, warm[i].second);
    first_sum += first[i].second;
    warm_sum += warm[i].second;
  }
  print_row("analysis", bytes, first_sum, warm_sum);
}

}  // namespace

int main(int count, char** values) {
  if (count < 2) {
    fmt::print(stderr, "bench_rules FOLDER [ROUNDS]\n");
    return 2;
  }
  const int rounds = count > 2 ? std::max(std::atoi(values[2]), 1) : 5;
  auto opened = Language::open();
  ReadingOptions options;
  options.ocr = false;
  if (!opened || !prepare_reading(options)) return 2;
  Language& language = *opened.value();
  const std::vector<Document> documents = documents_in(values[1], language);
  if (documents.empty()) return 1;

  const double reading_rules = best(rounds, [] { (void)Rulebook::shipped(); });
  const auto rulebook = Rulebook::shipped();
  if (!rulebook) return 2;
  const Rulebook& book = rulebook.value();
  const double first_memo = best(1, [&] { analyse(documents[0], {}, book, language); });
  double bytes = 0;
  for (const Document& document : documents) bytes += static_cast<double>(document.text.size());
  fmt::print("{} documents, {:.0f} kB of text, best of {}\n\n", documents.size(), bytes / 1e3,
             rounds);
  fmt::print("{:24}{:>12}{:>12}{:>12}\n", "", "first MB/s", "MB/s", "ms");
  print_stages(documents, book, language, bytes, rounds);
  fmt::print("\n");
  const auto again = Rulebook::shipped();
  std::vector<std::string> texts;
  for (const Document& document : documents)
    texts.push_back(make_passage(document, book, language).flow);
  by_subject(again.value(), texts, bytes, rounds);
  fmt::print("\n{:24}{:12.2f} ms\n{:24}{:12.2f} ms\n", "reading the rules", 1e3 * reading_rules,
             "the first analysis", 1e3 * first_memo);
  return 0;
}
