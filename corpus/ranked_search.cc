#include "corpus/ranked_search.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <queue>
#include <span>

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
    auto select =
        database_.prepare("SELECT block, lengths, pages - gone FROM ranked_block ORDER BY block");
    if (!select) return select.error();
    while (true) {
      const auto row = select.value().step();
      if (!row) return row.error();
      // A block that is missing, as in a corpus that was just brought up to date, ends them.
      if (!row.value() || select.value().integer(0) != blocks()) break;
      auto lengths = decode_lengths(select.value().blob(1));
      if (!lengths) return lengths.error();
      blocks_.push_back(std::move(lengths).value());
      words_ += std::accumulate(blocks_.back().begin(), blocks_.back().end(), std::uint64_t{0});
      pages_ += static_cast<double>(select.value().integer(2));
    }
    const auto last = database_.find_integer("SELECT max(id) FROM page");
    if (!last) return last.error();
    pages_after_ = static_cast<double>(last.value().value_or(0) - first_after() + 1);
    return Done{};
  }

  std::int64_t blocks() const { return static_cast<std::int64_t>(blocks_.size()); }
  // The first page that no block has.
  std::int64_t first_after() const { return first_page_of(blocks()); }
  // Of those after the blocks the ones that are gone are among them.
  double pages() const { return std::max(pages_, 0.0) + std::max(pages_after_, 0.0); }

  // 0: there is no such page any more.
  std::uint16_t in_block(std::int64_t block, std::uint32_t offset) const {
    return blocks_[static_cast<std::size_t>(block)][offset];
  }

  // Compared with the mean. 0: after the blocks, and not looked at.
  double relative(std::int64_t page) const {
    const std::int64_t block = block_of_page(page);
    if (block < blocks())
      return in_block(block, static_cast<std::uint32_t>(page - first_page_of(block))) / mean();
    const auto found = later_.find(page);
    return found == later_.end() ? 0 : found->second / mean();
  }

  // Looks at a page after the blocks.
  Result<Done> look_at(std::int64_t page) {
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
  std::vector<std::vector<std::uint16_t>> blocks_;
  std::unordered_map<std::int64_t, double> later_;
  std::uint64_t words_ = 0;
  double pages_ = 0, pages_after_ = 0;
};

// The weight of the places in the row.
class PlaceScorer : public MatchScorer {
 public:
  std::optional<double> score(const MatchRow& row) override {
    double weight = 0;
    for (int phrase = 0; phrase < row.phrases(); ++phrase)
      weight += row.weighted_places(phrase, columns);
    return weight;
  }
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
    Places later;
    if (auto done = match(expression, {lengths_.first_after(), last_page}, later); !done)
      return done.error();
    all.insert(all.end(), later.begin(), later.end());
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

  Result<Places> in_blocks(const WordForm& form) {
    Places places, others;
    const auto unknown = read_blocks(form.word, places);
    if (!unknown) return unknown.error();
    std::vector<Pages> asked = unknown.value();
    if (places.size() < asked.size() * places_a_question) {
      places.clear();
      asked = {{1, lengths_.first_after()}};
    }
    for (const Pages& pages : asked)
      if (auto done = match(form.expression, pages, others); !done) return done.error();
    return united(std::move(places), std::move(others));
  }

  // Adds the pages of the blocks that have the word; returns those of the blocks that say
  // nothing about it.
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
      const std::int64_t first =
          row.value() ? first_page_of(select.value().integer(0)) : lengths_.first_after();
      if (asked < first) unknown.push_back({asked, first});
      if (!row.value()) return unknown;
      const auto decoded = decode_places(select.value().blob(1));
      if (!decoded) return decoded.error();
      for (const RankedPlace& place : decoded.value())
        if (lengths_.in_block(block_of_page(first), place.offset) > 0)
          places.push_back({first + place.offset, place.weight});
      asked = first + pages_a_block;
    }
  }

  // Adds the pages that match.
  Result<Done> match(const std::string& expression, const Pages& pages, Places& places) {
    auto select = database_.prepare(
        "SELECT rowid, match_score(page_index, ?1) FROM page_index WHERE page_index MATCH ?2 AND "
        "rowid >= ?3 AND rowid < ?4");
    if (!select) return select.error();
    PlaceScorer scorer;
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
  const PageLengths& lengths_;
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
    if (auto looked = look_after_blocks(query, wanted, pages.best); !looked) return looked.error();
    keep_best(pages.best, wanted);
    return pages;
  }

 private:
  using Pages = std::vector<RankedPage>;  // In the order of pages.

  struct Leaf {
    Places places;
    std::size_t pages = 0;  // That have it, also those no longer among the places.
  };

  static bool is_leaf(const TextNode& node) {
    return node.kind == TextNode::Kind::word || node.kind == TextNode::Kind::text;
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

  // The score of the last of the best; 0 where there are fewer than `wanted`.
  static double least_of_best(std::span<const RankedPage> pages, std::size_t wanted) {
    if (pages.size() < wanted || wanted == 0) return 0;
    std::priority_queue<double, std::vector<double>, std::greater<>> best;  // Least on top.
    for (const RankedPage& page : pages) {
      if (best.size() == wanted && page.score <= best.top()) continue;
      if (best.size() == wanted) best.pop();
      best.push(page.score);
    }
    return best.top();
  }

  // Pages after the blocks have scores as if they were short. Those that may be among the best
  // are looked at and scored again; the others go.
  Result<Done> look_after_blocks(const TextNode& query, std::size_t wanted, Pages& pages) {
    const auto later = std::partition_point(
        pages.begin(), pages.end(),
        [this](const RankedPage& page) { return page.page < lengths_.first_after(); });
    if (later == pages.end()) return Done{};
    const double least = least_of_best({pages.begin(), later}, wanted);
    Pages likely;
    std::copy_if(later, pages.end(), std::back_inserter(likely),
                 [least](const RankedPage& page) { return page.score >= least; });
    for (const RankedPage& page : likely)
      if (auto looked = lengths_.look_at(page.page); !looked) return looked;
    for (Leaf& leaf : leaves_) keep_common(leaf.places, likely);
    next_leaf_ = 0;
    const Pages again = evaluate(query);
    pages.erase(later, pages.end());
    pages.insert(pages.end(), again.begin(), again.end());
    return Done{};
  }

  // Of every leaf, in the order in which evaluate() comes to them.
  Result<Done> read_places(const TextNode& node) {
    if (is_leaf(node)) {
      auto places = node.kind == TextNode::Kind::word ? reader_.of_word(node)
                                                      : reader_.of_text(node.expression);
      if (!places) return places.error();
      const std::size_t pages = places.value().size();
      leaves_.push_back({std::move(places).value(), pages});
      return Done{};
    }
    for (const TextNode& child : node.children)
      if (auto read = read_places(child); !read) return read;
    return Done{};
  }

  Pages evaluate(const TextNode& node) {
    if (is_leaf(node)) {
      const Leaf& leaf = leaves_[next_leaf_++];
      Pages pages = pages_of(leaf.places);
      add_scores(pages, leaf);
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
    std::vector<const Leaf*> words;
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
    const auto fewest =
        std::min_element(words.begin(), words.end(), [](const Leaf* one, const Leaf* other) {
          return one->places.size() < other->places.size();
        });
    Pages pages;
    if (fewest != words.end()) {
      pages = pages_of((*fewest)->places);
    } else if (!others.empty()) {
      pages = std::move(others.back());
      others.pop_back();
    }
    for (const Leaf* word : words) keep_common(pages, word->places);
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
    const auto with = static_cast<double>(word.pages);
    const double weight = leaves_.size() == 1 ? 1 : rarity(lengths_.pages(), with);
    auto place = word.places.begin();
    for (RankedPage& page : pages) {
      while (place->page < page.page) ++place;
      page.score += weight * saturated(place->weight, lengths_.relative(page.page));
    }
  }

  // Scores of pages are added; those of words when all pages are known.
  static void add_score(RankedPage& page, const RankedPage& other) { page.score += other.score; }
  template <typename Entry, typename Other>
  static void add_score(Entry&, const Other&) {}

  template <typename Entry, typename Other>
  static void keep_common(std::vector<Entry>& entries, const std::vector<Other>& others) {
    auto other = others.begin();
    std::erase_if(entries, [&](Entry& entry) {
      while (other != others.end() && other->page < entry.page) ++other;
      if (other == others.end() || other->page != entry.page) return true;
      add_score(entry, *other);
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
  std::vector<Leaf> leaves_;
  std::size_t next_leaf_ = 0;
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
