#include "corpus/ranked_search.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <queue>
#include <utility>

#include "corpus/page_lengths.h"
#include "corpus/ranked_places.h"
#include "corpus/ranked_walk.h"
#include "corpus/ranking.h"

namespace muistio {
namespace {

// So many times the wanted pages are scored to learn what the others must reach.
constexpr std::size_t tried_a_page = 4;
// A bound is a sum of rounded numbers too.
constexpr double rounding = 1 + 1e-9;

// What each page may be worth at most is cheap to tell. The exact worth of those that promise
// most tells which of the others need a look.
class Evaluation {
 public:
  Evaluation(Database& database, PageLengths& lengths)
      : reader_(database, lengths), lengths_(lengths) {}

  Result<RankedPages> run(const TextNode& query, std::size_t wanted) {
    std::vector<PlacesByPage> places;
    if (auto read = read_places(query, places); !read) return read.error();
    for (PlacesByPage& of_leaf : places)
      leaves_.push_back(leaf_of(std::move(of_leaf), places.size()));
    const PagesInOrder likely = QueryWalk(leaves_, nullptr).over(query);
    const auto least = least_of_best(query, likely, wanted);
    if (!least) return least.error();
    auto best = scored(query, at_least(likely, least.value()));
    if (!best) return best.error();
    RankedPages pages{std::move(best).value(), likely.size()};
    keep_best(pages.best, wanted);
    return pages;
  }

 private:
  // Of every leaf, in the order in which a QueryWalk comes to them.
  Result<Done> read_places(const TextNode& node, std::vector<PlacesByPage>& all) {
    if (is_leaf(node)) {
      auto places = reader_.places_of(node);
      if (!places) return places.error();
      all.push_back(std::move(places).value());
      return Done{};
    }
    for (const TextNode& child : node.children)
      if (auto read = read_places(child, all); !read) return read;
    return Done{};
  }

  QueryLeaf leaf_of(PlacesByPage places, std::size_t leaves) const {
    const auto with = static_cast<double>(places.size());
    return {std::move(places), leaves == 1 ? 1 : rarity(lengths_.pages(), with)};
  }

  // The pages with their exact scores.
  Result<PagesInOrder> scored(const TextNode& query, const PagesInOrder& pages) {
    for (const RankedPage& page : pages)
      if (auto looked = lengths_.look_at(page.page); !looked) return looked.error();
    std::vector<QueryLeaf> leaves;
    for (const QueryLeaf& leaf : leaves_) leaves.push_back(leaf.among(pages));
    return QueryWalk(leaves, &lengths_).over(query);
  }

  // What a page must reach to be among the wanted: at least that many do.
  Result<double> least_of_best(const TextNode& query, const PagesInOrder& likely,
                               std::size_t wanted) {
    if (wanted == 0 || likely.size() / tried_a_page <= wanted) return 0.0;
    PagesInOrder tried = at_least(likely, nth_greatest(likely, wanted * tried_a_page));
    if (tried.size() > 2 * wanted * tried_a_page) tried.resize(2 * wanted * tried_a_page);
    auto pages = scored(query, tried);
    if (!pages) return pages.error();
    keep_best(pages.value(), wanted);
    return pages.value().back().score;
  }

  // Of the scores; there must be as many.
  static double nth_greatest(const PagesInOrder& pages, std::size_t nth) {
    std::priority_queue<double, std::vector<double>, std::greater<>> greatest;  // Least on top.
    for (const RankedPage& page : pages) {
      if (greatest.size() == nth && page.score <= greatest.top()) continue;
      if (greatest.size() == nth) greatest.pop();
      greatest.push(page.score);
    }
    return greatest.top();
  }

  static PagesInOrder at_least(const PagesInOrder& pages, double least) {
    PagesInOrder some;
    std::copy_if(pages.begin(), pages.end(), std::back_inserter(some),
                 [least](const RankedPage& page) { return page.score * rounding >= least; });
    return some;
  }

  static void keep_best(PagesInOrder& pages, std::size_t wanted) {
    const std::size_t kept = std::min(wanted, pages.size());
    std::partial_sort(pages.begin(), pages.begin() + static_cast<std::ptrdiff_t>(kept), pages.end(),
                      [](const RankedPage& one, const RankedPage& other) {
                        return one.score != other.score ? one.score > other.score
                                                        : one.page < other.page;
                      });
    pages.resize(kept);
  }

  PlaceReader reader_;
  PageLengths& lengths_;
  std::vector<QueryLeaf> leaves_;
};

}  // namespace

Result<std::optional<RankedPages>> find_ranked_pages(Database& database, const TextNode& query,
                                                     std::size_t wanted) {
  const auto none = std::optional<RankedPages>{};
  PageLengths lengths(database);
  if (auto read = lengths.read(); !read) return read.error();
  if (lengths.blocks() == 0) return none;
  auto pages = Evaluation(database, lengths).run(query, wanted);
  if (!pages) return pages.error();
  return std::optional(std::move(pages).value());
}

}  // namespace muistio
