// Which pages a query finds, and what they are worth.
#pragma once

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "corpus/page_lengths.h"
#include "corpus/ranked_places.h"
#include "corpus/ranked_query.h"
#include "corpus/ranking.h"

namespace muistio {

using PagesInOrder = std::vector<RankedPage>;  // By page.

// What the query asks for at one place of it, and the pages that have it. `weight`: the rarer it
// is, the more.
class QueryLeaf {
 public:
  QueryLeaf(PlacesByPage places, double weight);

  const PlacesByPage& places() const { return places_; }

  // The same for some of its pages; these in order.
  QueryLeaf among(const PagesInOrder& pages) const;

  double score(double places_weight, double relative_length) const {
    return weight_ * saturated(places_weight, relative_length);
  }

  // The score in a short page: in others it is less.
  double most(const PagePlaces& place) const {
    return place.weight < bounds_.size() ? bounds_[place.weight] : score(place.weight, 0);
  }

 private:
  QueryLeaf(const QueryLeaf& other, PlacesByPage places)
      : places_(std::move(places)), weight_(other.weight_), bounds_(other.bounds_) {}

  PlacesByPage places_;
  double weight_;
  std::array<double, 64> bounds_{};  // By the weight of a place.
};

// Which pages a query finds, by the pages of its leaves, and what they are worth: without the
// lengths of the pages (null) the most that it can be. Refers to both; good for one query.
class QueryWalk {
 public:
  QueryWalk(const std::vector<QueryLeaf>& leaves, const PageLengths* lengths)
      : leaves_(leaves), lengths_(lengths) {}

  // The leaves must be in the order in which the query names them.
  PagesInOrder over(const TextNode& node);

 private:
  PagesInOrder any_of(const TextNode& node);
  PagesInOrder all_of(const TextNode& node);
  void add_scores(PagesInOrder& pages, const QueryLeaf& word) const;

  const std::vector<QueryLeaf>& leaves_;
  const PageLengths* lengths_;  // Null: not known.
  std::size_t next_leaf_ = 0;
};

}  // namespace muistio
