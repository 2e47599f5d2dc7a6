#include "corpus/ranked_search.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <queue>
#include <span>
#include <unordered_map>

#include "corpus/ranked_blocks.h"
#include "corpus/ranking.h"

namespace muistio {
namespace {

constexpr ColumnWeights columns{surface_weight, base_weight, more_weight, decided_weight};
// So many places of a word are found while one more question to the full-text index is begun.
constexpr std::size_t places_a_question = 300;

// So many times the wanted pages are scored to learn what the others must reach.
constexpr std::size_t tried_a_page = 4;
// A bound is a sum of rounded numbers too.
constexpr double rounding = 1 + 1e-9;

// A page that has a word, or several.
struct Place {
  PageNumber page;
  std::uint32_t weight;
};
using Places = std::vector<Place>;

// In the order of pages; of pages in both the weights are added.
template <typename Entry, typename Add>
std::vector<Entry> united(const std::vector<Entry>& one, const std::vector<Entry>& other,
                          const Add& add) {
  std::vector<Entry> both;
  both.reserve(one.size() + other.size());
  auto left = one.begin(), right = other.begin();
  while (left != one.end() && right != other.end()) {
    if (left->page < right->page) {
      both.push_back(*left++);
    } else if (right->page < left->page) {
      both.push_back(*right++);
    } else {
      both.push_back(add(*left++, *right++));
    }
  }
  both.insert(both.end(), left, one.end());
  both.insert(both.end(), right, other.end());
  return both;
}

Places united(Places one, Places other) {
  if (one.empty()) return other;
  if (other.empty()) return one;
  return united(one, other, [](const Place& left, const Place& right) {
    return Place{left.page, left.weight + right.weight};
  });
}

// The words of a page, by what FTS5 notes of it: a number for each column, high bits first.
double words_of_row(std::string_view sizes) {
  std::uint64_t words = 0, number = 0;
  for (const char byte : sizes) {
    number = number << 7 | (static_cast<unsigned char>(byte) & 0x7f);
    if ((static_cast<unsigned char>(byte) & 0x80) != 0) continue;
    words += number;
    number = 0;
  }
  return static_cast<double>(words);
}

// How many words each page has: of the blocks, and of those pages after them that were looked at.
class PageLengths {
 public:
  explicit PageLengths(Database& database) : database_(database) {}

  Result<Done> read() {
    const auto count = database_.find_integer("SELECT count(*) FROM ranked_block");
    if (!count) return count.error();
    const auto most = std::min(count.value().value_or(0), most_pages / pages_a_block);
    lengths_.reserve(static_cast<std::size_t>(most * pages_a_block));
    auto select = database_.prepare(
        "SELECT block, lengths, pages - gone, gone FROM ranked_block ORDER BY block");
    if (!select) return select.error();
    while (true) {
      const auto row = select.value().step();
      if (!row) return row.error();
      // A block that is missing, as in a corpus that was just brought up to date, ends them.
      // So does one that still grows.
      const bool is_next = row.value() && select.value().integer(0) == blocks() &&
                           first_after() == first_page_of(blocks());
      if (!is_next) break;
      const std::size_t before = lengths_.size();
      if (auto read = append_lengths(select.value().blob(1), lengths_); !read) return read;
      const std::span<const std::uint16_t> more = std::span(lengths_).subspan(before);
      words_ += std::accumulate(more.begin(), more.end(), std::uint32_t{0});  // Never too many.
      pages_ += static_cast<double>(select.value().integer(2));
      is_whole_.push_back(select.value().integer(3) == 0);
    }
    const auto last = database_.find_integer("SELECT max(id) FROM page");
    if (!last) return last.error();
    pages_after_ = static_cast<double>(last.value().value_or(0) - first_after() + 1);
    return Done{};
  }

  std::int64_t blocks() const { return static_cast<std::int64_t>(is_whole_.size()); }
  // The first page that no block has.
  std::int64_t first_after() const { return static_cast<std::int64_t>(lengths_.size()) + 1; }
  bool has_later() const { return pages_after_ > 0; }
  // Of those after the blocks the ones that are gone are among them.
  double pages() const { return std::max(pages_, 0.0) + std::max(pages_after_, 0.0); }

  // Whether no page of the block is gone.
  bool is_whole(std::int64_t block) const { return is_whole_[static_cast<std::size_t>(block)]; }
  // Of a page that a block has.
  bool is_there(std::int64_t page) const {
    return lengths_[static_cast<std::size_t>(page - 1)] > 0;
  }

  // Compared with the mean. 0: after the blocks, and not looked at.
  double relative(std::int64_t page) const {
    if (page < first_after()) return lengths_[static_cast<std::size_t>(page - 1)] / mean();
    const auto found = later_.find(page);
    return found == later_.end() ? 0 : found->second / mean();
  }

  // Looks at the page if it is after the blocks.
  Result<Done> look_at(std::int64_t page) {
    if (page < first_after()) return Done{};
    auto select = database_.prepare("SELECT sz FROM page_index_docsize WHERE id = ?");
    if (!select) return select.error();
    const auto row = select.value().bind(page).step();
    if (!row) return row.error();
    if (row.value()) later_.emplace(page, words_of_row(select.value().blob(0)));
    return Done{};
  }

 private:
  double mean() const { return words_ == 0 ? 1 : static_cast<double>(words_) / pages_; }

  Database& database_;
  std::vector<std::uint16_t> lengths_;  // Of the blocks' pages, from page 1 on.
  std::vector<bool> is_whole_;          // Each block.
  std::unordered_map<std::int64_t, double> later_;
  std::uint64_t words_ = 0;
  double pages_ = 0, pages_after_ = 0;
};

// Ids from `first` up to `end`.
struct PageRange {
  std::int64_t first, end;
};
constexpr PageRange all_pages{1, std::numeric_limits<std::int64_t>::max()};

// Notes each row that matches with the weight of its places, and gives none a score: to hand the
// rows over one by one takes longer.
class PlaceCollector : public MatchScorer {
 public:
  // `weights` are those of each phrase's columns; of none: the usual ones. Rows out of the range
  // may come too: FTS5 gives its first one unasked.
  PlaceCollector(std::span<const ColumnWeights> weights, const PageRange& range, Places& places)
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
  Places& places_;
  bool is_damaged_ = false;
};

class PlaceReader {
 public:
  PlaceReader(Database& database, const PageLengths& lengths)
      : database_(database), lengths_(lengths) {}

  // Of pages that no block has the full-text index is asked for all forms at once.
  Result<Places> of_word(const TextNode& word) {
    Places all;
    std::string expression;
    for (const WordForm& form : word.forms) {
      auto places = in_blocks(form);
      if (!places) return places;
      all = united(std::move(all), std::move(places).value());
      expression += (expression.empty() ? "" : " OR ") + form.expression;
    }
    if (!lengths_.has_later()) return all;
    Places later;
    if (auto done = match(expression, {}, {lengths_.first_after(), all_pages.end}, later); !done)
      return done.error();
    all.insert(all.end(), later.begin(), later.end());
    return all;
  }

  // By the full-text index alone. It would pick the columns out of every place of a common word: so
  // it is asked for any column, and which it is counts where the words are found together.
  Result<Places> of_phrase(const TextNode& phrase) {
    std::string expression;
    std::vector<ColumnWeights> weights;
    for (const PhraseSpelling& spelling : phrase.spellings) {
      expression += (expression.empty() ? "" : " OR ") + spelling.expression;
      weights.push_back({spelling.in_surface ? columns[0] : 0, spelling.in_base ? columns[1] : 0});
    }
    Places places;
    if (auto done = match(expression, weights, all_pages, places); !done) return done.error();
    return places;
  }

  Result<Places> of_text(const std::string& expression) {
    Places places;
    if (auto done = match(expression, {}, all_pages, places); !done) return done.error();
    return places;
  }

 private:
  Result<Places> in_blocks(const WordForm& form) {
    Places places, others;
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
  Result<std::vector<PageRange>> read_blocks(const std::string& word, Places& places) {
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

  Result<Done> add_block(std::int64_t first, std::span<const RankedPlace> block,
                         Places& places) const {
    const bool is_whole = lengths_.is_whole(block_of_page(first));
    const std::int64_t end = lengths_.first_after();
    if (!block.empty() && first + block.back().offset >= end) return damaged_ranking();
    for (const RankedPlace& place : block)
      if (const std::int64_t page = first + place.offset; is_whole || lengths_.is_there(page))
        places.push_back({static_cast<PageNumber>(page), place.weight});
    return Done{};
  }

  // Adds the pages that match.
  Result<Done> match(const std::string& expression, std::span<const ColumnWeights> weights,
                     const PageRange& range, Places& places) {
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

  Database& database_;
  const PageLengths& lengths_;
};

using Pages = std::vector<RankedPage>;  // In the order of pages.

bool is_leaf(const TextNode& node) {
  return node.kind != TextNode::Kind::all && node.kind != TextNode::Kind::any;
}

// What the query asks for at one place of it.
class Leaf {
 public:
  Leaf(Places places, double weight) : places_(std::move(places)), weight_(weight) {
    for (std::size_t places_weight = 0; places_weight < bounds_.size(); ++places_weight)
      bounds_[places_weight] = score(static_cast<double>(places_weight), 0);
  }

  const Places& places() const { return places_; }

  // The same for some of its pages; these in order.
  Leaf among(const Pages& pages) const {
    Leaf some(*this, Places{});
    auto place = places_.begin();
    for (const RankedPage& page : pages) {
      place = std::lower_bound(place, places_.end(), page.page,
                               [](const Place& one, std::int64_t id) { return one.page < id; });
      if (place == places_.end()) break;
      if (place->page == page.page) some.places_.push_back(*place);
    }
    return some;
  }

  double score(double places_weight, double relative_length) const {
    return weight_ * saturated(places_weight, relative_length);
  }

  // The score in a short page: in others it is less.
  double most(const Place& place) const {
    return place.weight < bounds_.size() ? bounds_[place.weight] : score(place.weight, 0);
  }

 private:
  Leaf(const Leaf& other, Places places)
      : places_(std::move(places)), weight_(other.weight_), bounds_(other.bounds_) {}

  Places places_;
  double weight_;
  std::array<double, 64> bounds_{};  // By the weight of a place.
};

// Which pages a query finds, by the pages of its leaves, and what they are worth: without the
// lengths of the pages the most that it can be.
class Walk {
 public:
  Walk(const std::vector<Leaf>& leaves, const PageLengths* lengths)
      : leaves_(leaves), lengths_(lengths) {}

  Pages over(const TextNode& node) {
    if (is_leaf(node)) {
      const Leaf& leaf = leaves_[next_leaf_++];
      Pages pages = pages_of(leaf.places());
      add_scores(pages, leaf);
      return pages;
    }
    return node.kind == TextNode::Kind::any ? any_of(node) : all_of(node);
  }

 private:
  Pages any_of(const TextNode& node) {
    Pages pages;
    for (const TextNode& child : node.children) {
      Pages more = over(child);
      if (pages.empty()) {
        pages = std::move(more);
        continue;
      }
      pages = united(pages, more, [](const RankedPage& one, const RankedPage& other) {
        return RankedPage{one.page, one.score + other.score};
      });
    }
    return pages;
  }

  // Only what all have is scored.
  Pages all_of(const TextNode& node) {
    std::vector<const Leaf*> words;
    std::vector<Pages> others, unwanted;
    for (const TextNode& child : node.children) {
      if (child.is_unwanted) {
        unwanted.push_back(over(child));
      } else if (is_leaf(child)) {
        words.push_back(&leaves_[next_leaf_++]);
      } else {
        others.push_back(over(child));
      }
    }
    const auto fewest =
        std::min_element(words.begin(), words.end(), [](const Leaf* one, const Leaf* other) {
          return one->places().size() < other->places().size();
        });
    Pages pages;
    if (fewest != words.end()) {
      pages = pages_of((*fewest)->places());
    } else if (!others.empty()) {
      pages = std::move(others.back());
      others.pop_back();
    }
    for (const Leaf* word : words)
      if (word != *fewest) keep_common(pages, word->places());
    for (const Pages& more : others) keep_common(pages, more);
    for (const Pages& others_pages : unwanted) remove(pages, others_pages);
    for (const Leaf* word : words) add_scores(pages, *word);
    return pages;
  }

  static Pages pages_of(const Places& places) {
    Pages pages;
    pages.reserve(places.size());
    for (const Place& place : places) pages.push_back({place.page, 0});
    return pages;
  }

  // All the pages have the word.
  void add_scores(Pages& pages, const Leaf& word) const {
    auto place = word.places().begin();
    for (RankedPage& page : pages) {
      while (place->page < page.page) ++place;
      page.score += lengths_ == nullptr ? word.most(*place)
                                        : word.score(place->weight, lengths_->relative(page.page));
    }
  }

  // Scores of pages are added; those of words when all pages are known.
  static void add_score(RankedPage& page, const RankedPage& other) { page.score += other.score; }
  static void add_score(RankedPage&, const Place&) {}

  template <typename Other>
  static void keep_common(Pages& pages, const std::vector<Other>& others) {
    auto other = others.begin();
    std::erase_if(pages, [&](RankedPage& page) {
      while (other != others.end() && other->page < page.page) ++other;
      if (other == others.end() || other->page != page.page) return true;
      add_score(page, *other);
      return false;
    });
  }

  static void remove(Pages& pages, const Pages& others) {
    auto other = others.begin();
    std::erase_if(pages, [&](const RankedPage& page) {
      while (other != others.end() && other->page < page.page) ++other;
      return other != others.end() && other->page == page.page;
    });
  }

  const std::vector<Leaf>& leaves_;
  const PageLengths* lengths_;  // Null: not known.
  std::size_t next_leaf_ = 0;
};

// What each page may be worth at most is cheap to tell. The exact worth of those that promise
// most tells which of the others need a look.
class Evaluation {
 public:
  Evaluation(Database& database, PageLengths& lengths)
      : reader_(database, lengths), lengths_(lengths) {}

  Result<RankedPages> run(const TextNode& query, std::size_t wanted) {
    std::vector<Places> places;
    if (auto read = read_places(query, places); !read) return read.error();
    for (Places& of_leaf : places) leaves_.push_back(leaf_of(std::move(of_leaf), places.size()));
    const Pages likely = Walk(leaves_, nullptr).over(query);
    const auto least = least_of_best(query, likely, wanted);
    if (!least) return least.error();
    auto best = scored(query, at_least(likely, least.value()));
    if (!best) return best.error();
    RankedPages pages{std::move(best).value(), likely.size()};
    keep_best(pages.best, wanted);
    return pages;
  }

 private:
  // Of every leaf, in the order in which a Walk comes to them.
  Result<Done> read_places(const TextNode& node, std::vector<Places>& all) {
    if (is_leaf(node)) {
      auto places = node.kind == TextNode::Kind::word     ? reader_.of_word(node)
                    : node.kind == TextNode::Kind::phrase ? reader_.of_phrase(node)
                                                          : reader_.of_text(node.expression);
      if (!places) return places.error();
      all.push_back(std::move(places).value());
      return Done{};
    }
    for (const TextNode& child : node.children)
      if (auto read = read_places(child, all); !read) return read;
    return Done{};
  }

  Leaf leaf_of(Places places, std::size_t leaves) const {
    const auto with = static_cast<double>(places.size());
    return {std::move(places), leaves == 1 ? 1 : rarity(lengths_.pages(), with)};
  }

  // The pages with their exact scores.
  Result<Pages> scored(const TextNode& query, const Pages& pages) {
    for (const RankedPage& page : pages)
      if (auto looked = lengths_.look_at(page.page); !looked) return looked.error();
    std::vector<Leaf> leaves;
    for (const Leaf& leaf : leaves_) leaves.push_back(leaf.among(pages));
    return Walk(leaves, &lengths_).over(query);
  }

  // What a page must reach to be among the wanted: at least that many do.
  Result<double> least_of_best(const TextNode& query, const Pages& likely, std::size_t wanted) {
    if (wanted == 0 || likely.size() / tried_a_page <= wanted) return 0.0;
    Pages tried = at_least(likely, nth_greatest(likely, wanted * tried_a_page));
    if (tried.size() > 2 * wanted * tried_a_page) tried.resize(2 * wanted * tried_a_page);
    auto pages = scored(query, tried);
    if (!pages) return pages.error();
    keep_best(pages.value(), wanted);
    return pages.value().back().score;
  }

  // Of the scores; there must be as many.
  static double nth_greatest(const Pages& pages, std::size_t nth) {
    std::priority_queue<double, std::vector<double>, std::greater<>> greatest;  // Least on top.
    for (const RankedPage& page : pages) {
      if (greatest.size() == nth && page.score <= greatest.top()) continue;
      if (greatest.size() == nth) greatest.pop();
      greatest.push(page.score);
    }
    return greatest.top();
  }

  static Pages at_least(const Pages& pages, double least) {
    Pages some;
    std::copy_if(pages.begin(), pages.end(), std::back_inserter(some),
                 [least](const RankedPage& page) { return page.score * rounding >= least; });
    return some;
  }

  static void keep_best(Pages& pages, std::size_t wanted) {
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
  std::vector<Leaf> leaves_;
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
