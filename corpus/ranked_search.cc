#include "corpus/ranked_search.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "corpus/ranked_blocks.h"
#include "corpus/ranking.h"

namespace muistio {
namespace {

constexpr ColumnWeights columns{surface_weight, base_weight, more_weight, decided_weight};
constexpr std::int64_t last_page = std::numeric_limits<std::int64_t>::max();

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
      for (const std::uint16_t length : blocks_.back()) {
        words_ += length;
        pages_ += length > 0 ? 1 : 0;
      }
    }
    const auto later =
        database.find_integer("SELECT count(*) FROM page WHERE id >= ?", first_page_of(blocks()));
    if (!later) return later.error();
    pages_after_ = static_cast<std::size_t>(later.value().value_or(0));
    return Done{};
  }

  std::int64_t blocks() const { return static_cast<std::int64_t>(blocks_.size()); }
  std::size_t pages() const { return pages_ + pages_after_; }
  double mean() const { return pages_ == 0 ? 1 : static_cast<double>(words_) / pages_; }

  // 0: there is no such page any more, or it comes after the blocks.
  std::uint16_t in_block(std::int64_t block, std::uint32_t offset) const {
    return blocks_[static_cast<std::size_t>(block)][offset];
  }

  void note_later(std::int64_t page, double words) { later_.push_back({page, words}); }
  void sort_later() {
    std::sort(later_.begin(), later_.end(),
              [](const Later& one, const Later& other) { return one.page < other.page; });
  }

  // Compared with the mean.
  double relative(std::int64_t page) const {
    const std::int64_t block = block_of_page(page);
    if (block < blocks())
      return in_block(block, static_cast<std::uint32_t>(page - first_page_of(block))) / mean();
    const auto found =
        std::lower_bound(later_.begin(), later_.end(), page,
                         [](const Later& one, std::int64_t wanted) { return one.page < wanted; });
    return found == later_.end() || found->page != page ? 1 : found->words / mean();
  }

 private:
  struct Later {
    std::int64_t page;
    double words;
  };
  std::vector<std::vector<std::uint16_t>> blocks_;
  std::vector<Later> later_;
  std::uint64_t words_ = 0;
  std::size_t pages_ = 0, pages_after_ = 0;
};

// The weight of the places in the row; it is told the length of the pages that no block has.
class PlaceScorer : public MatchScorer {
 public:
  std::optional<double> score(const MatchRow& row) override {
    double weight = 0;
    for (int phrase = 0; phrase < row.phrases(); ++phrase)
      weight += row.weighted_places(phrase, columns);
    if (wants_words) words = row.words();
    return weight;
  }
  bool wants_words = false;
  double words = 0;
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
    auto done = match(expression, 1, first_page_of(lengths_.blocks()), places);
    if (done) done = match(expression, first_page_of(lengths_.blocks()), last_page, places);
    if (!done) return done.error();
    return places;
  }

 private:
  Result<Places> of_form(const WordForm& form) {
    Places places;
    std::int64_t asked = 0;  // The first block from which nothing is known yet.
    for (std::int64_t block = 0; block < lengths_.blocks(); ++block) {
      const auto found = read_block(block, form.word, block_places_);
      if (!found) return found.error();
      if (!found.value()) continue;
      auto done = match(form.expression, first_page_of(asked), first_page_of(block), places);
      if (!done) return done.error();
      const std::int64_t first = first_page_of(block);
      for (const RankedPlace& place : block_places_)
        if (lengths_.in_block(block, place.offset) > 0)
          places.push_back({first + place.offset, place.weight});
      asked = block + 1;
    }
    const std::int64_t end = first_page_of(lengths_.blocks());
    auto done = match(form.expression, first_page_of(asked), end, places);
    if (done) done = match(form.expression, end, last_page, places);
    if (!done) return done.error();
    return places;
  }

  Result<bool> read_block(std::int64_t block, const std::string& word,
                          std::vector<RankedPlace>& places) {
    auto select = database_.prepare("SELECT places FROM ranked_word WHERE block = ? AND word = ?");
    if (!select) return select.error();
    const auto row = select.value().bind(block, word).step();
    if (!row) return row.error();
    if (!row.value()) return false;
    auto decoded = decode_places(select.value().blob(0));
    if (!decoded) return decoded.error();
    places = std::move(decoded).value();
    return true;
  }

  // Adds the pages from `first` up to `end` that match.
  Result<Done> match(const std::string& expression, std::int64_t first, std::int64_t end,
                     Places& places) {
    if (first >= end) return Done{};
    auto select = database_.prepare(
        "SELECT rowid, match_score(page_index, ?1) FROM page_index WHERE page_index MATCH ?2 AND "
        "rowid >= ?3 AND rowid < ?4");
    if (!select) return select.error();
    PlaceScorer scorer;
    scorer.wants_words = end == last_page;
    select.value().bind_match(&scorer, {expression}, {first, end});
    while (true) {
      const auto row = select.value().step();
      if (!row) return row.error();
      if (!row.value()) return Done{};
      const std::int64_t page = select.value().integer(0);
      places.push_back({page, static_cast<std::uint32_t>(select.value().real(1))});
      if (scorer.wants_words) lengths_.note_later(page, scorer.words);
    }
  }

  Database& database_;
  PageLengths& lengths_;
  std::vector<RankedPlace> block_places_;
};

class Evaluation {
 public:
  Evaluation(Database& database, PageLengths& lengths)
      : reader_(database, lengths), lengths_(lengths) {}

  Result<RankedPages> run(const TextNode& query, std::size_t wanted) {
    if (auto read = read_places(query); !read) return read.error();
    lengths_.sort_later();
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

  Pages scored(const Places& places) const {
    const auto with = static_cast<double>(places.size());
    const auto all = static_cast<double>(lengths_.pages());
    const double weight = leaves_.size() == 1 ? 1 : rarity(all, with);
    Pages pages;
    pages.reserve(places.size());
    for (const Place& place : places) {
      pages.push_back(
          {place.page, weight * saturated(place.weight, lengths_.relative(place.page))});
    }
    return pages;
  }

  Pages evaluate(const TextNode& node) {
    if (is_leaf(node)) return scored(leaves_[next_leaf_++]);
    Pages pages;
    bool is_first = true;
    std::vector<Pages> unwanted;
    for (const TextNode& child : node.children) {
      Pages found = evaluate(child);
      if (child.is_unwanted) {
        unwanted.push_back(std::move(found));
      } else if (std::exchange(is_first, false)) {
        pages = std::move(found);
      } else if (node.kind == TextNode::Kind::any) {
        pages = united(pages, found, [](const RankedPage& one, const RankedPage& other) {
          return RankedPage{one.page, one.score + other.score};
        });
      } else {
        pages = common(pages, found);
      }
    }
    for (const Pages& others : unwanted) remove(pages, others);
    return pages;
  }

  static Pages common(const Pages& one, const Pages& other) {
    Pages both;
    auto right = other.begin();
    for (const RankedPage& page : one) {
      while (right != other.end() && right->page < page.page) ++right;
      if (right != other.end() && right->page == page.page)
        both.push_back({page.page, page.score + right->score});
    }
    return both;
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

bool has_word(const TextNode& node) {
  return node.kind == TextNode::Kind::word ||
         std::any_of(node.children.begin(), node.children.end(), has_word);
}

}  // namespace

Result<std::optional<RankedPages>> find_ranked_pages(Database& database, const TextNode& query,
                                                     std::size_t wanted) {
  const auto none = std::optional<RankedPages>{};
  if (!has_word(query)) return none;
  PageLengths lengths;
  if (auto read = lengths.read(database); !read) return read.error();
  if (lengths.blocks() == 0) return none;
  auto pages = Evaluation(database, lengths).run(query, wanted);
  if (!pages) return pages.error();
  return std::optional(std::move(pages).value());
}

}  // namespace muistio
