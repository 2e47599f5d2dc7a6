#include "corpus/ranked_search.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "corpus/ranked_blocks.h"
#include "corpus/ranking.h"

namespace muistio {
namespace {

constexpr ColumnWeights columns{surface_weight, base_weight, more_weight, decided_weight};
constexpr std::int64_t last_page = std::numeric_limits<std::int64_t>::max();
// So many places of a word are found while one more question to the full-text index is begun.
constexpr std::size_t places_a_question = 300;

// A page that has a word, or several.
struct Place {
  std::int64_t page;
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

Places united(const Places& one, const Places& other) {
  if (one.empty()) return other;
  if (other.empty()) return one;
  return united(one, other, [](const Place& left, const Place& right) {
    return Place{left.page, left.weight + right.weight};
  });
}

// How many words each page has: of the blocks, and of the pages after them.
class PageLengths {
 public:
  Result<Done> read(Database& database) {
    auto select = database.prepare("SELECT block, lengths FROM ranked_block ORDER BY block");
    if (!select) return select.error();
    while (true) {
      const auto row = select.value().step();
      if (!row) return row.error();
      if (!row.value()) break;
      // A block that is missing, as in a corpus that was just brought up to date, ends them.
      if (select.value().integer(0) != blocks()) break;
      auto lengths = decode_lengths(select.value().blob(1));
      if (!lengths) return lengths.error();
      blocks_.push_back(std::move(lengths).value());
      words_ += std::accumulate(blocks_.back().begin(), blocks_.back().end(), std::uint64_t{0});
      pages_ += blocks_.back().size() - static_cast<std::size_t>(std::count(
                                            blocks_.back().begin(), blocks_.back().end(), 0));
    }
    const auto last = database.find_integer("SELECT max(id) FROM page");
    if (!last) return last.error();
    const std::int64_t after = last.value().value_or(0) - first_after() + 1;
    pages_after_ = static_cast<std::size_t>(std::max(after, std::int64_t{0}));
    return Done{};
  }

  std::int64_t blocks() const { return static_cast<std::int64_t>(blocks_.size()); }
  // The first page that no block has.
  std::int64_t first_after() const { return first_page_of(blocks()); }
  // Of those after the blocks the ones that are gone are among them.
  std::size_t pages() const { return pages_ + pages_after_; }
  double mean() const { return pages_ == 0 ? 1 : static_cast<double>(words_) / pages_; }

  // 0: there is no such page any more, or it comes after the blocks.
  std::uint16_t in_block(std::int64_t block, std::uint32_t offset) const {
    return blocks_[static_cast<std::size_t>(block)][offset];
  }

  bool is_unknown(std::int64_t page) const {
    return page >= first_after() && later_.find(page) == later_.end();
  }
  void note_later(std::int64_t page, double words) { later_.emplace(page, words); }

  // Compared with the mean.
  double relative(std::int64_t page) const {
    const std::int64_t block = block_of_page(page);
    if (block < blocks())
      return in_block(block, static_cast<std::uint32_t>(page - first_page_of(block))) / mean();
    const auto found = later_.find(page);
    return found == later_.end() ? 1 : found->second / mean();
  }

 private:
  std::vector<std::vector<std::uint16_t>> blocks_;
  std::unordered_map<std::int64_t, double> later_;
  std::uint64_t words_ = 0;
  std::size_t pages_ = 0, pages_after_ = 0;
};

// The weight of the places in the row; it notes the length of pages that no block has.
class PlaceScorer : public MatchScorer {
 public:
  explicit PlaceScorer(PageLengths& lengths) : lengths_(lengths) {}

  std::optional<double> score(const MatchRow& row) override {
    double weight = 0;
    for (int phrase = 0; phrase < row.phrases(); ++phrase)
      weight += row.weighted_places(phrase, columns);
    if (lengths_.is_unknown(row.row())) lengths_.note_later(row.row(), row.words());
    return weight;
  }

 private:
  PageLengths& lengths_;
};

class PlaceReader {
 public:
  PlaceReader(Database& database, PageLengths& lengths) : database_(database), lengths_(lengths) {}

  Result<Places> of_word(const TextNode& word) {
    Places all;
    for (const WordForm& form : word.forms) {
      auto places = of_form(form);
      if (!places) return places;
      all = united(all, places.value());
    }
    return all;
  }

  // By the full-text index alone.
  Result<Places> of_text(const std::string& expression) {
    Places places;
    if (auto done = match(expression, {1, last_page}, places); !done) return done.error();
    return places;
  }

 private:
  // Ids from `first` up to `end`.
  struct Pages {
    std::int64_t first, end;
  };

  Result<Places> of_form(const WordForm& form) {
    Places places, others;
    const auto unknown = read_blocks(form.word, places);
    if (!unknown) return unknown.error();
    if (places.size() < (unknown.value().size() - 1) * places_a_question)
      return of_text(form.expression);
    for (const Pages& pages : unknown.value())
      if (auto done = match(form.expression, pages, others); !done) return done.error();
    return united(places, others);
  }

  // Adds the pages of the blocks that have the word; returns those about which no block says
  // anything. There always are some: those after the blocks.
  Result<std::vector<Pages>> read_blocks(const std::string& word, Places& places) {
    auto select = database_.prepare(
        "SELECT ranked_word.block, places FROM ranked_block CROSS JOIN ranked_word ON "
        "ranked_word.block = ranked_block.block AND word = ? WHERE ranked_block.block < ? "
        "ORDER BY ranked_block.block");
    if (!select) return select.error();
    select.value().bind(word, lengths_.blocks());
    std::vector<Pages> unknown;
    std::int64_t asked = 1;  // The first page of which nothing is known yet.
    while (true) {
      const auto row = select.value().step();
      if (!row) return row.error();
      if (!row.value()) break;
      const std::int64_t block = select.value().integer(0), first = first_page_of(block);
      const auto decoded = decode_places(select.value().blob(1));
      if (!decoded) return decoded.error();
      for (const RankedPlace& place : decoded.value())
        if (lengths_.in_block(block, place.offset) > 0)
          places.push_back({first + place.offset, place.weight});
      if (asked < first) unknown.push_back({asked, first});
      asked = first_page_of(block + 1);
    }
    unknown.push_back({asked, last_page});
    return unknown;
  }

  // Adds the pages that match.
  Result<Done> match(const std::string& expression, Pages pages, Places& places) {
    auto select = database_.prepare(
        "SELECT rowid, match_score(page_index, ?1) FROM page_index WHERE page_index MATCH ?2 AND "
        "rowid >= ?3 AND rowid < ?4");
    if (!select) return select.error();
    PlaceScorer scorer(lengths_);
    select.value().bind_match(&scorer, {expression}, {pages.first, pages.end});
    while (true) {
      const auto row = select.value().step();
      if (!row) return row.error();
      if (!row.value()) return Done{};
      places.push_back(
          {select.value().integer(0), static_cast<std::uint32_t>(select.value().real(1))});
    }
  }

  Database& database_;
  PageLengths& lengths_;
};

class Evaluation {
 public:
  Evaluation(Database& database, PageLengths& lengths)
      : reader_(database, lengths), lengths_(lengths) {}

  Result<RankedPages> run(const TextNode& query, std::size_t wanted) {
    if (auto read = read_places(query); !read) return read.error();
    RankedPages pages;
    pages.best = evaluate(query);
    pages.total = pages.best.size();
    const std::size_t kept = std::min(wanted, pages.total);
    std::partial_sort(pages.best.begin(), pages.best.begin() + static_cast<std::ptrdiff_t>(kept),
                      pages.best.end(), [](const RankedPage& one, const RankedPage& other) {
                        return one.score != other.score ? one.score > other.score
                                                        : one.page < other.page;
                      });
    pages.best.resize(kept);
    return pages;
  }

 private:
  using Pages = std::vector<RankedPage>;  // In the order of pages.

  static bool is_leaf(const TextNode& node) {
    return node.kind == TextNode::Kind::word || node.kind == TextNode::Kind::text;
  }

  // Of every leaf, in the order in which evaluate() comes to them.
  Result<Done> read_places(const TextNode& node) {
    if (is_leaf(node)) {
      auto places = node.kind == TextNode::Kind::word ? reader_.of_word(node)
                                                      : reader_.of_text(node.expression);
      if (!places) return places.error();
      leaves_.push_back(std::move(places).value());
      return Done{};
    }
    for (const TextNode& child : node.children)
      if (auto read = read_places(child); !read) return read;
    return Done{};
  }

  Pages evaluate(const TextNode& node) {
    if (is_leaf(node)) {
      const Places& places = leaves_[next_leaf_++];
      Pages pages = pages_of(places);
      add_scores(pages, places);
      return pages;
    }
    return node.kind == TextNode::Kind::any ? any_of(node) : all_of(node);
  }

  Pages any_of(const TextNode& node) {
    Pages pages;
    for (const TextNode& child : node.children) {
      pages = united(pages, evaluate(child), [](const RankedPage& one, const RankedPage& other) {
        return RankedPage{one.page, one.score + other.score};
      });
    }
    return pages;
  }

  // Only what all have is scored.
  Pages all_of(const TextNode& node) {
    std::vector<const Places*> words;
    std::vector<Pages> others, unwanted;
    for (const TextNode& child : node.children) {
      if (child.is_unwanted) {
        unwanted.push_back(evaluate(child));
      } else if (is_leaf(child)) {
        words.push_back(&leaves_[next_leaf_++]);
      } else {
        others.push_back(evaluate(child));
      }
    }
    const auto fewest = std::min_element(
        words.begin(), words.end(),
        [](const Places* one, const Places* other) { return one->size() < other->size(); });
    Pages pages;
    if (fewest != words.end()) {
      pages = pages_of(**fewest);
    } else if (!others.empty()) {
      pages = std::move(others.back());
      others.pop_back();
    }
    for (const Places* places : words) keep_common(pages, *places);
    for (const Pages& more : others) keep_common(pages, more);
    for (const Pages& others_pages : unwanted) remove(pages, others_pages);
    for (const Places* places : words) add_scores(pages, *places);
    return pages;
  }

  static Pages pages_of(const Places& places) {
    Pages pages;
    pages.reserve(places.size());
    for (const Place& place : places) pages.push_back({place.page, 0});
    return pages;
  }

  // Of a word; all the pages have it.
  void add_scores(Pages& pages, const Places& places) const {
    const auto with = static_cast<double>(places.size());
    const auto all = static_cast<double>(lengths_.pages());
    const double weight = leaves_.size() == 1 ? 1 : rarity(all, with);
    auto place = places.begin();
    for (RankedPage& page : pages) {
      while (place->page < page.page) ++place;
      page.score += weight * saturated(place->weight, lengths_.relative(page.page));
    }
  }

  static void add_score(RankedPage& page, const RankedPage& other) { page.score += other.score; }
  static void add_score(RankedPage&, const Place&) {}  // Done when all are known.

  template <typename Entry>
  static void keep_common(Pages& pages, const std::vector<Entry>& others) {
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

  PlaceReader reader_;
  PageLengths& lengths_;
  std::vector<Places> leaves_;
  std::size_t next_leaf_ = 0;
};

}  // namespace

Result<std::optional<RankedPages>> find_ranked_pages(Database& database, const TextNode& query,
                                                     std::size_t wanted) {
  const auto none = std::optional<RankedPages>{};
  PageLengths lengths;
  if (auto read = lengths.read(database); !read) return read.error();
  if (lengths.blocks() == 0) return none;
  auto pages = Evaluation(database, lengths).run(query, wanted);
  if (!pages) return pages.error();
  return std::optional(std::move(pages).value());
}

}  // namespace muistio
