#include "corpus/ranked_walk.h"

#include <algorithm>

namespace muistio {
namespace {

PagesInOrder pages_of(const PlacesByPage& places) {
  PagesInOrder pages;
  pages.reserve(places.size());
  for (const PagePlaces& place : places) pages.push_back({place.page, 0});
  return pages;
}

// Scores of pages are added; those of words when all pages are known.
void add_score(RankedPage& page, const RankedPage& other) {
  page.score += other.score;
}
void add_score(RankedPage&, const PagePlaces&) {}

template <typename Other>
void keep_common(PagesInOrder& pages, const std::vector<Other>& others) {
  auto other = others.begin();
  std::erase_if(pages, [&](RankedPage& page) {
    while (other != others.end() && other->page < page.page) ++other;
    if (other == others.end() || other->page != page.page) return true;
    add_score(page, *other);
    return false;
  });
}

void remove(PagesInOrder& pages, const PagesInOrder& others) {
  auto other = others.begin();
  std::erase_if(pages, [&](const RankedPage& page) {
    while (other != others.end() && other->page < page.page) ++other;
    return other != others.end() && other->page == page.page;
  });
}

}  // namespace

QueryLeaf::QueryLeaf(PlacesByPage places, double weight)
    : places_(std::move(places)), weight_(weight) {
  for (std::size_t places_weight = 0; places_weight < bounds_.size(); ++places_weight)
    bounds_[places_weight] = score(static_cast<double>(places_weight), 0);
}

QueryLeaf QueryLeaf::among(const PagesInOrder& pages) const {
  QueryLeaf some(*this, PlacesByPage{});
  auto place = places_.begin();
  for (const RankedPage& page : pages) {
    place = std::lower_bound(place, places_.end(), page.page,
                             [](const PagePlaces& one, std::int64_t id) { return one.page < id; });
    if (place == places_.end()) break;
    if (place->page == page.page) some.places_.push_back(*place);
  }
  return some;
}

PagesInOrder QueryWalk::over(const TextNode& node) {
  if (is_leaf(node)) {
    const QueryLeaf& leaf = leaves_[next_leaf_++];
    PagesInOrder pages = pages_of(leaf.places());
    add_scores(pages, leaf);
    return pages;
  }
  return node.kind == TextNode::Kind::any ? any_of(node) : all_of(node);
}

PagesInOrder QueryWalk::any_of(const TextNode& node) {
  PagesInOrder pages;
  for (const TextNode& child : node.children) {
    PagesInOrder more = over(child);
    if (pages.empty()) {
      pages = std::move(more);
      continue;
    }
    pages = merged_by_page(pages, more, [](const RankedPage& one, const RankedPage& other) {
      return RankedPage{one.page, one.score + other.score};
    });
  }
  return pages;
}

// Only what all have is scored.
PagesInOrder QueryWalk::all_of(const TextNode& node) {
  std::vector<const QueryLeaf*> words;
  std::vector<PagesInOrder> others, unwanted;
  for (const TextNode& child : node.children) {
    if (child.is_unwanted) {
      unwanted.push_back(over(child));
    } else if (is_leaf(child)) {
      words.push_back(&leaves_[next_leaf_++]);
    } else {
      others.push_back(over(child));
    }
  }
  const auto fewest = std::min_element(words.begin(), words.end(),
                                       [](const QueryLeaf* one, const QueryLeaf* other) {
                                         return one->places().size() < other->places().size();
                                       });
  PagesInOrder pages;
  if (fewest != words.end()) {
    pages = pages_of((*fewest)->places());
  } else if (!others.empty()) {
    pages = std::move(others.back());
    others.pop_back();
  }
  for (const QueryLeaf* word : words)
    if (word != *fewest) keep_common(pages, word->places());
  for (const PagesInOrder& more : others) keep_common(pages, more);
  for (const PagesInOrder& others_pages : unwanted) remove(pages, others_pages);
  for (const QueryLeaf* word : words) add_scores(pages, *word);
  return pages;
}

// All the pages have the word.
void QueryWalk::add_scores(PagesInOrder& pages, const QueryLeaf& word) const {
  auto place = word.places().begin();
  for (RankedPage& page : pages) {
    while (place->page < page.page) ++place;
    page.score += lengths_ == nullptr ? word.most(*place)
                                      : word.score(place->weight, lengths_->relative(page.page));
  }
}

}  // namespace muistio
