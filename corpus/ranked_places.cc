#include "corpus/ranked_places.h"

#include <algorithm>
#include <utility>

namespace muistio {
namespace {

constexpr ColumnWeights columns{surface_weight, base_weight, more_weight, decided_weight};
// So many places of a word are found while one more question to the full-text index is begun.
constexpr std::size_t places_a_question = 300;

PlacesByPage united(PlacesByPage one, PlacesByPage other) {
  if (one.empty()) return other;
  if (other.empty()) return one;
  return merged_by_page(one, other, [](const PagePlaces& left, const PagePlaces& right) {
    return PagePlaces{left.page, left.weight + right.weight};
  });
}

}  // namespace

// Notes each row that matches with the weight of its places, and gives none a score: to hand the
// rows over one by one takes longer.
class PlaceReader::PlaceCollector : public MatchScorer {
 public:
  // `weights` are those of each phrase's columns; of none: the usual ones. Rows out of the range
  // may come too: FTS5 gives its first one unasked.
  PlaceCollector(std::span<const ColumnWeights> weights, const PageRange& range,
                 PlacesByPage& places)
      : weights_(weights), range_(range), places_(places) {}

  std::optional<double> score(const MatchRow& row) override {
    const std::int64_t page = row.id();
    if (page < 1 || page > most_pages) is_damaged_ = true;
    if (is_damaged_ || page < range_.first || page >= range_.end) return std::nullopt;
    double weight = 0;
    for (int phrase = 0; phrase < row.phrases(); ++phrase)
      weight += row.weighted_places(phrase, columns_of(static_cast<std::size_t>(phrase)));
    if (weight > 0)
      places_.push_back({static_cast<PageNumber>(page), static_cast<std::uint32_t>(weight)});
    return std::nullopt;
  }

  // Whether a row was none that a page can have.
  bool is_damaged() const { return is_damaged_; }

 private:
  const ColumnWeights& columns_of(std::size_t phrase) const {
    return phrase < weights_.size() ? weights_[phrase] : columns;
  }

  std::span<const ColumnWeights> weights_;
  PageRange range_;
  PlacesByPage& places_;
  bool is_damaged_ = false;
};

Result<PlacesByPage> PlaceReader::places_of(const TextNode& leaf) {
  if (leaf.kind == TextNode::Kind::word) return of_word(leaf);
  return leaf.kind == TextNode::Kind::phrase ? of_phrase(leaf) : of_text(leaf.expression);
}

// Of pages that no block has the full-text index is asked for all forms at once.
Result<PlacesByPage> PlaceReader::of_word(const TextNode& word) {
  PlacesByPage all;
  std::string expression;
  for (const WordForm& form : word.forms) {
    auto places = in_blocks(form);
    if (!places) return places;
    all = united(std::move(all), std::move(places).value());
    expression += (expression.empty() ? "" : " OR ") + form.expression;
  }
  if (!lengths_.has_later()) return all;
  PlacesByPage later;
  if (auto done = match(expression, {}, {lengths_.first_after(), all_pages.end}, later); !done)
    return done.error();
  all.insert(all.end(), later.begin(), later.end());
  return all;
}

// By the full-text index alone. It would pick the columns out of every place of a common word: so
// it is asked for any column, and which it is counts where the words are found together.
Result<PlacesByPage> PlaceReader::of_phrase(const TextNode& phrase) {
  std::string expression;
  std::vector<ColumnWeights> weights;
  for (const PhraseSpelling& spelling : phrase.spellings) {
    expression += (expression.empty() ? "" : " OR ") + spelling.expression;
    weights.push_back({spelling.in_surface ? columns[0] : 0, spelling.in_base ? columns[1] : 0});
  }
  PlacesByPage places;
  if (auto done = match(expression, weights, all_pages, places); !done) return done.error();
  return places;
}

Result<PlacesByPage> PlaceReader::of_text(const std::string& expression) {
  PlacesByPage places;
  if (auto done = match(expression, {}, all_pages, places); !done) return done.error();
  return places;
}

Result<PlacesByPage> PlaceReader::in_blocks(const WordForm& form) {
  PlacesByPage places, others;
  const auto unknown = read_blocks(form.word, places);
  if (!unknown) return unknown.error();
  std::vector<PageRange> asked = unknown.value();
  if (places.size() < asked.size() * places_a_question) {
    places.clear();
    asked = {{1, lengths_.first_after()}};
  }
  for (const PageRange& range : asked)
    if (auto done = match(form.expression, {}, range, others); !done) return done.error();
  return united(std::move(places), std::move(others));
}

// Adds the pages of the blocks that have the word; returns those of the blocks that say
// nothing about it.
Result<std::vector<PlaceReader::PageRange>> PlaceReader::read_blocks(const std::string& word,
                                                                     PlacesByPage& places) {
  auto select = database_.prepare(
      "SELECT ranked_word.block, places FROM ranked_block CROSS JOIN ranked_word ON "
      "ranked_word.block = ranked_block.block AND word = ? WHERE ranked_block.block < ? "
      "ORDER BY ranked_block.block");
  if (!select) return select.error();
  select.value().bind(word, lengths_.blocks());
  std::vector<PageRange> unknown;
  std::int64_t asked = 1;  // The first page of which nothing is known yet.
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    const std::int64_t first =
        row.value() ? first_page_of(select.value().integer(0)) : lengths_.first_after();
    if (asked < first) unknown.push_back({asked, first});
    if (!row.value()) return unknown;
    const auto decoded = decode_places(select.value().blob(1));
    if (!decoded) return decoded.error();
    if (auto added = add_block(first, decoded.value(), places); !added) return added.error();
    asked = std::min(first + pages_a_block, lengths_.first_after());
  }
}

Result<Done> PlaceReader::add_block(std::int64_t first, std::span<const RankedPlace> block,
                                    PlacesByPage& places) const {
  const bool is_whole = lengths_.is_whole(block_of_page(first));
  const std::int64_t end = lengths_.first_after();
  if (!block.empty() && first + block.back().offset >= end) return damaged_ranking();
  for (const RankedPlace& place : block)
    if (const std::int64_t page = first + place.offset; is_whole || lengths_.is_there(page))
      places.push_back({static_cast<PageNumber>(page), place.weight});
  return Done{};
}

// Adds the pages that match.
Result<Done> PlaceReader::match(const std::string& expression,
                                std::span<const ColumnWeights> weights, const PageRange& range,
                                PlacesByPage& places) {
  // No row is left to be handed over.
  auto select = database_.prepare(
      "SELECT rowid FROM page_index WHERE page_index MATCH ?2 AND rowid >= ?3 AND rowid < ?4 "
      "AND match_score(page_index, ?1)");
  if (!select) return select.error();
  PlaceCollector collector(weights, range, places);
  select.value().bind_match(&collector, {expression}, {range.first, range.end});
  if (const auto row = select.value().step(); !row) return row.error();
  return collector.is_damaged() ? Result<Done>(damaged_ranking()) : Done{};
}

}  // namespace muistio
