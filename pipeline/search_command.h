// `muistio search`: a query in, hits with snippets out.
#pragma once

#include <string>

#include "pipeline/program.h"

namespace muistio {

enum class HitFormat { people, json, csv };

struct SearchCommandOptions {
  std::string query;
  std::string corpus = default_corpus;
  std::string by = "pages";   // pages, memos, decisions
  std::string sort = "best";  // best, newest, oldest
  int limit = 0;              // 0: 20 hits for people, all for json and csv.
  int offset = 0;
  HitFormat format = HitFormat::people;
};

int search(const SearchCommandOptions& options, Streams streams);

}  // namespace muistio
