// `muistio search`: a query in, hits with snippets out.
#pragma once

#include <string>
#include <vector>

#include "pipeline/program.h"

namespace muistio {

enum class HitFormat { people, json, csv, concordance, histogram };

struct SearchCommandOptions {
  std::vector<std::string> words;  // Of the query.
  std::string corpus = default_corpus;
  std::string by = "pages";   // pages, memos, decisions
  std::string sort = "best";  // best, newest, oldest
  int limit = 0;              // 0: 20 hits for people, all for programs.
  int offset = 0;
  HitFormat format = HitFormat::people;
  bool facets = false;             // For people and json: what the hits have in common.
  std::string kwic_sort = "rank";  // rank, before, after
  int width = 0;                   // Of the output, in characters; 0: as the terminal says.
};

int search(const SearchCommandOptions& options, Streams streams);

}  // namespace muistio
