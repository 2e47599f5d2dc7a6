// `muistio export`: memos in the formats of other programs.
#pragma once

#include <string>
#include <vector>

#include "pipeline/program.h"

namespace muistio {

struct ExportOptions {
  std::vector<std::string> memos;  // As find_one_memo takes them; none: all.
  std::string query;               // Only memos that search finds.
  std::string since;               // Only memos saved since, ISO 8601; jsonl tells removed ones.
  std::string format = "jsonl";
  std::string output;  // A file, or a folder where the format makes several; empty: stdout.
  std::string corpus = default_corpus;
};

// "jsonl   the records..." a line each, for help.
std::string export_format_help();

int export_memos(const ExportOptions& options, Streams streams);

}  // namespace muistio
