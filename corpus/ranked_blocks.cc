#include "corpus/ranked_blocks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <map>
#include <unordered_map>

#include "corpus/index.h"
#include "corpus/index_tokens.h"
#include "corpus/packing.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::uint32_t fewest_pages = 12;  // Of a word that has a row.
constexpr std::uint32_t small_weight = 7;
constexpr std::uint32_t longest_page = 65'535;
constexpr std::int64_t most_blocks = most_pages / pages_a_block;

// The pages of one word while a block is being made.
struct WordPages {
  std::uint32_t offset = 0, weight = 0;  // Of the page in hand; weight 0: none is.
  std::uint32_t before = 0, pages = 0;
  Packer packed;

  void add(std::uint32_t page, std::uint32_t more) {
    if (page != offset) pack();
    offset = page;
    weight += more;
  }

  void pack() {
    if (weight == 0) return;
    packed.number(std::uint64_t{offset - before} * 8 + std::min(weight, small_weight));
    if (weight >= small_weight) packed.number(weight - small_weight);
    before = offset;
    ++pages;
    weight = 0;
  }
};

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

// A block as it is to be written.
struct Block {
  std::uint32_t pages = 0;
  std::string lengths = std::string(static_cast<std::size_t>(pages_a_block) * 2, '\0');
  std::map<std::string, std::pair<std::uint32_t, std::string>> words;  // Pages and places.
};

class BlockMaker {
 public:
  explicit BlockMaker(Database& database) : database_(database) {}

  Result<Block> make(std::int64_t block) {
    auto select = database_.prepare(
        "SELECT page.id, page.memo, page.text_begin, page.text, page_words.bytes FROM page JOIN "
        "page_words ON page_words.page = page.id WHERE page.id BETWEEN ? AND ? ORDER BY page.id");
    if (!select) return select.error();
    const std::int64_t first = first_page_of(block);
    select.value().bind(first, first + pages_a_block - 1);
    while (true) {
      const auto row = select.value().step();
      if (!row) return row.error();
      if (!row.value()) return finished();
      offset_ = static_cast<std::uint32_t>(select.value().integer(0) - first);
      if (auto read = read_memo(select.value().integer(1)); !read) return read.error();
      const auto begin = static_cast<std::size_t>(select.value().integer(2));
      const std::string_view text = select.value().text(3);
      const auto words = PackedWords::decode(select.value().blob(4), text);
      if (!words) return words.error();
      add_page(begin, text, words.value());
    }
  }

 private:
  // Where the memo's decisions stand.
  Result<Done> read_memo(MemoId memo) {
    if (memo == memo_) return Done{};
    memo_ = memo;
    decided_.clear();
    auto select = database_.prepare("SELECT span_begin, span_end FROM decision WHERE memo = ?");
    if (!select) return select.error();
    select.value().bind(memo);
    while (true) {
      const auto row = select.value().step();
      if (!row) return row.error();
      if (!row.value()) return Done{};
      decided_.push_back({static_cast<std::size_t>(select.value().integer(0)),
                          static_cast<std::size_t>(select.value().integer(1))});
    }
  }

  void add_page(std::size_t begin, std::string_view text, const PackedWords& words) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const Span span = words.span(i);
      const TermViews terms = words.terms(i);
      const std::string surface = lower_case(text.substr(span.begin, span.size()));
      const bool is_term = std::find(terms.begin(), terms.end(), surface) != terms.end();
      length += add(surface, is_term ? 0 : surface_weight, "=");
      const Span place{begin + span.begin, begin + span.end};
      const bool is_decided = std::any_of(decided_.begin(), decided_.end(),
                                          [place](Span one) { return one.contains(place); });
      length += add(terms.front(), base_weight, "");
      if (is_decided) length += add(terms.front(), decided_weight, "");
      for (const std::string_view term : terms.subspan(1)) length += add(term, more_weight, "");
    }
    // An empty page is a page too.
    const std::size_t stored = std::clamp<std::size_t>(length, 1, longest_page);
    block_.lengths[offset_ * 2] = static_cast<char>(stored & 0xff);
    block_.lengths[offset_ * 2 + 1] = static_cast<char>(stored >> 8);
    ++block_.pages;
  }

  // The tokens of the term, as page_index has them; how many they are.
  std::size_t add(std::string_view term, std::uint32_t weight, std::string_view mark) {
    if (weight > 0 && add_again(term, weight, mark)) return 1;
    if (is_index_token(term)) {
      add_token(term, weight, mark);
      return 1;
    }
    const std::vector<std::string_view> tokens = index_tokens(term);
    for (const std::string_view token : tokens) add_token(token, weight, mark);
    return tokens.size();
  }

  // A token that another page had. What begins like a mark is none.
  bool add_again(std::string_view term, std::uint32_t weight, std::string_view mark) {
    if (term.starts_with('=')) return false;
    const auto entry = words_.find(std::string_view(key_.assign(mark).append(term)));
    if (entry == words_.end()) return false;
    entry->second.add(offset_, weight);
    return true;
  }

  void add_token(std::string_view token, std::uint32_t weight, std::string_view mark) {
    if (weight == 0) return;
    key_.assign(mark).append(token);
    auto entry = words_.find(std::string_view(key_));
    if (entry == words_.end()) entry = words_.try_emplace(key_).first;
    entry->second.add(offset_, weight);
  }

  Block finished() {
    for (auto& [word, pages] : words_) {
      pages.pack();
      if (pages.pages >= fewest_pages)
        block_.words.emplace(word, std::pair(pages.pages, std::move(pages.packed).bytes()));
    }
    return std::move(block_);
  }

  Database& database_;
  MemoId memo_ = 0;
  std::vector<Span> decided_;
  std::uint32_t offset_ = 0;
  std::string key_;
  std::unordered_map<std::string, WordPages, TextHash, std::equal_to<>> words_;
  Block block_;
};

Result<Done> write_block(Database& database, std::int64_t number) {
  const auto block = BlockMaker(database).make(number);
  if (!block) return block.error();
  auto done = database.run("DELETE FROM ranked_block WHERE block = ?", number);
  if (!done) return done;
  done = database.run("INSERT INTO ranked_block VALUES(?,?,0,?)", number,
                      std::int64_t{block.value().pages}, Blob{block.value().lengths});
  if (!done) return done;
  for (const auto& [word, pages] : block.value().words) {
    done = database.run("INSERT INTO ranked_word VALUES(?,?,?,?)", number, word,
                        std::int64_t{pages.first}, Blob{pages.second});
    if (!done) return done;
  }
  return done;
}

// How many blocks there should be.
Result<std::int64_t> full_blocks(Database& database) {
  const auto next = next_page_id(database);
  if (!next) return next.error();
  return (next.value() - 1) / pages_a_block;
}

// Numbers of blocks that are to be made.
Result<std::vector<std::int64_t>> blocks_to_make(Database& database) {
  const auto full = full_blocks(database);
  if (!full) return full.error();
  if (full.value() == 0) return std::vector<std::int64_t>{};
  std::vector<bool> is_good(static_cast<std::size_t>(full.value()));
  auto select = database.prepare("SELECT block FROM ranked_block WHERE gone * 2 <= pages");
  if (!select) return select.error();
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) break;
    const auto block = static_cast<std::size_t>(select.value().integer(0));
    if (block < is_good.size()) is_good[block] = true;
  }
  std::vector<std::int64_t> missing;
  for (std::size_t block = 0; block < is_good.size(); ++block)
    if (!is_good[block]) missing.push_back(static_cast<std::int64_t>(block));
  return missing;
}

// Whether the rows of the block are what making it would give.
Result<bool> is_right(Database& database, std::int64_t number) {
  const auto made = BlockMaker(database).make(number);
  if (!made) return made.error();
  const Block& block = made.value();
  auto select = database.prepare("SELECT pages - gone, lengths FROM ranked_block WHERE block = ?");
  if (!select) return select.error();
  const auto found = select.value().bind(number).step();
  if (!found) return found.error();
  if (!found.value() || select.value().integer(0) != block.pages ||
      select.value().blob(1) != block.lengths)
    return false;
  const auto changed =
      database.find_integer("SELECT gone FROM ranked_block WHERE block = ?", number);
  if (!changed) return changed.error();
  // Pages that are gone still stand in the words.
  if (changed.value() != 0) return true;
  auto words =
      database.prepare("SELECT word, pages, places FROM ranked_word WHERE block = ? ORDER BY word");
  if (!words) return words.error();
  words.value().bind(number);
  auto expected = block.words.begin();
  while (true) {
    const auto row = words.value().step();
    if (!row) return row.error();
    if (!row.value()) return expected == block.words.end();
    if (expected == block.words.end() || words.value().text(0) != expected->first ||
        words.value().integer(1) != expected->second.first ||
        words.value().blob(2) != expected->second.second)
      return false;
    ++expected;
  }
}

// Pages and blocks with numbers that are never given.
Result<std::vector<std::string>> find_impossible(Database& database) {
  auto select = database.prepare(
      "SELECT 'page ' || id FROM page WHERE id NOT BETWEEN 1 AND ?1 UNION ALL "
      "SELECT 'block ' || block FROM ranked_block WHERE block NOT BETWEEN 0 AND ?2 - 1 LIMIT 100");
  if (!select) return select.error();
  select.value().bind(most_pages, most_blocks);
  std::vector<std::string> wrong;
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return wrong;
    wrong.push_back(std::string(select.value().text(0)));
  }
}

}  // namespace

Error damaged_ranking() {
  return {ErrorCode::bad_corpus, "",
          "the ranking of pages in the corpus is damaged; load the files into a new corpus"};
}

Result<std::int64_t> next_page_id(Database& database) {
  const auto last = database.find_integer("SELECT max(id) FROM page");
  if (!last) return last.error();
  if (last.value().value_or(0) > most_pages) return damaged_ranking();
  const auto block =
      database.find_integer("SELECT max(block) FROM ranked_block WHERE block < ?", most_blocks);
  if (!block) return block.error();
  const std::int64_t given = block.value() ? first_page_of(*block.value() + 1) - 1 : 0;
  return std::max(last.value().value_or(0), given) + 1;
}

Result<Done> rank_full_blocks(Database& database, std::size_t new_pages) {
  const auto missing = blocks_to_make(database);
  if (!missing) return missing.error();
  const std::size_t most = 1 + new_pages / static_cast<std::size_t>(pages_a_block);
  for (std::size_t i = 0; i < std::min(most, missing.value().size()); ++i)
    if (auto written = write_block(database, missing.value()[i]); !written) return written;
  return Done{};
}

Result<Done> forget_ranked_pages(Database& database, MemoId memo) {
  auto select = database.prepare(
      "SELECT page.id FROM page JOIN ranked_block ON ranked_block.block = (page.id - 1) / ? WHERE "
      "page.memo = ? ORDER BY page.id");
  if (!select) return select.error();
  select.value().bind(pages_a_block, memo);
  std::map<std::int64_t, std::vector<std::size_t>> gone;  // Offsets by block.
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) break;
    const std::int64_t page = select.value().integer(0), block = block_of_page(page);
    gone[block].push_back(static_cast<std::size_t>(page - first_page_of(block)));
  }
  for (const auto& [block, offsets] : gone) {
    auto old = database.prepare("SELECT lengths FROM ranked_block WHERE block = ?");
    if (!old) return old.error();
    const auto row = old.value().bind(block).step();
    if (!row) return row.error();
    std::string lengths(old.value().blob(0));
    for (const std::size_t offset : offsets)
      if (offset * 2 + 1 < lengths.size()) lengths[offset * 2] = lengths[offset * 2 + 1] = '\0';
    auto done = database.run("UPDATE ranked_block SET gone = gone + ?, lengths = ? WHERE block = ?",
                             offsets.size(), Blob{lengths}, block);
    if (!done) return done;
  }
  return Done{};
}

Result<Done> rebuild_ranked_blocks(Database& database) {
  const auto full = full_blocks(database);
  if (!full) return full.error();
  auto done = database.run("DELETE FROM ranked_block");
  for (std::int64_t block = 0; done && block < full.value(); ++block)
    done = write_block(database, block);
  return done;
}

Result<std::vector<std::string>> find_wrong_blocks(Database& database) {
  auto wrong = find_impossible(database);
  if (!wrong || !wrong.value().empty()) return wrong;
  const auto full = full_blocks(database);
  if (!full) return full.error();
  for (std::int64_t block = 0; block < full.value(); ++block) {
    const auto right = is_right(database, block);
    if (!right) return right.error();
    if (!right.value()) wrong.value().push_back("block " + std::to_string(block));
  }
  return wrong;
}

Result<std::vector<RankedPlace>> decode_places(std::string_view bytes) {
  std::vector<RankedPlace> places;
  places.reserve(bytes.size());
  Unpacker unpacker(bytes);
  std::uint64_t offset = 0;
  while (!unpacker.at_end()) {
    const std::uint64_t number = unpacker.number();
    std::uint64_t weight = number & 7;
    if (weight == small_weight) weight += unpacker.number();
    offset += number >> 3;
    const bool is_later = places.empty() || offset > places.back().offset;
    if (offset >= pages_a_block || weight == 0 || weight > 1'000'000 || !is_later)
      return damaged_ranking();
    places.push_back({static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(weight)});
  }
  if (unpacker.failed()) return damaged_ranking();
  return places;
}

Result<Done> append_lengths(std::string_view bytes, std::vector<std::uint16_t>& lengths) {
  if (bytes.size() != static_cast<std::size_t>(pages_a_block) * 2) return damaged_ranking();
  std::array<std::uint16_t, pages_a_block> more;
  std::memcpy(more.data(), bytes.data(), bytes.size());
  if constexpr (std::endian::native == std::endian::big) {
    for (std::uint16_t& length : more)
      length = static_cast<std::uint16_t>(length >> 8 | length << 8);
  }
  lengths.insert(lengths.end(), more.begin(), more.end());
  return Done{};
}

}  // namespace muistio
