// Searching a corpus: a parsed query in, ranked hits with snippets out.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "corpus/language.h"
#include "corpus/query.h"
#include "corpus/result.h"
#include "corpus/snippet.h"
#include "corpus/store.h"

namespace muistio {

// What a hit is.
enum class HitUnit { page, memo, decision };

enum class HitOrder { rank, newest, oldest };

struct SearchOptions {
  HitUnit unit = HitUnit::page;
  HitOrder order = HitOrder::rank;
  std::size_t limit = 20;
  std::size_t offset = 0;
  std::size_t snippet_length = 240;  // Bytes, about.
};

struct Hit {
  MemoName memo;
  std::optional<std::string> title;  // Of the meeting.
  std::int64_t page_row = 0;         // Row of table page.
  int page = 1;                      // In the file, counted from 1.
  std::int64_t decision_row = 0;     // Row of table decision, for HitUnit::decision.
  std::string decision_kind;         // The same.
  double score = 0;                  // The higher the better; only comparable within a search.
  Snippet snippet;
  std::vector<Span> found;  // What was found, in the memo's text; in order.
};

// A word of the query that stands nowhere in the corpus, and words like it that do.
struct MissingWord {
  std::string word;
  std::vector<std::string> suggestions;  // Likeliest first.
};

struct SearchResult {
  std::vector<Hit> hits;
  std::size_t total = 0;             // Hits without limit and offset.
  bool is_more = false;              // There are more than `total`, which was not counted on.
  std::vector<MissingWord> missing;  // Only where there are no hits.
};

// How many hits share a value.
struct Count {
  std::string value;
  std::size_t hits = 0;
};

// The commonest values of one property of hits, ten at most.
struct Facet {
  std::string name;  // body, year, kind, person, decision
  std::vector<Count> counts;
};

enum class TimeStep { year, month };

// The Corpus and the Language must outlive it. For one thread.
class Searcher {
 public:
  Searcher(Corpus& corpus, Language& language) : corpus_(corpus), language_(language) {}

  // Best hits first. No hits is an empty list, not an error. All within one unchanging
  // state of the corpus.
  //
  // Every hit is counted and compared, in one pass (BestRows in ranking.h says how closely).
  // In other orders than rank counting ends at 100,000.
  //
  // Words are looked for in one page (page), anywhere in the memo (memo), or in one
  // decision's text (decision). Fields ask about the memo; a query of fields alone finds
  // memos, also with HitUnit::page.
  Result<SearchResult> search(const QueryNode& query, const SearchOptions& options);

  // The same, but hits are handed over one by one and not kept; it ends with the first error
  // of `take`. However many there are, a hit that waits needs a few bytes.
  using TakeHit = std::function<Result<Done>(const Hit&)>;
  Result<SearchResult> search(const QueryNode& query, const SearchOptions& options,
                              const TakeHit& take);

  // Over all hits of the query. A hit counts once for each of its memo's persons, and for
  // each kind of its memo's decisions.
  Result<std::vector<Facet>> facets(const QueryNode& query, HitUnit unit);

  // Hits by year ("2014") or month ("2014-04") of their memos, in order; those without a
  // date are left out, and so are years and months without hits.
  Result<std::vector<Count>> timeline(const QueryNode& query, HitUnit unit, TimeStep step);

 private:
  Corpus& corpus_;
  Language& language_;
};

}  // namespace muistio
