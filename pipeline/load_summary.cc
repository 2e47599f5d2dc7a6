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
constexpr std::size_t most_moves_shown = 5;

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

void print_attention(const LoadSummary& summary, bool wanted, std::ostream& out) {
  const Colours colours = colours_of(wanted);
  std::size_t widest = 0;
  for (const LedgerFile& file : summary.attention) {
    widest = std::max(widest, std::min(code_points(file.shown), widest_path));
  }
  std::vector<std::vector<std::string>> rows;
  for (const LedgerFile& file : summary.attention) {
    rows.push_back({padded(file.shown, widest), padded(std::string(row_of(file.state).name), 10),
                    harmless(file.message)});
  }
  const std::vector<std::string> lines = aligned_rows(rows, "  ", line_width_of_text(wanted));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string_view name = row_of(summary.attention[i].state).name;
    const std::size_t state = lines[i].find(name, 2 + rows[i][0].size());
    const std::size_t end = state + name.size();
    out << lines[i].substr(0, state) << colours.bad << lines[i].substr(state, end - state)
        << colours.end << lines[i].substr(end);
  }
  if (summary.attention_count > summary.attention.size()) {
    out << fmt::format("  and {} more: muistio status --corpus {}\n",
                       count_text(summary.attention_count - summary.attention.size()),
                       summary.corpus);
  }
}

// The commonest moves, and originals of which nobody can tell whether they are gone.
void print_moves(const LoadSummary& summary, std::ostream& out) {
  const RunFigures& figures = summary.figures;
  std::vector<std::pair<std::uint64_t, Move>> moves;
  for (const auto& [move, files] : figures.moves) moves.emplace_back(files, move);
  std::stable_sort(moves.begin(), moves.end(),
                   [](const auto& one, const auto& other) { return one.first > other.first; });
  std::uint64_t rest = figures.moved;
  for (std::size_t i = 0; i < std::min(moves.size(), most_moves_shown); ++i) {
    const auto& [files, move] = moves[i];
    out << fmt::format("{}{} moved from {} to {}.\n", i == 0 ? "\n" : "",
                       counted(files, "file has", "files have"), harmless(move.from),
                       harmless(move.to));
    rest -= std::min(rest, files);
  }
  if (moves.size() > most_moves_shown)
    out << fmt::format("{} moved elsewhere.\n", counted(rest, "file has", "files have"));
  for (const auto& [folder, files] : figures.out_of_reach) {
    out << fmt::format(
        "\n{} of files beneath {}, which is empty now: perhaps a disk is not mounted.\n"
        "If they are gone for good: muistio load {} --corpus {}, then load these again.\n",
        counted(files, "file is a duplicate", "files are duplicates"), harmless(folder),
        harmless(folder), summary.corpus);
  }
}

void print_notes(const LoadSummary& summary, std::ostream& out) {
  print_moves(summary, out);
  if (summary.vanished > 0) {
    out << fmt::format(
        "\n{} there no more; what was read of {} is kept.\n",
        counted(summary.vanished, "file that was known is", "files that were known are"),
        summary.vanished == 1 ? "it" : "them");
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

// Of the column with the names of states.
std::size_t name_width(const std::vector<StateCount>& counts) {
  std::size_t width = 12;
  for (const StateCount& count : counts)
    width = std::max(width, row_of(count.state).name.size() + 1);
  return width;
}

void print_table(const LoadSummary& summary, bool wanted, std::ostream& out) {
  const Colours colours = colours_of(wanted);
  out << '\n';
  print_counts(summary.counts, wanted, out);
  const std::size_t width = count_text(summary.listed).size();
  const std::size_t names = name_width(summary.counts);
  out << "  " << std::string(names + width, '-') << '\n'
      << "  " << padded("listed", names)
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
  const std::size_t width = count_text(sum_of(counts)).size(), names = name_width(counts);
  for (const StateCount& count : counts) {
    const StateRow& row = row_of(count.state);
    out << "  " << (row.attention ? colours.bad : colours.good) << padded(row.name, names)
        << colours.end
        << fmt::format("{:>{}}  {}{}{}\n", count_text(count.files), width, colours.faint,
                       row.meaning, colours.end);
  }
}

void print_summary(const LoadSummary& summary, bool wanted, std::ostream& out) {
  out << first_line(summary) << '\n';
  if (summary.listed > 0) print_table(summary, wanted, out);
  if (!summary.attention.empty()) out << "\nNeed attention:\n";
  print_attention(summary, wanted, out);
  print_notes(summary, out);
  print_next_step(summary, out);
}

void print_short_summary(const LoadSummary& summary, bool wanted, std::ostream& out) {
  out << first_line(summary);
  if (summary.vanished > 0)
    out << "; " << counted(summary.vanished, "file is", "files are") << " gone";
  out << '\n';
  print_attention(summary, wanted, out);
}

std::string summary_json(const LoadSummary& summary) {
  using nlohmann::json;
  const RunFigures& figures = summary.figures;
  json states = json::object();
  for (const StateCount& count : summary.counts) states[row_of(count.state).name] = count.files;
  json attention = json::array(), moves = json::array();
  for (const auto& [move, files] : figures.moves)
    moves.push_back({{"from", move.from}, {"to", move.to}, {"files", files}});
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
                      {"moves", moves},
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
