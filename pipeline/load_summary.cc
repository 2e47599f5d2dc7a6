#include "pipeline/load_summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <ostream>

#include "corpus/unicode.h"
#include "pipeline/progress.h"
#include "pipeline/terminal.h"

namespace muistio {
namespace {

constexpr std::size_t widest_path = 48;

struct Colours {
  const char* good = "";
  const char* bad = "";
  const char* faint = "";
  const char* end = "";
};

Colours colours_of(bool wanted) {
  if (!wanted) return {};
  return {"\033[32m", "\033[33m", "\033[2m", "\033[0m"};
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return count_text(count) + " " + std::string(count == 1 ? one : many);
}

std::uint64_t sum_of(const std::vector<StateCount>& counts) {
  std::uint64_t sum = 0;
  for (const StateCount& count : counts) sum += count.files;
  return sum;
}

void print_attention(const LoadSummary& summary, const Colours& colours, std::ostream& out) {
  std::size_t width = 0;
  for (const LedgerFile& file : summary.attention) {
    width = std::max(width, std::min(code_points(file.shown), widest_path));
  }
  for (const LedgerFile& file : summary.attention) {
    out << "  " << padded(file.shown, width) << "  " << colours.bad
        << padded(std::string(row_of(file.state).name), 10) << colours.end << "  "
        << harmless(file.message) << '\n';
  }
  if (summary.attention_count > summary.attention.size()) {
    out << fmt::format("  and {} more: muistio status --corpus {}\n",
                       count_text(summary.attention_count - summary.attention.size()),
                       summary.corpus);
  }
}

void print_notes(const LoadSummary& summary, std::ostream& out) {
  if (summary.vanished > 0) {
    out << fmt::format(
        "\n{} there no more; what was read of them is kept.\n",
        counted(summary.vanished, "file that was known is", "files that were known are"));
  }
  if (summary.outdated > 0) {
    out << fmt::format(
        "\n{} read by an older version or with other rules; add --reprocess to bring them up to "
        "date.\n",
        counted(summary.outdated, "memo was", "memos were"));
  }
  if (summary.others > 0) {
    out << fmt::format("\n{} not named *.pdf and left alone.\n",
                       counted(summary.others, "other file is", "other files are"));
  }
}

std::string first_line(const LoadSummary& summary) {
  const RunFigures& figures = summary.figures;
  std::vector<std::string> parts;
  if (figures.read > 0) {
    parts.push_back("read " + counted(figures.read, "file", "files") + ", " +
                    counted(figures.pages, "page", "pages"));
  }
  if (figures.rederived > 0) {
    parts.push_back("found the facts of " + counted(figures.rederived, "memo", "memos") + " anew");
  }
  if (parts.empty())
    parts.push_back(summary.listed == 0 ? "no PDF was found there" : "nothing new to read");
  if (figures.unchanged > 0) {
    parts.push_back(counted(figures.unchanged, "file was", "files were") + " known already");
  }
  if (figures.moved > 0)
    parts.push_back(counted(figures.moved, "file has", "files have") + " moved");
  std::string line = fmt::format("{} ({:.1f} s)", fmt::join(parts, "; "), summary.seconds);
  line.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(line.front())));
  return line;
}

void print_table(const LoadSummary& summary, bool wanted, std::ostream& out) {
  const Colours colours = colours_of(wanted);
  out << '\n';
  print_counts(summary.counts, wanted, out);
  const std::size_t width = count_text(summary.listed).size();
  out << "  " << std::string(12 + width, '-') << '\n'
      << "  " << padded("listed", 12)
      << fmt::format("{:>{}}  {}", count_text(summary.listed), width, colours.faint)
      << (summary.adds_up() ? "every file is accounted for" : "THE SUM IS WRONG") << colours.end
      << '\n';
}

void print_next_step(const LoadSummary& summary, std::ostream& out) {
  out << fmt::format("\n{} holds {}.", summary.corpus, counted(summary.memos, "memo", "memos"));
  if (summary.stopped) {
    out << " Stopped before the end: the same command goes on from here.";
  } else if (summary.memos > 0) {
    out << fmt::format(" Next: muistio search WORD --corpus {}", summary.corpus);
  }
  out << '\n';
}

}  // namespace

bool LoadSummary::adds_up() const {
  if (sum_of(counts) != listed) return false;
  return stopped || std::none_of(counts.begin(), counts.end(), [](const StateCount& count) {
           return count.state == FileState::listed;
         });
}

void print_counts(const std::vector<StateCount>& counts, bool wanted, std::ostream& out) {
  const Colours colours = colours_of(wanted);
  std::size_t width = count_text(sum_of(counts)).size();
  for (const StateCount& count : counts) {
    const StateRow& row = row_of(count.state);
    out << "  " << (row.attention ? colours.bad : colours.good) << padded(std::string(row.name), 12)
        << colours.end
        << fmt::format("{:>{}}  {}{}{}\n", count_text(count.files), width, colours.faint,
                       row.meaning, colours.end);
  }
}

void print_summary(const LoadSummary& summary, bool wanted, std::ostream& out) {
  out << first_line(summary) << '\n';
  if (summary.listed > 0) print_table(summary, wanted, out);
  if (!summary.attention.empty()) out << "\nNeed attention:\n";
  print_attention(summary, colours_of(wanted), out);
  print_notes(summary, out);
  print_next_step(summary, out);
}

void print_short_summary(const LoadSummary& summary, bool wanted, std::ostream& out) {
  out << first_line(summary);
  if (summary.vanished > 0)
    out << "; " << counted(summary.vanished, "file is", "files are") << " gone";
  out << '\n';
  print_attention(summary, colours_of(wanted), out);
}

std::string summary_json(const LoadSummary& summary) {
  using nlohmann::json;
  const RunFigures& figures = summary.figures;
  json states = json::object();
  for (const StateCount& count : summary.counts) states[row_of(count.state).name] = count.files;
  json attention = json::array();
  for (const LedgerFile& file : summary.attention) {
    attention.push_back(
        {{"path", file.shown}, {"state", row_of(file.state).name}, {"message", file.message}});
  }
  const json whole = {{"corpus", summary.corpus},
                      {"listed", summary.listed},
                      {"states", states},
                      {"adds_up", summary.adds_up()},
                      {"stopped", summary.stopped},
                      {"read", figures.read},
                      {"rederived", figures.rederived},
                      {"unchanged", figures.unchanged},
                      {"moved", figures.moved},
                      {"vanished", summary.vanished},
                      {"others", summary.others},
                      {"pages", figures.pages},
                      {"memos", summary.memos},
                      {"outdated", summary.outdated},
                      {"attention", attention},
                      {"attention_count", summary.attention_count},
                      {"seconds", summary.seconds},
                      {"workers", summary.workers},
                      {"worker_cpu_seconds",
                       {{"read", static_cast<double>(figures.reading) / 1e6},
                        {"analyse", static_cast<double>(figures.analysing) / 1e6},
                        {"index", static_cast<double>(figures.indexing) / 1e6}}},
                      {"parent_seconds",
                       {{"fingerprint", static_cast<double>(figures.fingerprinting) / 1e6},
                        {"check", static_cast<double>(figures.checking) / 1e6},
                        {"save", static_cast<double>(figures.saving) / 1e6}}}};
  return whole.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace muistio
