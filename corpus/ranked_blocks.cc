#include "corpus/ranked_blocks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <map>

#include "corpus/block_maker.h"
#include "corpus/packing.h"

namespace muistio {
namespace {

constexpr std::int64_t most_blocks = most_pages / pages_a_block;
// The block that is still growing is written when it has so many pages, and whenever it has
// doubled since.
constexpr std::int64_t first_written = 1024;
// Left for later at the end of a load.
constexpr std::int64_t fewest_finished = 256;
// Pages that are ranked in a save beside as many as came twice.
constexpr std::size_t pages_more = 64;
constexpr std::size_t no_limit = std::numeric_limits<std::int32_t>::max();

Result<Done> write_block(Database& database, BlockMaker& maker) {
  auto done = database.run("DELETE FROM ranked_block WHERE block = ?", maker.block());
  if (!done) return done;
  done = database.run("INSERT INTO ranked_block VALUES(?,?,0,?)", maker.block(), maker.pages(),
                      Blob{maker.lengths()});
  if (!done) return done;
  for (const BlockRow& row : maker.rows()) {
    done = database.run("INSERT INTO ranked_word VALUES(?,?,?,?)", maker.block(), row.word,
                        std::int64_t{row.pages}, Blob{row.places});
    if (!done) return done;
  }
  return done;
}

// How many ids of the block are in it; 0 where it is not there or is to be made anew.
Result<std::int64_t> ids_in_block(Database& database, std::int64_t block) {
  const auto ids = database.find_integer(
      "SELECT length(lengths) / 2 FROM ranked_block WHERE block = ? AND gone * 2 <= pages", block);
  if (!ids) return ids.error();
  return ids.value().value_or(0);
}

// How many blocks there should be.
Result<std::int64_t> full_blocks(Database& database) {
  const auto next = next_page_id(database);
  if (!next) return next.error();
  return (next.value() - 1) / pages_a_block;
}

// The first block that is not whole: the one that grows, where none is missing.
Result<std::int64_t> block_to_make(Database& database, std::int64_t full) {
  auto select = database.prepare(
      "SELECT block FROM ranked_block WHERE block >= 0 AND gone * 2 <= pages AND "
      "length(lengths) = ? ORDER BY block");
  if (!select) return select.error();
  select.value().bind(pages_a_block * 2);
  for (std::int64_t block = 0; block < full; ++block) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value() || select.value().integer(0) != block) return block;
  }
  return full;
}

// Whether the rows of the block are what making it up to the id `last` would give.
Result<bool> is_right(Database& database, std::int64_t number, std::int64_t last) {
  BlockMaker made(number);
  if (auto added = made.add(database, last, no_limit); !added) return added.error();
  auto select = database.prepare("SELECT pages - gone, lengths FROM ranked_block WHERE block = ?");
  if (!select) return select.error();
  const auto found = select.value().bind(number).step();
  if (!found) return found.error();
  if (!found.value() || select.value().integer(0) != made.pages() ||
      select.value().blob(1) != made.lengths())
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
  const std::vector<BlockRow> rows = made.rows();
  auto expected = rows.begin();
  while (true) {
    const auto row = words.value().step();
    if (!row) return row.error();
    if (!row.value()) return expected == rows.end();
    if (expected == rows.end() || words.value().text(0) != expected->word ||
        words.value().integer(1) != expected->pages || words.value().blob(2) != expected->places)
      return false;
    ++expected;
  }
}

// Takes their lengths away, and counts them.
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
  const auto given = database.find_integer(
      "SELECT max(block * ?1 + min(length(lengths) / 2, ?1)) FROM ranked_block WHERE block < ?2",
      pages_a_block, most_blocks);
  if (!given) return given.error();
  return std::max(last.value().value_or(0), given.value().value_or(0)) + 1;
}

RankedBlocks::RankedBlocks() = default;
RankedBlocks::RankedBlocks(RankedBlocks&&) noexcept = default;
RankedBlocks& RankedBlocks::operator=(RankedBlocks&&) noexcept = default;
RankedBlocks::~RankedBlocks() = default;

Result<Done> RankedBlocks::rank(Database& database, const SavedPages& saved) {
  const std::size_t new_pages = saved.document.pages.size();
  const auto next = next_page_id(database);
  if (!next) return next.error();
  const std::int64_t last = next.value() - 1;
  const std::int64_t first_new = next.value() - static_cast<std::int64_t>(new_pages);
  std::size_t left = 2 * new_pages + pages_more;
  for (std::int64_t done_with = -1; left > 0;) {
    if (auto chosen = choose_block(database, last / pages_a_block); !chosen) return chosen;
    if (maker_->block() <= done_with) return Done{};
    done_with = maker_->block();
    const std::int64_t end = first_page_of(maker_->block() + 1);
    // A block is whole in the save that fills it.
    const bool is_filled = end <= next.value(), is_filled_now = is_filled && end > first_new;
    const std::size_t most = is_filled_now ? no_limit : left;
    const auto added = maker_->next() < first_new ? add(database, last, most)
                                                  : maker_->add(saved, first_new, most);
    if (!added) return added.error();
    left -= std::min(left, added.value());
    if (maker_->next() < end) return write_if_doubled(database);
    if (auto written = write(database); !written) return written;
  }
  return Done{};
}

Result<Done> RankedBlocks::finish(Database& database) {
  const auto next = next_page_id(database);
  if (!next) return next.error();
  const std::int64_t last = next.value() - 1;
  if (auto chosen = choose_block(database, last / pages_a_block); !chosen) return chosen;
  const auto written = ids_in_block(database, maker_->block());
  if (!written) return written.error();
  const std::int64_t end = std::min(next.value(), first_page_of(maker_->block() + 1));
  if (end - first_page_of(maker_->block()) - written.value() < fewest_finished) return Done{};
  const auto added = add(database, last, no_limit);
  if (!added) return added.error();
  return write(database);
}

// Goes on with the block in hand if that is the one to make.
Result<Done> RankedBlocks::choose_block(Database& database, std::int64_t full) {
  const auto surprises = database.surprises();
  if (!surprises) return surprises.error();
  if (surprises.value() != surprises_) maker_.reset();
  surprises_ = surprises.value();
  const auto block = block_to_make(database, full);
  if (!block) return block.error();
  if (!maker_ || maker_->block() != block.value())
    maker_ = std::make_unique<BlockMaker>(block.value());
  return Done{};
}

Result<std::size_t> RankedBlocks::add(Database& database, std::int64_t last, std::size_t most) {
  auto added = maker_->add(database, last, most);
  if (!added) maker_.reset();
  return added;
}

Result<Done> RankedBlocks::write_if_doubled(Database& database) {
  const auto written = ids_in_block(database, maker_->block());
  if (!written) return written.error();
  const std::int64_t ids = maker_->next() - first_page_of(maker_->block());
  if (ids < std::max(first_written, written.value() * 2)) return Done{};
  return write(database);
}

Result<Done> RankedBlocks::write(Database& database) {
  auto written = write_block(database, *maker_);
  const bool is_whole = maker_->next() == first_page_of(maker_->block() + 1);
  if (!written || is_whole) maker_.reset();
  return written;
}

Result<Done> RankedBlocks::forget(Database& database, MemoId memo) {
  const auto last = database.find_integer("SELECT max(id) FROM page WHERE memo = ?", memo);
  if (!last) return last.error();
  if (maker_ && last.value().value_or(0) >= first_page_of(maker_->block())) maker_.reset();
  return forget_ranked_pages(database, memo);
}

Result<Done> rebuild_ranked_blocks(Database& database) {
  const auto next = next_page_id(database);
  if (!next) return next.error();
  auto done = database.run("DELETE FROM ranked_block");
  const std::int64_t last = next.value() - 1;
  for (std::int64_t block = 0; done && first_page_of(block) + first_written <= next.value();
       ++block) {
    BlockMaker maker(block);
    if (auto added = maker.add(database, last, no_limit); !added) return added.error();
    done = write_block(database, maker);
  }
  return done;
}

Result<std::vector<std::string>> find_wrong_blocks(Database& database) {
  auto wrong = find_impossible(database);
  if (!wrong || !wrong.value().empty()) return wrong;
  const auto full = full_blocks(database);
  if (!full) return full.error();
  for (std::int64_t block = 0; block <= full.value(); ++block) {
    std::int64_t last = first_page_of(block + 1) - 1;
    if (block == full.value()) {
      const auto ids = database.find_integer(
          "SELECT length(lengths) / 2 FROM ranked_block WHERE block = ?", block);
      if (!ids) return ids.error();
      if (!ids.value()) return wrong;
      last = first_page_of(block) + *ids.value() - 1;
    }
    const auto right = is_right(database, block, last);
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
  std::array<std::uint16_t, pages_a_block> all;
  if (bytes.size() > sizeof all || bytes.size() % 2 != 0) return damaged_ranking();
  std::memcpy(all.data(), bytes.data(), bytes.size());
  const std::span<std::uint16_t> more(all.data(), bytes.size() / 2);
  if constexpr (std::endian::native == std::endian::big) {
    for (std::uint16_t& length : more)
      length = static_cast<std::uint16_t>(length >> 8 | length << 8);
  }
  lengths.insert(lengths.end(), more.begin(), more.end());
  return Done{};
}

}  // namespace muistio
