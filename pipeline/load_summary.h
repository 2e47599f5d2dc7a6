// What a load has done, for people and for programs.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "corpus/ledger.h"
#include "pipeline/load_figures.h"

namespace muistio {

struct LoadSummary {
  std::string corpus;
  std::vector<StateCount> counts;     // Of the files of this run.
  std::uint64_t listed = 0;           // Found in the folders; the sum of the counts.
  std::uint64_t others = 0;           // Files there that are not named like a PDF.
  std::uint64_t vanished = 0;         // Known files that are there no more.
  std::uint64_t memos = 0;            // In the corpus now.
  std::uint64_t outdated = 0;         // Read by another version or with other rules.
  std::vector<LedgerFile> attention;  // The first of those that need it.
  std::uint64_t attention_count = 0;
  RunFigures figures;
  double seconds = 0;
  int workers = 0;
  bool stopped = false;  // Before its end.

  // The law: every file listed has one state, and none is still waiting after a whole run.
  bool adds_up() const;
};

void print_summary(const LoadSummary& summary, bool colours, std::ostream& out);
// A line, and the files that need attention.
void print_short_summary(const LoadSummary& summary, bool colours, std::ostream& out);
std::string summary_json(const LoadSummary& summary);

// Rows of a state's name, the number of files and what the state means, with a total.
void print_counts(const std::vector<StateCount>& counts, bool colours, std::ostream& out);

}  // namespace muistio
